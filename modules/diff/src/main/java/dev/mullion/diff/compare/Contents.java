package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import java.util.Locale;
import java.util.Optional;

/** A difference as a report has it: on a line where it fits, or as text. */
final class Contents {
    private final Masker masker;
    private final String urn;

    /** @param urn for readers */
    Contents(Masker masker, String urn) {
        this.masker = masker;
        this.urn = urn;
    }

    PropertyChange of(Difference difference, Replaces replaces) {
        String path = masker.path(difference.place().shown(), urn);
        boolean text = difference.before().filter(Contents::isText).isPresent()
                || difference.after().filter(Contents::isText).isPresent();
        PropertyChange.Content content;
        if (reencoded(difference)) {
            content = spelled(
                    difference.before().orElseThrow(), difference.after().orElseThrow());
        } else if (text) {
            content = text(path, difference.before(), difference.after());
        } else {
            content = new PropertyChange.Value(
                    difference.before().map(value -> masker.show(Rendering.line(value), urn, path)),
                    difference.after().map(value -> masker.show(Rendering.line(value), urn, path)));
        }
        return new PropertyChange(path, difference.kind(), replaces, difference.noise(), content);
    }

    /** Whether both sides decode to the same text, and are not noise all the same. */
    private static boolean reencoded(Difference difference) {
        Optional<String> before = difference.before().map(Contents::whole);
        return difference.noise() == Noise.NONE
                && before.isPresent()
                && difference.after().filter(Contents::isDecoded).isPresent()
                && before.equals(difference.after().map(Contents::whole));
    }

    private static boolean isDecoded(MaskedValue value) {
        return value instanceof MaskedValue.Script
                || value instanceof MaskedValue.Document
                || value instanceof MaskedValue.Parts
                || value instanceof MaskedValue.Opaque;
    }

    private static PropertyChange.Value spelled(MaskedValue before, MaskedValue after) {
        String old = spelling(before);
        String now = spelling(after);
        return new PropertyChange.Value(
                Optional.of("[" + old + "]"),
                Optional.of("[" + now + (old.equals(now) ? ", written in another way]" : "]")));
    }

    private static String spelling(MaskedValue value) {
        if (value instanceof MaskedValue.Script script) {
            return script.encoding() + ", " + characters(script.spelling());
        }
        if (value instanceof MaskedValue.Document document) {
            String language = document.language().toUpperCase(Locale.ROOT);
            return (document.encoding().isEmpty() ? language : language + " in " + document.encoding()) + ", "
                    + characters(document.spelling());
        }
        if (value instanceof MaskedValue.Parts parts) {
            return parts.encoding() + ", " + characters(parts.spelling());
        }
        if (value instanceof MaskedValue.Opaque opaque) {
            return opaque.description() + ", " + characters(opaque.spelling());
        }
        return "text";
    }

    private static String characters(MaskedValue.Spelling spelling) {
        return spelling.length() + " characters";
    }

    private static boolean isText(MaskedValue value) {
        if (value instanceof MaskedValue.Script) {
            return true;
        }
        if (value instanceof MaskedValue.Scalar scalar) {
            return scalar.text().length() > Rendering.MAX_LINE_LENGTH
                    || scalar.text().indexOf('\n') >= 0;
        }
        return Rendering.line(value).length() > Rendering.MAX_LINE_LENGTH;
    }

    private PropertyChange.Text text(String path, Optional<MaskedValue> before, Optional<MaskedValue> after) {
        Optional<String> old = before.map(Contents::whole);
        Optional<String> now = after.map(Contents::whole);
        TextDiff diff = new TextDiff(text -> masker.show(text, urn, path));
        MaskedValue shown = after.or(() -> before).orElseThrow();
        return new PropertyChange.Text(
                language(shown, now.or(() -> old).orElse("")), encoding(before, after), diff.lines(old, now));
    }

    private static String whole(MaskedValue value) {
        if (value instanceof MaskedValue.Script script) {
            return script.text();
        }
        return value instanceof MaskedValue.Scalar scalar && scalar.kind() == MaskedValue.Kind.TEXT
                ? scalar.text()
                : Rendering.block(value);
    }

    /** Documents are written as JSON, whatever they were. */
    private static String language(MaskedValue value, String text) {
        return value instanceof MaskedValue.Script || value instanceof MaskedValue.Scalar ? Language.of(text) : "json";
    }

    private static String encoding(Optional<MaskedValue> before, Optional<MaskedValue> after) {
        Optional<String> old = before.flatMap(Contents::encoding);
        Optional<String> now = after.flatMap(Contents::encoding);
        if (before.isEmpty() || after.isEmpty() || old.equals(now)) {
            return now.or(() -> old).orElse("");
        }
        return now.orElse("text") + " (before: " + old.orElse("text") + ")";
    }

    private static Optional<String> encoding(MaskedValue value) {
        if (value instanceof MaskedValue.Script script) {
            return Optional.of(script.encoding());
        }
        if (value instanceof MaskedValue.Document document
                && !document.encoding().isEmpty()) {
            return Optional.of(document.encoding());
        }
        return value instanceof MaskedValue.Parts parts ? Optional.of(parts.encoding()) : Optional.empty();
    }
}
