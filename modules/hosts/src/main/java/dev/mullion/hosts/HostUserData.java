package dev.mullion.hosts;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.StepsSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What container hosts boot with. */
public final class HostUserData {
    private HostUserData() {}

    /**
     * The document, which runs at every boot: the network of containers does not outlive a restart.
     *
     * @param directory what the files of the user's own steps are relative to
     * @param unread where files that can not be read are reported
     */
    public static UserData compose(
            LaunchAgent agent,
            ContainerHost host,
            Optional<DomainJoinSpec> domainJoin,
            StepsSpec steps,
            Path directory,
            Problems unread) {
        // Features want a restart, which comes before a file of the user has done anything. Members of a domain can
        // only
        // be in a group once the machine is in it.
        List<BootStep.Step> ours = new ArrayList<>();
        domainJoin.flatMap(DomainJoinSpec::step).ifPresent(ours::add);
        ours.addAll(HostSteps.rest(host));
        return new UserData(agent, steps.around(HostSteps.first(host), ours, directory, unread));
    }
}
