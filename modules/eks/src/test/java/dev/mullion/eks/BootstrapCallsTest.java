package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.OwnScript;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapCallsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "& \"$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1\" -EKSClusterName shop",
                "& 'C:\\Program Files\\Amazon\\EKS\\start-eksbootstrap.PS1' -EKSClusterName shop",
                ". C:\\PROGRA~1\\Amazon\\EKS\\Start-EKSBootstrap.ps1 -EKSClusterName shop",
                "C:\\PROGRA~1\\Amazon\\EKS\\Start-EKSBootstrap.ps1 -EKSClusterName shop",
                "Set-Location C:\\PROGRA~1\\Amazon\\EKS; .\\Start-EKSBootstrap.ps1",
                "if ($true) { & (Join-Path $env:ProgramFiles 'Amazon\\EKS\\Start-EKSBootstrap.ps1') }",
                "$result = & \"$folder\\Start-EKSBootstrap.ps1\" @parameters",
                "try {\n    &\"$folder\\Start-EKSBootstrap.ps1\"\n} catch { }",
                "powershell.exe -NoProfile -File 'C:\\Program Files\\Amazon\\EKS\\Start-EKSBootstrap.ps1'",
                "Start-Process powershell -ArgumentList '-File', \"$folder\\Start-EKSBootstrap.ps1\" -Wait",
                "Invoke-Expression \"& '$folder\\Start-EKSBootstrap.ps1' -EKSClusterName shop\"",
                // As the guide of EKS writes it.
                """
                [string]$EKSBinDir = "$env:ProgramFiles\\Amazon\\EKS"
                [string]$EKSBootstrapScriptName = 'Start-EKSBootstrap.ps1'
                [string]$EKSBootstrapScriptFile = "$EKSBinDir\\$EKSBootstrapScriptName"
                & $EKSBootstrapScriptFile -EKSClusterName shop `
                    -KubeletExtraArgs '--node-labels=a=b' 3>&1 4>&1 5>&1 6>&1
                """,
                """
                $file = "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" # AWS's
                powershell -File ${FILE} -EKSClusterName shop
                """,
            })
    void findsACall(String text) {
        assertThat(EksNodeUserData.callsBootstrap(new OwnScript("own.ps1", text)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Write-Host 'EKS runs Start-EKSBootstrap.ps1 later'",
                "# & \"$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1\"",
                "<# & 'Start-EKSBootstrap.ps1'\n& Start-EKSBootstrap.ps1 #>\n$x = 1",
                "Write-Host \"do not run: & 'Start-EKSBootstrap.ps1' `\"here`\"\"",
                "Write-Host 'it''s # & Start-EKSBootstrap.ps1'; $x = 1",
                "$text = @'\n& C:\\Start-EKSBootstrap.ps1\n'@\nSet-Content C:\\note.txt $text",
                // Looks at it, or changes it, before EKS calls it.
                "if (Test-Path \"$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1\") { 'is there' }",
                """
                $script = "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1"
                (Get-Content $script).Replace('--v=1', '--v=4') | Set-Content $script
                & C:\\setup\\other.ps1
                """,
                "'{0} is AWS''s' -f $script; $script = 'Start-EKSBootstrap.ps1'",
                "& C:\\setup\\Start-EKSBoot.ps1",
                "exit 0",
            })
    void findsNone(String text) {
        assertThat(EksNodeUserData.callsBootstrap(new OwnScript("own.ps1", text)))
                .isFalse();
    }

    /** A file of a stranger has up to 16 KiB, and a stack names it as often as it likes. */
    @Test
    @Tag("adversary")
    @Timeout(60)
    void noScriptTakesLongOrAllOfTheStack() {
        String chain = IntStream.range(0, 1100)
                .mapToObj(i -> "$a" + (1100 - i) + "=$a" + (1099 - i) + "\n")
                .collect(Collectors.joining());
        assertThat(BootstrapCalls.in(chain + "$a0='Start-EKSBootstrap.ps1'\n& $a1100\n"))
                .isTrue();
        assertThat(BootstrapCalls.in("\u0001123456789012\u0002 \u00017\u0002")).isFalse();
        for (String around :
                List.of("$x = '%s'", "$x = \"%s\"", "& (%s)", "& %s", "$a=%s", "<#%s#>", "@'\n%s\n'@", "%s")) {
            for (String again : List.of(
                    "x ", "''", "`a", "()", "(a)", "\n", "; ", "$a=", "&", "'", "\"", "@'\n", "@\"", "#", "<#", "=",
                    "=s")) {
                String script = around.formatted(again.repeat(16_000 / again.length()));

                for (int pools = 0; pools < 20; pools++) {
                    assertThat(BootstrapCalls.in(script))
                            .describedAs(around + " of " + again)
                            .isFalse();
                }
            }
        }
    }
}
