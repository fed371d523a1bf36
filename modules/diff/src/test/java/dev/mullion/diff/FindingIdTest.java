package dev.mullion.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mullion.diff.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FindingIdTest {
    @Test
    void documentationHasARowOfEachAndNoneMore() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../../docs/findings.md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList();

        assertThat(rows.subList(0, 2)).containsExactly("| id | severity | says | told of |", "|---|---|---|---|");
        assertThat(rows.subList(2, rows.size()))
                .isEqualTo(Arrays.stream(FindingId.values())
                        .map(FindingIdTest::row)
                        .toList());
    }

    private static String row(FindingId id) {
        String other =
                id.other().map(grave -> "; " + word(grave) + " " + id.when()).orElse("");
        return "| `" + id.id() + "` | " + word(id.severity()) + other + " | " + id.says() + " | " + id.toldOf() + " |";
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void findingIsAsGraveAsItsKindMayBe() {
        assertThat(new Finding(Severity.DANGER, FindingId.IAM_WIDENS, "urn", "it widens")
                        .id()
                        .id())
                .isEqualTo("iam-widens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding(Severity.NOTE, FindingId.IAM_WIDENS, "urn", "it widens"))
                .withMessage("IAM_WIDENS is never a NOTE");
    }
}
