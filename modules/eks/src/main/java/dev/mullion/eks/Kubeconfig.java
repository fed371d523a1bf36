package dev.mullion.eks;

import com.pulumi.core.Output;
import dev.mullion.core.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kubeconfig that asks the AWS CLI for a token: https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html */
final class Kubeconfig {
    private Kubeconfig() {}

    /** JSON, which every reader of a kubeconfig takes. */
    static Output<String> of(EksControlPlane plane, Optional<String> region) {
        return Output.all(plane.endpoint(), plane.certificateAuthority())
                .applyValue(known -> text(plane.name(), known.get(0), known.get(1), region));
    }

    private static String text(String name, String endpoint, String certificateAuthority, Optional<String> region) {
        List<String> arguments = new ArrayList<>();
        region.ifPresent(known -> arguments.addAll(List.of("--region", known)));
        arguments.addAll(List.of("eks", "get-token", "--cluster-name", name, "--output", "json"));
        Map<String, Object> exec = new LinkedHashMap<>();
        exec.put("apiVersion", "client.authentication.k8s.io/v1beta1");
        exec.put("command", "aws");
        exec.put("args", arguments);
        exec.put("interactiveMode", "Never");
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("server", endpoint);
        cluster.put("certificate-authority-data", certificateAuthority);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("apiVersion", "v1");
        config.put("kind", "Config");
        config.put("clusters", List.of(named(name, "cluster", cluster)));
        config.put("users", List.of(named(name, "user", Map.of("exec", exec))));
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("cluster", name);
        context.put("user", name);
        config.put("contexts", List.of(named(name, "context", context)));
        config.put("current-context", name);
        return JsonText.of(config);
    }

    private static Map<String, Object> named(String name, String key, Object value) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", name);
        named.put(key, value);
        return named;
    }
}
