package dev.mullion.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a project, whose files may be a stranger's: what they say is data, and names no file elsewhere. Links are
 * followed as long as they stay in it.
 */
public record ProjectFolder(Path directory) {
    /** Why a file is not read, which is the message, and what to use instead. */
    public static final class RefusedException extends Exception {
        private final String use;

        private RefusedException(String fault, String use) {
            super(fault);
            this.use = use;
        }

        /** What is wrong with the file, without its name. */
        public String fault() {
            return String.valueOf(getMessage());
        }

        /** The same as what to use instead. */
        public String use() {
            return use;
        }
    }

    /** The first of some folders that a path, as it is written, is in. */
    public static Optional<ProjectFolder> of(Path path, Path... folders) {
        return Stream.of(folders)
                .map(ProjectFolder::new)
                .filter(folder -> folder.names(path.toAbsolutePath()))
                .findFirst();
    }

    /**
     * Whether a path is written as one of the folder, whatever its links lead to. A path that is not is never touched: on
     * Windows a look at {@code \\server\share} alone signs in there.
     */
    public boolean names(Path path) {
        Path folder = directory.toAbsolutePath().normalize();
        return folder.resolve(path).normalize().startsWith(folder);
    }

    /**
     * The bytes of a file that something in the project names.
     *
     * @param name relative to the folder
     * @throws RefusedException when it is no regular file inside of the folder, or larger
     */
    public byte[] read(String name, int maxKib) throws RefusedException {
        try {
            Path path = directory.resolve(name);
            if (!names(path)) {
                throw new RefusedException(
                        "is not inside the project's directory",
                        "use a file inside the project's directory, relative to it");
            }
            return bytes(real(path), maxKib);
        } catch (NoSuchFileException e) {
            throw new RefusedException("does not exist", "use a file that exists, relative to the project's directory");
        } catch (IOException | InvalidPathException e) {
            throw new RefusedException("can not be read", "use a file that can be read");
        }
    }

    /**
     * The same as text.
     *
     * @throws RefusedException also when it is not UTF-8
     */
    public String readText(String name, int maxKib) throws RefusedException {
        byte[] bytes = read(name, maxKib);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException("is not UTF-8", "use an ASCII text file: it is not even UTF-8");
        }
    }

    /**
     * Where a path of the folder leads.
     *
     * @throws RefusedException when a link leads out of the folder
     */
    public Path real(Path path) throws IOException, RefusedException {
        Path real = path.toRealPath();
        Path folder = directory.toAbsolutePath().toRealPath();
        if (!real.startsWith(folder)) {
            throw new RefusedException(
                    "leads out of the project's directory by a link",
                    "use a file inside the project's directory: a link leads out of it");
        }
        for (Path part : folder.relativize(real)) {
            if (part.toString().equalsIgnoreCase(".git")) {
                throw new RefusedException("is Git's own", "use a file of the project, and none of Git's");
            }
        }
        if (Files.isRegularFile(real) && !extension(real).equals(extension(path))) {
            // A link of a harmless name to what a job keeps in its checkout: .env, a key.
            throw new RefusedException(
                    "is a link to a file with another extension",
                    "use a file, or a link to one with the same extension");
        }
        return real;
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * The bytes of a regular file.
     *
     * @param real without links
     */
    public static byte[] bytes(Path real, int maxKib) throws IOException, RefusedException {
        BasicFileAttributes is = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!is.isRegularFile()) {
            throw new RefusedException("is no regular file", "use a regular file");
        }
        try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes((maxKib << 10) + 1);
            if (bytes.length > maxKib << 10) {
                String size = maxKib < 1 << 10 ? maxKib + " KiB" : (maxKib >> 10) + " MiB";
                throw new RefusedException("is larger than " + size, "use a file of at most " + size);
            }
            return bytes;
        }
    }
}
