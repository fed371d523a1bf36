package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.report.HtmlOperation.Count;
import java.util.ArrayList;
import java.util.List;

/** What a stack's changes mean: all that a reader in a hurry should see. */
record HtmlSummary(HtmlStack stack) {
    /** An operation's part of the bar, which is 1,000 wide. */
    record Share(HtmlOperation operation, long from, long width) {}

    /** A resource that will be gone, or may be. */
    record Doomed(HtmlOperation operation, HtmlLink resource, String type, boolean perhaps, List<HtmlReason> reasons) {}

    /** Where something was masked. */
    record Masked(HtmlLink place, String path, String reason) {}

    Comparison comparison() {
        return stack.comparison;
    }

    /** {@code 1 error}; empty where the preview told none. */
    String errors() {
        int errors = Wording.errors(comparison());
        return errors == 0 ? "" : Wording.count(errors, "error");
    }

    boolean unchanged() {
        return comparison().unchanged() && errors().isEmpty();
    }

    /** Whether the stack's configuration differs, and no resource. */
    boolean ofConfigurationAlone() {
        return !comparison().unchanged() && comparison().changes().isEmpty() && errors().isEmpty();
    }

    HtmlList<String> diagnostics() {
        return HtmlList.of(comparison().diagnostics());
    }

    /** The gravest first. */
    List<Count> counts() {
        return Count.of(comparison().counts());
    }

    /** The counts of what changes, again, for a bar; none where it would show nothing. */
    List<Share> shares() {
        List<Count> changed =
                counts().stream().filter(count -> !count.operation().same()).toList();
        long all = changed.stream().mapToLong(Count::number).sum();
        List<Share> shares = new ArrayList<>();
        long done = 0;
        for (Count count : changed) {
            long from = done * 1000 / all;
            done += count.number();
            // Two units stay free between the shares, and none is too small to be seen.
            shares.add(new Share(count.operation(), from, Math.max(done * 1000 / all - from - 2, 3)));
        }
        return shares.size() < 2 ? List.of() : shares;
    }

    HtmlList<Doomed> doomed() {
        return HtmlList.of(Wording.replacedAndDeleted(comparison()).stream()
                .map(this::doomed)
                .toList());
    }

    private Doomed doomed(ResourceChange change) {
        return new Doomed(
                HtmlOperation.of(change.operation()),
                stack.link(change.urn()),
                HtmlStack.name(Wording.type(change.type())),
                Wording.mayBeReplaced(change),
                HtmlReason.of(change));
    }

    HtmlList<HtmlFinding> findings() {
        return HtmlList.of(comparison().findings().stream().map(stack::finding).toList());
    }

    HtmlList<Masked> masked() {
        return HtmlList.of(
                Wording.masks(comparison()).stream().map(this::masked).toList());
    }

    private Masked masked(Mask mask) {
        HtmlLink place = mask.urn().isEmpty() ? new HtmlLink(Wording.place(mask), "") : stack.link(mask.urn());
        return new Masked(place, mask.path(), mask.reason());
    }
}
