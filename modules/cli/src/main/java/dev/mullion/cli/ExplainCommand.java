package dev.mullion.cli;

import dev.mullion.core.reference.Explanation;
import dev.mullion.core.reference.Reference;
import dev.mullion.stacks.StackFileReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code mullion explain}: what a key of a stack file is. */
final class ExplainCommand extends Command {
    private final PositionalParamSpec path = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("PATH")
            .type(String.class)
            .description(
                    "A key, such as mullion:ecs.*.services.*.loadBalancer, with any names in place of * or without them"
                            + " (default: all sections).")
            .build();

    ExplainCommand() {
        super("explain", "Says what a key of a stack file is, its default, range and name on the platform.");
        spec().addPositional(path);
        explain(Map.of(), "docs/reference.md", "mullion explain", "mullion explain mullion:ecs.services.loadBalancer");
    }

    @Override
    public Integer call() {
        Reference reference = StackFileReference.read();
        @Nullable String named = path.getValue();
        out().append(named == null ? Explanation.of(reference) : Explanation.of(reference.find(named)));
        return 0;
    }
}
