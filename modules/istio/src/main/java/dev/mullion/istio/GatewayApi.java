package dev.mullion.istio;

import dev.mullion.core.files.IoProblem;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.kubernetes.KubernetesObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The objects of the Gateway API's own file, read once.
 *
 * @param fault what keeps it from being read
 */
record GatewayApi(List<KubernetesObject> objects, Optional<String> fault) {
    static final String DEFINITION = "CustomResourceDefinition";
    private static final String GROUP = "gateway.networking.k8s.io";
    private static final String BUNDLE_VERSION = GROUP + "/bundle-version";

    /** The file's custom kinds, and what guards them. */
    static GatewayApi read(Path directory, GatewayApiSpec spec) {
        if (spec.manifest().filter(name -> !name.isBlank()).isEmpty()) {
            return new GatewayApi(List.of(), Optional.empty());
        }
        String name = spec.manifest().orElseThrow();
        try {
            return new GatewayApi(
                    KubernetesObject.read(name, Files.readString(directory.resolve(name))).stream()
                            .map(object -> object.without("status"))
                            .toList(),
                    Optional.empty());
        } catch (IOException | InvalidPathException e) {
            String line = e instanceof IOException unread ? IoProblem.line(unread) : "is no name of a file";
            return new GatewayApi(List.of(), Optional.of(line.replaceFirst("(?s)^mullion: .*: ", "")));
        } catch (SpecException e) {
            Problem first = e.problems().get(0);
            String line = first.position().map(at -> "line " + at.line() + ": ").orElse("");
            return new GatewayApi(List.of(), Optional.of(line + first.message()));
        }
    }

    void check(GatewayApiSpec spec, Problems problems) {
        fault.ifPresent(line ->
                problems.refuse(spec.manifest().orElse(""), "use the file of " + GatewayApiSpec.RELEASE + ": " + line));
        if (fault.isPresent() || objects.isEmpty()) {
            return;
        }
        Optional<KubernetesObject> gateways = objects.stream()
                .filter(object ->
                        object.kind().equals(DEFINITION) && object.name().equals("gateways." + GROUP))
                .findFirst();
        if (gateways.isEmpty()) {
            problems.refuse(
                    spec.manifest().orElse(""),
                    "use the file of " + GatewayApiSpec.RELEASE + ": this one does not define gateways." + GROUP);
        } else if (!("v" + GatewayApiSpec.VERSION)
                .equals(gateways.get().annotations().get(BUNDLE_VERSION))) {
            problems.warn(
                    "MSH009",
                    "the file is of Gateway API "
                            + Optional.ofNullable(gateways.get().annotations().get(BUNDLE_VERSION))
                                    .orElse("of no version that it says")
                            + "; istiod was tried with v" + GatewayApiSpec.VERSION);
        }
    }
}
