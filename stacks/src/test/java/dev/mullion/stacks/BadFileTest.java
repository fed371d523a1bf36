package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.config.Project;
import org.junit.jupiter.api.Test;

/** Stack files that can not be read, or hold nothing to make. */
class BadFileTest {
    @Test
    void rejectsAFileThatIsNoYaml() {
        StackFile file = StackFile.of("""
                config: [a
                  b: c
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:2:4: got a list that is not closed here (opened at 1:9); a list in brackets has commas between"
                                + " its items and ends with ]");
    }

    @Test
    void rejectsProse() {
        StackFile file = StackFile.of("""
                Dear Pulumi, please make me a cluster.
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: got \"Dear Pulumi, please make me a cluster.\"; use a map of keys to"
                                + " values");
    }

    @Test
    void rejectsAnEmptyFile() {
        StackFile file = StackFile.of("");

        assertThat(file.problems()).containsExactly("Pulumi.dev.yaml: is empty; use a map of keys to values");
    }

    @Test
    void rejectsAFileOfComments() {
        StackFile file = StackFile.of("""
                # nothing yet
                """);

        assertThat(file.problems()).containsExactly("Pulumi.dev.yaml: is empty; use a map of keys to values");
    }

    @Test
    void rejectsATab() {
        StackFile file = StackFile.of("""
                config:
                \tmullion:ecs: {}
                """);

        assertThat(file.problems()).containsExactly("Pulumi.dev.yaml:2:1: got a tab; YAML indents with spaces");
    }

    @Test
    void rejectsAListForAFile() {
        StackFile file = StackFile.of("""
                - a
                - b
                """);

        assertThat(file.problems()).containsExactly("Pulumi.dev.yaml:1:1: got a list; use a map of keys to values");
    }

    @Test
    void rejectsAnEmptyConfiguration() {
        StackFile file = StackFile.of("""
                config:
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: has nothing to make; describe a cluster in mullion:ecs, or in mullion:eks, or describe hosts in mullion:hosts, or describe a mesh in mullion:mesh, or name the zones of a new network in mullion:network");
    }

    @Test
    void rejectsAConfigurationThatIsText() {
        StackFile file = StackFile.of("""
                config: yes please
                """);

        assertThat(file.problems()).containsExactly("Pulumi.dev.yaml:1:9: config: got text; use a map");
    }

    @Test
    void rejectsAConfigurationThatIsAList() {
        StackFile file = StackFile.of("""
                config:
                  - mullion:ecs
                """);

        assertThat(file.problems()).containsExactly("Pulumi.dev.yaml:2:3: config: got a list; use a map");
    }

    @Test
    void rejectsAFileWithoutOurSections() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: has nothing to make; describe a cluster in mullion:ecs, or in mullion:eks, or describe hosts in mullion:hosts, or describe a mesh in mullion:mesh, or name the zones of a new network in mullion:network");
    }

    @Test
    void rejectsANetworkWithNothingToRun() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [subnet-0123456789abcdef0]}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: has nothing to make; describe a cluster in mullion:ecs, or in mullion:eks, or describe hosts in mullion:hosts, or describe a mesh in mullion:mesh, or name the zones of a new network in mullion:network");
    }

    @Test
    void rejectsAClusterWithoutNetwork() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: mullion:network: has no value; name an existing VPC (vpcId, subnetIds)"
                                + " or the zones of a new one");
    }

    @Test
    void rejectsASectionWithoutClusters() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [subnet-0123456789abcdef0]}
                  mullion:ecs: {}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: has nothing to make; describe a cluster in mullion:ecs, or in mullion:eks, or describe hosts in mullion:hosts, or describe a mesh in mullion:mesh, or name the zones of a new network in mullion:network");
    }

    @Test
    void rejectsASectionWithoutAValue() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [subnet-0123456789abcdef0]}
                  mullion:ecs:
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:4:15: mullion:ecs: has no value; use a map, or leave it out");
    }

    @Test
    void rejectsAQuoteThatIsNeverClosed() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: "eu-west-1
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:3:1: got the end of the file inside a quote (opened at 2:15)");
    }

    @Test
    void rejectsAnAliasOfNothing() {
        StackFile file = StackFile.of("""
                config:
                  mullion:ecs: *nowhere
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:2:16: got the alias \"*nowhere\"; use an anchor that stands above it");
    }

    @Test
    void rejectsASecondDocument() {
        StackFile file = StackFile.of("""
                config: {}
                ---
                config: {}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:2:1: starts a second YAML document; use one document a file");
    }

    @Test
    void rejectsAStackWithoutAFile() {
        StackFile file = StackFile.of("config: {}");
        StackFile other = new StackFile(new Project("prod", file.project().files()));

        assertThat(other.problems())
                .containsExactly("Pulumi.prod.yaml: does not exist; the stacks that have a file are dev");
    }

    @Test
    void rejectsAProjectWithoutStackFiles() {
        StackFile file = StackFile.of("").without("Pulumi.dev.yaml");

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml: does not exist, and no other stack has a file beside it");
    }

    @Test
    void rejectsADirectoryThatIsNoProject() {
        StackFile file = StackFile.of("").without("Pulumi.yaml");

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.yaml: does not exist; use the directory of a Pulumi project, or name it with -C");
    }

    @Test
    void rejectsAProjectNameThatPulumiRefuses() {
        StackFile file = StackFile.of("").with("Pulumi.yaml", "runtime: java\nname: R&D\n");

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.yaml:2:7: name: got \"R&D\"; use 1 to 100 letters, digits, hyphens, underscores"
                                + " and dots");
    }

    @Test
    void rejectsAStackDirectoryThatNoFileSystemTakes() {
        StackFile file = StackFile.of("").with("Pulumi.yaml", "name: shop\nstackConfigDir: \"a\\0b\"\n");

        assertThat(file.problems())
                .containsExactly("Pulumi.yaml:2:17: stackConfigDir: got \"a\\u0000b\"; use a directory");
    }

    @Test
    void rejectsAStackDirectoryThatDoesNotExist() {
        StackFile file = StackFile.of("").with("Pulumi.yaml", "name: shop\nstackConfigDir: st\u00E4cks\n");

        assertThat(file.problems())
                .containsExactly("Pulumi.yaml:2:17: stackConfigDir: got \"st\\u00E4cks\"; use a directory that exists,"
                        + " relative to the project's");
    }

    @Test
    void rejectsAFileThatIsNotUtf8() {
        StackFile file = StackFile.of("").with("Pulumi.dev.yaml", new byte[] {'a', ':', ' ', (byte) 0xE9, '\n'});

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:1:4: is not UTF-8 from here on; save the file as UTF-8");
    }
}
