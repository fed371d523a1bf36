package dev.mullion.hosts;

import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.ec2.WindowsInstanceSpec;
import java.util.ArrayList;
import java.util.List;

/** Refuses user data that EC2 or the launch agent would not take, and files of the user that can not be read. */
final class HostScriptRules {
    private HostScriptRules() {}

    static void check(ContainerHostsModel hosts, Problems problems) {
        boolean refused = problems.refused();
        problems.include(hosts.unread());
        hosts.userData().steps().check(problems.at("steps"));
        // What is refused elsewhere may not even render, and its size says nothing.
        if (!refused) {
            WindowsInstanceSpec instance = hosts.spec().instance();
            StoredUserData.check(
                    hosts.key(),
                    instance,
                    hosts.userData(),
                    StoredUserData.ExistingRole.of(instance),
                    hosts.context(),
                    problems);
        }
        hosts.spec().instance().instanceProfile().ifPresent(profile -> keysThatNeedRights(hosts.spec())
                .forEach(key -> problems.at(key)
                        .warn(
                                "HST008",
                                "the role of the existing instance profile " + profile
                                        + " must allow what this needs; docs/hosts.md has the policies")));
    }

    private static List<String> keysThatNeedRights(WindowsContainerHostsSpec spec) {
        List<String> keys = new ArrayList<>();
        spec.cloudWatchLogs().ifPresent(logs -> keys.add("cloudWatchLogs"));
        spec.domainJoin().filter(join -> !join.joinedByImage()).ifPresent(join -> keys.add("domainJoin"));
        spec.buildkit()
                .filter(buildkit ->
                        buildkit.endpoint().isPresent() || buildkit.cache().s3().isPresent())
                .ifPresent(buildkit -> keys.add("buildkit"));
        return keys;
    }
}
