package dev.mullion.review;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.report.Wording;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a team lets no change do without looking.
 *
 * @param effects that stop a job
 * @param allowed types of resources to which they may happen, as tokens or as reports write them
 */
public record FailOn(Set<Effect> effects, Set<String> allowed) {
    /** What a change does. */
    public enum Effect {
        REPLACED,
        DELETED,
        DANGER
    }

    public FailOn {
        effects = Set.copyOf(effects);
        allowed = Set.copyOf(allowed);
    }

    /** A line for each, in the order of the report: {@code shop/dev: aws:rds:Instance orders is deleted}. */
    public List<String> found(Report report) {
        List<String> found = new ArrayList<>();
        for (Report.Entry entry : report.stacks()) {
            if (entry instanceof Comparison comparison) {
                String stack = Wording.stack(comparison.project(), comparison.stack()) + ": ";
                comparison.changes().forEach(change -> gone(stack, change, found));
                comparison.findings().forEach(finding -> danger(stack, finding, found));
            }
        }
        return found;
    }

    private void gone(String stack, ResourceChange change, List<String> found) {
        boolean replaced = effects.contains(Effect.REPLACED) && change.is(Operation.REPLACE);
        boolean deleted = effects.contains(Effect.DELETED) && change.is(Operation.DELETE);
        if ((replaced || deleted) && Wording.goes(change) && !isAllowed(change.type())) {
            found.add(stack + Wording.type(change.type()) + " " + change.name() + " is "
                    + (replaced ? "replaced" : "deleted"));
        }
    }

    private void danger(String stack, Finding finding, List<String> found) {
        boolean counts = effects.contains(Effect.DANGER) && finding.isDanger();
        if (counts && !isAllowed(Urns.type(finding.urn()))) {
            found.add(stack + finding.sentence());
        }
    }

    private boolean isAllowed(String type) {
        return allowed.contains(type) || allowed.contains(Wording.type(type));
    }
}
