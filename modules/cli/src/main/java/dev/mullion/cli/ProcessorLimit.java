package dev.mullion.cli;

import dev.mullion.review.ProcessorTime;
import java.time.Duration;

/** Ends a command that keeps a processor busy for longer than any of use does, so that no job hangs by what strangers wrote. */
final class ProcessorLimit {
    /** Of all that a command does in its own thread, on a slow machine, too; what a fleet's threads do has a limit of its own. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private static final Duration LOOK = Duration.ofSeconds(20);

    private ProcessorLimit() {}

    /** Looks at the thread of a command from now on. */
    static void watch(Thread work) {
        watch(work, LIMIT, LOOK);
    }

    static void watch(Thread work, Duration limit, Duration look) {
        Thread watch = new Thread(() -> endIfOver(new ProcessorTime(work, limit), limit, look), "processor limit");
        watch.setDaemon(true);
        watch.start();
    }

    /** A result is printed once, at the end: nothing of it is there yet. */
    private static void endIfOver(ProcessorTime time, Duration limit, Duration look) {
        try {
            do {
                Thread.sleep(look.toMillis());
            } while (!time.isOver());
        } catch (InterruptedException e) {
            return; // nobody does
        }
        System.err.println(ProcessorTime.line(limit));
        System.exit(Main.REFUSED);
    }
}
