package dev.mullion.istio;

import dev.mullion.core.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What HostProcess containers run on a Windows node: Windows PowerShell 5.1, which is the node's own. */
final class WindowsScripts {
    /** Where istio-cni.exe writes its log; AKS has the folder. */
    private static final String LOG_FOLDER = "C:\\k";

    private static final String CLUSTER_DOMAIN = ".cluster.local";

    /** Of a new node bootstrap writes the file while agents start. */
    private static final int WAIT_SECONDS = 300;

    private static final int KEEP_SECONDS = 15;

    private WindowsScripts() {}

    /** Makes what the CNI agent needs on a node. */
    static String prepareNode(MeshPlatform.Node node) {
        String script = render("new-log-folder", Map.of("folder", LOG_FOLDER));
        return node.isSingle()
                ? script + convert(node) + render("set-conflist", Map.of("waitSeconds", WAIT_SECONDS))
                : script;
    }

    /** Keeps the list of plug-ins a list; none where it is one from the beginning. */
    static Optional<String> keepConflist(MeshPlatform.Node node) {
        return node.isSingle()
                ? Optional.of(convert(node) + render("keep-conflist", Map.of("everySeconds", KEEP_SECONDS)))
                : Optional.empty();
    }

    private static String convert(MeshPlatform.Node node) {
        return render(
                "convert-conflist",
                Map.of("folder", node.confDir(), "file", node.confFile().orElseThrow()));
    }

    /**
     * Has names of the cluster asked of its DNS.
     *
     * @param address of it; read on the node when empty
     */
    static String setDns(Optional<String> address, MeshPlatform.Node node) {
        String source = address.map(known -> render("give-cluster-dns", Map.of("address", known)))
                .orElseGet(() ->
                        render("read-cluster-dns", Map.of("file", node.dnsFile().orElse(""))));
        return source + render("set-cluster-dns-rule", Map.of("namespace", CLUSTER_DOMAIN));
    }

    /** What upstream's container does, word by word. */
    static String upstreamDns() {
        return "$config = Get-Content 'C:\\\\k\\\\kubeclusterconfig.json' -Raw; if ($config -match"
                + " '--cluster-dns=([\\d\\.]+)') { $dnsIp = $matches[1]; Add-DnsClientNrptRule -Namespace '.cluster.local'"
                + " -NameServers \"$dnsIp\"; Clear-DnsClientCache; Write-Output \"Cluster DNS set to $dnsIp\"; } else {"
                + " Write-Output \"Cluster DNS IP not found.\"; }";
    }

    /** The command that runs a script. */
    static List<String> command(String script) {
        return List.of(
                "powershell.exe",
                "-NoLogo",
                "-NoProfile",
                "-NonInteractive",
                "-ExecutionPolicy",
                "Bypass",
                "-Command",
                script);
    }

    private static String render(String name, Map<String, ?> model) {
        return Templates.bundled().render("powershell/istio/" + name + ".ps1.ftl", model);
    }
}
