package dev.mullion.review.operator;

import dev.mullion.core.config.StackFile;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One stack as the operator has it: {@code Stack} of {@code pulumi.com/v1}.
 *
 * @see <a href="https://github.com/pulumi/pulumi-kubernetes-operator/blob/v2.9.0/docs/stacks.md">its fields</a>
 */
final class StackObject {
    /** Where the projects are in an image. */
    static final String WORK = "/work";

    /** What a stack's preview-only twin is called by. */
    static final String TWIN = "-preview";

    /** https://github.com/pulumi/pulumi-kubernetes-operator/blob/v2.9.0/deploy/crds/pulumi.com_stacks.yaml: of the object's name. */
    static final int MOST_NAME = 42;

    private static final String TOKEN = "PULUMI_ACCESS_TOKEN";
    private static final String TOKEN_SECRET = "pulumi-access-token";
    private static final String PHRASE = "PULUMI_CONFIG_PASSPHRASE";

    private final OperatedStack stack;
    private final String name;
    private final OperatorSettings settings;

    StackObject(OperatedStack stack, String name, OperatorSettings settings) {
        this.stack = stack;
        this.name = name;
        this.settings = settings;
    }

    /** Labels by which one finds what this program wrote. */
    static ObjectMeta metadata(String name, OperatorSettings settings) {
        return ObjectMeta.named(name).namespace(settings.namespace()).label("app.kubernetes.io/managed-by", "mullion");
    }

    /**
     * The object that deploys the stack.
     *
     * @param prerequisites names of objects
     */
    KubernetesObject deployed(List<String> prerequisites) {
        Map<String, Object> spec = common(Optional.empty());
        put(spec, "config", stack.file().values());
        Map<String, Object> secrets = new TreeMap<>();
        stack.file()
                .secrets()
                .forEach(secret -> secrets.put(secret.key(), SecretValue.of(secretName(), secretKey(secret))));
        put(spec, "secretsRef", secrets);
        put(spec, "prerequisites", waited(prerequisites));
        spec.put("refresh", true);
        spec.put("continueResyncOnCommitMatch", true);
        spec.put("resyncFrequencySeconds", settings.resyncSeconds());
        return object(name, spec);
    }

    /**
     * What the stack would be by another branch, whose own stack file counts. Nothing is ever deployed by it, and no stack is made
     * where there is none yet.
     */
    KubernetesObject previewed(String branch, List<String> prerequisites) {
        Map<String, Object> spec = common(Optional.of(branch));
        put(spec, "prerequisites", waited(prerequisites));
        spec.put("preview", true);
        spec.put("useLocalStackOnly", true);
        spec.put("resyncFrequencySeconds", settings.resyncSeconds());
        return object(name + TWIN, spec);
    }

    /** The Secrets of Kubernetes that the objects read, and the keys that each has to have, sorted. */
    SortedMap<String, SortedSet<String>> needed() {
        SortedMap<String, SortedSet<String>> needed = new TreeMap<>();
        stack.file().secrets().forEach(secret -> needed.computeIfAbsent(secretName(), first -> new TreeSet<>())
                .add(secretKey(secret) + (secret.json() ? " (JSON)" : "")));
        login("").forEach((variable, secret) -> needed.computeIfAbsent(secret, first -> new TreeSet<>())
                .add(variable));
        if (settings.twins().isPresent()) {
            login(TWIN).forEach((variable, secret) -> needed.computeIfAbsent(secret, first -> new TreeSet<>())
                    .add(variable));
        }
        return needed;
    }

    /** A key of a Secret has no colon. */
    static String secretKey(StackFile.Secret secret) {
        return secret.key().replace(':', '.');
    }

    private String secretName() {
        return name + "-secrets";
    }

    private Map<String, Object> common(Optional<String> branch) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("stack", settings.organization() + "/" + stack.name());
        Map<String, Object> workspace = new LinkedHashMap<>();
        workspace.put("image", settings.source().image());
        workspace.put("resources", resources());
        if (settings.source() instanceof ProgramSource.Git git) {
            spec.put("projectRepo", git.url());
            Optional<String> followed = branch.or(git::branch);
            followed.ifPresent(named -> spec.put("branch", named));
            if (followed.isEmpty()) {
                git.commit().ifPresent(named -> spec.put("commit", named));
            }
            if (!stack.folder().isEmpty()) {
                spec.put("repoDir", stack.folder());
            }
            git.auth().ifPresent(auth -> spec.put("gitAuth", auth));
        } else {
            workspace.put("local", Map.of("dir", stack.folder().isEmpty() ? WORK : WORK + "/" + stack.folder()));
        }
        backend().ifPresent(url -> spec.put("backend", url));
        secretsProvider()
                .filter(url -> !url.equals(StackFile.PASSPHRASE)) // what the CLI takes where a variable has one
                .ifPresent(url -> spec.put("secretsProvider", url));
        Map<String, Object> variables = new TreeMap<>();
        login(branch.isPresent() ? TWIN : "")
                .forEach((variable, secret) -> variables.put(variable, SecretValue.of(secret, variable)));
        put(spec, "envRefs", variables);
        // Whoever may push to a branch runs programs with what its workspaces have.
        spec.put(
                "serviceAccountName",
                branch.isPresent() ? settings.previewServiceAccount() : settings.serviceAccount());
        // A workspace is a pod that asks for memory as long as it is there.
        spec.put("workspaceReclaimPolicy", "Delete");
        spec.put("workspaceTemplate", Map.of("spec", workspace));
        return spec;
    }

    /**
     * What the CLI signs in or decrypts with, by variable the Secret that has it, where it is no right of the service account's.
     *
     * @param twin what stands behind the names of what the preview of another branch has
     */
    private Map<String, String> login(String twin) {
        Optional<String> provider = secretsProvider();
        if (backend().filter(url -> !url.startsWith("https:")).isEmpty()) {
            return provider.filter(StackFile.PASSPHRASE::equals).isPresent()
                    ? Map.of(TOKEN, TOKEN_SECRET + twin, PHRASE, name + twin + "-secrets")
                    : Map.of(TOKEN, TOKEN_SECRET + twin);
        }
        return provider.filter(url -> !url.equals(StackFile.PASSPHRASE)).isPresent()
                ? Map.of()
                : Map.of(PHRASE, name + twin + "-secrets");
    }

    private Optional<String> backend() {
        return stack.file().backend().or(settings::backend);
    }

    private Optional<String> secretsProvider() {
        return stack.file().secretsProvider().or(settings::secretsProvider);
    }

    /** As much memory is asked for as may be used: a node that gives less than was promised ends the pod amid a deployment. */
    private Map<String, Object> resources() {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("cpu", "500m");
        asked.put("memory", settings.memory());
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put("requests", asked);
        resources.put("limits", Map.of("memory", settings.memory()));
        return resources;
    }

    private static List<Map<String, Object>> waited(List<String> prerequisites) {
        return prerequisites.stream()
                .map(each -> Map.<String, Object>of("name", each))
                .toList();
    }

    private static void put(Map<String, Object> spec, String key, Map<String, Object> value) {
        if (!value.isEmpty()) {
            spec.put(key, value);
        }
    }

    private static void put(Map<String, Object> spec, String key, List<?> value) {
        if (!value.isEmpty()) {
            spec.put(key, value);
        }
    }

    private KubernetesObject object(String named, Map<String, Object> spec) {
        return KubernetesObject.of("pulumi.com/v1", "Stack", metadata(named, settings))
                .with(spec, "spec");
    }
}
