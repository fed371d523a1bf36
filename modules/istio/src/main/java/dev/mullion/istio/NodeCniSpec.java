package dev.mullion.istio;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Map;
import java.util.Optional;

/**
 * Where Windows nodes of a platform that is none of Mullion's have their CNI:
 *
 * <pre>{@code
 * platform: custom
 * cni:
 *   binDir: 'C:\Program Files\containerd\cni\bin'
 *   confDir: 'C:\Program Files\containerd\cni\conf'
 *   confFile: 10-calico.conflist
 *   kubeletConfigFile: 'C:\var\lib\kubelet\config.yaml'
 * }</pre>
 *
 * @param binDir of the plug-ins, as containerd has it
 * @param confDir of their configuration, as containerd has it
 * @param confFile the configuration that containerd takes, a file of {@code confDir}. A single one ({@code .conf}) is kept as a
 *     list of the same name, since istio-cni would rename its network
 * @param kubeletConfigFile a file on each node that says {@code clusterDNS}, in JSON or YAML; needed without
 *     {@code clusterDnsIp}
 */
@GenerateBuilder
public record NodeCniSpec(
        @Explain(api = "bin_dir of containerd", example = "'C:\\cni\\bin'") @Matches(NodeCniSpec.PATH)
        Optional<String> binDir,

        @Explain(api = "conf_dir of containerd", example = "'C:\\cni\\conf'") @Matches(NodeCniSpec.PATH)
        Optional<String> confDir,

        @Explain(api = "file of conf_dir", example = "nat.conflist") @Matches(NodeCniSpec.FILE)
        Optional<String> confFile,

        @Explain(api = "kubelet --config", example = "'C:\\k\\kubelet-config.json'") @Matches(NodeCniSpec.PATH)
        Optional<String> kubeletConfigFile)
        implements Spec {
    static final String PATH = "[A-Za-z]:(\\\\[A-Za-z0-9 ._()-]{1,100}){1,12}";
    static final String FILE = "[A-Za-z0-9._-]{1,100}\\.(conf|conflist)";

    public static NodeCniSpecBuilder builder() {
        return new NodeCniSpecBuilder();
    }

    /** Keys of Istio's charts that do nothing on Windows, or break it. */
    static Map<String, String> refusedKeys() {
        return Map.of(
                "enabled",
                "can not be chosen: ztunnel gets its pods from the CNI agent and does nothing without it; leave it out",
                "cniBinDir",
                "is read by no template of the Windows chart; use binDir",
                "cniConfDir",
                "is read by no template of the Windows chart; use confDir",
                "cniConfFileName",
                "is called confFile here");
    }

    @Override
    public void check(Problems problems) {
        checkPath(binDir, problems.at("binDir"));
        checkPath(confDir, problems.at("confDir"));
        checkPath(kubeletConfigFile, problems.at("kubeletConfigFile"));
        confFile.filter(name -> !NodeCniSpecBuilder.matchesConfFile(name)).ifPresent(name -> problems.at("confFile")
                .refuse(name, "use a file's name that ends with .conf or .conflist, such as 10-calico.conflist"));
        if (binDir.isEmpty()) {
            problems.add("has no binDir; name the folder of containerd's CNI plug-ins");
        }
        if (confDir.isEmpty()) {
            problems.add("has no confDir; name the folder of containerd's CNI configuration");
        }
        if (confFile.isEmpty()) {
            problems.add("has no confFile; name the file in confDir that containerd takes");
        }
    }

    private static void checkPath(Optional<String> path, Problems problems) {
        path.filter(text -> !NodeCniSpecBuilder.matchesBinDir(text))
                .ifPresent(text ->
                        problems.refuse(text, "use a path of Windows from its drive on, such as C:\\opt\\cni\\bin"));
    }

    MeshPlatform.Node node() {
        return new MeshPlatform.Node(binDir.orElse(""), confDir.orElse(""), confFile, kubeletConfigFile);
    }
}
