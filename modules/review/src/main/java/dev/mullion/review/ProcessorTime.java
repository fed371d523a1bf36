package dev.mullion.review;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long a thread keeps a processor busy with one piece of work, such as the comparison of one stack. What strangers write may
 * take any time, and nobody waits for it for ever. Programs that a thread waits for do not count.
 */
public final class ProcessorTime {
    /** The largest stacks that anybody has take some seconds; this machine may be slow, or busy with others. */
    public static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Map<Thread, Integer> PIECES = new ConcurrentHashMap<>();

    private final Thread thread;
    private final Duration limit;
    private int piece = -1;
    private long since;

    /**
     * Looks at a thread.
     *
     * @param limit for each piece of its work
     */
    public ProcessorTime(Thread thread, Duration limit) {
        this.thread = thread;
        this.limit = limit;
    }

    /** What to say of work that took longer. */
    public static String line(Duration limit) {
        return "mullion: takes more than " + limit.toSeconds() + " s of a processor's time, and is not waited for";
    }

    /** The thread that calls this begins with another piece of work. */
    public static void begin() {
        PIECES.merge(Thread.currentThread(), 1, Integer::sum);
    }

    /** The thread that calls this has done its work. */
    public static void end() {
        PIECES.remove(Thread.currentThread());
    }

    /** Whether the piece of work, from when this was asked first, took longer. To be asked every few seconds. */
    public boolean isOver() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long now =
                threads.isThreadCpuTimeSupported() ? threads.getThreadCpuTime(thread.getId()) : 0; // -1 where it ended
        int current = PIECES.getOrDefault(thread, 0);
        if (piece != current) {
            piece = current;
            since = now;
        }
        return now - since > limit.toNanos();
    }
}
