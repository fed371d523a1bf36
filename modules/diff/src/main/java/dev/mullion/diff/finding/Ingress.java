package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may reach which ports.
 *
 * @param source a CIDR block, a security group or a prefix list
 */
record Ingress(Ports ports, String source) {
    static final List<String> CIDRS = List.of("cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6");
    static final List<String> GROUPS = List.of(
            "securityGroups", "referencedSecurityGroupId", "sourceSecurityGroupId", "prefixListIds", "prefixListId");

    /**
     * What is reached.
     *
     * @param protocol {@code all} for every one
     */
    record Ports(String protocol, int from, int to) {
        private static final int MAX = 65_535;
        static final Ports ALL = new Ports("all", 0, MAX);

        boolean cover(Ports other) {
            return from <= other.from()
                    && to >= other.to()
                    && (protocol.equals("all") || protocol.equals(other.protocol()));
        }

        boolean shares(Ports other) {
            boolean any = protocol.equals("all") || other.protocol().equals("all");
            return (any || protocol.equals(other.protocol())) && from <= other.to() && to >= other.from();
        }

        private String shown() {
            String range = from == to ? " " + from : " " + from + "-" + to;
            return protocol.equals("all") ? "all traffic" : protocol + (from == 0 && to == MAX ? "" : range);
        }
    }

    /** One for each source of a rule. */
    static List<Ingress> of(MaskedValue rule) {
        String protocol = Values.text(rule, "protocol");
        if (protocol.isEmpty()) {
            protocol = Values.text(rule, "ipProtocol");
        }
        boolean all = protocol.equals("-1") || protocol.equals("all") || protocol.isEmpty();
        int from = (int) Values.number(rule, "fromPort").orElse(0);
        int to = (int) Values.number(rule, "toPort").orElse(from == 0 ? Ports.MAX : from);
        Ports ports = all ? Ports.ALL : new Ports(protocol, from, to);
        List<Ingress> ingress = new ArrayList<>();
        List<String> fields = new ArrayList<>(CIDRS);
        fields.addAll(GROUPS);
        for (String field : fields) {
            for (String source : Values.texts(rule, field)) {
                ingress.add(new Ingress(ports, source));
            }
        }
        return ingress;
    }

    /** {@code tcp 443 to 10.0.0.0/8}. */
    String shown() {
        return ports.shown() + " to " + source;
    }
}
