package dev.mullion.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What those may do whom it is bound to: a Role where its metadata names a namespace, else a ClusterRole.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/">RBAC</a>
 */
public record Role(ObjectMeta metadata, List<PolicyRule> rules) implements Manifest {
    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final String VERSION = GROUP + "/v1";

    public Role {
        rules = List.copyOf(rules);
    }

    @Override
    public KubernetesObject object() {
        return KubernetesObject.of(VERSION, kind(), metadata)
                .with(rules.stream().map(PolicyRule::fields).toList(), "rules");
    }

    /** Binds it where it holds, under its own name. */
    public Binding bind(Subject... subjects) {
        return new Binding(metadata, kind(), metadata.name(), List.of(subjects));
    }

    /** Binds a cluster role within one namespace, or within the whole cluster where the metadata names none. */
    public static Binding bindClusterRole(String role, ObjectMeta metadata, Subject... subjects) {
        return new Binding(metadata, "ClusterRole", role, List.of(subjects));
    }

    private String kind() {
        return metadata.namespace().isPresent() ? "Role" : "ClusterRole";
    }

    /**
     * Who may do what a role allows: a RoleBinding where its metadata names a namespace, else a ClusterRoleBinding.
     *
     * @param roleKind Role or ClusterRole
     */
    public record Binding(ObjectMeta metadata, String roleKind, String role, List<Subject> subjects)
            implements Manifest {
        public Binding {
            subjects = List.copyOf(subjects);
        }

        @Override
        public KubernetesObject object() {
            Map<String, Object> roleRef = new LinkedHashMap<>();
            roleRef.put("apiGroup", GROUP);
            roleRef.put("kind", roleKind);
            roleRef.put("name", role);
            String kind = metadata.namespace().isPresent() ? "RoleBinding" : "ClusterRoleBinding";
            return KubernetesObject.of(VERSION, kind, metadata)
                    .with(roleRef, "roleRef")
                    .with(subjects.stream().map(Subject::fields).toList(), "subjects");
        }
    }

    /**
     * Somebody.
     *
     * @param kind ServiceAccount, Group or User
     * @param namespace of a service account
     */
    public record Subject(String kind, String name, Optional<String> namespace) {
        public static Subject serviceAccount(String namespace, String name) {
            return new Subject("ServiceAccount", name, Optional.of(namespace));
        }

        public static Subject group(String name) {
            return new Subject("Group", name, Optional.empty());
        }

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("kind", kind);
            if (namespace.isEmpty()) {
                fields.put("apiGroup", GROUP);
            }
            fields.put("name", name);
            namespace.ifPresent(in -> fields.put("namespace", in));
            return fields;
        }
    }
}
