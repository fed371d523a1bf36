package dev.mullion.istio;

import java.util.Locale;
import java.util.Optional;

/**
 * Whose Windows nodes they are: where containerd looks for CNI plug-ins and their configuration, and what on a node tells the
 * address of the cluster's DNS.
 */
public enum MeshPlatform {
    /**
     * https://github.com/containerd/containerd/issues/5892 (both folders),
     * https://karpenter.sh/docs/concepts/nodeclasses/ (the file), and for the DNS
     * https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html; the file is no list, and the name in it
     * is part of the network's: github.com/aws/amazon-vpc-cni-plugins, plugins/vpc-bridge/network/bridge_windows.go.
     */
    EKS(new Node(
            "C:\\Program Files\\Amazon\\EKS\\cni",
            "C:\\ProgramData\\Amazon\\EKS\\cni\\config",
            Optional.of("vpc-bridge.conf"),
            Optional.of("C:\\ProgramData\\kubernetes\\kubelet-config.json"))),

    /** https://github.com/istio/istio/pull/57005, whose charts have these and no others. */
    AKS(new Node(
            "C:\\k\\azurecni\\bin",
            "C:\\k\\azurecni\\netconf",
            Optional.of("10-azure.conflist"),
            Optional.of("C:\\k\\kubeclusterconfig.json"))),

    /**
     * https://github.com/kubernetes-sigs/sig-windows-tools/tree/master/hostprocess: Install-Containerd.ps1 and
     * PrepareNode.ps1; the file is Flannel's or Calico's, the first that is there.
     */
    KUBEADM(new Node(
            "C:\\opt\\cni\\bin",
            "C:\\etc\\cni\\net.d",
            Optional.empty(),
            Optional.of("C:\\var\\lib\\kubelet\\config.yaml"))),

    /** What {@link NodeCniSpec} says. */
    CUSTOM(new Node("", "", Optional.empty(), Optional.empty()));

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Node node;

    MeshPlatform(Node node) {
        this.node = node;
    }

    /**
     * What is where on a node.
     *
     * @param binDir of CNI plug-ins
     * @param confDir of their configuration
     * @param confFile the one that containerd takes; the first one when empty
     * @param dnsFile holds the address of the cluster's DNS, as {@code clusterDNS} or {@code --cluster-dns=}
     */
    record Node(String binDir, String confDir, Optional<String> confFile, Optional<String> dnsFile) {
        /** Whether the file is a single configuration, which istio-cni would give another name as a list. */
        boolean isSingle() {
            return confFile.filter(name -> name.endsWith(".conf")).isPresent();
        }

        /** The list of plug-ins that istio-cni puts itself into. */
        Optional<String> conflist() {
            return confFile.map(name -> isSingle() ? name + "list" : name);
        }
    }

    Node node() {
        return node;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
