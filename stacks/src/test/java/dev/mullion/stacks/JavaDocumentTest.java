package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/java.md, run as they are written, and what a program of a user's own is told. */
class JavaDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "java.md");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            import dev.mullion.aws.*;
            import dev.mullion.ec2.*;
            import dev.mullion.ecs.*;
            import dev.mullion.eks.*;
            import dev.mullion.hosts.*;
            import dev.mullion.stacks.*;
            import java.util.*;
            """;
    private static final String STACK_FILE = """
            config:
              aws:region: eu-west-1
            """;
    private static final String SECTIONS = """
              mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
              mullion:ecs: {storefront: {capacity: {general: {instanceTypes: [m6i.xlarge]}}}}
            """;

    private final Path project;

    JavaDocumentTest(@TempDir Path project) throws IOException {
        this.project = project;
        Files.writeString(project.resolve("Pulumi.yaml"), "name: storefront\nruntime: java\n");
        Files.writeString(project.resolve("Pulumi.dev.yaml"), STACK_FILE);
    }

    @Test
    void aStackInLambdas() throws Exception {
        assertThat(run(block(0))).contains("storefront-web-load-balancer", "Tasks that fit:");
    }

    @Test
    void aStackBesideAStackFile() throws Exception {
        Files.writeString(project.resolve("Pulumi.dev.yaml"), STACK_FILE + SECTIONS);

        assertThat(run(main(block(1)))).contains("storefront-general.ps1", "storefront-batch.ps1");
    }

    @Test
    void oneComponentAtATime() throws Exception {
        assertThat(run(main(block(2)))).contains("storefront-general-launch-template");
    }

    @Test
    void clustersOfEks() throws Exception {
        assertThat(run(main(block(3))))
                .contains(
                        "shop-iis.ps1",
                        "shop/iis      managed  its own (kubelet: EKS's own takes no arguments)",
                        "platform/web");
    }

    @Test
    void hosts() throws Exception {
        assertThat(run(main(block(4)))).contains("builders.ps1", "HST001", "builders-auto-scaling-group.name");
    }

    @Test
    void allBlocksAreRun() throws IOException {
        assertThat(blocks()).hasSize(5);
    }

    @Test
    void theLineThatAskedForWhatIsNotThere() throws Exception {
        Files.writeString(project.resolve("Pulumi.dev.yaml"), STACK_FILE + SECTIONS);

        assertThat(run(main("""
                Mullion.run(stack -> stack.fromConfig().afterwards(made -> {
                    made.ecsCluster("nope");
                }));
                """)))
                .containsPattern(
                        "error: no ECS cluster is called \"nope\"; use storefront\n +at Main\\..*\\(Main.java:11\\)");
    }

    private static String block(int index) throws IOException {
        return blocks().get(index);
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(DOCUMENT))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String main(String statements) {
        return "final class Main {\n    public static void main(String[] args) {\n" + statements + "    }\n}\n";
    }

    /** What the program prints, run by the JDK from its source. */
    private String run(String program) throws IOException, InterruptedException {
        Path source = Files.writeString(project.resolve("Main.java"), IMPORTS + program);
        Path said = project.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.waitFor();
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
