package dev.mullion.istio;

import dev.mullion.core.files.ProjectFolder;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.kubernetes.KubernetesObject;
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

    /** The release's standard-install.yaml has some 1 MiB, and each release more than the one before. */
    private static final int MAX_KIB = 4 << 10;

    private static final String BUNDLE_VERSION = GROUP + "/bundle-version";

    /** The file's custom kinds, and what guards them. */
    static GatewayApi read(Path directory, GatewayApiSpec spec) {
        if (spec.manifest().filter(name -> !name.isBlank()).isEmpty()) {
            return new GatewayApi(List.of(), Optional.empty());
        }
        String name = spec.manifest().orElseThrow();
        try {
            return new GatewayApi(
                    KubernetesObject.read(name, new ProjectFolder(directory).readText(name, MAX_KIB)).stream()
                            .map(object -> object.without("status"))
                            .toList(),
                    Optional.empty());
        } catch (ProjectFolder.RefusedException e) {
            return new GatewayApi(List.of(), Optional.of(e.fault()));
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
