package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RealReportsTest {
    @Test
    void showsTheLineOfUserDataThatChanges() throws IOException {
        StringBuilder text = new StringBuilder();
        TextReport.write(report("ecs-preview-update.json"), false, text);

        assertThat(text)
                .contains("\n  ~  aws:ec2:LaunchTemplate storefront-general-launch-template: update\n")
                .contains("- " + "        'ECS_RESERVED_MEMORY' = '1024'\n")
                .contains("+ " + "        'ECS_RESERVED_MEMORY' = '2048'\n");
        assertThat(markdown("ecs-preview-update.json"))
                .contains("\n-        'ECS_RESERVED_MEMORY' = '1024'\n+        'ECS_RESERVED_MEMORY' = '2048'\n");
    }

    @Test
    void showsTheReplacedBeforeAllElse() throws IOException {
        assertThat(markdown("preview-change.json"))
                .contains("\n| **replace** | `win`<br>`aws:eks:NodeGroup` | `instanceTypes[0]` |\n");
    }

    @Test
    void fitsAComment() throws IOException {
        for (String name : RealReports.all().keySet()) {
            String markdown = markdown(name);

            assertThat(markdown.length()).as(name).isLessThanOrEqualTo(60_000);
            assertThat(markdown.getBytes(StandardCharsets.UTF_8).length)
                    .as(name)
                    .isLessThanOrEqualTo(262_000);
            GitHub.read(GitHub.html(markdown));
        }
    }

    @Test
    void fitsTheSchema() throws IOException {
        Map<String, Report> reports = RealReports.all();

        assertThat(reports).hasSizeGreaterThan(5);
        for (Map.Entry<String, Report> report : reports.entrySet()) {
            StringBuilder json = new StringBuilder();
            JsonReport.write(report.getValue(), json);
            assertThat(JsonReportTest.errors(JsonReportTest.schema(), json.toString()))
                    .as(report.getKey())
                    .isEmpty();
        }
    }

    private static Report report(String name) throws IOException {
        return Objects.requireNonNull(RealReports.all().get(name), name);
    }

    private static String markdown(String name) throws IOException {
        StringBuilder markdown = new StringBuilder();
        MarkdownReport.write(report(name), MarkdownReport.Options.DEFAULT, markdown);
        return markdown.toString();
    }
}
