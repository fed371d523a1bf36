package dev.mullion.live;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Refuses an answer that has nothing of what the call gives. The SDK reads a proxy's page, {@code {}} or an answer of another API
 * as one in which everything is missing, and so as "there are none". AWS leaves out what is empty inside of things; of what each
 * call here asks for, it tells at least that the list is empty.
 */
final class AnswerCheck implements ExecutionInterceptor {
    /** What tells of the next page, and nothing of this one. */
    private static final Set<String> OF_PAGES = Set.of("nextToken", "NextToken", "Marker", "NextMarker", "IsTruncated");

    @Override
    public void afterUnmarshalling(Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
        SdkResponse answer = context.response();
        if (answer.sdkFields().stream()
                .noneMatch(
                        field -> !OF_PAGES.contains(field.memberName()) && isTold(field.getValueOrDefault(answer)))) {
            throw new NoAnswerException();
        }
    }

    /** A list that is empty in the answer is a list; in the place of one that is missing there the SDK has its own. */
    private static boolean isTold(@Nullable Object value) {
        return value != null
                && !(value instanceof SdkAutoConstructList<?>)
                && !(value instanceof SdkAutoConstructMap<?, ?>);
    }
}
