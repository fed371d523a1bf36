package dev.mullion.stacks;

import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceOutputDetails;
import dev.mullion.core.config.Given;
import dev.mullion.core.config.OtherStacks;
import dev.mullion.core.config.StackOutput;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Reads other stacks by Pulumi's engine, while its program is described: each is a StackReference of the program, which is read
 * once. What the program consists of may not hang on a value that comes later, hence it waits for each.
 */
final class EngineStacks implements OtherStacks {
    private final Map<String, StackReference> stacks = new HashMap<>();

    @Override
    public Optional<Object> value(StackOutput output) {
        StackReference stack = stacks.computeIfAbsent(output.stack(), StackReference::new);
        return value(stack, output, output.output()).or(() -> value(stack, output, output.whole()));
    }

    private static Optional<Object> value(StackReference stack, StackOutput output, String name) {
        StackReferenceOutputDetails details;
        try {
            details = stack.outputDetailsAsync(name).join();
        } catch (CompletionException e) {
            throw new UnreadableStackException("reads " + output + ", and Pulumi could not read that stack: "
                    + Optional.ofNullable(e.getCause()).orElse(e).getMessage());
        }
        return details.getSecretValue().isPresent()
                ? Optional.of(Given.SECRET)
                : details.getValue().flatMap(value -> output.in(Map.of(name, value)));
    }
}
