package dev.mullion.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links, which lead anywhere; all else is tested by {@code mullion render}. */
class RenderedFilesTest {
    private static final String FOREIGN =
            ": exists and is not what mullion render wrote; move it away, or use another directory";
    private static final String NO_LIST =
            ": is no file; this is no list of rendered files, remove it or use another directory";

    /** Many times what this takes, and a small part of what it took. */
    private static final Duration MUCH = Duration.ofSeconds(20);

    @TempDir
    private Path directory = Path.of("");

    private Path out = Path.of("");
    private Path elsewhere = Path.of("");

    @BeforeEach
    void nameTheTarget() throws IOException {
        out = Files.createDirectories(directory.resolve("out"));
        elsewhere = directory.resolve("elsewhere");
    }

    private void write(Map<String, String> files) throws IOException {
        new RenderedFiles(out, "shop/dev").write(files);
    }

    @Test
    void aLinkIsNotWrittenThroughWhetherOrNotItLeadsSomewhere() throws IOException {
        Files.createSymbolicLink(out.resolve("a.ps1"), elsewhere);
        assertThatThrownBy(() -> write(Map.of("a.ps1", "new")))
                .isInstanceOf(UserException.class)
                .hasMessage(out.resolve("a.ps1") + FOREIGN);
        assertThat(elsewhere).doesNotExist();

        Files.writeString(elsewhere, "somebody's");
        assertThatThrownBy(() -> write(Map.of("a.ps1", "new"))).hasMessage(out.resolve("a.ps1") + FOREIGN);
        assertThat(elsewhere).hasContent("somebody's");
    }

    @Test
    void aLinkInTheStandOfAFileOfOursIsNotOursAlsoWithTheSameText() throws IOException {
        write(Map.of("a.ps1", "old"));
        Files.move(out.resolve("a.ps1"), elsewhere);
        Files.createSymbolicLink(out.resolve("a.ps1"), elsewhere);

        assertThatThrownBy(() -> write(Map.of("a.ps1", "new")))
                .isInstanceOf(UserException.class)
                .hasMessage(out.resolve("a.ps1") + FOREIGN);
        assertThat(elsewhere).hasContent("old");
    }

    @Test
    void aLinkInTheStandOfAStaleFileStays() throws IOException {
        write(Map.of("a.ps1", "a", "b.ps1", "b"));
        Files.move(out.resolve("b.ps1"), elsewhere);
        Files.createSymbolicLink(out.resolve("b.ps1"), elsewhere);

        write(Map.of("a.ps1", "a"));

        assertThat(out.resolve("b.ps1")).isSymbolicLink();
        assertThat(elsewhere).hasContent("b");
    }

    @Test
    @Tag("adversary")
    void aStaleFileBehindALinkInTheStandOfAFolderStays() throws IOException {
        Path somebodys = Files.createDirectories(elsewhere.resolve("work/shop"));
        Files.writeString(elsewhere.resolve("a.sh"), "known");
        Files.writeString(somebodys.resolve("Pulumi.yaml"), "known");
        String row = Sha256.hex("known") + "  ";
        Files.createSymbolicLink(out.resolve("istio"), elsewhere);
        Files.createSymbolicLink(out.resolve("image"), elsewhere);
        Files.writeString(out.resolve(".mullion-render"), row + "istio/a.sh\n");
        Files.writeString(out.resolve(".mullion-operator"), row + "image/work/shop/Pulumi.yaml\n");

        write(Map.of("a.ps1", "a"));
        RenderedFiles.ofOperator(out).write(Map.of("stack-shop-dev.yaml", "a"));

        assertThat(elsewhere.resolve("a.sh")).hasContent("known");
        assertThat(somebodys.resolve("Pulumi.yaml")).hasContent("known");
    }

    @Test
    void aLinkInTheStandOfTheListIsNoneAndIsNotWrittenThrough() throws IOException {
        Path list = out.resolve(".mullion-render");
        Files.createSymbolicLink(list, elsewhere);
        assertThatThrownBy(() -> write(Map.of("a.ps1", "a")))
                .isInstanceOf(UserException.class)
                .hasMessage(list + NO_LIST);
        assertThat(elsewhere).doesNotExist();

        String row = "0".repeat(64) + "  b.ps1\n";
        Files.writeString(elsewhere, row);
        assertThatThrownBy(() -> write(Map.of("a.ps1", "a")))
                .isInstanceOf(UserException.class)
                .hasMessage(list + NO_LIST);
        assertThat(elsewhere).content().isEqualTo(row);
        assertThat(out.resolve("a.ps1")).doesNotExist();
    }

    @Test
    void aDirectoryThatTheUserNamesMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), out);

        new RenderedFiles(link, "shop/dev").write(Map.of("a.ps1", "a"));

        assertThat(out.resolve("a.ps1")).hasContent("a");
    }

    @Test
    @Tag("adversary")
    void butNoLinkOfARepositoryWhoeverWritesThatWouldChooseWhere() throws IOException {
        Path checkout = Files.createDirectories(directory.resolve("checkout"));
        Files.createDirectories(checkout.resolve(".git"));
        Path link = Files.createSymbolicLink(checkout.resolve("scripts"), out);
        String why = ": is a link in the repository checkout; name what it leads to";
        Path own = Files.createSymbolicLink(directory.resolve("own"), Path.of("checkout/scripts"));

        for (Path named : List.of(link, link.resolve("dev"), own, own.resolve("dev"))) {
            assertThatThrownBy(() -> new RenderedFiles(named, "shop/dev").write(Map.of("a.ps1", "a")))
                    .isInstanceOf(UserException.class)
                    .hasMessage(link + why);
            assertThatThrownBy(() -> RenderedFiles.ofStack(named, "shop", "dev").write(Map.of("a.ps1", "a")))
                    .isInstanceOf(UserException.class)
                    .hasMessage(link + why);
            assertThatThrownBy(() -> RenderedFiles.ofOperator(named).write(Map.of("Dockerfile", "")))
                    .isInstanceOf(UserException.class)
                    .hasMessage(link + why);
            assertThatThrownBy(() -> new NewFiles(named).write(Map.of("a", "")))
                    .isInstanceOf(UserException.class)
                    .hasMessage(link + why);
        }

        assertThat(out).isEmptyDirectory();
    }

    @Test
    void removesWhatItWroteBeforeAndNothingElse() throws IOException {
        write(Map.of("a.ps1", "a", "b.ps1", "b", "c.ps1", "c"));
        Files.writeString(out.resolve("c.ps1"), "somebody's");
        Files.writeString(out.resolve("d.ps1"), "somebody's");

        write(Map.of("a.ps1", "new"));

        assertThat(out.resolve("a.ps1")).hasContent("new");
        assertThat(out.resolve("b.ps1")).doesNotExist();
        assertThat(out.resolve("c.ps1")).hasContent("somebody's");
        assertThat(out.resolve("d.ps1")).hasContent("somebody's");
    }

    @Test
    void knowsFilesInFoldersAgain() throws IOException {
        write(Map.of("istio/values/a.yaml", "a", "istio/b.yaml", "b"));

        write(Map.of("istio/values/a.yaml", "new"));

        assertThat(out.resolve("istio/values/a.yaml")).hasContent("new");
        assertThat(out.resolve("istio/b.yaml")).doesNotExist();
    }

    @Test
    void aLinkInTheStandOfAFolderIsNotFollowed() throws IOException {
        Files.createDirectories(elsewhere);
        Files.createSymbolicLink(out.resolve("istio"), elsewhere);

        assertThatThrownBy(() -> write(Map.of("istio/a.yaml", "a", "istio/values/b.yaml", "b")))
                .isInstanceOf(UserException.class)
                .hasMessage(out.resolve("istio") + ": is no folder of its own; move it away, or use another directory");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    @Tag("adversary")
    void aListOfSomebodyElseHasNothingRemoved() throws IOException {
        for (String name : List.of(
                "Pulumi.dev.yaml",
                "Pulumi.my-dev.yaml",
                "compose.yaml",
                "credentials.json",
                "notes.txt",
                "src/a.ps1")) {
            Files.createDirectories(out.resolve("src"));
            Path file = Files.writeString(out.resolve(name), "known");
            Files.writeString(out.resolve(".mullion-render"), Sha256.hex("known") + "  " + name + "\n");

            assertThatThrownBy(() -> write(Map.of("a.ps1", "a"))).isInstanceOf(UserException.class);

            assertThat(file).hasContent("known");
        }
    }

    @Test
    @Tag("adversary")
    void aRunThatWasInterruptedIsTakenUpAgain() throws IOException {
        write(Map.of("a.ps1", "a", "b.ps1", "b", "old.ps1", "old"));
        String list = Files.readString(out.resolve(".mullion-render"));
        Path inTheWay =
                Files.createDirectories(out.resolve("istio/x.yaml/y")); // as a full disk, it stops a run half-way

        assertThatThrownBy(() -> write(Map.of("a.ps1", "new a", "b.ps1", "new b", "istio/x.yaml", "x")))
                .isInstanceOf(UserException.class); // known beforehand
        assertThat(out.resolve(".mullion-render")).hasContent(list);
        Files.delete(inTheWay);
        Files.delete(out.resolve("istio/x.yaml"));
        // Killed: with the list of both, one file new, one as it was, one that was being written.
        Files.writeString(
                out.resolve(".mullion-render"),
                list + Sha256.hex("new a") + "  a.ps1\n" + Sha256.hex("new b") + "  b.ps1\n" + Sha256.hex("c")
                        + "  c.ps1\n");
        Files.writeString(out.resolve("a.ps1"), "new a");
        Files.writeString(out.resolve(".mullion-render.part"), "ne");

        write(Map.of("a.ps1", "new a", "b.ps1", "new b", "c.ps1", "c"));

        assertThat(out.resolve("b.ps1")).hasContent("new b");
        assertThat(out.resolve("c.ps1")).hasContent("c");
        assertThat(out.resolve("old.ps1")).doesNotExist();
        assertThat(out.resolve(".mullion-render.part")).doesNotExist();
        assertThat(Files.readString(out.resolve(".mullion-render")).lines()).hasSize(4);
    }

    @Test
    @Tag("adversary")
    void theListIsThereBeforeTheFirstFile() throws IOException {
        String unwritable =
                "z".repeat(300) + ".ps1"; // no file system takes that name: as a full disk, it ends a run half-way

        assertThatThrownBy(() -> write(new TreeMap<>(Map.of("a.ps1", "a", unwritable, "z"))))
                .isInstanceOf(IOException.class)
                .hasMessage(out.resolve(unwritable) + ": file name too long");
        assertThat(out.resolve("a.ps1")).hasContent("a");

        write(Map.of("a.ps1", "new"));
        assertThat(out.resolve("a.ps1")).hasContent("new");
        assertThat(Files.readString(out.resolve(".mullion-render")))
                .isEqualTo("# shop/dev\n" + Sha256.hex("new") + "  a.ps1\n");
    }

    @Test
    @Tag("adversary")
    void whatAKilledRunLeftIsNotWrittenThrough() throws IOException {
        Files.createSymbolicLink(out.resolve(".mullion-render.part"), elsewhere);

        write(Map.of("a.ps1", "a"));

        assertThat(elsewhere).doesNotExist();
        assertThat(out.resolve("a.ps1")).hasContent("a");
    }

    @Test
    void anyKeyOfAStackIsAName() throws IOException {
        for (String name : List.of(
                "Pulumi.ps1",
                "pulumi.standalone.ps1",
                "a-b.user-data.ps1",
                "shop-a.b_c.ps1",
                "shop-storage-class.yaml")) {
            write(Map.of(name, "a"));
            write(Map.of(name, "b"));
            assertThat(out.resolve(name)).hasContent("b");
        }
    }

    @Test
    void aNameThatNoLaterRunWouldKnowIsADefect() {
        assertThatThrownBy(() -> write(Map.of("a/b.ps1", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no later run would know a/b.ps1 again");
    }

    @Test
    @Tag("adversary")
    void refusesAListThatLeadsElsewhere() throws IOException {
        for (String row : List.of(
                "x",
                "0".repeat(64) + "  /a.ps1",
                "0".repeat(64) + "  b/../../a.ps1",
                "0".repeat(64) + "  C:/a.ps1",
                "0".repeat(64) + "  ../a.ps1",
                "0".repeat(64) + "  ..\\a.ps1",
                "0".repeat(64) + "  .",
                "0".repeat(64) + "  Pulumi.dev.yaml",
                "0".repeat(64) + "  .env",
                "0".repeat(64) + "  id_rsa",
                "0".repeat(64) + "  scripts/a.ps1",
                "0".repeat(64) + "  Dockerfile", // of mullion operator
                "0".repeat(64) + "  image/work/" + "a/".repeat(100_000),
                "0".repeat(64) + "  istio/values/../a.yaml")) {
            Files.writeString(out.resolve(".mullion-render"), row);

            assertThatThrownBy(() -> write(Map.of("a.ps1", "a")))
                    .isInstanceOf(UserException.class)
                    .hasMessage(out.resolve(".mullion-render") + ": got " + Shown.text(row)
                            + "; this is no list of rendered files, remove it or use another directory");
        }
    }

    /** Of a line, and of a name that many lines have. */
    @Test
    @Tag("adversary")
    void aListTakesNoLongerThanItIsLong() throws IOException {
        String hash = "0".repeat(64) + "  ";
        for (String row : List.of(
                hash + "a" + "-".repeat(1_000_000),
                hash + "a-" + ".yaml".repeat(200_000) + "x",
                hash + "image/work/" + "a/".repeat(500_000))) {
            Files.writeString(out.resolve(".mullion-render"), row);

            assertThatThrownBy(() -> assertTimeoutPreemptively(MUCH, () -> write(Map.of("a.ps1", "a"))))
                    .isInstanceOf(UserException.class)
                    .hasMessageEndingWith("; this is no list of rendered files, remove it or use another directory");
        }
        String name = "  b.ps1\n";
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            rows.append(String.format(Locale.ROOT, "%064x", i)).append(name);
        }
        Files.writeString(out.resolve(".mullion-render"), rows);

        assertTimeoutPreemptively(MUCH, () -> write(Map.of("a.ps1", "a")));

        assertThat(out.resolve("a.ps1")).hasContent("a");
    }
}
