package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mullion.diff.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report as a person uses it, in a real browser. */
@Tag("browser")
class HtmlReportBrowserTest {
    private static final String VISIBLE = "[...document.querySelectorAll('.resource:not([hidden]) > summary .name')]"
            + ".map(e => e.textContent).join(' ')";
    private static final String FOCUSED = "(document.activeElement.closest('.resource') || {}).id";
    private static final String HITS = "document.getElementById('hits').textContent";

    @TempDir
    static Path directory = Path.of("");

    private static @Nullable Chromium started;

    private final Chromium page = page();

    @BeforeAll
    static void startsBrowser() throws IOException, InterruptedException {
        Optional<Path> browser = Chromium.find();
        if (browser.isEmpty()) {
            String reason =
                    "browser tests skipped: no chromium: install Debian's package chromium, or name one by MULLION_CHROMIUM";
            System.err.println(reason);
            Assumptions.abort(reason);
        }
        started = Chromium.start(browser.get(), directory);
    }

    @AfterAll
    static void stopsBrowser() {
        if (started != null) {
            started.close();
        }
    }

    private static Chromium page() {
        if (started == null) {
            throw new IllegalStateException("the browser has not started");
        }
        return started;
    }

    @BeforeEach
    void isOnADesk() {
        page.prefers("light");
        page.size(1280, 900, false);
    }

    /** Whatever a test did: nothing went wrong in the page, and it asked for nothing but itself. */
    @AfterEach
    void pageIsQuiet() {
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requests()).allMatch(request -> request.startsWith("file:") || request.equals("data:,"));
    }

    private URI file(Report report) throws IOException {
        Path file = directory.resolve("report.html");
        Files.writeString(file, HtmlReportTest.html(report));
        return file.toUri();
    }

    private void open(Report report) throws IOException {
        page.open(file(report));
        page.evaluate("localStorage.clear()");
    }

    private void openSample() throws IOException {
        open(SampleReports.ecsWindows());
    }

    private void type(String text) {
        text.chars().forEach(c -> page.press(Character.toString(c)));
    }

    @Test
    void filtersByOperation() throws IOException {
        openSample();

        page.click(".chip[data-op=replace]");

        assertThat(page.text(VISIBLE)).isEqualTo("storefront-web-task storefront-windows");
        assertThat(page.text(HITS)).isEqualTo("2 of 9");
        assertThat(page.text("document.querySelector('.chip[data-op=replace]').ariaPressed"))
                .isEqualTo("true");

        page.click(".chip[data-op=delete]");
        page.click(".chip[data-op=replace]");

        assertThat(page.text(VISIBLE)).isEqualTo("storefront-legacy");
    }

    @Test
    void filtersByType() throws IOException {
        openSample();

        page.evaluate("document.getElementById('type').focus()");
        type("aws:iam");

        assertThat(page.text("document.getElementById('type').value")).isEqualTo("aws:iam/role:Role");
        assertThat(page.text(VISIBLE)).isEqualTo("storefront-web-task-role");
    }

    @Test
    void searchesNamesPathsAndScriptsAndCountsHits() throws IOException {
        openSample();

        page.press("/");
        type("stop-service");

        assertThat(page.text(HITS)).isEqualTo("2 hits in 1");
        assertThat(page.text(VISIBLE)).isEqualTo("storefront-general-launch-template");
        page.waitFor("CSS.highlights.get('hit')?.size > 0");

        page.press("Escape");
        assertThat(page.text(HITS)).isEmpty();
        page.press("/");
        type("minhealthypercentage");
        assertThat(page.text(VISIBLE)).isEqualTo("storefront-general");
    }

    @Test
    void searchThatFindsNothingSaysSoAndCanBeCleared() throws IOException {
        openSample();

        page.press("/");
        type("no such text");

        assertThat(page.text(HITS)).isEqualTo("0 hits in 0");
        assertThat(page.holds("document.getElementById('nothing').offsetHeight > 0"))
                .isTrue();

        page.click("#clear");
        assertThat(page.text(VISIBLE).split(" ")).hasSize(9);
    }

    @Test
    void enterInSearchOpensTheFoldsAroundTheNextHit() throws IOException {
        openSample();
        page.press("c");

        page.press("/");
        type("step 60 of");
        page.press("Enter");

        page.waitFor("document.querySelector('.current')?.checkVisibility()");
        assertThat(page.text("document.querySelector('.current').textContent"))
                .isEqualTo("Write-Log 'step 60 of the boot'");
        assertThat(page.holds("document.querySelector('.current').closest('.columns') !== null"))
                .isTrue();
    }

    @Test
    void switchesThemeAndRemembersIt() throws IOException {
        openSample();
        String ground = "getComputedStyle(document.documentElement).backgroundColor";
        String light = page.text(ground);

        page.click("#theme");
        String dark = page.text(ground);
        page.open(file(SampleReports.ecsWindows()));

        assertThat(dark).isNotEqualTo(light);
        assertThat(page.text(ground)).isEqualTo(dark);

        page.press("t");
        assertThat(page.text(ground)).isEqualTo(light);
        page.evaluate("localStorage.clear()");
        page.prefers("dark");
        page.open(file(SampleReports.ecsWindows()));
        assertThat(page.text(ground)).isEqualTo(dark);
    }

    @Test
    void worksWhereStorageIsForbidden() throws IOException {
        Path outer = directory.resolve("outer.html");
        Files.writeString(outer, "<!doctype html><iframe sandbox='allow-scripts' width=1200 height=800></iframe>");
        String html = HtmlReportTest.html(SampleReports.ecsWindows());
        page.open(outer.toUri());

        page.evaluate("new Promise(loaded => { const frame = document.querySelector('iframe'); frame.onload = loaded;"
                + " frame.srcdoc = atob('"
                + Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.US_ASCII))
                + "'); }).then(() => true)");

        page.click("iframe");
        page.press("t");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void movesByKeysAndFolds() throws IOException {
        openSample();

        page.press("j");
        assertThat(page.text(FOCUSED)).isEqualTo("r1");
        page.press("j");
        page.press("j");
        assertThat(page.text(FOCUSED)).isEqualTo("r3");
        page.press("k");
        assertThat(page.text(FOCUSED)).isEqualTo("r2");

        assertThat(page.holds("r2.open")).isTrue();
        page.press("Enter");
        assertThat(page.holds("r2.open")).isFalse();
        assertThat(page.text("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }

    @Test
    void expandsAndCollapsesAll() throws IOException {
        openSample();

        page.press("c");
        assertThat(page.number("document.querySelectorAll('.resource[open]').length"))
                .isZero();
        page.press("e");
        assertThat(page.number("document.querySelectorAll('.resource[open]').length"))
                .isEqualTo(9);
        page.click("#collapse");
        assertThat(page.number("document.querySelectorAll('.resource[open]').length"))
                .isZero();
    }

    @Test
    void helpOpensAndClosesAndSingleKeysCanBeSwitchedOff() throws IOException {
        openSample();

        page.press("?");
        assertThat(page.holds("help.open")).isTrue();
        page.click("#single-keys");
        page.click("#close-help");
        assertThat(page.holds("help.open")).isFalse();

        page.press("j");
        assertThat(page.text(FOCUSED)).isEqualTo("undefined");
    }

    @Test
    void skipLinkIsTheFirstStopOfTheKeyboard() throws IOException {
        openSample();

        page.press("Tab");
        assertThat(page.text("document.activeElement.className")).isEqualTo("skip");
        assertThat(page.number("document.activeElement.getBoundingClientRect().top"))
                .isNotNegative();
        page.press("Enter");
        page.waitFor("document.activeElement.id === 'content'");
    }

    @Test
    void setsTextsSideBySideOnWideScreens() throws IOException {
        openSample();
        String columns = "[...document.querySelectorAll('.columns')].filter(e => e.checkVisibility()).length";
        String unified = "[...document.querySelectorAll('.code')].filter(e => e.checkVisibility()).length";

        page.evaluate("document.querySelector('#r5 .script').scrollIntoView()");
        page.waitFor("document.querySelector('#r5 .columns')?.checkVisibility()");
        String row = "[...document.querySelectorAll('#r5 .columns > .row')]"
                + ".find(row => row.querySelector('del')).textContent";
        assertThat(page.text(row))
                .isEqualTo("Initialize-ECSAgent -Cluster $clusterName -EnableTaskIAMRole"
                        + "Initialize-ECSAgent -Cluster $clusterName -EnableTaskIAMRole -EnableTaskENI");
        assertThat(page.holds("document.querySelector('#r5 .code').checkVisibility()"))
                .isFalse();

        page.click("#view");
        assertThat(page.number(columns)).isZero();
        assertThat(page.number(unified)).isPositive();

        page.press("s");
        page.size(700, 900, false);
        page.waitFor(columns + " === 0");
    }

    @Test
    void foldedLinesOpenInBothViews() throws IOException {
        openSample();
        page.evaluate("document.querySelector('#r5 .script').scrollIntoView()");
        page.waitFor("document.querySelector('#r5 .columns')?.checkVisibility()");

        page.click("#r5 .columns .gap > summary");
        page.waitFor("document.querySelectorAll('#r5 .columns .gap[open] .row').length === 26");

        page.press("s");
        page.click("#r5 .code .gap > summary");
        assertThat(page.holds("document.querySelector('#r5 .code .gap .l').checkVisibility()"))
                .isTrue();
    }

    @Test
    void addressOpensTheSameView() throws IOException {
        openSample();
        page.press("/");
        type("storefront");
        page.press("Tab");
        page.evaluate("document.activeElement.blur()");
        page.click(".chip[data-op=update]");
        page.evaluate("document.activeElement.blur()");
        page.press("s");
        page.press("j");
        page.press("Enter");
        page.waitFor("location.hash.includes('fold=')");
        String address = page.text("location.href");
        String seen = page.text(VISIBLE);
        assertThat(address).endsWith("#q=storefront&op=update&view=unified&fold=4&at=4");

        page.open(URI.create(address));

        assertThat(page.text(VISIBLE)).isEqualTo(seen);
        assertThat(page.holds("document.documentElement.classList.contains('split')"))
                .isFalse();
        assertThat(page.holds("r4.open")).isFalse();
        assertThat(page.text(FOCUSED)).isEqualTo("r4");
        assertThat(page.text("search.value")).isEqualTo("storefront");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "#nonsense",
                "#r99999",
                "#q=%",
                "#fold=1-999999999999",
                "#fold=-.x.9-1",
                "#at=x&op=..",
                "#view=x&type=y",
                "#q=%3Cscript%3Ealert(1)%3C/script%3E"
            })
    void strangeAddressDoesNoHarm(String fragment) throws IOException {
        page.open(URI.create(file(SampleReports.ecsWindows()) + fragment.replace("%", "%25")));

        assertThat(page.number("document.querySelectorAll('.resource').length")).isEqualTo(9);
    }

    @Test
    void namesInTheGraphStayInTheirBoxes() throws IOException {
        for (Report report : List.of(SampleReports.ecsWindows(), LargeReports.replacedCluster())) {
            page.open(file(report));
            page.evaluate("document.querySelectorAll('.graph').forEach(graph => graph.open = true)");

            assertThat(page.text("[...document.querySelectorAll('.node')].filter(node => {"
                            + " const box = node.querySelector('.box').getBoundingClientRect().right;"
                            + " return [...node.querySelectorAll('.name, .type')].some(text => text.getBoundingClientRect().right > box);"
                            + "}).map(node => node.textContent.trim()).join(', ')"))
                    .isEmpty();
        }
    }

    @Test
    void nodeOfTheGraphLeadsToItsResource() throws IOException {
        openSample();
        page.press("c");

        page.click(".node[href='#r9']");
        assertThat(page.text(FOCUSED)).isEqualTo("r9");
        assertThat(page.holds("r9.open")).isTrue();

        page.click(".chip[data-op=replace]");
        page.evaluate("document.querySelector(\".node[href='#r3']\").focus()");
        page.press("Enter");
        assertThat(page.text(FOCUSED)).isEqualTo("r3");
        assertThat(page.holds("r3.open && !r3.hidden")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 768, 1024, 1280})
    void pageNeverScrollsSideways(int width) throws IOException {
        page.size(width, 800, width < 1000);
        for (Report report : List.of(
                SampleReports.severalStacks(),
                SampleReports.run(),
                LargeReports.replacedCluster(),
                HostileReports.all().get("long lines"),
                HostileReports.everywhere("W".repeat(400)))) {
            open(report);
            page.press("e");
            page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })");

            assertThat(page.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
            // What sticks out to the left can not even be scrolled to.
            assertThat(page.text("[...document.querySelectorAll('main *')].filter(e => e.checkVisibility()"
                            + " && e.getBoundingClientRect().left < 0).map(e => e.className).join(' ')"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void textHasOneOfFiveSizes(int width) throws IOException {
        page.size(width, 900, width < 1000);
        Set<String> sizes = new TreeSet<>();
        for (Report report : List.of(
                SampleReports.severalStacks(), SampleReports.run(), LargeReports.replacedCluster(), everything())) {
            open(report);
            page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })");
            sizes.addAll(List.of(page.text("[...new Set([...document.body.querySelectorAll('*')]"
                            + ".flatMap(e => [e, '::before', '::after'].map(of => getComputedStyle(e, of === e ? null : of)))"
                            + ".map(style => style.fontSize))].join(' ')")
                    .split(" ")));
        }

        assertThat(sizes).hasSize(5);
    }

    private static Report everything() {
        return HostileReports.everywhere("a\u202eb");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1440})
    void headerIsOneLine(int width) throws IOException {
        page.size(width, 900, width < 1000);
        Report sample = SampleReports.ecsWindows();

        open(new Report(
                "0123456789abcdef0123456789abcdef01234567", "/builds/" + "long/".repeat(40) + "head", sample.stacks()));

        assertThat(page.number("document.querySelector('h1').getBoundingClientRect().height"))
                .isLessThan(30);
        assertThat(page.number("document.querySelector('.top').getBoundingClientRect().height"))
                .isLessThan(65);
        assertThat(page.text("document.querySelector('.side').innerText")).endsWith("01234567");
        assertThat(page.text("document.querySelectorAll('.side')[1].title")).endsWith("/head");
    }

    @Test
    void reportOfAHundredReplacementsIsShort() throws IOException {
        page.size(1440, 900, false);

        open(LargeReports.replacedCluster());
        page.evaluate(
                "document.querySelectorAll('.resource').forEach(e => { e.style.contentVisibility = 'visible'; })");

        // It had 8,350 before its lists were folded and its graph.
        assertThat(page.number("document.documentElement.scrollHeight")).isLessThan(4_300);
    }

    /** A long name goes on below itself, not below the mark of what happens. */
    @Test
    void namesStandBesideTheirMarksOnPhones() throws IOException {
        page.size(390, 844, true);
        openSample();
        page.evaluate(
                "document.querySelectorAll('.resource').forEach(e => { e.style.contentVisibility = 'visible'; })");

        assertThat(
                        page.number(
                                "Math.max(...[...document.querySelectorAll('.resource .name')].map(e => e.textContent.length))"))
                .isGreaterThan(30);
        assertThat(page.number("[...document.querySelectorAll('.resource > summary')].filter(e =>"
                        + " e.querySelector('.name').getBoundingClientRect().left"
                        + " < e.querySelector('.op').getBoundingClientRect().right).length"))
                .isZero();
    }

    @Test
    void graphIsFoldedOnPhones() throws IOException {
        page.size(390, 844, true);
        openSample();
        assertThat(page.holds("document.querySelector('.graph').open")).isFalse();

        page.click(".graph > summary");
        page.waitFor("document.querySelector('.canvas svg').getBoundingClientRect().width > 600");
        assertThat(page.number("document.documentElement.scrollWidth")).isEqualTo(390);
    }

    @Test
    void graphIsEnlargedAndScrollsSidewaysAlone() throws IOException {
        openSample();
        String width = "document.querySelector('.canvas svg').getBoundingClientRect().width";
        String hidden =
                "document.querySelector('.canvas').scrollHeight - document.querySelector('.canvas').clientHeight";
        int natural = page.number(width);

        page.click("[data-zoom=in]");
        page.click("[data-zoom=in]");
        assertThat(page.number(width)).isGreaterThan(natural * 3 / 2);
        assertThat(page.number("document.querySelector('.canvas').scrollWidth"))
                .isGreaterThan(page.number("document.querySelector('.canvas').clientWidth"));
        assertThat(page.number(hidden)).isZero();
        assertThat(
                        page.number(
                                "document.querySelector('.canvas').scrollLeft * 2"
                                        + " + document.querySelector('.canvas').clientWidth - document.querySelector('.canvas').scrollWidth"))
                .as("what was in the middle stays there")
                .isBetween(-3, 3);

        page.click("[data-zoom=fit]");
        assertThat(page.number(width)).isEqualTo(natural);
        page.click("[data-zoom=out]");
        assertThat(page.number(width)).isLessThan(natural);
    }

    @Test
    void keysFilterAndFoldTheTreeToo() throws IOException {
        Path file = directory.resolve("tree.html");
        StringBuilder html = new StringBuilder();
        HtmlReport.write(SampleReports.below(), Listing.TREE, html);
        Files.writeString(file, html);
        page.open(file.toUri());
        page.evaluate("localStorage.clear()");

        assertThat(page.text(VISIBLE)).isEqualTo("old logs logs-policy tagged");
        assertThat(page.holds("r2.getBoundingClientRect().left === r1.getBoundingClientRect().left"
                        + " && r2.firstElementChild.getBoundingClientRect().left"
                        + " > r1.firstElementChild.getBoundingClientRect().left"))
                .isTrue();
        page.press("j");
        page.press("j");
        assertThat(page.text(FOCUSED)).isEqualTo("r2");
        page.click(".chip[data-op=delete]");
        assertThat(page.text(VISIBLE)).isEqualTo("old");
        assertThat(page.number("[...document.querySelectorAll('p.above')].filter(e => e.checkVisibility()).length"))
                .isZero();
    }

    @Test
    void allOfItCanBeReadWithoutScript() throws IOException {
        page.scriptAllowed(false);
        try {
            page.open(file(SampleReports.ecsWindows()));

            assertThat(page.holds("document.querySelector('.toolbar').checkVisibility()"))
                    .isFalse();
            assertThat(page.holds("document.querySelector('#r5 .code ins').checkVisibility()"))
                    .isTrue();
            assertThat(page.text("document.querySelector('.counts').innerText")).contains("to replace");
        } finally {
            page.scriptAllowed(true);
        }
    }

    @Test
    void scriptInNameStaysText() throws IOException {
        open(HostileReports.everywhere("<script>document.title = 'broken'</script>"));
        page.press("e");

        assertThat(page.text("document.title")).startsWith("Mullion diff: ");
        assertThat(page.number("document.scripts.length")).isEqualTo(1);
        assertThat(page.text("document.querySelector('.resource .name').textContent"))
                .isEqualTo("<script>document.title = 'broken'</script>");
    }

    @Test
    void hostileTextsNeverBreakThePage() throws IOException {
        Map<String, Report> reports = HostileReports.all();
        // One page holds as many stacks as there are texts: what one of them breaks, breaks for all.
        List<Report.Entry> everywhere = HostileReports.texts().stream()
                .flatMap(text -> HostileReports.everywhere(text).stacks().stream())
                .toList();
        reports.keySet().removeIf(name -> name.startsWith("everywhere"));
        reports.put("everywhere", new Report("a", "b", everywhere));
        for (Map.Entry<String, Report> report : reports.entrySet()) {
            open(report.getValue());

            String elements =
                    page.text("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))].join(' ')");
            assertThat(elements.split(" "))
                    .as(report.getKey())
                    .doesNotContain("img", "iframe", "form", "base", "object", "textarea", "powershell");
            assertThat(page.number("document.scripts.length"))
                    .as(report.getKey())
                    .isEqualTo(1);
            assertThat(page.holds("document.querySelector('#help').parentElement === document.body"))
                    .as(report.getKey())
                    .isTrue();
            assertThat(page.complaints()).as(report.getKey()).isEmpty();
        }
    }

    @Test
    void tenThousandResourcesAreFilteredAndSearchedAtOnce() throws IOException {
        open(HostileReports.many(10_000));

        page.evaluate("search.value = 'resource-777'; search.dispatchEvent(new Event('input'))");
        assertThat(page.text(HITS)).endsWith(" in 11");
        page.press("/");
        page.press("Escape");
        page.press("e");
        page.press("j");
        assertThat(page.text(FOCUSED)).isEqualTo("r1");
    }

    @Test
    void prints() throws IOException {
        openSample();

        assertThat(new String(page.pdf(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyTextHasTheContrastThatWcagAsksFor(String scheme) throws IOException {
        page.prefers(scheme);
        for (Report report :
                List.of(SampleReports.severalStacks(), SampleReports.run(), SampleReports.errors(), everything())) {
            open(report);
            page.press("e");
            page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })");

            assertThat(page.text(CONTRAST)).isEmpty();
        }
    }

    /** Names texts whose colour is too near to what lies behind them. */
    private static final String CONTRAST = """
            (() => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const rgba = (colour) => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data];
              };
              const light = (rgb) => {
                const [r, g, b] = rgb.slice(0, 3).map((v) => v / 255)
                  .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ground = (element) => {
                for (let e = element; e; e = e.parentElement) {
                  const colour = rgba(getComputedStyle(e).backgroundColor);
                  if (colour[3] > 250) {
                    return colour;
                  }
                }
                return rgba('white');
              };
              const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
              const poor = new Set();
              for (const element of document.body.querySelectorAll('*')) {
                const style = getComputedStyle(element);
                const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
                const colour = element.localName === 'text' ? style.fill : style.color;
                let behind = ground(element);
                if (element.matches('.node .mark')) {
                  behind = rgba(getComputedStyle(element.parentElement.querySelector('.edge-of-box')).fill);
                }
                if (own && element.checkVisibility() && contrast(light(rgba(colour)), light(behind)) < 4.5) {
                  poor.add(element.localName + '.' + element.getAttribute('class'));
                }
                const before = getComputedStyle(element, '::before');
                if (before.content !== 'none' && contrast(light(rgba(before.color)), light(ground(element))) < 4.5) {
                  poor.add(element.localName + '.' + element.getAttribute('class') + '::before');
                }
              }
              return [...poor].join(' ');
            })()
            """;

    @Test
    void asksAServerForNothingButItself() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        byte[] html = HtmlReportTest.html(SampleReports.ecsWindows()).getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        server.start();
        try {
            page.open(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/report"));
            page.press("e");

            assertThat(asked).containsExactly("/report");
            assertThat(page.requests()).allMatch(request -> request.endsWith("/report") || request.equals("data:,"));
        } finally {
            server.stop(0);
            page.open(URI.create("file:///dev/null"));
        }
    }

    @Test
    void keyboardReachesNothingThatCannotBeSeen() throws IOException {
        openSample();
        BooleanSupplier seen = () -> page.holds("document.activeElement.checkVisibility()"
                + " && document.activeElement.getBoundingClientRect().width > 0");

        for (int i = 0; i < 60; i++) {
            page.press("Tab");
            assertThat(seen.getAsBoolean())
                    .as(page.text("document.activeElement.outerHTML"))
                    .isTrue();
        }
    }

    @Test
    void controlsHaveNames() throws IOException {
        openSample();

        assertThat(page.text("[...document.querySelectorAll('button, input, select, a, [role=region], dialog')]"
                        + ".filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length"
                        + " || e.getAttribute('aria-labelledby'))).map(e => e.outerHTML).join()"))
                .isEmpty();
        assertThat(page.text("[...document.querySelectorAll('h1, h2, h3')].map(e => e.localName).join(' ')"))
                .startsWith("h1 h2 h3");
    }
}
