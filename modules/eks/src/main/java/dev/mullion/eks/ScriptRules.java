package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.StoredUserData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Refuses user data that EC2, the launch agent or EKS would not take, and files of the user that can not be read. */
final class ScriptRules {
    private ScriptRules() {}

    static void check(EksClusterModel model, Problems problems) {
        // A stranger's stack names one file as often as it likes.
        Map<OwnScript, Boolean> known = new HashMap<>();
        model.scripts().forEach((key, script) -> {
            Problems here = problems.at("windowsNodePools").at(key);
            boolean refused = here.refused();
            here.include(script.unread());
            script.shown().ifPresent(shown -> {
                shown.steps().check(here.at("steps"));
                if (!script.isOwn()) {
                    shown.steps()
                            .own()
                            .forEach((phase, files) -> refuseBootstrap(
                                    files, known, here.at("steps").at(phase)));
                }
            });
            // What is refused elsewhere may not even render, and its size says nothing.
            if (!refused && PowerShell.refusal(model.name()).isEmpty()) {
                EksWindowsNodePoolSpec pool =
                        Objects.requireNonNull(model.spec().windowsNodePools().get(key));
                script.longest()
                        .ifPresent((UserData longest) -> StoredUserData.check(
                                model.key() + "-" + key,
                                pool.instance(),
                                longest,
                                pool.nodeRoleArn()
                                        .map(arn -> new StoredUserData.ExistingRole("nodeRoleArn", "the role " + arn)),
                                model.context(),
                                here.given(problems.at("name"))));
            }
        });
    }

    private static void refuseBootstrap(List<OwnScript> files, Map<OwnScript, Boolean> known, Problems problems) {
        for (int i = 0; i < files.size(); i++) {
            if (known.computeIfAbsent(files.get(i), EksNodeUserData::callsBootstrap)) {
                problems.at(i)
                        .refuse(
                                files.get(i).file(),
                                "leave out its call of Start-EKSBootstrap: EKS's own bootstrap comes behind these steps; or"
                                        + " use ownBootstrap: true");
            }
        }
    }
}
