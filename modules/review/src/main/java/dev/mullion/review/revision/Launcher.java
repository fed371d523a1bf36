package dev.mullion.review.revision;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A revision's own {@code ./mullion} or {@code mullion.cmd}, which builds the revision before it previews. */
public final class Launcher {
    /** How messages call it. */
    public static final String SHOWN = "./mullion";

    private static final String NAME = "mullion";
    private static final String BUILD_FAILED = "mullion: the build failed";

    private final Repository repository;
    private final Revision revision;
    private final Worktree worktree;
    private final CacheFolder cache;

    public Launcher(Repository repository, Revision revision, Worktree worktree, CacheFolder cache) {
        this.cache = cache;
        this.repository = repository;
        this.revision = revision;
        this.worktree = worktree;
    }

    /** Whether a revision brings its own: whether it is a clone of Mullion. */
    public static boolean isIn(Repository repository, Revision revision) throws IOException {
        return repository.has(revision, HostSystem.current().script(NAME))
                && repository.has(revision, "tools/launch.sh");
    }

    /**
     * Builds and previews.
     *
     * @param configFile from the checkout's root, or absolute
     * @param plan where the plan goes; of a program that failed it may be empty or cut
     */
    public ChildProcess.Ended preview(String stack, Optional<String> configFile, Path plan) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program(HostSystem.current(), worktree.directory()));
        if (!repository.prefix().isEmpty()) {
            command.addAll(List.of("-C", repository.prefix()));
        }
        command.addAll(List.of("preview", "--format", "json", "-s", stack));
        configFile.ifPresent(file -> command.addAll(List.of("--config-file", file)));
        ChildProcess.Ended ended = ChildProcess.run(
                new ProcessBuilder(command).directory(worktree.directory().toFile()), plan);
        return ended.status() == 0 ? ended : keepingTheLog(ended);
    }

    /** Windows looks for a program before it is in the directory that the program shall run in. */
    static String program(HostSystem system, Path directory) {
        return system == HostSystem.WINDOWS
                ? directory.resolve(system.script(NAME)).toString()
                : "./" + system.script(NAME);
    }

    /** The log of a build that failed outlives the checkout. */
    private ChildProcess.Ended keepingTheLog(ChildProcess.Ended ended) throws IOException {
        Path log = worktree.directory().resolve(".mullion/launch/build.log");
        List<String> said = new ArrayList<>(ended.said());
        if (said.removeIf(line -> line.startsWith(BUILD_FAILED))) {
            Optional<Path> kept = Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)
                    ? cache.folder(repository, "logs")
                    : Optional.empty();
            if (kept.isPresent()) {
                Path file = kept.get().resolve("build-" + revision.shortCommit() + ".log");
                Files.copy(log, file, StandardCopyOption.REPLACE_EXISTING);
                said.add("the build failed; all of it: " + file);
            } else {
                said.add("the build failed");
            }
        }
        return new ChildProcess.Ended(ended.status(), said);
    }
}
