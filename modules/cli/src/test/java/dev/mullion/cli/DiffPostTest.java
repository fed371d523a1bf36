package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
                        "POST /repos/acme/shop/issues/12/comments {\"body\":\"<!-- mullion-diff preview shop [dev] -->\\n\\n[The whole"
                                + " report](https://ci.test/run/1)\\n\\n##")
                .contains("storefront-general-launch-template");
        assertThat(summary()).startsWith("\n## Preview of").contains("storefront-general-launch-template");
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

    /** Two sides that each bring a Mullion of their own, whose run leaves a file. */
    private Path launched() {
        Path ran = directory.resolveSibling("ran-" + directory.getFileName());
        mullion.file("tools/launch.sh", "")
                .file("mullion", "#!/bin/sh\n: >" + ran + "\n")
                .commit("its own");
        mullion.stack("dev", DiffCommandTest.LARGER);
        return ran;
    }

    @Test
    @Tag("adversary")
    void noProgramOfARevisionRunsWhereATokenIs() {
        Path ran = launched();

        assertThat(post("--post", "github"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "\"main\": its own ./mullion is not run here (--post takes a token, which it could read); make the"
                                + " plans in a job without one, with --plans DIR, and compare DIR/base with DIR/head here"
                                + " (docs/security.md)\n"));
        assertThat(post("--no-programs").err())
                .startsWith("\"main\": its own ./mullion is not run here (--no-programs); ")
                .hasLineCount(1);
        assertThat(mullion.runIn(Map.of("CI", "true", "GITHUB_TOKEN", TOKEN), "diff", "main")
                        .err())
                .startsWith(
                        "\"main\": its own ./mullion is not run here (this job has GITHUB_TOKEN, which it could read); ")
                .hasLineCount(1);
        assertThat(requests).isEmpty();
        assertThat(ran).doesNotExist();
    }

    @Test
    @Tag("adversary")
    void plansThatALineOfWantsToBeACommandAreReadAsText() throws IOException {
        Path plan = directory.resolve("plan.json");
        Files.writeString(plan, """
                {"diagnostics": [{"message": "error: a\\n::error::b \\u202e ##[error]c\\n", "severity": "error"}], "duration": 0}""");
        Map<String, String> actions = Map.of("GITHUB_ACTIONS", "true");
        String shown = "  : :error::b \\u202e ## [error]c\n";

        assertThat(mullion.runIn(actions, "diff", plan.toString()).out()).endsWith(shown);
        assertThat(mullion.runIn(actions, "diff", plan.toString(), "--format", "markdown")
                        .out())
                .contains("- ::error::b \\u202e ## [error]c\n");
        Mullion.Result json = mullion.runIn(actions, "diff", plan.toString(), "--format", "json");
        assertThat(json.err()).endsWith(shown.stripLeading());
        assertThat(json.out()).contains("#\\u0023[error]c").doesNotContain("##[");
        assertThat(mullion.runIn(actions, "diff", plan.toString(), "--format", "html")
                        .out())
                .contains("#&#35;[error]c")
                .doesNotContain("##[");
        assertThat(mullion.run("diff", plan.toString()).out()).endsWith("  ::error::b \\u202e ##[error]c\n");
    }

    @Test
    void aProxyIsToldItsUserAndPassword() throws Exception {
        mullion.file("failed.json", """
                {"diagnostics": [{"message": "error: no such zone\\n", "severity": "error"}], "duration": 0}""");
        StringBuilder asked = new StringBuilder();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread proxy = new Thread(() -> refuse(server, asked));
            proxy.start();
            // A JVM settles once whether proxies get passwords, so this is one that the command line alone has started.
            ProcessBuilder java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "diff",
                            directory.resolve("failed.json").toString(),
                            "--post",
                            "github",
                            "--pull-request",
                            "12")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            String address = "127.0.0.1:" + server.getLocalPort();
            java.environment()
                    .putAll(Map.of(
                            "GITHUB_TOKEN",
                            TOKEN,
                            "GITHUB_REPOSITORY",
                            "acme/shop",
                            "GITHUB_API_URL",
                            "https://api.github.test",
                            "https_proxy",
                            "me:secret@" + address));
            java.environment().keySet().removeAll(List.of("no_proxy", "NO_PROXY", "GITHUB_STEP_SUMMARY"));
            Process process = java.start();

            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("mullion: not posted: the proxy " + address
                            + " (https_proxy) asks for another user or password (407), as in"
                            + " http://USER:PASSWORD@HOST:PORT\n");
            assertThat(process.waitFor()).isEqualTo(1);
            proxy.join();
        }
        assertThat(asked.toString().lines())
                .contains("CONNECT api.github.test:443 HTTP/1.1", "Proxy-Authorization: Basic bWU6c2VjcmV0")
                .noneMatch(line -> line.contains(TOKEN));
    }

    private static void refuse(ServerSocket server, StringBuilder asked) {
        try (Socket socket = server.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                asked.append(line).append('\n');
            }
            String refusal = """
                    HTTP/1.1 407 Proxy Authentication Required
                    Proxy-Authenticate: Basic realm="p"
                    Content-Length: 0

                    """;
            socket.getOutputStream().write(refusal.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            asked.append(e);
        }
    }
}
