package dev.mullion.live;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Refuses the page after {@link #MOST}: the SDK's paginators ask as long as what answers names a next one. */
final class PageLimit implements ExecutionInterceptor {
    /** Of some 50 items each, or more. A host that is none of AWS's may have pages without an end. */
    static final int MOST = 1_000;

    /** What the services call the place at which a page begins, in lower case. */
    private static final Set<String> PLACES = Set.of("nexttoken", "marker");

    /** By the call, since its first page. Two that read the same call at once share their count. */
    private final Map<Class<?>, AtomicInteger> pages = new ConcurrentHashMap<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        AtomicInteger read = pages.computeIfAbsent(request.getClass(), call -> new AtomicInteger());
        if (!continues(request)) {
            read.set(1);
        } else if (read.incrementAndGet() > MOST) {
            throw tooMany();
        }
    }

    static SdkClientException tooMany() {
        return SdkClientException.create("there are more than " + MOST + " pages");
    }

    private static boolean continues(SdkRequest request) {
        return request.sdkFields().stream()
                .anyMatch(field -> PLACES.contains(field.memberName().toLowerCase(Locale.ROOT))
                        && field.getValueOrDefault(request) != null);
    }
}
