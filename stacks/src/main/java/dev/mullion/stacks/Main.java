package dev.mullion.stacks;

/** What {@code pulumi up} runs in this project: the stack file, word for word. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Mullion.run(Stack::fromConfig);
    }
}
