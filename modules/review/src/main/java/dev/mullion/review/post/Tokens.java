package dev.mullion.review.post;

import java.util.Set;

/** Where the tokens are that post reports. */
public final class Tokens {
    /**
     * The variables that hand a job's tokens to this program, or that a job has on top. No program of a revision gets
     * them: whoever proposes a change writes what it runs.
     */
    public static final Set<String> VARIABLES =
            Set.of("GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN", "MULLION_GITLAB_TOKEN", "CI_JOB_TOKEN");

    private Tokens() {}
}
