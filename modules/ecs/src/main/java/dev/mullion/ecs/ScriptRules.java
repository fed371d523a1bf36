package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.template.PowerShell;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.ec2.WindowsInstanceSpec;
import java.util.Objects;

/** Refuses user data that EC2 or the launch agent would not take, and files of the user that can not be read. */
final class ScriptRules {
    private ScriptRules() {}

    static void check(EcsClusterModel model, Problems problems) {
        model.userData().forEach((key, userData) -> {
            Problems here = problems.at("capacity").at(key);
            boolean refused = here.refused();
            here.include(model.unreadSteps(key));
            userData.steps().check(here.at("steps"));
            // What is refused elsewhere may not even render, and its size says nothing.
            if (!refused && isWritable(model.name()) && isWritable(model.key())) {
                WindowsInstanceSpec instance =
                        Objects.requireNonNull(model.spec().capacity().get(key)).instance();
                StoredUserData.check(
                        model.key() + "-" + key,
                        instance,
                        userData,
                        StoredUserData.ExistingRole.of(instance),
                        model.context(),
                        here.given(problems.at("name")));
            }
        });
    }

    /** Both names stand in the script, also the key of a cluster that has another name. */
    private static boolean isWritable(String name) {
        return PowerShell.refusal(name).isEmpty();
    }
}
