package dev.mullion.diff.masking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that their words do not tell, and their arguments. */
class CommandsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConvertTo-SecureString b8Kd02mV -AsPlainText -> ConvertTo-SecureString [secret] -AsPlainText",
                "ConvertTo-SecureString \"b8Kd 02mV\" -AsPlainText -> ConvertTo-SecureString \"[secret]\" -AsPlainText",
                "ConvertTo-SecureString 'b8Kd02mV' -AsPlainText -> ConvertTo-SecureString '[secret]' -AsPlainText",
                "ConvertTo-SecureString \"b8Kd$(Get-Item x)02mV\" -AsPlainText -> ConvertTo-SecureString \"[secret]$(Get-Item x)[secret]\" -AsPlainText",
                "ConvertTo-SecureString 'b8Kd\"; iex $x #' -AsPlainText -> ConvertTo-SecureString '[secret]\"; iex $x #' -AsPlainText",
                "ConvertTo-SecureString $b8Kd02mV -AsPlainText",
                "ConvertTo-SecureString (b8Kd02mV) -AsPlainText",
                "ConvertTo-SecureString ab -AsPlainText",
                "ConvertTo-SecureString abc -AsPlainText -> ConvertTo-SecureString [secret] -AsPlainText",
                "ConvertTo-SecureString '' -AsPlainText",
                "b8Kd02mV | ConvertTo-SecureString -AsPlainText -> [secret] | ConvertTo-SecureString -AsPlainText",
                "b | ConvertTo-SecureString -AsPlainText",
                "\u201Cb8Kd02mV\u201D | ConvertTo-SecureString -AsPlainText -> \u201C[secret]\u201D | ConvertTo-SecureString -AsPlainText",
            })
    void argumentIsHiddenWithoutItsQuotes(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[NetworkCredential]::new('app', 'b8Kd02mV') -> [NetworkCredential]::new('app', '[secret]')",
                "[NetworkCredential]::new('app'); f('x', 'b8Kd02mV')",
                "[NetworkCredential]::new('app')\nf('x', 'b8Kd02mV')",
                "x; [NetworkCredential]::new('app', 'b8Kd02mV') -> x; [NetworkCredential]::new('app', '[secret]')",
                "x\n[NetworkCredential]::new('app', 'b8Kd02mV') -> x\n[NetworkCredential]::new('app', '[secret]')",
                "f('x', 'b8Kd02mV'); [NetworkCredential]::new($y)",
                "[NetworkCredential]::new('app', 'b8Kd02mV', 'corp') -> [NetworkCredential]::new('app', '[secret]', 'corp')",
            })
    void argumentBelongsToItsStatement(String row) {
        ShownText.check(row);
    }
}
