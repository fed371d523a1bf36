package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of {@code pulumi stack export --show-secrets}, and plans that know a secret in one place. */
class ShownSecretsTest {
    private static final String URN = "urn:pulumi:dev::shop::";
    private static final String SIGNED = "\"4dabf18193072939515e22adb298388d\": \"1b47061264138c4ac30d75fd1eb44270\"";

    @TempDir
    private Path folder = Path.of("");

    private Input.Side state(String name, String secret, String content) throws IOException {
        String resources = resource("pulumi:pulumi:Stack", "shop-dev", "{}")
                + "," + resource("test:index:Secret", "pw", "{\"result\": " + secret + "}")
                + "," + resource("aws:ssm/document:Document", "boot", "{\"content\": \"" + content + "\"}");
        Path file = Files.writeString(
                folder.resolve(name),
                "{\"version\": 3, \"deployment\": {\"manifest\": {}, \"resources\": [" + resources + "]}}");
        return (Input.Side) PlanFile.read(file, name);
    }

    private static String resource(String type, String name, String inputs) {
        return "{\"urn\": \"" + URN + type + "::" + name + "\", \"custom\": " + !type.startsWith("pulumi:")
                + ", \"type\": \"" + type + "\", \"id\": \"i\", \"inputs\": " + inputs + ", \"outputs\": " + inputs
                + "}";
    }

    @Test
    void textOfASecretIsHiddenInsideOfOtherTexts() throws IOException {
        String secret = "{" + SIGNED + ", \"plaintext\": \"\\\"seven quiet rivers\\\"\"}";
        String encoded = Base64.getEncoder().encodeToString("x seven quiet rivers y".getBytes(StandardCharsets.UTF_8));
        Comparison comparison = Comparer.compare(
                state("old.json", secret, "start --with seven quiet rivers --fast"),
                state("new.json", secret, "start --with seven quiet rivers " + encoded));

        assertThat(comparison.toString())
                .contains("start --with [secret]")
                .doesNotContain("quiet", encoded.substring(8, 24));
        assertThat(comparison.masks()).extracting(mask -> mask.reason()).contains("same text as a secret");
    }

    @Test
    void everyTextOfASecretThatIsAnObjectIsHidden() throws IOException {
        String secret = "{" + SIGNED + ", \"plaintext\": \"{\\\"user\\\":\\\"autumn-leaf\\\",\\\"pins\\\":[774411]}\"}";
        Comparison comparison = Comparer.compare(
                state("old.json", secret, "as autumn-leaf 774411"), state("new.json", secret, "by autumn-leaf 774411"));

        assertThat(comparison.toString()).contains("as [secret] [secret]").doesNotContain("autumn-leaf", "774411");
    }

    @Test
    void plainValueThatBecomesASecretIsHiddenOnBothSides() throws IOException {
        Comparison comparison = Comparer.compare(
                state("old.json", "\"seven quiet rivers\"", "a seven quiet rivers"),
                state("new.json", "{" + SIGNED + ", \"ciphertext\": \"v1:abc\"}", "b seven quiet rivers"));

        assertThat(comparison.toString()).contains("a [secret]", "b [secret]").doesNotContain("quiet");
    }
}
