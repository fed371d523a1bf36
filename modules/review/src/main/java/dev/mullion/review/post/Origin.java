package dev.mullion.review.post;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who made the plans that a job was handed, where that is somebody else than the job: a run of the pull request's own code,
 * which can write into them whatever it likes.
 *
 * @param maker in words, with nothing of the pull request's own choice in it but names of a known form
 */
record Origin(String maker) {
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    /** Empty where the job itself is of the pull or merge request. */
    static Optional<Origin> of(Map<String, String> variables) {
        CiEnvironment environment = new CiEnvironment(variables);
        HostJson run = GitHubEvent.json(environment).at("workflow_run");
        if (!run.fields().isEmpty()) {
            return Optional.of(new Origin("a run of "
                    + named(REPOSITORY, run.textAt("head_repository", "full_name"), "the pull request's repository")
                    + " at " + named(COMMIT, run.textAt("head_sha"), "its head")));
        }
        Optional<String> source = environment.find("CI_MERGE_REQUEST_SOURCE_PROJECT_ID");
        return source.isEmpty() || source.equals(environment.find("CI_MERGE_REQUEST_PROJECT_ID"))
                ? Optional.empty()
                : Optional.of(new Origin("a pipeline of "
                        + source.filter(id -> NUMBER.matcher(id).matches())
                                .map(id -> "project " + id)
                                .orElse("the merge request's project")));
    }

    private static String named(Pattern form, String name, String otherwise) {
        return form.matcher(name).matches() ? "`" + name + "`" : otherwise;
    }

    /** What to say above a report whose sides are plans that were handed over; a line of Markdown. */
    String notice(HandedOver plans) {
        String text =
                switch (plans) {
                    case BOTH -> "Base and head are plans that " + maker + " made: they are";
                    case BASE -> "The base is a plan that " + maker + " made: it is";
                    case HEAD -> "The base was previewed here. The head is a plan that " + maker + " made: it is";
                };
        return "> " + text + " what the proposed code says of itself.\n";
    }
}
