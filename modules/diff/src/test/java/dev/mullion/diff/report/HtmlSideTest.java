package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlSideTest {
    @ParameterizedTest
    @CsvSource({
        "main, main",
        "feature/graph, feature/graph",
        "0123456789abcdef0123456789abcdef01234567, 01234567",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, 01234567",
        "/home/runner/work/_temp/plans/base.json, base.json",
        "/home/runner/work/_temp/plans/base/, /home/runner/wo\u2026emp/plans/base/",
        "a-branch-whose-name-is-longer-than-what-fits, a-branch-whose-\u2026-than-what-fits"
    })
    void nameFitsIntoTheHeader(String name, String shown) {
        assertThat(new HtmlSide(name).shortName()).isEqualTo(shown).hasSizeLessThanOrEqualTo(32);
    }
}
