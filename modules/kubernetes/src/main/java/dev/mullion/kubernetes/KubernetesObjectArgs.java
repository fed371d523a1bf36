package dev.mullion.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import dev.mullion.core.spec.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link KubernetesResource} is made from. Its builder is what {@code customize} hands out:
 *
 * <pre>{@code
 * context.customize(KubernetesObjectArgs.Builder.class, "shop-windows-2022-runtime-class",
 *         args -> args.label("team", "web").field(30, "spec", "minReadySeconds"));
 * }</pre>
 *
 * <p>Pulumi's Java SDK finds inputs as fields of a class, so the fields at the top of an object are known here by name:
 * {@code spec} and {@code data}, and those that some kinds of Kubernetes have beside them.
 */
public final class KubernetesObjectArgs extends ResourceArgs {
    @Import(name = "apiVersion")
    final @Nullable Output<Object> apiVersion;

    @Import(name = "kind")
    final @Nullable Output<Object> kind;

    @Import(name = "metadata")
    final @Nullable Output<Object> metadata;

    @Import(name = "aggregationRule")
    final @Nullable Output<Object> aggregationRule;

    @Import(name = "allowVolumeExpansion")
    final @Nullable Output<Object> allowVolumeExpansion;

    @Import(name = "allowedTopologies")
    final @Nullable Output<Object> allowedTopologies;

    @Import(name = "automountServiceAccountToken")
    final @Nullable Output<Object> automountServiceAccountToken;

    @Import(name = "binaryData")
    final @Nullable Output<Object> binaryData;

    @Import(name = "credspec")
    final @Nullable Output<Object> credspec;

    @Import(name = "data")
    final @Nullable Output<Object> data;

    @Import(name = "description")
    final @Nullable Output<Object> description;

    @Import(name = "globalDefault")
    final @Nullable Output<Object> globalDefault;

    @Import(name = "handler")
    final @Nullable Output<Object> handler;

    @Import(name = "imagePullSecrets")
    final @Nullable Output<Object> imagePullSecrets;

    @Import(name = "immutable")
    final @Nullable Output<Object> immutable;

    @Import(name = "mountOptions")
    final @Nullable Output<Object> mountOptions;

    @Import(name = "overhead")
    final @Nullable Output<Object> overhead;

    @Import(name = "parameters")
    final @Nullable Output<Object> parameters;

    @Import(name = "preemptionPolicy")
    final @Nullable Output<Object> preemptionPolicy;

    @Import(name = "provisioner")
    final @Nullable Output<Object> provisioner;

    @Import(name = "reclaimPolicy")
    final @Nullable Output<Object> reclaimPolicy;

    @Import(name = "roleRef")
    final @Nullable Output<Object> roleRef;

    @Import(name = "rules")
    final @Nullable Output<Object> rules;

    @Import(name = "scheduling")
    final @Nullable Output<Object> scheduling;

    @Import(name = "secrets")
    final @Nullable Output<Object> secrets;

    @Import(name = "spec")
    final @Nullable Output<Object> spec;

    @Import(name = "stringData")
    final @Nullable Output<Object> stringData;

    @Import(name = "subjects")
    final @Nullable Output<Object> subjects;

    @Import(name = "type")
    final @Nullable Output<Object> type;

    @Import(name = "value")
    final @Nullable Output<Object> value;

    @Import(name = "volumeBindingMode")
    final @Nullable Output<Object> volumeBindingMode;

    @Import(name = "webhooks")
    final @Nullable Output<Object> webhooks;

    final String token;

    private KubernetesObjectArgs(String token, Map<String, Object> fields) {
        this.token = token;
        Map<String, Object> left = new LinkedHashMap<>(fields);
        apiVersion = taken("apiVersion", left);
        kind = taken("kind", left);
        metadata = taken("metadata", left);
        aggregationRule = taken("aggregationRule", left);
        allowVolumeExpansion = taken("allowVolumeExpansion", left);
        allowedTopologies = taken("allowedTopologies", left);
        automountServiceAccountToken = taken("automountServiceAccountToken", left);
        binaryData = taken("binaryData", left);
        credspec = taken("credspec", left);
        data = taken("data", left);
        description = taken("description", left);
        globalDefault = taken("globalDefault", left);
        handler = taken("handler", left);
        imagePullSecrets = taken("imagePullSecrets", left);
        immutable = taken("immutable", left);
        mountOptions = taken("mountOptions", left);
        overhead = taken("overhead", left);
        parameters = taken("parameters", left);
        preemptionPolicy = taken("preemptionPolicy", left);
        provisioner = taken("provisioner", left);
        reclaimPolicy = taken("reclaimPolicy", left);
        roleRef = taken("roleRef", left);
        rules = taken("rules", left);
        scheduling = taken("scheduling", left);
        secrets = taken("secrets", left);
        spec = taken("spec", left);
        stringData = taken("stringData", left);
        subjects = taken("subjects", left);
        type = taken("type", left);
        value = taken("value", left);
        volumeBindingMode = taken("volumeBindingMode", left);
        webhooks = taken("webhooks", left);
        if (!left.isEmpty()) {
            throw new UserException(
                    token + ": got the field " + left.keySet().iterator().next()
                            + " at the top of the object; Pulumi's Java SDK takes spec, data and the others of Kubernetes' own kinds");
        }
    }

    /** Everything is known: the usual case. */
    public static Builder builder(KubernetesObject object) {
        return new Builder(object.apiVersion(), object.kind(), object.fields());
    }

    /**
     * The object is only known at deployment, but for what it is.
     *
     * @param fields those at its top, such as {@code spec}; metadata goes without saying
     * @param object gives an object of that version and kind, with these fields and no others
     */
    public static Builder builder(String apiVersion, String kind, Set<String> fields, Output<KubernetesObject> object) {
        Map<String, Object> later = new LinkedHashMap<>();
        later.put("apiVersion", apiVersion);
        later.put("kind", kind);
        Set<String> given = new TreeSet<>(fields);
        given.add("metadata");
        for (String field : given) {
            later.put(field, object.applyValue(known -> known(known, apiVersion, kind, given)
                    .get(field)));
        }
        return new Builder(apiVersion, kind, later);
    }

    private static Map<String, Object> known(
            KubernetesObject object, String apiVersion, String kind, Set<String> given) {
        Map<String, Object> fields = new LinkedHashMap<>(object.fields());
        fields.keySet().removeAll(Set.of("apiVersion", "kind"));
        if (!object.apiVersion().equals(apiVersion)
                || !object.kind().equals(kind)
                || !fields.keySet().equals(given)) {
            throw new IllegalArgumentException(
                    object + " of " + object.apiVersion() + " has the fields " + fields.keySet()
                            + "; the resource was made for a " + kind + " of " + apiVersion + " with " + given);
        }
        return fields;
    }

    private static @Nullable Output<Object> taken(String field, Map<String, Object> fields) {
        Object value = fields.remove(field);
        if (value == null) {
            return null;
        }
        return value instanceof Output<?> later ? later.applyValue(each -> (Object) each) : Output.of(value);
    }

    /** Changes an object before it becomes a resource. Values may be outputs, or hold them at any depth. */
    public static final class Builder {
        private final String apiVersion;
        private final String kind;
        private Map<String, Object> fields;

        private Builder(String apiVersion, String kind, Map<String, Object> fields) {
            this.apiVersion = apiVersion;
            this.kind = kind;
            this.fields = fields;
        }

        /** Sets a label. */
        public Builder label(String key, String value) {
            return field(value, "metadata", "labels", key);
        }

        /** Sets a label whose value is only known at deployment. */
        public Builder label(String key, Output<String> value) {
            return field(value, "metadata", "labels", key);
        }

        /** Sets an annotation. */
        public Builder annotation(String key, String value) {
            return field(value, "metadata", "annotations", key);
        }

        /** Sets an annotation whose value is only known at deployment, such as the ARN of a role. */
        public Builder annotation(String key, Output<String> value) {
            return field(value, "metadata", "annotations", key);
        }

        /**
         * Sets the field at a path of keys, whole lists included.
         *
         * @param value a string, boolean, number, list or map of them, or an Output of one
         * @throws UserException for the names of the version and the kind, which are part of the resource's type
         */
        public Builder field(Object value, String... path) {
            fields = FieldValues.with(fields, FieldValues.input(value), own(path));
            return this;
        }

        /** Leaves out the field at a path of keys. */
        public Builder without(String... path) {
            fields = FieldValues.without(fields, own(path));
            return this;
        }

        public KubernetesObjectArgs build() {
            return new KubernetesObjectArgs(token(apiVersion, kind), fields);
        }

        private List<String> own(String... path) {
            if (path[0].equals("apiVersion") || path[0].equals("kind")) {
                throw new UserException(token(apiVersion, kind) + ": " + path[0]
                        + " is part of the resource's type and can not be customized");
            }
            return List.of(path);
        }
    }

    /** Pulumi's type: the core group, which has no name in {@code v1}, is called core. */
    static String token(String apiVersion, String kind) {
        return "kubernetes:" + (apiVersion.contains("/") ? apiVersion : "core/" + apiVersion) + ":" + kind;
    }
}
