package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.PropertyChange.Span;
import dev.mullion.diff.PropertyChange.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValueSpansTest {
    private static String shown(List<Span> spans) {
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(span.changed() ? "<" + span.text() + ">" : span.text()));
        return text.toString();
    }

    private static String both(String before, String after) {
        ValueSpans spans = ValueSpans.of(new Value(Optional.of(before), Optional.of(after)));
        return shown(spans.before()) + " " + shown(spans.after());
    }

    @Test
    void marksWholeWords() {
        assertThat(both("\"m6i.large\"", "\"m6i.xlarge\"")).isEqualTo("\"m6i.<large>\" \"m6i.<xlarge>\"");
        assertThat(both("\"web-1\"", "\"web-12\"")).isEqualTo("\"web-<1>\" \"web-<12>\"");
        assertThat(both("\"a b\"", "\"a x b\"")).isEqualTo("\"a <>b\" \"a <x >b\"");
    }

    @Test
    void marksNothingWhereTooLittleIsShared() {
        assertThat(both("90", "100")).isEqualTo("90 100");
        assertThat(both("\"same\"", "\"same\"")).isEqualTo("\"same\" \"same\"");
    }

    @Test
    void neverPartsACharacter() {
        assertThat(both("\"a \ud83d\ude00\"", "\"a \ud83d\ude01\""))
                .isEqualTo("\"a <\ud83d\ude00>\" \"a <\ud83d\ude01>\"");
    }
}
