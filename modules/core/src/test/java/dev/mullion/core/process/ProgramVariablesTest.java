package dev.mullion.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("adversary")
class ProgramVariablesTest {
    @ParameterizedTest
    @EnumSource(HostSystem.class)
    void whatAJobHoldsIsNotHandedOn(HostSystem system) {
        Map<String, String> job = new TreeMap<>();
        for (String name : List.of(
                "GITHUB_TOKEN",
                "GH_TOKEN",
                "GITLAB_TOKEN",
                "MULLION_GITLAB_TOKEN",
                "CI_JOB_TOKEN",
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "PULUMI_ACCESS_TOKEN",
                "PULUMI_CONFIG_PASSPHRASE",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "ACTIONS_RUNTIME_TOKEN",
                "GITHUB_ENV",
                "GITHUB_PATH",
                "GITHUB_OUTPUT",
                "GITHUB_STATE",
                "GITHUB_STEP_SUMMARY",
                "RUNNER_TEMP",
                "HTTPS_PROXY",
                "https_proxy",
                "ALL_PROXY",
                "SSH_AUTH_SOCK",
                "KUBECONFIG",
                "GIT_ASKPASS",
                "LD_PRELOAD",
                "BASH_ENV",
                "SOMEBODYS_NEXT_TOKEN")) {
            job.put(name, "x");
        }

        assertThat(ProgramVariables.of(job, system)).isEmpty();
    }

    @Test
    void whatFindsAndBuildsAProgramIs() {
        Map<String, String> variables = Map.of(
                "PATH", "/usr/bin", "HOME", "/home/me", "LC_ALL", "C", "JAVA_HOME", "/jdk", "MAVEN_OPTS", "-Xmx1g");

        assertThat(ProgramVariables.of(variables, HostSystem.POSIX)).isEqualTo(variables);
    }

    @Test
    void windowsTellsNoCaseOfLettersApartAndNeedsMore() {
        Map<String, String> variables =
                Map.of("Path", "C:\\bin", "SystemRoot", "C:\\Windows", "ProgramFiles(x86)", "x");

        assertThat(ProgramVariables.of(variables, HostSystem.WINDOWS)).isEqualTo(variables);
        assertThat(ProgramVariables.of(variables, HostSystem.POSIX)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void optionsThatHoldAPasswordAreNot(String name) {
        assertThat(ProgramVariables.of(Map.of(name, "-Dhttps.proxyHost=p -Dhttps.proxyPassword=x"), HostSystem.POSIX))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-Xmx1g -Dhttps.proxyHost=proxy.test, true",
        "-Drepo=https://proxy.test/a@b, true",
        "-Drepo=https://me:x@proxy.test, false",
        "-DnexusToken=x, false",
        "-Daws.secretKey=x, false",
        "-Dgpg.Passphrase=x, false",
        "-Dkeystore.PASSWD=x, false",
    })
    void optionsWithoutOneAre(String options, boolean given) {
        assertThat(ProgramVariables.of(Map.of("MAVEN_OPTS", options), HostSystem.POSIX))
                .hasSize(given ? 1 : 0);
    }
}
