package dev.mullion.hosts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that the programs of a host read, line by line. */
final class HostFiles {
    static final String CERTIFICATES = "C:\\ProgramData\\buildkitd\\tls";

    private static final String CONF_D = "C:\\Program Files\\containerd\\conf.d\\*.toml";

    /** nerdctl looks there too: https://github.com/containerd/nerdctl/blob/v2.3.5/docs/registry.md. */
    private static final String REGISTRY_HOSTS = "C:\\ProgramData\\containerd\\certs.d";

    private static final String WRITTEN = "Written by Mullion, which puts back what is changed here.";
    private static final long GIB = 1L << 30;

    private HostFiles() {}

    /**
     * containerd's own configuration: what it says by itself but for what a folder beside it adds. Only
     * {@code config default} names that folder, so that a file of one's own has to.
     */
    static List<String> containerd() {
        return new Toml()
                .comment(WRITTEN)
                .value("version", 3)
                .value("imports", List.of(CONF_D))
                .lines();
    }

    /** What this host adds; {@code bin_dir} without s is gone since 2.4. */
    static List<String> containerdDropIn(NatNetwork network) {
        return new Toml()
                .comment(WRITTEN)
                .value("version", 3)
                .table("plugins", "io.containerd.cri.v1.runtime", "cni")
                .value("bin_dirs", List.of(network.binDir()))
                .value("conf_dir", network.confDir())
                .table("plugins", "io.containerd.cri.v1.images", "registry")
                .value("config_path", REGISTRY_HOSTS)
                .lines();
    }

    /**
     * BuildKit's: each key as v0.34.2 reads it (cmd/buildkitd/config/config.go); sizes in bytes and durations in seconds, as
     * numbers.
     */
    static List<String> buildkitd(BuildkitHost buildkit, NatNetwork network) {
        BuildkitSpec spec = buildkit.spec();
        Toml toml = new Toml().comment(WRITTEN).value("root", "C:\\ProgramData\\buildkitd\\.buildstate");
        if (spec.debug()) {
            toml.value("debug", true);
        }
        toml.table("log").value("format", "json");
        List<String> addresses = new ArrayList<>(List.of("npipe:////./pipe/buildkitd"));
        spec.endpoint().ifPresent(endpoint -> addresses.add("tcp://0.0.0.0:" + endpoint.port()));
        toml.table("grpc").value("address", addresses);
        if (spec.endpoint().isPresent()) {
            toml.table("grpc", "tls")
                    .value("cert", CERTIFICATES + "\\cert.pem")
                    .value("key", CERTIFICATES + "\\key.pem")
                    .value("ca", CERTIFICATES + "\\ca.pem");
        }
        BuildkitHistorySpec history = spec.history();
        if (history.maxAgeHours().isPresent() || history.maxEntries().isPresent()) {
            toml.table("history");
            history.maxAgeHours().ifPresent(hours -> toml.value("maxAge", hours * 3_600L));
            history.maxEntries().ifPresent(entries -> toml.value("maxEntries", entries));
        }
        worker(toml, spec, network);
        collection(toml, spec.gc(), buildkit.volumeGib());
        spec.mirrors()
                .forEach((registry, mirrors) -> toml.table("registry", registry).value("mirrors", mirrors));
        return toml.lines();
    }

    private static void worker(Toml toml, BuildkitSpec spec, NatNetwork network) {
        toml.table("worker", "containerd")
                .value("enabled", true)
                .value("address", "\\\\.\\pipe\\containerd-containerd")
                .value("namespace", spec.namespace())
                .value("networkMode", "cni")
                .value("cniConfigPath", network.file())
                .value("cniBinaryPath", network.binDir())
                .value("max-parallelism", spec.maxParallelism())
                .value("gc", true);
        if (spec.hypervIsolation()) {
            toml.value("hypervIsolation", true);
        }
        // The worker of runc is for Linux.
        toml.table("worker", "oci").value("enabled", false);
    }

    /** BuildKit's own four rules (config/gcpolicy.go), with the sizes and the age that the spec says. */
    private static void collection(Toml toml, BuildkitGcSpec gc, int volumeGib) {
        toml.tables("worker", "containerd", "gcpolicy")
                .value("filters", List.of("type==source.local", "type==exec.cachemount", "type==source.git.checkout"))
                .value("keepDuration", 48 * 3_600)
                .value("maxUsedSpace", 512_000_000);
        sizes(
                toml.tables("worker", "containerd", "gcpolicy").value("keepDuration", gc.keepHours() * 3_600L),
                gc,
                volumeGib);
        sizes(toml.tables("worker", "containerd", "gcpolicy"), gc, volumeGib);
        sizes(toml.tables("worker", "containerd", "gcpolicy").value("all", true), gc, volumeGib);
    }

    private static void sizes(Toml toml, BuildkitGcSpec gc, int volumeGib) {
        toml.value("reservedSpace", gc.reserved(volumeGib) * GIB)
                .value("maxUsedSpace", gc.maxUsed(volumeGib) * GIB)
                .value("minFreeSpace", gc.minFree(volumeGib) * GIB);
    }

    /**
     * The network configuration that containerd, nerdctl, ctr and BuildKit share: a list of one plug-in. The plug-in reads
     * {@code GW} and no {@code gateway}, and maps no port without the capability.
     */
    static List<String> network(NatNetwork network) {
        Map<String, Object> plugin = new LinkedHashMap<>();
        plugin.put("type", "nat");
        plugin.put("master", "Ethernet");
        plugin.put(
                "ipam",
                fields("subnet", network.subnet().toString(), "routes", List.of(Map.of("GW", network.gateway()))));
        if (!network.nameservers().isEmpty()) {
            plugin.put("dns", Map.of("nameservers", network.nameservers()));
        }
        plugin.put("capabilities", fields("portMappings", true, "dns", true));
        Map<String, Object> list = fields("cniVersion", network.cniVersion(), "name", "nat");
        list.put("plugins", List.of(plugin));
        return json(list);
    }

    /** What the CloudWatch agent sends: a stream an instance and file. */
    static List<String> cloudWatch(String logGroup, boolean buildkit) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("user-data", "C:\\ProgramData\\Mullion\\log\\user-data.log");
        files.put("ec2launch", "C:\\ProgramData\\Amazon\\EC2Launch\\log\\agent.log");
        files.put("ec2launch-v1", "C:\\ProgramData\\Amazon\\EC2-Windows\\Launch\\Log\\UserdataExecution.log");
        files.put("containerd", "C:\\ProgramData\\containerd\\containerd.log");
        if (buildkit) {
            files.put("buildkitd", "C:\\ProgramData\\buildkitd\\buildkitd.log");
        }
        List<Object> collected = new ArrayList<>();
        files.forEach((stream, file) -> {
            Map<String, Object> one = fields("file_path", file, "log_group_name", logGroup);
            one.put("log_stream_name", "{instance_id}/" + stream);
            one.put("timezone", "UTC");
            collected.add(one);
        });
        return json(Map.of("logs", Map.of("logs_collected", Map.of("files", Map.of("collect_list", collected)))));
    }

    /** What a service finds in its environment beside the machine's. */
    static List<String> environment(Optional<ProxySpec> proxy) {
        return proxy(proxy).entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    /** The variables of a proxy, by name. */
    static Map<String, String> proxy(Optional<ProxySpec> proxy) {
        Map<String, String> variables = new LinkedHashMap<>();
        proxy.ifPresent(spec -> {
            variables.put("HTTP_PROXY", spec.http());
            variables.put("HTTPS_PROXY", spec.https());
            variables.put("NO_PROXY", spec.without());
        });
        return variables;
    }

    private static Map<String, Object> fields(String first, Object one, String second, Object other) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(first, one);
        fields.put(second, other);
        return fields;
    }

    private static List<String> json(Map<String, Object> fields) {
        return Json.text(json -> {
                    json.useDefaultPrettyPrinter();
                    write(fields, json);
                })
                .lines()
                .toList();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }
}
