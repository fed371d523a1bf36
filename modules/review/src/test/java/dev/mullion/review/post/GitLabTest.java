package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.review.post.CommentPublisher.Done;
import dev.mullion.review.post.FakeHost.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabTest {
    private static final Marker MARKER = Marker.of("preview", "shop", List.of("dev"));
    private static final String NOTES = "/api/v4/projects/42/merge_requests/7/notes";
    private static final String READ = "GET " + NOTES + "?per_page=100&sort=asc&order_by=created_at&page=";
    private static final String CREATE = "POST " + NOTES;

    private final FakeGitLab host = new FakeGitLab();

    @AfterEach
    void stop() {
        host.close();
    }

    private static String body(String text) {
        return MARKER.line() + "\n" + text;
    }

    private CommentPublisher.Result post(String text) {
        return CommentPublisher.post(host.gitLab(), MARKER, body(text), false);
    }

    @Test
    void takesALabelAndLosesOthers() {
        host.labels.addAll(List.of("bug", "mullion: same"));

        host.gitLab().label("mullion: changed", List.of("mullion: same", "mullion: replaced"));

        assertThat(host.labels).containsExactly("bug", "mullion: changed");
    }

    /** Behind it there may be the note that is ours. */
    @Test
    @Tag("adversary")
    void aNextPageThatIsNoNumberIsNotTheEnd() {
        host.faults.add(new FakeHost.Fault(
                "GET /api/v4/projects/42/merge_requests/7/notes?per_page=100&sort=asc&order_by=created_at&page=1",
                200,
                Map.of("X-Next-Page", "2/../../x"),
                "[]",
                false));

        assertThatThrownBy(() -> post("one"))
                .isInstanceOf(PostException.class)
                .hasMessageStartingWith("can not read notes of merge request !7 of project 42 (200)");
        assertThat(host.comments).isEmpty();
    }

    @Test
    @Tag("adversary")
    void aProxysPageIsNoLabel() {
        host.faults.add(new FakeHost.Fault(
                "PUT /api/v4/projects/42/merge_requests/7", 200, Map.of(), "<html>Please sign in</html>", false));

        assertThatThrownBy(() -> host.gitLab().label("mullion: changed", List.of()))
                .isInstanceOf(PostException.class)
                .hasMessageStartingWith("can not label merge request !7 of project 42 (200)");
    }

    @Test
    void theFirstReportBecomesANote() {
        assertThat(post("one").done()).isEqualTo(Done.CREATED);
        assertThat(host.asked()).containsExactly(READ + 1, CREATE);
        assertThat(host.requests.get(1).headers()).containsEntry("private-token", FakeHost.TOKEN);
        assertThat(host.comments).extracting(FakeHost.Stored::body).containsExactly(body("one"));
    }

    @Test
    void theNextUpdatesItOnWhateverPageItIs() {
        host.pageSize = 2;
        Collections.nCopies(4, "hello").forEach(text -> host.add("1", text));
        host.add("66", body("somebody else's"));
        host.add("5", body("old"));

        assertThat(post("new").done()).isEqualTo(Done.UPDATED);
        assertThat(host.asked())
                .containsExactly(
                        READ + 1,
                        READ + 2,
                        READ + 3,
                        "GET /api/v4/user",
                        "PUT " + NOTES + "/" + host.comments.get(5).id());
        assertThat(host.comments).extracting(FakeHost.Stored::body).endsWith(body("somebody else's"), body("new"));
    }

    @Test
    void nothingToSayIsSaidOnlyWhereANoteSaysOtherwise() {
        assertThat(CommentPublisher.post(host.gitLab(), MARKER, body("no changes"), true)
                        .done())
                .isEqualTo(Done.QUIET);
        post("one");
        assertThat(CommentPublisher.post(host.gitLab(), MARKER, body("no changes"), true)
                        .done())
                .isEqualTo(Done.UPDATED);
    }

    @Test
    void theMergeRequestOfAForkIsInTheProjectThatItIsFor() {
        GitLab gitLab = host.gitLab(Map.of("CI_PROJECT_ID", "1000", "CI_MERGE_REQUEST_PROJECT_ID", "42"));

        assertThat(CommentPublisher.post(gitLab, MARKER, body("one"), false).done())
                .isEqualTo(Done.CREATED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | ; the token is wrong or has expired",
                "403 | ; the token needs the scope api and the role Reporter in that project, and CI_JOB_TOKEN can not write"
                        + " notes",
                "404 | ; there is no such merge request, or the token does not see the project",
                "413 | ; GitLab does not take the text",
                "422 | ; GitLab does not take the text",
                "302 | ; the API moved: correct CI_API_V4_URL",
            })
    void whatRepeatingDoesNotHelpIsSaidAtOnce(int status, String advice) {
        host.faults.add(Fault.of(CREATE, status));

        assertThatThrownBy(() -> post("one"))
                .isInstanceOf(PostException.class)
                .hasMessage(
                        "can not write a note on merge request !7 of project 42 (" + status + ": a fault)" + advice);
        assertThat(host.pauses).isEmpty();
        assertThat(host.comments).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithGitLabsReason() {
        host.mostCharacters = 20;

        assertThatThrownBy(() -> post("a long report"))
                .hasMessage(
                        "can not write a note on merge request !7 of project 42 (400: note: is too long (maximum is 20"
                                + " characters)); GitLab does not take the text");
        assertThat(host.comments).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whatPassesIsWaitedFor(int status) {
        host.faults.add(new Fault(READ, status, Map.of("Retry-After", "3"), "Retry later", false));

        assertThat(post("one").done()).isEqualTo(Done.CREATED);
        assertThat(host.pauses).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void everythingThatIsMissingIsSaidAtOnce() {
        assertThatThrownBy(() -> GitLab.of(Map.of("CI_JOB_TOKEN", "x"), Optional.empty()))
                .hasMessage("""
                        MULLION_GITLAB_TOKEN is not set, and CI_JOB_TOKEN can not write notes; make a project access token with\
                         the role Reporter and the scope api, and give it to the job as a masked variable MULLION_GITLAB_TOKEN
                        CI_API_V4_URL is not set; it is the address of the API, such as https://gitlab.com/api/v4
                        CI_PROJECT_ID is not set; it is the project's number
                        CI_MERGE_REQUEST_IID is not set; it is the merge request's number: run the job in merge request\
                         pipelines, or use --pull-request N""");
    }
}
