package dev.mullion.hosts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a machine is made to be and kept as, with every default filled in.
 *
 * @param containerd what it is installed from
 * @param nerdctl what it is installed from
 * @param cniPlugins what they are installed from
 * @param hyperV Windows has Hyper-V too
 * @param network of the containers
 * @param proxy how it reaches the internet
 * @param prePull images that it has before anybody asks; each with its namespace
 * @param defenderPathExclusions Defender leaves containerd's and BuildKit's folders alone, not only their programs
 * @param logGroup the CloudWatch log group that its logs go to; none when they stay on the machine
 * @param testImage what a container is tried with; Nano Server of the machine's own release where there is none
 * @param buildkit what builds on it; nothing when nothing does
 */
public record ContainerHost(
        ToolArchive containerd,
        ToolArchive nerdctl,
        ToolArchive cniPlugins,
        boolean hyperV,
        NatNetwork network,
        Optional<ProxySpec> proxy,
        List<PrePullSpec> prePull,
        boolean defenderPathExclusions,
        Optional<String> logGroup,
        Optional<String> testImage,
        Optional<BuildkitHost> buildkit) {
    public ContainerHost {
        prePull = List.copyOf(prePull);
    }

    /** Everything that it downloads, in the order in which it does. */
    public List<ToolArchive> archives() {
        return Stream.concat(
                        Stream.of(containerd, nerdctl, cniPlugins),
                        buildkit.stream().map(BuildkitHost::archive))
                .toList();
    }
}
