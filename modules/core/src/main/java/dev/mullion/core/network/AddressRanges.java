package dev.mullion.core.network;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The addresses of several networks together, of IPv4 and IPv6: whether they hold another network, and how many of them
 * there are on the internet.
 */
public final class AddressRanges {
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]{2,45})/(\\d{1,3})");

    /**
     * IANA hands IPv4 out by /8, and IPv6 to the registries by /12: whoever means twice as much means no network of
     * somebody's.
     *
     * @see <a href="https://www.iana.org/assignments/ipv4-address-space">IPv4 address space</a>
     * @see <a href="https://www.iana.org/assignments/ipv6-unicast-address-assignments">IPv6 unicast assignments</a>
     */
    private static final long MANY_IPV4 = 1L << (32 - 7);

    private static final BigInteger MANY_IPV6 = BigInteger.ONE.shiftLeft(128 - 11);

    /** From where nothing comes over the internet: RFC 6890, multicast, and what is reserved. */
    private static final Ipv4Ranges NOT_PUBLIC_IPV4 = new Ipv4Ranges(Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "224.0.0.0/3")
            .map(Ipv4Cidr::parse)
            .toList());

    private static final long PUBLIC_IPV4 = (1L << 32) - NOT_PUBLIC_IPV4.size();

    /** Global unicast is all of IPv6 that is handed out. */
    private static final Range PUBLIC_IPV6 = new Range(
            BigInteger.ONE.shiftLeft(125), BigInteger.ONE.shiftLeft(126).subtract(BigInteger.ONE));

    private final Ipv4Ranges ipv4;
    private final long publicIpv4;
    private final BigInteger publicIpv6;

    private AddressRanges(Collection<Ipv4Cidr> four, List<Range> six) {
        this.ipv4 = new Ipv4Ranges(four);
        this.publicIpv4 = ipv4.size() - ipv4.sizeWithin(NOT_PUBLIC_IPV4);
        this.publicIpv6 = common(joined(six), PUBLIC_IPV6);
    }

    /** Of IPv6. */
    private record Range(BigInteger first, BigInteger last) {
        BigInteger size() {
            return last.subtract(first).add(BigInteger.ONE);
        }
    }

    /** Of networks as AWS takes them; a text that is none, such as a security group's id, holds no address. */
    public static AddressRanges of(Collection<String> networks) {
        List<Ipv4Cidr> four = new ArrayList<>();
        List<Range> six = new ArrayList<>();
        for (String text : networks) {
            Optional<Ipv4Cidr> network = Ipv4Cidr.around(text);
            network.ifPresent(four::add);
            if (network.isEmpty()) {
                ipv6(text).ifPresent(six::add);
            }
        }
        return new AddressRanges(four, six);
    }

    /** Of networks of IPv4. */
    public static AddressRanges ofNetworks(Collection<Ipv4Cidr> networks) {
        return new AddressRanges(networks, List.of());
    }

    /** Whether each address of a network is one of these, be it in several of them. */
    public boolean contains(Ipv4Cidr network) {
        return ipv4.contain(network);
    }

    /** Whether somebody on the internet has one of these. */
    public boolean arePublic() {
        return publicIpv4 > 0 || publicIpv6.signum() > 0;
    }

    /** Whether these are all addresses of the internet, of IPv4 or of IPv6. */
    public boolean areEverybody() {
        return publicIpv4 == PUBLIC_IPV4 || publicIpv6.equals(PUBLIC_IPV6.size());
    }

    /**
     * Whether these are more than anybody's own networks: as many addresses of the internet as a /7 of IPv4 or a /11 of
     * IPv6 has.
     */
    public boolean areNearlyEverybody() {
        return publicIpv4 >= MANY_IPV4 || publicIpv6.compareTo(MANY_IPV6) >= 0;
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(Range::first));
        List<Range> joined = new ArrayList<>();
        for (Range range : sorted) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && range.first().compareTo(last.last().add(BigInteger.ONE)) <= 0) {
                joined.set(
                        joined.size() - 1, new Range(last.first(), last.last().max(range.last())));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    /** How many addresses of ranges that are apart from each other are in another one too. */
    private static BigInteger common(List<Range> ranges, Range other) {
        BigInteger common = BigInteger.ZERO;
        for (Range range : ranges) {
            Range both =
                    new Range(range.first().max(other.first()), range.last().min(other.last()));
            common = common.add(both.size().max(BigInteger.ZERO));
        }
        return common;
    }

    private static BigInteger last(BigInteger first, int hostBits) {
        return first.add(BigInteger.ONE.shiftLeft(hostBits)).subtract(BigInteger.ONE);
    }

    private static Optional<Range> ipv6(String text) {
        Matcher matcher = IPV6.matcher(text);
        if (!matcher.matches() || matcher.group(1).indexOf(':') < 0) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(matcher.group(2));
        try {
            // An address of digits and colons is looked up nowhere.
            InetAddress address = InetAddress.getByName(matcher.group(1));
            if (prefix > 128 || !(address instanceof Inet6Address)) {
                return Optional.empty();
            }
            int hostBits = 128 - prefix;
            BigInteger first =
                    new BigInteger(1, address.getAddress()).shiftRight(hostBits).shiftLeft(hostBits);
            return Optional.of(new Range(first, last(first, hostBits)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
