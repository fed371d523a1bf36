package dev.mullion.windows;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sizes of Windows tasks that Fargate has, a row each.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html">Fargate task definitions</a>
 */
public enum FargateSize {
    OF_1_CPU(1_024, 2, 8),
    OF_2_CPUS(2_048, 4, 16),
    OF_4_CPUS(4_096, 8, 30);

    private static final int MIB = 1_024;

    private final int cpu;
    private final int leastGib;
    private final int mostGib;

    FargateSize(int cpu, int leastGib, int mostGib) {
        this.cpu = cpu;
        this.leastGib = leastGib;
        this.mostGib = mostGib;
    }

    /** The size of so many CPU units. */
    public static Optional<FargateSize> of(int cpu) {
        return Arrays.stream(values()).filter(size -> size.cpu == cpu).findFirst();
    }

    /** What memory goes with each number of CPU units: {@code 1024: 2048 to 8192, ...}. */
    public static String all() {
        return Arrays.stream(values())
                .map(size -> size.cpu + ": " + size.memory())
                .collect(Collectors.joining(", "));
    }

    /** CPU units, 1024 to a vCPU. */
    public int cpu() {
        return cpu;
    }

    /** Whether so much memory goes with it, which comes in steps of 1 GiB. */
    public boolean takes(int memoryMib) {
        return memoryMib % MIB == 0 && memoryMib >= leastGib * MIB && memoryMib <= mostGib * MIB;
    }

    /** The memory that goes with it, in MiB: {@code 2048 to 8192}. */
    public String memory() {
        return leastGib * MIB + " to " + mostGib * MIB;
    }
}
