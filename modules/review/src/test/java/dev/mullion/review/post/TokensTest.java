package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("adversary")
class TokensTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "SYSTEM_ACCESSTOKEN",
            })
    void aJobThatWasGivenATokenHasOne(String variable) {
        assertThat(Tokens.given(Map.of("CI", "true", variable, "x"))).contains(variable);
        assertThat(Tokens.given(Map.of("CI", "true", variable, ""))).isEmpty();
        assertThat(Tokens.given(Map.of(variable, "x"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CI",
                "GITHUB_ACTIONS",
                "GITLAB_CI",
                "TF_BUILD",
                "TEAMCITY_VERSION",
                "JENKINS_URL",
                "CODEBUILD_BUILD_ID"
            })
    void aJobIsOneWhicheverVariableSaysSo(String variable) {
        Map<String, String> job = new TreeMap<>(Map.of("CI", "", "GH_TOKEN", "x"));
        job.put(variable, "true");

        assertThat(Tokens.given(job)).contains("GH_TOKEN");
    }

    @Test
    void whatEveryJobOfGitLabHasIsNotGiven() {
        assertThat(Tokens.given(Map.of("CI", "true", "CI_JOB_TOKEN", "x"))).isEmpty();
    }
}
