package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.SecretArn;
import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.StepsSpec;
import dev.mullion.testkit.Golden;
import dev.mullion.windows.WindowsRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step's template in each of its variants, as a script that people read; the default one is EcsCapacityUserDataTest's. */
class EcsScriptVariantsTest {
    private static final String COMPONENT = "EcsCapacityUserData";

    /**
     * One script.
     *
     * @param name the golden's
     * @param setting what makes it differ from the default one
     */
    private record Variant(String name, UnaryOperator<EcsWindowsCapacitySpecBuilder> setting) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Variant> variants() {
        return List.of(
                new Variant("join-domain-2022", capacity -> capacity.domainJoin(byAccount())),
                new Variant("join-domain-2019", capacity -> capacity.domainJoin(byAccount())
                        .operatingSystem(WindowsRelease.WINDOWS_SERVER_2019_CORE)),
                new Variant(
                        "join-directory",
                        capacity -> capacity.domainJoin(DomainJoinSpec.builder()
                                .directoryId("d-1234567890")
                                .build())),
                new Variant(
                        "agent-archive",
                        capacity -> capacity.agent(EcsAgentSpec.builder()
                                .archive(AgentArchiveSpec.builder()
                                        .version("v1.106.1")
                                        .sha256("0123456789abcdef".repeat(4))
                                        .build())
                                .build())),
                new Variant(
                        "warm-pool",
                        capacity -> capacity.warmPool(WarmPoolSpec.builder().build())),
                new Variant("join-by-parameter-and-first-boot", capacity -> capacity.domainJoin(
                                join -> join.domain("corp.example.com")
                                        .secretArn("arn:aws:ssm:eu-west-1:123456789012:parameter/join"))
                        .steps(steps -> steps.once("scripts/motd.ps1").afterDomainJoin("scripts/motd.ps1"))),
                new Variant("own-steps-2022", EcsScriptVariantsTest::ownSteps),
                new Variant("own-steps-2019", capacity -> ownSteps(capacity)
                        .operatingSystem(WindowsRelease.WINDOWS_SERVER_2019_CORE)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void readsAsAPage(Variant variant, @TempDir Path project) throws IOException {
        Files.createDirectory(project.resolve("scripts"));
        Files.writeString(project.resolve("scripts/install-runtime.ps1"), """
                #Requires -RunAsAdministrator
                $mark = 'C:\\ProgramData\\Storefront\\runtime.done'
                if (Test-Path -Path $mark) { return }
                Invoke-Native -FilePath 'C:\\setup\\runtime.exe' -ArgumentList '/quiet', '/norestart'
                $code = $LASTEXITCODE
                New-Item -ItemType File -Force -Path $mark | Out-Null
                exit $code
                """);
        Files.writeString(project.resolve("scripts/motd.ps1"), """
                $text = @'
                It's a node of the storefront.
                '@
                Set-Content -Encoding Ascii -Path 'C:\\motd.txt' -Value $text
                """);
        Problems problems = new Problems();
        EcsWindowsCapacitySpec spec = variant.setting()
                .apply(EcsWindowsCapacitySpec.builder().instanceTypes(List.of("m6i.large")))
                .build();

        String script = EcsCapacityUserData.of("storefront-dev", spec, project, problems)
                .script();

        assertThat(problems.problems()).isEmpty();
        new Golden(COMPONENT, variant.name()).matches("script.ps1", script);
    }

    @Test
    void everyStepIsReadSomewhere() throws IOException {
        StringBuilder goldens = new StringBuilder();
        for (Variant variant : variants()) {
            goldens.append(
                    Files.readString(Path.of("src/test/resources/golden", COMPONENT, variant.name(), "script.ps1")));
        }

        assertThat(EcsBootStep.values()).allSatisfy(step -> assertThat(goldens)
                .contains("Invoke-Step -Name '" + step.stepName() + "' -ExitCode " + step.exitCode() + " "));
    }

    private static DomainJoinSpec byAccount() {
        return DomainJoinSpec.builder()
                .domain("corp.example.com")
                .secretArn(SecretArn.parse("arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf"))
                .ouPath("OU=Containers,DC=corp,DC=example,DC=com")
                .build();
    }

    private static EcsWindowsCapacitySpecBuilder ownSteps(EcsWindowsCapacitySpecBuilder capacity) {
        return capacity.replaceUnregisteredAfterSeconds(2_700)
                .steps(StepsSpec.builder()
                        .before(List.of("scripts/install-runtime.ps1"))
                        .after(List.of("scripts/motd.ps1"))
                        .build());
    }
}
