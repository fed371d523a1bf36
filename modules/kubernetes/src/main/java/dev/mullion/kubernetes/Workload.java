package dev.mullion.kubernetes;

import java.util.Map;

/** What keeps pods of a template running, or runs one to its end. */
public sealed interface Workload extends Manifest {
    /**
     * A number of pods.
     *
     * @param replicas how many
     */
    record Deployment(ObjectMeta metadata, int replicas, PodTemplate template) implements Workload {
        @Override
        public KubernetesObject object() {
            return selecting(
                    KubernetesObject.of("apps/v1", "Deployment", metadata).with(replicas, "spec", "replicas"),
                    template);
        }
    }

    /** A pod on each node that it may run on. */
    record DaemonSet(ObjectMeta metadata, PodTemplate template) implements Workload {
        @Override
        public KubernetesObject object() {
            return selecting(KubernetesObject.of("apps/v1", "DaemonSet", metadata), template);
        }
    }

    /**
     * A pod that runs to its end.
     *
     * @param backoffLimit how many more pods are tried when one fails
     * @param activeDeadlineSeconds after which it has failed; pulling an image of Windows takes minutes
     */
    record Job(ObjectMeta metadata, int backoffLimit, int activeDeadlineSeconds, PodTemplate template)
            implements Workload {
        @Override
        public KubernetesObject object() {
            return KubernetesObject.of("batch/v1", "Job", metadata)
                    .with(backoffLimit, "spec", "backoffLimit")
                    .with(activeDeadlineSeconds, "spec", "activeDeadlineSeconds")
                    .with(template.fields("Never"), "spec", "template");
        }
    }

    private static KubernetesObject selecting(KubernetesObject workload, PodTemplate template) {
        return workload.with(Map.of("matchLabels", template.labels()), "spec", "selector")
                .with(template.fields("Always"), "spec", "template");
    }
}
