package dev.mullion.diff.compare;

import dev.mullion.core.config.MaskPattern;
import dev.mullion.core.json.JsonValue;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.diff.input.Input;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The masks of a user's own: those of the command line, and of the base's stack file. Those of the head alone hide nothing,
 * since whoever proposes a change could hide it with them.
 */
public final class OwnMasks {
    private OwnMasks() {}

    /**
     * The masks that count.
     *
     * @param given on the command line
     * @param base the old side, where it is known
     * @throws UserException where one of the base's is no regular expression
     */
    public static List<MaskPattern> of(List<MaskPattern> given, Optional<Input> base) {
        Set<MaskPattern> masks = new LinkedHashSet<>(given);
        base.ifPresent(input -> {
            List<String> written = written(input);
            for (int i = 0; i < written.size(); i++) {
                try {
                    masks.add(MaskPattern.parse(written.get(i)));
                } catch (IllegalArgumentException e) {
                    throw new UserException(Shown.text(input.name()) + ": " + DiffSettings.KEY + ".mask[" + i
                            + "]: got " + Shown.text(written.get(i)) + "; " + e.getMessage());
                }
            }
        });
        return List.copyOf(masks);
    }

    /** What a reader has to know of masks that were not taken. */
    static Optional<String> note(List<MaskPattern> taken, Input head) {
        Set<String> known = new LinkedHashSet<>();
        taken.forEach(mask -> known.add(mask.expression()));
        long untaken = written(head).stream()
                .filter(mask -> !known.contains(mask))
                .distinct()
                .count();
        if (untaken == 0) {
            return Optional.empty();
        }
        return Optional.of((untaken == 1 ? "a mask that only" : untaken + " masks that only")
                + " the new stack file has " + (untaken == 1 ? "hides" : "hide")
                + " nothing here: a change could hide itself with it; name it with --mask to have it taken");
    }

    private static List<String> written(Input side) {
        List<String> masks = new ArrayList<>();
        for (JsonValue item : DiffSettings.list(side, "mask")) {
            if (item instanceof JsonValue.Text text) {
                masks.add(text.value());
            }
        }
        return masks;
    }
}
