package dev.mullion.core.config;

import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.files.ProjectFolder;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A file that holds one YAML mapping.
 *
 * @param problems what is wrong with single keys and values; paths start at the file's root
 */
record YamlFile(String name, Mapping root, List<Problem> problems) {
    private static final int MAX_BYTES = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads a file of a project.
     *
     * @param missing what to say when there is no such file, asked for only then
     * @throws SpecException with one problem, when it can not be read as one mapping
     */
    static YamlFile read(Path file, ProjectFolder folder, Supplier<String> missing) {
        return of(file.toString(), text(file.toString(), bytes(file, Optional.of(folder), file.toString(), missing)));
    }

    /**
     * The same of a file that the user names, and that messages call by another name than its path.
     *
     * @throws SpecException with one problem, when it can not be read as one mapping
     */
    static YamlFile read(Path file, Optional<ProjectFolder> folder, String name, Supplier<String> missing) {
        return of(name, text(name, bytes(file, folder, name, missing)));
    }

    /**
     * The same of a text.
     *
     * @param name what messages call it
     * @throws SpecException with one problem, when it can not be read as one mapping
     */
    static YamlFile of(String name, String written) {
        String text = !written.isEmpty() && written.charAt(0) == BYTE_ORDER_MARK ? written.substring(1) : written;
        YamlComposer composer = new YamlComposer(name, text);
        Optional<Node> root = composed(name, text, composer::compose);
        if (root.isEmpty() || (root.get() instanceof Scalar scalar && scalar.kind() == Kind.NULL)) {
            throw refused(name, "is empty; use a map of keys to values");
        }
        if (!(root.get() instanceof Mapping mapping)) {
            throw refused(
                    root.get().position(),
                    root.get() instanceof Scalar scalar
                            ? "got " + Shown.text(scalar.text()) + "; use a map of keys to values"
                            : "got a list; use a map of keys to values");
        }
        return new YamlFile(name, mapping, List.copyOf(composer.problems()));
    }

    /**
     * What a composer makes of a text.
     *
     * @throws SpecException with one problem, when the text is no YAML
     */
    static <T> T composed(String name, String text, Supplier<T> composer) {
        try {
            return composer.get();
        } catch (MarkedYAMLException e) {
            throw refused(name, e.getProblemMark(), words(e));
        } catch (ReaderException e) {
            String shown = String.format("U+%04X", e.getCodePoint());
            int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            throw refused(name, text.substring(0, end), "holds the character " + shown + ", which YAML does not allow");
        } catch (YAMLException | NumberFormatException e) {
            // A number that is too large in a %YAML directive leaves SnakeYAML as NumberFormatException.
            throw refused(name, "is not YAML: " + Shown.text(Objects.requireNonNullElse(e.getMessage(), "")));
        }
    }

    /** The place of what the file should have said and did not. */
    Position start() {
        return new Position(name, 1, 1);
    }

    /** A file that is not the project's own is whatever the user named: a pipe, or a link of theirs. */
    private static byte[] bytes(Path file, Optional<ProjectFolder> folder, String name, Supplier<String> missing) {
        if (Files.isDirectory(file)) {
            throw refused(name, "is a directory; use a file");
        }
        byte[] bytes;
        try {
            if (folder.isPresent()) {
                return ProjectFolder.bytes(folder.get().real(file), MAX_BYTES >> 10);
            }
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
        } catch (ProjectFolder.RefusedException e) {
            throw refused(name, e.fault());
        } catch (NoSuchFileException e) {
            throw refused(name, missing.get());
        } catch (AccessDeniedException e) {
            throw refused(name, "can not be read: permission denied");
        } catch (IOException e) {
            String reason = e instanceof FileSystemException of && of.getReason() != null
                    ? of.getReason().toLowerCase(Locale.ROOT)
                    : e.getClass().getSimpleName();
            throw refused(name, "can not be read: " + reason);
        }
        if (bytes.length > MAX_BYTES) {
            throw refused(name, "is larger than 1 MiB");
        }
        return bytes;
    }

    private static String text(String name, byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), text, true);
        String read = text.flip().toString();
        if (result.isError()) {
            throw refused(name, read, "is not UTF-8 from here on; save the file as UTF-8");
        }
        return read;
    }

    private static String words(MarkedYAMLException e) {
        String problem = problem(e);
        String context = Objects.requireNonNullElse(e.getContext(), "");
        if (problem.contains("TAB")) {
            return "got a tab; YAML indents with spaces";
        }
        if (problem.contains("mapping values are not allowed here")) {
            return "got a second colon, or an indentation that does not fit; put a value that holds \": \" in quotes";
        }
        if (problem.contains("could not find expected ':'")) {
            return "got a key without a colon, here or on the line above; write key: value";
        }
        if (problem.contains("unexpected end of stream") && context.contains("quoted scalar")) {
            return "got the end of the file inside a quote" + opened(e);
        }
        if (problem.contains("expected ',' or ']'")) {
            return "got a list that is not closed here" + opened(e)
                    + "; a list in brackets has commas between its items and ends with ]";
        }
        if (problem.contains("expected ',' or '}'")) {
            return "got a map that is not closed here" + opened(e)
                    + "; a map in braces has commas between its entries and ends with }";
        }
        if (problem.contains("expected <block end>")) {
            return "got an indentation or a text that does not fit the lines above";
        }
        if (problem.contains("that cannot start any token")) {
            return "got a character that no value starts with; put the value in quotes";
        }
        return "is not YAML: " + Shown.text(problem);
    }

    /** The parser gives up where it can not be right any more; the cause may stand far above. */
    private static String opened(MarkedYAMLException e) {
        Mark mark = e.getContextMark();
        return mark == null ? "" : " (opened at " + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ")";
    }

    private static String problem(MarkedYAMLException e) {
        return Objects.requireNonNullElse(e.getProblem(), "");
    }

    private static SpecException refused(String name, String message) {
        return refused(Optional.empty(), name + ": " + message);
    }

    private static SpecException refused(String name, @Nullable Mark mark, String message) {
        return mark == null
                ? refused(name, message)
                : refused(Optional.of(new Position(name, mark.getLine() + 1, mark.getColumn() + 1)), message);
    }

    /** Refused at the place after {@code before}. */
    private static SpecException refused(String name, String before, String message) {
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        String last = before.substring(before.lastIndexOf('\n') + 1);
        return refused(Optional.of(new Position(name, line, last.codePointCount(0, last.length()) + 1)), message);
    }

    private static SpecException refused(Optional<Position> position, String message) {
        return new SpecException(List.of(new Problem(SpecPath.ROOT, message, position)));
    }
}
