package dev.mullion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationTest {
    /** sdk/go/common/apitype/events.go at 3.260.0. */
    @Test
    void everyWordOfPulumiIsKnown() {
        assertThat(Operation.values())
                .extracting(Operation::word)
                .containsExactlyInAnyOrder(
                        "same",
                        "create",
                        "update",
                        "delete",
                        "replace",
                        "create-replacement",
                        "delete-replaced",
                        "read",
                        "read-replacement",
                        "refresh",
                        "discard",
                        "discard-replaced",
                        "remove-pending-replace",
                        "import",
                        "import-replacement");
        assertThat(Operation.values()).allSatisfy(operation -> assertThat(Operation.of(operation.word()))
                .hasValue(operation));
    }

    @Test
    void wordOfANewerEngineIsNone() {
        assertThat(Operation.of("adopt")).isEmpty();
        assertThat(Operation.of("CREATE")).isEmpty();
        assertThat(Operation.CREATE.is("create")).isTrue();
        assertThat(Operation.CREATE.is("create-replacement")).isFalse();
    }
}
