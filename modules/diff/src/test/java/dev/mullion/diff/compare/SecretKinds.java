package dev.mullion.diff.compare;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Made-up credentials, the same on every run; their marks are put together here so that no scanner takes them for real. */
final class SecretKinds {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String HEX = "0123456789abcdef";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String MIXED = LETTERS + UPPER + DIGITS;

    private final Random random = new Random(20261122);

    /**
     * A secret, and a text that holds it as it would stand in a script or a setting.
     *
     * @param plain what must show nowhere
     */
    record Made(String plain, String text) {}

    /** Those that show what they are by themselves, so that they may stand anywhere, and in names too. */
    List<Function<SecretKinds, Made>> byLook() {
        return List.of(
                of -> of.own("AK" + "IA" + of.some(UPPER + "234567", 16)),
                of -> of.own("AS" + "IA" + of.some(UPPER + "234567", 16)),
                of -> of.own("gh" + "p_" + of.some(MIXED, 36)),
                of -> of.own("github" + "_pat_" + of.some(MIXED, 22) + "_" + of.some(MIXED, 40)),
                of -> of.own("gl" + "pat-" + of.some(MIXED, 20)),
                of -> of.own("xo" + "xb-" + of.some(DIGITS, 12) + "-" + of.some(MIXED, 24)),
                of -> of.own("np" + "m_" + of.some(MIXED, 36)),
                of -> of.own("py" + "pi-" + of.some(MIXED, 60)),
                of -> of.own("sk_" + "live_" + of.some(MIXED, 24)),
                of -> of.own("AI" + "za" + of.some(MIXED, 35)),
                of -> of.own(of.some(MIXED, 3) + "8Q" + "~" + of.some(MIXED, 34)),
                of -> of.own("S" + "G." + of.some(MIXED, 22) + "." + of.some(MIXED, 43)),
                of -> of.own("hv" + "s." + of.some(MIXED, 24)),
                of -> of.own("pu" + "l-" + of.some(HEX, 40)),
                of -> of.own("dckr" + "_pat_" + of.some(MIXED, 27)),
                of -> of.own("da" + "pi" + of.some(HEX, 32)),
                of -> of.own("ey" + "J" + of.some(MIXED, 30) + "." + of.some(MIXED, 60) + "." + of.some(MIXED, 43)),
                of -> of.own("IQoJ" + "b3JpZ2lu" + of.some(MIXED, 120)),
                of -> of.own("ya" + "29." + of.some(MIXED, 60)),
                of -> of.own("np" + "m_" + of.some(MIXED, 36)));
    }

    /** Those that only what is around tells of. */
    List<Function<SecretKinds, Made>> byContext() {
        return List.of(
                of -> of.in("Server=db.example.com;Database=shop;User Id=sa;Password=%s;Encrypt=true"),
                of -> of.in("postgres://shop:%s@db.example.com:5432/shop"),
                of -> of.in("curl -H \"Authorization: Bearer %s\" https://api.example.com"),
                of -> of.in("$secure = ConvertTo-SecureString '%s' -AsPlainText -Force"),
                of -> of.in("net user deploy %s /add"),
                of -> of.in("Add-Computer -DomainName corp.example.com -Password '%s'"),
                of -> of.in("$env:DB_PASSWORD = '%s'"),
                of -> of.in("{\"apiKey\": \"%s\", \"mode\": \"fast\"}"),
                of -> of.in("database:\n  host: db\n  password: %s\n"),
                of -> of.in("app.exe --api-key %s --verbose"),
                of -> of.in("<add key=\"DbPassword\" value=\"%s\" />"),
                of -> of.in("<password>%s</password>"),
                of -> of.in("[Environment]::SetEnvironmentVariable('API_TOKEN', '%s', 'Machine')"),
                of -> of.in("cmdkey /add:files.example.com /user:app /pass:%s"),
                of -> of.in("schtasks /create /tn nightly /ru app /rp %s /tr run.exe"),
                of -> of.in("setx SERVICE_TOKEN %s"),
                of -> of.in("Set-ItemProperty -Path $path -Name DefaultPassword -Value '%s'"),
                of -> of.in("nerdctl login registry.example.com --username app --password %s"),
                of -> of.in("DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=%s;EndpointSuffix=core"),
                of -> of.basic(),
                of -> of.docker(),
                of -> of.secretKey(),
                of -> of.privateKey(),
                of -> of.in("net use Z: \\\\files.example.com\\share %s /user:app"),
                of -> of.in("machine files.example.com login app password %s"),
                of -> of.in("setx /m SERVICE_TOKEN %s"),
                of -> of.in("New-Object System.Net.NetworkCredential('app', '%s')"),
                of -> of.in("CREATE LOGIN app WITH PASSWORD = N'%s'"),
                of -> of.in("<password type=\"plain\"><![CDATA[%s]]></password>"),
                of -> of.in("<add value=\"%s\" key=\"ClearTextPassword\"/>"),
                of -> of.in("Driver={SQL Server};Server=db.example.com;Uid=sa;Pwd={a;%s};"),
                of -> of.in("mongodb+srv://app:p@%s@db.example.com/shop"),
                of -> of.in("$password = @'\n%s\n'@\n"),
                of -> of.in("deploy:%s@registry.example.com/shop/web:1"),
                of -> of.in("signtool sign /f a.pfx /p %s a.exe"));
    }

    Made password() {
        return own("Pw" + some(MIXED, 10) + "!" + some(DIGITS, 3));
    }

    private Made own(String plain) {
        return new Made(plain, plain);
    }

    private Made in(String template) {
        String plain = "x9" + some(MIXED, 12) + "K" + some(DIGITS, 3) + "q";
        return new Made(plain, template.replace("%s", plain));
    }

    private Made basic() {
        String plain = "Zq7" + some(MIXED, 16);
        String encoded = Base64.getEncoder().encodeToString(("app:" + plain).getBytes(StandardCharsets.UTF_8));
        return new Made(plain, "$headers = @{ Authorization = 'Basic " + encoded + "' }");
    }

    private Made docker() {
        String plain = "Dk4" + some(MIXED, 18);
        String encoded = Base64.getEncoder().encodeToString(("app:" + plain).getBytes(StandardCharsets.UTF_8));
        return new Made(plain, "{\"auths\": {\"registry.example.com\": {\"auth\": \"" + encoded + "\"}}}");
    }

    private Made secretKey() {
        String plain = some(MIXED + "/+", 40);
        return new Made(plain, "[default]\naws_secret_access_key = " + plain + "\nregion = eu-west-1\n");
    }

    private Made privateKey() {
        String body = some(MIXED + "+/", 64) + "\n" + some(MIXED + "+/", 64);
        String dashes = "-".repeat(5);
        String kind = "RSA PRIVATE" + " KEY";
        return new Made(
                body,
                "@'\n" + dashes + "BEGIN " + kind + dashes + "\n" + body + "\n" + dashes + "END " + kind + dashes
                        + "\n'@ | Set-Content key.pem\n");
    }

    String some(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
