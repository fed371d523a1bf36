package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Report;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {
    @Test
    void namesAreExactAndSorted() {
        assertThat(Marker.of("preview", "shop", List.of("prod", "dev-2")).line())
                .isEqualTo("<!-- mullion-diff preview shop [dev%2D2 prod] -->")
                .isEqualTo(
                        Marker.of("preview", "shop", List.of("dev-2", "prod")).line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-->", "--!>", "a b", "a]", "\n", "<!--", "`", "@x", "\u00E9", "\u202E", "%2D", "", "-"})
    void aNameCanNotEndTheMarker(String name) {
        String line = Marker.of("preview", name, List.of(name)).line();

        assertThat(line).matches("<!-- mullion-diff preview [A-Za-z0-9_.%]+ \\[[A-Za-z0-9_.%]+] -->");
    }

    @Test
    void differentNamesHaveDifferentMarkers() {
        List<List<String>> sets = List.of(
                List.of(),
                List.of(""),
                List.of("dev"),
                List.of("dev-2"),
                List.of("dev%2D2"),
                List.of("dev", "2"),
                List.of("dev 2"));

        assertThat(sets.stream().map(set -> Marker.of("preview", "shop", set)).distinct())
                .hasSize(sets.size());
    }

    @Test
    void opensOnlyWhatStartsWithItsWholeLine() {
        Marker marker = Marker.of("preview", "shop", List.of("dev"));

        assertThat(marker.opens(marker.line())).isTrue();
        assertThat(marker.opens(marker.line() + "\r\ntext")).isTrue();
        assertThat(marker.opens(marker.line() + " text")).isFalse();
        assertThat(marker.opens(" " + marker.line())).isFalse();
        assertThat(marker.opens("text\n" + marker.line())).isFalse();
    }

    @Test
    void namesEveryProjectOfAReportOnce() {
        List<Report.Entry> entries = Stream.of("shop", "bank", "shop")
                .<Report.Entry>map(project -> new Report.Failure(project, "dev", List.of("x")))
                .toList();

        assertThat(Marker.of("preview", new Report("main", "working tree", entries), List.of("dev", "prod"))
                        .line())
                .isEqualTo("<!-- mullion-diff preview bank%20shop [dev prod] -->");
    }
}
