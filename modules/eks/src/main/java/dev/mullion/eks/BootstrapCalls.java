package dev.mullion.eks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds calls of Start-EKSBootstrap.ps1 in a script: by {@code &}, {@code .}, its path alone, or another process
 * ({@code powershell}, {@code Start-Process}, {@code Start-Job}) or {@code Invoke-Expression}, also by a variable that was
 * given its path. That a comment or some other string names it is no call. Patterns, no parser: what puts the name together
 * from parts of it is not seen.
 */
final class BootstrapCalls {
    private static final String NAME = "start-eksbootstrap";

    /** What stands before a comment: elsewhere {@code #} is a character of a word. */
    private static final String BEFORE_COMMENT = " \t\n\r\f\u000B;(){}|&,=";

    /** A string is a number between these by then. */
    private static final char OPEN = '\u0001';

    private static final char CLOSE = '\u0002';
    private static final String OPERAND = "(?<operand>[^\\s;|(){}]+|\\((?:[^()]|\\([^()]*+\\))*+\\))";

    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\$(?:\\w+:)?(?<variable>\\w+)\\s*\\+?=(?!=)(?<value>[^;\\n]*)");

    /** A variable's name, and the one behind its scope. */
    private static final Pattern MENTION = Pattern.compile("\\$\\{?(\\w+)(?::(\\w+))?");

    private static final Pattern STRING = Pattern.compile(OPEN + "(\\d+)" + CLOSE);

    private static final List<Pattern> CALLS = List.of(
            Pattern.compile("(?:^|[\\n;{}(|=&])[^\\S\\n]*+[&.]\\s*+" + OPERAND),
            Pattern.compile(
                    "\\b(?:powershell|pwsh|Start-Process|Start-Job|Invoke-Command|Invoke-Expression|iex)\\b"
                            + "(?<operand>[^;\\n]*)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(?:^|[\\n;{}(|=])[^\\S\\n]*+(?<operand>[^\\s;|(){}\u0001$'\"=]*start-eksbootstrap(?:\\.ps1)?)"
                            + "(?=[\\s;|)}]|\\z)", // no path is read twice: none holds what may stand before one
                    Pattern.CASE_INSENSITIVE));

    private final List<String> strings = new ArrayList<>();
    private final Set<String> variables = new HashSet<>();
    private final String text;

    private BootstrapCalls(String script) {
        text = withoutCommentsAndStrings(script);
        Map<String, Set<String>> madeOf = new HashMap<>();
        Deque<String> named = new ArrayDeque<>();
        Matcher assignment = ASSIGNMENT.matcher(text);
        while (assignment.find()) {
            String variable = assignment.group("variable").toLowerCase(Locale.ROOT);
            String value = withStrings(assignment.group("value"));
            if (value.contains(NAME)) {
                named.add(variable);
            }
            mentioned(value).forEach(each -> madeOf.computeIfAbsent(each, first -> new HashSet<>())
                    .add(variable));
        }
        while (!named.isEmpty()) {
            String variable = named.remove();
            if (variables.add(variable)) {
                named.addAll(madeOf.getOrDefault(variable, Set.of()));
            }
        }
    }

    static boolean in(String script) {
        BootstrapCalls calls = new BootstrapCalls(script);
        return CALLS.stream()
                .flatMap(call -> call.matcher(calls.text).results())
                .anyMatch(call -> calls.namesIt(call.group(1)));
    }

    private String withoutCommentsAndStrings(String script) {
        StringBuilder rest = new StringBuilder();
        int at = 0;
        while (at < script.length()) {
            int comment = endOfComment(script, at);
            int string = comment < 0 ? endOfString(script, at) : -1;
            if (comment >= 0) {
                rest.append(' ');
                at = comment;
            } else if (string >= 0) {
                rest.append(OPEN).append(strings.size()).append(CLOSE);
                strings.add(script.substring(at, string));
                at = string;
            } else {
                char character = script.charAt(at++);
                rest.append(character == OPEN || character == CLOSE ? ' ' : character);
            }
        }
        return rest.toString();
    }

    /** That of a comment, or of a line that goes on in the next; negative where none begins. */
    private static int endOfComment(String script, int at) {
        if (script.startsWith("<#", at)) {
            return behind(script, "#>", at + 2).orElse(script.length());
        }
        if (script.charAt(at) == '#' && (at == 0 || BEFORE_COMMENT.indexOf(script.charAt(at - 1)) >= 0)) {
            int feed = script.indexOf('\n', at);
            return feed < 0 ? script.length() : feed;
        }
        return script.startsWith("`\n", at) ? at + 2 : -1;
    }

    /** Negative where none begins, or where it has no end. */
    private static int endOfString(String script, int at) {
        char first = script.charAt(at);
        if (first == '@' && at + 1 < script.length()) {
            char quote = script.charAt(at + 1);
            int feed = script.indexOf('\n', at);
            return (quote == '\'' || quote == '"')
                            && feed > at + 1
                            && script.substring(at + 2, feed).isBlank()
                    ? behind(script, "\n" + quote + "@", feed + 1).orElse(-1)
                    : -1;
        }
        if (first != '\'' && first != '"') {
            return -1;
        }
        for (int i = at + 1; i < script.length(); i++) {
            if (script.charAt(i) == '`' && first == '"') {
                i++;
            } else if (script.charAt(i) == first) {
                if (i + 1 == script.length() || script.charAt(i + 1) != first) {
                    return i + 1;
                }
                i++;
            }
        }
        return -1;
    }

    private static OptionalInt behind(String script, String end, int from) {
        int found = script.indexOf(end, from);
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found + end.length());
    }

    /** Whether code has the name in it, in a string of it, or by a variable. */
    private boolean namesIt(String code) {
        String whole = withStrings(code);
        return whole.contains(NAME) || mentioned(whole).stream().anyMatch(variables::contains);
    }

    /** In lower case. */
    private String withStrings(String code) {
        return STRING.matcher(code)
                .replaceAll(string -> Matcher.quoteReplacement(strings.get(Integer.parseInt(string.group(1)))))
                .toLowerCase(Locale.ROOT);
    }

    private static Set<String> mentioned(String code) {
        Set<String> names = new HashSet<>();
        Matcher mention = MENTION.matcher(code);
        while (mention.find()) {
            names.add(mention.group(1));
            if (mention.group(2) != null) {
                names.add(mention.group(2));
            }
        }
        return names;
    }
}
