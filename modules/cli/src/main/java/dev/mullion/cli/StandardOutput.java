package dev.mullion.cli;

import dev.mullion.core.files.IoProblem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Standard output that remembers why it could not be written; Java's own writers and {@code System.out} do not. */
final class StandardOutput extends FilterOutputStream {
    private Optional<IOException> failure = Optional.empty();

    StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    /** The line on it, if there was a problem. */
    Optional<String> problem() {
        return failure.map(exception -> IoProblem.line(IoProblem.of(Path.of("standard output"), exception)));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }
}
