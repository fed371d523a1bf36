package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9!]+)((?:\\s[^\\s=>]+(?:=\"[^\"<>]*\")?)*)\\s*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([^\\s=>]+)(?:=\"([^\"]*)\")?");
    private static final Set<String> WITHOUT_END = Set.of("!doctype", "meta", "link", "input");

    static String html(Report report) {
        StringBuilder html = new StringBuilder();
        try {
            HtmlReport.write(report, html);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return html.toString();
    }

    /** The page without its script and its style sheet. */
    private static String markup(String html) {
        return html.replaceFirst("(?s)<style>.*?</style>", "").replaceFirst("(?s)<script>.*?</script>", "");
    }

    @Test
    void aPreviewWithErrorsIsNotOneWithoutChanges() {
        assertThat(markup(html(SampleReports.errors())))
                .contains("Incomplete: 1 error</h3>", "error: resource 'bad': got 8")
                .doesNotContain("No changes.");
    }

    @Test
    void aSettingThatChangesNothingIsShownAllTheSame() {
        assertThat(markup(html(SampleReports.configured())))
                .contains(
                        "No changes but of the configuration.",
                        "<summary>Configuration: 2 changes</summary>",
                        "shop:&lt;b&gt;",
                        "2 values masked");
    }

    @Test
    void policyAllowsExactlyTheScriptAndTheStyleSheetOfThePage() throws NoSuchAlgorithmException {
        String html = html(SampleReports.ecsWindows());

        assertThat(html)
                .contains("content=\"default-src 'none'; script-src 'sha256-" + hash(html, "script")
                        + "'; style-src 'sha256-" + hash(html, "style") + "'; img-src data:; base-uri 'none';"
                        + " form-action 'none'; require-trusted-types-for 'script'\"");
        assertThat(html.indexOf("Content-Security-Policy")).isLessThan(html.indexOf("<style>"));
        assertThat(html).doesNotContain("unsafe-");
    }

    private static String hash(String html, String element) throws NoSuchAlgorithmException {
        String text = html.substring(html.indexOf("<" + element + ">") + element.length() + 2);
        byte[] bytes = text.substring(0, text.indexOf("</" + element + ">")).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void assetsHoldNothingThatEndsTheirElementOrReachesOut() {
        for (String asset : List.of("report.css", "report.js")) {
            assertThat(HtmlAsset.read(asset).text())
                    .isNotEmpty()
                    .doesNotContain("</", "<!--", "://", "url(", "@import", "innerHTML", "eval(", "\r");
        }
    }

    static Stream<Arguments> reports() {
        Stream<Arguments> samples = Stream.of(
                Arguments.of("sample", SampleReports.ecsWindows()),
                Arguments.of("several stacks", SampleReports.severalStacks()),
                Arguments.of("unchanged", SampleReports.unchanged()),
                Arguments.of("failed", SampleReports.failed()),
                Arguments.of("nothing", new Report("a", "b", List.of())));
        return Stream.concat(
                samples,
                HostileReports.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void everyElementAndAttributeIsOneOfOurs(String name, Report report) {
        assertOurs(report);
    }

    static void assertOurs(Report report) {
        String markup = markup(html(report));

        Deque<String> open = new ArrayDeque<>();
        Set<String> ids = new HashSet<>();
        Set<String> links = new HashSet<>();
        int at = 0;
        Matcher tag = TAG.matcher(markup);
        while (tag.find()) {
            assertThat(markup.substring(at, tag.start())).doesNotContain("<", ">");
            at = tag.end();
            if (!tag.group(1).isEmpty()) {
                assertThat(tag.group(2)).isEqualTo(open.pop());
            } else if (!WITHOUT_END.contains(tag.group(2))) {
                open.push(tag.group(2));
            }
            attributes(tag, ids, links);
        }
        assertThat(markup.substring(at)).isBlank();
        assertThat(open).isEmpty();
        assertThat(ids).containsAll(links);
    }

    private static void attributes(Matcher tag, Set<String> ids, Set<String> links) {
        assertThat(tag.group(2))
                .isNotIn("script", "style", "img", "iframe", "object", "embed", "base", "form", "use", "image");
        Matcher attribute = ATTRIBUTE.matcher(tag.group(3));
        while (attribute.find()) {
            String key = attribute.group(1);
            assertThat(key).isNotEqualTo("style").doesNotStartWith("on").matches("[a-zA-Z-]+");
            if (key.equals("id")) {
                assertThat(attribute.group(2)).matches("[a-z-]+|[rs]\\d+(-[a-z]+)?");
                assertThat(ids.add(attribute.group(2))).as(attribute.group(2)).isTrue();
            }
            if (key.equals("href") && tag.group(2).equals("a")) {
                assertThat(attribute.group(2)).startsWith("#");
                links.add(attribute.group(2).substring(1));
            }
            if (key.equals("class")) {
                assertThat(attribute.group(2)).matches("[a-z0-9 -]+");
            }
        }
    }

    @Test
    void showsHiddenCharactersInTextAndInAttributes() {
        String html = markup(html(HostileReports.everywhere("a\u202eb\u0007")));

        assertThat(html)
                .contains("<b class=\"name\">a<span class=\"hidden-character\">\\u202e</span>b"
                        + "<span class=\"hidden-character\">\\u0007</span></b>")
                .contains("data-type=\"a\\u202eb\\u0007\"")
                .doesNotContain("\u202e", "\u0007");
    }

    @Test
    void scriptInNameStaysText() {
        assertThat(markup(html(HostileReports.everywhere("<script>alert(1)</script>"))))
                .contains("<b class=\"name\">&lt;script&gt;alert(1)&lt;/script&gt;</b>");
    }

    @Test
    void summaryComesBeforeResourcesAndNamesWhatForcesReplacement() {
        String html = html(SampleReports.ecsWindows());

        assertThat(html)
                .containsSubsequence(
                        "<b class=\"number\">2</b> <span class=\"what\">to replace</span>",
                        "<h3>Replaced and deleted</h3>",
                        ">storefront-web-task</a>",
                        "forced by <code class=\"path\">containerDefinitions</code>",
                        ">storefront-legacy</a>",
                        "<h3>What it means</h3>",
                        "<span class=\"severity danger\">Danger</span>",
                        "<span class=\"severity note\">Note</span>",
                        "3 values masked",
                        "<svg",
                        ">Resources</h3>",
                        "class=\"resource replace\" id=\"r1\"");
    }

    @Test
    void foldsLinesFarFromChangeAndNoise() {
        String html = html(SampleReports.ecsWindows());

        assertThat(html)
                .contains("<details class=\"gap\"><summary>84 unchanged lines</summary>")
                .contains("<details class=\"noise\"><summary>2 tag-only changes</summary>")
                .contains("<del class=\"l\" data-g=\"121     -\">")
                .contains("<ins class=\"l\" data-g=\"    122 +\">");
    }

    @Test
    void marksChangedWordsThroughTheColoursOfTheCode() {
        assertThat(html(SampleReports.ecsWindows()))
                .contains("<span class=\"command\">Initialize-ECSAgent</span> <span class=\"parameter\">-Cluster</span>"
                        + " <span class=\"variable\">$clusterName</span>"
                        + " <span class=\"parameter\">-EnableTaskIAMRole</span>"
                        + "<mark> <span class=\"parameter\">-EnableTaskENI</span></mark></ins>");
    }

    @Test
    void failedPreviewTellsItsProblems() {
        assertThat(html(SampleReports.failed()))
                .contains("The preview failed", "<li class=\"problem\">Pulumi.test.yaml:14:9: ");
    }

    @Test
    void limitsTheGraphAndSaysSo() {
        String html = html(HostileReports.many(400));

        assertThat(html).contains("The graph shows the 150 gravest of 400 changes.");
        assertThat(html.split("<a class=\"node ", -1)).hasSize(151);
    }

    @Test
    void pageGrowsWithTheChangesAndNoFaster() {
        int thousand = html(HostileReports.many(1_000)).length();
        int tenThousand = html(HostileReports.many(10_000)).length();
        int empty = html(HostileReports.many(0)).length();

        assertThat(tenThousand - empty).isLessThan(11 * (thousand - empty));
    }

    @Test
    void sameReportIsSameBytes() {
        for (Map.Entry<String, Report> report : HostileReports.all().entrySet()) {
            assertThat(html(report.getValue())).as(report.getKey()).isEqualTo(html(report.getValue()));
        }
        assertThat(html(SampleReports.severalStacks())).isEqualTo(html(SampleReports.severalStacks()));
    }
}
