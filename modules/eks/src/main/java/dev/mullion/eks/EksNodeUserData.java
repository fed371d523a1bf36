package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.Steps;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.StepsSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Windows nodes boot with: a bootstrap of their own, or commands ahead of the one that EKS adds to the nodes of a managed
 * group whose AMI it chooses.
 */
final class EksNodeUserData {
    /** From the services' start; the first one fetches the node's certificate. */
    private static final int HEALTH_TIMEOUT_SECONDS = 600;

    private static final String NO_RESTART =
            "asks for a restart, which is not possible ahead of EKS's own bootstrap; use ownBootstrap: true";

    private EksNodeUserData() {}

    /**
     * The document of nodes that bootstrap themselves.
     *
     * @param builder what makes a node a builder too, once it is one
     * @param directory what the files of the user's own steps are relative to
     * @param unread where files that can not be read are reported
     */
    static UserData own(
            LaunchAgent agent,
            NodeBootstrap bootstrap,
            Optional<Integer> pageFileSizeMib,
            boolean csiFolder,
            Optional<DomainJoinSpec> domainJoin,
            List<BootStep.Step> builder,
            StepsSpec steps,
            Path directory,
            Problems unread) {
        // A new page file needs a restart, which comes before a file of the user has done anything.
        List<BootStep.Step> first = pageFileSizeMib.stream()
                .map(size -> EksBootStep.SET_PAGE_FILE.with(Map.of("sizeMib", size)))
                .toList();
        // As in ECS, a file of the user may prepare for the domain: with a proxy, a resolver, a certificate. The
        // restart
        // of the join comes before the bootstrap: behind it, one left nodes with a network too many and no names
        // (https://github.com/aws/containers-roadmap/issues/1105).
        List<BootStep.Step> ours = new ArrayList<>();
        domainJoin.flatMap(DomainJoinSpec::step).ifPresent(ours::add);
        if (csiFolder) {
            ours.add(EksBootStep.NEW_CSI_PLUGIN_FOLDER.with(Map.of()));
        }
        ours.add(EksBootStep.START_EKS_BOOTSTRAP.with(Map.of("parameters", bootstrap.parameters())));
        ours.add(EksBootStep.CONFIRM_EKS_NODE.with(Map.of("timeoutSeconds", HEALTH_TIMEOUT_SECONDS)));
        ours.addAll(builder);
        return new UserData(agent, steps.around(first, ours, directory, unread));
    }

    /**
     * What nodes do ahead of EKS's own bootstrap; empty where that is nothing. EKS takes the user data of a managed node
     * group whose AMI it chooses as one {@code <powershell>} tag and puts its bootstrap behind the commands in it
     * (<a href="https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html">launch templates</a>); what has
     * another form it refuses, as "not a valid PowerShell format"
     * (<a href="https://github.com/aws-ia/terraform-aws-eks-blueprints/issues/1729">report</a>).
     *
     * @param steps those before EKS's bootstrap
     * @param directory what the files of the user's own steps are relative to
     * @param unread where files that can not be read are reported
     * @throws IllegalArgumentException when there are steps after the bootstrap: nothing can run there
     */
    static Optional<UserData> preCommands(
            LaunchAgent agent, boolean csiFolder, StepsSpec steps, Path directory, Problems unread) {
        if (!steps.after().isEmpty()) {
            throw new IllegalArgumentException("steps.after needs a bootstrap of the node's own");
        }
        List<BootStep.Step> first = csiFolder ? List.of(EksBootStep.NEW_CSI_PLUGIN_FOLDER.with(Map.of())) : List.of();
        Steps all = steps.around(first, List.of(), directory, unread);
        return all.first().isEmpty() && steps.equals(StepsSpec.NONE)
                ? Optional.empty()
                : Optional.of(UserData.ahead(agent, all, NO_RESTART));
    }

    /**
     * Whether a file of the user starts AWS's bootstrap, which EKS does itself behind {@link #preCommands}.
     *
     * @see BootstrapCalls
     */
    static boolean callsBootstrap(OwnScript script) {
        return BootstrapCalls.in(script.text());
    }
}
