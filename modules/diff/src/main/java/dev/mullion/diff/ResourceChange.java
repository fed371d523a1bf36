package dev.mullion.diff;

import dev.mullion.plan.Operation;
import java.util.List;
import java.util.Optional;

/**
 * One resource that does not stay as it is.
 *
 * @param operation an {@link Operation}'s word, or one that a newer engine has; the several steps of one replacement are
 *     one {@code replace}
 * @param type the type token, {@code aws:ec2/launchTemplate:LaunchTemplate}
 * @param name the last part of the URN
 * @param parent the URN of the parent; empty for the stack
 * @param dependencies URNs of the resources that it needs, its parent not among them
 * @param replacedBy why it is replaced; empty unless it is or may be
 * @param properties what differs; of a created or deleted resource all of its inputs. Those with noise behind
 * @param drift what changed outside of Pulumi: from what it knew or wants to what was found
 * @param outcome how far it got
 */
public record ResourceChange(
        String operation,
        String urn,
        String type,
        String name,
        Optional<String> parent,
        List<String> dependencies,
        List<ReplaceReason> replacedBy,
        List<PropertyChange> properties,
        List<PropertyChange> drift,
        Outcome outcome) {
    public ResourceChange {
        dependencies = List.copyOf(dependencies);
        replacedBy = List.copyOf(replacedBy);
        properties = List.copyOf(properties);
        drift = List.copyOf(drift);
    }

    /** One of a preview, of which nothing was changed by others. */
    public ResourceChange(
            String operation,
            String urn,
            String type,
            String name,
            Optional<String> parent,
            List<String> dependencies,
            List<ReplaceReason> replacedBy,
            List<PropertyChange> properties) {
        this(operation, urn, type, name, parent, dependencies, replacedBy, properties, List.of(), Outcome.PLANNED);
    }

    /**
     * A property that forces a replacement.
     *
     * @param path as {@link PropertyChange#path()}
     * @param certain false where neither an engine nor our table knows: {@code update, may replace}
     * @param source who says so: {@code Pulumi}, or the row's source in our table
     */
    public record ReplaceReason(String path, boolean certain, String source) {}

    public boolean is(Operation which) {
        return which.is(operation);
    }

    /** Whether every difference is noise, so that a report folds the whole resource. */
    public boolean onlyNoise() {
        return is(Operation.UPDATE)
                && !properties.isEmpty()
                && properties.stream().allMatch(property -> property.noise() != PropertyChange.Noise.NONE);
    }
}
