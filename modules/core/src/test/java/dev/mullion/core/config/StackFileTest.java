package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void hasTheFilesOwnValuesAsPulumiReadsThem() throws IOException {
        StackFile file = read(
                "name: shop\nruntime: java\nconfig:\n  shop:size: 3\n  mullion:tags: {value: {Owner: all}}\n", """
                config:
                  size: 5
                  mullion:config:tags: {Zone: b, Area: a}
                  aws:region: eu-west-1
                  shop:when: 2026-11-30
                  shop:mode: 0o17
                  shop:nothing:
                  shop:list: [true, 1.50, "2"]
                """);

        assertThat(file.values())
                .isEqualTo(Map.of(
                        "shop:size",
                        5L,
                        "mullion:tags",
                        Map.of("Zone", "b", "Area", "a"),
                        "aws:region",
                        "eu-west-1",
                        "shop:when",
                        "2026-11-30T00:00:00Z",
                        "shop:mode",
                        15L,
                        "shop:list",
                        List.of(true, 1.5, "2")));
        assertThat(file.values().get("mullion:tags")).hasToString("{Zone=b, Area=a}");
        assertThat(file.project()).containsOnlyKeys("name", "runtime", "config");
    }

    @Test
    void aNumberThatNoJsonHoldsIsText() throws IOException {
        StackFile file = read("name: shop\ndescription: .inf\n", """
                config:
                  shop:a: [.inf, -.Inf, .nan, 1e999]
                  shop:b: [9007199254740991.0, 9007199254740993.0, -1e16, 1e-3]
                """);

        assertThat(file.values())
                .isEqualTo(Map.of(
                        "shop:a",
                        List.of(".inf", "-.Inf", ".nan", "1e999"),
                        "shop:b",
                        List.of(9007199254740991.0, "9007199254740992", "-10000000000000000", 0.001)));
        assertThat(file.project()).containsEntry("description", ".inf");
    }

    @Test
    void aSecretIsNamedWhereverItIs() throws IOException {
        StackFile file = read("name: shop\n", """
                config:
                  shop:plain: a
                  shop:text: {secure: AAAA}
                  shop:map: {user: a, keys: [{secure: AAAB}]}
                """);

        assertThat(file.secrets())
                .containsExactly(
                        new StackFile.Secret("shop:map", true, at(4, 3)),
                        new StackFile.Secret("shop:text", false, at(3, 3)));
        assertThat(file.values()).isEqualTo(Map.of("shop:plain", "a"));
    }

    @Test
    void saysWhatEncryptsAndWhereStatesAre() throws IOException {
        String valid = "config: {}\n";

        assertThat(read("name: shop\n", valid).secretsProvider()).isEmpty();
        assertThat(read("name: shop\n", "encryptionsalt: v1:a\n" + valid).secretsProvider())
                .contains("passphrase");
        assertThat(read("name: shop\n", "secretsprovider: awskms://a\nencryptionsalt: v1:a\n" + valid)
                        .secretsProvider())
                .contains("awskms://a");
        assertThat(read("name: shop\n", valid).backend()).isEmpty();
        assertThat(read("name: shop\nbackend:\n  url: s3://a\n", valid).backend())
                .contains("s3://a");
    }

    @Test
    void aValueInsideOfAnotherIsSomething() {
        assertThatThrownBy(() -> read("name: shop\n", "config:\n  shop:a:\n    b:\n    c: [1, ~]\n"))
                .isInstanceOf(SpecException.class)
                .hasMessage(name() + ":3:7: shop:a.b: has no value; leave it out\n" + name()
                        + ":4:12: shop:a.c[1]: has no value; leave it out");
    }

    @Test
    void aKeyThatPulumiWouldNotTakeIsRefused() {
        assertThatThrownBy(() -> read("name: shop\n", "config:\n  a:b:c: 1\n"))
                .isInstanceOf(SpecException.class)
                .hasMessage(name() + ":2:3: a:b:c: is no configuration key; use namespace:name");
    }

    private String name() {
        return directory.resolve("Pulumi.dev.yaml").toString();
    }

    private Optional<Position> at(int line, int column) {
        return Optional.of(new Position(name(), line, column));
    }

    private StackFile read(String project, String stack) throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), project);
        Files.writeString(directory.resolve("Pulumi.dev.yaml"), stack);
        return StackFile.read(directory, "dev");
    }
}
