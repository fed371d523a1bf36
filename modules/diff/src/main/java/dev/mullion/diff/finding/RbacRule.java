package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Who gets which rights inside a Kubernetes cluster.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/">Using RBAC Authorization</a>
 */
final class RbacRule implements Findings.Rule {
    private static final String GROUP = "kubernetes:rbac.authorization.k8s.io/v1:";

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (resource.deleted() || !resource.type().startsWith(GROUP)) {
            return;
        }
        switch (resource.type().substring(GROUP.length()).replaceFirst("Patch$", "")) {
            case "ClusterRoleBinding" -> binding(resource, "in the whole cluster", collector);
            case "RoleBinding" -> binding(resource, "in its namespace", collector);
            case "ClusterRole", "Role" -> role(resource, collector);
            default -> {}
        }
    }

    private static void binding(ChangedResource binding, String where, FindingCollector collector) {
        String role = Values.text(binding.after(), "roleRef.name");
        List<String> subjects = subjects(binding.after());
        if (!isAnother(binding, "roleRef.name")
                && !isAnother(binding, "roleRef.kind")
                && !isAnother(binding, "metadata.namespace")) {
            subjects = Values.without(subjects, subjects(binding.before()));
        }
        boolean admin = role.equals("cluster-admin");
        if (!role.isEmpty() && !subjects.isEmpty() && (admin || binding.stays())) {
            collector.add(
                    FindingId.ACCESS_WIDENS,
                    admin ? Severity.DANGER : Severity.WARNING,
                    binding,
                    String.join(", ", subjects) + " gets the role " + role + " " + where);
        }
    }

    private static boolean isAnother(ChangedResource binding, String path) {
        return !Values.text(binding.before(), path).equals(Values.text(binding.after(), path));
    }

    private static List<String> subjects(MaskedValue.Fields binding) {
        List<String> subjects = new ArrayList<>();
        for (MaskedValue subject : Values.list(binding, "subjects")) {
            String namespace = Values.text(subject, "namespace");
            subjects.add(Values.text(subject, "kind") + " " + (namespace.isEmpty() ? "" : namespace + "/")
                    + Values.text(subject, "name"));
        }
        return subjects;
    }

    private static void role(ChangedResource role, FindingCollector collector) {
        if (isEverything(role.after()) && !isEverything(role.before())) {
            collector.add(FindingId.IAM_WILDCARD, role, role.name() + " allows all verbs on all resources");
        }
    }

    private static boolean isEverything(MaskedValue.Fields role) {
        return Values.list(role, "rules").stream()
                .anyMatch(rule -> Values.texts(rule, "verbs").contains("*")
                        && Values.texts(rule, "resources").contains("*"));
    }
}
