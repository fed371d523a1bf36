package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings that are credentials by their look, and strings that resemble them. */
class CredentialsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a:b8Kd02mV@example.com -> https://a:[secret]@example.com",
                "x://a:b8Kd02mV@example.com/x -> x://a:[secret]@example.com/x",
                "https://a:b8Kd02mV@x https://c:c9Le13nW@y -> https://a:[secret]@x https://c:[secret]@y",
                "https://x/y https://a:b8Kd02mV@example.com -> https://x/y https://a:[secret]@example.com",
                "https://a:b8@Kd02mV@example.com -> https://a:[secret]@example.com",
                "https://a:b8Kd02mV@1.2.3.4 -> https://a:[secret]@1.2.3.4",
                "https://a:b8Kd02mV@_x -> https://a:[secret]@_x",
                "https://a:b8Kd02mV@[::1] -> https://a:[secret]@[::1]",
                "https://a:b8Kd02mV@$host -> https://a:[secret]@$host",
                "https://a:b8Kd02mV@%h% -> https://a:[secret]@%h%",
                "https://a:b8Kd02mV@{h} -> https://a:[secret]@{h}",
                "https://a:b8Kd02mV@-x -> https://a:[secret]@-x",
                "https://a:b8Kd02mV@",
                "https://a:b8Kd02mV@/x",
                "https://a:b8Kd02mV@ x",
                "https://a:@example.com",
                "https://a:b8Kd02mV",
                "https://a:",
                "https://a",
                "https://",
                "https://:b8Kd02mV@example.com -> https://:[secret]@example.com",
                "https://a:123456/x@example.com -> https://a:[secret]@example.com",
                "https://a:12345/x@example.com",
                "https://a:80?x@example.com",
                "https://a:80,b:81@example.com",
                "https://a:b8Kd mail@example.com",
                "\"https://a:b8Kd\",mail@example.com",
                "'https://a:b8Kd',mail@example.com",
                "<https://a:b8Kd<,mail@example.com",
                "<https://a:b8Kd>,mail@example.com",
                "`https://a:b8Kd`,mail@example.com",
                "https://a:b8\u2019Kd02mV@example.com -> https://a:[secret]@example.com",
                "https://a/x:b8Kd02mV@example.com",
                "https://a mail:b8Kd02mV@example.com",
                "\"https://a\":b8Kd02mV@example.com",
                "'https://a':b8Kd02mV@example.com",
                "<https://a<:b8Kd02mV@example.com",
                "<https://a>:b8Kd02mV@example.com",
                "https://a\\x:b8Kd02mV@example.com",
                "https://a@b:b8Kd02mV@example.com",
                "https://a:$TOKEN@example.com",
                "https://<30>@example.com -> https://[secret]@example.com",
                "https://<29>@example.com",
                "https://abcdefghijabcdefghijabcdefghijk@example.com",
            })
    void passwordInAnAddressIsHidden(String row) {
        check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy:b8Kd02mV@registry.example.com/web -> deploy:[secret]@registry.example.com/web",
                "x deploy:b8Kd02mV@registry.example.com:5000/web -> x deploy:[secret]@registry.example.com:5000/web",
                "deploy:b8K02@registry.example.com/web",
                "deploy:summer@registry.example.com/web",
                "deploy:b8Kd02mV@registry/web",
                "web:1.2.3@sha256.example.com/x",
            })
    void passwordInAnAddressOfAnImageIsHidden(String row) {
        check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678:AA<32> -> [secret]",
                "1234567890:AA<32> -> [secret]",
                "1234567:AA<32>",
                "12345678901:AA<32>",
                "x12345678:AA<32>",
            })
    void tokenOfTelegramIsHidden(String row) {
        check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<JWT>.b8.c9 -> [secret]",
                "x <JWT>.b8.c9.d0.e1.f2 -> x [secret].f2",
                "<JWT>.b8..x -> [secret]",
                "<JWT>.b8",
                "<JWT>.b8_-Kd.c9 -> [secret]",
                "<JWT>.b8+Kd.c9",
                "<JWT>x.b8.<JWT>.b8.c9 -> [secret]",
                "x<JWT>.b8.c9",
                "1<JWT>.b8.c9",
                "-<JWT>.b8.c9 -> -[secret]",
                "eyJb8Kd.b8.c9",
                "eyJ eyJ <JWT>.b8.c9 -> eyJ eyJ [secret]",
            })
    void jsonWebTokenIsHidden(String row) {
        check(row);
    }

    /** Behind 33 to 80 characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<33><SIG> -> [secret]",
                "<32><SIG>",
                "<80><SIG> -> [secret]",
                "<81><SIG>",
                "x <40><SIG>== y -> x [secret] y",
                "x <40><SIG>x= -> x [secret]",
                "x <40>+ASteabc y -> x [secret] y",
                "x <40>+ASxeabc y",
                "<40><SIG> <40><SIG> -> [secret] [secret]",
            })
    void azureKeyIsFoundByItsSignature(String row) {
        check(row);
    }

    /** Near what tells of it, and where it stands alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ID> <40> -> [secret] [secret]",
                "<40> <ID> -> [secret] [secret]",
                "secret <40> -> secret [secret]",
                "SecretKey: <40> -> SecretKey: [secret]",
                "aws_x <40> -> aws_x [secret]",
                "access-key <40> -> access-key [secret]",
                "accesskey <40> -> accesskey [secret]",
                "access of a key <40>",
                "checksum <40>",
                "secret <39>",
                "secret <41>",
                "secret <40>+",
                "secret /<39>",
                "secret <40>=",
                "secret <40>_",
                "secret <40>-",
                "secret <40>. -> secret [secret].",
                "secret .<40>",
                "secret -<40>",
                "secret _<40>",
                "secret :<40> -> secret :[secret]",
                "secret <hex>",
                "secret <HEX>",
                "secret <far><40>",
                "<40> <far>secret",
                "secret <far>secret <40> -> secret <far>secret [secret]",
                "<40> <40> secret -> [secret] [secret] secret",
            })
    void secretKeyOfAwsIsHidden(String row) {
        check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic Zm9vOmJhcg -> Authorization: Basic [secret]",
                "Authorization: Zm9vO",
                "Authorization: Zm9vOm -> Authorization: [secret]",
                "Authorization: summery",
                "Authorization: summer2 -> Authorization: [secret]",
                "Bearer <21> -> Bearer [secret]",
                "Basic <21> -> Basic [secret]",
                "Bearer summersummersummer2",
                "Bearers <21>",
                "Proxy-Authorization=Token <21> -> Proxy-Authorization=Token [secret]",
            })
    void headerOfAuthorizationIsHidden(String row) {
        check(row);
    }

    /** What is secret elsewhere is said to be what it looks like. */
    @Test
    void wholeValueMayBeACredential() {
        assertThat(Credentials.whole(written("<JWT>.b8.c9"))).contains("looks like a JSON Web Token");
        assertThat(Credentials.whole("S" + "G." + MIXED.substring(0, 16) + "." + MIXED.substring(0, 16)))
                .contains("looks like a SendGrid key");
        assertThat(Credentials.whole("gl" + "pat-" + MIXED.substring(0, 20))).contains("looks like a GitLab token");
        assertThat(Credentials.whole("-".repeat(5) + "BEGIN PRIVATE" + " KEY" + "-".repeat(5) + "\n" + MIXED))
                .contains(KeyBlocks.REASON);
        assertThat(Credentials.whole(written("x <JWT>.b8.c9"))).isEmpty();
        assertThat(Credentials.whole(written("<JWT>.b8.c9 x"))).isEmpty();
        assertThat(Credentials.whole("summer")).isEmpty();
    }

    private static final String MIXED = "b8Kd02mVnQ7xTzLp4YsWcE1gHjRa5uFi9oBvXq3NwM6tUyZl";

    private static void check(String row) {
        ShownText.check(written(row));
    }

    /** With runs of characters that look random, of so many; no scanner takes this file for a leak. */
    private static String written(String row) {
        String written = row.replace("<ID>", "AK" + "IAIOSFODNN7EXAMPLE")
                .replace("<SIG>", "Az" + "Seabcd")
                .replace("<JWT>", "ey" + "Jb8Kd0")
                .replace("<hex>", "0123456789abcdef".repeat(3).substring(0, 40))
                .replace("<HEX>", "0123456789ABCDEF".repeat(3).substring(0, 40))
                .replace("<far>", "far away ".repeat(13));
        for (int length : new int[] {21, 29, 30, 32, 33, 39, 40, 41, 80, 81}) {
            written = written.replace("<" + length + ">", MIXED.repeat(2).substring(0, length));
        }
        return written;
    }

    /** Of Azure there is a module of that name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:pulumi:dev::shop::azure-native:authorization:RoleAssignment::ra",
                "\"azure-native:authorization:RoleAssignment1\"",
                "x authorization:b8Kd02mV81 -> x authorization:[secret]",
                "x:authorization: b8Kd02mV81 -> x:authorization: [secret]",
                "x:authorization:8b8Kd02mV81 -> x:authorization:[secret]",
            })
    void moduleOfATypeIsNoHeader(String row) {
        ShownText.check(row);
    }
}
