package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "powershell | <powershell>\\nwhoami",
                "powershell | <PowerShell>",
                "powershell | [CmdletBinding()]",
                "powershell | \\tparam (",
                "powershell | x\\nfunction Get-It {",
                "powershell | Set-StrictMode -Version 3",
                "powershell | #Requires -Version 5",
                "powershell | using module Ours",
                "powershell | $a:b = Import-Module x",
                "powershell | Get-Item x",
                "powershell | Set-Item x",
                "powershell | New-Item x",
                "powershell | Invoke-It",
                "powershell | Start-Service x",
                "powershell | Stop-Service x",
                "powershell | Remove-Item x",
                "powershell | Add-Type x",
                "powershell | Write-Host x",
                "powershell | Initialize-Disk",
                "powershell | Install-Package x",
                "powershell | Register-It",
                "powershell | Test-Path x",
                "powershell | Wait-Job",
                "text       | do Get-Item x",
                "text       | Get-3 x",
                "text       | function it {",
                "xml        | `<?xml version='1.0'?><a/>`",
                "xml        | <!DOCTYPE html>",
                "xml        | `  <a:b-c.d x='1'></a:b-c.d>\\n`",
                "xml        | <a>",
                "xml        | <a/>",
                "text       | <a> and",
                "text       | <3>",
                "json       | {}",
                "json       | ` [1, 2]\\n`",
                "text       | {1, 2]",
                "text       | [1, 2}",
                "yaml       | a: 1",
                "yaml       | `a-b.c:\\n  d: 1`",
                "yaml       | - x",
                "yaml       | `---\\n# first\\n\\na: 1`",
                "text       | a:1",
                "text       | -x",
                "text       | it says a: 1",
                "text       | ``",
            })
    void isToldFromTheText(String language, String text) {
        assertThat(Language.of(text.replace("\\n", "\n").replace("\\t", "\t"))).isEqualTo(language);
    }

    /** A text of megabytes is no reason to wait: what it begins with says enough. */
    @ParameterizedTest
    @CsvSource({"65526, powershell", "65536, text"})
    void isToldFromTheBeginning(int before, String language) {
        assertThat(Language.of("x".repeat(before - 1) + "\nGet-Item")).isEqualTo(language);
    }
}
