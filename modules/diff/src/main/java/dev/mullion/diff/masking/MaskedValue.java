package dev.mullion.diff.masking;

import dev.mullion.core.text.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A property value, decoded and masked. In its strings and keys a placeholder stands where a secret was: a number
 * that tells one secret from another and nothing else. {@link Masker#show} turns it into {@code [secret]}.
 */
public sealed interface MaskedValue {
    /** What a scalar is in JSON. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOL,
        NULL
    }

    /** A plain value, as JSON writes it but without quotes. */
    record Scalar(Kind kind, String text) implements MaskedValue {}

    /**
     * Nothing may be told of it.
     *
     * @param placeholder equal for equal secrets
     */
    record Secret(String placeholder) implements MaskedValue {}

    /** What only a deployment can know. */
    record Unknown() implements MaskedValue {}

    /** A list. */
    record Items(List<MaskedValue> values) implements MaskedValue {
        public Items {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** An object. */
    record Fields(SortedMap<String, MaskedValue> values) implements MaskedValue {
        public static final Fields NONE = new Fields(new TreeMap<>());

        public Fields {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }

    /**
     * JSON or YAML in a string.
     *
     * @param language {@code json} or {@code yaml}
     * @param encoding as {@link dev.mullion.diff.PropertyChange.Text#encoding}
     * @param root a map or a list; of YAML with several documents, the list of them
     * @param comments what YAML holds beside its values, a line each; cloud-init goes by the first comment
     */
    record Document(String language, String encoding, MaskedValue root, String comments, Spelling spelling)
            implements MaskedValue {}

    /** Text that was encoded. */
    record Script(String encoding, String text, Spelling spelling) implements MaskedValue {}

    /**
     * A MIME multipart message.
     *
     * @param frame all of it but the parts' contents, a line each
     * @param parts by file name or type, in order
     */
    record Parts(String encoding, String frame, List<Part> parts, Spelling spelling) implements MaskedValue {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /** One part of a message. */
    record Part(String name, MaskedValue content) {}

    /** What decodes to no text, or to too much of it: a sentence about it, with a digest. */
    record Opaque(String description, Spelling spelling) implements MaskedValue {}

    /**
     * Tells the characters that the property holds from others that decode to the same.
     *
     * @param length in characters
     * @param digest never shown: with it, who knows the rest of a text could guess the secret in it
     */
    record Spelling(int length, String digest) {
        static Spelling of(String raw) {
            return new Spelling(raw.length(), Sha256.hex(raw));
        }
    }
}
