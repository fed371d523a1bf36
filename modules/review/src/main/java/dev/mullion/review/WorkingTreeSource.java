package dev.mullion.review;

import dev.mullion.review.revision.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project as it lies there, uncommitted changes included, previewed by this program. */
final class WorkingTreeSource implements Source {
    private final ProjectFiles files;
    private final Path top;
    private final String prefix;
    private final Path directory;
    private final Optional<ConfigFile> configFile;
    private final Surroundings surroundings;

    /**
     * The project of a repository.
     *
     * @param directory the project's, as the user named it
     */
    WorkingTreeSource(Repository repository, Path directory, Optional<ConfigFile> configFile, Surroundings surroundings)
            throws IOException {
        this.top = repository.top();
        this.prefix = repository.prefix();
        this.files = ProjectFiles.of(repository, Optional.empty());
        this.directory = directory;
        this.configFile = configFile;
        this.surroundings = surroundings;
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
        if (configFile.isEmpty() && files.lacks(stack)) {
            return new Previewed.Absent();
        }
        Optional<String> elsewhere = ConfigFile.elsewhere(configFile, top);
        if (elsewhere.isPresent()) {
            return new Previewed.Failed(List.of(elsewhere.get()));
        }
        if (files.javaProgram()) {
            surroundings.programs().check(name(), JavaProgram.NAME);
        }
        Path plan = Files.createTempFile(surroundings.scratch(), "head", ".json");
        Optional<Path> file = configFile.map(ConfigFile::file);
        Previewed previewed = files.javaProgram()
                ? JavaProgram.preview(name(), directory, stack, plan)
                : surroundings
                        .previewer()
                        .preview(
                                new Previewer.Request(
                                        name(), directory, stack, file, configFile.flatMap(ConfigFile::name)),
                                surroundings.says(),
                                plan);
        return MadePlan.of(previewed, directory, stack, file, this::relative);
    }

    /** With the file that it starts with as seen from the project, or else from the repository, as a revision has it. */
    private String relative(String line) {
        String separator = top.getFileSystem().getSeparator();
        return Stream.of(directory.normalize(), top.resolve(prefix), top)
                .map(Path::toString)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Pattern.quote(folder + separator))
                .reduce(line, (all, folder) -> all.replaceAll("(?m)^((?:[a-z]+: )?)" + folder, "$1"));
    }
}
