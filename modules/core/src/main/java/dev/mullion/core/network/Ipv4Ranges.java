package dev.mullion.core.network;

import java.util.Arrays;
import java.util.Collection;

/** The addresses of several networks of IPv4, as ranges that are apart from each other; a plan may hold tens of thousands. */
final class Ipv4Ranges {
    private static final int PREFIX_BITS = 6;

    /** Sorted, each with its last one at the same place. */
    private final long[] first;

    private final long[] last;

    Ipv4Ranges(Collection<Ipv4Cidr> networks) {
        long[] sorted = networks.stream()
                .mapToLong(network -> network.address() << PREFIX_BITS | network.prefix())
                .sorted()
                .toArray();
        long[] starts = new long[sorted.length];
        long[] ends = new long[sorted.length];
        int count = 0;
        for (long each : sorted) {
            long start = each >>> PREFIX_BITS;
            long end = start + (1L << (32 - (each & ((1 << PREFIX_BITS) - 1)))) - 1;
            if (count > 0 && start <= ends[count - 1] + 1) {
                ends[count - 1] = Math.max(ends[count - 1], end);
            } else {
                starts[count] = start;
                ends[count] = end;
                count++;
            }
        }
        this.first = Arrays.copyOf(starts, count);
        this.last = Arrays.copyOf(ends, count);
    }

    boolean contain(Ipv4Cidr network) {
        int found = Arrays.binarySearch(first, network.address());
        int at = found < 0 ? -found - 2 : found;
        return at >= 0 && last[at] >= network.last();
    }

    /** How many addresses there are. */
    long size() {
        long size = 0;
        for (int i = 0; i < first.length; i++) {
            size += last[i] - first[i] + 1;
        }
        return size;
    }

    /** How many of them are among the others. */
    long sizeWithin(Ipv4Ranges others) {
        long size = 0;
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < others.first.length; j++) {
                size += Math.max(0, Math.min(last[i], others.last[j]) - Math.max(first[i], others.first[j]) + 1);
            }
        }
        return size;
    }
}
