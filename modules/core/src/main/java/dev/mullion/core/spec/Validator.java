package dev.mullion.core.spec;

import java.util.List;

/**
 * One rule, or rules that belong together. Who makes something lists its validators, and {@link #all} is the one way that
 * they run: for a stack file and for a program in Java alike.
 *
 * @param <T> what is judged; it does not change
 */
@FunctionalInterface
public interface Validator<T> {
    /**
     * Reports what is wrong with the subject.
     *
     * @param problems the view of the subject's own path
     */
    void validate(T subject, Problems problems);

    /** Runs validators in their order. */
    static <T> void all(List<Validator<T>> validators, T subject, Problems problems) {
        for (Validator<T> validator : validators) {
            validator.validate(subject, problems);
        }
    }
}
