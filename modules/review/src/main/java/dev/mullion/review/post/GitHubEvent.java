package dev.mullion.review.post;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a job was started for, by what GitHub itself says of it. */
sealed interface GitHubEvent {
    /** This pull request. */
    record PullRequest(int number) implements GitHubEvent {}

    /**
     * A finished run of another workflow. The event names no pull request of a fork, so it is looked up by its head.
     *
     * @param owner of the repository that the branch is in
     */
    record Head(String owner, String branch, String commit) implements GitHubEvent {
        String query() {
            return URLEncoder.encode(owner + ":" + branch, StandardCharsets.UTF_8);
        }
    }

    Pattern REF = Pattern.compile("refs/pull/(\\d+)/(merge|head)");

    static GitHubEvent of(CiEnvironment environment) {
        HostJson event = json(environment);
        HostJson run = event.at("workflow_run");
        if (!run.fields().isEmpty()) {
            return head(run, environment);
        }
        int named = GitHub.number(event.textAt("pull_request", "number"));
        if (named == 0 && !event.at("issue", "pull_request").fields().isEmpty()) {
            named = GitHub.number(event.textAt("issue", "number"));
        }
        if (named != 0) {
            return new PullRequest(named);
        }
        Matcher ref = REF.matcher(environment.find("GITHUB_REF").orElse(""));
        int number = ref.matches() ? GitHub.number(ref.group(1)) : 0;
        if (number == 0) {
            environment.problem("the job is not about a pull request; run it on pull_request, or use --pull-request N");
        }
        return new PullRequest(number);
    }

    private static GitHubEvent head(HostJson run, CiEnvironment environment) {
        Head head = new Head(
                run.textAt("head_repository", "owner", "login"), run.textAt("head_branch"), run.textAt("head_sha"));
        if (!run.textAt("event").equals("pull_request")) {
            environment.problem("the workflow run that ended was not about a pull request; skip the job when"
                    + " `github.event.workflow_run.event != 'pull_request'`");
        } else if (head.owner().isEmpty()
                || head.branch().isEmpty()
                || head.commit().isEmpty()) {
            environment.problem("the workflow run that ended names no branch: its repository is gone");
        }
        return head;
    }

    /** The event itself; empty where there is none. */
    static HostJson json(CiEnvironment environment) {
        Optional<String> path = environment.find("GITHUB_EVENT_PATH");
        try {
            return HostJson.read(path.isEmpty() ? "" : Files.readString(Path.of(path.get())));
        } catch (IOException | InvalidPathException e) {
            environment.problem("GITHUB_EVENT_PATH can not be read");
            return HostJson.read("");
        }
    }
}
