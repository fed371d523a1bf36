package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mullion.testkit.kube.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A real API server takes every manifest of every stack file of the project, strictly. */
@Tag("kube")
class ManifestsTest {
    @TempDir
    Path directory = Path.of("");

    @TestFactory
    List<DynamicTest> areTakenByTheApiServer() throws IOException {
        Cluster.get().close();
        List<DynamicTest> tests = new ArrayList<>();
        StackFiles.programs(directory).forEach((stack, program) -> program.manifests()
                .forEach((name, manifest) -> tests.add(dynamicTest(stack + " " + name, () -> {
                    try (Cluster cluster = Cluster.get()) {
                        assertThat(cluster.refusal(manifest)).isEmpty();
                    }
                }))));
        assertThat(tests).isNotEmpty();
        return tests;
    }
}
