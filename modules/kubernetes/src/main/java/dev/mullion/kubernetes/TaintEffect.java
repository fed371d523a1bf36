package dev.mullion.kubernetes;

import java.util.Optional;
import java.util.stream.Stream;

/** What a taint does to pods that do not tolerate it, spelled as clouds do. */
public enum TaintEffect {
    /** No pod comes. */
    NO_SCHEDULE("NoSchedule"),
    /** A pod comes where there is no better place. */
    PREFER_NO_SCHEDULE("PreferNoSchedule"),
    /** No pod comes, and those that are there leave. */
    NO_EXECUTE("NoExecute");

    private final String kubernetesName;

    TaintEffect(String kubernetesName) {
        this.kubernetesName = kubernetesName;
    }

    /** As Kubernetes spells it, such as {@code NoSchedule}. */
    public String kubernetesName() {
        return kubernetesName;
    }

    /** The effect that Kubernetes spells so. */
    public static Optional<TaintEffect> ofKubernetes(String name) {
        return Stream.of(values())
                .filter(effect -> effect.kubernetesName.equals(name))
                .findFirst();
    }
}
