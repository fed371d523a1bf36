package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
    private final Placeholders placeholders = new Placeholders();

    /** And nothing becomes what something else is: of two keys one would be shown. */
    @Test
    void whatCouldBeTakenForOneIsAnotherTextOfItsOwn() {
        List<String> texts = List.of(
                "\uFDD0a",
                "a\uFDD0",
                "\uFDD1a",
                "\uFDD00\uFDD1",
                "\uFDD2",
                "\uFDD20",
                "\uFDD20a",
                "\uFDD21a",
                "\uFFFDa",
                "a");

        assertThat(texts.stream().map(Placeholders::clean))
                .doesNotHaveDuplicates()
                .noneMatch(clean -> clean.contains("\uFDD0") || clean.contains("\uFDD1"))
                .contains("a", "\uFFFDa");
    }

    @Test
    void oneIsFoundInAText() {
        String hidden = placeholders.hide("summer", "why");

        assertThat(Placeholders.isIn(hidden)).isTrue();
        assertThat(Placeholders.isIn("a" + hidden)).isTrue();
        assertThat(Placeholders.isIn("a")).isFalse();
        assertThat(Placeholders.opens(hidden.charAt(0))).isTrue();
        assertThat(Placeholders.opens('a')).isFalse();
        assertThat(Placeholders.closes(hidden.charAt(hidden.length() - 1))).isTrue();
        assertThat(Placeholders.closes('a')).isFalse();
    }

    @Test
    void equalSecretsHaveEqualOnes() {
        assertThat(placeholders.hide("summer", "why")).isEqualTo(placeholders.hide("summer", "why not"));
        assertThat(placeholders.hide("summer", "why")).isNotEqualTo(placeholders.hide("winter", "why"));
        assertThat(placeholders.hideFingerprint("1", "why")).isEqualTo(placeholders.hideFingerprint("1", "why"));
        assertThat(placeholders.hideFingerprint("1", "why")).isNotEqualTo(placeholders.hideFingerprint("2", "why"));
    }

    @Test
    void eachIsShownAndItsReasonTold() {
        List<String> reasons = new ArrayList<>();
        String masked = placeholders.hide("summer", "one") + "-" + placeholders.hide("winter", "two") + "x";

        assertThat(placeholders.show(masked, reasons::add)).isEqualTo("[secret]-[secret]x");
        assertThat(reasons).containsExactly("one", "two");
        assertThat(placeholders.show("a", reasons::add)).isEqualTo("a");
    }

    @Test
    void whatNobodyShowsIsTold() {
        List<String> told = new ArrayList<>();
        new Placeholders(told::add).hide("summer", "why");

        assertThat(told).containsExactly("summer");
    }
}
