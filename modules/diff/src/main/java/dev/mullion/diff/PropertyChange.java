package dev.mullion.diff;

import java.util.List;
import java.util.Optional;

/**
 * What differs at one property.
 *
 * @param path from the resource's inputs, list items by their identity where the list has one:
 *     {@code containerDefinitions["web"].environment["MODE"]}, {@code ingress[tcp 443 from 10.0.0.0/8].description},
 *     {@code subnets[2]}. Text from the plan may be in it; a report escapes it as any other
 * @param replaces whether this change alone replaces the resource
 */
public record PropertyChange(String path, Kind kind, Replaces replaces, Noise noise, Content content) {
    public enum Kind {
        ADD,
        DELETE,
        UPDATE
    }

    public enum Replaces {
        NO,
        YES,
        MAY
    }

    /** Why a reader need not look. */
    public enum Noise {
        NONE,
        /** The same items in another order, where order means nothing. */
        ORDER,
        /** Tags alone. */
        TAGS,
        /** JSON or YAML that means the same, where nobody starts with its bytes. */
        SPELLING,
        /** What a provider keeps for itself: an input whose name begins with two underscores, which Pulumi never shows. */
        INTERNAL,
        /** What the stack file says is noise. */
        IGNORED
    }

    /** The two sides as they are shown. */
    public sealed interface Content permits Value, Text {}

    /**
     * A value that fits on a line: a string in double quotes with JSON's escapes, a number, {@code true}, {@code [unknown]},
     * {@code [secret]}, a short list or object as JSON. {@code [base64, 60 characters]} for what decodes to the same text
     * on both sides.
     *
     * @param before empty for what is added
     * @param after empty for what is deleted
     */
    public record Value(Optional<String> before, Optional<String> after) implements Content {}

    /**
     * Text of several lines, or a long one, compared line by line.
     *
     * @param language {@code powershell}, {@code json}, {@code yaml}, {@code xml} or {@code text}
     * @param encoding how the property holds it, for a reader: {@code base64}, {@code gzip in base64},
     *     {@code gzip in base64 (before: base64)}; empty when as it is
     * @param lines both sides merged, in order, whole: a report folds what is far from a change
     */
    public record Text(String language, String encoding, List<Line> lines) implements Content {
        public Text {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line of the merged text.
     *
     * @param before its number on the old side from 1, or 0 when the line is added
     * @param after its number on the new side from 1, or 0 when the line is removed
     * @param spans its text in pieces, without a line feed; what differs from the line's counterpart is marked
     */
    public record Line(int before, int after, List<Span> spans) {
        public Line {
            spans = List.copyOf(spans);
        }

        public boolean added() {
            return before == 0;
        }

        public boolean removed() {
            return after == 0;
        }

        public String text() {
            StringBuilder text = new StringBuilder();
            spans.forEach(span -> text.append(span.text()));
            return text.toString();
        }
    }

    /** A piece of a line. */
    public record Span(String text, boolean changed) {}
}
