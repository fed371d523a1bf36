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
                        "<summary><h3>Configuration: 2 changes</h3></summary>",
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
                Arguments.of("run", SampleReports.run()),
                Arguments.of("large", LargeReports.replacedCluster()),
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
    void dangersComeFirstThenWhatIsReplacedAndWhatForcesIt() {
        String html = html(SampleReports.ecsWindows());

        assertThat(html)
                .containsSubsequence(
                        "<b class=\"number\">2</b> <span class=\"what\">to replace</span>",
                        "<div class=\"alarm dangers\">",
                        "<h3>1 danger</h3>",
                        "<a class=\"to\" href=\"#r7\">storefront-web</a> opens tcp 3389 to 0.0.0.0/0</span>",
                        "<h3>Replaced and deleted</h3>",
                        ">storefront-web-task</a>",
                        "forced by <code class=\"path\">containerDefinitions</code>",
                        ">storefront-legacy</a>",
                        "<h3>What it means</h3>",
                        "<span class=\"severity warning\">Warning</span>",
                        "user data and AMI of <a class=\"to\" href=\"#r6\">storefront-general</a> change:",
                        "<span class=\"severity note\">Note</span>",
                        "3 values masked",
                        "<svg",
                        ">Resources</h3>",
                        "<div class=\"toolbar\"",
                        "class=\"resource replace depth-0\" id=\"r1\"");
    }

    @Test
    void manyReplacementsAreGroupedByTypeAndReason() {
        String html = html(LargeReports.replacedCluster());

        assertThat(html)
                .contains(
                        "</span> replace 6</span> <span><b>aws:ec2:Subnet</b> forced by <code class=\"path\">vpcId</code>,"
                                + " <code class=\"path\">cidrBlock</code><span class=\"source\"> (Pulumi)</span>"
                                + "<span class=\"members\"><a class=\"to\" href=\"#r3\">platform-vpc-public-1</a>, ",
                        "<summary>69 more, of 8 kinds</summary>",
                        "<summary>6 more</summary>, <a class=\"to\"");
    }

    @Test
    void ofManyFindingsOfAKindTwoStandForAll() {
        String html = html(LargeReports.replacedCluster());

        assertThat(html)
                .contains("<h3>20 dangers</h3>", "<summary>10 more of this kind</summary>")
                .containsSubsequence(
                        "node group <a class=\"to\" href=\"#r37\">platform-windows-01</a> is replaced",
                        "node group <a class=\"to\" href=\"#r39\">platform-windows-02</a> is replaced",
                        "<summary>10 more of this kind</summary>");
    }

    @Test
    void listsOfIdsAndCertificatesTakeALine() {
        assertThat(html(LargeReports.replacedCluster()))
                .contains(
                        "[&quot;subnet-00a1b2c3d4e5f60700&quot;,&quot;subnet-01a1b2c3d4e5f60701&quot;,"
                                + "<details class=\"long\"><summary data-hidden=\"4 more\"></summary>",
                        "&quot;LS0tLS1CRUdJTiBDRVJULS0tLS1<details class=\"long\">"
                                + "<summary data-hidden=\"1146 characters\"></summary>");
    }

    @Test
    void runSaysWhatItDidWhatItDidNotAndWhatComesNext() {
        assertThat(markup(html(SampleReports.run())))
                .containsSubsequence(
                        "<span class=\"project\">Update of shop / </span>dev</h2>",
                        "<b class=\"number\">1</b> <span class=\"what\">failed to update</span>",
                        "<b class=\"number\">1</b> <span class=\"what\">updated</span>",
                        "<b class=\"number\">1</b> <span class=\"what\">create not finished</span>",
                        "<h3>The update failed: 1 error</h3>",
                        ">orders</a> <span class=\"type\">aws:rds:Instance</span> failed<span class=\"said\">error: updating"
                                + " RDS DB Instance: no such class</span>",
                        ">begun</a> <span class=\"type\">aws:s3:Bucket</span> was not finished</span>",
                        "<dt>Reached</dt><dd>1 updated, 1 created</dd>",
                        "<li>mend the error</li>",
                        "<li>find out what became of what was not finished with <code>pulumi refresh</code></li>",
                        "<li>do the rest with <code>pulumi up</code></li>",
                        "<h3>Policies: 1 mandatory broken, 1 other</h3>",
                        "Mandatory</span> <span><span class=\"policy\">baseline@2.1.0 no-public-buckets (mandatory)</span>:"
                                + " logs is public",
                        ">orders</a> breaks <span class=\"policy\">baseline@2.1.0 rds-tags (advisory, low severity)</span>",
                        "<h3>Changed outside Pulumi</h3>",
                        ">logs</a> <span class=\"type\">aws:s3:Bucket</span>",
                        "<code class=\"path\">acl</code> <del class=\"value\">&quot;private&quot;</del>",
                        "<h3>Stack outputs: 1 change</h3>",
                        "<span class=\"tag failed\">failed</span>",
                        "<span class=\"tag may\">not finished</span>");
    }

    @Test
    void treeHasEachResourceBelowItsParents() {
        StringBuilder html = new StringBuilder();
        try {
            HtmlReport.write(SampleReports.below(), Listing.TREE, html);
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        assertThat(html)
                .containsSubsequence(
                        "<div class=\"resources\">",
                        "class=\"resource delete depth-0\" id=\"r1\"",
                        "<p class=\"above depth-0\"><span class=\"name\">shop</span>"
                                + " <span class=\"type\">shop:index:Platform</span></p>",
                        "<p class=\"above depth-1\"><span class=\"name\">web</span>",
                        "class=\"resource update depth-2\" id=\"r2\"",
                        "class=\"resource create depth-3\" id=\"r3\"",
                        "class=\"resource update depth-0\" id=\"r4\"");
    }

    @Test
    void graphIsFoldedWhereTheListTellsAsMuch() {
        assertThat(html(SampleReports.ecsWindows())).contains("<details class=\"panel graph\" open id=\"s1-graph\">");
        assertThat(html(LargeReports.firstDeployment())).contains("<details class=\"panel graph\" id=\"s1-graph\">");
        assertThat(html(LargeReports.replacedCluster())).contains("<details class=\"panel graph\" id=\"s1-graph\">");
        assertThat(markup(html(SampleReports.run()))).doesNotContain("<svg width");
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
    void failedPreviewTellsItsProblemsAndWhatComesNext() {
        assertThat(html(SampleReports.failed()))
                .containsSubsequence(
                        "<h3>The preview failed</h3>",
                        "<span class=\"to\">mullion:ecs.storefront.capacity.general.maxSize</span></b>"
                                + " <span class=\"place\">Pulumi.test.yaml:14:9</span>"
                                + " <span class=\"said\">got 0; use 1 or more, and at least minSize (2)</span>",
                        "<dt>Reached</dt><dd>nothing of this stack was compared</dd>",
                        "<li>mend what is named here</li>",
                        "<li>compare again with <code>mullion diff main smaller</code></li>");
        assertThat(html(SampleReports.severalStacks()))
                .contains("nothing of this stack was compared; 2 other stacks of this report are not touched by it");
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
