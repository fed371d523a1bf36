package dev.mullion.aws;

import com.pulumi.aws.appautoscaling.PolicyArgs;
import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ecs.CapacityProviderArgs;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyArgs;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;

/**
 * What resources are called in AWS, by their names in the program: of those that exist already, since Pulumi makes up another
 * name for a resource that is imported and whose program names none, and AWS renames none of these.
 */
public final class GivenNames {
    static final GivenNames NONE = new GivenNames(Map.of());

    /** What AWS takes for any of them; a service refuses more. */
    private static final int MAX_LENGTH = 255;

    private final Map<String, String> given;
    private final Set<String> takers = new ConcurrentSkipListSet<>();

    private GivenNames(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    static GivenNames of(Map<String, String> given) {
        return given.isEmpty() ? NONE : new GivenNames(given);
    }

    /** Refuses what is no name. */
    public static void check(Map<String, String> given, Problems problems) {
        given.forEach((child, name) -> {
            if (name.isBlank()
                    || name.length() > MAX_LENGTH
                    || name.chars().anyMatch(character -> character < ' ' || character > '~')) {
                problems.at(child).refuse(name, "use 1 to " + MAX_LENGTH + " characters of ASCII, as AWS has the name");
            }
        });
    }

    /** The child's args with the name that was given to it. */
    <B> B named(String child, B args) {
        if (given.isEmpty()) {
            return args;
        }
        String name = given.getOrDefault(child, "");
        if (args instanceof GroupArgs.Builder group) {
            named(child, name, () -> group.name(name));
        } else if (args instanceof CapacityProviderArgs.Builder provider) {
            named(child, name, () -> provider.name(name));
        } else if (args instanceof LaunchTemplateArgs.Builder template) {
            named(child, name, () -> template.name(name));
        } else if (args instanceof TaskDefinitionArgs.Builder definition) {
            named(child, name, () -> definition.family(name));
        } else if (args instanceof SecurityGroupArgs.Builder group) {
            named(child, name, () -> group.name(name));
        } else if (args instanceof RoleArgs.Builder role) {
            named(child, name, () -> role.name(name));
        } else if (args instanceof RolePolicyArgs.Builder policy) {
            named(child, name, () -> policy.name(name));
        } else if (args instanceof InstanceProfileArgs.Builder profile) {
            named(child, name, () -> profile.name(name));
        } else if (args instanceof PolicyArgs.Builder policy) {
            named(child, name, () -> policy.name(name));
        }
        return args;
    }

    private void named(String child, String name, Runnable naming) {
        takers.add(child);
        if (!name.isEmpty()) {
            naming.run();
        }
    }

    /** Refuses names that met no child, with those that there are. */
    void check(Problems problems) {
        String use = takers.isEmpty() ? "no name: there is none" : Shown.list(takers, UnaryOperator.identity());
        new TreeMap<>(given)
                .keySet().stream().filter(child -> !takers.contains(child)).forEach(child -> problems.atKey(child)
                        .add("is no resource of this stack that takes a name; use " + use));
    }
}
