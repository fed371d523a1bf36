package dev.mullion.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoProblemTest {
    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("a/b"), "mullion: a/b: no such file or directory"),
                Arguments.of(new AccessDeniedException("a/b"), "mullion: a/b: permission denied"),
                Arguments.of(new NotDirectoryException("a/b"), "mullion: a/b: is no directory"),
                Arguments.of(new FileAlreadyExistsException("a/b"), "mullion: a/b: exists and is no directory"),
                Arguments.of(new MalformedInputException(1), "mullion: a file is not UTF-8"),
                Arguments.of(
                        new FileSystemException("a/b", null, "Read-only file system"),
                        "mullion: a/b: read-only file system"),
                Arguments.of(
                        new FileSystemException("a/b"),
                        "mullion: a/b: can not be read or written (FileSystemException)"),
                Arguments.of(new IOException("No space left on device"), "mullion: no space left on device"),
                Arguments.of(new IOException(), "mullion: can not be read or written (IOException)"));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void everyExceptionIsOneLineThatSaysWhatIsWrong(IOException exception, String line) {
        assertThat(IoProblem.line(exception)).isEqualTo(line);
    }
}
