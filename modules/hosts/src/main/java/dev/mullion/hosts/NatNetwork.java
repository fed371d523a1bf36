package dev.mullion.hosts;

import dev.mullion.core.network.Ipv4Cidr;
import java.util.List;

/**
 * The network of a host's containers, as the host makes it.
 *
 * @param subnet of the HNS network {@code nat}
 * @param gateway the host's address in it
 * @param nameservers what containers ask for names; those of the host where there are none
 * @param cniVersion of the network configuration
 * @param binDir where CNI plug-ins lie
 * @param confDir where the network configuration lies
 */
public record NatNetwork(
        Ipv4Cidr subnet, String gateway, List<String> nameservers, String cniVersion, String binDir, String confDir) {
    /** The one file that all tools read. With a {@code .conf} beside it nerdctl takes that one, and finds no plug-in. */
    public static final String FILE = "0-containerd-nat.conflist";

    public NatNetwork {
        nameservers = List.copyOf(nameservers);
    }

    /** Where the configuration lies. */
    public String file() {
        return confDir + "\\" + FILE;
    }
}
