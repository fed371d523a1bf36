package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Document;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import dev.mullion.diff.masking.MaskedValue.Part;
import dev.mullion.diff.masking.MaskedValue.Parts;
import dev.mullion.diff.masking.MaskedValue.Scalar;
import dev.mullion.diff.masking.MaskedValue.Script;
import dev.mullion.diff.masking.MaskedValue.Secret;
import dev.mullion.diff.masking.Masker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Two masked values compared: by field, by the identity of list items, by what JSON and YAML say. */
final class PropertyDiff {
    /** Where IAM takes one text or a list of them. */
    private static final Set<String> ONE_OR_MORE =
            Set.of("Action", "NotAction", "Resource", "NotResource", "AWS", "Service", "Federated", "Statement");

    private final Masker masker;
    private final List<Difference> found = new ArrayList<>();
    private int untold;

    private PropertyDiff(Masker masker) {
        this.masker = masker;
    }

    /** In the order of the keys, and of the new side's lists. */
    static List<Difference> of(Masker masker, PropertyPlace place, Fields before, Fields after) {
        PropertyDiff diff = new PropertyDiff(masker);
        diff.fields(place, before, after);
        return diff.found;
    }

    /** Of a value that one side may lack. */
    static List<Difference> of(
            Masker masker, PropertyPlace place, Optional<MaskedValue> before, Optional<MaskedValue> after) {
        PropertyDiff diff = new PropertyDiff(masker);
        diff.one(place, before, after);
        return diff.found;
    }

    private void compare(PropertyPlace place, MaskedValue before, MaskedValue after) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof Secret || after instanceof Secret) {
            secret(place, before, after);
        } else if (before instanceof Fields one && after instanceof Fields other) {
            fields(place, one, other);
        } else if (before instanceof Items one && after instanceof Items other) {
            items(place, one.values(), other.values());
        } else if (before instanceof Document one && after instanceof Document other) {
            documents(place, one, other);
        } else if (before instanceof Parts one && after instanceof Parts other) {
            parts(place, one, other);
        } else if (Identity.isAws(place) && isOneOrMore(place) && oneIsList(before, after)) {
            oneOrMore(place, before, after);
        } else {
            Noise noise = coerced(place, before, after) ? Noise.SPELLING : Noise.NONE;
            found.add(Difference.updated(place, noise, before, after));
            text(place.field("comments"), Beside.of(before), Beside.of(after));
        }
    }

    /** How much differs, or may. */
    private int judged() {
        return found.size() + untold;
    }

    /**
     * What was plain may be the very secret that is hidden now (pulumi/pulumi#9330). Of two that are hidden, and one of them
     * in a plan that was handed out, nothing can be said.
     */
    private void secret(PropertyPlace place, MaskedValue before, MaskedValue after) {
        if (before instanceof MaskedValue.Unknown || after instanceof MaskedValue.Unknown) {
            found.add(Difference.updated(place, Noise.NONE, before, after));
            return;
        }
        if (before instanceof Secret old
                && after instanceof Secret now
                && (masker.isUntold(old) || masker.isUntold(now))) {
            untold++;
            return;
        }
        Secret one = masker.hide(before);
        Secret other = masker.hide(after);
        found.add(Difference.updated(place, Noise.NONE, one, other));
    }

    /**
     * A provider of Terraform's knows the type of each input, and takes {@code "1"} for a number; who reads a document or what
     * Kubernetes keeps may not, and to nobody {@code "null"} is nothing.
     */
    private static boolean coerced(PropertyPlace place, MaskedValue before, MaskedValue after) {
        return place.typed()
                && before instanceof Scalar one
                && after instanceof Scalar other
                && one.kind() != MaskedValue.Kind.NULL
                && other.kind() != MaskedValue.Kind.NULL
                && one.text().equals(other.text());
    }

    /** Of a document that differs in its spelling alone. A machine that starts with it reads the bytes. */
    private static Noise spelling(PropertyPlace place, String before, String after) {
        return place.isUserData() || !before.isEmpty() || !after.isEmpty() ? Noise.NONE : Noise.SPELLING;
    }

    private void fields(PropertyPlace place, Fields before, Fields after) {
        SortedSet<String> keys = new TreeSet<>(before.values().keySet());
        keys.addAll(after.values().keySet());
        for (String key : keys) {
            one(
                    place.field(key),
                    Optional.ofNullable(before.values().get(key)),
                    Optional.ofNullable(after.values().get(key)));
        }
    }

    private void one(PropertyPlace place, Optional<MaskedValue> before, Optional<MaskedValue> after) {
        if (before.isPresent() && after.isPresent()) {
            compare(place, before.get(), after.get());
        } else {
            before.ifPresent(value -> whole(place, value, false));
            after.ifPresent(value -> whole(place, value, true));
        }
    }

    /** A value of one side alone; the parts of a message each, since each is a text. */
    private void whole(PropertyPlace place, MaskedValue value, boolean added) {
        if (value instanceof Parts parts) {
            whole(place.field("headers"), parts.frame(), added);
            labelled(parts).forEach((label, part) -> whole(place.item(label), part.content(), added));
        } else if (value instanceof Fields fields && holdsText(fields)) {
            fields.values().forEach((key, field) -> whole(place.field(key), field, added));
        } else if (value instanceof Items items && holdsText(items)) {
            for (int i = 0; i < items.values().size(); i++) {
                whole(place.item(String.valueOf(i)), items.values().get(i), added);
            }
        } else {
            found.add(added ? Difference.added(place, value) : Difference.deleted(place, value));
            whole(place.field("comments"), Beside.of(value), added);
        }
    }

    private void whole(PropertyPlace place, String text, boolean added) {
        if (!text.isEmpty()) {
            whole(place, new Scalar(MaskedValue.Kind.TEXT, text), added);
        }
    }

    /** Whether there is text of several lines in it, which as a string of JSON nobody could read. */
    private static boolean holdsText(MaskedValue value) {
        if (value instanceof Fields fields) {
            return fields.values().values().stream().anyMatch(PropertyDiff::holdsText);
        }
        if (value instanceof Items items) {
            return items.values().stream().anyMatch(PropertyDiff::holdsText);
        }
        return value instanceof Script
                || value instanceof Parts
                || (value instanceof Scalar scalar && scalar.text().indexOf('\n') >= 0);
    }

    private void documents(PropertyPlace place, Document before, Document after) {
        Noise spelling = spelling(place, before.encoding(), after.encoding());
        int judged = judged();
        compare(place.document(), before.root(), after.root());
        text(place.field("comments"), before.comments(), after.comments());
        if (judged() == judged) {
            found.add(Difference.updated(place, spelling, before, after));
        } else {
            text(place.field("encoding"), before.encoding(), after.encoding());
        }
    }

    private void text(PropertyPlace place, String before, String after) {
        if (!before.equals(after)) {
            compare(place, new Scalar(MaskedValue.Kind.TEXT, before), new Scalar(MaskedValue.Kind.TEXT, after));
        }
    }

    private void parts(PropertyPlace place, Parts before, Parts after) {
        Map<String, Part> old = labelled(before);
        Map<String, Part> now = labelled(after);
        int judged = judged();
        text(place.field("headers"), before.frame(), after.frame());
        now.forEach((label, part) -> one(
                place.item(label),
                Optional.ofNullable(old.get(label)).map(Part::content),
                Optional.of(part.content())));
        old.forEach((label, part) -> {
            if (!now.containsKey(label)) {
                whole(place.item(label), part.content(), false);
            }
        });
        if (judged() == judged) {
            found.add(Difference.updated(place, Noise.NONE, before, after));
        } else {
            text(place.field("encoding"), before.encoding(), after.encoding());
        }
    }

    private static Map<String, Part> labelled(Parts parts) {
        Map<String, Part> labelled = new LinkedHashMap<>();
        for (Part part : parts.parts()) {
            String label = Rendering.quoted(part.name());
            int number = 2;
            while (labelled.putIfAbsent(label, part) != null) {
                label = Rendering.quoted(part.name() + " " + number);
                number++;
            }
        }
        return labelled;
    }

    private static boolean isOneOrMore(PropertyPlace place) {
        return ONE_OR_MORE.contains(place.inside().substring(place.inside().lastIndexOf('.') + 1))
                || place.inside().contains(".Condition.");
    }

    private static boolean oneIsList(MaskedValue before, MaskedValue after) {
        return before instanceof Items || after instanceof Items;
    }

    private void oneOrMore(PropertyPlace place, MaskedValue before, MaskedValue after) {
        int judged = judged();
        items(place, listed(before), listed(after));
        if (judged() == judged) {
            found.add(Difference.updated(place, Noise.SPELLING, before, after));
        }
    }

    private static List<MaskedValue> listed(MaskedValue value) {
        return value instanceof Items items ? items.values() : List.of(value);
    }

    private void items(PropertyPlace place, List<MaskedValue> before, List<MaskedValue> after) {
        Optional<Identity> identity = Identity.of(place, before, after);
        ItemMatch match = identity.map(own -> ItemMatch.byLabel(own, before, after))
                .orElseGet(() -> ItemMatch.byPosition(before, after));
        int judged = judged();
        for (ItemMatch.Pair pair : match.pairs()) {
            one(place.item(pair.label()), pair.before(), pair.after());
        }
        if (match.reordered()) {
            boolean noise = identity.isPresent() && !identity.get().ordered();
            found.add(Difference.updated(
                    place, noise ? Noise.ORDER : Noise.NONE, match.order(before), match.order(after)));
        } else if (judged() == judged) {
            // Statements that differ in spelling alone leave nothing behind.
            found.add(Difference.updated(place, Noise.SPELLING, new Items(before), new Items(after)));
        }
    }
}
