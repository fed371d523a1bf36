package dev.mullion.diff.compare;

import dev.mullion.core.json.JsonValue;
import dev.mullion.diff.masking.RunTexts;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where references to other resources stand in a text. A plan spells one as {@code ${shop.name}}, which whoever writes a stack
 * file can write, too, and which is a variable to the shells that read it.
 */
final class Standing {
    /** What an id, a name, an ARN, an address or an option consists of, in which no shell sees more than one word. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9:/_.*@+=,?~-]*");

    /** Properties that machines run, and files by their names. */
    private static final Pattern RUN_PATH = Pattern.compile("(?:(?:^|\\.)(?:" + RunTexts.NAMES
            + "|content|contentBase64|asset\\.text|containerDefinitions)|(?i:" + RunTexts.FILES + "))(?:\\[\\d+])*$");

    private static final Pattern RUN_KEY = Pattern.compile("\"(?:" + RunTexts.NAMES + ")\"");

    /** To each side of a reference; a longer word is none. */
    private static final int MAX_AROUND = 500;

    private final String whole;
    private final boolean json;
    private final boolean run;
    private final boolean lines;

    /** @param path the property, raw */
    Standing(String path, String whole) {
        this.whole = whole;
        // A script of PowerShell may begin with [ as well.
        json = JsonValue.read(whole).isPresent();
        run = whole.stripLeading().startsWith("#!")
                || RUN_PATH.matcher(path).find()
                || (json && RUN_KEY.matcher(whole).find());
        lines = whole.indexOf('\n') >= 0;
    }

    /**
     * One of them.
     *
     * @param from where the text around it begins: the line, or of JSON the string
     * @param to where that ends
     * @param start of the reference
     * @param end behind the reference
     * @param taken whether what is deployed may stand for it
     * @param told whether it is told that it was taken
     */
    record Place(int from, int to, int start, int end, boolean taken, boolean told) {}

    /** The text around it, of a long one a part. */
    Quote quote(Place place) {
        int from = Math.max(place.from(), place.start() - Quote.MAX_AROUND);
        int to = Math.min(place.to(), place.end() + Quote.MAX_AROUND);
        return new Quote(
                whole,
                from,
                to,
                from > place.from(),
                to < place.to(),
                List.of(whole.substring(place.start(), place.end())));
    }

    /** In what a machine runs one is taken as a part of an argument that is a word, or as the whole of a literal. */
    Place at(int start, int end) {
        int from = start;
        int first = Math.max(0, start - MAX_AROUND);
        while (from > first && !isEdge(from - 1)) {
            from--;
        }
        int to = end;
        int last = Math.min(whole.length(), end + MAX_AROUND);
        while (to < last && !isEdge(to)) {
            to++;
        }
        boolean cut = (from == first && from > 0) || (to == last && to < whole.length());
        String text = whole.substring(from, to);
        // A line of a script may go on the one above it, or be a command itself.
        boolean word = !cut
                && (json || !lines || !run)
                && WORD.matcher(Resolution.REFERENCE.matcher(text).replaceAll(""))
                        .matches();
        return new Place(from, to, start, end, !run || word || isLiteral(start, end), !word && (run || lines));
    }

    private boolean isEdge(int at) {
        char c = whole.charAt(at);
        if (c != '"' || !json) {
            return c == '\n' || c == '\r';
        }
        int escapes = 0;
        while (at - escapes > 0 && escapes < MAX_AROUND && whole.charAt(at - escapes - 1) == '\\') {
            escapes++;
        }
        return escapes % 2 == 0;
    }

    /** In which Mullion puts every value that enters a script; to PowerShell and to other shells one such is inert. */
    private boolean isLiteral(int start, int end) {
        return start > 0 && end < whole.length() && whole.charAt(start - 1) == '\'' && whole.charAt(end) == '\'';
    }
}
