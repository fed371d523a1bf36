package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.report.Listing;
import dev.mullion.review.post.ReportPublisher.Destination;
import dev.mullion.review.post.ReportPublisher.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportPublisherTest {
    private static final String MARKER = "<!-- mullion-diff preview shop [dev prod] -->\n";
    private static final Destination GITHUB = new Destination(
            Optional.of(Host.GITHUB), Optional.empty(), Optional.empty(), false, false, false, Listing.FLAT);
    private static final Destination SUMMARY =
            new Destination(Optional.empty(), Optional.empty(), Optional.empty(), true, false, false, Listing.FLAT);

    /** One that everybody has to hear of. */
    private static final Report FAILED = report(new Report.Failure("shop", "dev", List.of("no such zone")));

    private static final Report UNCHANGED = report(
            new Comparison("shop", "dev", new TreeMap<>(), List.of(), List.of(), List.of(), List.of(), List.of()));

    private static final Report REPLACED = report(new Comparison(
            "shop",
            "dev",
            new TreeMap<>(Map.of("replace", 1, "create", 2, "same", 3)),
            List.of(),
            List.of(new ResourceChange(
                    "replace",
                    "urn:pulumi:dev::shop::aws:sns/topic:Topic::a",
                    "aws:sns/topic:Topic",
                    "a",
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of())),
            List.of(),
            List.of(),
            List.of()));

    private final FakeGitHub host = new FakeGitHub();
    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        host.close();
    }

    private static Report report(Report.Entry entry) {
        return new Report("main", "working tree", List.of(entry));
    }

    private boolean publish(Report report, Destination destination, Map<String, String> more) throws IOException {
        return publish(report, destination, more, Optional.empty());
    }

    private boolean publish(
            Report report, Destination destination, Map<String, String> more, Optional<HandedOver> plans)
            throws IOException {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "GITHUB_TOKEN",
                FakeHost.TOKEN,
                "GITHUB_REPOSITORY",
                "acme/shop",
                "GITHUB_API_URL",
                host.address(),
                "GITHUB_REF",
                "refs/pull/12/merge",
                "GITHUB_STEP_SUMMARY",
                directory.resolve("summary").toString()));
        variables.putAll(more);
        return new ReportPublisher(variables, said::add)
                .publish(report, destination, Marker.of("preview", report, List.of("prod", "dev")), plans);
    }

    @Test
    void aReportBecomesACommentThatBeginsWithItsLinkAndASummary() throws IOException {
        Destination linked = new Destination(
                Optional.of(Host.GITHUB),
                Optional.empty(),
                Optional.of("https://ci.test/run/1"),
                false,
                false,
                false,
                Listing.FLAT);

        assertThat(publish(FAILED, linked, Map.of())).isTrue();

        assertThat(host.comments).singleElement().satisfies(comment -> assertThat(comment.body())
                .startsWith(MARKER + "\n[The whole report](https://ci.test/run/1)\n\n## Preview")
                .contains("no such zone"));
        assertThat(said)
                .containsExactly("mullion: posted: https://github.test/acme/shop/pull/12#issuecomment-"
                        + host.comments.get(0).id());
        assertThat(directory.resolve("summary"))
                .content()
                .startsWith("\n## Preview")
                .contains("no such zone");
    }

    @Test
    void theCommentAndTheSummaryHaveTheTreeWhereItIsAskedFor() throws IOException {
        Destination tree = new Destination(
                Optional.of(Host.GITHUB), Optional.empty(), Optional.empty(), false, false, false, Listing.TREE);

        assertThat(publish(REPLACED, tree, Map.of())).isTrue();

        String list = "<summary>Resources by their parents</summary>\n\n- replace `a` `aws:sns:Topic`\n\n</details>\n";
        assertThat(host.comments).singleElement().satisfies(comment -> assertThat(comment.body())
                .contains(list));
        assertThat(directory.resolve("summary")).content().contains(list);
    }

    @Test
    void theLinkStandsFirstAndTheResultBecomesALabel() throws IOException {
        Destination labelled = new Destination(
                Optional.of(Host.GITHUB), Optional.empty(), Optional.empty(), false, false, true, Listing.FLAT);
        host.labels.addAll(List.of("bug", "mullion: replaced"));

        assertThat(publish(REPLACED, labelled, Map.of())).isTrue();
        assertThat(host.labels).containsExactly("bug", "mullion: replaced");

        assertThat(publish(UNCHANGED, labelled, Map.of())).isTrue();
        assertThat(host.labels).containsExactly("bug", "mullion: same");
    }

    @Test
    void aLabelThatIsRefusedIsSaidAndTheCommentStays() throws IOException {
        Destination labelled = new Destination(
                Optional.of(Host.GITHUB), Optional.empty(), Optional.empty(), false, false, true, Listing.FLAT);
        host.faults.add(FakeHost.Fault.of("POST /repos/acme/shop/issues/12/labels", 422));

        assertThat(publish(REPLACED, labelled, Map.of())).isFalse();

        String posted = "mullion: posted: https://github.test/acme/shop/pull/12#issuecomment-"
                + host.comments.get(0).id();
        assertThat(said)
                .containsExactly(
                        posted,
                        "mullion: not labelled: can not label acme/shop#12 (422: a fault); GitHub does not take the text");
        assertThat(host.labels).isEmpty();
    }

    /** Its status says that all is well. */
    @Test
    @Tag("adversary")
    void aProxysPageIsNoLabel() throws IOException {
        Destination labelled = new Destination(
                Optional.of(Host.GITHUB), Optional.empty(), Optional.empty(), false, false, true, Listing.FLAT);
        host.faults.add(new FakeHost.Fault(
                "POST /repos/acme/shop/issues/12/labels", 200, Map.of(), "<html>Please sign in</html>", false));

        assertThat(publish(REPLACED, labelled, Map.of())).isFalse();

        assertThat(said).hasSize(2).last(STRING).startsWith("mullion: not labelled: can not label acme/shop#12 (200)");
        assertThat(host.labels).isEmpty();
    }

    @Test
    @Tag("adversary")
    void aProxysPageTakesNoLabelAway() throws IOException {
        Destination labelled = new Destination(
                Optional.of(Host.GITHUB), Optional.empty(), Optional.empty(), false, false, true, Listing.FLAT);
        host.labels.add("mullion: same");
        host.faults.add(new FakeHost.Fault(
                "DELETE /repos/acme/shop/issues/12/labels/mullion%3A%20same",
                200, Map.of(), "<html>Sign in</html>", false));

        assertThat(publish(REPLACED, labelled, Map.of())).isFalse();

        assertThat(said)
                .hasSize(2)
                .last(STRING)
                .startsWith("mullion: not labelled: can not take a label from acme/shop#12 (200)");
        assertThat(host.labels).contains("mullion: same");
    }

    @Test
    void aMergeRequestThatTakesNoLabelKeepsItsNote() throws IOException {
        try (FakeGitLab gitLab = new FakeGitLab()) {
            Map<String, String> job = Map.of(
                    "MULLION_GITLAB_TOKEN",
                    FakeHost.TOKEN,
                    "CI_API_V4_URL",
                    gitLab.address() + "/api/v4",
                    "CI_PROJECT_ID",
                    "42");
            Destination seven = new Destination(
                    Optional.of(Host.GITLAB), Optional.of(7), Optional.empty(), false, false, true, Listing.FLAT);
            gitLab.faults.add(FakeHost.Fault.of("PUT /api/v4/projects/42/merge_requests/7", 403));

            assertThat(publish(REPLACED, seven, job)).isFalse();

            assertThat(said)
                    .containsExactly(
                            "mullion: posted: merge request !7 of project 42",
                            "mullion: not labelled: can not label merge request !7 of project 42 (403: a fault); the token"
                                    + " needs the scope api and the role Reporter in that project, and CI_JOB_TOKEN can not"
                                    + " write notes");
            assertThat(gitLab.comments).hasSize(1);
        }
    }

    @Test
    void theResultAndTheCountsBecomeOutputsOfTheStep() throws IOException {
        Destination outputs =
                new Destination(Optional.empty(), Optional.empty(), Optional.empty(), false, true, false, Listing.FLAT);
        Path file = directory.resolve("outputs");
        Files.writeString(file, "html=a\n");

        assertThat(publish(REPLACED, outputs, Map.of("GITHUB_OUTPUT", file.toString())))
                .isTrue();

        assertThat(file).hasContent("""
                html=a
                result=replaced
                to-create=2
                to-update=0
                to-replace=1
                to-delete=0
                to-import=0
                """);
        assertThat(publish(REPLACED, outputs, Map.of())).isFalse();
        assertThat(said)
                .containsExactly("mullion: no step outputs: GITHUB_OUTPUT is not set, which GitHub Actions sets");
    }

    @Test
    void noChangesAreNotPostedUnlessACommentSaysOtherwise() throws IOException {
        assertThat(publish(UNCHANGED, GITHUB, Map.of())).isTrue();
        assertThat(host.comments).isEmpty();

        publish(FAILED, GITHUB, Map.of());
        assertThat(publish(UNCHANGED, GITHUB, Map.of())).isTrue();
        assertThat(publish(UNCHANGED, GITHUB, Map.of())).isTrue();

        String url = "https://github.test/acme/shop/pull/12#issuecomment-"
                + host.comments.get(0).id();
        assertThat(host.comments).singleElement().satisfies(comment -> assertThat(comment.body())
                .contains("no changes"));
        assertThat(said)
                .containsExactly(
                        "mullion: no changes, and no comment on acme/shop#12 that says otherwise: not posted",
                        "mullion: posted: " + url,
                        "mullion: updated: " + url,
                        "mullion: already posted: " + url);
    }

    @Test
    void aReportThatIsRefusedIsSaidInALineAndSummarized() throws IOException {
        host.faults.add(FakeHost.Fault.of("POST ", 422));

        assertThat(publish(FAILED, GITHUB, Map.of())).isFalse();

        assertThat(said)
                .containsExactly("mullion: not posted: can not comment on acme/shop#12 (422: a fault); GitHub does not"
                        + " take the text");
        assertThat(directory.resolve("summary")).content().contains("no such zone");
    }

    @Test
    void everythingThatIsMissingIsALineOfItsOwn() throws IOException {
        Destination gitLab = new Destination(
                Optional.of(Host.GITLAB), Optional.empty(), Optional.empty(), false, false, false, Listing.FLAT);

        assertThat(publish(FAILED, gitLab, Map.of())).isFalse();

        assertThat(said).hasSize(4).allMatch(line -> line.startsWith("mullion: not posted: "));
        assertThat(host.requests).isEmpty();
        assertThat(directory.resolve("summary")).doesNotExist();
    }

    @Test
    void aMergeRequestGetsANote() throws IOException {
        try (FakeGitLab gitLab = new FakeGitLab()) {
            Map<String, String> job = Map.of(
                    "MULLION_GITLAB_TOKEN",
                    FakeHost.TOKEN,
                    "CI_API_V4_URL",
                    gitLab.address() + "/api/v4",
                    "CI_PROJECT_ID",
                    "42");
            Destination seven = new Destination(
                    Optional.of(Host.GITLAB), Optional.of(7), Optional.empty(), false, false, false, Listing.FLAT);

            assertThat(publish(FAILED, seven, job)).isTrue();

            assertThat(said).containsExactly("mullion: posted: merge request !7 of project 42");
            assertThat(gitLab.comments).singleElement().satisfies(note -> assertThat(note.body())
                    .startsWith(MARKER));
        }
    }

    @Test
    void aPullRequestThatMovedOnIsNoFailure() throws IOException {
        host.pulls = "[{\"number\":12,\"head\":{\"sha\":\"newer\"}}]";
        Path event = Files.writeString(
                directory.resolve("event"),
                "{\"workflow_run\":{\"event\":\"pull_request\",\"head_branch\":\"fix\",\"head_sha\":\"abc\",\"head_repository\":{\"owner\":{\"login\":\"acme\"}}}}");

        assertThat(publish(FAILED, GITHUB, Map.of("GITHUB_EVENT_PATH", event.toString())))
                .isTrue();

        assertThat(said)
                .containsExactly("mullion: not posted: the commit is no longer the head of an open pull request");
        assertThat(host.comments).isEmpty();
    }

    private Map<String, String> afterTheRunOf(String repository, String commit) throws IOException {
        host.pulls = "[{\"number\":12,\"head\":{\"sha\":\"" + commit + "\"}}]";
        Path event = Files.writeString(
                directory.resolve("event"),
                "{\"workflow_run\":{\"event\":\"pull_request\",\"head_branch\":\"fix\",\"head_sha\":\"" + commit
                        + "\",\"head_repository\":{\"full_name\":\"" + repository
                        + "\",\"owner\":{\"login\":\"mallory\"}}}}");
        return Map.of("GITHUB_EVENT_PATH", event.toString());
    }

    @ParameterizedTest
    @Tag("adversary")
    @CsvSource(
            delimiter = '|',
            value = {
                "HEAD | The base was previewed here. The head is a plan that a run of `mallory/shop` at `abcdef0` made: it is",
                "BASE | The base is a plan that a run of `mallory/shop` at `abcdef0` made: it is",
                "BOTH | Base and head are plans that a run of `mallory/shop` at `abcdef0` made: they are",
            })
    void aCommentSaysWhatItRestsOnWhereTheProposedCodeMadeThePlans(HandedOver plans, String notice) throws IOException {
        assertThat(publish(FAILED, GITHUB, afterTheRunOf("mallory/shop", "abcdef0"), Optional.of(plans)))
                .isTrue();

        String above = "> " + notice + " what the proposed code says of itself.\n\n## Preview of";
        assertThat(host.comments).singleElement().satisfies(comment -> assertThat(comment.body())
                .startsWith(MARKER + above));
        assertThat(directory.resolve("summary")).content().startsWith("\n" + above);
    }

    @Test
    @Tag("adversary")
    void aNameThatIsNoneIsNotSaid() throws IOException {
        publish(FAILED, GITHUB, afterTheRunOf("mallory/`<b>", "abcdef0`*"), Optional.of(HandedOver.HEAD));

        assertThat(host.comments).singleElement().satisfies(comment -> assertThat(comment.body())
                .startsWith(MARKER
                        + "> The base was previewed here. The head is a plan that a run of the pull request's repository at"
                        + " its head made: it is what the proposed code says of itself.\n"));
    }

    @Test
    @Tag("adversary")
    void whatThisJobPreviewedNeedsNoNotice() throws IOException {
        publish(FAILED, GITHUB, afterTheRunOf("mallory/shop", "abcdef0"), Optional.empty());

        assertThat(host.comments).singleElement().satisfies(comment -> assertThat(comment.body())
                .startsWith(MARKER + "## Preview of"));
    }

    @Test
    @Tag("adversary")
    void aNoteSaysItOfAPipelineOfAFork() throws IOException {
        try (FakeGitLab gitLab = new FakeGitLab()) {
            Map<String, String> job = Map.of(
                    "MULLION_GITLAB_TOKEN",
                    FakeHost.TOKEN,
                    "CI_API_V4_URL",
                    gitLab.address() + "/api/v4",
                    "CI_PROJECT_ID",
                    "42",
                    "CI_MERGE_REQUEST_PROJECT_ID",
                    "42",
                    "CI_MERGE_REQUEST_SOURCE_PROJECT_ID",
                    "99");
            Destination seven = new Destination(
                    Optional.of(Host.GITLAB), Optional.of(7), Optional.empty(), false, false, false, Listing.FLAT);

            publish(FAILED, seven, job, Optional.of(HandedOver.BOTH));

            assertThat(gitLab.comments).singleElement().satisfies(note -> assertThat(note.body())
                    .startsWith(MARKER
                            + "> Base and head are plans that a pipeline of project 99 made: they are what the proposed"
                            + " code says of itself.\n"));
        }
    }

    @Test
    @Tag("adversary")
    void noLineHoldsATokenOrActsOnATerminal() throws IOException {
        host.faults.add(new FakeHost.Fault(
                "POST ",
                422,
                Map.of(),
                "{\"message\":\"bad " + FakeHost.TOKEN + "\\n::error::x \\u001b[31m\\u009b\\u202e\"}",
                false));

        assertThat(publish(FAILED, GITHUB, Map.of())).isFalse();

        assertThat(said)
                .containsExactly("mullion: not posted: can not comment on acme/shop#12 (422: bad [secret] ::error::x"
                        + " \\u001b[31m\\u009b\\u202e); GitHub does not take the text");
    }

    @Test
    void theSummaryAloneNeedsNoToken() throws IOException {
        assertThat(publish(FAILED, SUMMARY, Map.of("GITHUB_TOKEN", ""))).isTrue();

        assertThat(directory.resolve("summary")).content().contains("no such zone");
        assertThat(said).isEmpty();
        assertThat(host.requests).isEmpty();
    }

    @Test
    void aSummaryThatIsAskedForWhereThereIsNoneIsAFailure() throws IOException {
        Map<String, String> none = Map.of("GITHUB_STEP_SUMMARY", "");

        assertThat(publish(FAILED, SUMMARY, none)).isFalse();
        assertThat(said)
                .containsExactly("mullion: no step summary: GITHUB_STEP_SUMMARY is not set, which GitHub Actions sets");
        assertThat(publish(FAILED, GITHUB, none)).isTrue(); // where it comes along
    }

    @Test
    void aFullSummaryIsSaidAndNoFailure() throws IOException {
        Files.writeString(directory.resolve("summary"), "x".repeat(1024 * 1024 - 1000));

        assertThat(publish(FAILED, SUMMARY, Map.of())).isTrue();

        assertThat(said).containsExactly("mullion: no step summary: it is full (1 MiB)");
        assertThat(directory.resolve("summary")).hasSize(1024 * 1024 - 1000);
    }
}
