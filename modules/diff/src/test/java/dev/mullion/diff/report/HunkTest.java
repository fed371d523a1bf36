package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.PropertyChange.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class HunkTest {
    @Test
    void keepsThreeLinesAroundAChange() {
        List<Line> lines = new Merged()
                .same("1", "2", "3", "4", "5")
                .changed("", "6", "six", "")
                .same("7", "8", "9", "10")
                .lines();

        assertThat(Hunk.of(lines)).singleElement().satisfies(hunk -> {
            assertThat(hunk.header()).isEqualTo("@@ -3,7 +3,7 @@");
            assertThat(hunk.lines().stream().map(Line::text)).containsExactly("3", "4", "5", "6", "six", "7", "8", "9");
            assertThat(lines.subList(hunk.from(), hunk.to())).isEqualTo(hunk.lines());
        });
    }

    @Test
    void joinsChangesWhoseSurroundingsTouch() {
        Merged near = new Merged().added("a").same("1", "2", "3", "4", "5", "6").added("b");
        Merged far =
                new Merged().added("a").same("1", "2", "3", "4", "5", "6", "7").added("b");

        assertThat(Hunk.of(near.lines())).extracting(Hunk::header).containsExactly("@@ -1,6 +1,8 @@");
        assertThat(Hunk.of(far.lines())).extracting(Hunk::header).containsExactly("@@ -1,3 +1,4 @@", "@@ -5,3 +6,4 @@");
    }

    @Test
    void numbersASideWithoutLinesByTheLineBeforeIt() {
        assertThat(Hunk.of(new Merged().added("a", "b").lines()))
                .extracting(Hunk::header)
                .containsExactly("@@ -0,0 +1,2 @@");
        assertThat(Hunk.of(new Merged().removed("a").lines()))
                .extracting(Hunk::header)
                .containsExactly("@@ -1,1 +0,0 @@");
    }

    @Test
    void findsNothingWhereNothingChanges() {
        assertThat(Hunk.of(new Merged().same("a", "b").lines())).isEmpty();
        assertThat(Hunk.of(List.of())).isEmpty();
    }
}
