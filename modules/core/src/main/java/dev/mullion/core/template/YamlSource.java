package dev.mullion.core.template;

import dev.mullion.core.config.YamlPlaces;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * What only templates of YAML have to keep: every value is the whole value of a key or a list's item, everything else of
 * Freemarker stands alone on its line, and without its values the template is YAML, with all its conditional lines and
 * without them.
 *
 * @param constructs of Freemarker, in their order
 */
record YamlSource(String template, String text, List<Construct> constructs) {
    private static final Pattern BLANK = Pattern.compile(" *");

    /** What stands for a value while YAML's parser says where that is. */
    private static final char VALUE = 'v';

    /** One construct of Freemarker, from {@code [} to behind {@code ]}. */
    record Construct(int start, int end, String text) {
        boolean isValue() {
            return text.startsWith("[=");
        }

        boolean opens() {
            return text.startsWith("[#if") || text.startsWith("[#list");
        }

        boolean closes() {
            return text.startsWith("[/");
        }
    }

    void check() {
        constructs.stream().filter(each -> !each.isValue()).forEach(each -> {
            int line = text.lastIndexOf('\n', each.start() - 1) + 1;
            int end = text.indexOf('\n', each.end());
            String before = text.substring(line, each.start());
            String behind = text.substring(each.end(), end < 0 ? text.length() : end);
            if (!BLANK.matcher(before + behind).matches()) {
                throw fault(
                        each, "stands beside something; a tag and a comment of Freemarker have a line of their own");
            }
        });
        Map<Integer, String> places = places(blanked(false));
        constructs.stream().filter(Construct::isValue).forEach(each -> {
            String filled = String.valueOf(VALUE).repeat(each.text().length());
            if (!filled.equals(places.get(each.start()))) {
                throw fault(
                        each,
                        "stands inside quotes, a comment or a longer value, or where a key belongs; [=name] is a whole"
                                + " value with its own quotes, write name: [=name]");
            }
        });
        places(blanked(true));
    }

    /** A template that renders the number of its own line wherever this one renders a line. */
    String numbered() {
        String[] lines = blanked(false).split("\n", -1);
        String[] own = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() && !own[i].isBlank()) {
                lines[i] = own[i];
            } else if (i < lines.length - 1) {
                lines[i] = String.valueOf(i + 1);
            }
        }
        return String.join("\n", lines);
    }

    private Map<Integer, String> places(String filled) {
        try {
            return YamlPlaces.plainValues(template, filled);
        } catch (SpecException e) {
            Problem problem = e.problems().get(0);
            throw problem.position()
                    .map(at -> fault(at, problem.message()))
                    .orElseGet(() -> new TemplateException(template, problem.message()));
        }
    }

    private TemplateException fault(Position at, String message) {
        return new TemplateException(template, at.line(), at.column(), message);
    }

    private TemplateException fault(Construct construct, String message) {
        return TemplateSource.fault(
                template,
                text,
                construct.start(),
                construct.text().lines().findFirst().orElse("") + ": " + message);
    }

    /** The text as long as it was: tags and comments as spaces, values as a word, conditional lines as they are or blank. */
    private String blanked(boolean conditional) {
        char[] filled = text.toCharArray();
        IntFunction<Character> blank = index -> text.charAt(index) == '\n' ? '\n' : ' ';
        int depth = 0;
        int from = 0;
        for (Construct each : constructs) {
            if (each.opens() && depth++ == 0) {
                from = each.start();
            } else if (each.closes() && depth > 0 && --depth == 0 && conditional) {
                for (int i = from; i < each.start(); i++) {
                    filled[i] = blank.apply(i);
                }
            }
            for (int i = each.start(); i < each.end(); i++) {
                boolean shown = each.isValue() && !(conditional && depth > 0);
                filled[i] = shown ? VALUE : blank.apply(i);
            }
        }
        return new String(filled);
    }
}
