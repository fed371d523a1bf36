package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import java.util.List;

/** What a state says is still to be done about a resource, whatever the program says. */
final class ConditionRule implements Findings.Rule {
    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!resource.stays()) {
            return;
        }
        if (resource.now().tainted() && !resource.old().tainted()) {
            collector.add(
                    FindingId.TAINTED,
                    resource,
                    resource.name() + " is tainted: the next update replaces it, whatever the program says");
        } else if (resource.old().tainted() && !resource.now().tainted()) {
            String follows = resource.replaced()
                    ? " was tainted (pulumi state taint), which alone replaces it"
                    : " is no longer tainted: the next update does not replace it for that";
            collector.add(FindingId.TAINTED, Severity.NOTE, resource, resource.name() + follows);
        }
        List<String> before = resource.old().errors();
        List<String> after = resource.now().errors();
        if (!after.isEmpty() && !after.equals(before)) {
            collector.add(
                    FindingId.UPDATE_INCOMPLETE,
                    resource,
                    resource.name() + " did not come up, and the next update goes on with it: " + said(after));
        } else if (!before.isEmpty() && after.isEmpty()) {
            collector.add(
                    FindingId.UPDATE_INCOMPLETE,
                    Severity.NOTE,
                    resource,
                    resource.name() + " had not come up before: " + said(before));
        }
    }

    private static String said(List<String> errors) {
        String more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
        return errors.get(0) + more;
    }
}
