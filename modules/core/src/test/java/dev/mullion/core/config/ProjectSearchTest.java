package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectSearchTest {
    @TempDir
    private Path directory = Path.of("");

    private Path below = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        directory = directory.toRealPath();
        below = Files.createDirectories(directory.resolve("shop/src/main"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pulumi.yaml", "Pulumi.yml", "Pulumi.json"})
    void theNearestProjectAboveIsTaken(String file) throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), "");
        Files.writeString(directory.resolve("shop").resolve(file), "");

        assertThat(ProjectSearch.from(below)).isEqualTo(directory.resolve("shop"));
        assertThat(ProjectSearch.from(directory.resolve("shop"))).isEqualTo(directory.resolve("shop"));
    }

    @Test
    void aFolderOfThatNameIsNoProject() throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), "");
        Files.createDirectory(directory.resolve("shop/Pulumi.yaml"));

        assertThat(ProjectSearch.from(below)).isEqualTo(directory);
    }

    @Test
    void aRelativeFolderHasARelativeProject() throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), "");
        Path here = Path.of("").toRealPath();

        assertThat(ProjectSearch.from(here.relativize(below))).isEqualTo(here.relativize(directory));
    }

    @Test
    void withoutAnyTheFolderItselfIsSearched() throws IOException {
        assertThat(ProjectSearch.from(below)).isEqualTo(below);
        assertThat(ProjectSearch.from(below.resolve("missing"))).isEqualTo(below.resolve("missing"));
    }

    @Test
    @Tag("adversary")
    void anotherUsersProjectEndsTheSearch() throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), "");
        Path file = Files.writeString(directory.resolve("shop/Pulumi.yaml"), "");
        Optional<String> root = Optional.of(System.getProperty("user.name", "")).filter("root"::equals);
        Skip.without(root, "tests of other users' files", "only root gives files away");
        UserPrincipal other =
                file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(file, other);

        assertThat(ProjectSearch.from(below)).isEqualTo(below);
    }

    @Test
    @Tag("adversary")
    void aLinkIsFollowedBeforeTheSearch() throws IOException {
        Files.writeString(directory.resolve("shop/Pulumi.yaml"), "");
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), below);

        assertThat(ProjectSearch.from(link)).isEqualTo(directory.resolve("shop"));
    }
}
