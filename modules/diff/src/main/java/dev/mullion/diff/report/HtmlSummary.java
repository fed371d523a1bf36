package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.Finding;
import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.Outcome;
import dev.mullion.diff.Violation;
import dev.mullion.plan.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a stack's changes mean: all that a reader in a hurry should see. */
record HtmlSummary(HtmlStack stack) {
    private static final int MAX_OF_A_KIND = 2;
    private static final int MAX_NAMED = 6;
    private static final int MAX_MASKED = 40;

    /** Of how many resources the same is told. */
    record Count(HtmlOperation operation, int number, String words, boolean failed) {}

    /**
     * Resources of one type that will be gone, or may be, for the same reasons.
     *
     * @param operation how it looks
     * @param words {@code replace}, {@code replace 12}, {@code may replace}
     */
    record DoomedGroup(
            HtmlOperation operation,
            String words,
            String type,
            HtmlList<HtmlLink> resources,
            List<HtmlReason> reasons) {
        /** Whether it is one resource, which goes by its name and not by its type. */
        boolean single() {
            return resources.shown().size() == 1;
        }
    }

    /** {@code 66 more, of 8 kinds}. */
    static String folded(HtmlList<DoomedGroup> doomed) {
        int resources = doomed.more().stream()
                .mapToInt(group -> group.resources().shown().size()
                        + group.resources().more().size())
                .sum();
        return resources + " more, of " + Wording.count(doomed.more().size(), "kind");
    }

    /** A policy that is broken. */
    record Broken(Optional<HtmlLink> resource, String policy, boolean mandatory, String message) {}

    /** Where something was masked. */
    record Masked(HtmlLink place, String path, String reason) {}

    Comparison comparison() {
        return stack.comparison;
    }

    /** What ended before its end; empty where nothing did. */
    Optional<HtmlFailure> failure() {
        return comparison().failed() ? Optional.of(HtmlFailure.of(stack)) : Optional.empty();
    }

    /** {@code No changes.}; empty where there are some, or where nobody knows. */
    String noChanges() {
        if (!counts().isEmpty() || failure().isPresent()) {
            return "";
        }
        String words = Wording.but(comparison());
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    HtmlList<HtmlProblem> diagnostics() {
        return HtmlList.of(comparison().diagnostics().stream()
                .map(diagnostic -> HtmlProblem.of(diagnostic, stack))
                .toList());
    }

    /** The gravest first, without what stays. */
    List<Count> counts() {
        return Wording.tallies(comparison()).stream()
                .map(tally -> new Count(
                        HtmlOperation.of(tally.operation()),
                        tally.number(),
                        tally.words(),
                        tally.outcome() == Outcome.FAILED))
                .toList();
    }

    int unchanged() {
        return comparison().count(Operation.SAME);
    }

    HtmlList<DoomedGroup> doomed() {
        return HtmlList.of(Doomed.of(comparison()).stream().map(this::group).toList());
    }

    private DoomedGroup group(Doomed doomed) {
        int number = doomed.changes().size();
        String word = Wording.mayBeReplaced(doomed.first())
                ? "may replace"
                : doomed.first().operation();
        return new DoomedGroup(
                HtmlOperation.of(doomed.first().operation()),
                number == 1 ? word : word + " " + number,
                HtmlStack.name(Wording.type(doomed.first().type())),
                HtmlList.of(
                        doomed.changes().stream()
                                .map(change -> stack.link(change.urn()))
                                .toList(),
                        MAX_NAMED),
                HtmlReason.of(doomed.first()));
    }

    /** Whether there is anything to say at all. */
    boolean isEmpty() {
        return failure().isEmpty()
                && broken().isEmpty()
                && comparison().findings().isEmpty()
                && doomed().isEmpty()
                && diagnostics().isEmpty()
                && comparison().notes().isEmpty()
                && masked().isEmpty();
    }

    HtmlList<Broken> broken() {
        return HtmlList.of(comparison().violations().stream()
                .map(violation -> new Broken(
                        violation.urn().map(stack::link),
                        Wording.policy(violation),
                        violation.isMandatory(),
                        violation.message()))
                .toList());
    }

    /** {@code Policies: 1 mandatory broken, 2 others}. */
    String policies() {
        int mandatory = (int) comparison().violations().stream()
                .filter(Violation::isMandatory)
                .count();
        int others = comparison().violations().size() - mandatory;
        return mandatory == 0
                ? "Policies"
                : "Policies: " + mandatory + " mandatory broken"
                        + (others == 0 ? "" : ", " + Wording.count(others, "other"));
    }

    /** Whether Pulumi stops for one of them. */
    boolean stops() {
        return comparison().violations().stream().anyMatch(Violation::isMandatory);
    }

    /** {@code 3 dangers}. */
    String dangerCount() {
        return Wording.count(comparison().dangers().size(), "danger");
    }

    /** What is at stake, by kind. */
    List<HtmlList<HtmlFinding>> dangers() {
        return kinds(true);
    }

    /** What else there is to know, by kind. */
    List<HtmlList<HtmlFinding>> others() {
        return kinds(false);
    }

    /** Of one kind a few stand for all. */
    private List<HtmlList<HtmlFinding>> kinds(boolean dangers) {
        Map<Kind, List<HtmlFinding>> kinds = new LinkedHashMap<>();
        for (Finding finding : comparison().findings()) {
            if (finding.isDanger() == dangers) {
                kinds.computeIfAbsent(new Kind(finding.severity(), finding.id()), kind -> new ArrayList<>())
                        .add(stack.finding(finding));
            }
        }
        return kinds.values().stream()
                .map(findings -> HtmlList.of(findings, MAX_OF_A_KIND))
                .toList();
    }

    private record Kind(Severity severity, FindingId id) {}

    HtmlList<Masked> masked() {
        return HtmlList.of(
                Wording.masks(comparison()).stream().map(this::masked).toList(), MAX_MASKED);
    }

    private Masked masked(Mask mask) {
        HtmlLink place = mask.urn().isEmpty() ? new HtmlLink(Wording.place(mask), "") : stack.link(mask.urn());
        return new Masked(place, mask.path(), mask.reason());
    }
}
