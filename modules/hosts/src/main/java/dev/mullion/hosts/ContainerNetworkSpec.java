package dev.mullion.hosts;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.template.PowerShell;
import dev.mullion.windows.WindowsPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The NAT network of a host's containers: the HNS network {@code nat}, and the network configuration that containerd,
 * nerdctl, ctr and BuildKit share. The host keeps both at one prefix, at every boot.
 *
 * <pre>{@code
 * containerNetwork:
 *   subnet: 172.30.208.0/20
 *   apartFrom: [10.0.0.0/8, 192.168.0.0/16]
 * }</pre>
 *
 * @param subnet the network, /16 to /28; when not given the first of 172.30.208.0/20, 192.168.208.0/20 and 10.208.208.0/20 that
 *     overlaps neither the VPC nor apartFrom
 * @param gateway the host's address in it; its second one, such as 172.30.208.1, when not given
 * @param nameservers what containers ask for names; the VPC's resolver (its base plus two) where the VPC's range is known, else
 *     what the host itself asks, when not given. 169.254.169.253 does not answer behind NAT
 * @param apartFrom networks that containers must reach, such as peered VPCs and those on premises
 * @param cniVersion the version of the network configuration; 1.0.0 when not given
 * @param binDir where CNI plug-ins lie; {@code C:\Program Files\containerd\cni\bin} when not given, where every tool looks
 * @param confDir where the network configuration lies; {@code C:\Program Files\containerd\cni\conf} when not given
 */
@GenerateBuilder
public record ContainerNetworkSpec(
        @Explain(api = "CNI configuration ipam.subnet", example = "172.30.208.0/20")
        Optional<Ipv4Cidr> subnet,

        @Explain(api = "CNI configuration ipam.routes.GW", example = "172.30.208.1")
        Optional<String> gateway,

        @Explain(api = "CNI configuration dns.Nameservers", example = "[10.0.0.2]")
        List<String> nameservers,

        @Explain(example = "[10.0.0.0/8]") List<Ipv4Cidr> apartFrom,

        @Explain(api = "CNI configuration cniVersion", example = "0.3.0") @Default("V1_0_0")
        CniVersion cniVersion,

        @Explain(api = "bin_dir of containerd", example = "'C:\\cni\\bin'") @Default(ContainerNetworkSpec.BIN_DIR)
        String binDir,

        @Explain(api = "conf_dir of containerd", example = "'C:\\cni\\conf'") @Default(ContainerNetworkSpec.CONF_DIR)
        String confDir)
        implements Spec {
    /** Where every tool looks for plug-ins. */
    public static final String BIN_DIR = "C:\\Program Files\\containerd\\cni\\bin";

    /** Where every tool looks for the network configuration. */
    public static final String CONF_DIR = "C:\\Program Files\\containerd\\cni\\conf";

    private static final List<Ipv4Cidr> CANDIDATES = List.of(
            Ipv4Cidr.parse("172.30.208.0/20"), Ipv4Cidr.parse("192.168.208.0/20"), Ipv4Cidr.parse("10.208.208.0/20"));

    private static final Pattern NAMESERVER = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    /** https://github.com/microsoft/hcsshim/issues/299 */
    private static final String LINK_LOCAL_RESOLVER = "169.254.169.253";

    /** The versions that windows-container-networking 0.3.1 compares with, as text: cni/cni.go. */
    public enum CniVersion {
        V0_2_0("0.2.0"),
        V0_3_0("0.3.0"),
        V0_4_0("0.4.0"),
        V1_0_0("1.0.0");

        private final String spelling;

        CniVersion(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    public static ContainerNetworkSpecBuilder builder() {
        return new ContainerNetworkSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        subnet.ifPresent(network -> {
            if (network.prefix() < 16 || network.prefix() > 28) {
                problems.at("subnet").refuse(network, "use a prefix of /16 to /28");
            }
        });
        gateway.ifPresent(address -> {
            Optional<Ipv4Cidr> host = Ipv4Cidr.around(address + "/32");
            if (host.isEmpty()) {
                problems.at("gateway").refuse(address, "use an IPv4 address, such as 172.30.208.1");
            } else if (subnet.isEmpty()) {
                problems.given("gateway").at("subnet").add("has no value; say which network the gateway is in");
            } else if (!subnet.get().contains(host.get())
                    || address.equals(subnet.get().addressAt(0))) {
                problems.given("subnet")
                        .at("gateway")
                        .refuse(address, "use an address in " + subnet.get() + ", not its first one");
            }
        });
        for (int i = 0; i < nameservers.size(); i++) {
            String server = nameservers.get(i);
            if (!NAMESERVER.matcher(server).matches()
                    || Ipv4Cidr.around(server + "/32").isEmpty()) {
                problems.at("nameservers").at(i).refuse(server, "use an IPv4 address, such as 10.0.0.2");
            } else if (server.equals(LINK_LOCAL_RESOLVER)) {
                problems.at("nameservers")
                        .at(i)
                        .refuse(server, "use the VPC's base plus two: containers behind NAT do not reach this one");
            }
        }
        subnet.ifPresent(network -> apartFrom.stream()
                .filter(network::overlaps)
                .findFirst()
                .ifPresent(other -> problems.given("apartFrom")
                        .at("subnet")
                        .refuse(network, "use a network of its own: it overlaps " + other + " of apartFrom")));
        if (subnet.isEmpty() && free(apartFrom, Optional.empty()).isEmpty()) {
            problems.given("apartFrom")
                    .at("subnet")
                    .add("has no value, and apartFrom leaves none of " + CANDIDATES + "; name one");
        }
        checkDirectory(binDir, BIN_DIR, problems.at("binDir"));
        checkDirectory(confDir, CONF_DIR, problems.at("confDir"));
    }

    private static void checkDirectory(String directory, String standard, Problems problems) {
        if (!WindowsPath.isAbsolute(directory)) {
            problems.refuse(directory, "use a whole path with backslashes, such as " + standard);
        } else if (PowerShell.refusal(directory).isPresent()) {
            problems.refuse(directory, PowerShell.refusal(directory).get());
        } else if (!directory.equalsIgnoreCase(standard)) {
            problems.warn(
                    "HST003",
                    "ctr looks for CNI in C:\\Program Files\\containerd\\cni alone; containerd, nerdctl and BuildKit are"
                            + " told of " + directory);
        }
    }

    private static Optional<Ipv4Cidr> free(List<Ipv4Cidr> apartFrom, Optional<Ipv4Cidr> vpc) {
        return CANDIDATES.stream()
                .filter(network -> apartFrom.stream().noneMatch(network::overlaps))
                .filter(network -> vpc.filter(network::overlaps).isEmpty())
                .findFirst();
    }

    /**
     * The network with all defaults.
     *
     * @param vpc the range of the VPC, where it is known
     */
    public NatNetwork network(Optional<Ipv4Cidr> vpc) {
        Ipv4Cidr network = subnet.or(() -> free(apartFrom, vpc)).orElse(CANDIDATES.get(0));
        return new NatNetwork(
                network,
                gateway.orElseGet(() -> network.addressAt(1)),
                nameservers.isEmpty()
                        ? vpc.map(range -> List.of(range.addressAt(2))).orElse(List.of())
                        : nameservers,
                cniVersion.toString(),
                binDir,
                confDir);
    }
}
