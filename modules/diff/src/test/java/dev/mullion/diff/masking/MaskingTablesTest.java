package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PropertyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of every table has a text that is hidden because of it alone. */
class MaskingTablesTest {
    /** A password that nothing but its place tells. */
    private static final String WORD = "correcthorse";

    private static final String MIXED = "b8Kd02mVnQ7xTzLp4YsWcE1gHjRa5uFi9oBvXq3NwM6tUyZl";

    private final Masker masker = new Masker(new KnownSecrets.Builder().build());

    /** In the order of the table; in pieces, so that no scanner takes this file for a leak. */
    private static final List<String> CREDENTIALS = List.of(
            "AK" + "IA" + upper(16),
            "FwoGZXIv" + "YXdz" + mixed(20),
            "IQoJb3Jp" + "Z2lu" + mixed(20),
            "AQoD" + "YXdz" + mixed(20),
            "ABSKQm" + "Vkcm9ja" + mixed(60),
            "gh" + "p_" + mixed(20),
            "github" + "_pat_" + mixed(20),
            "gl" + "pat-" + mixed(20),
            "xo" + "xb-" + mixed(10),
            "xa" + "pp-" + mixed(10),
            "https://hooks.slack." + "com/services/" + mixed(20),
            "https://a.webhook.office." + "com/webhookb2/" + mixed(40),
            "https://discord.com/api/" + "webhooks/12345/" + mixed(20),
            "Private-Lines: 1\n" + mixed(16),
            "np" + "m_" + mixed(30),
            "py" + "pi-" + mixed(16),
            "sk" + "_live_" + mixed(10),
            "wh" + "sec_" + mixed(16),
            "AI" + "za" + mixed(35),
            "ya" + "29." + mixed(20),
            "GOC" + "SPX-" + mixed(20),
            "abc1" + "Q~" + mixed(31),
            "?sig=" + mixed(20),
            mixed(40) + "Az" + "Seabcd",
            "S" + "G." + mixed(16) + "." + mixed(16),
            "S" + "K" + hex(32),
            "dop" + "_v1_" + hex(40),
            "hv" + "s." + mixed(20),
            mixed(14) + ".atlas" + "v1." + mixed(40),
            "pu" + "l-" + hex(40),
            "dckr" + "_pat_" + mixed(20),
            "sk" + "-" + mixed(20),
            "shp" + "at_" + hex(32),
            "oy" + "2" + mixed(43).toLowerCase(Locale.ROOT),
            "da" + "pi" + hex(32),
            "12345678" + ":AA" + mixed(32),
            "NR" + "AK-" + upper(27),
            "gl" + "sa_" + mixed(20),
            "AGE-SECRET-" + "KEY-1" + upper(40),
            "AK" + "Cp" + mixed(60),
            "ATAT" + "T3" + mixed(40),
            "AT" + "BB" + mixed(24),
            "lin" + "_api_" + mixed(32),
            "h" + "f_" + mixed(30),
            "ey" + "J" + mixed(10) + "." + mixed(10) + "." + mixed(10),
            "amqp://app:" + WORD + "@mq",
            "deploy:" + WORD + "1@registry.example.com/web");

    private static String mixed(int length) {
        return MIXED.repeat(2).substring(0, length);
    }

    private static String upper(int length) {
        return mixed(length).toUpperCase(Locale.ROOT);
    }

    private static String hex(int length) {
        return "0123456789abcdef".repeat(4).substring(0, length);
    }

    @Test
    void everyKindOfCredentialIsFoundByItsPatternAlone() {
        assertThat(CREDENTIALS).hasSameSizeAs(Credentials.KINDS);
        for (int i = 0; i < CREDENTIALS.size(); i++) {
            String text = "x " + CREDENTIALS.get(i) + " x";
            List<Integer> finders = new ArrayList<>();
            for (int kind = 0; kind < Credentials.KINDS.size(); kind++) {
                Credentials.Kind each = Credentials.KINDS.get(kind);
                if (text.contains(each.hint()) && each.pattern().matcher(text).find()) {
                    finders.add(kind);
                }
            }
            List<SecretSpan> spans = new ArrayList<>();
            Credentials.find(text, text.toLowerCase(Locale.ROOT), spans);

            assertThat(finders).as(text).containsExactly(i);
            assertThat(spans)
                    .as(text)
                    .extracting(SecretSpan::reason)
                    .containsExactly(Credentials.KINDS.get(i).reason());
            assertThat(shown(text)).as(text).startsWith("x ").contains("[secret]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic Zm9vOmJhcg1",
                "authorization = splunk abcdef-1",
                "'Authorization'='key-1abc'",
            })
    void headerOfAuthorizationIsHidden(String text) {
        assertThat(shown(text)).contains("[secret]");
    }

    @Test
    void bearerIsHiddenWithoutItsHeader() {
        assertThat(shown("curl -H 'X-Own: bearer " + mixed(20) + "'")).isEqualTo("curl -H 'X-Own: bearer [secret]'");
    }

    /** In the order of the table. */
    private static final List<String> COMMANDS = List.of(
            "net user app correcthorse /add",
            "net use Z: \\\\srv\\share correcthorse /persistent:no",
            "net use \\\\srv\\share /user:corp\\app correcthorse",
            "ConvertTo-SecureString correcthorse -AsPlainText",
            "'correcthorse' | ConvertTo-SecureString -AsPlainText",
            "[PSCredential]::new('app', 'correcthorse')",
            "app.exe /p:correcthorse",
            "cmdkey /add:srv /user:app/pass:correcthorse",
            "schtasks /create /rp correcthorse",
            "psexec \\\\srv -u app -p correcthorse cmd",
            "docker login -u app -p correcthorse registry.example.com",
            "curl -u app:correcthorse https://example.com",
            "sqlcmd -S db -P correcthorse",
            "sshpass -p correcthorse ssh a@b",
            "certutil -f -p correcthorse -importpfx a",
            "signtool sign /p correcthorse a.exe",
            "ktpass /princ a /pass correcthorse",
            "plink -pw correcthorse a",
            "openssl req -passin pass:correcthorse",
            "autologon.exe app corp correcthorse",
            "[NetworkCredential]::new('app', 'correcthorse')",
            "machine example.com login app password correcthorse",
            "CREATE USER a IDENTIFIED BY 'correcthorse'",
            "ALTER ROLE app WITH PASSWORD\n'correcthorse'",
            "GetBytes('app:correcthorse')",
            "<RSAKeyValue><D>correcthorsecorrecthorse</D></RSAKeyValue>",
            "x \"kty\":\"RSA\",\"d\":\"correcthorsecorrecthorse\"",
            "<add value=\"correcthorse\" key=\"ClearTextPassword\"/>",
            "mysqldump -u app -pcorrecthorse shop",
            "winexe -U corp/app%correcthorse //srv cmd",
            "dsadd user cn=a -pwd @correcthorse",
            "netdom join x /passwordd:correcthorse",
            "setx DB_PASSWORD correcthorse",
            "echo root:correcthorse | chpasswd");

    @Test
    void everyCommandIsFoundByItsPatternAlone() {
        assertThat(COMMANDS).hasSameSizeAs(Commands.COMMANDS);
        for (int i = 0; i < COMMANDS.size(); i++) {
            String text = COMMANDS.get(i);
            String lower = text.toLowerCase(Locale.ROOT);
            List<Integer> finders = new ArrayList<>();
            for (int row = 0; row < Commands.COMMANDS.size(); row++) {
                Commands.Command each = Commands.COMMANDS.get(row);
                if (lower.contains(each.hint()) && each.pattern().matcher(text).find()) {
                    finders.add(row);
                }
            }
            List<SecretSpan> others = new ArrayList<>();
            Credentials.find(text, lower, others);
            Assignments.find(text, others);

            assertThat(finders).as(text).containsExactly(i);
            assertThat(others).as(text).isEmpty();
            assertThat(shown(text)).as(text).contains("[secret]").doesNotContain(WORD);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userpass",
                "pwd",
                "psk",
                "secret",
                "token",
                "creds",
                "hostKey",
                "connstr",
                "auth",
                "cookie",
                "bearer",
                "dsn",
                "pat",
                "sas",
                "signature",
                "securestring",
                "salt",
                "seed",
                "webhook",
                "pin",
                "pfx",
            })
    void everyStemBeginsANameThatTells(String name) {
        assertThat(Assignments.STEMS.stream().filter(name.toLowerCase(Locale.ROOT)::contains))
                .as("no other one begins it")
                .hasSize(1);
        assertThat(shown(name + " = 'b8Kd02mVnQ7x'")).isEqualTo(name + " = '[secret]'");
    }

    @Test
    void everyStemHasAName() {
        assertThat(Assignments.STEMS)
                .containsExactlyInAnyOrder(
                        "pass",
                        "pwd",
                        "psk",
                        "secret",
                        "token",
                        "cred",
                        "key",
                        "conn",
                        "auth",
                        "cookie",
                        "bearer",
                        "dsn",
                        "pat",
                        "sas",
                        "signature",
                        "securestring",
                        "salt",
                        "seed",
                        "webhook",
                        "pin",
                        "pfx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password := 'Hunter2x!'",
                "'password' => 'Hunter2x!'",
                "$password += 'Hunter2x!'",
                "password: >-\n  Hunter2x!",
                "password: |\n  Hunter2x!",
                "New-ItemProperty -Name DefaultPassword -PropertyType String -Value Hunter2x!",
                "reg add HKLM\\x /v DefaultPassword /d Hunter2x!",
                "$password = \u2018Hunter2x!\u2019",
                "$password = \u201CHunter2x!\u201D",
            })
    void valueIsFoundBehindWhateverStandsBetween(String text) {
        assertThat(shown(text)).contains("[secret]").doesNotContain("Hunter2x");
    }

    @Test
    void propertiesThatHoldASecretByTheirResource() {
        Map<String, Set<String>> properties = new HashMap<>();
        properties.put("aws:secretsmanager/secretVersion:SecretVersion", Set.of("secretString", "secretBinary"));
        properties.put("aws:ec2/keyPair:KeyPair", Set.of("privateKey"));
        properties.put("aws:iam/accessKey:AccessKey", Set.of("secret", "sesSmtpPasswordV4"));
        properties.put("kubernetes:core/v1:Secret", Set.of("data", "stringData"));
        properties.put("random:index/randomPassword:RandomPassword", Set.of("result", "bcryptHash"));
        properties.put(
                "tls:index/privateKey:PrivateKey", Set.of("privateKeyPem", "privateKeyOpenssh", "privateKeyPemPkcs8"));
        properties.put("aws:acm/certificate:Certificate", Set.of("privateKey"));
        properties.put("aws:cloudwatch/eventConnection:EventConnection", Set.of("authParameters"));

        assertThat(Sensitive.ALWAYS).isEqualTo(properties);
        properties.forEach((type, names) -> names.forEach(name -> {
            assertThat(field(type, name, "plain words")).as(type + " " + name).isInstanceOf(MaskedValue.Secret.class);
            masker.show(((MaskedValue.Secret) field(type, name, "plain words")).placeholder(), type, name);
        }));
        assertThat(masker.masks()).extracting(mask -> mask.reason()).containsOnly("secret by its resource");
    }

    private MaskedValue field(String type, String name, String value) {
        return masker.fields(type, fields(name, value)).values().getOrDefault(name, new MaskedValue.Unknown());
    }

    private static PropertyValue.Fields fields(String... pairs) {
        TreeMap<String, PropertyValue> fields = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], new PropertyValue.Text(pairs[i + 1]));
        }
        return new PropertyValue.Fields(fields);
    }

    @Test
    void entriesThatNameTheirValue() {
        List<String> names =
                List.of("name", "Name", "key", "Key", "parameterName", "ParameterKey", "optionName", "OptionName");
        Set<String> values = Set.of("value", "parametervalue", "stringvalue", "optionvalue");

        assertThat(Masker.NAME_FIELDS).isEqualTo(names);
        assertThat(Masker.VALUE_FIELDS).isEqualTo(values);
        names.forEach(name -> values.forEach(value -> assertThat(masker.fields(
                                "",
                                new PropertyValue.Fields(
                                        new TreeMap<>(Map.of("a", fields(name, "DB_PASSWORD", value, WORD)))))
                        .values()
                        .get("a"))
                .as(name + " " + value)
                .isInstanceOfSatisfying(
                        MaskedValue.Fields.class,
                        entry -> assertThat(entry.values().get(value)).isInstanceOf(MaskedValue.Secret.class))));
    }

    @Test
    void partsOfAKey() {
        Set<String> parts = Set.of("d", "p", "q", "dp", "dq", "qi", "k");

        assertThat(Masker.KEY_PARTS).isEqualTo(parts);
        parts.forEach(part -> assertThat(masker.fields(
                                "",
                                new PropertyValue.Fields(
                                        new TreeMap<>(Map.of("a", fields("kty", "RSA", part, "words", "n", "words")))))
                        .values()
                        .get("a"))
                .isInstanceOfSatisfying(MaskedValue.Fields.class, key -> {
                    assertThat(key.values().get(part)).isInstanceOf(MaskedValue.Secret.class);
                    assertThat(key.values().get("n")).isInstanceOf(MaskedValue.Scalar.class);
                }));
    }

    @Test
    void secretsThatAreFoundNowhereElse() {
        Set<String> words = Set.of("true", "false", "null", "none", "default", "enabled", "disabled");
        KnownSecrets.Builder secrets = new KnownSecrets.Builder();
        words.forEach(secrets::plain);

        assertThat(KnownSecrets.Builder.SAY_NOTHING).isEqualTo(words);
        assertThat(words).noneMatch(secrets.build()::holds);
    }

    /** Of {@code a"b'c&d<e>/f\\g h}, as tools write it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b'c&d<e>/f\\g h",
                "a\\\"b'c&d<e>/f\\\\g h",
                "a\\\\\"b'c&d<e>/f\\\\\\\\g h",
                "a\\\"b'c&d<e>\\/f\\\\g h",
                "a\\\"b'c\\u0026d\\u003ce\\u003e/f\\\\g h",
                "a\\\"b\\u0027c\\u0026d\\u003ce\\u003e/f\\\\g h",
                "a\"b''c&d<e>/f\\g h",
                "a&quot;b&apos;c&amp;d&lt;e&gt;/f\\g h",
                "a%22b%27c%26d%3Ce%3E%2Ff%5Cg%20h",
                "a%22b%27c%26d%3Ce%3E%2Ff%5Cg+h",
                "a%22b%27c%26d%3ce%3e%2ff%5cg%20h",
            })
    void knownSecretIsFoundHoweverItIsWritten(String form) {
        KnownSecrets.Builder secrets = new KnownSecrets.Builder();
        secrets.plain("a\"b'c&d<e>/f\\g h");
        Masker knowing = new Masker(secrets.build());

        assertThat(knowing.show(knowing.mask("x " + form + " x"), "", "")).isEqualTo("x [secret] x");
    }

    private String shown(String text) {
        return masker.show(masker.mask(text), "", "");
    }
}
