package dev.mullion.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a template that keeps the rules: Freemarker only as {@code [=name]}, {@code [=item.field]},
 * {@code [#if flag]}, {@code [#list items as item]} and comments. In PowerShell and bash it stands only in the head of the file,
 * never inside quotes or a comment; in YAML where {@link YamlSource} says. Everything else that Freemarker would act on is
 * refused, so the list of what it could do need not be known.
 *
 * @param numbered renders the number of its own line wherever the text renders a line; empty where nobody asks for it
 * @param names what the template reads from its model
 */
record TemplateSource(String text, Set<String> names, String numbered) {
    private static final String NAME = "[a-z][A-Za-z0-9]*";
    private static final Pattern UNWANTED = Pattern.compile("[^ -~\n]");
    private static final Pattern FREEMARKER = Pattern.compile("\\[(?:=|/?#|/?@)");
    private static final Pattern ALLOWED = Pattern.compile("\\[=(?<value>" + NAME + ")(?<field>\\." + NAME + ")?\\]"
            + "|\\[#if (?<flag>" + NAME + ")\\]|\\[/#if\\]"
            + "|\\[#list (?<list>" + NAME + ") as (?<item>" + NAME + ")\\]|(?<end>\\[/#list\\])"
            + "|\\[#--(?s:.*?)--\\]");

    /** Here-strings, block comments, strings, line comments; with Freemarker first, since it is read first. */
    private static final Pattern TOKEN = Pattern.compile("(?<freemarker>" + FREEMARKER + ")"
            + "|@(?<quote>['\"])[ \t]*\n(?s:.*?)\n\\k<quote>@"
            + "|<#(?s:.*?)#>"
            + "|'[^']*+'"
            + "|\"(?:[^\"`]|`(?s:.))*+\""
            + "|(?<=[\\s;(){}|,=])#[^\n]*+|^#[^\n]*+"
            + "|`(?s:.)");

    /** Strings, comments, escapes; a here-document is not looked into, so that none may stand there. */
    private static final Pattern BASH_TOKEN = Pattern.compile("(?<freemarker>" + FREEMARKER + ")"
            + "|(?<here><<-?\\s*['\"A-Za-z_])"
            + "|'[^']*+'"
            + "|\"(?:[^\"\\\\]|\\\\(?s:.))*+\""
            + "|(?<=[\\s;(])#[^\n]*+|^#[^\n]*+"
            + "|\\\\(?s:.)");

    static TemplateSource powerShell(String template, String text) {
        return parser(template, text, "four spaces for a tab").head(TOKEN, "PowerShell", "$name = [=name]");
    }

    static TemplateSource bash(String template, String text) {
        Matcher here = BASH_TOKEN.matcher(text);
        while (here.find()) {
            if (here.group("here") != null) {
                throw fault(template, text, here.start(), "a here-document; use printf, with values as words");
            }
        }
        return parser(template, text, "two spaces for a tab").head(BASH_TOKEN, "bash", "name=[=name]");
    }

    static TemplateSource yaml(String template, String text) {
        return parser(template, text, "two spaces for a tab").yaml();
    }

    private static Parser parser(String template, String text, String tab) {
        Matcher unwanted = UNWANTED.matcher(text);
        if (unwanted.find()) {
            throw fault(template, text, unwanted.start(), "use printable ASCII, " + tab + ", and line feeds");
        }
        return new Parser(template, text);
    }

    static TemplateException fault(String template, String text, int index, String message) {
        int line = (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
        return new TemplateException(template, line, index - text.lastIndexOf('\n', index - 1), message);
    }

    private static final class Parser {
        private final String template;
        private final String text;
        private final Set<String> names = new TreeSet<>();
        private @Nullable String item;
        private int headEnd;

        Parser(String template, String text) {
            this.template = template;
            this.text = text;
        }

        TemplateSource yaml() {
            List<YamlSource.Construct> constructs = new ArrayList<>();
            Matcher freemarker = FREEMARKER.matcher(text);
            int from = 0;
            while (freemarker.find(from)) {
                from = freemarker(freemarker.start());
                constructs.add(
                        new YamlSource.Construct(freemarker.start(), from, text.substring(freemarker.start(), from)));
            }
            YamlSource source = new YamlSource(template, text, constructs);
            source.check();
            return new TemplateSource(text, Set.copyOf(names), source.numbered());
        }

        /** What keeps Freemarker to the head of a file, and out of what that language reads as one text. */
        TemplateSource head(Pattern tokens, String language, String written) {
            Matcher token = tokens.matcher(text);
            int from = 0;
            while (token.find(from)) {
                from = token.end();
                if (token.group("freemarker") != null) {
                    from = freemarker(token.start());
                    checkHead(token.start(), from, language);
                } else {
                    Matcher inside = FREEMARKER.matcher(token.group());
                    if (inside.find()) {
                        throw fault(
                                token.start() + inside.start(),
                                "stands inside quotes or a comment; [=name] is a whole literal with its own quotes,"
                                        + " write " + written);
                    }
                }
            }
            return new TemplateSource(text, Set.copyOf(names), "");
        }

        /** One construct of Freemarker; gives where it ends. */
        private int freemarker(int start) {
            Matcher allowed = ALLOWED.matcher(text).region(start, text.length());
            if (!allowed.lookingAt()) {
                throw fault(
                        start,
                        "only [=name], [=item.field], [#if flag], [#list items as item] and comments may stand in a"
                                + " template");
            }
            record(allowed, start);
            return allowed.end();
        }

        /** Freemarker from start to end, if it stands above all plain lines. */
        private void checkHead(int start, int end, String language) {
            int line = text.lastIndexOf('\n', start) + 1;
            if (holdsPlainLine(text.substring(Math.min(headEnd, line), line))) {
                throw fault(
                        start,
                        "Freemarker stays in the head of the file; plain " + language + " stands above this line");
            }
            int newline = text.indexOf('\n', end - 1);
            headEnd = newline < 0 ? text.length() : newline + 1;
        }

        private static boolean holdsPlainLine(String lines) {
            return lines.lines().map(String::strip).anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
        }

        private void record(Matcher allowed, int start) {
            String value = allowed.group("value");
            if (allowed.group("list") != null) {
                if (item != null) {
                    throw fault(start, "a list inside a list; make one list in Java, or pass the inner one as a value");
                }
                names.add(allowed.group("list"));
                item = allowed.group("item");
            } else if (allowed.group("end") != null) {
                item = null;
            } else if (allowed.group("field") != null && !value.equals(item)) {
                throw fault(
                        start, "only the item of a list has fields; pass " + value + "'s fields by names of their own");
            } else if (allowed.group("flag") != null) {
                names.add(allowed.group("flag"));
            } else if (value != null && !value.equals(item)) {
                names.add(value);
            }
        }

        private TemplateException fault(int index, String message) {
            int end = text.indexOf(']', index);
            String shown = text.substring(index, Math.min(end < 0 ? text.length() : end + 1, index + 40));
            return TemplateSource.fault(
                    template, text, index, shown.lines().findFirst().orElse("") + ": " + message);
        }
    }
}
