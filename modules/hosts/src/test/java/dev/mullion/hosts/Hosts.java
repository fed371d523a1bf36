package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.SecretArn;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.StepsSpec;
import dev.mullion.testkit.boot.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts as tests need them, and the world around them. */
final class Hosts {
    static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:buildkit-tls-AbCdEf";
    static final String SECRET_VALUE = """
            {"ca":"-----BEGIN CERTIFICATE-----\\nY2E=\\n-----END CERTIFICATE-----\\n",
             "cert":"-----BEGIN CERTIFICATE-----\\nY2VydA==\\n-----END CERTIFICATE-----\\n",
             "key":"-----BEGIN PRIVATE KEY-----\\nSHVudGVyMng=\\n-----END PRIVATE KEY-----\\n"}""".replace("\n", "");

    LaunchAgent agent = LaunchAgent.EC2LAUNCH_V2;
    String release = "2022";
    ToolArchive containerd = Archives.archive(WindowsTool.CONTAINERD, "2.3.7");
    ToolArchive nerdctl = Archives.archive(WindowsTool.NERDCTL, "2.3.5");
    ToolArchive cniPlugins = Archives.archive(WindowsTool.CNI_PLUGINS, "0.3.1");
    ToolArchive buildkitArchive = Archives.archive(WindowsTool.BUILDKIT, "0.34.2");
    boolean hyperV;
    NatNetwork network = ContainerNetworkSpec.builder()
            .subnet(Ipv4Cidr.parse("172.30.208.0/20"))
            .build()
            .network(Optional.of(Ipv4Cidr.parse("10.80.0.0/16")));
    Optional<ProxySpec> proxy = Optional.empty();
    List<PrePullSpec> prePull = new ArrayList<>();
    boolean pathExclusions;
    Optional<String> logGroup = Optional.empty();
    Optional<String> testImage = Optional.empty();
    Optional<BuildkitSpec> buildkit = Optional.empty();
    Optional<DomainJoinSpec> domainJoin = Optional.empty();
    StepsSpec steps = StepsSpec.NONE;
    Path directory = Path.of(".");

    /** What each archive's download says beside its bytes. */
    final Map<WindowsTool, String> downloads = new LinkedHashMap<>();

    /** Archives that the addresses serve beside those of this host. */
    final List<ToolArchive> others = new ArrayList<>();

    static BuildkitEndpointSpec endpoint() {
        return BuildkitEndpointSpec.builder()
                .tls(BuildkitTlsSpec.builder()
                        .secretArn(SecretArn.parse(SECRET))
                        .serverName("builders.internal.example")
                        .build())
                .allowedCidrBlocks(List.of(Ipv4Cidr.parse("10.80.0.0/16")))
                .build();
    }

    Hosts buildkit(BuildkitSpec spec) {
        buildkit = Optional.of(spec);
        return this;
    }

    Hosts with(WindowsTool tool, String download) {
        downloads.put(tool, download);
        return this;
    }

    ContainerHost host() {
        return new ContainerHost(
                containerd,
                nerdctl,
                cniPlugins,
                hyperV,
                network,
                proxy,
                prePull,
                pathExclusions,
                logGroup,
                testImage,
                buildkit.map(spec -> new BuildkitHost(buildkitArchive, spec, 300, testImage)));
    }

    UserData userData() {
        Problems unread = new Problems();
        UserData userData = HostUserData.compose(agent, host(), domainJoin, steps, directory, unread);
        assertThat(unread.problems()).isEmpty();
        return userData;
    }

    /** Boots of a plain machine with this host's user data. */
    Trial boots(int boots, String scenario) {
        return Trial.of(userData().text(), boots, scenario(scenario));
    }

    String scenario(String more) {
        StringBuilder served = new StringBuilder();
        List<ToolArchive> archives = new ArrayList<>(host().archives());
        archives.addAll(others);
        archives.forEach(
                archive -> served.append(Archives.download(archive, downloads.getOrDefault(archive.tool(), ""))));
        return "@{\nAmi = 'plain'\nRelease = '" + release + "'\nDownloads = @{\n" + served + "}\n" + more + "\n}";
    }
}
