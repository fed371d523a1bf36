package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTextTest {
    @Test
    void everyTextOfAFileIsKnownHoweverItIsWritten() {
        String text = """
                config:
                  mullion:ecs: {a: {steps: [one.ps1, "t\\u0077o.ps1", 'three.ps1', 4]}}
                  mullion:mesh: &mesh
                    manifest: >-
                      crds.yaml
                  mullion:more: *mesh
                """;

        assertThat(ProjectText.texts("Pulumi.dev.yaml", text))
                .containsExactlyInAnyOrder(
                        "config",
                        "mullion:ecs",
                        "a",
                        "steps",
                        "one.ps1",
                        "two.ps1",
                        "three.ps1",
                        "4",
                        "mullion:mesh",
                        "manifest",
                        "crds.yaml",
                        "mullion:more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'name: shop\nruntime: java\n' | shop | ''",
                "'runtime: java\nname: \"shop\" # ours' | shop | ''",
                "'{name: shop, stackConfigDir: stacks/aws}' | shop | stacks/aws",
                "'name: shop\nconfig: old' | shop | old",
                "'name: shop\nconfig: old\nstackConfigDir: ./new/' | shop | new",
                "'name: shop\nstackConfigDir: link/../x' | shop | x",
                "'name: shop\nconfig: ~\nstackConfigDir:' | shop | ''",
                "'name: shop\nconfig:\n  aws:region: {value: eu-west-1}' | shop | ''",
                "'\uFEFFname: shop' | shop | ''",
            })
    void aProjectSaysItsNameAndWhereItsStacksAre(String text, String name, String directory) {
        ProjectText project = ProjectText.of("Pulumi.yaml", text);

        assertThat(project.name()).isEqualTo(name);
        assertThat(project.stackDirectory()).isEqualTo(Path.of(directory));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'name: shop\n\truntime: java' | Pulumi.yaml:2:1: got a tab; YAML indents with spaces",
                "'runtime: java' | Pulumi.yaml:1:1: name: is missing; use the project's name",
                "'name: a/b' | 'Pulumi.yaml:1:7: name: got \"a/b\"; use 1 to 100 letters, digits, hyphens, underscores and dots'",
                "'name: shop\nstackConfigDir: \"a\\0b\"' | Pulumi.yaml:2:17: stackConfigDir: got \"a\\u0000b\"; use a directory",
                "'' | Pulumi.yaml: is empty; use a map of keys to values",
            })
    void aProjectThatIsBrokenIsRefused(String text, String problem) {
        assertThatThrownBy(() -> ProjectText.of("Pulumi.yaml", text))
                .isInstanceOf(SpecException.class)
                .hasMessage(problem);
    }

    /** Each folder on the way is asked for, by its whole path: of 100 KB of them that took 4 GB and five minutes. */
    @Test
    @Tag("adversary")
    void aDirectoryDeeperThanAnybodyHasIsRefused() {
        String longest = "a/".repeat(127) + "a";

        assertThat(ProjectText.of("Pulumi.yaml", "name: shop\nstackConfigDir: " + longest)
                        .stackDirectory())
                .isEqualTo(Path.of(longest));
        assertThatThrownBy(() -> ProjectText.of("Pulumi.yaml", "name: shop\nstackConfigDir: " + longest + "a"))
                .isInstanceOf(SpecException.class)
                .hasMessage("Pulumi.yaml:2:17: stackConfigDir: got \"" + "a/".repeat(30)
                        + "\"... (256 characters); use a directory of at most 255 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "Pulumi.dev.yaml, dev",
        "Pulumi.eu-west-1.prod_2.yml, eu-west-1.prod_2",
        "Pulumi.yaml,",
        "Pulumi..yaml,",
        "Pulumi.dev.json,",
        "xPulumi.dev.yaml,",
        "Pulumi.dev.yaml.orig,",
    })
    void aStackFileSaysItsStackByItsName(String file, String stack) {
        assertThat(ProjectText.stack(file).orElse(null)).isEqualTo(stack);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config:\n  mullion:network: {}\n",
                "config:\n  aws:region: eu-west-1\n  'mullion:ecs':\n    a: 1\n",
                "config: {mullion:config:ecs: {a: 1}}",
                "config:\n  mullion:\n    ecs: {}\n",
                "\uFEFFconfig:\n  mullion:network: {}\n",
            })
    void aSectionIsAKeyOfOursBelowConfig(String text) {
        assertThat(ProjectText.hasSection("Pulumi.dev.yaml", text, Optional.empty()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config:\n  aws:region: eu-west-1\n",
                "config:\n  # mullion:network: {}\n  aws:region: eu-west-1\n",
                "config:\n  shop:notes: |\n    mullion:network\n",
                "config:\n  shop:data:\n    mullion:network: {}\n",
                "mullion:network: {}\n",
                "encryptionsalt: v1:abc\n",
                "config: mullion:network\n",
            })
    void allElseIsNone(String text) {
        assertThat(ProjectText.hasSection("Pulumi.dev.yaml", text, Optional.of("shop")))
                .isFalse();
    }

    @Test
    void aKeyOfAProjectOfOurNameNeedsNoNamespace() {
        String text = "config:\n  ecs: {}\n";

        assertThat(ProjectText.hasSection("Pulumi.dev.yaml", text, Optional.of("mullion")))
                .isTrue();
        assertThat(ProjectText.hasSection("Pulumi.dev.yaml", text, Optional.of("shop")))
                .isFalse();
    }

    /** Pulumi resolves them: they are {@code mullion:ecs}, {@code config}, a merge, and a key that is called like one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "config:\n  !!binary bXVsbGlvbjplY3M=: {}\n",
                "!!binary Y29uZmln:\n  mullion:ecs: {}\n",
                "x: &x\n  mullion:ecs: {}\nconfig:\n  !!merge '<<': *x\n",
                "x: &x\n  mullion:ecs: {}\nconfig:\n  !!str <<: *x\n",
                "config:\n  ! mullion:ecs: {}\n",
            })
    @Tag("adversary")
    void aKeyWithATagMayBeASection(String text) {
        assertThat(ProjectText.mayHaveSection(text, Optional.of("shop"))).isTrue();
        assertThatThrownBy(() -> ProjectText.hasSection("Pulumi.dev.yaml", text, Optional.of("shop")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(" on a key; leave it out, a key is text");
    }

    /** Pulumi writes a stack's file anew before it reads it: there they are a merge, and {@code config}. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "'<<': {config: {mullion:ecs: {}}} -> \"<<\" in quotes, which Pulumi merges in one place and not in another;"
                        + " leave the quotes out, or use another key",
                "\"\\nconfig\": {mullion:ecs: {}} -> a key that begins with a line break, which Pulumi loses; leave it out",
                "\"\\u2028config\": {mullion:ecs: {}} -> a key that begins with a line break, which Pulumi loses; leave it out",
            })
    @Tag("adversary")
    void aKeyThatPulumiTakesForAnotherMayBeASection(String text, String got) {
        assertThat(ProjectText.mayHaveSection(text, Optional.of("shop"))).isTrue();
        assertThatThrownBy(() -> ProjectText.hasSection("Pulumi.dev.yaml", text, Optional.of("shop")))
                .isInstanceOf(SpecException.class)
                .hasMessage("Pulumi.dev.yaml:1:1: got " + got);
    }

    /** Pulumi takes them for directories. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "stackConfigDir: true -> 2:17: stackConfigDir: got \"true\"; use a directory, a number or a word such as true in"
                        + " quotes",
                "stackConfigDir: 5 -> 2:17: stackConfigDir: got \"5\"; use a directory, a number or a word such as true in quotes",
                "stackConfigDir: [a] -> 2:17: stackConfigDir: got \"[\\\"a\\\"]\"; use a directory, a number or a word such as true"
                        + " in quotes",
                "config: true -> 2:9: config: got \"true\"; use a map of configuration",
                "config: [a] -> 2:9: config: got \"[\\\"a\\\"]\"; use a map of configuration",
            })
    @Tag("adversary")
    void aDirectoryThatIsNoTextIsRefused(String line, String problem) {
        assertThatThrownBy(() -> ProjectText.of("Pulumi.yaml", "name: shop\n" + line + "\n"))
                .isInstanceOf(SpecException.class)
                .hasMessage("Pulumi.yaml:" + problem);
    }

    @Test
    void aStackFileThatIsBrokenIsRefused() {
        assertThatThrownBy(() ->
                        ProjectText.hasSection("Pulumi.dev.yaml", "config:\n  mullion:network: [\n", Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("Pulumi.dev.yaml:3:1: ");
    }
}
