package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.input.Input.EngineStep;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.ResourceState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a real engine said of a step: it decides, whatever our table has. */
final class EngineDiff {
    private static final String SOURCE = "Pulumi";

    /** What an engine blames for what was asked for by others than the program (step_generator.go at 3.260.0). */
    private static final String ASKED = "id";

    private final boolean replaced;
    private final TreeSet<String> paths = new TreeSet<>();
    private final PropertyTree<String> keyed = new PropertyTree<>();

    EngineDiff(boolean replaced, EngineStep step) {
        this.replaced = replaced;
        step.detailedDiff()
                .ifPresent(diffs -> diffs.forEach((path, diff) -> {
                    if (diff.kind().endsWith("-replace")) {
                        add(path);
                    }
                }));
        ResourceState.Condition condition =
                step.oldState().map(ResourceState::condition).orElse(ResourceState.Condition.NONE);
        for (String reason : step.replaceReasons()) {
            if (condition.tainted() && reason.equals(ASKED)) {
                add("taint");
            } else if (!keyed.meets(keys(reason))) {
                add(reason);
            }
        }
        // Of what is gone already, an engine compares nothing.
        if (condition.pendingReplacement() && step.replaceReasons().isEmpty()) {
            add("pendingReplacement");
        }
    }

    private void add(String path) {
        paths.add(path);
        keyed.add(keys(path), path);
    }

    Replaces replaces(Difference difference) {
        return replaced && keyed.meets(PropertyTree.parts(difference.place().keys())) ? Replaces.YES : Replaces.NO;
    }

    /** Why it is replaced, at the places where the inputs differ as far as they do. */
    List<ReplaceReason> reasons(List<Difference> differences, Masker masker) {
        List<ReplaceReason> reasons = new ArrayList<>();
        if (!replaced) {
            return reasons;
        }
        PropertyTree<Integer> places = new PropertyTree<>();
        for (int i = 0; i < differences.size(); i++) {
            places.add(PropertyTree.parts(differences.get(i).place().keys()), i);
        }
        Set<List<String>> told = new HashSet<>();
        for (String path : paths) {
            List<String> keys = keys(path);
            if (!places.meets(keys)) {
                reasons.add(new ReplaceReason(masker.mask(path), true, SOURCE));
            } else if (told.add(keys)) { // of several items of a list the places are the same
                places.around(keys).stream()
                        .sorted()
                        .map(at -> differences.get(at).place().shown())
                        .forEach(shown -> reasons.add(new ReplaceReason(shown, true, SOURCE)));
            }
        }
        return reasons.stream().distinct().toList();
    }

    /** Without indices: our lists have identities instead. */
    private static List<String> keys(String path) {
        return PropertyTree.parts(Ignoring.segments(path).stream()
                .filter(segment -> !segment.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '*'))
                .collect(Collectors.joining(".")));
    }
}
