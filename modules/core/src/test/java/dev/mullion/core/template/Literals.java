package dev.mullion.core.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads PowerShell as its tokenizer does, as far as single-quoted strings go: what is a string, and what it says. A
 * quote ends a string unless another one follows; each of the five single quotes counts.
 */
final class Literals {
    private Literals() {}

    /** The values of all single-quoted strings of a script, in order; fails when the last one does not end. */
    static List<String> strings(String script) {
        List<String> strings = new ArrayList<>();
        int at = 0;
        while (at < script.length()) {
            if (!isQuote(script.charAt(at++))) {
                continue;
            }
            StringBuilder value = new StringBuilder();
            while (!isQuote(script.charAt(at)) || (at + 1 < script.length() && isQuote(script.charAt(at + 1)))) {
                at += isQuote(script.charAt(at)) ? 1 : 0;
                value.append(script.charAt(at++));
            }
            at++;
            strings.add(value.toString());
        }
        return strings;
    }

    private static boolean isQuote(char c) {
        return c == '\'' || (c >= '\u2018' && c <= '\u201B');
    }
}
