package dev.mullion.review.fleet;

import dev.mullion.core.files.IoProblem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same with each stack of a fleet, as many at once as there are processors. */
public final class FleetRun {
    private FleetRun() {}

    /** What is done with one stack. Of two stacks of one project it may be asked at the same time. */
    public interface Work {
        /**
         * What there is to say of the stack.
         *
         * @throws SpecException and the others as for one stack alone: they become its problems
         */
        FleetRow of(FleetStack stack) throws IOException;
    }

    /** Takes the rows. */
    public interface Rows {
        void add(FleetRow row) throws IOException;
    }

    /**
     * Does it.
     *
     * @param rows takes them in the order of the stacks, each as soon as those before it are done
     * @return whether no stack is broken
     */
    public static boolean over(Fleet fleet, Work work, Rows rows) throws IOException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
                    Thread thread = new Thread(task, "stack");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            Deque<Future<FleetRow>> waiting = new ArrayDeque<>();
            for (FleetStack stack : fleet.stacks()) {
                waiting.add(workers.submit(() -> row(work, stack)));
            }
            boolean whole = true;
            while (!waiting.isEmpty()) {
                FleetRow row = result(waiting.remove());
                whole &= !row.isBroken();
                rows.add(row);
            }
            return whole;
        } finally {
            workers.shutdownNow();
        }
    }

    private static FleetRow row(Work work, FleetStack stack) {
        try {
            return work.of(stack);
        } catch (SpecException | UserException e) {
            return broken(stack, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return broken(stack, IoProblem.line(e));
        }
    }

    private static FleetRow broken(FleetStack stack, String message) {
        return FleetRow.broken(stack, List.of(), message.lines().toList());
    }

    private static FleetRow result(Future<FleetRow> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause()); // a defect, as it would be of one stack alone
        }
    }
}
