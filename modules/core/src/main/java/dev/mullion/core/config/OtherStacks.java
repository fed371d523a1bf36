package dev.mullion.core.config;

import java.util.Optional;

/** What reads the outputs of other stacks for a stack file. */
@FunctionalInterface
public interface OtherStacks {
    /** Where nobody reads them: each value is one that only a deployment knows. */
    OtherStacks UNREAD = output -> Optional.of(new Given.Unknown(output.symbol()));

    /**
     * A stack's output: text, a number, a boolean, a list or a map, {@link Given#SECRET}, a {@link Given.Unknown} or a
     * {@link Given.UnknownText}; nothing where the stack has no such output.
     *
     * @throws UnreadableStackException where the stack can not be read
     */
    Optional<Object> value(StackOutput output);

    /** What is wrong with a stack, in the words that a user reads. */
    final class UnreadableStackException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreadableStackException(String message) {
            super(message);
        }
    }
}
