package dev.mullion.plan;

import dev.mullion.core.text.PulumiSigns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A property of a resource as a plan holds it: JSON, with its keys sorted. */
public sealed interface PropertyValue {
    /** How Pulumi writes a value that only a deployment can know. */
    Text UNKNOWN = new Text(PulumiSigns.UNKNOWN);

    /** What a file has for a {@link Secret}, whatever its type. */
    Text SECRET = new Text("[secret]");

    record Nothing() implements PropertyValue {}

    record Bool(boolean value) implements PropertyValue {}

    record Numeric(double value) implements PropertyValue {
        /** Without an exponent, and without a fraction where there is none. */
        @Override
        public String toString() {
            return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        }
    }

    record Text(String value) implements PropertyValue {}

    /**
     * What a document in a text writes without quotes and neither a double nor a boolean holds, as it is written. No plan has one
     * beside its documents.
     */
    record Literal(String text) implements PropertyValue {}

    /**
     * A secret, which {@link PlanJson} writes as {@link #SECRET}.
     *
     * @param fingerprint tells one secret from another and gives none away: a hash of its cipher text or plain text; empty
     *     where nothing is known of it
     * @param texts what the file holds of it in plain text, if anything: of {@code --show-secrets}. For masks alone: it
     *     tells no secret from another, and {@link #toString} leaves it out
     */
    record Secret(String fingerprint, Set<String> texts) implements PropertyValue {
        public Secret {
            texts = Set.copyOf(texts);
        }

        public Secret(String fingerprint) {
            this(fingerprint, Set.of());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Secret secret && secret.fingerprint.equals(fingerprint);
        }

        @Override
        public int hashCode() {
            return fingerprint.hashCode();
        }

        @Override
        public String toString() {
            return "Secret[fingerprint=" + fingerprint + "]";
        }
    }

    record Items(List<PropertyValue> values) implements PropertyValue {
        public Items {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    record Fields(SortedMap<String, PropertyValue> values) implements PropertyValue {
        public static final Fields NONE = new Fields(new TreeMap<>());

        public Fields {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }
}
