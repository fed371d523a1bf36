package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.StackConfig;
import dev.mullion.plan.Plan;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.stacks.Stack;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
    private static final String IN_THE_WAY = ": exists; move it away, or use another directory\n";

    @TempDir
    private Path directory = Path.of("");

    private Mullion.Result init(String folder, String template) {
        return new Mullion(directory).run("init", folder, "--template", template);
    }

    @Test
    void writesAProjectAndPrintsItsFiles() throws IOException {
        assertThat(init("shop", "ecs")).isEqualTo(new Mullion.Result(0, """
                        shop/.github/workflows/preview.yml
                        shop/.gitignore
                        shop/Pulumi.dev.yaml
                        shop/Pulumi.yaml
                        shop/mullion.schema.json
                        shop/program/pom.xml
                        """, ""));
        assertThat(directory.resolve("shop/Pulumi.yaml")).content().startsWith("name: shop\n");
        assertThat(directory.resolve("shop/Pulumi.dev.yaml"))
                .content()
                .startsWith(ProjectTemplate.SCHEMA_LINE + "\n")
                .contains("\n    Owner: shop\n");
        assertThat(directory.resolve("shop/program/pom.xml"))
                .content()
                .contains("<artifactId>mullion-stacks</artifactId>\n      <version>" + BuiltFrom.artifacts() + "<");
    }

    @ParameterizedTest
    @EnumSource(ProjectTemplate.class)
    void nothingOfATemplateIsLeftOpen(ProjectTemplate template) throws IOException {
        assertThat(template.files("shop", "1.2.3")).isNotEmpty().allSatisfy((name, text) -> {
            assertThat(text).doesNotContainPattern("@(name|version|schema)@").endsWith("\n");
            if (!name.equals("mullion.schema.json")) {
                assertThat(text.lines()).as(name).allMatch(line -> line.length() <= 130);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"ecs, windows-web", "eks, windows-iis", "hosts, builders", "mesh, istiod"})
    void aProjectPreviewsAtOnce(String template, String made) {
        init("shop", template);

        Mullion.Result result = new Mullion(directory.resolve("shop")).run("preview");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("shop-dev ", made);
        // What is experimental says so, and what a deployment lacks: the hash of a release that publishes its own.
        assertThat(result.err().lines()).allMatch(line -> line.matches(".* warning (MSH001|HST001): .*"));
    }

    @Test
    void aProgramInJavaPreviewsAtOnce() throws Exception {
        init("shop", "java");
        Path project = directory.resolve("shop");
        Path classes = Files.createDirectory(directory.resolve("classes"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        project.resolve("src/main/java/stack/Main.java").toString());
        assertThat(compiled).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, Stack.class.getClassLoader())) {
            Method describe = loader.loadClass("stack.Main").getDeclaredMethod("describe", Stack.class);
            describe.setAccessible(true);
            StackConfig config = StackConfig.load(project, "dev", Optional.empty());
            StackProgram program = StackProgram.of(config, project, stack -> {
                try {
                    describe.invoke(null, stack);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });

            Plan plan = PreviewEngine.preview(StackInput.of(config.engine()), program);

            assertThat(program.warnings()).isEmpty();
            assertThat(plan.failed()).isFalse();
            assertThat(plan.steps()).hasSizeGreaterThan(30);
        }
    }

    @Test
    void anythingInTheWayIsNamedAtOnceAndNothingIsWritten() throws IOException {
        Path shop = Files.createDirectories(directory.resolve("shop"));
        Files.writeString(shop.resolve("Pulumi.yaml"), "mine");
        Files.createDirectory(shop.resolve(".gitignore"));
        Files.writeString(shop.resolve("program"), "a file");

        assertThat(init("shop", "ecs"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "shop/.gitignore" + IN_THE_WAY + "shop/Pulumi.yaml" + IN_THE_WAY
                                + "shop/program: is no folder of its own; move it away, or use another directory\n"));
        assertThat(shop.resolve("Pulumi.yaml")).hasContent("mine");
        assertThat(shop.resolve("Pulumi.dev.yaml")).doesNotExist();
        assertThat(shop.resolve(".github")).doesNotExist();
    }

    @Test
    void aSecondRunWritesNothing() {
        init("shop", "hosts");

        assertThat(init("shop", "hosts").err().lines()).hasSize(6).allMatch(line -> (line + "\n").endsWith(IN_THE_WAY));
    }

    @Test
    void filesThatAreNotInTheWayStay() throws IOException {
        Files.writeString(directory.resolve("README.md"), "mine");

        assertThat(init(".", "mesh").status()).isZero();
        assertThat(directory.resolve("README.md")).hasContent("mine");
        assertThat(directory.resolve("Pulumi.dev.yaml")).exists();
    }

    @Test
    @Tag("adversary")
    void aLinkIsNotWrittenThrough() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path shop = Files.createDirectory(directory.resolve("shop"));
        Files.createSymbolicLink(shop.resolve(".github"), outside);
        Files.createSymbolicLink(shop.resolve("Pulumi.dev.yaml"), outside.resolve("missing"));

        assertThat(init("shop", "ecs"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "shop/.github: is no folder of its own; move it away, or use another directory\n"
                                + "shop/Pulumi.dev.yaml" + IN_THE_WAY));
        assertThat(outside).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"my shop, my-shop", "Läden, L-den", "2026-shop, shop", "true, stack", "'.,', stack"})
    void aNameIsWhatEveryToolTakes(String folder, String name) throws IOException {
        init(folder, "ecs");

        assertThat(directory.resolve(folder).resolve("Pulumi.yaml")).content().startsWith("name: " + name + "\n");
        assertThat(new Mullion(directory.resolve(folder)).run("validate").out()).isEqualTo("dev: valid\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "init shop", "init --template ecs", "init shop --template vm"})
    void wrongUsageIsTwoLines(String arguments) {
        Mullion.Result result = new Mullion(directory).run(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err()).endsWith("\nSee mullion init --help\n");
    }

    @Test
    void theVersionOfClassesIsTheProjects() throws IOException {
        assertThat(Path.of("../../pom.xml"))
                .content()
                .contains("<artifactId>mullion</artifactId>\n  <version>" + BuiltFrom.NOT_PACKAGED + "</version>");
    }
}
