package dev.mullion.cli;

import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.process.Scratch;
import dev.mullion.review.JavaStack;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The stacks of a fleet that programs in Java make: two runs of Maven in one folder would write the same files. */
final class AskedPrograms {
    private final Map<Path, Object> turns = new ConcurrentHashMap<>();

    /** What there is to say of what was asked for, which a program says without telling warnings from problems. */
    interface Answer {
        /**
         * Makes a row.
         *
         * @param made what the program wrote: a file, or of scripts a folder; not there where it writes nothing
         */
        FleetRow of(Path made, List<String> said) throws IOException;
    }

    /** What is asked of a program. */
    interface Question<T> {
        T of(JavaStack java) throws IOException;
    }

    /**
     * Asks, one stack of a project at a time.
     *
     * @param with what more the request says
     */
    FleetRow ask(FleetStack stack, Kind kind, UnaryOperator<ProgramRequest> with, Answer answer) throws IOException {
        List<String> said = new ArrayList<>();
        return inTurn(stack, said::add, java -> {
            try (Scratch scratch = Scratch.make()) {
                Path made = scratch.directory().resolve("made");
                if (kind == Kind.RENDER) {
                    Files.createDirectory(made);
                }
                if (java.ask(with.apply(java.request(kind).withResult(made)))) {
                    return answer.of(made, said);
                }
                return FleetRow.broken(stack, List.of(), said.isEmpty() ? List.of("the program failed") : said);
            }
        });
    }

    /**
     * Asks anything, one stack of a project at a time.
     *
     * @param says takes what the program says, a line each
     */
    <T> T inTurn(FleetStack stack, Consumer<String> says, Question<T> question) throws IOException {
        synchronized (turns.computeIfAbsent(stack.directory(), path -> new Object())) {
            return question.of(
                    new JavaStack(stack.directory(), stack.stack(), Optional.empty(), Optional.empty(), says));
        }
    }
}
