package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.review.post.CommentPublisher.Done;
import dev.mullion.review.post.FakeHost.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubTest {
    private static final Marker MARKER = Marker.of("preview", "shop", List.of("dev"));
    private static final String READ = "GET /repos/acme/shop/issues/12/comments?per_page=100";
    private static final String CREATE = "POST /repos/acme/shop/issues/12/comments";
    private static final String NO_LONGER = "; it was asked several times, so try again later";

    private final FakeGitHub host = new FakeGitHub();

    @AfterEach
    void stop() {
        host.close();
    }

    private static String body(String text) {
        return MARKER.line() + "\n" + text;
    }

    private CommentPublisher.Result post(String text) {
        return CommentPublisher.post(host.gitHub(), MARKER, body(text), false);
    }

    @Test
    void theFirstReportBecomesAComment() {
        CommentPublisher.Result result = post("one");

        assertThat(result.done()).isEqualTo(Done.CREATED);
        assertThat(result.url()).startsWith("https://github.test/acme/shop/pull/12#issuecomment-");
        assertThat(host.asked()).containsExactly(READ, CREATE);
        assertThat(host.comments).extracting(FakeHost.Stored::body).containsExactly(body("one"));
        assertThat(host.requests.get(1).headers())
                .containsEntry("authorization", "Bearer " + FakeHost.TOKEN)
                .containsEntry("accept", "application/vnd.github+json")
                .containsEntry("x-github-api-version", "2022-11-28")
                .containsEntry("content-type", "application/json; charset=utf-8");
    }

    @Test
    void theNextUpdatesItInPlace() {
        post("one");
        host.add("mallory", "thanks");
        host.requests.clear();

        CommentPublisher.Result result = post("two \u2014 \uD83D\uDE00");

        assertThat(result.done()).isEqualTo(Done.UPDATED);
        assertThat(host.asked())
                .containsExactly(
                        READ,
                        "GET /user",
                        "PATCH /repos/acme/shop/issues/comments/"
                                + host.comments.get(0).id());
        assertThat(host.comments)
                .extracting(FakeHost.Stored::body)
                .containsExactly(body("two \u2014 \uD83D\uDE00"), "thanks");
    }

    @Test
    void theSameReportIsNotWrittenAgain() {
        host.add("mullion-poster", body("one").replace("\n", "\r\n") + "\r\n");

        assertThat(post("one").done()).isEqualTo(Done.SAME);
        assertThat(host.asked()).containsExactly(READ, "GET /user");
    }

    @Test
    void everyPageOfCommentsIsRead() {
        host.pageSize = 2;
        Collections.nCopies(5, "hello").forEach(text -> host.add("somebody", text));
        host.add("mullion-poster", body("old"));
        host.add("somebody", "bye");

        assertThat(post("new").done()).isEqualTo(Done.UPDATED);
        assertThat(host.asked().stream().filter(request -> request.contains("/comments?")))
                .containsExactly(READ, READ + "&page=2", READ + "&page=3", READ + "&page=4");
        assertThat(host.comments.get(5).body()).isEqualTo(body("new"));
    }

    @Test
    void aCommentOfSomebodyElseWithOurMarkerStaysTheirs() {
        host.add("mallory", body("all is well"));

        assertThat(post("one").done()).isEqualTo(Done.CREATED);
        assertThat(host.comments).extracting(FakeHost.Stored::body).containsExactly(body("all is well"), body("one"));
    }

    @Test
    void otherStacksHaveOtherComments() {
        for (List<String> stacks : List.of(List.of("dev-2"), List.of("dev", "prod"), List.of("dev2"), List.of("de"))) {
            host.add("mullion-poster", Marker.of("preview", "shop", stacks).line() + "\nother");
        }
        host.add("mullion-poster", Marker.of("engine", "shop", List.of("dev")).line() + "\nother");
        host.add(
                "mullion-poster", Marker.of("preview", "shop-2", List.of("dev")).line() + "\nother");
        host.add("mullion-poster", "> " + body("quoted"));

        assertThat(post("one").done()).isEqualTo(Done.CREATED);
        assertThat(host.comments)
                .filteredOn(comment -> comment.body().endsWith("other"))
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"github-actions[bot]", "mullion-preview[bot]"})
    void theTokenOfAJobOrAnAppSpeaksAsItsBot(String bot) {
        host.user = Optional.empty();
        host.viewer = Optional.of(bot);
        host.add("mallory", body("not ours"));
        host.add(bot, body("old"));

        assertThat(post("new").done()).isEqualTo(Done.UPDATED);
        assertThat(host.asked())
                .containsExactly(
                        READ,
                        "GET /user",
                        "POST /graphql",
                        "PATCH /repos/acme/shop/issues/comments/"
                                + host.comments.get(1).id());
    }

    @Test
    void whereNobodySaysWhoWeAreItIsTheJobsOwnBot() {
        host.user = Optional.empty();
        host.viewer = Optional.empty();
        host.add("github-actions[bot]", body("old"));

        assertThat(post("new").done()).isEqualTo(Done.UPDATED);
    }

    @Test
    void nothingToSayIsNotSaid() {
        assertThat(CommentPublisher.post(host.gitHub(), MARKER, body("no changes"), true)
                        .done())
                .isEqualTo(Done.QUIET);
        assertThat(host.asked()).containsExactly(READ);
    }

    @Test
    void nothingToSayIsSaidWhereACommentSaysOtherwise() {
        post("one");

        assertThat(CommentPublisher.post(host.gitHub(), MARKER, body("no changes"), true)
                        .done())
                .isEqualTo(Done.UPDATED);
        assertThat(host.comments).extracting(FakeHost.Stored::body).containsExactly(body("no changes"));
    }

    @Test
    void aCommentThatDisappearsIsWrittenAgain() {
        post("one");
        host.faults.add(new Fault("PATCH ", 404, Map.of(), "{\"message\":\"Not Found\"}", false));
        host.faults.add(new Fault(READ, 200, Map.of(), "[]", false));

        assertThat(post("two").done()).isEqualTo(Done.CREATED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | ; the token is wrong or has expired",
                "403 | ; the token may not: give the job `permissions: pull-requests: write`. In a pull request from a fork it"
                        + " can only read: post from a workflow_run workflow (docs/pull-requests.md)",
                "404 | ; there is no such pull request, or the token does not see the repository",
                "301 | ; the repository or the API moved: correct GITHUB_REPOSITORY and GITHUB_API_URL",
                "422 | ; GitHub does not take the text",
                "418 | ''",
            })
    void whatRepeatingDoesNotHelpIsSaidAtOnce(int status, String advice) {
        host.faults.add(Fault.of(CREATE, status));

        assertThatThrownBy(() -> post("one"))
                .isInstanceOf(PostException.class)
                .hasMessage("can not comment on acme/shop#12 (" + status + ": a fault)" + advice);
        assertThat(host.asked()).containsExactly(READ, CREATE);
        assertThat(host.pauses).isEmpty();
        assertThat(host.comments).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithGitHubsReasonAndNothingIsPosted() {
        host.mostCharacters = 20;

        assertThatThrownBy(() -> post("a long report"))
                .hasMessage("can not comment on acme/shop#12 (422: Validation Failed, body is too long (maximum is 20"
                        + " characters)); GitHub does not take the text");
        assertThat(host.comments).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aHostThatFailsIsAskedAgainWithLongerAndLongerPauses(int status) {
        Collections.nCopies(3, Fault.of(READ, status)).forEach(host.faults::add);

        assertThat(post("one").done()).isEqualTo(Done.CREATED);
        assertThat(host.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aHostThatKeepsFailingIsSaid(int status) {
        Collections.nCopies(4, Fault.of(READ, status)).forEach(host.faults::add);

        assertThatThrownBy(() -> post("one")).hasMessage("127.0.0.1 fails (" + status + ": a fault)" + NO_LONGER);
        assertThat(host.requests).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 0})
    void aCommentThatWasMadeAlthoughTheHostFailedIsNotMadeTwice(int status) {
        host.faults.add(new Fault(CREATE, status, Map.of(), "", true));

        assertThat(post("one").done()).isEqualTo(Done.SAME);
        assertThat(host.comments).hasSize(1);
        assertThat(host.asked()).containsExactly(READ, CREATE, READ, "GET /user");
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 0})
    void aCommentThatWasNotMadeIsTriedAgainAndThenSaid(int status) {
        for (int i = 0; i < 3; i++) {
            host.faults.add(Fault.of(CREATE, status));
        }

        assertThatThrownBy(() -> post("one")).isInstanceOf(PostException.class).hasMessageContaining("127.0.0.1");
        assertThat(host.asked()).containsExactly(READ, CREATE, READ, CREATE, READ, CREATE);
        assertThat(host.comments).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void aLimitIsWaitedForAsLongAsTheHostSays(int status) {
        host.faults.add(new Fault(
                CREATE,
                status,
                Map.of("Retry-After", "7"),
                "{\"message\":\"You have exceeded a secondary rate limit\"}",
                false));

        assertThat(post("one").done()).isEqualTo(Done.CREATED);
        assertThat(host.pauses).containsExactly(Duration.ofSeconds(7));
        assertThat(host.asked()).containsExactly(READ, CREATE, CREATE);
    }

    @Test
    void aSecondaryLimitWithoutATimeIsWaitedForAMinute() {
        host.faults.add(
                new Fault(CREATE, 403, Map.of(), "{\"message\":\"You have exceeded a secondary rate limit.\"}", false));

        assertThat(post("one").done()).isEqualTo(Done.CREATED);
        assertThat(host.pauses).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void aLimitThatEndsSoonByTheHostsClockIsWaitedFor() {
        // The server's Date is this machine's clock.
        String reset = Long.toString(Instant.now().plusSeconds(40).getEpochSecond());
        host.faults.add(new Fault(
                READ,
                403,
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset),
                "{\"message\":\"API rate limit exceeded\"}",
                false));

        assertThat(post("one").done()).isEqualTo(Done.CREATED);
        assertThat(host.pauses).singleElement().satisfies(pause -> assertThat(pause)
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(42)));
    }

    @Test
    void aLimitThatLastsAnHourIsSaid() {
        host.faults.add(new Fault(
                CREATE, 429, Map.of("Retry-After", "3600"), "{\"message\":\"API rate limit exceeded\"}", false));

        assertThatThrownBy(() -> post("one"))
                .hasMessage(
                        "can not comment on acme/shop#12 (429: API rate limit exceeded); the token's requests are used"
                                + " up for now, so run the job again later");
        assertThat(host.pauses).isEmpty();
    }

    @Test
    void aLimitThatDoesNotEndIsSaidAfterSomeAttempts() {
        Collections.nCopies(4, new Fault(READ, 429, Map.of("Retry-After", "1"), "{}", false))
                .forEach(host.faults::add);

        assertThatThrownBy(() -> post("one"))
                .hasMessage(
                        "can not read comments of acme/shop#12 (429); the token's requests are used up for now, so run"
                                + " the job again later");
        assertThat(host.pauses).hasSize(3);
    }

    @Test
    void aHostThatIsNotThereIsTriedAndSaid() {
        GitHub gitHub = host.gitHub();
        host.close();

        assertThatThrownBy(() -> CommentPublisher.post(gitHub, MARKER, body("one"), false))
                .isInstanceOf(PostException.class)
                .hasMessage(
                        "can not reach 127.0.0.1: no connection; is there a network, and a proxy needed (HTTPS_PROXY)?");
        assertThat(host.pauses).hasSize(3);
    }

    @Test
    void aHostOfNoKnownNameIsSaid() {
        GitHub gitHub = host.gitHub(Map.of("GITHUB_API_URL", "https://api.nowhere.invalid"), Optional.of(12))
                .orElseThrow();

        assertThatThrownBy(() -> CommentPublisher.post(gitHub, MARKER, body("one"), false))
                .hasMessage(
                        "can not reach api.nowhere.invalid: no such host; is there a network, and a proxy needed (HTTPS_PROXY)?");
    }

    @Test
    void theTokenGoesToNoOtherHostThanTheOneAsked() {
        host.faults.add(new Fault(READ, 200, Map.of("Link", "<http://127.0.0.1:1/steal>; rel=\"next\""), "[]", false));

        assertThatThrownBy(() -> post("one"))
                .hasMessage(
                        "127.0.0.1 points to 127.0.0.1:1, which does not get the token; use the host's own API address");
        assertThat(host.comments).isEmpty();
    }

    @Test
    void everythingThatIsMissingIsSaidAtOnce() {
        assertThatThrownBy(() -> GitHub.of(Map.of(), Optional.empty())).hasMessage("""
                        GITHUB_TOKEN is not set; give the step `env: GITHUB_TOKEN: ${{ github.token }}`
                        GITHUB_REPOSITORY is not set; it is the repository as OWNER/NAME
                        the job is not about a pull request; run it on pull_request, or use --pull-request N""");
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB_TOKEN, 'ghp_a\nghp_b', GITHUB_TOKEN holds characters that no token has",
        "GITHUB_REPOSITORY, acme/shop/../x, GITHUB_REPOSITORY is not the repository as OWNER/NAME",
        "GITHUB_API_URL, api.github.com, 'GITHUB_API_URL is no address of an API, such as https://api.github.com'",
        "GITHUB_API_URL, https://user@api.github.com, 'GITHUB_API_URL is no address of an API, such as https://api.github.com'",
    })
    void whatIsOfAnotherFormIsRefusedAndNotShown(String name, String value, String message) {
        assertThatThrownBy(() -> host.gitHub(Map.of(name, value), Optional.of(12)))
                .hasMessage(message);
    }

    @Test
    void aTokenWithALineFeedBehindItWorks() {
        GitHub gitHub = host.gitHub(Map.of("GITHUB_TOKEN", "", "GH_TOKEN", FakeHost.TOKEN + "\n"), Optional.of(12))
                .orElseThrow();

        assertThat(CommentPublisher.post(gitHub, MARKER, body("one"), false).done())
                .isEqualTo(Done.CREATED);
    }

    @Test
    void noProblemShowsTheToken() {
        for (int status : new int[] {400, 401, 403, 404, 410, 418, 422, 500}) {
            host.faults.clear();
            Collections.nCopies(4, Fault.of("", status)).forEach(host.faults::add);

            assertThatThrownBy(() -> post("one"))
                    .isInstanceOf(PostException.class)
                    .hasMessageNotContaining(FakeHost.TOKEN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"number\":12,\"pull_request\":{\"number\":12}} | refs/heads/x",
                "{\"issue\":{\"number\":12,\"pull_request\":{\"url\":\"x\"}}} | refs/heads/main",
                "{\"ref\":\"refs/heads/x\"} | refs/pull/12/merge",
                "no JSON | refs/pull/12/head",
            })
    void theJobKnowsItsPullRequest(String event, String ref, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("event.json"), event);

        GitHub gitHub = host.gitHub(Map.of("GITHUB_EVENT_PATH", file.toString(), "GITHUB_REF", ref), Optional.empty())
                .orElseThrow();

        assertThat(gitHub.place()).isEqualTo("acme/shop#12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"issue\":{\"number\":3}}", "{\"pull_request\":{\"number\":-1}}", "{}"})
    void aJobThatIsAboutNoPullRequestIsRefused(String event, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("event.json"), event);

        assertThatThrownBy(() -> host.gitHub(
                        Map.of("GITHUB_EVENT_PATH", file.toString(), "GITHUB_REF", "refs/heads/main"),
                        Optional.empty()))
                .hasMessage("the job is not about a pull request; run it on pull_request, or use --pull-request N");
    }

    private static String run(String event, String commit) {
        return "{\"workflow_run\":{\"event\":\"" + event + "\",\"head_branch\":\"fix&base=main\",\"head_sha\":\""
                + commit + "\",\"head_repository\":{\"owner\":{\"login\":\"mallory\"}},\"pull_requests\":[]}}";
    }

    private Optional<GitHub> afterRun(String event, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("event.json"), event);
        return host.gitHub(Map.of("GITHUB_EVENT_PATH", file.toString()), Optional.empty());
    }

    @Test
    void aRunThatEndedIsFollowedToThePullRequestOfItsFork(@TempDir Path directory) throws IOException {
        host.pulls = "[{\"number\":9,\"head\":{\"sha\":\"old\"}},{\"number\":12,\"head\":{\"sha\":\"abc\"}}]";

        assertThat(afterRun(run("pull_request", "abc"), directory).orElseThrow().place())
                .isEqualTo("acme/shop#12");
        assertThat(host.asked())
                .containsExactly("GET /repos/acme/shop/pulls?state=open&per_page=100&head=mallory%3Afix%26base%3Dmain");
    }

    @Test
    void aPullRequestThatMovedOnGetsNothing(@TempDir Path directory) throws IOException {
        host.pulls = "[{\"number\":12,\"head\":{\"sha\":\"newer\"}}]";

        assertThat(afterRun(run("pull_request", "abc"), directory)).isEmpty();
    }

    @Test
    void twoPullRequestsOfOneCommitAreRefused(@TempDir Path directory) {
        host.pulls = "[{\"number\":9,\"head\":{\"sha\":\"abc\"}},{\"number\":12,\"head\":{\"sha\":\"abc\"}}]";

        assertThatThrownBy(() -> afterRun(run("pull_request", "abc"), directory))
                .hasMessage("acme/shop: more than one pull request has the commit abc as its head; name one with"
                        + " --pull-request");
    }

    @Test
    void aRunThatWasNotAboutAPullRequestIsRefused(@TempDir Path directory) {
        assertThatThrownBy(() -> afterRun(run("push", "abc"), directory))
                .hasMessage("the workflow run that ended was not about a pull request; skip the job when"
                        + " `github.event.workflow_run.event != 'pull_request'`");
    }
}
