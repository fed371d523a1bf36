package dev.mullion.windows;

import dev.mullion.core.spec.Problems;
import java.util.Locale;
import java.util.regex.Pattern;

/** Paths as a mount on Windows takes them. */
public final class WindowsPath {
    private static final Pattern DIRECTORY = Pattern.compile("[A-Za-z]:\\\\[^<>:\"/|?*\\x00-\\x1f]*");
    private static final Pattern NAMED_PIPE = Pattern.compile("\\\\\\\\\\.\\\\pipe\\\\[^<>:\"/|?*\\x00-\\x1f\\\\]+");
    private static final Pattern WITH_SLASHES = Pattern.compile("[A-Za-z]:[/\\\\].*|//\\./pipe/.*", Pattern.DOTALL);
    private static final int MAX_LENGTH = 260;

    private WindowsPath() {}

    /** The path as Windows spells it: a slash behind a drive, as in {@code D:/data}, is a backslash. */
    public static String of(String text) {
        return WITH_SLASHES.matcher(text).matches() ? text.replace('/', '\\') : text;
    }

    /** Refuses what is neither a directory on a drive nor a named pipe. */
    public static void check(String path, Problems problems) {
        if (path.isEmpty()) {
            problems.add("has no value; use an absolute path, such as C:\\data");
        } else if (path.length() > MAX_LENGTH || !isAbsolute(path)) {
            problems.refuse(
                    path, "use an absolute Windows path, such as C:\\data, or a named pipe, such as \\\\.\\pipe\\name");
        }
    }

    /** Whether it is a directory on a drive or a named pipe. */
    public static boolean isAbsolute(String path) {
        return DIRECTORY.matcher(path).matches() || isNamedPipe(path);
    }

    /** Whether it is a named pipe, such as {@code \\.\pipe\docker_engine}. */
    public static boolean isNamedPipe(String path) {
        return NAMED_PIPE.matcher(path).matches();
    }

    /** {@code C:} of {@code c:\data}. */
    public static String drive(String path) {
        return path.substring(0, 2).toUpperCase(Locale.ROOT);
    }

    /** Whether a path is a drive and nothing on it, such as {@code D:\}. */
    public static boolean isRoot(String path) {
        return path.length() == 3;
    }
}
