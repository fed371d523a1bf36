package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that are broken, or that mean harm: each attempt ends, and in one line that names nothing secret. */
@Tag("adversary")
class HostileHostTest {
    private static final Marker MARKER = Marker.of("preview", "shop", List.of("dev"));
    private static final String BODY = MARKER.line() + "\n## Preview";
    private static final String NOT_THE_HOST = "; does a proxy or a sign-in page answer for 127.0.0.1?";
    private static final Limits SHORT = new Limits(Duration.ofMillis(200), Duration.ofMinutes(10), 4_096, 50);
    private static final Limits SMALL = new Limits(Duration.ofMinutes(2), Duration.ofMinutes(10), 4_096, 50);

    private final List<Duration> pauses = new ArrayList<>();

    private CommentPublisher.Result gitHub(Map<String, String> job, Limits limits) {
        Comments comments =
                GitHub.of(job, Optional.empty(), pauses::add, limits).orElseThrow();
        return CommentPublisher.post(comments, MARKER, BODY, false);
    }

    private CommentPublisher.Result gitLab(Map<String, String> job, Limits limits) {
        return CommentPublisher.post(GitLab.of(job, Optional.empty(), pauses::add, limits), MARKER, BODY, false);
    }

    @Test
    void aBodyThatStallsEndsAtTheDeadline() {
        CountDownLatch never = new CountDownLatch(1);
        try (HostileHost host = new HostileHost((request, out) -> {
            HostileHost.head(out, 200, "Content-Length: 100\r\n");
            out.write('[');
            out.flush();
            await(never);
        })) {
            assertThatThrownBy(() -> gitHub(host.job(), SHORT))
                    .isInstanceOf(PostException.class)
                    .hasMessage("can not reach 127.0.0.1: no answer in time; is there a network, and a proxy needed"
                            + " (HTTPS_PROXY)?");
            assertThat(host.requests).hasSize(2);
        } finally {
            never.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close\r\n", "Transfer-Encoding: chunked\r\n"})
    void aBodyWithoutAnEndIsReadToTheLimit(String headers) {
        String part = "[ ".repeat(1_024);
        String chunk = headers.startsWith("Transfer") ? "800\r\n" + part + "\r\n" : part;
        try (HostileHost host = new HostileHost((request, out) -> {
            HostileHost.head(out, 200, headers);
            while (true) {
                out.write(chunk.getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            assertThatThrownBy(() -> gitHub(host.job(), SMALL))
                    .isInstanceOf(PostException.class)
                    .hasMessage("127.0.0.1 answers with more than 4096 bytes, which no answer of its API has");
            assertThat(host.requests).hasSize(1);
        }
    }

    @Test
    void aBodyThatWouldFillTheMemoryWhenItIsReadIsNotRead() {
        try (HostileHost host = new HostileHost((request, out) ->
                HostileHost.write(out, 200, "", "[" + "{},".repeat(Limits.DEFAULT.bytes() / 3 - 10) + "{}]"))) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read comments of acme/shop#7 (200): the answer is no list of comments"
                            + NOT_THE_HOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>please sign in to the proxy</html>", "", "{\"message\":\"hello\"}", "null", "[] []"})
    void aPageOfAProxyIsNoListOfComments(String page) {
        try (HostileHost host = new HostileHost((request, out) -> HostileHost.write(out, 200, "", page))) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read comments of acme/shop#7 (200): the answer is no list of comments"
                            + NOT_THE_HOST);
            assertThatThrownBy(() -> gitLab(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read notes of merge request !7 of project 42 (200): the answer is no list of"
                            + " notes" + NOT_THE_HOST);
            assertThat(host.requests).allMatch(request -> request.startsWith("GET "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>please sign in to the proxy</html>",
                "{}",
                "[]",
                "{\"id\":\"../../../user\"}",
                "{\"id\":\"1 2\"}",
                "{\"id\":-1}",
                "{\"id\":1.5}",
                "{\"id\":{\"id\":1}}",
                "{\"id\":99999999999999999999}",
            })
    void anAnswerThatNamesNoCommentIsNotPosted(String page) {
        try (HostileHost host = new HostileHost(
                (request, out) -> HostileHost.write(out, 200, "", request.startsWith("GET ") ? "[]" : page))) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .hasMessage("can not comment on acme/shop#7 (200): the answer is no comment" + NOT_THE_HOST);
            assertThatThrownBy(() -> gitLab(host.job(), Limits.DEFAULT))
                    .hasMessage("can not write a note on merge request !7 of project 42 (200): the answer is no note"
                            + NOT_THE_HOST);
        }
    }

    @Test
    void aCommentWhoseNumberIsAPathIsNotWrittenTo() {
        String comment = "[{\"id\":\"1/../../7/lock\",\"user\":{\"login\":\"bot\"},\"author\":{\"id\":5},\"body\":"
                + FakeHost.quoted(MARKER.line() + "\nold") + "}]";
        try (HostileHost host = new HostileHost((request, out) -> HostileHost.write(
                out, 200, "", request.contains("/user") ? "{\"login\":\"bot\",\"id\":5}" : comment))) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read comments of acme/shop#7 (200): the answer is no comment" + NOT_THE_HOST);
            assertThatThrownBy(() -> gitLab(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read notes of merge request !7 of project 42 (200): the answer is no note"
                            + NOT_THE_HOST);
            assertThat(host.requests).allMatch(request -> request.startsWith("GET "));
        }
    }

    @Test
    void whoHasNoNumberIsNobody() {
        try (HostileHost host = new HostileHost((request, out) -> HostileHost.write(
                out,
                200,
                "",
                request.contains("/user")
                        ? "<html>"
                        : "[{\"id\":1,\"author\":{},\"body\":" + FakeHost.quoted(MARKER.line()) + "}]"))) {
            assertThatThrownBy(() -> gitLab(host.job(), Limits.DEFAULT))
                    .hasMessage("can not ask who the token is for, to post on merge request !7 of project 42 (200): the"
                            + " answer is no user" + NOT_THE_HOST);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ht tp://%%%>; rel=\"next\" | \"ht tp://%%%\"",
                "<http://[>; rel=\"next\" | \"http://[\"",
                "<http://127.0.0.1:99999999999/>; rel=next | ''",
                "<%zz>; rel=\"next\" | \"%zz\"",
            })
    void aLinkThatIsNoAddressIsSaidInALine(String link, String shown) {
        try (HostileHost host =
                new HostileHost((request, out) -> HostileHost.write(out, 200, "Link: " + link + "\r\n", "[]"))) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .isInstanceOf(PostException.class)
                    .hasMessage(
                            shown.isEmpty()
                                    ? "127.0.0.1 points to 127.0.0.1:99999999999, which does not get the token; use the"
                                            + " host's own API address"
                                    : "127.0.0.1 names a next page that is no address: " + shown);
            assertThat(host.requests).hasSize(1);
        }
    }

    @Test
    void aLinkThatWouldTakeMinutesToReadIsNotRead() {
        String links = "<".repeat(60_000) + ", " + "<a>;".repeat(30_000);
        try (HostileHost host =
                new HostileHost((request, out) -> HostileHost.write(out, 200, "Link: " + links + "\r\n", "[]"))) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read comments of acme/shop#7 (200): the answer is no page of comments"
                            + NOT_THE_HOST);
        }
    }

    @Test
    void pagesWithoutAnEndAreReadToTheLimit() {
        try (HostileHost host = new HostileHost((request, out) -> HostileHost.write(
                out,
                200,
                "Link: <" + request.replaceFirst("^\\S+ (\\S+).*", "$1") + ">; rel=\"next\"\r\nX-Next-Page: 1\r\n",
                "[]"))) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read comments of acme/shop#7: there are more than 50 pages of them");
            assertThat(host.requests).hasSize(50);
            assertThatThrownBy(() -> gitLab(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read notes of merge request !7 of project 42: there are more than 50 pages of"
                            + " them");
            assertThat(host.requests).hasSize(100);
        }
    }

    @Test
    void aHostThatLimitsEachPageEndsAllOfIt() {
        AtomicInteger asked = new AtomicInteger();
        try (HostileHost host = new HostileHost((request, out) -> {
            boolean limits = asked.getAndIncrement() % 2 == 0;
            HostileHost.write(
                    out,
                    limits ? 429 : 200,
                    limits ? "Retry-After: 90\r\n" : "Link: </x>; rel=\"next\"\r\nX-Next-Page: 1\r\n",
                    "[]");
        })) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .hasMessage("127.0.0.1 takes longer than 10 minutes in all, so try again later");
            assertThat(pauses).hasSize(7).containsOnly(Duration.ofSeconds(90));
        }
    }

    @Test
    void headersWithoutAnEndEndToo() {
        try (HostileHost host = new HostileHost((request, out) -> {
            out.write("HTTP/1.1 200 x\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(("X-" + "y".repeat(1_000) + ": z\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            assertThatThrownBy(() -> gitHub(host.job(), SMALL))
                    .isInstanceOf(PostException.class)
                    .hasMessageStartingWith("can not reach 127.0.0.1: ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aRedirectIsNotFollowedAndTakesNoTokenAlong() {
        try (HostileHost other = new HostileHost((request, out) -> HostileHost.write(out, 200, "", "[]"));
                HostileHost host = new HostileHost((request, out) ->
                        HostileHost.write(out, 302, "Location: " + other.address() + "/steal\r\n", ""))) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read comments of acme/shop#7 (302); the repository or the API moved: correct"
                            + " GITHUB_REPOSITORY and GITHUB_API_URL");
            assertThat(host.requests).hasSize(1);
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void aTokenThatTheHostSaysBackIsReplacedAlsoInParts() {
        String token = FakeHost.TOKEN;
        String apart = token.substring(0, 10) + "\u200B" + token.substring(10, 20) + "\n" + token.substring(20);
        String message =
                FakeHost.quoted("bad " + token + " " + apart + " \u009B31m\u001B[31m\u202E" + "x".repeat(150) + token);
        try (HostileHost host =
                new HostileHost((request, out) -> HostileHost.write(out, 401, "", "{\"message\":" + message + "}"))) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .hasMessage("can not read comments of acme/shop#7 (401: bad [secret] [secret] \\u009b31m\\u001b[31m"
                            + "\\u202e" + "x".repeat(150) + "[se...); the token is wrong or has expired");
        }
    }

    @Test
    void whatAProxysUserAndPasswordAreIsReplacedToo() {
        Map<String, String> variables = Map.of(
                "HTTPS_PROXY", "http://me:p%2Fss%20word@proxy.test:3128", "all_proxy", "socks5://me:other@p.test:1");

        assertThat(Secrets.of(variables).hidden("p%2Fss%20word, p/ss word, bWU6cC9zcyB3b3Jk and other"))
                .isEqualTo("[secret], [secret], [secret] and [secret]");
    }

    @Test
    void linesThatAreNoHttpAreShownAsTheyAre() {
        try (HostileHost host = new HostileHost((request, out) -> {
            out.write(("::error::x \u001B[31m " + FakeHost.TOKEN + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        })) {
            assertThatThrownBy(() -> gitHub(host.job(), Limits.DEFAULT))
                    .isInstanceOf(PostException.class)
                    .hasMessageStartingWith("can not reach 127.0.0.1: ")
                    .hasMessageNotContainingAny(FakeHost.TOKEN, "\u001B", "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://%%%",
                "http://[",
                "http://a b",
                "https://",
                "http://a_b",
                "http://api.test:99999",
                "http://me:x@api.test",
                "http://api.test?x",
                "http://api.test#x",
                "http://api.t\u00E9st",
                "http://api.test/\u001B[31m",
                "file:///etc/passwd",
            })
    void anAddressThatIsNoneIsSaidInALine(String address) {
        Map<String, String> job = new TreeMap<>(
                Map.of("GITHUB_TOKEN", FakeHost.TOKEN, "GITHUB_REPOSITORY", "acme/shop", "GITHUB_API_URL", address));
        job.putAll(Map.of(
                "MULLION_GITLAB_TOKEN",
                FakeHost.TOKEN,
                "CI_API_V4_URL",
                address,
                "CI_PROJECT_ID",
                "1",
                "CI_MERGE_REQUEST_IID",
                "7"));

        assertThatThrownBy(() -> GitHub.of(job, Optional.of(7)))
                .hasMessage("GITHUB_API_URL is no address of an API, such as https://api.github.com");
        assertThatThrownBy(() -> GitLab.of(job, Optional.of(7)))
                .hasMessage("CI_API_V4_URL is not the address of the API, such as https://gitlab.com/api/v4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/..", "../shop", "./.", "acme/shop/x", "acme", "acme/sh\u202Eop"})
    void aRepositoryIsAnOwnerAndAName(String repository) {
        Map<String, String> job = Map.of("GITHUB_TOKEN", FakeHost.TOKEN, "GITHUB_REPOSITORY", repository);

        assertThatThrownBy(() -> GitHub.of(job, Optional.of(7)))
                .hasMessage("GITHUB_REPOSITORY is not the repository as OWNER/NAME");
    }

    @Test
    void aHostThatAnswersAsItShouldIsStillPostedTo() {
        try (HostileHost host = new HostileHost((request, out) -> HostileHost.write(
                out,
                request.startsWith("GET ") ? 200 : 201,
                "",
                request.startsWith("GET ") ? "[]" : "{\"id\":1,\"html_url\":\"https://example.com/1\"}"))) {
            assertThat(gitHub(host.job(), Limits.DEFAULT).url()).isEqualTo("https://example.com/1");
            assertThat(pauses).isEqualTo(Collections.emptyList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:x",
                "https://example.com/\\u009b31m",
                "https://example.com/\\u202e",
                "https://example.com/ ::error::x",
                "https://example.com/\\nx",
            })
    void anAddressOfACommentThatCouldActIsNotShown(String url) {
        try (HostileHost host = new HostileHost((request, out) -> HostileHost.write(
                out, 200, "", request.startsWith("GET ") ? "[]" : "{\"id\":1,\"html_url\":\"" + url + "\"}"))) {
            assertThat(gitHub(host.job(), Limits.DEFAULT).url()).isEmpty();
        }
    }
}
