package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.input.Input.EngineStep;
import dev.mullion.diff.masking.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a real engine said of a step: it decides, whatever our table has. */
final class EngineDiff {
    private static final String SOURCE = "Pulumi";

    private final boolean replaced;
    private final TreeSet<String> paths = new TreeSet<>();

    EngineDiff(boolean replaced, EngineStep step) {
        this.replaced = replaced;
        step.detailedDiff()
                .ifPresent(diffs -> diffs.forEach((path, diff) -> {
                    if (diff.kind().endsWith("-replace")) {
                        paths.add(path);
                    }
                }));
        for (String reason : step.replaceReasons()) {
            if (paths.stream().noneMatch(path -> related(keys(path), keys(reason)))) {
                paths.add(reason);
            }
        }
    }

    Replaces replaces(Difference difference) {
        String keys = difference.place().keys();
        return replaced && paths.stream().anyMatch(path -> related(keys(path), keys)) ? Replaces.YES : Replaces.NO;
    }

    /** Why it is replaced, at the places where the inputs differ as far as they do. */
    List<ReplaceReason> reasons(List<Difference> differences, Masker masker) {
        List<ReplaceReason> reasons = new ArrayList<>();
        if (!replaced) {
            return reasons;
        }
        for (String path : paths) {
            List<Difference> of = differences.stream()
                    .filter(difference -> related(keys(path), difference.place().keys()))
                    .toList();
            if (of.isEmpty()) {
                reasons.add(new ReplaceReason(masker.mask(path), true, SOURCE));
            }
            of.forEach(difference ->
                    reasons.add(new ReplaceReason(difference.place().shown(), true, SOURCE)));
        }
        return reasons.stream().distinct().toList();
    }

    /** Without indices: our lists have identities instead. */
    private static String keys(String path) {
        StringBuilder keys = new StringBuilder();
        for (String segment : Ignoring.segments(path)) {
            if (!segment.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '*')) {
                keys.append(keys.isEmpty() ? "" : ".").append(segment);
            }
        }
        return keys.toString();
    }

    private static boolean related(String one, String other) {
        return one.equals(other) || one.startsWith(other + ".") || other.startsWith(one + ".");
    }
}
