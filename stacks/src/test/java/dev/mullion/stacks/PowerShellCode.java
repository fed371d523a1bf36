package dev.mullion.stacks;

import java.util.ArrayList;
import java.util.List;

/**
 * A script as PowerShell's tokenizer sees it, as far as quotes go: its single-quoted strings, and the code around them.
 *
 * @param code the script with {@code ''} for each single-quoted string and without comments
 * @param strings what the strings say, in order
 */
record PowerShellCode(String code, List<String> strings) {
    static PowerShellCode of(String script) {
        StringBuilder code = new StringBuilder();
        List<String> strings = new ArrayList<>();
        int at = 0;
        while (at < script.length()) {
            char c = script.charAt(at);
            if (isQuote(c)) {
                StringBuilder value = new StringBuilder();
                at++;
                while (!isQuote(script.charAt(at)) || (at + 1 < script.length() && isQuote(script.charAt(at + 1)))) {
                    at += isQuote(script.charAt(at)) ? 1 : 0;
                    value.append(script.charAt(at++));
                }
                at++;
                strings.add(value.toString());
                code.append("''");
            } else if (c == '"') {
                int end = script.indexOf('"', at + 1) + 1; // ours hold neither backticks nor quotes
                code.append(script, at, end);
                at = end;
            } else if (c == '#') {
                at = script.indexOf('\n', at);
            } else {
                code.append(c);
                at++;
            }
        }
        return new PowerShellCode(code.toString(), List.copyOf(strings));
    }

    private static boolean isQuote(char c) {
        return c == '\'' || (c >= '\u2018' && c <= '\u201B');
    }
}
