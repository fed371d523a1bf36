package dev.mullion.review.fleet;

import dev.mullion.review.Awaited;
import dev.mullion.review.ProcessorTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Does the same with many things, as many at once as there are processors, and takes what comes of it in their order. One that
 * takes too much of a processor's time is left behind, so that it hides no other.
 */
final class InOrder<T, R> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Work<T, R> work;
    private final Late<T, R> late;
    private final Duration limit;
    private final BlockingQueue<Thread> ended = new LinkedBlockingQueue<>();
    private final List<Running> running = new ArrayList<>();

    private InOrder(Work<T, R> work, Late<T, R> late, Duration limit) {
        this.work = work;
        this.late = late;
        this.limit = limit;
    }

    interface Work<T, R> {
        R of(T item) throws IOException;
    }

    /** What there is to say of a thing that took too long, by its line. */
    interface Late<T, R> {
        R of(T item, String line);
    }

    interface Results<R> {
        void add(R result) throws IOException;
    }

    /** One thing, and who works on it. */
    private final class Running {
        private final T item;
        private final CompletableFuture<R> result = new CompletableFuture<>();
        private final Thread thread = new Thread(this::run, "fleet");
        private final ProcessorTime time = new ProcessorTime(thread, limit);

        Running(T item) {
            this.item = item;
            thread.setDaemon(true);
        }

        private void run() {
            try {
                result.complete(work.of(item));
            } catch (Throwable e) { // handed to whoever takes the result
                result.completeExceptionally(e);
            } finally {
                ProcessorTime.end();
                ended.add(thread);
            }
        }

        private boolean isOver() {
            if (thread.isAlive() && time.isOver()) {
                result.complete(late.of(item, ProcessorTime.line(limit)));
                thread.interrupt(); // it may start a program later, or be waited for
            }
            return result.isDone();
        }
    }

    /**
     * Does it.
     *
     * @param results takes each as soon as those before it are done
     * @throws IOException of the work, or of whoever takes its results
     */
    static <T, R> void each(Collection<T> items, Work<T, R> work, Late<T, R> late, Results<R> results)
            throws IOException {
        each(items, work, late, ProcessorTime.LIMIT, results);
    }

    /** The same with a limit of its own. */
    static <T, R> void each(Collection<T> items, Work<T, R> work, Late<T, R> late, Duration limit, Results<R> results)
            throws IOException {
        new InOrder<>(work, late, limit).each(items.iterator(), results);
    }

    private void each(Iterator<T> items, Results<R> results) throws IOException {
        Deque<CompletableFuture<R>> waiting = new ArrayDeque<>();
        while (items.hasNext() || !waiting.isEmpty()) {
            while (items.hasNext() && running.size() < Runtime.getRuntime().availableProcessors()) {
                Running next = new Running(items.next());
                waiting.add(next.result);
                running.add(next);
                next.thread.start();
            }
            awaitOne();
            for (Optional<CompletableFuture<R>> first = done(waiting); first.isPresent(); first = done(waiting)) {
                results.add(Awaited.of(first.get(), () -> false));
            }
        }
    }

    private static <R> Optional<CompletableFuture<R>> done(Deque<CompletableFuture<R>> waiting) {
        return Optional.ofNullable(waiting.peek())
                .filter(CompletableFuture::isDone)
                .map(first -> waiting.remove());
    }

    private void awaitOne() throws IOException {
        try {
            if (ended.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS) == null) {
                running.removeIf(Running::isOver);
            } else {
                running.removeIf(each -> each.result.isDone());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
