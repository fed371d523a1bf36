package dev.mullion.review.fleet;

import dev.mullion.review.Awaited;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same with many things, as many at once as there are processors, and takes what comes of it in their order. */
final class InOrder {
    private InOrder() {}

    interface Work<T, R> {
        R of(T item) throws IOException;
    }

    interface Results<R> {
        void add(R result) throws IOException;
    }

    /**
     * Does it.
     *
     * @param results takes each as soon as those before it are done
     * @throws IOException of the work, or of whoever takes its results
     */
    static <T, R> void each(Collection<T> items, Work<T, R> work, Results<R> results) throws IOException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
                    Thread thread = new Thread(task, "fleet");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            Deque<Future<R>> waiting = new ArrayDeque<>();
            for (T item : items) {
                waiting.add(workers.submit(() -> work.of(item)));
            }
            while (!waiting.isEmpty()) {
                results.add(Awaited.of(waiting.remove()));
            }
        } finally {
            workers.shutdownNow();
        }
    }
}
