package dev.mullion.kubernetes;

/** Something that stands for one Kubernetes object. */
public interface Manifest {
    /** The object as the API server gets it. */
    KubernetesObject object();
}
