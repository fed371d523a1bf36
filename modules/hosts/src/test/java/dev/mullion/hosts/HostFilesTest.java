package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.network.Ipv4Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** What the programs of a host read, field by field. */
class HostFilesTest {
    private static final long GIB = 1L << 30;

    private final Hosts hosts = new Hosts();

    @Test
    void containerdReadsWhatLiesBesideItsConfiguration() {
        TomlParseResult toml = parsed(HostFiles.containerd());

        assertThat(toml.keySet()).containsExactlyInAnyOrder("version", "imports");
        assertThat(toml.getLong("version")).isEqualTo(3);
        assertThat(toml.getArrayOrEmpty("imports").toList())
                .containsExactly("C:\\Program Files\\containerd\\conf.d\\*.toml");
    }

    @Test
    void containerdFindsTheNetworkThatAllShare() {
        TomlParseResult toml = parsed(HostFiles.containerdDropIn(hosts.network));

        assertThat(toml.getLong("version")).isEqualTo(3);
        TomlTable plugins = toml.getTableOrEmpty("plugins");
        assertThat(plugins.keySet())
                .containsExactlyInAnyOrder("io.containerd.cri.v1.runtime", "io.containerd.cri.v1.images");
        TomlTable cni = plugins.getTableOrEmpty(List.of("io.containerd.cri.v1.runtime", "cni"));
        assertThat(cni.keySet()).containsExactlyInAnyOrder("bin_dirs", "conf_dir");
        assertThat(cni.getArrayOrEmpty("bin_dirs").toList()).containsExactly("C:\\Program Files\\containerd\\cni\\bin");
        assertThat(cni.getString("conf_dir")).isEqualTo("C:\\Program Files\\containerd\\cni\\conf");
        assertThat(plugins.getString(List.of("io.containerd.cri.v1.images", "registry", "config_path")))
                .isEqualTo("C:\\ProgramData\\containerd\\certs.d");
    }

    @Test
    void buildkitHasANetworkAndNoPortOnTheNetwork() {
        TomlParseResult toml = parsed(buildkitd(BuildkitSpec.builder().build()));

        assertThat(toml.keySet()).containsExactlyInAnyOrder("root", "log", "grpc", "worker");
        assertThat(toml.getString("root")).isEqualTo("C:\\ProgramData\\buildkitd\\.buildstate");
        assertThat(toml.getString("log.format")).isEqualTo("json");
        assertThat(toml.getTableOrEmpty("grpc").keySet()).containsExactly("address");
        assertThat(toml.getArrayOrEmpty("grpc.address").toList()).containsExactly("npipe:////./pipe/buildkitd");
        assertThat(toml.getBoolean("worker.oci.enabled")).isFalse();
        TomlTable worker = toml.getTableOrEmpty("worker.containerd");
        assertThat(worker.keySet())
                .containsExactlyInAnyOrder(
                        "enabled",
                        "address",
                        "namespace",
                        "networkMode",
                        "cniConfigPath",
                        "cniBinaryPath",
                        "max-parallelism",
                        "gc",
                        "gcpolicy");
        assertThat(worker.getBoolean("enabled")).isTrue();
        assertThat(worker.getString("address")).isEqualTo("\\\\.\\pipe\\containerd-containerd");
        assertThat(worker.getString("namespace")).isEqualTo("buildkit");
        assertThat(worker.getString("networkMode")).isEqualTo("cni");
        assertThat(worker.getString("cniConfigPath"))
                .isEqualTo("C:\\Program Files\\containerd\\cni\\conf\\0-containerd-nat.conflist");
        assertThat(worker.getString("cniBinaryPath")).isEqualTo("C:\\Program Files\\containerd\\cni\\bin");
        assertThat(worker.getLong("max-parallelism")).isEqualTo(4);
    }

    @Test
    void buildkitCollectsByTheSizeOfTheDisk() {
        TomlArray policies = parsed(buildkitd(BuildkitSpec.builder().build()))
                .getTableOrEmpty("worker.containerd")
                .getArrayOrEmpty("gcpolicy");

        assertThat(policies.size()).isEqualTo(4);
        assertThat(policies.getTable(0).toMap())
                .containsOnlyKeys("filters", "keepDuration", "maxUsedSpace")
                .containsEntry("keepDuration", 172_800L)
                .containsEntry("maxUsedSpace", 512_000_000L);
        assertThat(policies.getTable(0).getArrayOrEmpty("filters").toList())
                .containsExactly("type==source.local", "type==exec.cachemount", "type==source.git.checkout");
        Map<String, Object> sizes =
                Map.of("reservedSpace", 30 * GIB, "maxUsedSpace", 180 * GIB, "minFreeSpace", 60 * GIB);
        assertThat(policies.getTable(1).toMap())
                .hasSize(4)
                .containsAllEntriesOf(sizes)
                .containsEntry("keepDuration", 5_184_000L);
        assertThat(policies.getTable(2).toMap()).containsExactlyInAnyOrderEntriesOf(sizes);
        assertThat(policies.getTable(3).toMap())
                .hasSize(4)
                .containsAllEntriesOf(sizes)
                .containsEntry("all", true);
    }

    @Test
    void buildkitDoesAllThatASpecSays() {
        BuildkitSpec spec = BuildkitSpec.builder()
                .namespace("default")
                .maxParallelism(7)
                .hypervIsolation(true)
                .debug(true)
                .gc(BuildkitGcSpec.builder()
                        .reservedSpaceGib(5)
                        .maxUsedSpaceGib(200)
                        .minFreeSpaceGib(9)
                        .keepDurationHours(10)
                        .build())
                .history(BuildkitHistorySpec.builder()
                        .maxAgeHours(3)
                        .maxEntries(11)
                        .build())
                .mirror("docker.io", List.of("mirror.example.com", "harbor.example.com:8443/docker"))
                .endpoint(Hosts.endpoint())
                .unchecked();
        TomlParseResult toml = parsed(buildkitd(spec));

        assertThat(toml.getBoolean("debug")).isTrue();
        assertThat(toml.getArrayOrEmpty("grpc.address").toList())
                .containsExactly("npipe:////./pipe/buildkitd", "tcp://0.0.0.0:1234");
        assertThat(toml.getTableOrEmpty("grpc.tls").toMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cert", "C:\\ProgramData\\buildkitd\\tls\\cert.pem",
                        "key", "C:\\ProgramData\\buildkitd\\tls\\key.pem",
                        "ca", "C:\\ProgramData\\buildkitd\\tls\\ca.pem"));
        assertThat(toml.getTableOrEmpty("history").toMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of("maxAge", 10_800L, "maxEntries", 11L));
        assertThat(toml.getTableOrEmpty("registry").keySet()).containsExactly("docker.io");
        assertThat(toml.getArrayOrEmpty(List.of("registry", "docker.io", "mirrors"))
                        .toList())
                .containsExactly("mirror.example.com", "harbor.example.com:8443/docker");
        TomlTable worker = toml.getTableOrEmpty("worker.containerd");
        assertThat(worker.getString("namespace")).isEqualTo("default");
        assertThat(worker.getLong("max-parallelism")).isEqualTo(7);
        assertThat(worker.getBoolean("hypervIsolation")).isTrue();
        assertThat(worker.getArrayOrEmpty("gcpolicy").getTable(1).toMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "keepDuration", 36_000L,
                        "reservedSpace", 5 * GIB,
                        "maxUsedSpace", 200 * GIB,
                        "minFreeSpace", 9 * GIB));
    }

    @Test
    void theNetworkConfigurationIsAListOfOnePlugIn() {
        assertThat(String.join("\n", HostFiles.network(hosts.network))).isEqualTo("""
                {
                  "cniVersion" : "1.0.0",
                  "name" : "nat",
                  "plugins" : [ {
                    "type" : "nat",
                    "master" : "Ethernet",
                    "ipam" : {
                      "subnet" : "172.30.208.0/20",
                      "routes" : [ {
                        "GW" : "172.30.208.1"
                      } ]
                    },
                    "dns" : {
                      "nameservers" : [ "10.80.0.2" ]
                    },
                    "capabilities" : {
                      "portMappings" : true,
                      "dns" : true
                    }
                  } ]
                }""");
    }

    @Test
    void namesAreThoseOfTheHostWhereNobodyKnowsTheVpc() {
        NatNetwork network = ContainerNetworkSpec.builder()
                .subnet(Ipv4Cidr.parse("172.30.208.0/20"))
                .build()
                .network(Optional.empty());

        assertThat(String.join("\n", HostFiles.network(network))).doesNotContain("nameservers");
    }

    @Test
    void theCloudWatchAgentSendsAStreamAnInstanceAndFile() {
        assertThat(HostFiles.cloudWatch("/mullion/builders", true))
                .filteredOn(line -> line.contains("file_path") || line.contains("log_"))
                .hasSize(15)
                .filteredOn(line -> line.contains("buildkitd"))
                .extracting(String::strip)
                .containsExactly(
                        "\"file_path\" : \"C:\\\\ProgramData\\\\buildkitd\\\\buildkitd.log\",",
                        "\"log_stream_name\" : \"{instance_id}/buildkitd\",");
        assertThat(HostFiles.cloudWatch("/mullion/builders", false)).noneMatch(line -> line.contains("buildkitd"));
    }

    private List<String> buildkitd(BuildkitSpec spec) {
        return HostFiles.buildkitd(new BuildkitHost(hosts.buildkitArchive, spec, 300, Optional.empty()), hosts.network);
    }

    private static TomlParseResult parsed(List<String> lines) {
        TomlParseResult toml = org.tomlj.Toml.parse(String.join("\n", lines));
        assertThat(toml.errors()).isEmpty();
        return toml;
    }
}
