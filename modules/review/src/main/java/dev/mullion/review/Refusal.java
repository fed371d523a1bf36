package dev.mullion.review;

import dev.mullion.core.files.IoProblem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.util.Optional;

/** What ends a piece of work, in the lines that its user reads. */
public final class Refusal {
    private Refusal() {}

    /** Work on one of many things. */
    public interface Work<R> {
        R done() throws IOException;
    }

    /** What there is to say of a thing, by the lines of what ended the work on it. */
    public interface Told<R> {
        R of(String lines) throws IOException;
    }

    /**
     * Does it. Whatever ends it is told of this one thing and hides no other, a defect of ours as well, of which whoever reads is
     * asked to tell us.
     *
     * @throws IOException of {@code told} alone
     */
    public static <R> R or(Work<R> work, Told<R> told) throws IOException {
        ProcessorTime.begin();
        try {
            return work.done();
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return told.of(lines(e).orElseGet(() -> defect(e)));
        }
    }

    /** The lines of what is the user's to know; all else is a defect of ours. */
    public static Optional<String> lines(Throwable ended) {
        if (ended instanceof SpecException || ended instanceof UserException) {
            return Optional.of(String.valueOf(ended.getMessage()));
        }
        if (ended instanceof IOException io) {
            return Optional.of(IoProblem.line(io));
        }
        if (ended instanceof StackOverflowError) {
            return Optional.of("mullion: what it was given is nested, or goes on, deeper than Java's stack reaches");
        }
        if (ended instanceof OutOfMemoryError) {
            long most = Runtime.getRuntime().maxMemory() >> 20;
            return Optional.of("mullion: takes more memory than the " + most + " MiB that Java has here");
        }
        return Optional.empty();
    }

    /** Without the message, which may quote what nobody may see. */
    private static String defect(Throwable defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        return "mullion: a defect, please report it: " + defect.getClass().getName()
                + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
