package dev.mullion.hosts;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Unwrapped;
import dev.mullion.ec2.AutoScalingSpec;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.WindowsInstanceSpec;
import java.util.List;
import java.util.Optional;

/**
 * Windows machines that are alike and run containers without an orchestrator: containerd, nerdctl, the CNI plug-ins and a NAT
 * network, and BuildKit on wish. Each boot puts right what is not.
 *
 * <pre>{@code
 * mullion:hosts:
 *   builders:
 *     operatingSystem: WINDOWS_SERVER_2022_CORE
 *     instanceTypes: [m6i.2xlarge]
 *     minSize: 1
 *     maxSize: 3
 *     rootVolume: {sizeGib: 300}
 *     prePull: ['mcr.microsoft.com/windows/servercore:ltsc2022']
 *     buildkit: {groups: [buildkit-users]}
 * }</pre>
 *
 * @param instance the instances; the hop limit is 1 when not given, so that containers and builds do not reach the hosts'
 *     credentials
 * @param autoScaling how many there are
 * @param containerd which release of containerd
 * @param nerdctl which release of nerdctl
 * @param cniPlugins which release of windows-container-networking
 * @param containerNetwork the network of the containers
 * @param hyperV Windows has Hyper-V too, for containers that it isolates; false when not given
 * @param proxy how a host reaches the internet; directly when not given
 * @param prePull images that a host pulls at its first boot
 * @param defenderPathExclusions Defender leaves the folders of containerd and BuildKit alone, not only their programs; false when
 *     not given
 * @param cloudWatchLogs logs in CloudWatch; on the machine alone when not given
 * @param domainJoin the domain that the hosts are in; none when not given
 * @param testImage what each boot tries a container with, and a build with testBuild; Nano Server of the release, of
 *     mcr.microsoft.com, when not given
 * @param buildkit BuildKit on top; none when not given
 */
@GenerateBuilder
public record WindowsContainerHostsSpec(
        @Unwrapped WindowsInstanceSpec instance,
        @Unwrapped AutoScalingSpec autoScaling,

        @Explain(api = "release of containerd", example = "{version: 2.3.7}")
        ToolSpec containerd,

        @Explain(api = "release of nerdctl", example = "{version: 2.2.1}")
        ToolSpec nerdctl,

        @Explain(api = "release of windows-container-networking", example = "{version: 0.3.1}")
        ToolSpec cniPlugins,

        @Explain(api = "CNI configuration of type nat", example = "{subnet: 172.30.208.0/20}")
        ContainerNetworkSpec containerNetwork,

        @Explain(api = "Windows feature Hyper-V", example = "true")
        boolean hyperV,

        @Explain(api = "HTTP_PROXY, HTTPS_PROXY, NO_PROXY", example = "{httpProxy: \"http://proxy.example.com:3128\"}")
        Optional<ProxySpec> proxy,

        @Explain(api = "nerdctl pull", example = "[\"mcr.microsoft.com/windows/servercore:ltsc2022\"]")
        List<PrePullSpec> prePull,

        @Explain(api = "Add-MpPreference -ExclusionPath", example = "true")
        boolean defenderPathExclusions,

        @Explain(api = "AWS::Logs::LogGroup", example = "{retentionDays: 90}")
        Optional<HostLogsSpec> cloudWatchLogs,

        @Explain(example = "{directoryId: d-1234567890}") Optional<DomainJoinSpec> domainJoin,

        @Explain(api = "nerdctl run", example = "registry.example.com/nanoserver:ltsc2022")
        Optional<String> testImage,

        @Explain(api = "buildkitd", example = "{maxParallelism: 8}")
        Optional<BuildkitSpec> buildkit)
        implements Spec {
    public static WindowsContainerHostsSpecBuilder builder() {
        return new WindowsContainerHostsSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        instance.check(problems);
        instance.checkInstanceTypes(
                autoScaling.instancesDistribution().usesSpot(),
                problems.at("instancesDistribution").at("onDemandPercentageAboveBaseCapacity"),
                problems);
        autoScaling.check(problems);
        containerd.check(WindowsTool.CONTAINERD, problems.at("containerd"));
        nerdctl.check(WindowsTool.NERDCTL, problems.at("nerdctl"));
        cniPlugins.check(WindowsTool.CNI_PLUGINS, problems.at("cniPlugins"));
        containerNetwork.check(problems.at("containerNetwork"));
        proxy.ifPresent(spec -> spec.check(problems.at("proxy")));
        for (int i = 0; i < prePull.size(); i++) {
            prePull.get(i).check(problems.at("prePull").at(i));
        }
        testImage.ifPresent(image -> PrePullSpec.checkImage(image, problems.at("testImage")));
        cloudWatchLogs.ifPresent(spec -> spec.check(problems.at("cloudWatchLogs")));
        domainJoin.ifPresent(spec -> spec.check(problems.at("domainJoin")));
        buildkit.ifPresent(spec -> spec.check(problems.at("buildkit")));
    }

    /** The machine that a spec asks for. */
    ContainerHost host(Optional<Ipv4Cidr> vpc, Optional<String> logGroup) {
        int volumeGib = instance.rootVolumeOrDefault().sizeGib();
        String namespace = buildkit.map(BuildkitSpec::namespace).orElse("default");
        return new ContainerHost(
                containerd.archive(WindowsTool.CONTAINERD),
                nerdctl.archive(WindowsTool.NERDCTL),
                cniPlugins.archive(WindowsTool.CNI_PLUGINS),
                hyperV,
                containerNetwork.network(vpc),
                proxy,
                prePull.stream()
                        .map(pull -> new PrePullSpec(
                                pull.image(), Optional.of(pull.namespace().orElse(namespace))))
                        .toList(),
                defenderPathExclusions,
                logGroup,
                testImage,
                buildkit.map(spec -> BuildkitHost.of(spec, volumeGib, testImage)));
    }
}
