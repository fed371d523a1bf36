package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.masking.SecretNames.Tells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "password, ALWAYS",
        "password2, ALWAYS",
        "rootPass, ALWAYS",
        "pass, PERHAPS",
        "webhookSecret, ALWAYS",
        "secret, PERHAPS",
        "db_userpassword, ALWAYS",
        "saPwd, ALWAYS",
        "mypwd, ALWAYS",
        "token, PERHAPS",
        "key, NOTHING",
        "hostKey, PERHAPS",
        "tokenUrl, NOTHING",
        "publicToken, NOTHING",
        "'', NOTHING",
        "42, NOTHING",
    })
    void nameTells(String name, Tells tells) {
        assertThat(SecretNames.of(name)).isEqualTo(tells);
    }

    @Test
    void nameThatIsATextTellsNothing() {
        assertThat(SecretNames.of("a".repeat(191) + "_password")).isEqualTo(Tells.ALWAYS);
        assertThat(SecretNames.of("a".repeat(192) + "_password")).isEqualTo(Tells.NOTHING);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"valueFrom, true", "keyArn, true", "KEY, true", "'', true", "password, false", "db, false"})
    void nameIsAboutWhatItIsIn(String name, boolean about) {
        assertThat(SecretNames.isAbout(name)).isEqualTo(about);
    }

    @Test
    void connectionStringWithoutAPasswordIsWorthReading() {
        assertThat(SecretNames.hides("connectionString", "Server=db;Trusted_Connection=True"))
                .isEmpty();
        assertThat(SecretNames.hides("connectionString", "Server=db;Password=summer"))
                .contains("named like a secret");
        assertThat(SecretNames.hides("connectionString", "summer")).contains("named like a secret");
        assertThat(SecretNames.hides("dbPassword", "Server=db;Trusted_Connection=True"))
                .contains("named like a secret");
        assertThat(SecretNames.hides("token", "b8Kd02mVnQ7xTzLp")).contains("named like a secret, and looks random");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " None ",
                "[secret]",
                "a \uFDD00\uFDD1",
                "arn:aws:iam::123456789012:role/web",
                "{{resolve:secretsmanager:db}}",
                "#{password}",
                "%PASSWORD%",
                "***",
                "xxXX",
                "...",
                "--",
                ",",
            })
    void standsForNoSecret(String value) {
        assertThat(SecretNames.isHarmless(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"summer", "#{summer", "summer}", "%summer", "summer%", "xxy", "a.", "{{summer"})
    void mayBeASecret(String value) {
        assertThat(SecretNames.isHarmless(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1B2c3D4",
                "b8Kd02mVnQ7xTzLp4YsWcE1gHjRa5uFi9oBvXq3NwM6tUyZl",
                "a1b2c3d4e5f6",
                "A1B2C3D4E5F6",
                "aBcDeFgHiJkLmNoP",
            })
    void looksRandom(String value) {
        assertThat(SecretNames.looksRandom(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1B2c3D",
                "a1B2 c3D4",
                "a1B2\nc3D4",
                "a1B2\tc3D4",
                "${a1B2c3D4}",
                "arn:a1B2c3D4",
                "storefront",
                "STOREFRONT",
                "12345678",
                "storefront-general-launch-template",
                "storefront1234",
                "STOREFRONT1234",
                "------------",
                "aBcDeFgHiJkLmNo",
                "550e8400-e29b-41d4-a716-446655440000",
                "db1.eu-west-1.example.com",
                "1.102.2",
            })
    void looksWritten(String value) {
        assertThat(SecretNames.looksRandom(value)).isFalse();
    }

    @Test
    void isJudgedUpToALength() {
        assertThat(SecretNames.looksRandom("a1B2".repeat(5_000))).isTrue();
        assertThat(SecretNames.looksRandom("a1B2".repeat(5_000) + "c")).isFalse();
    }
}
