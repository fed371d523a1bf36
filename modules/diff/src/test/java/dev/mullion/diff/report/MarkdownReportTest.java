package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Text;
import dev.mullion.diff.Report;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.Skip;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final MarkdownReport.Options WHOLE =
            new MarkdownReport.Options("", Integer.MAX_VALUE, Integer.MAX_VALUE, Listing.FLAT);

    private static final String MARKER = "<!-- mullion: shop/dev -->";

    @Test
    void showsAReviewerWhatChanges() throws IOException {
        new Golden("Report", "ecs-windows").matches("report.md", markdown(SampleReports.ecsWindows()));
    }

    @Test
    void showsSeveralStacks() throws IOException {
        new Golden("Report", "several-stacks").matches("report.md", markdown(SampleReports.severalStacks()));
    }

    @Test
    void saysNoChangesInOneLine() throws IOException {
        assertThat(markdown(SampleReports.unchanged())).isEqualTo("Preview of `shop/dev`: no changes, 61 unchanged\n");
    }

    @Test
    void putsTheProblemsOfAFailureOnTop() throws IOException {
        assertThat(markdown(SampleReports.failed()))
                .startsWith(
                        "## Preview of `shop/test`\n\n**the preview failed**\n\n```diff\n- Pulumi.test.yaml:14:9: ");
    }

    @Test
    void aPreviewWithErrorsIsNotOneWithoutChanges() throws IOException {
        assertThat(markdown(SampleReports.errors())).isEqualTo("""
                        ## Preview of `shop/dev`

                        **incomplete (1 error), 61 unchanged**

                        ```diff
                        ! warning: look
                        - error: resource 'bad': got 8
                        ```
                        """);
    }

    @Test
    void beginsWithTheMarker() throws IOException {
        String marked =
                markdown(SampleReports.ecsWindows(), new MarkdownReport.Options(MARKER, 60_000, 262_000, Listing.FLAT));

        assertThat(marked).isEqualTo(MARKER + "\n" + markdown(SampleReports.ecsWindows()));
        assertThat(GitHub.html(marked)).startsWith(MARKER + "\n<h2>Preview of <code>shop/dev</code></h2>");
    }

    @Test
    void nothingOfAPlanActs() throws IOException {
        for (Map.Entry<String, Report> hostile : HostileReports.all().entrySet()) {
            assertInert(hostile.getKey(), hostile.getValue(), GitHub::html);
        }
        assertInert("sample", SampleReports.severalStacks(), GitHub::html);
    }

    @Test
    void nothingOfAPlanActsInTheRendererOfGitHub() throws IOException {
        Optional<File> cmark = Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .map(folder -> new File(folder, "cmark-gfm"))
                .filter(File::canExecute)
                .findFirst();
        Skip.without(cmark, "a test of GitHub's own Markdown", "no cmark-gfm on PATH");

        for (Map.Entry<String, Report> hostile : HostileReports.all().entrySet()) {
            assertInert(hostile.getKey(), hostile.getValue(), GitHub::cmarkHtml);
        }
        assertInert("sample", SampleReports.severalStacks(), GitHub::cmarkHtml);
    }

    /** Read in both renderers, whole and cut; {@link GitHub#read} holds what is allowed. */
    static void assertInert(String name, Report report, UnaryOperator<String> renderer) throws IOException {
        for (MarkdownReport.Options options :
                List.of(WHOLE, MarkdownReport.Options.DEFAULT, WHOLE.with(Listing.TREE))) {
            String markdown = markdown(report, options);
            GitHub.Page page;
            try {
                page = GitHub.read(renderer.apply(markdown));
            } catch (AssertionError e) {
                throw new AssertionError(name + ": " + e.getMessage(), e);
            }
            assertThat(page.summaries()).as(name).isNotNull();
            if (options.equals(WHOLE)) {
                assertScriptsSurvive(name, report, page);
            }
        }
    }

    private static void assertScriptsSurvive(String name, Report report, GitHub.Page page) {
        String blocks = "\n" + String.join("\n", page.blocks()) + "\n";
        for (Line line : scripts(report)) {
            if ((line.added() || line.removed()) && line.text().length() <= LineText.LONG) {
                StringBuilder shown = new StringBuilder(line.added() ? "\n+" : "\n-");
                line.spans().forEach(span -> shown.append(Visible.text(span.text())));
                assertThat(blocks.contains(shown + "\n"))
                        .as("%s: line %s of a script", name, line.text())
                        .isTrue();
            }
        }
    }

    private static List<Line> scripts(Report report) {
        return report.stacks().stream()
                .filter(Comparison.class::isInstance)
                .flatMap(entry -> ((Comparison) entry).changes().stream())
                .filter(change -> !Wording.withoutDetails(change))
                .flatMap(change -> Wording.telling(change).stream())
                .filter(property -> property.content() instanceof Text)
                .flatMap(property -> ((Text) property.content()).lines().stream())
                .toList();
    }

    @Test
    void noLineBeginsWithWhatAPlanSays() throws IOException {
        Pattern quickAction = Pattern.compile("(?m)^\\s*/");
        Pattern workflowCommand = Pattern.compile("(?m)^\\s*(::|##\\[|##vso)");
        for (Map.Entry<String, Report> hostile : HostileReports.all().entrySet()) {
            String markdown =
                    markdown(hostile.getValue(), WHOLE) + "\n" + markdown(hostile.getValue(), WHOLE.with(Listing.TREE));

            // In a diff a line of a script has the diff's own sign before it, which is a blank where nothing changes.
            String outside = markdown.replaceAll("(?ms)^(`{3,})diff$.*?^\\1$", "");
            assertThat(quickAction.matcher(outside).find()).as(hostile.getKey()).isFalse();
            assertThat(workflowCommand.matcher(outside).find())
                    .as(hostile.getKey())
                    .isFalse();
            assertThat(Pattern.compile("(?m)^/").matcher(markdown).find())
                    .as(hostile.getKey())
                    .isFalse();
            assertThat(markdown.codePoints().filter(c -> c != '\n' && Visible.hidden(c)))
                    .as(hostile.getKey())
                    .isEmpty();
        }
    }

    @Test
    void keepsEveryLimit() throws IOException {
        Map<String, Report> reports = HostileReports.all();
        reports.put("sample", SampleReports.severalStacks());
        for (Map.Entry<String, Report> report : reports.entrySet()) {
            String whole = markdown(report.getValue(), WHOLE);
            // Most of the corpus is one small report, over and over.
            int factor = report.getKey().startsWith("everywhere") ? 12 : 1;
            for (int limit = 500; limit <= 60_000; limit += limit * factor / 3 + 7) {
                assertLimit(report, whole, limit, Integer.MAX_VALUE);
            }
            for (int limit = 1_500; limit <= 60_000; limit += limit * factor + 11) {
                assertLimit(report, whole, Integer.MAX_VALUE, limit);
            }
        }
    }

    private static void assertLimit(Map.Entry<String, Report> report, String whole, int characters, int bytes)
            throws IOException {
        String name = report.getKey();
        String markdown = markdown(report.getValue(), new MarkdownReport.Options("", characters, bytes, Listing.FLAT));

        assertThat(markdown.length()).as(name).isLessThanOrEqualTo(characters);
        assertThat(markdown.getBytes(StandardCharsets.UTF_8).length).as(name).isLessThanOrEqualTo(bytes);
        assertThat(markdown).as(name).endsWith("\n");
        if (!markdown.equals(whole)) {
            assertThat(markdown).as("%s at %d, %d", name, characters, bytes).contains(" left out, to stay below ");
            GitHub.read(GitHub.html(markdown));
        }
    }

    @Test
    void dropsTheLargestDetailFirstAndSaysSo() throws IOException {
        Report report = SampleReports.ecsWindows();
        int whole = markdown(report).length();
        String cut = markdown(report, new MarkdownReport.Options("", whole - 1, 262_000, Listing.FLAT));

        assertThat(cut)
                .doesNotContain("Initialize-ECSAgent")
                .contains("| **delete** | `storefront-legacy`", "Masked 3 values</summary>", "WINDOWS_CORE_2022_x86_64")
                .endsWith("\n1 detail left out, to stay below " + String.format(Locale.ROOT, "%,d", whole - 1)
                        + " characters; all of it is in the HTML report, or `mullion diff main drain-before-stop`\n");
    }

    @Test
    void neverDropsTheSummary() throws IOException {
        String cut = markdown(SampleReports.ecsWindows(), new MarkdownReport.Options("", 1_500, 262_000, Listing.FLAT));

        assertThat(cut)
                .contains(
                        "2 to replace, 1 to delete",
                        "| **delete** | `storefront-legacy`",
                        "- **note** storefront-legacy")
                .doesNotContain("Initialize-ECSAgent");
    }

    /** Whoever fills a comment would choose what is not said of what was assumed. */
    @Test
    void saysAboveAllThatNotesAreMissing() throws IOException {
        List<String> notes = IntStream.range(0, 40)
                .mapToObj(i -> "taken as deployed: " + i + "x".repeat(900) + "end")
                .toList();
        Report report = HostileReports.many(5_000);
        Report noted = new Report(
                report.base(),
                report.head(),
                report.stacks().stream()
                        .map(entry -> (Report.Entry) ((Comparison) entry).withNotes(notes))
                        .toList());

        assertThat(markdown(noted, MarkdownReport.Options.DEFAULT))
                .startsWith("## Preview of")
                .contains("39" + "x".repeat(900) + "end");
        assertThat(markdown(noted, new MarkdownReport.Options(MARKER, 20_000, 262_000, Listing.FLAT)))
                .startsWith(
                        MARKER + "\n**Not all notes fit in here, which say what is only assumed.**\n\n## Preview of");
    }

    @Test
    void cutsASummaryThatIsTooLongAtAWholeLine() throws IOException {
        String cut = markdown(HostileReports.manyTypes(5_000), MarkdownReport.Options.DEFAULT);

        assertThat(cut).hasSizeBetween(59_000, 60_000).contains("**5000 to replace**");
        String rows =
                Pattern.compile("(?m)^\\| \\*\\*replace\\*\\* \\| `resource-\\d+`<br>`aws:ec2:Type\\d+` \\| `ami` \\|$")
                                .matcher(cut)
                                .results()
                                .count()
                        + "";
        assertThat(cut).contains("| ... | and " + (5_000 - Integer.parseInt(rows)) + " more | |\n");
    }

    @Test
    void groupsWhatIsReplacedForOneReason() throws IOException {
        assertThat(markdown(HostileReports.many(5_000))).contains("""
                        | | Resource | Because of |
                        |---|---|---|
                        | **replace 5000** | `resource-0`, `resource-1`, `resource-2`, `resource-3`, `resource-4`, `resource-5`,\
                         `resource-6`, `resource-7` and 4992 more<br>`aws:ec2:Instance` | `ami` |
                        """);
    }

    @Test
    void saysWhatARunDid() throws IOException {
        new Golden("Report", "run").matches("report.md", markdown(SampleReports.run()));
    }

    @Test
    void treeIsANestedListAndDetailsFollowInItsOrder() throws IOException {
        assertThat(markdown(SampleReports.below(), WHOLE.with(Listing.TREE)))
                .contains("""

                        <details>
                        <summary>Resources by their parents</summary>

                        - delete `old` `aws:sqs:Queue`
                        - `shop` `shop:index:Platform`
                          - `web` `shop:index:Service`
                            - update `logs` `aws:s3:Bucket`
                              - create `logs-policy` `aws:s3:BucketPolicy`
                        - update `tagged` `aws:sqs:Queue`: 1 tag-only change

                        </details>
                        """)
                .containsSubsequence("<b>update</b> <code>logs</code>", "<b>create</b> <code>logs-policy</code>")
                .doesNotContain("Without details");
    }

    @Test
    void treeThatIsTooLongEndsWithACount() throws IOException {
        MarkdownReport.Options room = new MarkdownReport.Options("", 20_000, 262_000, Listing.TREE);
        String cut = markdown(HostileReports.many(5_000), room);
        String tree = cut.substring(cut.indexOf("<summary>Resources by their parents"));
        long rows = tree.lines().filter(line -> line.contains("- replace ")).count();

        assertThat(cut).hasSizeLessThanOrEqualTo(20_000);
        assertThat(rows).isBetween(300L, 500L);
        assertThat(tree).contains("\n- and " + (5_000 - rows) + " more\n\n</details>\n");
    }

    @Test
    void refusesALimitBelowWhatAVerdictTakes() {
        assertThatThrownBy(() -> new MarkdownReport.Options(MARKER, 525, 262_000, Listing.FLAT))
                .hasMessage(
                        "got a limit of 525 characters and 262000 bytes; use at least 500 and 1500 more than the marker"
                                + " has");
    }

    private static String markdown(Report report) throws IOException {
        return markdown(report, MarkdownReport.Options.DEFAULT);
    }

    private static String markdown(Report report, MarkdownReport.Options options) throws IOException {
        StringBuilder out = new StringBuilder();
        MarkdownReport.write(report, options, out);
        return out.toString();
    }
}
