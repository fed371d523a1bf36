package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsTest {
    @TempDir
    private Path directory = Path.of("");

    private StackSettingsTest file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        return this;
    }

    @Test
    void areWhatPulumiIsToldBesideTheConfiguration() throws IOException {
        file("Pulumi.yaml", """
                        name: shop
                        runtime: {name: java, options: {binary: x.jar}}
                        main: app/
                        description: x
                        config: {aws:region: eu-west-1}
                        """).file("Pulumi.dev.yaml", """
                        secretsprovider: passphrase
                        encryptionsalt: v1:abc
                        environment: [one]
                        config: {aws:region: eu-west-1}
                        """);

        Map<String, String> settings = Map.of(
                "Pulumi.yaml: name",
                "shop",
                "Pulumi.yaml: main",
                "app/",
                "Pulumi.yaml: runtime",
                "{\"name\":\"java\",\"options\":{\"binary\":\"x.jar\"}}",
                "Pulumi.dev.yaml: secretsprovider",
                "passphrase",
                "Pulumi.dev.yaml: encryptionsalt",
                "ciphertext f262bdaac3dc",
                "Pulumi.dev.yaml: environment",
                "[\"one\"]");
        assertThat(StackSettings.read(directory, "dev", Optional.empty())).isEqualTo(settings);
        assertThat(StackSettings.read(directory, "me/shop/dev", Optional.of(directory.resolve("Pulumi.dev.yaml"))))
                .isEqualTo(settings);
        assertThat(settings.keySet()).allMatch(StackSettings::isOne);
        assertThat(StackSettings.isOne("aws:region")).isFalse();
        assertThat(StackSettings.isOne("Pulumi:yaml: x")).isFalse();
    }

    @Test
    @Tag("adversary")
    void tellOfEachSecretWhichCiphertextItIsAndNothingOfIt() throws IOException {
        file("Pulumi.yaml", "name: shop\nconfig: {shop:a: {value: {secure: AAAA}}}\n")
                .file("Pulumi.dev.yaml", "config: {aws:secretKey: {secure: BBBB}, shop:b: [{c: {secure: CCCC}}]}\n");

        Map<String, String> settings = StackSettings.read(directory, "dev", Optional.empty());

        assertThat(settings)
                .containsOnlyKeys(
                        "Pulumi.yaml: name",
                        "Pulumi.yaml: config.shop:a.value",
                        "Pulumi.dev.yaml: config.aws:secretKey",
                        "Pulumi.dev.yaml: config.shop:b[0].c");
        assertThat(settings.values()).doesNotContain("AAAA", "BBBB", "CCCC").doesNotHaveDuplicates();
    }

    @Test
    void ofAFileThatCanNotBeReadAreRefused() throws IOException {
        file("Pulumi.yaml", "name: shop\n");

        assertThatThrownBy(() -> StackSettings.read(directory, "dev", Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessage(directory.resolve("Pulumi.dev.yaml")
                        + ": does not exist, and no other stack has a file beside it");
    }
}
