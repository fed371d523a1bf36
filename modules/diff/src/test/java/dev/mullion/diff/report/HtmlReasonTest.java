package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HtmlReasonTest {
    @Test
    void onlyWhatIsCertainForces() {
        assertThat(reasons(
                        new ReplaceReason("a", false, "not in the table"),
                        new ReplaceReason("b", true, "Pulumi"),
                        new ReplaceReason("c", true, "Pulumi"),
                        new ReplaceReason("d", true, "the table")))
                .containsExactly(
                        new HtmlReason(" forced by ", "b", ""),
                        new HtmlReason(", ", "c", "Pulumi"),
                        new HtmlReason(", ", "d", "the table"),
                        new HtmlReason(", perhaps for ", "a", "not in the table"));
    }

    private static List<HtmlReason> reasons(ReplaceReason... reasons) {
        return HtmlReason.of(new ResourceChange(
                "replace", "urn", "a:b:C", "c", Optional.empty(), List.of(), List.of(reasons), List.of()));
    }
}
