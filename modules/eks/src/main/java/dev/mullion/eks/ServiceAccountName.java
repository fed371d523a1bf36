package dev.mullion.eks;

import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.kubernetes.Names;
import dev.mullion.kubernetes.Role.Subject;

/**
 * A service account of a cluster, written {@code namespace:name} as its tokens have it.
 *
 * @param namespace where it is
 * @param name in its namespace
 */
@Matches("[^:]*:[^:]*")
public record ServiceAccountName(String namespace, String name) {
    /**
     * Reads {@code shop:web}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static ServiceAccountName parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("use a namespace and a service account, such as shop:web");
        }
        return new ServiceAccountName(parts[0], parts[1]);
    }

    void check(Problems problems) {
        Problems namespaces = new Problems();
        Names.checkLabelName(namespace, namespaces);
        Problems names = new Problems();
        Names.checkName(name, names);
        if (!namespaces.problems().isEmpty() || !names.problems().isEmpty()) {
            problems.refuse(this, "use a namespace and a service account, such as shop:web");
        }
    }

    /** As tokens call it. */
    String subject() {
        return "system:serviceaccount:" + this;
    }

    /** As bindings call it. */
    Subject bound() {
        return Subject.serviceAccount(namespace, name);
    }

    @Override
    public String toString() {
        return namespace + ":" + name;
    }
}
