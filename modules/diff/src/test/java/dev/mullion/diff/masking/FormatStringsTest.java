package dev.mullion.diff.masking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that stand behind the text which they are put into. */
class FormatStringsTest {
    /** Where the name before its place tells. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Pwd={0}' -f 'b8Kd02mV' -> 'Pwd={0}' -f '[secret]'",
                "'Pwd={1}' -f 'app', 'b8Kd02mV' -> 'Pwd={1}' -f 'app', '[secret]'",
                "'Pwd={1}' -f $app , 'b8Kd02mV' -> 'Pwd={1}' -f $app , '[secret]'",
                "'Pwd={2};User={1}' -f 'a', 'b', 'b8Kd02mV', 'c' -> 'Pwd={2};User={1}' -f 'a', 'b', '[secret]', 'c'",
                "'Pwd={1};Token={2}' -f 'a', 'b8Kd02mV', 'c9Le13nWoR8y' -> 'Pwd={1};Token={2}' -f 'a', '[secret]', '[secret]'",
                "'Pwd={10}' -f 0,1,2,3,4,5,6,7,8,9,'b8Kd02mV' -> 'Pwd={10}' -f 0,1,2,3,4,5,6,7,8,9,'[secret]'",
                "\"Pwd={0}\" -f \"b8Kd02mV\" -> \"Pwd={0}\" -f \"[secret]\"",
                "\"Pwd={0}\" -F \"b8Kd02mV\" -> \"Pwd={0}\" -F \"[secret]\"",
                "'Pwd={0}' -f (\"b8Kd02mV\") -> 'Pwd={0}' -f (\"[secret]\")",
                "('Pwd={0}') -f 'b8Kd02mV' -> ('Pwd={0}') -f '[secret]'",
                "@'\nPwd={0}\n'@ -f 'b8Kd02mV' -> @'\nPwd={0}\n'@ -f '[secret]'",
                "'Pwd={0}'-f 'b8Kd02mV' -> 'Pwd={0}'-f '[secret]'",
                "'Pwd={0}' -f\t'b8Kd02mV' -> 'Pwd={0}' -f\t'[secret]'",
                "'Pwd={0}' -f'b8Kd02mV' -> 'Pwd={0}' -f'[secret]'",
                "'Pwd={1}' -f('a','b8Kd02mV') -> 'Pwd={1}' -f('a','[secret]')",
                "'Pwd={0}' -f 'b8Kd, 02mV' -> 'Pwd={0}' -f '[secret]'",
                "'Pwd={1}' -f 'a,b', 'b8Kd02mV' -> 'Pwd={1}' -f 'a,b', '[secret]'",
                "'Pwd={1}' -f \"a','b\", 'b8Kd02mV' -> 'Pwd={1}' -f \"a','b\", '[secret]'",
                "'Pwd={1}' -f 'a' + 'b', 'b8Kd02mV' -> 'Pwd={1}' -f 'a' + 'b', '[secret]'",
                "'Pwd={1}' -f 'a',\n  'b8Kd02mV' -> 'Pwd={1}' -f 'a',\n  '[secret]'",
                "'Pwd={0}' -f \u2018b8Kd02mV\u2019 -> 'Pwd={0}' -f \u2018[secret]\u2019",
                "'Pwd={0}' -f \u201Cb8Kd02mV\" -> 'Pwd={0}' -f \u201C[secret]\"",
                "'Pwd=\"{0}\"' -f 'b8Kd02mV' -> 'Pwd=\"{0}\"' -f '[secret]'",
                "'Pwd \"{0}\"' -f 'b8Kd02mV' -> 'Pwd \"{0}\"' -f '[secret]'",
                "'Pwd {0}' -f 'b8Kd02mV' -> 'Pwd {0}' -f '[secret]'",
                "'{{\"Pwd\": \"{0}\"}}' -f 'b8Kd02mV' -> '{{\"Pwd\": \"{0}\"}}' -f '[secret]'",
            })
    void argumentOfAFormatIsHidden(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'User={0}' -f 'b8Kd02mV'",
                "'Pwd={0}' -f $x",
                "'Pwd={0}' -f $x, 'b8Kd02mV'",
                "'Pwd={1}' -f 'b8Kd02mV'",
                "'Pwd={1}' -f 'a'; 'b8Kd02mV'",
                "'Pwd={1}' -f 'a'\n'b8Kd02mV', 'c9Le13nW'",
                "'Pwd={1}' -f 'b8Kd02mV,",
                "'Pwd={0}' -f ",
                "'Pwd={1}' -f 'a',",
                "'Pwd={0}' -f 'true'",
                "Pwd={0}' -f 'b8Kd02mV'",
                "'Pwd={x}' -f 'b8Kd02mV'",
                "'Pwd={1}' -first 'a', 'b8Kd02mV'",
                "'Pwd={1}' -f-x 'a', 'b8Kd02mV'",
            })
    void otherArgumentsAreShown(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[string]::Format('Pwd={0}', 'b8Kd02mV') -> [string]::Format('Pwd={0}', '[secret]')",
                "[string]::Format(\"Pwd={1}\" , $app, \"b8Kd02mV\") -> [string]::Format(\"Pwd={1}\" , $app, \"[secret]\")",
                "String.format( 'Pwd={0}','b8Kd02mV') -> String.format( 'Pwd={0}','[secret]')",
                "[string]::Format('Pwd={0}',\n  'b8Kd02mV') -> [string]::Format('Pwd={0}',\n  '[secret]')",
                "[string]::Format('Pwd={0}')",
                "[string]::Format('Pwd={0}'",
                "[string]::Format('Pwd={0}",
                "[string]::Format('Pwd={0}'; 'b8Kd02mV')",
                "[string]::Format('Pwd={0}' 'b8Kd02mV')",
                "[string]::Reformat('Pwd={0}', 'b8Kd02mV')",
                "[string]::Format($x, 'b8Kd02mV')",
            })
    void argumentOfACallIsHidden(String row) {
        ShownText.check(row);
    }
}
