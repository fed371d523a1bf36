package dev.mullion.testkit.kube;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.json.JsonValue.Fields;
import dev.mullion.core.json.JsonValue.Items;
import dev.mullion.core.json.JsonValue.Text;
import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.ChildProcess.Answer;
import dev.mullion.testkit.Skip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster that nobody minds: an API server and a scheduler, with nodes that are only objects. Closing it removes what was
 * applied through it.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.get()) {
 *     cluster.apply(KubernetesObject.yaml(List.of(namespace, runtimeClass)));
 *     assertThat(cluster.refusal(deployment.object().yaml())).isEmpty();
 *     cluster.node("windows-1", Map.of("kubernetes.io/os", "windows"), List.of("os=windows:NoSchedule"));
 *     assertThat(cluster.placed(pod.yaml())).hasToString("windows-1");
 * }
 * }</pre>
 */
public final class Cluster implements AutoCloseable {
    /** The variable that names the kubeconfig; never the one of a user, whose cluster tests would write to. */
    public static final String KUBECONFIG = "MULLION_KUBECONFIG";

    /** The variable that names kubectl, where it is not on the path. */
    public static final String KUBECTL = "MULLION_KUBECTL";

    private static final String MISSING = "no throwaway cluster: name the kubeconfig of one by the variable "
            + KUBECONFIG + ", and kubectl by " + KUBECTL + " where it is not on PATH";

    private static final String ESTABLISHED = "jsonpath={.status.conditions[?(@.type=='Established')].status}";

    /** A scheduler that has not looked at a pod by then is none. */
    private static final int LOOKS = 240;

    private static final long PAUSE_MILLIS = 250;

    private final Path kubeconfig;
    private final String kubectl;
    private final Path folder;
    private final Deque<Path> applied = new ArrayDeque<>();
    private final Deque<String> definitions = new ArrayDeque<>();
    private final Deque<String> nodes = new ArrayDeque<>();

    private Cluster(Path kubeconfig, String kubectl, Path folder) {
        this.kubeconfig = kubeconfig;
        this.kubectl = kubectl;
        this.folder = folder;
    }

    /** Where a pod is, or why it is nowhere. */
    public record Placement(Optional<String> node, String reason) {
        @Override
        public String toString() {
            return node.orElse(reason);
        }
    }

    /** The cluster that the environment names; without one the calling test is skipped, saying so. */
    public static Cluster get() {
        Optional<String> named = Optional.ofNullable(System.getenv(KUBECONFIG)).filter(name -> !name.isEmpty());
        Path kubeconfig = Path.of(Skip.without(named, "kube tests", MISSING));
        String kubectl = Optional.ofNullable(System.getenv(KUBECTL))
                .filter(name -> !name.isEmpty())
                .orElse("kubectl");
        try {
            return new Cluster(kubeconfig, kubectl, Files.createTempDirectory("mullion-kube"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Why the server would not take these objects, by the server's own words; empty when it takes all of them. Nothing is
     * made: namespaces and kinds that they need have to be there. Warnings, unknown fields and fields that are there twice
     * count.
     */
    public Optional<String> refusal(String yaml) {
        Answer answer = ask("apply", "--dry-run=server", "--validate=strict", "--warnings-as-errors", "-f", file(yaml));
        return answer.status() == 0
                ? Optional.empty()
                : Optional.of(answer.err().strip());
    }

    /** Makes these objects, until the cluster is closed. */
    public void apply(String yaml) {
        String file = file(yaml);
        applied.push(Path.of(file));
        done("apply", "--validate=strict", "-f", file);
    }

    /** Makes the definitions of kinds that a file of others holds, however long it is, until the cluster is closed. */
    public void define(Path definitions) {
        applied.push(definitions);
        done("apply", "--server-side", "--force-conflicts", "-f", definitions.toString());
    }

    /** Waits until the API knows a custom kind that was applied, by its name, such as {@code gmsacredentialspecs.windows.k8s.io}. */
    public void established(String definition) {
        definitions.push(definition);
        // kubectl's own wait ends at once where the server has not written a condition yet, and so does its filter.
        for (int i = 0; i < LOOKS; i++) {
            if (ask("get", "crd/" + definition, "-o", ESTABLISHED).out().equals("True")) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("the API has not taken up " + definition);
    }

    /**
     * Makes a node that is ready and has room for pods.
     *
     * @param taints as kubelet spells them, such as {@code os=windows:NoSchedule}
     */
    public void node(String name, Map<String, String> labels, List<String> taints) {
        ask("delete", "node", name, "--ignore-not-found");
        nodes.push(name);
        String spec = taints.stream()
                .map(taint -> taint.split("[=:]"))
                .map(parts -> String.format(
                        Locale.ROOT,
                        "{key: \"%s\", value: \"%s\", effect: %s}",
                        parts[0],
                        parts.length == 3 ? parts[1] : "",
                        parts[parts.length - 1]))
                .collect(Collectors.joining(", "));
        String labelled = labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> "\"" + label.getKey() + "\": \"" + label.getValue() + "\"")
                .collect(Collectors.joining(", "));
        done(
                "apply",
                "-f",
                file("apiVersion: v1\nkind: Node\nmetadata: {name: " + name + ", labels: {" + labelled
                        + "}}\nspec: {taints: [" + spec + "]}\n"));
        done("patch", "node", name, "--subresource=status", "--type=merge", "-p", """
                {"status": {"capacity": {"cpu": "4", "memory": "16Gi", "pods": "50"},
                "allocatable": {"cpu": "4", "memory": "15Gi", "pods": "50"},
                "conditions": [{"type": "Ready", "status": "True", "reason": "Test", "message": "test"}]}}""");
    }

    /** Makes the pod and tells where the scheduler puts it. */
    public Placement placed(String pod) {
        apply(pod);
        String file = applied.element().toString();
        for (int i = 0; i < LOOKS; i++) {
            Fields found = (Fields)
                    JsonValue.read(done("get", "-f", file, "-o", "json")).orElseThrow();
            Optional<String> node = text(found, "spec", "nodeName");
            Optional<String> reason = reason(found);
            if (node.isPresent() || reason.isPresent()) {
                return new Placement(node, reason.orElse(""));
            }
            pause();
        }
        throw new IllegalStateException("the scheduler has not looked at " + pod);
    }

    @Override
    public void close() {
        applied.forEach(
                file -> ask("delete", "--ignore-not-found", "--wait=false", "--grace-period=0", "-f", file.toString()));
        // Whoever applies one that is still going is told that it is there, and then it goes.
        definitions.forEach(name -> ask("wait", "--for=delete", "--timeout=60s", "crd/" + name));
        nodes.forEach(name -> ask("delete", "node", name, "--ignore-not-found"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> reason(Fields pod) {
        if (pod.values().get("status") instanceof Fields status
                && status.values().get("conditions") instanceof Items conditions) {
            return conditions.values().stream()
                    .map(Fields.class::cast)
                    .filter(each -> text(each, "type").equals(Optional.of("PodScheduled")))
                    .flatMap(each -> text(each, "message").stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Optional<String> text(Fields fields, String... path) {
        Optional<JsonValue> value = Optional.of(fields);
        for (String key : path) {
            value = value.flatMap(each -> each instanceof Fields inner
                    ? Optional.ofNullable(inner.values().get(key))
                    : Optional.empty());
        }
        return value.flatMap(each -> each instanceof Text text ? Optional.of(text.value()) : Optional.empty());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String file(String yaml) {
        try {
            return Files.writeString(Files.createTempFile(folder, "manifest", ".yaml"), yaml)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String done(String... arguments) {
        Answer answer = ask(arguments);
        if (answer.status() != 0) {
            throw new IllegalStateException("kubectl " + String.join(" ", arguments) + ": " + answer.err());
        }
        return answer.out();
    }

    private Answer ask(String... arguments) {
        List<String> command = new ArrayList<>(List.of(kubectl, "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        try {
            return ChildProcess.ask(new ProcessBuilder(command), List.of("KUBECONFIG"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
