package dev.mullion.core.network;

import dev.mullion.core.spec.Matches;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 network in CIDR notation, such as {@code 10.40.0.0/16}.
 *
 * @param address the network's first address as a number
 * @param prefix 0 to 32
 */
@Matches(Ipv4Cidr.OCTET + "(\\." + Ipv4Cidr.OCTET + "){3}/(3[0-2]|[12]?\\d)")
public record Ipv4Cidr(long address, int prefix) {
    /** Without zeros before a number, which some programs read as octal. */
    static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    private static final Pattern TEXT =
            Pattern.compile(String.join("\\.", OCTET, OCTET, OCTET, OCTET) + "/(0|[1-9]\\d?)");

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException when it is no network: not four numbers up to 255 and a prefix up to 32, or an
     *     address inside the network instead of its first one
     */
    public static Ipv4Cidr parse(String text) {
        Ipv4Cidr written = read(text);
        Ipv4Cidr network = written.whole();
        if (network.address != written.address) {
            throw new IllegalArgumentException("use the network's first address: " + network);
        }
        return network;
    }

    /** The network that an address and a prefix lie in, as AWS reads them; nothing for what is no network of IPv4. */
    public static Optional<Ipv4Cidr> around(String text) {
        try {
            return Optional.of(read(text).whole());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Ipv4Cidr read(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("use an IPv4 network, such as 10.0.0.0/16");
        }
        long address = 0;
        for (int group = 1; group <= 4; group++) {
            address = (address << 8) | Integer.parseInt(matcher.group(group));
        }
        int prefix = Integer.parseInt(matcher.group(5));
        if (prefix > 32) {
            throw new IllegalArgumentException("use a prefix of /0 to /32, such as 10.0.0.0/16");
        }
        return new Ipv4Cidr(address, prefix);
    }

    private Ipv4Cidr whole() {
        return new Ipv4Cidr(address - address % size(prefix), prefix);
    }

    public boolean contains(Ipv4Cidr other) {
        return other.address >= address && other.last() <= last();
    }

    public boolean overlaps(Ipv4Cidr other) {
        return other.address <= last() && address <= other.last();
    }

    /** The {@code index}th of the networks with that prefix which this one divides into. */
    public Ipv4Cidr part(int newPrefix, int index) {
        return new Ipv4Cidr(address + index * size(newPrefix), newPrefix);
    }

    /** The {@code index}th address of the network, such as {@code 10.40.0.10}. */
    public String addressAt(int index) {
        return new Ipv4Cidr(address + index, 32).dotted();
    }

    private long last() {
        return address + size(prefix) - 1;
    }

    private static long size(int prefix) {
        return 1L << (32 - prefix);
    }

    private long byteAt(int shift) {
        return (address >> shift) & 255;
    }

    private String dotted() {
        return byteAt(24) + "." + byteAt(16) + "." + byteAt(8) + "." + byteAt(0);
    }

    @Override
    public String toString() {
        return dotted() + "/" + prefix;
    }
}
