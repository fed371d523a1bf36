package dev.mullion.review.post;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where a job's tokens are. */
public final class Tokens {
    /** The variables that hand tokens to this program, or that a job has on top. No message shows what is in them. */
    public static final Set<String> VARIABLES =
            Set.of("GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN", "MULLION_GITLAB_TOKEN", "CI_JOB_TOKEN");

    /**
     * What a CI job has only where somebody gave it to the job. {@code CI_JOB_TOKEN} is not among them, since every job of
     * GitLab has it, and so has whoever wrote the job. A role is as good as a token: CodeBuild and tasks of ECS have one by an address,
     * pods of EKS by a file or an address.
     *
     * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Variables of AWS's SDKs</a>
     * @see <a href="https://www.pulumi.com/docs/iac/cli/environment-variables/">of Pulumi</a>
     */
    private static final List<String> GIVEN = List.of(
            "GITHUB_TOKEN",
            "GH_TOKEN",
            "GITLAB_TOKEN",
            "MULLION_GITLAB_TOKEN",
            "PULUMI_ACCESS_TOKEN",
            "PULUMI_CONFIG_PASSPHRASE",
            "PULUMI_CONFIG_PASSPHRASE_FILE",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
            "SYSTEM_ACCESSTOKEN"); // of Azure Pipelines, where a step maps it

    /**
     * GitHub, GitLab and most others set the first. A step may have it empty, as for a build that is stricter with it; Azure Pipelines,
     * TeamCity, Jenkins and CodeBuild have their own alone.
     *
     * @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/variables">Variables of GitHub</a>
     * @see <a href="https://docs.gitlab.com/ci/variables/predefined_variables/">Variables of GitLab</a>
     * @see <a href="https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables">of Azure Pipelines</a>
     * @see <a href="https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html">of TeamCity</a>
     * @see <a href="https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables">of Jenkins</a>
     * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html">of CodeBuild</a>
     */
    private static final List<String> CI = List.of(
            "CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL", "CODEBUILD_BUILD_ID");

    private Tokens() {}

    /** The name of a variable that gives a token to a CI job; empty where there is none, and outside of CI. */
    public static Optional<String> given(Map<String, String> variables) {
        if (CI.stream().allMatch(name -> variables.getOrDefault(name, "").isEmpty())) {
            return Optional.empty();
        }
        return new TreeSet<>(GIVEN)
                .stream()
                        .filter(name -> !variables.getOrDefault(name, "").isEmpty())
                        .findFirst();
    }
}
