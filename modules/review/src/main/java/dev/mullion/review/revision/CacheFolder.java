package dev.mullion.review.revision;

import dev.mullion.core.process.HostSystem;
import dev.mullion.core.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where checkouts of revisions go and their plans are kept: outside of every repository, since whoever writes a repository
 * would write what is believed here.
 *
 * @param root empty when the environment names none
 */
public record CacheFolder(Optional<Path> root) {
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    /**
     * The one of a user, or of a job of GitHub Actions.
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG_CACHE_HOME</a>
     */
    public static CacheFolder of(Map<String, String> environment, HostSystem system) {
        if (environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            return new CacheFolder(absolute(environment, "RUNNER_TEMP"));
        }
        if (system == HostSystem.WINDOWS) {
            return new CacheFolder(absolute(environment, "LOCALAPPDATA"));
        }
        Optional<Path> home = absolute(environment, "HOME").map(folder -> folder.resolve(".cache"));
        return new CacheFolder(absolute(environment, "XDG_CACHE_HOME").or(() -> home));
    }

    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        try {
            return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A folder for one repository, made when missing; empty where none can be trusted and written. */
    Optional<Path> folder(Repository repository, String name) {
        if (root.isEmpty()) {
            return Optional.empty();
        }
        String key = Sha256.hex(repository.top().toString()).substring(0, 16);
        Path ours = root.get().resolve("mullion");
        Path folder = ours.resolve(key).resolve(name);
        try {
            if (isIn(ours.normalize(), repository.top()) || isIn(existing(ours).toRealPath(), repository.top())) {
                return Optional.empty();
            }
            Files.createDirectories(folder, posix(ours) ? attributes() : new FileAttribute<?>[0]);
            return isOwn(ours) && Files.isWritable(folder) ? Optional.of(folder.toRealPath()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it is in the repository, or in any other: whoever wrote that one may have written this folder. */
    private static boolean isIn(Path folder, Path top) {
        for (Path path = folder; path != null; path = path.getParent()) {
            if (path.equals(top) || Files.exists(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private static FileAttribute<?>[] attributes() {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWN)};
    }

    private static Path existing(Path path) {
        Path at = path;
        while (!Files.exists(at, LinkOption.NOFOLLOW_LINKS) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The user may have named a folder that everybody writes, as /tmp is. */
    private static boolean isOwn(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!posix(folder)) {
            return true;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        return Files.getOwner(folder).getName().equals(System.getProperty("user.name"))
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
