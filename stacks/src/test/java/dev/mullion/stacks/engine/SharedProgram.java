package dev.mullion.stacks.engine;

import com.pulumi.core.Output;
import dev.mullion.stacks.Mullion;

/** Makes nothing; another stack refers to what it exports. */
public final class SharedProgram {
    private SharedProgram() {}

    /** Under Pulumi. */
    public static void main(String[] args) {
        Mullion.runProgram(context -> context.export("greeting", Output.of("hello")));
    }
}
