package dev.mullion.diff.compare;

import dev.mullion.diff.masking.RunTexts;
import java.util.regex.Pattern;

/**
 * Where a property is.
 *
 * @param shown for readers, masked: {@code containerDefinitions["web"].image}
 * @param keys the names of fields alone, as the table of facts has them: {@code ingress.cidrBlocks}; ends where a string
 *     that holds JSON or YAML begins
 * @param inside the names of fields from the resource on, also inside such a string
 * @param structured whether it is inside such a string
 * @param typed whether a provider of Terraform's takes it, which knows its type, and {@code "1"} for a number
 */
record PropertyPlace(String shown, String keys, String inside, boolean structured, boolean typed) {
    /** What a label without quotes does not hold, or it would look like more of the path. */
    private static final Pattern UNQUOTED = Pattern.compile("[\\[\\]\"]");

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

    static final PropertyPlace ROOT = new PropertyPlace("", "", "", false, false);

    /** All of a resource of that type. */
    static PropertyPlace of(String type) {
        return type.startsWith("aws:") ? new PropertyPlace("", "", "", false, true) : ROOT;
    }

    /** A key of the configuration, as Pulumi writes it: {@code aws:region}. */
    static PropertyPlace key(String key) {
        return new PropertyPlace(key, key, key, false, false);
    }

    PropertyPlace field(String key) {
        String own = isWord(key) ? (shown.isEmpty() ? key : shown + "." + key) : shown + "[" + quoted(key) + "]";
        return new PropertyPlace(own, structured ? keys : join(keys, key), join(inside, key), structured, typed);
    }

    PropertyPlace item(String label) {
        boolean open = UNQUOTED.matcher(label).find() && !QUOTED.matcher(label).matches();
        return new PropertyPlace(shown + "[" + (open ? quoted(label) : label) + "]", keys, inside, structured, typed);
    }

    PropertyPlace document() {
        return new PropertyPlace(shown, keys, inside, true, false);
    }

    /** Whether this is what a machine starts with. */
    boolean isUserData() {
        return RunTexts.isUserData(inside.substring(inside.lastIndexOf('.') + 1));
    }

    /** The input that this is in or is. */
    String input() {
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static String quoted(String text) {
        return Rendering.quoted(text);
    }

    private static boolean isWord(String key) {
        if (key.isEmpty() || Character.isDigit(key.charAt(0))) {
            return false;
        }
        return key.chars().allMatch(c -> c < 0x7F && (Character.isLetterOrDigit(c) || c == '_' || c == '-'));
    }
}
