package dev.mullion.ec2;

import dev.mullion.core.spec.Problems;
import java.util.Optional;

/**
 * What a gp3 volume has, of an instance or of a task.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html">gp3 volumes</a>
 */
public final class Gp3Volume {
    /** The largest one. */
    public static final int MAX_GIB = 16_384;

    /** IOPS of one that nobody gave any, and the fewest. */
    public static final int MIN_IOPS = 3_000;

    public static final int MAX_IOPS = 16_000;

    /** MiB a second of one that nobody gave any, and the least. */
    public static final int MIN_THROUGHPUT = 125;

    public static final int MAX_THROUGHPUT = 1_000;

    private Gp3Volume() {}

    /** Refuses what gp3 has not, at {@code iops} and {@code throughputMibPerSecond}; without a value it has its baseline. */
    public static void checkSpeed(Optional<Integer> iops, Optional<Integer> throughputMibPerSecond, Problems problems) {
        iops.ifPresent(value -> problems.at("iops").range(value, MIN_IOPS, MAX_IOPS));
        throughputMibPerSecond.ifPresent(value -> checkThroughput(value, iops.orElse(MIN_IOPS), problems));
    }

    /** gp3 has 4 IOPS or more for each MiB/s. */
    private static void checkThroughput(int throughput, int operations, Problems problems) {
        problems.at("throughputMibPerSecond").range(throughput, MIN_THROUGHPUT, MAX_THROUGHPUT);
        if (throughput <= MAX_THROUGHPUT && throughput > operations / 4 && operations >= MIN_IOPS) {
            problems.given("iops")
                    .at("throughputMibPerSecond")
                    .refuse(
                            throughput,
                            "use at most " + operations / 4 + ", or iops of " + throughput * 4
                                    + " or more: gp3 takes a quarter of " + operations + " IOPS");
        }
    }
}
