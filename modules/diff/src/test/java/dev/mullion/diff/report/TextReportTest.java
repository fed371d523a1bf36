package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.Report;
import dev.mullion.testkit.Golden;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final Pattern OURS = Pattern.compile("\u001b\\[\\d{1,2}m");

    @Test
    void saysWhatItMeansFirst() throws IOException {
        new Golden("Report", "ecs-windows").matches("report.txt", text(SampleReports.ecsWindows(), false));
    }

    @Test
    void saysWhatARunDid() throws IOException {
        new Golden("Report", "run").matches("report.txt", text(SampleReports.run(), false));
    }

    @Test
    void putsFailedStacksFirst() throws IOException {
        assertThat(text(SampleReports.severalStacks(), false))
                .startsWith("shop/test: the preview failed\n  Pulumi.test.yaml:14:9: mullion:ecs.")
                .contains("\n\nshop/dev: 2 to replace, 1 to delete,")
                .endsWith("\n\nshop/prod: no changes, 61 unchanged\n");
    }

    @Test
    void saysNoChangesInOneLine() throws IOException {
        assertThat(text(SampleReports.unchanged(), false)).isEqualTo("shop/dev: no changes, 61 unchanged\n");
    }

    @Test
    void aPreviewWithErrorsIsNotOneWithoutChanges() throws IOException {
        assertThat(text(SampleReports.errors(), false)).isEqualTo("""
                        shop/dev: incomplete (1 error), 61 unchanged

                        Diagnostics
                          warning: look
                          error: resource 'bad': got 8
                        """);
    }

    @Test
    void aSettingThatChangesNothingIsShownAllTheSame() throws IOException {
        assertThat(text(SampleReports.configured(), false)).isEqualTo("""
                        shop/dev: no changes but of the configuration, 61 unchanged

                        Configuration
                          ~ shop:databasePassword: [secret] (another value)
                          - shop:<b>: "1"

                        Masked 2 values
                          configuration, looks random
                          configuration: shop:databasePassword, marked secret
                        """);
    }

    @Test
    void aStackThatStaysSaysThatItsOutputsDiffer() throws IOException {
        assertThat(text(SampleReports.exporting(), false)).isEqualTo("""
                        shop/dev: no changes but of stack outputs, 61 unchanged

                        Stack outputs
                          ~ url: "a" -> "b"
                        """);
        assertThat(HtmlReportTest.html(SampleReports.exporting()))
                .contains(
                        "<p class=\"no-changes\">No changes but of stack outputs.</p>",
                        "<summary><h3>Stack outputs: 1 change</h3></summary>",
                        "<code class=\"path\">url</code>")
                .doesNotContain("class=\"resource ");
    }

    @Test
    void treeHasEachResourceBelowItsParents() throws IOException {
        StringBuilder out = new StringBuilder();
        TextReport.write(SampleReports.below(), Listing.TREE, false, out);

        assertThat(out).hasToString("""
                        shop/dev: 1 to delete, 2 to update, 1 to create, 40 unchanged

                        Replaced or deleted
                          -  aws:sqs:Queue old: delete

                        Resources by their parents
                          -  aws:sqs:Queue old: delete
                               - name: "q"
                             shop:index:Platform shop
                               shop:index:Service web
                              ~  aws:s3:Bucket logs: update
                                   ~ acl: "a" -> "b"
                                +  aws:s3:BucketPolicy logs-policy: create
                                     + policy: "c"
                          ~  aws:sqs:Queue tagged: update
                               and 1 tag-only change
                        """);
    }

    @Test
    void coloursChangeNothingButTheColours() throws IOException {
        for (Map.Entry<String, Report> hostile : HostileReports.all().entrySet()) {
            String coloured = text(hostile.getValue(), true);

            assertThat(OURS.matcher(coloured).replaceAll(""))
                    .as(hostile.getKey())
                    .isEqualTo(text(hostile.getValue(), false));
        }
        assertThat(text(SampleReports.ecsWindows(), true)).contains("\u001b[7m -EnableTaskENI\u001b[27m");
    }

    @Test
    void letsNothingActOnTheTerminal() throws IOException {
        for (Map.Entry<String, Report> hostile : HostileReports.all().entrySet()) {
            assertThat(text(hostile.getValue(), false).codePoints().filter(c -> c != '\n' && Visible.hidden(c)))
                    .as(hostile.getKey())
                    .isEmpty();
        }
    }

    @Test
    void marksTheWordsThatDifferInALongLine() throws IOException {
        assertThat(text(SampleReports.ecsWindows(), false))
                .contains("- ... (56 characters) ...QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD[-1.8.0-]RUZHRUZH")
                .contains("{+1.9.0+}RUZHRUZHRUZHRUZHRUZHRUZHRUZHRUZHRUZHRUZH... (");
    }

    private static String text(Report report, boolean colour) throws IOException {
        StringBuilder out = new StringBuilder();
        TextReport.write(report, colour, out);
        return out.toString();
    }
}
