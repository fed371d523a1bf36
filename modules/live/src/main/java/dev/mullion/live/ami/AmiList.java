package dev.mullion.live.ami;

import dev.mullion.live.AwsClients;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The newest images of some regions. */
public final class AmiList {
    private static final int MOST_AT_ONCE = 8;

    private AmiList() {}

    /** Hears of each region that has answered. */
    public interface Progress {
        void answered(String region, int count);
    }

    /** Asks the regions side by side; they come back in their order. */
    public static List<RegionAmis> of(
            AwsClients aws, List<String> regions, List<AmiVariant> variants, LocalDate today, Progress progress) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, Math.max(1, regions.size())));
        try {
            AtomicInteger count = new AtomicInteger();
            List<CompletableFuture<RegionAmis>> asked = new ArrayList<>();
            for (String region : regions) {
                asked.add(CompletableFuture.supplyAsync(
                        () -> {
                            RegionAmis answer = new PublishedAmis(aws.in(region), today).ask(variants);
                            synchronized (progress) {
                                progress.answered(region, count.incrementAndGet());
                            }
                            return answer;
                        },
                        threads));
            }
            return asked.stream().map(AmiList::joined).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    /** What went wrong in a thread of ours is no problem of a thread. */
    private static RegionAmis joined(CompletableFuture<RegionAmis> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
