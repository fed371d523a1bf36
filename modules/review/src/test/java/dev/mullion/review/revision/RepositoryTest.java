package dev.mullion.review.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.UserException;
import dev.mullion.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {
    @TempDir
    private Path directory = Path.of("");

    private GitFixture project() {
        return new GitFixture(directory.resolve("shop"))
                .git("init", "-q", "-b", "main")
                .file("a", "1")
                .commit("first");
    }

    @Test
    void namesOfEveryKindAreFound() throws IOException {
        GitFixture clone = project().git("tag", "-a", "-m", "x", "v1").git("branch", "topic");
        Repository repository = Repository.of(clone.directory());
        Revision main = repository.find("main").orElseThrow();

        for (String name : new String[] {"topic", "v1", "HEAD", "refs/heads/main", main.commit(), main.shortCommit()}) {
            assertThat(repository.find(name).orElseThrow()).isEqualTo(new Revision(name, main.commit(), main.tree()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nowhere",
                "--all",
                "-h",
                "HEAD:a",
                "main..topic",
                "a b",
                "HEAD^{tree}",
                "@{u}",
                "\n",
                "..",
                "main~9"
            })
    void whatIsNoCommitIsNotFound(String name) throws IOException {
        assertThat(Repository.of(project().directory()).find(name)).isEmpty();
    }

    @Test
    void aFolderOfTheRepositoryIsFoundInIt() throws IOException {
        GitFixture clone = project().file("shops/one/Pulumi.yaml", "name: one").commit("more");

        Repository repository = Repository.of(clone.directory().resolve("shops/one"));

        assertThat(repository.top()).isEqualTo(clone.directory().toRealPath());
        assertThat(repository.prefix()).isEqualTo("shops/one/");
    }

    @Test
    void aRelativePathIsWrittenAsGitDoes() {
        assertThat(Repository.path(Path.of("shops", "one", "Pulumi.yaml"))).isEqualTo("shops/one/Pulumi.yaml");
        assertThat(Repository.path(Path.of(""))).isEmpty();
    }

    @Test
    void aDirectoryOutsideOfARepositoryIsRefused() {
        assertThatThrownBy(() -> Repository.of(directory))
                .isInstanceOf(UserException.class)
                .hasMessage("the project is in no Git repository; compare plan files instead of revisions");
    }

    @Test
    void aDirectoryThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Repository.of(directory.resolve("gone")))
                .isInstanceOf(UserException.class)
                .hasMessage(directory.resolve("gone") + ": no such directory");
    }

    @Test
    void aNameThatIsNoRevisionIsSaidSo() throws IOException {
        assertThat(Repository.of(project().directory()).missing("mian"))
                .hasMessage("\"mian\": neither a file nor a revision of the project's repository");
    }

    @Test
    void aBranchThatOnlyTheRemoteHasIsNamed() throws IOException {
        GitFixture origin = project().git("branch", "topic");
        GitFixture copy = new GitFixture(directory.resolve("copy"));
        copy.git("clone", "-q", origin.directory().toUri().toString(), ".");

        assertThat(Repository.of(copy.directory()).missing("topic"))
                .hasMessage("\"topic\": neither a file nor a revision of the project's repository; did you mean"
                        + " origin/topic?");
    }

    @Test
    void aShallowCloneSaysHowToFetch() throws IOException {
        GitFixture origin = project().file("a", "2").commit("second");
        GitFixture copy = new GitFixture(directory.resolve("copy"));
        copy.git("clone", "-q", "--depth", "1", origin.directory().toUri().toString(), ".");
        Repository repository = Repository.of(copy.directory());

        assertThat(repository.find("HEAD~1")).isEmpty();
        assertThat(repository.missing("v1"))
                .hasMessage(
                        "\"v1\": neither a file nor a revision of the project's repository, which is a shallow clone;"
                                + " fetch the revision first: git fetch --depth 1 origin v1, then use FETCH_HEAD (with"
                                + " actions/checkout: fetch-depth: 0)");
        assertThat(repository.missing("HEAD~1").getMessage()).contains("git fetch --depth 1 origin REVISION");

        copy.git("fetch", "-q", "--depth", "1", "origin", origin.hash("HEAD~1"));
        assertThat(repository.find("FETCH_HEAD")).isPresent();
    }

    @Test
    void filesOfAFolderAreThoseOfTheRevisionOrOfTheWorkingTree() throws IOException {
        GitFixture clone = project()
                .file(".gitignore", "Pulumi.local.yaml\n")
                .file("p/Pulumi.dev.yaml", "x")
                .file("p/Pulumi.prod.yaml", "x")
                .file("p/sub/Pulumi.no.yaml", "x")
                .commit("stacks")
                .file("p/Pulumi.new \u00E9.yaml", "x")
                .file("p/Pulumi.local.yaml", "x");
        Files.delete(clone.directory().resolve("p/Pulumi.prod.yaml"));
        Repository repository = Repository.of(clone.directory());

        assertThat(repository.files(repository.find("HEAD").orElseThrow(), "p/"))
                .containsExactly("p/Pulumi.dev.yaml", "p/Pulumi.prod.yaml", "p/sub");
        assertThat(repository.files("p/")).containsExactly("p/Pulumi.dev.yaml", "p/Pulumi.new \u00E9.yaml");
    }

    @Test
    void changesOfTheWorkingTreeHoldWhatIsStagedEditedAddedAndRemoved() throws IOException {
        GitFixture clone = project()
                .file("b", "1")
                .file("c", "1")
                .file("d", "1")
                .file(".gitignore", "ignored\n")
                .commit("more");
        clone.file("b", "2").git("add", "b").file("c", "2").file("new", "1").file("ignored", "1");
        Files.delete(clone.directory().resolve("d"));
        Repository repository = Repository.of(clone.directory());
        Revision head = repository.find("HEAD").orElseThrow();

        assertThat(repository.changed(head)).containsExactly("b", "c", "d", "new");
        assertThat(repository.changed(repository.find("HEAD~1").orElseThrow(), head))
                .containsExactly(".gitignore", "b", "c", "d");
    }

    @Test
    void aFileOfARevisionIsReadAsItWas() throws IOException {
        GitFixture clone = project().file("a", "2\n\u00E9").commit("second").file("a", "3");
        Repository repository = Repository.of(clone.directory());

        assertThat(repository.read(repository.find("HEAD").orElseThrow(), "a", "refused"))
                .contains("2\n\u00E9");
        assertThat(repository.read(repository.find("HEAD~1").orElseThrow(), "a", "refused"))
                .contains("1");
        assertThat(repository.read(repository.find("HEAD").orElseThrow(), "b", "refused"))
                .isEmpty();
    }
}
