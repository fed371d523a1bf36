package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import java.util.ArrayList;
import java.util.List;

/**
 * What pods name to start on the nodes that can run them.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/containers/runtime-class/">RuntimeClass</a>
 */
final class RuntimeClassRule implements Findings.Rule {
    private static final String TYPE = "kubernetes:node.k8s.io/v1:RuntimeClass";
    private static final String SELECTOR = "scheduling.nodeSelector";
    private static final String TOLERATIONS = "scheduling.tolerations";

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!resource.is(TYPE) || resource.created()) {
            return;
        }
        String name = Values.text(resource.before(), "metadata.name");
        String shown = "RuntimeClass " + (name.isEmpty() ? resource.name() : name);
        String renamed = Values.text(resource.after(), "metadata.name");
        boolean moves = resource.replaced() && !renamed.equals(name);
        if (resource.deleted() || moves) {
            if (!resource.old().retained() && !EksClusterRule.goesWithCluster(resource, resources)) {
                collector.add(
                        FindingId.RUNTIME_CLASS_CHANGED,
                        resource,
                        shown + " is gone: new pods that name it are refused");
            }
            return;
        }
        if (!resource.replaced()
                && !Values.at(resource.before(), "handler").equals(Values.at(resource.after(), "handler"))) {
            collector.add(
                    FindingId.RUNTIME_CLASS_CHANGED,
                    Severity.DANGER,
                    resource,
                    "the API server refuses another handler of " + shown
                            + ": it is immutable, so give the class another name");
        }
        List<String> changed = new ArrayList<>();
        if (!Values.at(resource.before(), SELECTOR).equals(Values.at(resource.after(), SELECTOR))) {
            changed.add("nodeSelector");
        }
        if (!Values.list(resource.after(), TOLERATIONS).containsAll(Values.list(resource.before(), TOLERATIONS))) {
            changed.add("tolerations");
        }
        if (!changed.isEmpty()) {
            collector.add(
                    FindingId.RUNTIME_CLASS_CHANGED,
                    resource,
                    String.join(" and ", changed) + " of " + shown
                            + " changed: new pods that name it start elsewhere, or nowhere, and those that run stay");
        }
    }
}
