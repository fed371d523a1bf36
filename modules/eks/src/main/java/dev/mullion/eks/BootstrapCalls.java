package dev.mullion.eks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

    private static final Pattern COMMENT_OR_STRING = Pattern.compile(
            "(?<block><#.*?(?:#>|\\z))"
                    + "|(?<![^\\s;(){}|&,=])(?<line>#[^\\n]*)"
                    + "|(?<hereLiteral>@'[^\\S\\n]*\\n.*?\\n'@)"
                    + "|(?<hereExpandable>@\"[^\\S\\n]*\\n.*?\\n\"@)"
                    + "|(?<literal>'(?:[^']|'')*')"
                    + "|(?<expandable>\"(?:[^\"`]|`.|\"\")*\")"
                    + "|`\\r?\\n",
            Pattern.DOTALL);

    /** A string is a number between these by then. */
    private static final char OPEN = '\u0001';

    private static final char CLOSE = '\u0002';
    private static final String OPERAND = "(?<operand>[^\\s;|(){}]+|\\((?:[^()]|\\([^()]*\\))*\\))";

    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\$(?:\\w+:)?(?<variable>\\w+)\\s*\\+?=(?!=)(?<value>[^;\\n]*)");

    private static final List<Pattern> CALLS = List.of(
            Pattern.compile("(?:^|[\\n;{}(|=&])\\s*[&.]\\s*" + OPERAND),
            Pattern.compile(
                    "\\b(?:powershell|pwsh|Start-Process|Start-Job|Invoke-Command|Invoke-Expression|iex)\\b"
                            + "(?<operand>[^;\\n]*)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(?:^|[\\n;{}(|=])\\s*(?<operand>[^\\s;|(){}\u0001$'\"]*start-eksbootstrap(?:\\.ps1)?)"
                            + "(?=[\\s;|)}]|\\z)",
                    Pattern.CASE_INSENSITIVE));

    private final List<String> strings = new ArrayList<>();
    private final Set<String> variables = new HashSet<>();
    private final String text;

    private BootstrapCalls(String script) {
        text = withoutCommentsAndStrings(script);
        int known;
        do {
            known = variables.size();
            Matcher assignment = ASSIGNMENT.matcher(text);
            while (assignment.find()) {
                if (namesIt(assignment.group("value"))) {
                    variables.add(assignment.group("variable").toLowerCase(Locale.ROOT));
                }
            }
        } while (variables.size() > known);
    }

    static boolean in(String script) {
        BootstrapCalls calls = new BootstrapCalls(script);
        return CALLS.stream()
                .flatMap(call -> call.matcher(calls.text).results())
                .anyMatch(call -> calls.namesIt(call.group(1)));
    }

    private String withoutCommentsAndStrings(String script) {
        Matcher found = COMMENT_OR_STRING.matcher(script);
        StringBuilder rest = new StringBuilder();
        while (found.find()) {
            boolean isString = found.group("literal") != null
                    || found.group("expandable") != null
                    || found.group("hereLiteral") != null
                    || found.group("hereExpandable") != null;
            found.appendReplacement(rest, isString ? OPEN + "" + strings.size() + CLOSE : " ");
            if (isString) {
                strings.add(found.group());
            }
        }
        return found.appendTail(rest).toString();
    }

    /** Whether code has the name in it, in a string of it, or by a variable. */
    private boolean namesIt(String code) {
        StringBuilder whole = new StringBuilder();
        Matcher string = Pattern.compile(OPEN + "(\\d+)" + CLOSE).matcher(code);
        while (string.find()) {
            string.appendReplacement(whole, Matcher.quoteReplacement(strings.get(Integer.parseInt(string.group(1)))));
        }
        String named = string.appendTail(whole).toString().toLowerCase(Locale.ROOT);
        return named.contains(NAME)
                || variables.stream().anyMatch(variable -> Pattern.compile("\\$\\{?(?:\\w+:)?" + variable + "\\b")
                        .matcher(named)
                        .find());
    }
}
