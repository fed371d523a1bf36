package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PropertyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
            "https://hooks.slack." + "com/services/" + mixed(20),
            "https://a.webhook.office." + "com/webhookb2/" + mixed(40),
            "https://discord.com/api/" + "webhooks/12345/" + mixed(20),
            "abc1" + "Q~" + mixed(31),
            "?sig=" + mixed(20),
            "S" + "G." + mixed(16) + "." + mixed(16),
            mixed(14) + ".atlas" + "v1." + mixed(40),
            "12345678" + ":AA" + mixed(32),
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
    void noRuleFindsAnythingInWhatIsTakenToBeHarmless() {
        Random random = new Random(18);
        List<String> words = Stream.concat(CREDENTIALS.stream(), Stream.concat(COMMANDS.stream(), OPTIONS.stream()))
                .toList();
        int harmless = 0;
        for (int i = 0; i < 20_000; i++) {
            String word = words.get(random.nextInt(words.size()));
            int from = random.nextInt(word.length());
            String text = i % 2 == 0 ? word : word.replaceAll("[^0-9./:-]", "");
            SearchedText searched =
                    new SearchedText(text.substring(Math.min(from, text.length()), Math.min(text.length(), from + 14)));
            if (Scan.isHarmless(searched)) {
                harmless++;
                List<SecretSpan> spans = new ArrayList<>();
                Scan.everyRule(searched, spans);

                assertThat(spans).as(searched.text()).isEmpty();
            }
        }
        assertThat(harmless).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.20.30.0/24",
                "1234567890123456789012345678901234567890",
                "Get123",
                "password",
                "subnet-0a1b2c",
                ""
            })
    void shortNamesAndAddressesAreHarmless(String text) {
        assertThat(Scan.isHarmless(new SearchedText(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "/p:x", "://1:22@3", "eyJaaaaa..", "a b", "\u212A", "subnet-0a1b2c3d"})
    void whatCouldHoldASecretIsLookedAt(String text) {
        assertThat(Scan.isHarmless(new SearchedText(text))).isFalse();
    }

    @Test
    void noTokenIsShorterThanWhatIsLookedAt() {
        assertThat(Tokens.TOKENS.values())
                .allSatisfy(token ->
                        assertThat(token.prefix().length() + token.least()).isGreaterThanOrEqualTo(15));
    }

    @Test
    void hintsAreFoundInTheCaseThatCounts() {
        SearchedText text = new SearchedText("Secret AUTH");

        assertThat(text.has(SearchedText.Hint.of("Secret"))).isTrue();
        assertThat(text.has(SearchedText.Hint.of("secret"))).isFalse();
        assertThat(text.hasInAnyCase(SearchedText.Hint.of("auth"))).isTrue();
        assertThat(text.hasInAnyCase(SearchedText.Hint.of("ath"))).isFalse();
        assertThat(new SearchedText("\u212Aey").hasInAnyCase(SearchedText.Hint.of("key")))
                .as("the sign of Kelvin is a k in lower case")
                .isTrue();
    }

    @Test
    void everyKindOfCredentialIsFoundByItsPatternAlone() {
        assertThat(CREDENTIALS).hasSameSizeAs(Credentials.KINDS);
        for (int i = 0; i < CREDENTIALS.size(); i++) {
            String text = "x " + CREDENTIALS.get(i) + " x";
            List<Integer> finders = new ArrayList<>();
            for (int kind = 0; kind < Credentials.KINDS.size(); kind++) {
                Credentials.Kind each = Credentials.KINDS.get(kind);
                if (text.contains(each.hint().word())
                        && each.pattern().matcher(text).find()) {
                    finders.add(kind);
                }
            }
            List<SecretSpan> spans = new ArrayList<>();
            Credentials.find(new SearchedText(text), spans);

            assertThat(finders).as(text).containsExactly(i);
            assertThat(spans)
                    .as(text)
                    .extracting(SecretSpan::reason)
                    .containsExactly(Credentials.KINDS.get(i).reason());
            assertThat(shown(text)).as(text).startsWith("x ").contains("[secret]");
        }
    }

    @Test
    void everyTokenIsFoundByItsBeginning() {
        assertThat(Tokens.TOKENS).hasSizeGreaterThan(200);
        Tokens.TOKENS.values().forEach(token -> {
            String body = body(token.alphabet(), token.least());
            List<SecretSpan> spans = new ArrayList<>();
            String text = "x " + token.prefix() + body + " x";
            Tokens.find(text, spans);

            assertThat(spans).as(token.prefix()).containsExactly(new SecretSpan(2, text.length() - 2, token.reason()));
            assertThat(shown(text)).isEqualTo("x [secret] x");
            List<SecretSpan> none = new ArrayList<>();
            Tokens.find("x " + token.prefix() + body.substring(1) + " x", none);
            Tokens.find("xa" + token.prefix() + body + " x", none);
            assertThat(none).as("shorter than any, or inside of a word").isEmpty();
        });
    }

    @Test
    void tokenOfAFixedLengthIsNoLonger() {
        List<SecretSpan> spans = new ArrayList<>();
        Tokens.find("AK" + "IA" + upper(17) + " pu" + "l-" + hex(40) + "1 SK" + hex(33), spans);

        assertThat(spans).isEmpty();
    }

    @Test
    void tokenEndsBeforeTheEndOfASentence() {
        assertThat(shown("with gl" + "pat-" + mixed(20) + ".")).isEqualTo("with [secret].");
    }

    private static String body(Tokens.Alphabet alphabet, int length) {
        return switch (alphabet) {
            case HEX -> hex(64).repeat(3).substring(0, length);
            case UPPER -> mixed(48).toUpperCase(Locale.ROOT).repeat(4).substring(0, length);
            case LOWER -> mixed(48).toLowerCase(Locale.ROOT).repeat(4).substring(0, length);
            default -> MIXED.repeat(4).substring(0, length);
        };
    }

    @Test
    void jsonWebTokenHasThreePartsOrMore() {
        String token = "ey" + "J" + mixed(10) + "." + mixed(10) + "." + mixed(10);

        assertThat(shown("topic-" + token + " x")).isEqualTo("topic-[secret] x");
        assertThat(shown(token + "." + mixed(10) + "..x")).isEqualTo("[secret].x");
        assertThat(shown("a" + token)).isEqualTo("a" + token);
        assertThat(shown("ey" + "J" + mixed(10) + "." + mixed(10))).startsWith("ey" + "J");
        assertThat(shown("ey" + "Jabcd.a.b")).startsWith("ey" + "J");
    }

    @Test
    void azureKeyIsFoundByItsSignature() {
        assertThat(shown("x " + mixed(40) + "Az" + "Seabcd x")).isEqualTo("x [secret] x");
        assertThat(shown("x " + mixed(32) + "Az" + "Seabcd x")).isEqualTo("x " + mixed(32) + "Az" + "Seabcd x");
        assertThat(shown("x " + mixed(81) + "Az" + "Seabcd x")).isEqualTo("x " + mixed(81) + "Az" + "Seabcd x");
    }

    @Test
    void tokenInTheNameOfAnAddressIsHidden() {
        assertThat(shown("git clone https://" + mixed(40) + "@dev.azure.com/a"))
                .isEqualTo("git clone https://[secret]@dev.azure.com/a");
        assertThat(shown("https://" + mixed(29) + "@a")).contains(mixed(29));
    }

    @Test
    void passwordInAnAddressEndsAtItsLastSign() {
        assertThat(shown("amqp://app:" + WORD + "@mq")).isEqualTo("amqp://app:[secret]@mq");
        assertThat(shown("mongodb://app:a/b@c@db.example.com/shop"))
                .isEqualTo("mongodb://app:[secret]@db.example.com/shop");
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
            "ConvertTo-SecureString correcthorse -AsPlainText",
            "'correcthorse' | ConvertTo-SecureString -AsPlainText",
            "correcthorse | ConvertTo-SecureString -AsPlainText",
            "[PSCredential]::new('app', 'correcthorse')",
            "[NetworkCredential]::new('app', 'correcthorse')",
            "[X509Certificate2]::new('a.pfx', 'correcthorse', 'Exportable')",
            "$cert.Import($bytes, 'correcthorse', 'Exportable')",
            "$user.SetPassword('correcthorse')",
            "$user.ChangePassword('correcthorse', $new)",
            "$user.ChangePassword($old, 'correcthorse')",
            "$context.ValidateCredentials('app', 'correcthorse')",
            "New-Object DirectoryEntry('LDAP://dc', 'app', 'correcthorse')",
            "[PrincipalContext]::new($type, $domain, 'app', 'correcthorse')",
            "$service.Change($null,$null,$null,$null,$null,$false,'corp\\app','correcthorse')",
            "echo correcthorse | docker login -u app --password-stdin",
            "'correcthorse' | docker login -u app --password-stdin",
            "docker login -u app --password-stdin <<< correcthorse",
            "echo correcthorse | sudo -S reboot",
            "echo -n correcthorse | gcloud secrets create a --data-file=-",
            "echo db:5432:shop:app:correcthorse > ~/.pgpass",
            "app.exe /p:correcthorse",
            "cmdkey /add:srv /user:app/pass:correcthorse",
            "schtasks /create /rp correcthorse",
            "app -pw correcthorse a",
            "openssl req -passin pass:correcthorse",
            "machine example.com login app password correcthorse",
            "CREATE USER a IDENTIFIED BY 'correcthorse'",
            "ALTER ROLE app WITH PASSWORD\n'correcthorse'",
            "CREATE CREDENTIAL a WITH IDENTITY = 'b', SECRET = 'correcthorse'",
            "EXEC sp_addlogin 'app', N'correcthorse'",
            "GetBytes('app:correcthorse')",
            "<RSAKeyValue><D>correcthorsecorrecthorse</D></RSAKeyValue>",
            "x \"kty\":\"RSA\",\"d\":\"correcthorsecorrecthorse\"",
            "<add value=\"correcthorse\" key=\"ClearTextPassword\"/>",
            "echo root:correcthorse | chpasswd",
            "jdbc:oracle:thin:shop/correcthorse@//db:1521/SHOP",
            "echo ::add-mask::correcthorse",
            "##vso[task.setvariable variable=a;issecret=true]correcthorse",
            "https://a.azurewebsites.net/api/run?a=b&code=correcthorse");

    @Test
    void everyCommandIsFoundByItsPatternAlone() {
        assertThat(COMMANDS).hasSameSizeAs(Commands.COMMANDS);
        for (int i = 0; i < COMMANDS.size(); i++) {
            String text = COMMANDS.get(i);
            SearchedText searched = new SearchedText(text);
            List<SecretSpan> spans = new ArrayList<>();
            Commands.find(searched, spans);
            List<SecretSpan> others = new ArrayList<>();
            Credentials.find(searched, others);
            CommandOptions.find(searched, others);
            Assignments.find(searched, others);

            assertThat(spans).as(text).hasSize(1);
            assertThat(Commands.COMMANDS.get(i).pattern().matcher(text).find())
                    .as(text)
                    .isTrue();
            assertThat(others).as(text).isEmpty();
            assertThat(shown(text)).as(text).contains("[secret]").doesNotContain(WORD);
        }
    }

    /** A capital I with a dot is two characters in lower case. */
    @Test
    void commandIsFoundBehindALetterWithALongerLowerCase() {
        assertThat(shown("\u0130\u0130 app -pw correcthorse a")).isEqualTo("\u0130\u0130 app -pw [secret] a");
    }

    /** In the order of the table. */
    private static final List<String> OPTIONS = List.of(
            "net user app correcthorse /add",
            "net use Z: \\\\srv\\share correcthorse /persistent:no",
            "psexec \\\\srv -u app -p correcthorse cmd",
            "schtasks /create /s srv /p correcthorse",
            "winrs -r:srv -u:app -p:correcthorse dir",
            "certutil -f -p correcthorse -importpfx a",
            "signtool sign /p correcthorse a.exe",
            "ktpass /princ a /pass correcthorse",
            "pvk2pfx -pvk a.pvk -pi correcthorse",
            "netdom join x /passwordd:correcthorse",
            "dsadd user cn=a -pwd @correcthorse",
            "autologon.exe app corp correcthorse",
            "rasdial vpn app correcthorse",
            "sc.exe config web obj= corp\\app password= correcthorse",
            "nssm set web ObjectName corp\\app correcthorse",
            "choco source add -n=a -u=app -p=correcthorse",
            "choco config set proxyPassword correcthorse",
            "dotnet nuget push a.nupkg -k correcthorse",
            "nuget setApiKey correcthorse -Source a",
            "dotnet user-secrets set Db:Word correcthorse",
            "setx DB_PASSWORD correcthorse",
            "sqlpackage /Action:Publish /tp:correcthorse",
            "keytool -importkeystore -srcstorepass correcthorse",
            "docker --config a login -u app -p correcthorse registry.example.com",
            "vault login correcthorse",
            "vault kv put kv/shop word=correcthorse",
            "vault write kv/shop word=correcthorse",
            "aws ssm put-parameter --name a --value correcthorse --type SecureString",
            "Write-SSMParameter -Name a -Value correcthorse -Type SecureString",
            "aws secretsmanager create-secret --name a --secret-binary correcthorse",
            "aws configure set aws_secret_access_key correcthorse",
            "az keyvault secret set --name a --value correcthorse",
            "gh secret set A --body correcthorse",
            "flyctl secrets set WORD=correcthorse",
            "pulumi config set dbPassword correcthorse",
            "kubectl create secret generic a --from-literal=word=correcthorse",
            "gitlab-runner register -n -r correcthorse",
            "sqlcmd -S db -P correcthorse",
            "mysqldump -u app -pcorrecthorse shop",
            "mysqladmin -u root password correcthorse",
            "mongosh -u app -p correcthorse",
            "redis-cli -h db -a correcthorse",
            "redis-cli config set requirepass correcthorse",
            "rabbitmqctl add_user app correcthorse",
            "sqlplus -s shop/correcthorse@//db",
            "ldapsearch -D cn=app -w correcthorse",
            "ldappasswd -s correcthorse cn=app",
            "kadmin -p admin -w correcthorse",
            "htpasswd -b .htpasswd app correcthorse",
            "htpasswd -nb app correcthorse",
            "curl -u app:correcthorse https://example.com",
            "lftp -u app,correcthorse sftp.example.com",
            "winexe -U corp/app%correcthorse //srv cmd",
            "sshpass -p correcthorse ssh a@b",
            "ipmitool -H a -P correcthorse power on",
            "knife bootstrap windows winrm host -x app -P correcthorse",
            "npm config set //registry.npmjs.org/:_authToken correcthorse",
            "git config proxy.password correcthorse",
            "openssl enc -aes-256-cbc -k correcthorse",
            "zip -P correcthorse a.zip a",
            "7z x -pcorrecthorse a.7z");

    @Test
    void everyCommandIsFoundByItsWordsAlone() {
        assertThat(OPTIONS).hasSameSizeAs(CommandOptions.COMMANDS);
        for (int i = 0; i < OPTIONS.size(); i++) {
            String text = OPTIONS.get(i);
            SearchedText searched = new SearchedText(text);
            List<SecretSpan> others = new ArrayList<>();
            Credentials.find(searched, others);
            Assignments.find(searched, others);
            Commands.find(searched, others);
            List<PropertyValue> words = Stream.of(text.split(" ", -1))
                    .<PropertyValue>map(PropertyValue.Text::new)
                    .toList();

            assertThat(others).as(text).isEmpty();
            assertThat(shown(text)).as(text).contains("[secret]").doesNotContain(WORD);
            assertThat(masker.fields(
                                    "t",
                                    new PropertyValue.Fields(
                                            new TreeMap<>(Map.of("a", new PropertyValue.Items(words)))))
                            .toString())
                    .as("as a list of words: " + text)
                    .doesNotContain(WORD);
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
                "kennwort",
                "geheimnis",
                "mdp",
                "contrase\u00F1a",
                "wachtwoord",
                "senha",
                "haslo",
                "has\u0142o",
                "heslo",
                "losenord",
                "l\u00F6senord",
                "adgangskode",
                "kodeord",
                "salasana",
                "jelsz\u00F3",
                "parola",
                "sifre",
                "\u015Fifre",
                "geslo",
                "lozinka",
                "\u043F\u0430\u0440\u043E\u043B\u044C",
                "\u03BA\u03C9\u03B4\u03B9\u03BA\u03CC\u03C2",
                "\u30D1\u30B9\u30EF\u30FC\u30C9",
                "\u5BC6\u7801",
                "\u5BC6\u78BC",
                "\u53E3\u4EE4",
                "\uBE44\uBC00\uBC88\uD638",
                "jeton",
                "clave",
                "chave",
                "segredo",
                "segreto",
                "schlussel",
                "schl\u00FCssel",
                "schluessel",
                "sleutel",
                "klucz",
                "nyckel",
            })
    void everyStemBeginsANameThatTells(String name) {
        assertThat(Assignments.STEMS.stream().filter(name.toLowerCase(Locale.ROOT)::contains))
                .as("no other one begins it")
                .hasSize(1);
        assertThat(shown(name + " = 'b8Kd02mVnQ7x'")).isEqualTo(name + " = '[secret]'");
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
                "ParameterKey=DbPassword,ParameterValue=Hunter2x!",
                "\"ParameterKey\": \"DbPassword\",\n  \"ParameterValue\": \"Hunter2x!\"",
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
        properties.put("kubernetes:core/v1:SecretPatch", Set.of("data", "stringData"));
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
        List<String> names = List.of("name", "Key", "parameterName", "parameterKey", "OptionName");
        Set<String> values = Set.of("value", "parametervalue", "stringvalue", "optionvalue");

        assertThat(Masker.NAME_FIELDS)
                .isEqualTo(names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
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
