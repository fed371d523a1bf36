package dev.mullion.core.network;

import dev.mullion.core.spec.Matches;
import java.util.Optional;

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

    private static final int MAX_PREFIX = 32;
    private static final String NO_NETWORK = "use an IPv4 network, such as 10.0.0.0/16";

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException when it is no network: not four numbers up to 255 and a prefix up to 32, or an
     *     address inside the network instead of its first one
     */
    public static Ipv4Cidr parse(String text) {
        Ipv4Cidr written = read(text).orElseThrow(() -> new IllegalArgumentException(NO_NETWORK));
        if (written.prefix > MAX_PREFIX) {
            throw new IllegalArgumentException("use a prefix of /0 to /32, such as 10.0.0.0/16");
        }
        Ipv4Cidr network = written.whole();
        if (network.address != written.address) {
            throw new IllegalArgumentException("use the network's first address: " + network);
        }
        return network;
    }

    /** The network that an address and a prefix lie in, as AWS reads them; nothing for what is no network of IPv4. */
    public static Optional<Ipv4Cidr> around(String text) {
        return read(text).filter(written -> written.prefix <= MAX_PREFIX).map(Ipv4Cidr::whole);
    }

    /** As it is written; by hand, since a plan may hold tens of thousands. */
    private static Optional<Ipv4Cidr> read(String text) {
        long address = 0;
        int at = 0;
        for (char behind : new char[] {'.', '.', '.', '/'}) {
            int end = numberEnd(text, at);
            if (end < 0 || end == text.length() || text.charAt(end) != behind) {
                return Optional.empty();
            }
            int octet = Integer.parseInt(text, at, end, 10);
            if (octet > 255) {
                return Optional.empty();
            }
            address = (address << 8) | octet;
            at = end + 1;
        }
        int end = numberEnd(text, at);
        return end == text.length() && end - at <= 2
                ? Optional.of(new Ipv4Cidr(address, Integer.parseInt(text, at, end, 10)))
                : Optional.empty();
    }

    /** Where a number of at most three digits ends, or -1 where none begins or a zero stands before another digit. */
    private static int numberEnd(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < 3 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == start || (end - start > 1 && text.charAt(start) == '0') ? -1 : end;
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

    /** The network's last address as a number. */
    long last() {
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
