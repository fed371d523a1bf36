package dev.mullion.diff.input;

import dev.mullion.core.spec.SpecException;

/** Two inputs can be compared only when they tell of one stack. */
public final class SameStack {
    private SameStack() {}

    /**
     * Refuses two inputs of different projects or stacks; one that names none, since it holds no resource, passes.
     *
     * @throws SpecException at the head, saying what both are of
     */
    public static void check(Input base, Input head) {
        if (differ(base.project(), head.project()) || differ(base.stack(), head.stack())) {
            throw InputText.refuseFile(
                    head.name(),
                    "got " + of(head) + ", but " + base.name() + " is " + of(base)
                            + "; use two of one stack, since all else would show as deleted and created");
        }
    }

    private static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }

    private static String of(Input input) {
        return "project " + input.project() + ", stack " + input.stack();
    }
}
