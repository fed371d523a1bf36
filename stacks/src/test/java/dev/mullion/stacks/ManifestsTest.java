package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mullion.testkit.kube.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A real API server takes every manifest of every stack file of the project, strictly. */
@Tag("kube")
class ManifestsTest {
    /** As kubectl says it, by its own knowledge of the server or by the server's word. */
    private static final Pattern UNDEFINED =
            Pattern.compile("no matches for kind|the server could not find the requested resource");

    @TempDir
    Path directory = Path.of("");

    @TestFactory
    List<DynamicTest> areTakenByTheApiServer() throws IOException {
        Cluster.get().close();
        List<DynamicTest> tests = new ArrayList<>();
        StackFiles.programs(directory).forEach((stack, program) -> program.manifests()
                .forEach((name, manifest) ->
                        tests.add(dynamicTest(stack + " " + name, () -> isTaken(known(manifest))))));
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static void isTaken(String manifest) {
        try (Cluster cluster = Cluster.get()) {
            Optional<String> refusal = cluster.refusal(manifest);
            assumeTrue(
                    refusal.filter(UNDEFINED.asPredicate()).isEmpty(),
                    "the cluster lacks the definition of a kind: " + refusal.orElse(""));
            assertThat(refusal).isEmpty();
        }
    }

    /** Ids that only a deployment knows have the form of ids; a dry run makes no namespace for what comes behind it. */
    private static String known(String manifest) {
        return manifest.replaceAll("(?m)^( +namespace: ).*$", "$1default")
                .replaceAll("\\$\\{[^}]*\\bsubnetIds?}", "subnet-0123456789abcdef0")
                .replaceAll("\\$\\{[^}]*SecurityGroupId}", "sg-0123456789abcdef0");
    }
}
