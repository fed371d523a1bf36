package dev.mullion.diff.finding;

import dev.mullion.diff.FindingId;
import java.util.ArrayList;
import java.util.List;

/**
 * Options that change nothing today, and what Pulumi does later. Those that protect and are gone have a finding of their own.
 */
final class OptionsRule implements Findings.Rule {
    private static final String SECRET = "additionalSecretOutputs";

    private static final String NOTHING = "nothing";

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!resource.stays()) {
            return;
        }
        List<String> changes = new ArrayList<>();
        if (resource.now().isProtected() && !resource.old().isProtected()) {
            changes.add("protect is on");
        }
        if (resource.now().retained() && !resource.old().retained()) {
            changes.add("retainOnDelete is on");
        }
        resource.now().others().forEach((option, values) -> {
            List<String> before = resource.old().others().getOrDefault(option, List.of());
            boolean onlyFewer = option.equals(SECRET) && before.containsAll(values);
            if (!values.equals(before) && !onlyFewer) {
                changes.add(option + " is " + told(values) + " instead of " + told(before));
            }
        });
        if (!changes.isEmpty()) {
            collector.add(
                    FindingId.OPTIONS_CHANGED,
                    resource,
                    resource.name() + " has other options: " + String.join("; ", changes));
        }
    }

    private static String told(List<String> values) {
        return values.isEmpty() ? NOTHING : String.join(", ", values);
    }
}
