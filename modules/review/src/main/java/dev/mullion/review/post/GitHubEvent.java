package dev.mullion.review.post;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        Optional<HostJson> event = environment.find("GITHUB_EVENT_PATH").flatMap(path -> read(path, environment));
        if (event.isPresent()) {
            HostJson run = event.get().at("workflow_run");
            if (!run.fields().isEmpty()) {
                return head(run, environment);
            }
            int number = GitHub.number(event.get().textAt("pull_request", "number"));
            if (number == 0 && !event.get().at("issue", "pull_request").fields().isEmpty()) {
                number = GitHub.number(event.get().textAt("issue", "number"));
            }
            if (number != 0) {
                return new PullRequest(number);
            }
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

    private static Optional<HostJson> read(String path, CiEnvironment environment) {
        try {
            return Optional.of(HostJson.read(Files.readString(Path.of(path))));
        } catch (IOException e) {
            environment.problem("GITHUB_EVENT_PATH can not be read");
            return Optional.empty();
        }
    }
}
