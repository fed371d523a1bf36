package dev.mullion.core.config;

import dev.mullion.core.spec.Position;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One value of the configuration, and where the user wrote it; the place is unknown for what only Pulumi knows. */
sealed interface Node {
    Optional<Position> position();

    /** Whether a secret, {@code {secure: <ciphertext>}}, is here or anywhere below. */
    boolean holdsSecret();

    /** Keys in the order of the file. */
    record Mapping(Map<String, Entry> entries, Optional<Position> position) implements Node {
        static final String SECURE = "secure";

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        boolean isSecret() {
            Entry secure = entries.get(SECURE);
            return entries.size() == 1
                    && secure != null
                    && secure.value() instanceof Scalar scalar
                    && scalar.kind() == Kind.STRING;
        }

        /** What stands at a key, where it is text. */
        Optional<String> text(String key) {
            return Optional.ofNullable(entries.get(key))
                    .map(Entry::value)
                    .filter(value -> value instanceof Scalar scalar && scalar.kind() == Kind.STRING)
                    .map(value -> ((Scalar) value).text());
        }

        @Override
        public boolean holdsSecret() {
            return isSecret()
                    || entries.values().stream().anyMatch(entry -> entry.value().holdsSecret());
        }
    }

    record Entry(Optional<Position> keyPosition, Node value) {}

    record Sequence(List<Node> items, Optional<Position> position) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public boolean holdsSecret() {
            return items.stream().anyMatch(Node::holdsSecret);
        }
    }

    /** Text as it was written, without its quotes. */
    record Scalar(String text, Kind kind, Optional<Position> position) implements Node {
        @Override
        public boolean holdsSecret() {
            return false;
        }

        /** The text that Pulumi hands to a program: it decodes each value and writes it again in one spelling. */
        String engineText() {
            return switch (kind) {
                case STRING -> text;
                case NULL -> "";
                case BOOLEAN -> text.toLowerCase(Locale.ROOT);
                case TIMESTAMP -> text.contains(":") ? text : text + "T00:00:00Z";
                // No number that Pulumi can hold is longer, and reading a long one takes time.
                case INTEGER ->
                    text.length() > 100 ? text : integer(text.replace("_", "")).toString();
                case FLOAT -> floating(text.replace("_", ""));
            };
        }

        private static BigInteger integer(String text) {
            String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
            String lower = digits.toLowerCase(Locale.ROOT);
            BigInteger value;
            if (lower.startsWith("0x")) {
                value = new BigInteger(lower.substring(2), 16);
            } else if (lower.startsWith("0b")) {
                value = new BigInteger(lower.substring(2), 2);
            } else if (lower.matches("0o?[0-7]+")) {
                value = new BigInteger(lower.replace("o", ""), 8);
            } else {
                value = new BigInteger(digits);
            }
            return text.startsWith("-") ? value.negate() : value;
        }

        private static String floating(String text) {
            double value =
                    text.toLowerCase(Locale.ROOT).matches("[-+]?\\.(inf|nan)") ? Double.NaN : Double.parseDouble(text);
            return Double.isFinite(value)
                    ? new BigDecimal(Double.toString(value))
                            .stripTrailingZeros()
                            .toPlainString()
                    : text;
        }
    }

    /** A value that only a deployment knows. */
    record Unknown(Given.Unknown value) implements Node {
        @Override
        public Optional<Position> position() {
            return Optional.empty();
        }

        @Override
        public boolean holdsSecret() {
            return false;
        }
    }

    /** What Pulumi's YAML reader (gopkg.in/yaml.v3) takes a value for. */
    enum Kind {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        TIMESTAMP,
        NULL;

        private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
        private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern WHOLE = Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|[0-9]+)");
        private static final Pattern DECIMAL = Pattern.compile(
                "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
        private static final Pattern TIME = Pattern.compile(
                "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?");

        /**
         * The kind of a value that was written without quotes. Wider than YAML's own rules where Pulumi's are: what it
         * takes for a number or a time ({@code 012345678901}, {@code 1234e56}, {@code 2024-01-01}) reaches a program changed.
         */
        static Kind ofPlain(String text) {
            if (NOTHING.matcher(text).matches()) {
                return NULL;
            }
            if (TRUTH.matcher(text).matches()) {
                return BOOLEAN;
            }
            if (TIME.matcher(text).matches()) {
                return TIMESTAMP;
            }
            String number = text.startsWith("_") ? text : text.replace("_", "");
            if (WHOLE.matcher(number).matches()) {
                return INTEGER;
            }
            return DECIMAL.matcher(number).matches() ? FLOAT : STRING;
        }
    }
}
