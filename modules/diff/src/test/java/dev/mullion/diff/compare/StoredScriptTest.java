package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.report.ReportFormat;
import dev.mullion.diff.report.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script that a machine gets from S3, where it is named by its hash. */
class StoredScriptTest {
    private static final String HASH = "0123456789abcdef".repeat(4).substring(1);

    private static final String OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

    @Test
    void isReadAsOneScriptWhoseLinesChange() throws IOException {
        Comparison comparison = Stack.compare(script("1", "Write-Host 'b'"), script("2", "Write-Host 'c'"));

        assertThat(Wording.replacedAndDeleted(comparison)).isEmpty();
        assertThat(comparison.findings()).isEmpty();
        StringBuilder text = new StringBuilder();
        ReportFormat.TEXT.write(new Report("main", "head", List.of(comparison)), false, text);
        assertThat(text.toString()).contains("""
                  +- aws:s3:BucketObjectv2 script: replace
                       ~ content (PowerShell):
                         @@ -1,3 +1,3 @@
                         1 1   Set-StrictMode -Version Latest
                         2   - Write-Host 'b'
                           2 + Write-Host 'c'
                         3 3   exit 0
                       ~ key:  (replaces)
                """).doesNotContain("Replaced or deleted");
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        "web/HASH1.ps1, web/HASH2.ps1, 0",
        "'web/${web.userDataSha256(0a1b2c)}.ps1', 'web/${web.userDataSha256(0a1b2d)}.ps1', 0",
        "web/HASH1.ps1, web/latest.ps1, 1",
        "web/latest.ps1, web/HASH2.ps1, 1",
        "web/${web.name}.ps1, web/${web.id}.ps1, 1",
    })
    void anotherKeyIsAMatterOfCourseWhereItFollowsTheContent(String before, String after, int told) {
        assertThat(Wording.replacedAndDeleted(
                        Stack.compare(object("artifacts", before, "a\nb\n"), object("artifacts", after, "a\nc\n"))))
                .hasSize(told);
    }

    @Test
    void anotherBucketOrTheSameContentUnderAnotherKeyIsNone() {
        assertThat(Wording.replacedAndDeleted(Stack.compare(
                        object("artifacts", "web/HASH1.ps1", "a\nb\n"), object("others", "web/HASH2.ps1", "a\nc\n"))))
                .hasSize(1);
        assertThat(Wording.replacedAndDeleted(Stack.compare(
                        object("artifacts", "web/HASH1.ps1", "a\nb\n"),
                        object("artifacts", "shop/HASH1.ps1", "a\nb\n"))))
                .hasSize(1);
        assertThat(Wording.replacedAndDeleted(
                        Stack.compare(object("artifacts", "web/HASH1.ps1", "a\nb\n"), new Stack())))
                .hasSize(1);
    }

    @Test
    void joinsADomainAsUserDataDoes() {
        assertThat(Told.of(script("1", "Write-Host 1"), script("2", "Add-Computer -DomainName $d")))
                .containsExactly("WARNING domain-identity-changed how script joins or uses its domain changed");
        assertThat(Told.of(
                        object("artifacts", "web/HASH1.json", "{}\n"),
                        object("artifacts", "web/HASH2.json", "{\"DomainName\":\"a\"}\n")))
                .isEmpty();
    }

    @Test
    void joinsTheSameDomainWhereverItsScriptIsKept() {
        String join = "Set-StrictMode -Version Latest\nAdd-Computer -DomainName 'corp.example.com'\nexit 0\n";
        String other = join.replace("corp", "lab");
        Stack inline = template(new Stack(), join);
        Stack inS3 = template(
                object("artifacts", "web/HASH1.ps1", join),
                "Set-StrictMode -Version Latest\nInvoke-Step -Name 'Get-UserData' -ExitCode 9 -Script {\n    $key = 'web/"
                        + HASH + "1.ps1'\n}\n");
        Stack otherInS3 = template(
                object("artifacts", "web/HASH1.ps1", other),
                "Set-StrictMode -Version Latest\nInvoke-Step -Name 'Get-UserData' -ExitCode 9 -Script {\n    $key = 'web/"
                        + HASH + "1.ps1'\n}\n");

        assertThat(Told.of(inline, inS3)).noneMatch(line -> line.contains("domain-identity-changed"));
        assertThat(Told.of(inS3, inline)).noneMatch(line -> line.contains("domain-identity-changed"));
        assertThat(Told.of(inline, otherInS3))
                .contains("WARNING domain-identity-changed how web joins or uses its domain changed");
        assertThat(Told.of(otherInS3, inline))
                .contains("WARNING domain-identity-changed how web joins or uses its domain changed");
    }

    private static Stack template(Stack stack, String script) {
        String document = "<powershell>\n" + script + "</powershell>\n";
        return stack.with(
                "aws:ec2/launchTemplate:LaunchTemplate",
                "web",
                "userData",
                Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Stack script(String number, String line) {
        return object(
                "artifacts", "web/HASH" + number + ".ps1", "Set-StrictMode -Version Latest\n" + line + "\nexit 0\n");
    }

    /** HASH and a digit stand for a SHA-256. */
    private static Stack object(String bucket, String key, String content) {
        return new Stack()
                .with(OBJECT, "script", "bucket", bucket, "key", key.replace("HASH", HASH), "content", content);
    }
}
