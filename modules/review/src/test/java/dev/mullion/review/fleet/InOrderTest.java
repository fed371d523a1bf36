package dev.mullion.review.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InOrderTest {
    @Test
    @Tag("adversary")
    void whatKeepsAProcessorBusyHidesNoOther() throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        List<String> items = List.of("a", "long", "b", "long", "c", "long", "d");
        List<String> results = new ArrayList<>();

        InOrder.each(
                items,
                item -> {
                    while (item.equals("long") && !over.get()) {
                        Thread.onSpinWait();
                    }
                    return item;
                },
                (item, line) -> item + ": " + line,
                Duration.ofMillis(100),
                results::add);
        over.set(true);

        String late = "long: mullion: takes more than 0 s of a processor's time, and is not waited for";
        assertThat(results).containsExactly("a", late, "b", late, "c", late, "d");
    }

    @Test
    void aProblemOfOneEndsItForAllSinceNobodyTookItForARow() {
        assertThatThrownBy(() -> InOrder.each(
                        List.of(1, 2),
                        item -> {
                            throw new IOException("disk full");
                        },
                        (item, line) -> item,
                        result -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }
}
