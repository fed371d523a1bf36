package dev.mullion.cli;

import dev.mullion.diff.revision.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/** The project as it lies there, uncommitted changes included, previewed by this program. */
final class WorkingTreeSide implements Side {
    private final ProjectFiles files;
    private final Path directory;
    private final Optional<ConfigFile> configFile;
    private final PrintWriter err;
    private final Path scratch;

    /**
     * The project of a repository.
     *
     * @param directory the project's, as the user named it
     * @param scratch where plans go
     */
    WorkingTreeSide(
            Repository repository, Path directory, Optional<ConfigFile> configFile, PrintWriter err, Path scratch)
            throws IOException {
        this.files = ProjectFiles.of(repository, Optional.empty());
        this.directory = directory;
        this.configFile = configFile;
        this.err = err;
        this.scratch = scratch;
    }

    @Override
    public String name() {
        return "working tree";
    }

    ProjectFiles files() {
        return files;
    }

    @Override
    public SortedSet<String> stacks() {
        return files.ours();
    }

    @Override
    public Optional<String> project() {
        return files.name();
    }

    @Override
    public Previewed preview(String stack) throws IOException {
        if (configFile.isEmpty() && !files.stacks().containsKey(stack)) {
            return new Previewed.Absent();
        }
        Path plan = Files.createTempFile(scratch, "head", ".json");
        return files.javaProgram()
                ? JavaProgram.preview(name(), directory, stack, plan)
                : EmbeddedPreview.run(
                        new EmbeddedPreview.Request(name(), directory, stack, configFile.map(ConfigFile::file)),
                        err::println,
                        plan);
    }
}
