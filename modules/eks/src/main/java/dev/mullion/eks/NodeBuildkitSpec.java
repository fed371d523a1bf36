package dev.mullion.eks;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Unwrapped;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.hosts.BuildkitHost;
import dev.mullion.hosts.BuildkitSpec;
import dev.mullion.hosts.ContainerNetworkSpec;
import dev.mullion.hosts.HostSteps;
import dev.mullion.hosts.ToolArchive;
import dev.mullion.hosts.ToolSpec;
import dev.mullion.hosts.WindowsTool;
import java.util.List;
import java.util.Optional;

/**
 * BuildKit on the nodes of a pool, beside their containerd, for pods that build: they get its named pipe by a volume.
 *
 * <pre>{@code
 * windowsNodePools:
 *   ci:
 *     buildkit: {gc: {maxUsedSpaceGib: 100}}
 * }</pre>
 *
 * @param buildkit BuildKit, as on hosts; it has no endpoint here
 * @param containerNetwork the network of builds, apart from that of pods
 * @param cniPlugins which release of windows-container-networking, for builds alone
 */
@GenerateBuilder
public record NodeBuildkitSpec(
        @Unwrapped BuildkitSpec buildkit,

        @Explain(api = "CNI configuration of type nat", example = "{subnet: 172.30.208.0/20}")
        ContainerNetworkSpec containerNetwork,

        @Explain(api = "release of windows-container-networking", example = "{version: 0.3.1}")
        ToolSpec cniPlugins)
        implements Spec {
    public static NodeBuildkitSpecBuilder builder() {
        return new NodeBuildkitSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        buildkit.check(problems);
        containerNetwork.check(problems.at("containerNetwork"));
        cniPlugins.check(WindowsTool.CNI_PLUGINS, problems.at("cniPlugins"));
        if (buildkit.endpoint().isPresent()) {
            problems.atKey("endpoint")
                    .add("is for hosts (mullion:hosts); on a node pods use BuildKit's pipe, which a volume gives them");
        }
        if (buildkit.hypervIsolation()) {
            problems.at("hypervIsolation").refuse(true, "use false: nodes have no Hyper-V; hosts (mullion:hosts) can");
        }
        refuseDirectory(containerNetwork.binDir(), ContainerNetworkSpec.BIN_DIR, problems, "binDir");
        refuseDirectory(containerNetwork.confDir(), ContainerNetworkSpec.CONF_DIR, problems, "confDir");
    }

    private static void refuseDirectory(String directory, String standard, Problems problems, String key) {
        if (!directory.equals(standard)) {
            problems.at("containerNetwork")
                    .at(key)
                    .refuse(
                            directory,
                            "leave it out: builds on a node have a folder of their own, apart from the node's");
        }
    }

    /** What is downloaded. */
    List<ToolArchive> archives() {
        return List.of(
                cniPlugins.archive(WindowsTool.CNI_PLUGINS), buildkit.tool().archive(WindowsTool.BUILDKIT));
    }

    /** The network of builds, where nobody named one. */
    Ipv4Cidr subnet(Optional<Ipv4Cidr> vpc) {
        return containerNetwork.network(vpc).subnet();
    }

    /** What a node does behind its bootstrap. */
    List<BootStep.Step> steps(int volumeGib, Optional<Ipv4Cidr> vpc) {
        return HostSteps.buildkit(
                BuildkitHost.of(buildkit, volumeGib, Optional.empty()),
                cniPlugins.archive(WindowsTool.CNI_PLUGINS),
                containerNetwork.network(vpc),
                Optional.empty());
    }
}
