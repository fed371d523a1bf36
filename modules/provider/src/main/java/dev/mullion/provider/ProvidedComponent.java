package dev.mullion.provider;

import dev.mullion.core.spec.SpecPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A component that the package has, each made by the program that makes it for a stack file. */
enum ProvidedComponent {
    STACK("mullion:index:Stack", Optional.empty()),
    ECS_WINDOWS_CLUSTER("mullion:ecs:EcsWindowsCluster", Optional.of("ecs")),
    EKS_CLUSTER("mullion:eks:EksCluster", Optional.of("eks")),
    WINDOWS_CONTAINER_HOSTS("mullion:hosts:WindowsContainerHosts", Optional.of("hosts"));

    /** What stands beside the sections of a stack, and beside the keys of a component. */
    static final List<String> SHARED = List.of("network", "tags", "names", "silence");

    private final String type;
    private final Optional<String> section;

    ProvidedComponent(String type, Optional<String> section) {
        this.type = type;
        this.section = section;
    }

    /** The type token, in states too. */
    String type() {
        return type;
    }

    /** As programs call it: {@code EcsWindowsCluster}. */
    String className() {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /** Whose component it is; nothing for all sections. */
    Optional<String> section() {
        return section;
    }

    /** That of a type, also with the module {@code index}, where languages look by default. */
    static Optional<ProvidedComponent> of(String type) {
        for (ProvidedComponent each : values()) {
            if (type.equals(each.type) || type.equals("mullion:index:" + each.className())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The sections of a stack that has this component alone. */
    Map<String, Object> sections(String name, Map<String, Object> inputs) {
        if (section.isEmpty()) {
            return inputs;
        }
        Map<String, Object> own = new LinkedHashMap<>();
        Map<String, Object> all = new LinkedHashMap<>();
        inputs.forEach((key, value) -> (SHARED.contains(key) ? all : own).put(key, value));
        all.put(section.get(), Map.of(name, own));
        return all;
    }

    /** Where a path of such a stack is among the component's properties. */
    SpecPath property(String name, SpecPath path) {
        List<Object> segments = new ArrayList<>(path.segments());
        if (!segments.isEmpty() && segments.get(0) instanceof String key) {
            segments.set(0, key.replaceFirst("^mullion:", ""));
        }
        boolean isOwn = section.isPresent()
                && segments.size() >= 2
                && segments.get(0).equals(section.get())
                && segments.get(1).equals(name);
        return new SpecPath(isOwn ? segments.subList(2, segments.size()) : segments);
    }
}
