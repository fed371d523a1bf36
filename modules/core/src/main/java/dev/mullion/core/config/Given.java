package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.text.Sha256;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that a program in another language gives, where a stack file would have YAML. */
public final class Given {
    /** A value that must not be shown. */
    public static final Object SECRET = new Secret();

    private record Secret() {}

    /**
     * A value that only a deployment knows.
     *
     * @param symbol what stands for it, in scripts too: {@code ${storefront.network.vpcId}}
     */
    public record Unknown(String symbol) {
        /** 128 bits: nobody finds two texts of one. */
        private static final int HASH_DIGITS = 32;

        /** What stands for it where only the ARN of a secret may stand: one that people can read, and another for each symbol. */
        public String secretArn() {
            return "arn:aws:secretsmanager:us-east-1:000000000000:secret:"
                    + symbol.replaceAll("[^A-Za-z0-9/_+=.@-]", "-")
                    + "-" + Sha256.hex(symbol).substring(0, HASH_DIGITS) + "-000000";
        }
    }

    /**
     * A value that only a deployment knows, and that will be a text.
     *
     * @param symbol as of {@link Unknown}
     */
    public record UnknownText(String symbol) {}

    private Given() {}

    /** Whether it is a text, or a list of them. */
    static boolean isTexts(Object value) {
        return isText(value)
                || (value instanceof List<?> list
                        && list.stream().allMatch(item -> isText(item) || item instanceof Unknown));
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof UnknownText;
    }

    /** What it is, without it. */
    static String kind(Object value) {
        if (value instanceof List<?>) {
            return isTexts(value) ? "a list" : "a list that holds something else than texts";
        }
        if (value instanceof Map<?, ?>) {
            return "a map";
        }
        return value instanceof Number ? "a number" : value instanceof Boolean ? "true or false" : "a text";
    }

    static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put((String) key, new Entry(Optional.empty(), node(each))));
            return new Mapping(entries, Optional.empty());
        }
        if (value instanceof List<?> list) {
            return new Sequence(list.stream().map(Given::node).toList(), Optional.empty());
        }
        if (value instanceof Boolean flag) {
            return new Scalar(flag.toString(), Kind.BOOLEAN, Optional.empty());
        }
        if (value instanceof Number number) {
            return number(number.doubleValue());
        }
        if (value instanceof Unknown unknown) {
            return new Node.Unknown(unknown);
        }
        if (value instanceof UnknownText unknown) {
            return new Node.Unknown(new Unknown(unknown.symbol()));
        }
        if (value instanceof Secret) {
            Scalar hidden = new Scalar(NodeJson.SECRET, Kind.STRING, Optional.empty());
            return new Mapping(Map.of(Mapping.SECURE, new Entry(Optional.empty(), hidden)), Optional.empty());
        }
        return new Scalar((String) value, Kind.STRING, Optional.empty());
    }

    /** Pulumi's languages have one kind of number. */
    private static Scalar number(double number) {
        boolean whole = number == Math.rint(number) && !Double.isInfinite(number);
        return whole
                ? new Scalar(new BigDecimal(number).toBigInteger().toString(), Kind.INTEGER, Optional.empty())
                : new Scalar(Double.toString(number), Kind.FLOAT, Optional.empty());
    }
}
