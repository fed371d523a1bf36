package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.boot.Trial;
import dev.mullion.testkit.boot.Trial.Boot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Machines that join a domain on the way to their cluster. */
@Tag("boot")
class DomainJoinBootTest {
    private static final String JOINS =
            "domainJoin: {domain: corp.example.com, secretArn: '" + EcsBootTest.SECRET + "'}\n";

    private static final String WAITS = "domainJoin: {directoryId: d-1234567890}\n";

    @Test
    void aMachineJoinsRestartsAndGoesOnToItsCluster() {
        Trial trial = Trial.of(EcsBootTest.script(JOINS), 3, EcsBootTest.DOMAIN);

        assertThat(trial.boot(1).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(1).calls()).contains("join domain corp.example.com");
        assertThat(trial.boot(1).output()).doesNotContain("Initialize-EcsAgent");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output()).contains("is in domain corp.example.com");
        assertThat(trial.machine().domain()).isEqualTo("corp.example.com");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
        assertThat(trial.boot(3).calls()).noneMatch(call -> call.startsWith("join domain"));
        assertThat(trial.boots()).allSatisfy(boot -> assertThat(boot.output()).doesNotContain("Hunter2x!"));
    }

    @Test
    void theAccountMayLieInAParameterOfSystemsManager() {
        String parameter = "arn:aws:ssm:eu-west-1:123456789012:parameter/join";
        Trial trial = Trial.of(
                EcsBootTest.script(JOINS.replace(EcsBootTest.SECRET, parameter)),
                2,
                EcsBootTest.DOMAIN.replace("Secrets", "Parameters").replace(EcsBootTest.SECRET, parameter));

        assertThat(trial.boot(1).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.machine().domain()).isEqualTo("corp.example.com");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
        assertThat(trial.boots()).allSatisfy(boot -> assertThat(boot.output()).doesNotContain("Hunter2x!"));
        Boot alone = Trial.of(EcsBootTest.script(JOINS.replace(EcsBootTest.SECRET, parameter)))
                .boot();
        assertThat(alone.exitCode()).isEqualTo(95);
        assertThat(alone.output()).contains("Parameter " + parameter + " not found.");
    }

    @Test
    void ec2LaunchV1IsRestartedByTheScript() {
        Trial trial = Trial.of(
                EcsBootTest.script("operatingSystem: WINDOWS_SERVER_2019_FULL\n" + JOINS),
                2,
                EcsBootTest.DOMAIN.replace("@{\n", "@{\n    Release = '2019'\n"));

        assertThat(trial.boot(1).exitCode()).isZero();
        assertThat(trial.boot(1).calls()).endsWith("restart the machine");
        assertThat(trial.machine().domain()).isEqualTo("corp.example.com");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void aWrongPasswordEndsTheStepAndIsNotShown() {
        Boot boot = Trial.of(
                        EcsBootTest.script(JOINS),
                        1,
                        EcsBootTest.DOMAIN.replace("Password = 'Hunter2x!'", "Password = 'another'"))
                .boot();

        assertThat(boot.exitCode()).isEqualTo(13);
        assertThat(boot.restarts()).isFalse();
        assertThat(boot.output())
                .contains("The user name or password is incorrect.")
                .doesNotContain("Hunter2x!");
    }

    @Test
    void aSecretThatIsNotThereEndsTheStep() {
        Boot boot = Trial.of(EcsBootTest.script(JOINS)).boot();

        assertThat(boot.exitCode()).isEqualTo(13);
        assertThat(boot.output()).contains("Secrets Manager can't find the specified secret.");
    }

    @Test
    void aMachineOfAnotherDomainIsLeftThere() {
        Trial trial = Trial.of(
                EcsBootTest.script(JOINS),
                1,
                EcsBootTest.DOMAIN.replace("@{\n", "@{\n    Domain = 'another.example.com'\n"));

        assertThat(trial.boot().exitCode()).isEqualTo(13);
        assertThat(trial.boot().output())
                .contains("this machine is in domain another.example.com, not in corp.example.com");
        assertThat(trial.machine().domain()).isEqualTo("another.example.com");
    }

    @Test
    void theAssociationOfSystemsManagerIsWaitedFor() {
        Trial trial = Trial.of(EcsBootTest.script(WAITS), 2, """
                @{ Events = @(@{ AfterSeconds = 90; JoinsDomain = 'directory.example.com' }) }
                """);

        // It restarts the machine while the script waits.
        assertThat(trial.boot(1).cutOff()).isTrue();
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output()).contains("is in domain directory.example.com");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void anAssociationThatNeverComesEndsTheStep() {
        Boot boot = Trial.of(EcsBootTest.script(WAITS)).boot();

        assertThat(boot.exitCode()).isEqualTo(14);
        assertThat(boot.output())
                .contains("in no domain after")
                .contains("see the association of this instance in Systems Manager");
    }
}
