package dev.mullion.eks;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.KubernetesObjectArgs;
import dev.mullion.kubernetes.KubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Makes the objects of a cluster's model resources, each under its suffix: children of the cluster. */
final class ObjectMaker {
    private final EksClusterModel model;
    private final Map<String, KubernetesObject> objects;
    private final Supplier<Provider> provider;
    private final Resource owner;

    ObjectMaker(EksClusterModel model, Supplier<Provider> provider, Resource owner) {
        this.model = model;
        this.objects = model.objects();
        this.provider = provider;
        this.owner = owner;
    }

    /** What talks to the cluster. */
    Provider provider() {
        return provider.get();
    }

    /** Makes an object whose values are all known. */
    KubernetesResource make(String suffix, List<? extends Resource> before) {
        return make(suffix, before, args -> args);
    }

    /**
     * Makes an object.
     *
     * @param later puts values of the deployment in the place of their stand-ins
     */
    KubernetesResource make(
            String suffix, List<? extends Resource> before, UnaryOperator<KubernetesObjectArgs.Builder> later) {
        return make(suffix, later, options(before).build());
    }

    /** Makes an object that is done after some time, which the deployment waits for. */
    KubernetesResource make(String suffix, List<? extends Resource> before, Duration atMost) {
        CustomResourceOptions options = options(before)
                .customTimeouts(
                        CustomTimeouts.builder().create(atMost).update(atMost).build())
                .build();
        return make(suffix, args -> args, options);
    }

    private KubernetesResource make(
            String suffix, UnaryOperator<KubernetesObjectArgs.Builder> later, CustomResourceOptions options) {
        String name = model.key() + "-" + suffix;
        KubernetesObject object = Objects.requireNonNull(objects.get(suffix), suffix);
        return new KubernetesResource(
                name,
                model.context()
                        .customized(name, later.apply(KubernetesObjectArgs.builder(object)))
                        .build(),
                options);
    }

    private CustomResourceOptions.Builder options(List<? extends Resource> before) {
        return CustomResourceOptions.builder()
                .parent(owner)
                .provider(provider())
                .dependsOn(List.copyOf(before));
    }
}
