package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mullion.testkit.kube.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A real API server takes every manifest of every stack file of the project, strictly. */
@Tag("kube")
class ManifestsTest {
    @TempDir
    Path directory = Path.of("");

    /** One for all, since a namespace that is deleted stays for a while. */
    private static @Nullable Cluster cluster;

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @TestFactory
    List<DynamicTest> areTakenByTheApiServer() throws IOException {
        Cluster server = Cluster.get();
        cluster = server;
        Map<String, String> all = new LinkedHashMap<>();
        StackFiles.programs(directory).forEach((stack, program) -> program.manifests()
                .forEach((name, manifest) -> all.put(stack + " " + name, known(manifest))));
        // A dry run makes no namespace for what comes behind it.
        all.values().stream()
                .filter(manifest -> manifest.contains("\nkind: Namespace\n"))
                .distinct()
                .forEach(server::apply);
        List<DynamicTest> tests = new ArrayList<>();
        all.forEach((name, manifest) -> tests.add(dynamicTest(name, () -> {
            Optional<String> refusal = server.refusal(manifest);
            assumeTrue(
                    refusal.filter(text -> text.contains("no matches for kind")).isEmpty(),
                    "the cluster lacks the definition of a kind: " + refusal.orElse(""));
            assertThat(refusal).isEmpty();
        })));
        assertThat(tests).isNotEmpty();
        return tests;
    }

    /** Ids that only a deployment knows have the form of ids. */
    private static String known(String manifest) {
        return manifest.replaceAll("\\$\\{[^}]*\\bsubnetIds?}", "subnet-0123456789abcdef0")
                .replaceAll("\\$\\{[^}]*SecurityGroupId}", "sg-0123456789abcdef0");
    }
}
