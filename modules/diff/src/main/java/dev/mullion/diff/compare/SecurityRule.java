package dev.mullion.diff.compare;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import dev.mullion.diff.masking.MaskedValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rule of a security group in words: {@code tcp 443 from 10.0.0.0/8}. */
final class SecurityRule {
    static final List<String> PEERS = List.of(
            "cidrBlocks",
            "ipv6CidrBlocks",
            "prefixListIds",
            "securityGroups",
            "cidrIpv4",
            "cidrIpv6",
            "prefixListId",
            "referencedSecurityGroupId",
            "sourceSecurityGroupId");

    private SecurityRule() {}

    static Optional<String> label(MaskedValue rule) {
        if (!(rule instanceof Fields fields)) {
            return Optional.empty();
        }
        List<String> peers = new ArrayList<>();
        for (String peer : PEERS) {
            MaskedValue value = fields.values().get(peer);
            if (value instanceof Items items) {
                items.values().forEach(item -> peers.add(text(item)));
            } else if (value != null) {
                peers.add(text(value));
            }
        }
        if (fields.values().get("self") instanceof Scalar self && self.text().equals("true")) {
            peers.add("itself");
        }
        peers.sort(null);
        return Optional.of(ports(fields) + " from " + (peers.isEmpty() ? "nobody" : String.join(", ", peers)));
    }

    /** {@code tcp 443}, {@code udp 1024-2048}, {@code all traffic}. */
    static String ports(Fields rule) {
        String protocol = Identity.text(rule, "protocol")
                .or(() -> Identity.text(rule, "ipProtocol"))
                .orElse("-1");
        if (protocol.equals("-1") || protocol.equals("all")) {
            return "all traffic";
        }
        String from = Identity.text(rule, "fromPort").orElse("");
        String to = Identity.text(rule, "toPort").orElse(from);
        if (from.isEmpty()) {
            return protocol;
        }
        return protocol + " " + (from.equals(to) ? from : from + "-" + to);
    }

    private static String text(MaskedValue value) {
        return value instanceof Scalar scalar ? scalar.text() : Rendering.line(value);
    }
}
