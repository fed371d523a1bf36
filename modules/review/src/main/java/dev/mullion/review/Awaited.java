package dev.mullion.review;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** What comes of work that another thread does. */
public final class Awaited {
    private Awaited() {}

    /**
     * Waits for it.
     *
     * @param leftBehind whether nobody waits for that thread any more
     * @throws IOException of the work, as it throws all else that the work does; or where that thread, or this one, is to end
     */
    public static <R> R of(Future<R> work, BooleanSupplier leftBehind) throws IOException {
        try {
            while (true) {
                try {
                    return work.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    if (leftBehind.getAsBoolean()) {
                        throw new IOException("what it waits for takes too long", e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
