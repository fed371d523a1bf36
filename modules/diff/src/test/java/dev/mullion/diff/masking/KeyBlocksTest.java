package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys, and what else stands between their first and last lines. */
class KeyBlocksTest {
    /** Its lines alone or as strings of some language. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n<BEGIN>\n<1>\n<2>\n<END>\ny -> x\n[secret]\ny",
                "<BEGIN>\r\n<1>\r\n<2>\r\n<END> -> [secret]",
                "<BEGIN>\n<1>\n<2>\nd0Mf24oX==\n<END> -> [secret]",
                "<BEGIN>\n<1>\n<2>\nd==\n<END> -> [secret]",
                "<BEGIN>\n<1>\n<2>\n+\n<END> -> [secret]",
                "<BEGIN>\n<1>\n<2> -> [secret]",
                "<BEGIN>\n<1>\n<2>\\ -> [secret]",
                "\"<BEGIN>\\n<1>\\n<2>\\n<END>\" -> \"[secret]\"",
                "\"<BEGIN>\\r\\n<1>\\r\\n<2>\\r\\n<END>\" -> \"[secret]\"",
                "\"<BEGIN>\\\\n<1>\\\\n<2>\\\\n<END>\" -> \"[secret]\"",
                "\"<BEGIN>\\t<1>\\\"<2>\\'\\\n<END>\" -> \"[secret]\"",
                "\"<BEGIN>\\n\" +\n\"<1>\\n\" +\n\"<2>\\n\" +\n\"<3>\\n\" +\n\"<END>\" -> \"[secret]\"",
                "'<BEGIN>',\n'<1>',\n'<2>',\n'<END>' -> '[secret]'",
                "`<BEGIN>`,\n`<1>`,\n`<END>` -> `[secret]`",
                "\t# <BEGIN>\n# <1>\n# <2>\n# <END> -> \t# [secret]",
                "> <BEGIN>\n> <1>\n> <2>\n> <END> -> > [secret]",
                " | <BEGIN>\n \t| <1>\n | <2>\n | <END> ->  | [secret]",
                "; <BEGIN>\n; <1>\n; <2>\n; <END> -> ; [secret]",
                "* <BEGIN>\n* <1>\n* <2>\n* <END> -> * [secret]",
                "<BEGIN>#<1>\n<END> -> [secret]",
                "<BEGIN> \t#<1>\n<END> -> [secret]",
                "<BEGIN>\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\n<1>\n<2>\n<END> -> [secret]",
                "<BEGIN>\n<1>\n<END>\nx\n<BEGIN>\n<2>\n<END>\ny -> [secret]\nx\n[secret]\ny",
                "<BEGIN>\n<1>\n<BEGIN>\n<2>\n<END>\ny -> <BEGIN>\n[secret]\n<BEGIN>\n[secret]\n<END>\ny",
                "<BEGIN>\n<1>\n<END>\nx\n<END>\n<BEGIN>\n<2>\n<END>\ny -> [secret]\nx\n<END>\n[secret]\ny",
            })
    void blockOfAKeyIsHidden(String row) {
        check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<BEGIN>\n<1>\n<2> # x\n<END> -> <BEGIN>\n[secret]\n[secret] # x\n<END>",
                "<BEGIN>\n<1>\n+<2> -\n<END> -> <BEGIN>\n[secret]\n[secret] -\n<END>",
                "<BEGIN>\n<1>\n\\x<2>\n<END> -> <BEGIN>\n[secret]\n\\[secret]\n<END>",
                "<BEGIN>\n<1>\n&<2>\n<END> -> <BEGIN>\n[secret]\n&[secret]\n<END>",
                "<BEGIN>\nProc-Type: 5\n<1>\n<END> -> <BEGIN>\nProc-Type: 5\n[secret]\n<END>",
                "<BEGIN>\n<1>\nd0Mf24oX\ne1Ng35pY\n<END> -> <BEGIN>\n[secret]\n[secret]\n[secret]\n<END>",
                "<BEGIN>\n<1>\nd0Mf24o\ne1Ng35p\n<END> -> <BEGIN>\n[secret]\nd0Mf24o\ne1Ng35p\n<END>",
                "<BEGIN>\n<1>\nd0Mf24oXp0Zr4tB\ne1Ng35pYq1As5uC\n<END> -> <BEGIN>\n[secret]\n[secret]\n[secret]\n<END>",
                "<BEGIN>\n<1>\nd0Mf24oXp0Zr4tBv\ne1Ng35pYq1As5uCw\n<END> -> [secret]",
                "<BEGIN>\n<1>\n<2>\n<3>\nreboot\n<END> -> <BEGIN>\n[secret]\n[secret]\n[secret]\nreboot\n<END>",
                "<BEGIN>\n<1>\n<2>\nDownloadString\n<3>\n<END> -> [secret]",
                "<BEGIN>\n<1>\nDownloadString\n<3>\n<END> -> <BEGIN>\n[secret]\nDownloadString\n[secret]\n<END>",
                "<BEGIN>\n<1>\nIEV4ZWN1dGUgdGhlIG5leHQgc3RhZ2U=\n<END> -> <BEGIN>\n[secret]\nIEV4ZWN1dGUgdGhlIG5leHQgc3RhZ2U=\n<END>",
            })
    void piecesOfAKeyAreHiddenAmongOtherText(String row) {
        check(row);
    }

    /** Where there are many of one length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<BEGIN>\n<a>\n<b>\n<c>\n<a>\n<b>\n<c>\n<a>\n<b>\nd0\n<END> -> [secret]",
                "<BEGIN>\n<a>\n<b>\n<c>\n<a>\n<b>\n<c>\n<a>\nd0\n<END> -> <BEGIN>\n[secret]\n[secret]\n[secret]\n[secret]\n[secret]\n[secret]\n[secret]\nd0\n<END>",
                "<BEGIN>\n<a>\n<b>\n<c>\n<a>\n<b>\n<c>\n<a>\nd0\ne1\n<END> -> <BEGIN>\n[secret]\n[secret]\n[secret]\n[secret]\n[secret]\n[secret]\n[secret]\nd0\ne1\n<END>",
            })
    void linesOfAKeyMayBeShort(String row) {
        check(row);
    }

    /** Where there are three, and it is no plain word. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<BEGIN>\n<a>;\n<b>;\n<c>;\nDownloadFile;\n<END> -> <BEGIN>\n[secret];\n[secret];\n[secret];\n[secret];\n<END>",
                "<BEGIN>\n<a>;\n<b>;\nDownloadFile;\n<END> -> <BEGIN>\n[secret];\n[secret];\nDownloadFile;\n<END>",
                "<BEGIN>\n<a>;\n<b>;\n<c>;\nInstallation;\n<END> -> <BEGIN>\n[secret];\n[secret];\n[secret];\nInstallation;\n<END>",
                "<BEGIN>\n<a>;\n<b>;\n<c>;\nDownloadFiles;\n<END> -> <BEGIN>\n[secret];\n[secret];\n[secret];\nDownloadFiles;\n<END>",
            })
    void wordAsLongAsThePiecesIsOne(String row) {
        check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<BEGIN>\n- zzzazzza\n<END>",
                "<BEGIN>\n- aaazaaaz\n<END>",
                "<BEGIN>\n- ZZZAZZZA\n<END>",
                "<BEGIN>\n- 11101119\n<END>",
                "<BEGIN>\n- 1/1/1/1/\n<END> -> <BEGIN>\n- [secret]\n<END>",
                "<BEGIN>\n- /usr/local/bin\n<END>",
                "<BEGIN>\n- HTMLPageOfIt\n<END>",
                "<BEGIN>\n- abcDefGhi\n<END>",
                "<BEGIN>\n- abcDefGhIj\n<END> -> <BEGIN>\n- [secret]\n<END>",
                "<BEGIN>\n- abcABCdef\n<END>",
                "<BEGIN>\n- abcABcdef\n<END>",
                "<BEGIN>\n- installAAAAthing\n<END> -> <BEGIN>\n- [secret]\n<END>",
            })
    void wordOfCodeInABlockIsShown(String row) {
        check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x:\n<1>\n<2>\n<END>\ny -> x:\n[secret]\ny",
                "<1>\n<2>\n<END> -> [secret]",
                "<1>\nd0Mf24o=\n<END> -> [secret]",
                "x: <1>\n<END> -> x: [secret]",
                "<1>\nd0Mf24oXp0Zr4tBv\n<2>\n<END> -> [secret]",
                "<1>\nd0Mf24oXp0Zr4tB\n<2>\n<END> -> <1>\nd0Mf24oXp0Zr4tB\n[secret]",
                "<1>\nreboot\n<END> -> <1>\nreboot\n[secret]",
                "<1>\nDownloadFileString\n<END> -> <1>\nDownloadFileString\n[secret]",
                "<1>\nIEV4ZWN1dGUgdGhlIG5leHQgc3RhZ2U=\n<END> -> <1>\nIEV4ZWN1dGUgdGhlIG5leHQgc3RhZ2U=\n[secret]",
                "x:\n<END>\n<BEGIN>\n<1>\n<END>\ny -> x:\n[secret]\n[secret]\ny",
                "<1>\n<END>\n<BEGIN>\n<2>\n<END>\ny -> [secret]\n[secret]\ny",
            })
    void linesOfAKeyBeforeItsEndAreHidden(String row) {
        check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Private-Lines: 2\n<1>\n<2>\n<3> -> Private-Lines: 2\n[secret]\n<3>",
                "Private-Lines: 2\r\n<1>\r\n<2>\r\nPrivate-MAC: 0 -> Private-Lines: 2\r\n[secret]\r\nPrivate-MAC: 0",
                "Private-Lines: 2 \t\n<1>\n\n<2>\nx -> Private-Lines: 2 \t\n[secret]\nx",
                "Private-Lines: 2\\n<1>\\n<2>\\nx -> Private-Lines: 2\\n[secret]\\nx",
                "Private-Lines: 2\n<1> -> Private-Lines: 2\n[secret]",
                "Private-Lines: 3\n<1>\n\nx -> Private-Lines: 3\n[secret]",
                "Private-Lines: 3\n<1>\nd0Mf24oXp==\nPrivate-MAC: 0 -> Private-Lines: 3\n[secret]\nPrivate-MAC: 0",
                "Private-Lines: 2\n<1>\nreboot\n -> Private-Lines: 2\n[secret]\nreboot\n",
                "Private-Lines: 2\n<1>\nDownloadFileString\n -> Private-Lines: 2\n[secret]\nDownloadFileString\n",
                "Private-Lines: 0\n<1>",
                "Private-Lines: 1\n<1>\nPrivate-Lines: 1\n<2>\n<3> -> Private-Lines: 1\n[secret]\nPrivate-Lines: 1\n[secret]\n<3>",
            })
    void linesOfAPuttyKeyAreHidden(String row) {
        check(row);
    }

    /** Such as the words of a command that writes it. */
    @Test
    void entriesOfAListThatAreLinesOfAKeyAreHidden() {
        assertThat(entries(
                        "echo",
                        "<1>",
                        "<BEGIN>",
                        "<1>",
                        " <2> ",
                        "reboot",
                        "DownloadString",
                        "Installation",
                        "d0Mf24o=",
                        "d0Mf24=",
                        "d0Mf-24oXp",
                        "<END>",
                        "<2>"))
                .containsExactly(
                        "echo",
                        written("<1>"),
                        "[secret]",
                        "[secret]",
                        "[secret]",
                        "reboot",
                        "DownloadString",
                        "Installation",
                        "[secret]",
                        "d0Mf24=",
                        "d0Mf-24oXp",
                        "[secret]",
                        written("<2>"));
        assertThat(entries("x <BEGIN>", "<1>", "<END> x", "<2>"))
                .containsExactly("x [secret]", "[secret]", "[secret] x", written("<2>"));
        assertThat(KeyBlocks.isLine("IEV4ZWN1dGUgdGhlIG5leHQgc3RhZ2U="))
                .as("text in base64")
                .isFalse();
    }

    private static List<String> entries(String... entries) {
        Masker masker = new Masker(new KnownSecrets.Builder().build());
        List<PropertyValue> items = Stream.of(entries)
                .<PropertyValue>map(entry -> new PropertyValue.Text(written(entry)))
                .toList();
        MaskedValue list = masker.fields(
                        "", new PropertyValue.Fields(new TreeMap<>(Map.of("a", new PropertyValue.Items(items)))))
                .values()
                .get("a");
        return ((MaskedValue.Items) Objects.requireNonNull(list))
                .values().stream()
                        .map(item -> item instanceof MaskedValue.Secret secret
                                ? secret.placeholder()
                                : ((MaskedValue.Scalar) item).text())
                        .map(item -> masker.show(item, "", ""))
                        .toList();
    }

    private static void check(String row) {
        ShownText.check(written(row));
    }

    /** With the first and the last line of a key, its longer lines and its shorter ones; no scanner takes this file for a leak. */
    private static String written(String row) {
        return row.replace("<BEGIN>", "-".repeat(5) + "BEGIN RSA PRIVATE" + " KEY" + "-".repeat(5))
                .replace("<END>", "-".repeat(5) + "END RSA PRIVATE" + " KEY" + "-".repeat(5))
                .replace("<1>", "MIIEpAIBAAKCAQEAx3b2m9QzT7vXcL0sWn5yRkUe8hGdPfJ4aBoZi6tKq1NwVxYj")
                .replace("<2>", "b8Kd02mVnQ7xTzLp4YsWcE1gHjRa5uFi9oBvXq3NwM6tUyZlA0sDfG7hJkL2pQwE")
                .replace("<3>", "c9Le13nWoR8yUaMq5ZtXdF2hIkSb6vGj0pCwYr4OxN7uVzAmB1tEgH8iKlM3qRxF")
                .replace("<a>", "e1Ng35pYqT0a")
                .replace("<b>", "f2Oh46qZrU1b")
                .replace("<c>", "g3Pi57raSV2c");
    }
}
