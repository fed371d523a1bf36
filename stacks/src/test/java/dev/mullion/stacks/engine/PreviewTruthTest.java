package dev.mullion.stacks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mullion.core.config.StackConfig;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.stacks.Main;
import dev.mullion.stacks.StackProgram;
import dev.mullion.testkit.engine.Conversation;
import dev.mullion.testkit.engine.PulumiCli;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the embedded engine shows of our stacks is what {@code pulumi preview} does. */
@Tag("engine")
class PreviewTruthTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    static Path directory = Path.of("");

    @BeforeEach
    void needsPulumi() {
        PulumiCli.orSkip(directory);
    }

    static Stream<Path> stackFiles() throws IOException {
        List<Path> files = new ArrayList<>(in(ROOT));
        try (DirectoryStream<Path> examples = Files.newDirectoryStream(ROOT.resolve("examples"))) {
            for (Path example : examples) {
                // A program in Java reads its stack file itself.
                if (!Files.exists(example.resolve("pom.xml"))) {
                    files.addAll(in(example));
                }
            }
        }
        files.addAll(in(Path.of("src/test/resources/contract")));
        return files.stream().sorted();
    }

    private static List<Path> in(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "Pulumi.*.yaml")) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("stackFiles")
    void showsWhatPulumiShows(Path stackFile) throws IOException {
        String stack = stackFile.getFileName().toString().replaceFirst("^Pulumi\\.(.*)\\.yaml$", "$1");
        Path place = Files.createTempDirectory(directory, "stack");
        String text = Files.readString(stackFile);
        PulumiCli cli = PulumiCli.orSkip(place);
        if (text.contains("mullion:eks:") || text.contains("mullion:mesh:")) {
            cli.orSkipKubernetes();
            assumeFalse(text.contains("CONFIG_MAP "), "it reads aws-auth, for which a cluster has to answer");
        }
        Optional<PulumiCli.Project> clusters =
                clusters(cli, existingClusters(text), text.replaceAll("(?s).*aws:region: ([a-z0-9-]+).*", "$1"));
        try {
            isShown(cli.project("mullion", stack, text, Main.class), stack);
        } finally {
            clusters.ifPresent(made -> made.run("destroy", "--yes", "--skip-preview", "--stack", "dev")
                    .succeeded());
        }
    }

    private static void isShown(PulumiCli.Project project, String stack) throws IOException {
        Conversation real = project.listen("preview", "--json", "--stack", stack);
        real.answer().succeeded();
        StackConfig config = StackConfig.load(project.folder(), stack, Optional.empty());
        StackInput input = StackInput.of(config.engine());
        StackProgram program = StackProgram.of(config, project.folder());
        Comparison readable = Comparison.ofPreview(PreviewEngine.preview(input, program), real);
        Comparison strict = Comparison.ofPreview(PreviewEngine.preview(input.withStrictUnknowns(), program), real);

        assertThat(readable.differences()).isEmpty();
        assertThat(strict.differences()).isEmpty();
    }

    private static List<String> existingClusters(String stackFile) {
        return Pattern.compile("(?m)^ {4}([a-z][a-z0-9-]*):[^\\n]*\\n {6}existing: true")
                .matcher(stackFile)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** What a stack file takes for existing is there while it is previewed. */
    private static Optional<PulumiCli.Project> clusters(PulumiCli cli, List<String> names, String region)
            throws IOException {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        PulumiCli.orSkipDeployment();
        String configuration =
                "config:\n  aws:region: " + region + "\n  clusters:names: '" + String.join(",", names) + "'\n";
        PulumiCli.Project made = cli.project("clusters", "dev", configuration, ClustersProgram.class);
        made.run("up", "--yes", "--skip-preview", "--stack", "dev").succeeded();
        return Optional.of(made);
    }

    @Test
    void showsEveryFeatureOfTheEngine() throws IOException {
        PulumiCli cli = PulumiCli.orSkip(directory);
        cli.project("shared", "dev", "config: {}\n", SharedProgram.class)
                .run("up", "--yes", "--skip-preview", "--stack", "dev")
                .succeeded();
        PulumiCli.Project project =
                cli.project("features", "dev", FeaturesProgram.CONFIGURATION, FeaturesProgram.class);

        Conversation real = project.listen("preview", "--json", "--stack", "dev");
        real.answer().succeeded();
        StackInput input = StackInput.of(
                StackConfig.load(project.folder(), "dev", Optional.empty()).engine());
        Comparison readable = Comparison.ofPreview(PreviewEngine.preview(input, FeaturesProgram::build), real);
        Comparison strict =
                Comparison.ofPreview(PreviewEngine.preview(input.withStrictUnknowns(), FeaturesProgram::build), real);

        assertThat(readable.differences()).isEmpty();
        assertThat(strict.differences()).isEmpty();
    }

    @Test
    void differsWhereTheDocumentationSaysSo() throws IOException {
        PulumiCli.Project project =
                PulumiCli.orSkip(directory).project("limits", "dev", LimitsProgram.CONFIGURATION, LimitsProgram.class);

        Conversation real = project.listen("preview", "--json", "--stack", "dev");
        real.answer().succeeded();
        StackInput input = StackInput.of(
                StackConfig.load(project.folder(), "dev", Optional.empty()).engine());
        Comparison comparison = Comparison.ofPreview(PreviewEngine.preview(input, LimitsProgram::build), real);

        assertThat(comparison.differences())
                .extracting(difference -> difference
                        .replaceFirst("^urn:\\S*::", "")
                        .replaceFirst(
                                "^(diagnostics: \\[] here), .*import.*", "$1, the import's inputs differ in Pulumi")
                        .replaceFirst("(: [A-Za-z.]+): .*", "$1"))
                .containsExactly(
                        "changeSummary: {\"create\":3,\"import\":1} here, {\"create\":2,\"import\":1,\"replace\":1} in Pulumi",
                        "diagnostics: [] here, the import's inputs differ in Pulumi",
                        "in-apply: only here",
                        "imported: detailedDiff",
                        "imported: diffReasons",
                        "imported: oldState",
                        "imported: op",
                        "imported: replaceReasons",
                        "imported: created",
                        "imported: modified",
                        "limits-dev: outputs.computed",
                        "limits-dev: outputs.made",
                        "in-apply: not asked for in Pulumi");
    }
}
