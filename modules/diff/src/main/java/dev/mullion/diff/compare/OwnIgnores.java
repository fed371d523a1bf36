package dev.mullion.diff.compare;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.config.IgnoredChange;
import dev.mullion.core.json.JsonValue;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.input.Input;
import dev.mullion.plan.Operation;
import dev.mullion.plan.ResourceState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes that the base's stack file says are noise. What the head's file alone says leaves nothing out, since whoever proposes
 * a change could leave it out with that.
 */
final class OwnIgnores {
    private final List<IgnoredChange> ignored;
    private int count;

    OwnIgnores(List<IgnoredChange> ignored) {
        this.ignored = List.copyOf(ignored);
    }

    /**
     * What counts.
     *
     * @param given by the user of the command line
     */
    static List<IgnoredChange> of(List<IgnoredChange> given, Input base) {
        Set<IgnoredChange> ignored = new LinkedHashSet<>(given);
        ignored.addAll(written(base));
        return List.copyOf(ignored);
    }

    /** What a reader has to know of those of a plan that has no older side. */
    static Optional<String> note(List<IgnoredChange> taken, Input.Changes changes) {
        return taken.containsAll(written(changes))
                ? Optional.empty()
                : Optional.of(
                        DiffSettings.KEY + ".ignore of the plan itself leaves nothing out here: a change could leave"
                                + " itself out with it; name a stack file that counts with --rules");
    }

    /** Marks what they cover of a resource that is updated in place; what replaces it stays. */
    void mark(Changed changed) {
        if (ignored.isEmpty() || !changed.is(Operation.UPDATE) || changed.pair().isStack()) {
            return;
        }
        boolean all = changed.drift().isEmpty() && changed.reasons().isEmpty();
        for (int i = 0; i < changed.differences().size(); i++) {
            Difference difference = changed.differences().get(i);
            boolean replaces =
                    i < changed.replaces().size() && changed.replaces().get(i) != Replaces.NO;
            if (!replaces && covers(changed.pair().state(), difference.place().shown())) {
                changed.differences().set(i, difference.as(Noise.IGNORED));
                count++;
            } else {
                all = false;
            }
        }
        if (all && !changed.differences().isEmpty()) {
            changed.leaveOut();
        }
    }

    private boolean covers(ResourceState state, String path) {
        return ignored.stream().anyMatch(each -> each.covers(state.type(), state.name(), path));
    }

    /** How many there were. */
    Optional<String> note() {
        return count == 0
                ? Optional.empty()
                : Optional.of(count + (count == 1 ? " change" : " changes") + " left out, as " + DiffSettings.KEY
                        + ".ignore says");
    }

    private static List<IgnoredChange> written(Input side) {
        return DiffSettings.list(side, "ignore").stream()
                .map(item -> new IgnoredChange(
                        text(item, "type"), text(item, "name"), text(item, "path"), text(item, "reason")))
                .filter(ignored -> !ignored.path().isEmpty())
                .limit(DiffSpec.MAX_IGNORED)
                .toList();
    }

    private static String text(JsonValue item, String field) {
        return item instanceof JsonValue.Fields fields && fields.values().get(field) instanceof JsonValue.Text text
                ? text.value()
                : "";
    }
}
