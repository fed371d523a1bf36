package dev.mullion.core.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** An exception of the file system as one line: of most the message is a bare path, and the reason is the class. */
public final class IoProblem {
    private IoProblem() {}

    /** The line, with the file's name where the exception knows it. */
    public static String line(IOException exception) {
        String place = exception instanceof FileSystemException of && of.getFile() != null ? of.getFile() + ": " : "";
        return "mullion: " + place + reason(exception);
    }

    /** The same problem as one of a file that the exception does not know, or calls by another name. */
    public static FileSystemException of(Path file, IOException exception) {
        FileSystemException of = new FileSystemException(file.toString(), null, reason(exception));
        of.initCause(exception);
        return of;
    }

    private static String reason(IOException exception) {
        if (exception instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (exception instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (exception instanceof FileAlreadyExistsException) {
            return "exists and is no directory";
        }
        if (exception instanceof NotDirectoryException) {
            return "is no directory";
        }
        if (exception instanceof CharacterCodingException) {
            return "a file is not UTF-8";
        }
        String message = exception instanceof FileSystemException of ? of.getReason() : exception.getMessage();
        return message == null || message.isBlank()
                ? "can not be read or written (" + exception.getClass().getSimpleName() + ")"
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
