package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderCommandTest {
    private static final String OTHER = Mullion.VALID.replace("storefront", "backoffice");
    private static final String SCRIPT = "storefront-general.ps1";
    private static final String FOREIGN =
            ": exists and is not what mullion render wrote; move it away, or use another directory\n";
    private static final String NO_LIST = "; this is no list of rendered files, remove it or use another directory\n";

    @TempDir
    private Path directory = Path.of("");

    private Path out = Path.of("");

    @BeforeEach
    void nameTheTarget() {
        out = directory.resolve("out");
    }

    @Test
    void writesEveryScriptAndPrintsItsPath() throws IOException {
        Mullion mullion = Mullion.in(directory).stack("dev", twoCapacities());

        Mullion.Result result = render(mullion);

        assertThat(result)
                .isEqualTo(new Mullion.Result(0, "out/storefront-general.ps1\nout/storefront-jobs.ps1\n", ""));
        assertThat(files()).containsOnlyKeys(".mullion-render", SCRIPT, "storefront-jobs.ps1");
        assertThat(out.resolve(SCRIPT)).content().startsWith("Set-StrictMode -Version Latest\n");
    }

    @Test
    void writesWhatContainersStartFrom() throws IOException {
        Mullion mullion = Mullion.in(directory).stack("dev", twoCapacities() + """
                      services:
                        reports:
                          networkMode: default
                          taskPolicies: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]
                          containers:
                            app: {image: 'r/app:ltsc2022', cpu: 256, memoryMib: 512, entryPoint: [app.exe], taskRoleRoutes: true}
                """);

        Mullion.Result result = render(mullion);

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        0,
                        "out/storefront-general.ps1\nout/storefront-jobs.ps1\nout/storefront-reports.app.ps1\n",
                        ""));
        assertThat(out.resolve("storefront-reports.app.ps1"))
                .content()
                .startsWith("$program = 'app.exe'\n")
                .endsWith("exit $LASTEXITCODE\n");
    }

    @Test
    void secondRunChangesNothing() throws IOException {
        Mullion mullion = Mullion.in(directory);
        Mullion.Result first = render(mullion);
        Map<String, String> files = files();

        Mullion.Result second = render(mullion);

        assertThat(second).isEqualTo(first);
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void ownFilesFollowTheStackAndStaleOnesGo() throws IOException {
        Mullion mullion = Mullion.in(directory).stack("dev", twoCapacities());
        render(mullion);
        String before = Files.readString(out.resolve(SCRIPT));

        Mullion.Result result = render(mullion.stack(
                "dev", Mullion.VALID.replace("[m6i.large]", "[m6i.large], agent: {reservedMemoryMib: 512}")));

        assertThat(result)
                .isEqualTo(new Mullion.Result(0, "out/storefront-general.ps1\n", "removed out/storefront-jobs.ps1\n"));
        assertThat(files()).containsOnlyKeys(".mullion-render", SCRIPT);
        assertThat(out.resolve(SCRIPT)).content().isNotEqualTo(before).contains("'ECS_RESERVED_MEMORY' = '512'");
    }

    @Test
    void filesOfAnotherStackStay() throws IOException {
        Mullion mullion = Mullion.in(directory).stack("dev", twoCapacities()).stack("prod", OTHER);
        render(mullion);

        assertThat(mullion.run("render", "-s", "prod", "-o", out.toString()))
                .isEqualTo(new Mullion.Result(0, "out/backoffice-general.ps1\n", ""));
        assertThat(files())
                .containsOnlyKeys(".mullion-render", "backoffice-general.ps1", SCRIPT, "storefront-jobs.ps1");
        assertThat(render(mullion.stack("dev", Mullion.VALID)).err()).isEqualTo("removed out/storefront-jobs.ps1\n");
        assertThat(files()).containsOnlyKeys(".mullion-render", "backoffice-general.ps1", SCRIPT);
    }

    @Test
    void aFileOfTwoStacksIsOfBothAsLongAsItIsTheSame() throws IOException {
        Mullion mullion = Mullion.in(directory)
                .stack("dev", Mullion.VALID.replace("storefront:", "storefront:\n      name: shared"))
                .stack("prod", Mullion.VALID.replace("storefront:", "storefront:\n      name: shared"));
        render(mullion);
        String prod = "-s prod -o " + out;

        assertThat(mullion.run(("render " + prod).split(" ")))
                .isEqualTo(new Mullion.Result(0, "out/" + SCRIPT + "\n", ""));
        mullion.stack("prod", OTHER);
        assertThat(mullion.run(("render " + prod).split(" ")).err()).isEmpty();
        assertThat(files()).containsOnlyKeys(".mullion-render", "backoffice-general.ps1", SCRIPT);
        mullion.stack("prod", Mullion.VALID);
        assertThat(mullion.run(("render " + prod).split(" ")))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "out/" + SCRIPT + ": is of the stack shop/dev, whose text is another; use a directory for each"
                                + " stack\n"));
    }

    @Test
    void filesOfOthersAreNamedAllAtOnceAndNothingIsWritten() throws IOException {
        Mullion mullion = Mullion.in(directory)
                .stack(
                        "dev",
                        twoCapacities().replace("    jobs:", "    batch: {instanceTypes: [m6i.large]}\n        jobs:"));
        Files.createDirectories(out);
        Files.writeString(out.resolve(SCRIPT), "mine");
        Files.createDirectories(out.resolve("storefront-jobs.ps1"));

        Mullion.Result result = render(mullion);

        assertThat(result)
                .isEqualTo(new Mullion.Result(1, "", "out/" + SCRIPT + FOREIGN + "out/storefront-jobs.ps1" + FOREIGN));
        assertThat(files()).isEqualTo(Map.of(SCRIPT, "mine"));
    }

    @Test
    void aFileThatWasEditedSinceIsNotOverwritten() throws IOException {
        Mullion mullion = Mullion.in(directory);
        render(mullion);
        Files.writeString(out.resolve(SCRIPT), "edited");

        Mullion.Result result = render(mullion);

        assertThat(result).isEqualTo(new Mullion.Result(1, "", "out/" + SCRIPT + FOREIGN));
        assertThat(out.resolve(SCRIPT)).hasContent("edited");
    }

    @Test
    void aStaleFileThatWasEditedSinceStays() throws IOException {
        Mullion mullion = Mullion.in(directory).stack("dev", twoCapacities());
        render(mullion);
        Files.writeString(out.resolve("storefront-jobs.ps1"), "edited");

        Mullion.Result result = render(mullion.stack("dev", Mullion.VALID));

        assertThat(result.status()).isZero();
        assertThat(out.resolve("storefront-jobs.ps1")).hasContent("edited");
    }

    @Test
    void filesBesideOursStay() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("notes.ps1"), "mine");

        render(Mullion.in(directory));

        assertThat(files()).containsEntry("notes.ps1", "mine");
    }

    @Test
    void aLinkIsNotWrittenThrough() throws IOException {
        Files.createDirectories(out);
        Path elsewhere = directory.resolve("elsewhere.ps1");
        Files.createSymbolicLink(out.resolve(SCRIPT), elsewhere);

        Mullion.Result result = render(Mullion.in(directory));

        assertThat(result).isEqualTo(new Mullion.Result(1, "", "out/" + SCRIPT + FOREIGN));
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void aFileForADirectoryIsRefused() throws IOException {
        Files.writeString(out, "a file");

        Mullion.Result result = render(Mullion.in(directory));

        assertThat(result).isEqualTo(new Mullion.Result(1, "", "mullion: out: exists and is no directory\n"));
        assertThat(out).hasContent("a file");
    }

    @Test
    void aDirectoryBelowAFileIsRefused() throws IOException {
        Files.writeString(out, "a file");

        Mullion.Result result =
                Mullion.in(directory).run("render", "-o", out.resolve("below").toString());

        assertThat(result).isEqualTo(new Mullion.Result(1, "", "mullion: out/below: not a directory\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "0000000000000000000000000000000000000000000000000000000000000000  ../Pulumi.yaml",
                "0000000000000000000000000000000000000000000000000000000000000000  ..\\Pulumi.yaml",
                "0000000000000000000000000000000000000000000000000000000000000000  /etc/passwd",
                "\u00FF\u00FE\u0000",
            })
    void aListThatMullionDidNotWriteIsRefused(String list) throws IOException {
        Files.createDirectories(out);
        Files.write(out.resolve(".mullion-render"), list.getBytes(StandardCharsets.ISO_8859_1));

        Mullion.Result result = render(Mullion.in(directory));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .matches("out/\\.mullion-render: got \"[ -~]+\n")
                .endsWith(NO_LIST);
        assertThat(files()).containsOnlyKeys(".mullion-render");
    }

    @Test
    void aListThatIsADirectoryIsRefused() throws IOException {
        Files.createDirectories(out.resolve(".mullion-render"));

        Mullion.Result result = render(Mullion.in(directory));

        assertThat(result).isEqualTo(new Mullion.Result(1, "", "out/.mullion-render: is no file" + NO_LIST));
    }

    @Test
    @Tag("adversary")
    void aListThatNamesItsOwnDirectoryRemovesNothing() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve(".mullion-render"), "0".repeat(64) + "  ..\n");

        Mullion.Result result = render(Mullion.in(directory));

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        1, "", "out/.mullion-render: got \"" + "0".repeat(60) + "\"... (68 characters)" + NO_LIST));
        assertThat(files()).containsOnlyKeys(".mullion-render");
    }

    @Test
    @Tag("adversary")
    void aNameOfADirectoryIsNeeded() {
        Mullion.Result result = Mullion.in(directory).run("render", "-o", "");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("-o has no value; name a directory\n");
    }

    @Test
    @Tag("adversary")
    void whatAPullRequestListsAsRenderedStays() throws IOException {
        Mullion mullion = Mullion.in(directory);
        Files.writeString(
                directory.resolve(".mullion-render"),
                Sha256.hex(Files.readString(directory.resolve("Pulumi.yaml"))) + "  Pulumi.yaml\n");

        Mullion.Result result = mullion.run("render", "-o", directory.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).endsWith(NO_LIST);
        assertThat(directory.resolve("Pulumi.yaml")).exists();
    }

    @Test
    void aRefusedStackLeavesNoDirectory() {
        Mullion.Result result = render(Mullion.in(directory).stack("dev", Mullion.REFUSED));

        assertThat(result).isEqualTo(new Mullion.Result(1, "", Mullion.PROBLEM));
        assertThat(out).doesNotExist();
    }

    private Mullion.Result render(Mullion mullion) {
        return mullion.run("render", "-o", out.toString());
    }

    private static String twoCapacities() {
        return Mullion.VALID + "        jobs: {instanceTypes: [m6i.large]}\n";
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(out)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        String.valueOf(path.getFileName()),
                        new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
