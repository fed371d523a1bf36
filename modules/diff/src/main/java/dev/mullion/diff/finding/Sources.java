package dev.mullion.diff.finding;

import dev.mullion.core.network.AddressRanges;
import dev.mullion.core.network.Ipv4Cidr;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is let in: CIDR blocks, security groups and prefix lists, looked up without a walk over all of them. */
final class Sources {
    private final Set<String> texts;
    private final AddressRanges ranges;

    /** By the first address the smallest network that begins with it. */
    private @Nullable NavigableMap<Long, Ipv4Cidr> smallest;

    /** Of a family whether there is a network, and one that is all of it. */
    private final Set<Family> present = new HashSet<>();

    private final Set<Family> whole = new HashSet<>();

    private enum Family {
        IPV4,
        IPV6,
        NONE;

        static Family of(String source) {
            return source.contains("/") ? (source.contains(":") ? IPV6 : IPV4) : NONE;
        }
    }

    Sources(Collection<String> sources) {
        this.texts = new HashSet<>(sources);
        this.ranges = AddressRanges.of(texts);
        for (String source : texts) {
            Family family = Family.of(source);
            present.add(family);
            if (family != Family.NONE && source.endsWith("/0")) {
                whole.add(family);
            }
        }
    }

    /** Whether whoever a source is gets in, be it by several of these. */
    boolean cover(String source) {
        return texts.contains(source)
                || whole.contains(Family.of(source))
                || Ipv4Cidr.around(source).filter(ranges::contains).isPresent();
    }

    /** Whether one of these gets in by a source. */
    boolean areCoveredBy(String source) {
        Family family = Family.of(source);
        if (texts.contains(source) || (family != Family.NONE && source.endsWith("/0") && present.contains(family))) {
            return true;
        }
        Optional<Ipv4Cidr> wide = Ipv4Cidr.around(source);
        if (wide.isEmpty()) {
            return false;
        }
        NavigableMap<Long, Ipv4Cidr> networks = smallest();
        Map.Entry<Long, Ipv4Cidr> first = networks.ceilingEntry(wide.get().address());
        if (first != null && !wide.get().contains(first.getValue())) {
            // It may begin with the same address and be larger.
            first = networks.higherEntry(first.getKey());
        }
        return first != null && wide.get().contains(first.getValue());
    }

    private NavigableMap<Long, Ipv4Cidr> smallest() {
        if (smallest == null) {
            NavigableMap<Long, Ipv4Cidr> networks = new TreeMap<>();
            for (String source : texts) {
                Ipv4Cidr.around(source)
                        .ifPresent(network -> networks.merge(
                                network.address(),
                                network,
                                (one, other) -> one.prefix() > other.prefix() ? one : other));
            }
            smallest = networks;
        }
        return smallest;
    }

    AddressRanges ranges() {
        return ranges;
    }

    /** As many addresses of the internet as nobody's own networks have, or a text that says so. */
    boolean areNearlyEverybody() {
        return !whole.isEmpty() || ranges.areNearlyEverybody();
    }

    boolean areEverybody() {
        return !whole.isEmpty() || ranges.areEverybody();
    }
}
