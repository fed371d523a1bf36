package dev.mullion.ec2;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What every component of a stack shares.
 *
 * @param project the Pulumi project's name
 * @param stack the stack's name, such as {@code dev}
 * @param region {@code aws:region}, when the configuration says it
 * @param tags the user's own tags, for everything that takes tags
 * @param directory the project's directory, which files in the configuration are relative to
 */
public record StackContext(
        String project, String stack, Optional<String> region, Map<String, String> tags, Path directory) {
    public StackContext {
        tags = Map.copyOf(tags);
    }

    /** The name of something that scripts mention and that is therefore never generated: {@code <key>-<stack>}. */
    public String name(String key) {
        return key + "-" + stack;
    }

    /** The partition that ARNs of the region start with. */
    public String partition() {
        String name = region.orElse("");
        if (name.startsWith("cn-")) {
            return "aws-cn";
        }
        return name.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** All tags of a component's resources: the user's, and which project, stack and component made them; sorted. */
    public Map<String, String> tags(String component) {
        Map<String, String> all = new TreeMap<>(tags);
        all.put("mullion:project", project);
        all.put("mullion:stack", stack);
        all.put("mullion:component", component);
        return new LinkedHashMap<>(all);
    }

    /** The tags of a component's resource that the console shows by name. */
    public Map<String, String> tags(String component, String name) {
        Map<String, String> all = new TreeMap<>(tags(component));
        all.put("Name", name);
        return new LinkedHashMap<>(all);
    }
}
