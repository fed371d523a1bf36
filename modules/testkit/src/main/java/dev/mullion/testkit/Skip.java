package dev.mullion.testkit;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** Tests that need a tool which only some machines have. */
public final class Skip {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Skip() {}

    /**
     * The tool. Without it the calling test is skipped, and the reason is said once: Surefire counts what is skipped, and
     * keeps the reasons for its reports.
     *
     * @param tests which need it, such as {@code boot tests}
     */
    public static <T> T without(Optional<T> tool, String tests, String reason) {
        if (tool.isEmpty() && SAID.add(tests + reason)) {
            System.out.println("Skipping " + tests + ": " + reason);
        }
        return tool.orElseGet(() -> Assumptions.abort(reason));
    }
}
