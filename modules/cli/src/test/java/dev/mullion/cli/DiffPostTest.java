package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a report into a comment and a step summary; what hosts may answer is tested beside their classes. */
class DiffPostTest {
    private static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    @TempDir
    private Path directory = Path.of("");

    private final List<String> requests = new ArrayList<>();
    private final HttpServer host = server();
    private String comments = "[]";
    private int status = 201;
    private Mullion mullion = new Mullion(Path.of(""));

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        host.createContext("/", this::answer);
        host.start();
        mullion = Mullion.in(directory).repository();
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean read = exchange.getRequestMethod().equals("GET");
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + body);
        byte[] answer = (read
                        ? exchange.getRequestURI().getPath().endsWith("/user")
                                ? "{\"login\":\"bot\",\"id\":5}"
                                : comments
                        : status == 201 ? "{\"id\":1,\"html_url\":\"https://github.test/c1\"}" : "{\"message\":\"no\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(read ? 200 : status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private Mullion.Result post(String... arguments) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "GITHUB_TOKEN",
                TOKEN,
                "GITHUB_REPOSITORY",
                "acme/shop",
                "GITHUB_API_URL",
                "http://127.0.0.1:" + host.getAddress().getPort(),
                "GITHUB_REF",
                "refs/pull/12/merge",
                "GITHUB_STEP_SUMMARY",
                directory.resolveSibling("summary-" + directory.getFileName()).toString(),
                "MULLION_GITLAB_TOKEN",
                TOKEN,
                "CI_API_V4_URL",
                "http://127.0.0.1:" + host.getAddress().getPort() + "/api/v4",
                "CI_PROJECT_ID",
                "42",
                "CI_MERGE_REQUEST_IID",
                "7"));
        List<String> all = new ArrayList<>(List.of("diff", "main"));
        all.addAll(List.of(arguments));
        return mullion.runIn(environment, all.toArray(String[]::new));
    }

    private String summary() throws IOException {
        return Files.readString(directory.resolveSibling("summary-" + directory.getFileName()));
    }

    @Test
    void theReportIsPrintedPostedAndSummarized() throws IOException {
        mullion.stack("dev", DiffCommandTest.LARGER);

        Mullion.Result result = post("--post", "github", "--link", "https://ci.test/run/1");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("shop/dev: 2 to update");
        assertThat(result.err()).isEqualTo("mullion: posted: https://github.test/c1\n");
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1))
                .startsWith(
                        "POST /repos/acme/shop/issues/12/comments {\"body\":\"<!-- mullion-diff preview shop [dev] -->\\n##")
                .contains("storefront-general-launch-template")
                .endsWith("\\n[The whole report](https://ci.test/run/1)\\n\"}");
        assertThat(summary()).startsWith("\n## Preview of").contains("storefront-general-launch-template");
    }

    @Test
    void theMarkerNamesAllStacksAlsoWhenOneIsTouched() {
        mullion.stack("prod", Mullion.VALID).commit("prod").stack("dev", DiffCommandTest.LARGER);

        assertThat(post("--post", "github").status()).isZero();
        assertThat(requests.get(1))
                .contains("<!-- mullion-diff preview shop [dev prod] -->")
                .doesNotContain("shop/prod");
    }

    @Test
    void aFailureIsPostedToo() {
        mullion.stack("dev", Mullion.REFUSED);

        Mullion.Result result = post("--post", "github");

        assertThat(result.status()).isEqualTo(1);
        assertThat(requests.get(1)).contains("the preview failed", "Graviton");
    }

    @Test
    void noChangesAreNotPostedUnlessACommentSaysOtherwise() {
        Mullion.Result quiet = post("--post", "github");

        assertThat(quiet.status()).isZero();
        assertThat(quiet.err())
                .isEqualTo("mullion: no changes, and no comment on acme/shop#12 that says otherwise: not posted\n");
        assertThat(requests).hasSize(1);

        comments =
                "[{\"id\":7,\"user\":{\"login\":\"bot\"},\"body\":\"<!-- mullion-diff preview shop [dev] -->\\nold\"}]";
        assertThat(post("--post", "github").err()).isEqualTo("mullion: updated: https://github.test/c1\n");
        assertThat(requests)
                .last()
                .asString()
                .startsWith("PATCH /repos/acme/shop/issues/comments/7 ")
                .contains("no changes");
    }

    @Test
    void aReportThatIsNotPostedIsPrintedNevertheless() throws IOException {
        status = 403;
        mullion.stack("dev", DiffCommandTest.LARGER);

        Mullion.Result result = post("--post", "github", "--exit-code");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).startsWith("shop/dev: 2 to update");
        assertThat(result.err())
                .startsWith("mullion: not posted: can not comment on acme/shop#12 (403: no); ")
                .hasLineCount(1);
        assertThat(result.err()).doesNotContain(TOKEN);
        assertThat(summary()).contains("storefront-general-launch-template");
    }

    @Test
    void whatIsMissingIsSaidAndTheReportIsPrinted() {
        mullion.stack("dev", DiffCommandTest.LARGER);

        Mullion.Result result = mullion.run("diff", "main", "--post", "gitlab");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).startsWith("shop/dev: 2 to update");
        assertThat(result.err().lines()).hasSize(4).allMatch(line -> line.startsWith("mullion: not posted: "));
    }

    @Test
    void aMergeRequestGetsANote() {
        mullion.stack("dev", DiffCommandTest.LARGER);

        Mullion.Result result = post("--post", "gitlab", "--pull-request", "9");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEqualTo("mullion: posted: merge request !9 of project 42\n");
        assertThat(requests.get(1))
                .startsWith("POST /api/v4/projects/42/merge_requests/9/notes {\"body\":\"<!-- mullion-diff ");
    }

    @Test
    void theSummaryAloneNeedsNoToken() throws IOException {
        mullion.stack("dev", DiffCommandTest.LARGER);

        assertThat(post("--step-summary").status()).isZero();
        assertThat(summary()).contains("storefront-general-launch-template");
        assertThat(requests).isEmpty();
        assertThat(mullion.run("diff", "main", "--step-summary").err())
                .isEqualTo("mullion: no step summary: GITHUB_STEP_SUMMARY is not set, which GitHub Actions sets\n");
    }
}
