package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * One line of a statement's {@code Condition}: any of the values has to fit, or of an operator with Not in it none.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">operators</a>
 */
record Condition(String operator, String key, List<String> values) {
    private static final String IF_EXISTS = "ifexists";
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(?:\\.\\d{1,18})?");

    /** An operator to those that say at least as much with the same values. */
    private static final Map<String, Set<String>> STRICTER = Map.of(
            "stringlike", Set.of("stringequals", "arnequals", "arnlike"),
            "stringequalsignorecase", Set.of("stringequals"),
            "arnlike", Set.of("arnequals", "stringequals"),
            "arnequals", Set.of("arnlike", "stringequals"),
            "stringnotequals", Set.of("stringnotlike", "stringnotequalsignorecase"),
            "arnnotlike", Set.of("arnnotequals"),
            "arnnotequals", Set.of("arnnotlike"));

    Condition {
        values = List.copyOf(values);
    }

    static List<Condition> of(MaskedValue statement) {
        List<Condition> conditions = new ArrayList<>();
        if (Values.at(statement, "Condition").orElse(null) instanceof Fields operators) {
            operators.values().forEach((operator, keys) -> {
                if (Values.plain(keys) instanceof Fields fields) {
                    fields.values()
                            .forEach((key, values) ->
                                    conditions.add(new Condition(operator, key, Values.texts(values))));
                }
            });
        }
        return conditions;
    }

    /** Whether whatever passes the other passes this one. */
    boolean follows(Condition other, Looks looks) {
        if (!looks.take() || !key.equalsIgnoreCase(other.key()) || !qualifier().equals(other.qualifier())) {
            return false;
        }
        String own = base();
        String theirs = other.base();
        boolean strict =
                theirs.equals(own) || STRICTER.getOrDefault(own, Set.of()).contains(theirs);
        if (!strict || (other.isIfExists() && !isIfExists())) {
            return false;
        }
        return own.contains("not")
                ? covers(theirs, other.values(), values, looks)
                : covers(own, values, other.values(), looks);
    }

    /** Whether one of the wide values of an operator lets in, or with Not keeps out, each that a narrow one does. */
    private static boolean covers(String base, List<String> wide, List<String> narrow, Looks looks) {
        if (base.endsWith("ipaddress") && looks.take(wide.size() + narrow.size())) { // several networks may make up one
            Sources sources = new Sources(wide.stream().map(Condition::block).toList());
            return narrow.stream().map(Condition::block).allMatch(sources::cover);
        }
        BiPredicate<String, String> covers = covers(base, looks);
        Set<String> same = new HashSet<>(wide);
        return narrow.stream()
                .allMatch(value -> same.contains(value)
                        || wide.stream().anyMatch(each -> looks.take() && covers.test(each, value)));
    }

    /** {@code StringEquals aws:SourceVpce}. */
    String shown() {
        return operator + " " + key;
    }

    /** Whether the first value of an operator lets in, or with Not keeps out, whatever the second does. */
    private static BiPredicate<String, String> covers(String base, Looks looks) {
        String positive = base.replace("not", "");
        return switch (positive) {
            case "stringlike", "arnlike", "arnequals" -> (wide, narrow) -> Wildcards.matches(wide, narrow, looks);
            case "stringequals", "binaryequals" -> String::equals;
            case "stringequalsignorecase", "bool", "null" -> String::equalsIgnoreCase;
            case "numericlessthan", "numericlessthanequals", "datelessthan", "datelessthanequals" ->
                (wide, narrow) -> compared(narrow, wide) <= 0;
            case "numericgreaterthan", "numericgreaterthanequals", "dategreaterthan", "dategreaterthanequals" ->
                (wide, narrow) -> compared(narrow, wide) >= 0;
            default -> (wide, narrow) -> compared(narrow, wide) == 0;
        };
    }

    /** Numbers by what they are, dates by their text, whose order is theirs. */
    private static int compared(String one, String other) {
        return NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches()
                ? new BigDecimal(one).compareTo(new BigDecimal(other))
                : one.compareTo(other);
    }

    private static String block(String address) {
        return address.contains("/") ? address : address + (address.contains(":") ? "/128" : "/32");
    }

    /** {@code foranyvalue:}, or empty. */
    private String qualifier() {
        return operator.substring(0, operator.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether a request without the key passes. */
    private boolean isIfExists() {
        return operator.toLowerCase(Locale.ROOT).endsWith(IF_EXISTS);
    }

    private String base() {
        String base = operator.substring(operator.indexOf(':') + 1).toLowerCase(Locale.ROOT);
        return isIfExists() ? base.substring(0, base.length() - IF_EXISTS.length()) : base;
    }
}
