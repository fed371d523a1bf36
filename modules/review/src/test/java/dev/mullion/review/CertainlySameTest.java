package dev.mullion.review;

import static dev.mullion.review.ReviewedProject.LARGE;
import static dev.mullion.review.ReviewedProject.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever wrote the checkout would have a stack called unchanged that is not. */
@Tag("adversary")
class CertainlySameTest {
    private static final String UNTOUCHED =
            "shop/dev: no changes\n\nNotes\n  no file that the stack is made of differs\n";
    private static final String SAME = "shop/dev: no changes, 1 unchanged\n";

    @TempDir
    private Path directory = Path.of("");

    @TempDir
    private Path cache = Path.of("");

    private ReviewedProject project() {
        return ReviewedProject.in(directory).caching(cache);
    }

    private void link(String name, String target) throws IOException {
        Path link = directory.resolve(name);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
    }

    private static List<String> devOf(String base, String head) {
        return List.of("dev of " + base, "dev of " + head);
    }

    // Which stacks are previewed

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pulumi.crds.yaml",
                "'./Pulumi.crds.yaml'",
                "x/../Pulumi.crds.yaml",
                "\"Pulumi\\u002ecrds.yaml\"",
                "PULUMI.CRDS.YAML"
            })
    void aStackThatNamesTheFileOfAnotherIsPreviewedWithIt(String name) throws IOException {
        ReviewedProject project = project()
                .stack("dev", SMALL + "  mullion:mesh: {manifest: " + name + "}\n")
                .stack("crds", "config: {}\n")
                .repository()
                .stack("crds", "config: {aws:region: x}\n");

        assertThat(project.report("HEAD")).isEqualTo(SAME);
        assertThat(project.previewed).isEqualTo(devOf("HEAD", "working tree"));
        project.commit("second").previewed.clear();
        project.report("HEAD~1", "HEAD");
        assertThat(project.previewed).contains("dev of HEAD");
    }

    @Test
    void aStackWhoseFileIsALinkToThatOfAnotherIsPreviewedWithIt() throws IOException {
        ReviewedProject project = project().stack("prod", SMALL);
        link("Pulumi.dev.yaml", "Pulumi.prod.yaml");
        project.repository().stack("prod", LARGE);

        assertThat(project.summary("HEAD"))
                .isEqualTo("shop/dev: 1 to update (1 may replace)\nshop/prod: 1 to update (1 may replace)");
        project.commit("second");
        assertThat(project.summary("HEAD~1", "HEAD"))
                .isEqualTo("shop/dev: 1 to update (1 may replace)\nshop/prod: 1 to update (1 may replace)");
    }

    @Test
    void aStackWithALinkSomewhereMayReadThatOfAnother() throws IOException {
        ReviewedProject project = project()
                .stack("dev", SMALL + "  mullion:mesh: {manifest: crds.yaml}\n")
                .stack("prod", SMALL);
        link("crds.yaml", "Pulumi.prod.yaml");
        project.repository().stack("prod", LARGE);

        project.report("HEAD");
        assertThat(project.previewed).containsAll(devOf("HEAD", "working tree"));
        project.commit("second").previewed.clear();
        project.report("HEAD~1", "HEAD");
        assertThat(project.previewed).contains("dev of HEAD");
    }

    @Test
    void aStackWhoseFileIsOfNoYamlIsPreviewedWithTheOthers() throws IOException {
        ReviewedProject project = project()
                .stack("dev", "config: {mullion:a: 1}\n---\nconfig: {}\n")
                .stack("prod", SMALL)
                .repository()
                .stack("prod", LARGE);

        project.report("HEAD");

        assertThat(project.previewed).containsAll(devOf("HEAD", "working tree"));
    }

    @Test
    void aProgramInJavaReadsWhatItLikes() throws IOException {
        ReviewedProject project = project().file("pom.xml", "<project/>").repository();
        project.programs = Programs.of(false, true, Map.of());

        assertThatThrownBy(() -> project.report("HEAD"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "\"HEAD\": its own program in Java (pom.xml) is not run here (--no-programs); make the plans"
                                + " in a job without one, with --plans DIR, and compare DIR/base with DIR/head here"
                                + " (docs/security.md)");
    }

    @Test
    void sectionsMayStandInTheProjectsFile() throws IOException {
        ReviewedProject project = project()
                .file("Pulumi.yaml", "name: shop\nruntime: java\nconfig: {mullion:size: {value: 1}}\n")
                .stack("dev", "config: {aws:region: x}\n")
                .repository()
                .file("Pulumi.yaml", "name: shop\nruntime: java\nconfig: {mullion:size: {value: 2}}\n");

        project.report("HEAD");

        assertThat(project.previewed).isEqualTo(devOf("HEAD", "working tree"));
    }

    // What lies there

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extra.ps1 ident",
                "* eol=crlf",
                "* text eol=crlf",
                "*.ps1 working-tree-encoding=UTF-16",
                "[attr]x ident\n*.ps1 x",
                "*.ps1 filter=x"
            })
    void whatACheckoutMayWriteOtherwiseIsPreviewed(String attributes) throws IOException {
        ReviewedProject project = project()
                .file("extra.ps1", "'$Id$'\n")
                .stack("dev", SMALL + "  mullion:steps: [extra.ps1]\n")
                .repository();
        assertThat(project.report("HEAD")).isEqualTo(UNTOUCHED);
        project.file(".git/info/attributes", attributes + "\n");

        project.report("HEAD");
        assertThat(project.previewed).isEqualTo(devOf("HEAD", "working tree"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"core.autocrlf=true", "core.autocrlf", "core.autocrlf=1", "core.eol=crlf"})
    void whatTheConfigurationMakesOtherwiseIsPreviewed(String setting) throws IOException {
        ReviewedProject project = project().repository();
        Path config = directory.resolve(".git/config");
        project.file(".git/config", Files.readString(config) + "[core]\n" + setting.replace("core.", "\t") + "\n");

        project.report("HEAD");
        assertThat(project.previewed).isEqualTo(devOf("HEAD", "working tree"));
    }

    @Test
    void whatGitTakesForTheSameIsComparedByteByByte() throws IOException {
        ReviewedProject project = project()
                .file(".gitattributes", "* text=auto\n")
                .file("extra.ps1", "one\n")
                .stack("dev", SMALL + "  mullion:steps: [extra.ps1]\n")
                .repository();
        assertThat(project.report("HEAD")).isEqualTo(UNTOUCHED);
        project.file("extra.ps1", "one\r\n");

        assertThat(project.folder.run("-c", "core.safecrlf=false", "diff", "--name-only"))
                .isEmpty();
        assertThat(project.report("HEAD")).isEqualTo(SAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"extra.ps1", "Pulumi.json", "Pulumi.yml", "Pulumi.dev.yml"})
    void whatGitIgnoresIsLookedAtWhereAStackCouldReadIt(String file) throws IOException {
        ReviewedProject project = project()
                .stack("dev", SMALL + "  mullion:steps: [extra.ps1]\n")
                .repository()
                .file("unread.ps1", "");
        project.file(".git/info/exclude", "*.ps1\nPulumi.json\n*.yml\n");
        assertThat(project.report("HEAD")).isEqualTo(UNTOUCHED);
        project.file(file, "");

        project.report("HEAD");
        assertThat(project.previewed).isEqualTo(devOf("HEAD", "working tree"));
    }

    @Test
    void aProjectInAFolderIsComparedThere() throws IOException {
        ReviewedProject.in(directory).file("link", "");
        link("link", "nowhere");
        ReviewedProject project = ReviewedProject.in(directory.resolve("platform"))
                .file("extra.ps1", "one\n")
                .stack("dev", SMALL + "  mullion:steps: [extra.ps1]\n");
        project().file(".gitattributes", "* text=auto\n").repository();
        assertThat(project.report("HEAD")).isEqualTo(UNTOUCHED);
        assertThat(project.report("HEAD", "main")).isEqualTo(UNTOUCHED);

        project.file("extra.ps1", "one\r\n");
        assertThat(project.report("HEAD")).isEqualTo(SAME);
    }

    @Test
    void aFolderThatGitIgnoresAndThatIsALinkIsLookedAt() throws IOException {
        ReviewedProject project = project()
                .stack("dev", SMALL + "  mullion:steps: [build/../extra.ps1]\n")
                .file("extra.ps1", "")
                .repository();
        project.file(".git/info/exclude", "build\n")
                .file("other/extra.ps1", "")
                .file(".git/info/exclude", "build\nother\n");
        link("build", "other/x");

        project.report("HEAD");
        assertThat(project.previewed).isEqualTo(devOf("HEAD", "working tree"));
    }

    // Settings

    @Test
    void theProjectsFileIsReadThroughALink() throws IOException {
        ReviewedProject project = project()
                .file("other.yaml", "name: shop\nruntime: java\nmain: evil\n")
                .repository();
        link("Pulumi.yaml", "other.yaml");

        assertThat(project.report("HEAD")).isEqualTo("""
                shop/dev: no changes but of the configuration, 1 unchanged

                Configuration
                  + Pulumi.yaml: main: "evil"
                """);
        project.commit("second");
        assertThat(project.summary("HEAD~1", "HEAD"))
                .isEqualTo("shop/dev: no changes but of the configuration, 1 unchanged");
    }

    @Test
    void settingsAreThoseThatAPreviewFinds() throws IOException {
        ReviewedProject project = project()
                .file("Pulumi.yaml", "name: shop\nruntime: java\nmain: '$Id$'\n")
                .repository();
        project.file(".gitattributes", "Pulumi.yaml ident\n").commit("second");

        assertThat(project.report("HEAD~1", "HEAD")).isEqualTo("""
                shop/dev: no changes but of the configuration, 1 unchanged

                Configuration
                  ~ Pulumi.yaml: main: "$Id$" -> "$Id: 54dc4cb7e178c73448975f60aed4b71a6aeb8fad $"
                """);
    }

    @Test
    void theStacksFileTellsOfMoreThanTheConfiguration() throws IOException {
        ReviewedProject project = project()
                .stack("dev", SMALL + "environment: [one]\nencryptedkey: a\nsecretsprovider: passphrase\n")
                .repository()
                .stack("dev", SMALL + "environment: [two]\nencryptedkey: b\nsecretsprovider: awskms://x\n");

        assertThat(project.report("HEAD")).contains("""

                Configuration
                  ~ Pulumi.dev.yaml: encryptedkey: "ciphertext ac8d8342bbb2" -> "ciphertext c100f95c1913"
                  ~ Pulumi.dev.yaml: environment[0]: "one" -> "two"
                  ~ Pulumi.dev.yaml: secretsprovider: "passphrase" -> "awskms://x"
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pulumi.dev.yaml", "Pulumi.yaml"})
    void aSecretThatChangedIsSaidAndNotShown(String file) throws IOException {
        String before = (file.contains("dev") ? "" : "name: shop\nruntime: java\n")
                + "config: {mullion:size: {a: [{secure: OLDOLD}, 2]}, aws:secretKey: {secure: OTHER}}\n";
        ReviewedProject project =
                project().file(file, before).repository().file(file, before.replace("OLDOLD", "NEWNEW"));

        assertThat(project.report("HEAD").lines().filter(line -> line.startsWith("  ~ Pulumi.")))
                .containsExactly("  ~ " + file
                        + ": config.mullion:size.a[0]: \"ciphertext 311ded794248\" -> \"ciphertext d5a32da2e931\"");
    }

    @Test
    void plansThatAreComparedElsewhereTellOfThemToo(@TempDir Path plans) throws IOException {
        ReviewedProject project = project().repository().file("Pulumi.yaml", "name: shop\nruntime: java\nmain: evil\n");
        project.plans = Optional.of(plans);
        String report = project.report("HEAD");
        project.plans = Optional.empty();

        String base = plans.resolve("base").toString();
        String head = plans.resolve("head").toString();
        assertThat(report).contains("+ Pulumi.yaml: main: \"evil\"");
        assertThat(project.report(base, head)).isEqualTo(report);
        assertThat(project.report("HEAD", head)).isEqualTo(report);
    }

    // What is behind a link is not gone

    @Test
    void aConfigFileBehindALinkOfTheRepositoryIsPreviewed() throws IOException {
        ReviewedProject project = project()
                .file("configs/x.yaml", SMALL)
                .file("other/x.yaml", LARGE)
                .repository();
        project.folder.git("rm", "-q", "-r", "configs");
        link("configs", "other");
        project.commit("second");
        project.stacks = List.of("dev");
        project.configFile = Optional.of(directory.resolve("configs/x.yaml"));

        assertThat(project.summary("HEAD~1", "HEAD")).isEqualTo("shop/dev: 1 to update (1 may replace)");
        assertThat(project.summary("HEAD", "HEAD~1")).isEqualTo("shop/dev: 1 to update (1 may replace)");
    }

    @Test
    void aConfigFileBehindALinkOfTheUserIsEachSidesOwn() throws IOException {
        ReviewedProject project =
                project().file("configs/x.yaml", SMALL).repository().file("configs/x.yaml", LARGE);
        Path folder = Files.createSymbolicLink(cache.resolve("folder"), directory.resolve("configs"));
        Path file = Files.createSymbolicLink(cache.resolve("file.yaml"), directory.resolve("configs/x.yaml"));
        project.stacks = List.of("dev");

        for (Path each : List.of(folder.resolve("x.yaml"), file)) {
            project.configFile = Optional.of(each);
            assertThat(project.summary("HEAD")).isEqualTo("shop/dev: 1 to update (1 may replace)");
        }
    }

    @Test
    void butOneBehindALinkOfBothIsRefused() throws IOException {
        ReviewedProject project = project().file("configs/x.yaml", SMALL);
        link("linked", "configs");
        project.repository();
        Path folder = Files.createSymbolicLink(cache.resolve("folder"), directory.resolve("linked"));
        Path file = Files.createSymbolicLink(cache.resolve("file.yaml"), directory.resolve("linked/x.yaml"));
        project.stacks = List.of("dev");

        for (Path each : List.of(folder, file)) {
            project.configFile = Optional.of(each.equals(folder) ? folder.resolve("x.yaml") : file);
            assertThatThrownBy(() -> project.report("HEAD"))
                    .isInstanceOf(UserException.class)
                    .hasMessage(each + ": the repository's link \"linked\" leads elsewhere; name what it leads to");
        }
    }

    @Test
    void stackFilesBehindALinkOfTheRepositoryArePreviewed() throws IOException {
        ReviewedProject project = project()
                .file("Pulumi.yaml", "name: shop\nruntime: java\nstackConfigDir: stacks\n")
                .file("stacks/Pulumi.dev.yaml", SMALL)
                .file("other/Pulumi.dev.yaml", LARGE);
        Files.delete(directory.resolve("Pulumi.dev.yaml"));
        project.repository();
        project.folder.git("rm", "-q", "-r", "stacks");
        link("stacks", "other");

        assertThat(project.summary("HEAD")).isEqualTo("shop/dev: 1 to update (1 may replace)");
        project.commit("second");
        assertThat(project.summary("HEAD~1", "HEAD")).isEqualTo("shop/dev: 1 to update (1 may replace)");
        assertThat(project.summary("HEAD", "HEAD~1")).isEqualTo("shop/dev: 1 to update (1 may replace)");
    }

    @Test
    void aProjectThatIsALinkInARevisionIsNotGone() throws IOException {
        ReviewedProject project = ReviewedProject.in(directory.resolve("platform"));
        ReviewedProject repository = project().repository();
        repository.folder.git("mv", "platform", "sample");
        link("platform", "sample");
        repository.commit("evil").folder.git("branch", "evil").git("checkout", "-q", "HEAD~1");

        assertThat(project.caching(cache).report("HEAD", "evil")).isEqualTo("""
                shop/dev: the preview failed
                  in evil:
                  platform/: is reached by a link in this revision; name the folder itself
                """);
    }
}
