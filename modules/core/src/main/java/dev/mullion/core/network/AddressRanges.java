package dev.mullion.core.network;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final BigInteger MANY_IPV4 = BigInteger.ONE.shiftLeft(32 - 7);

    private static final BigInteger MANY_IPV6 = BigInteger.ONE.shiftLeft(128 - 11);

    /** From where nothing comes over the internet: RFC 6890, multicast, and what is reserved. */
    private static final List<Range> NOT_PUBLIC_IPV4 = List.of(
            range("0.0.0.0/8"),
            range("10.0.0.0/8"),
            range("100.64.0.0/10"),
            range("127.0.0.0/8"),
            range("169.254.0.0/16"),
            range("172.16.0.0/12"),
            range("192.168.0.0/16"),
            range("224.0.0.0/3"));

    private static final BigInteger PUBLIC_IPV4 = BigInteger.ONE.shiftLeft(32).subtract(size(NOT_PUBLIC_IPV4));

    /** Global unicast is all of IPv6 that is handed out. */
    private static final Range PUBLIC_IPV6 = new Range(
            BigInteger.ONE.shiftLeft(125), BigInteger.ONE.shiftLeft(126).subtract(BigInteger.ONE));

    /** IPv4 by the first address, each with the last one, apart from each other. */
    private final NavigableMap<BigInteger, BigInteger> joined = new TreeMap<>();

    private final BigInteger publicIpv4;
    private final BigInteger publicIpv6;

    private AddressRanges(List<Range> four, List<Range> six) {
        List<Range> networks = joined(four);
        networks.forEach(range -> joined.put(range.first(), range.last()));
        this.publicIpv4 = size(networks).subtract(common(networks, NOT_PUBLIC_IPV4));
        this.publicIpv6 = common(joined(six), List.of(PUBLIC_IPV6));
    }

    private record Range(BigInteger first, BigInteger last) {
        BigInteger size() {
            return last.subtract(first).add(BigInteger.ONE);
        }
    }

    /** Of networks as AWS takes them; a text that is none, such as a security group's id, holds no address. */
    public static AddressRanges of(Collection<String> networks) {
        List<Range> four = new ArrayList<>();
        List<Range> six = new ArrayList<>();
        for (String text : networks) {
            Optional<Ipv4Cidr> network = Ipv4Cidr.around(text);
            network.map(AddressRanges::range).ifPresent(four::add);
            if (network.isEmpty()) {
                ipv6(text).ifPresent(six::add);
            }
        }
        return new AddressRanges(four, six);
    }

    /** Of networks of IPv4. */
    public static AddressRanges ofNetworks(Collection<Ipv4Cidr> networks) {
        return new AddressRanges(networks.stream().map(AddressRanges::range).toList(), List.of());
    }

    /** Whether each address of a network is one of these, be it in several of them. */
    public boolean contains(Ipv4Cidr network) {
        Range range = range(network);
        Map.Entry<BigInteger, BigInteger> below = joined.floorEntry(range.first());
        return below != null && below.getValue().compareTo(range.last()) >= 0;
    }

    /** Whether somebody on the internet has one of these. */
    public boolean arePublic() {
        return publicIpv4.signum() > 0 || publicIpv6.signum() > 0;
    }

    /** Whether these are all addresses of the internet, of IPv4 or of IPv6. */
    public boolean areEverybody() {
        return publicIpv4.equals(PUBLIC_IPV4) || publicIpv6.equals(PUBLIC_IPV6.size());
    }

    /**
     * Whether these are more than anybody's own networks: as many addresses of the internet as a /7 of IPv4 or a /11 of
     * IPv6 has.
     */
    public boolean areNearlyEverybody() {
        return publicIpv4.compareTo(MANY_IPV4) >= 0 || publicIpv6.compareTo(MANY_IPV6) >= 0;
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

    private static BigInteger size(List<Range> ranges) {
        return ranges.stream().map(Range::size).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** How many addresses are in both; those of either are apart from each other. */
    private static BigInteger common(List<Range> ranges, List<Range> others) {
        BigInteger common = BigInteger.ZERO;
        for (Range range : ranges) {
            for (Range other : others) {
                Range both =
                        new Range(range.first().max(other.first()), range.last().min(other.last()));
                common = common.add(both.size().max(BigInteger.ZERO));
            }
        }
        return common;
    }

    private static Range range(String ipv4) {
        return range(Ipv4Cidr.parse(ipv4));
    }

    private static Range range(Ipv4Cidr network) {
        BigInteger first = BigInteger.valueOf(network.address());
        return new Range(first, last(first, 32 - network.prefix()));
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
