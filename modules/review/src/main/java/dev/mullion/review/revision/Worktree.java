package dev.mullion.review.revision;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A revision checked out outside of the repository. It disappears when it is closed, also when this process is told to end,
 * after what runs in it.
 */
public final class Worktree implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{12}-(\\d{1,18})-\\d+");
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final int TRIES = 10;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** A repository may leave files out of its working trees. */
    private static final String WHOLE = "core.sparseCheckout=false";

    private final Repository repository;
    private final Path directory;
    private final Thread atExit = new Thread(this::removeAtExit, "worktree removal");

    private Worktree(Repository repository, Path directory) {
        this.repository = repository;
        this.directory = directory;
    }

    /**
     * Checks a revision out, without submodules and without the repository's hooks and filters.
     *
     * @param temporary where it goes when there is no cache
     */
    public static Worktree add(Repository repository, Revision revision, CacheFolder cache, Path temporary)
            throws IOException {
        Path folder = cache.folder(repository, "worktrees").orElse(temporary);
        removeAbandoned(repository, folder);
        String name = revision.shortCommit() + "-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        Worktree worktree = new Worktree(repository, folder.resolve(name));
        Runtime.getRuntime().addShutdownHook(worktree.atExit);
        try {
            worktree.fill(revision);
        } catch (UserException e) {
            worktree.close();
            throw e;
        }
        return worktree;
    }

    /** In two steps: a configuration may hold for some working trees alone (includeIf), and name programs there. */
    private void fill(Revision revision) throws IOException {
        checkedOut(
                revision,
                patiently(
                        repository,
                        "-c",
                        WHOLE,
                        "-c",
                        "advice.detachedHead=false",
                        "worktree",
                        "add",
                        "--quiet",
                        "--no-checkout",
                        "--detach",
                        directory.toString(),
                        revision.commit()));
        Git git = repository.git().in(directory);
        checkedOut(revision, git.run("-c", WHOLE, "reset", "--quiet", "--hard", "--no-recurse-submodules"));
        FoldedNames.refuse(
                Shown.text(revision.name()),
                directory,
                Repository.checked(git.run("ls-files", "-z")).items());
    }

    /**
     * Git looks at all worktrees, and fails where another run is just making one: "failed to read …/commondir: Success", since
     * that file is there before its text is.
     */
    private static Git.Result patiently(Repository repository, String... command) throws IOException {
        Git.Result result = repository.git().run(command);
        for (int again = 1; again < TRIES && result.problem().contains("/commondir"); again++) {
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return result;
            }
            result = repository.git().run(command);
        }
        return result;
    }

    private static void checkedOut(Revision revision, Git.Result result) {
        if (!result.ok()) {
            throw new UserException("git can not check " + revision.name() + " out: " + result.problem());
        }
    }

    /** Its root. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The hook runs already.
        }
    }

    private synchronized void remove() {
        remove(repository, directory);
    }

    private void removeAtExit() {
        ChildProcess.endAll();
        remove();
    }

    /** What a run left that had no time to clean up. Its number may belong to another process by now, or be of a container. */
    private static void removeAbandoned(Repository repository, Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.list(folder)) {
            all = found.sorted().toList();
        }
        for (Path directory : all) {
            Matcher name = NAME.matcher(directory.getFileName().toString());
            if (name.matches()
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                    && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.getLastModifiedTime(directory)
                            .toInstant()
                            .isBefore(Instant.now().minus(ABANDONED))) {
                remove(repository, directory);
            }
        }
    }

    private static void remove(Repository repository, Path directory) {
        try {
            // It has to be Git, which also forgets it; what it refuses to delete (submodules) goes afterwards.
            patiently(repository, "worktree", "remove", "--force", "--force", directory.toString());
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(directory, new Deletion());
            }
        } catch (IOException | UserException e) {
            // The next run tries again.
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (problem instanceof AccessDeniedException) {
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
