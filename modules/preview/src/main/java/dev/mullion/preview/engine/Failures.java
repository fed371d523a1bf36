package dev.mullion.preview.engine;

import com.pulumi.exceptions.ResourceException;
import com.pulumi.exceptions.RunException;
import dev.mullion.core.spec.SpecException;
import dev.mullion.plan.Diagnostic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** What a user is told of an exception that left the program: never its stack trace, but the line that threw it. */
final class Failures {
    private static final List<String> NOT_THE_USERS = List.of("java.", "jdk.", "com.pulumi.", "com.google.");
    private static final List<String> ENGINES =
            List.of(EmbeddedDeployment.class.getName(), Exports.class.getName(), Registration.class.getName());

    private Failures() {}

    /** What the program threw, without what the SDK wrapped it in on its way. */
    static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && isWrapper(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown.getClass().getName().startsWith("com.pulumi.serialization.internal.");
    }

    static Diagnostic diagnostic(Recording.Failure failure) {
        return Diagnostic.of(Diagnostic.Severity.ERROR, failure.urn(), reason(failure.cause()));
    }

    /** A {@link RunException} speaks to the user, so its message is all there is to say; a spec's tells no place. */
    static String reason(Throwable cause) {
        if (cause instanceof RunException || cause instanceof ResourceException) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof SpecException) {
            return cause.getMessage() + location(cause, List.of("dev.mullion.")).orElse("");
        }
        return "the program failed with " + cause + location(cause, ENGINES).orElse("");
    }

    private static Optional<String> location(Throwable cause, List<String> ours) {
        return Arrays.stream(cause.getStackTrace())
                .takeWhile(frame -> !isEnginesStart(frame))
                .filter(frame -> NOT_THE_USERS.stream().noneMatch(frame.getClassName()::startsWith))
                .filter(frame -> ours.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .map(frame -> "\n    at " + frame);
    }

    /** Below it on the stack is who runs the engine; whose thread an exception is thrown on is a matter of time. */
    private static boolean isEnginesStart(StackTraceElement frame) {
        return frame.getClassName().equals(EmbeddedDeployment.class.getName())
                && frame.getMethodName().equals("run");
    }
}
