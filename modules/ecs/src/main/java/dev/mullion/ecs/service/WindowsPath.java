package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import java.util.Locale;
import java.util.regex.Pattern;

/** Paths as a mount on Windows takes them. */
final class WindowsPath {
    private static final Pattern DIRECTORY = Pattern.compile("[A-Za-z]:\\\\[^<>:\"/|?*\\x00-\\x1f]*");
    private static final Pattern NAMED_PIPE = Pattern.compile("\\\\\\\\\\.\\\\pipe\\\\[^<>:\"/|?*\\x00-\\x1f\\\\]+");
    private static final int LONGEST = 260;

    private WindowsPath() {}

    /** Refuses what is neither a directory on a drive nor a named pipe. */
    static void check(String path, Problems problems) {
        if (path.isEmpty()) {
            problems.add("has no value; use an absolute path, such as C:\\data");
        } else if (path.length() > LONGEST || !isAbsolute(path)) {
            problems.refuse(
                    path, "use an absolute Windows path, such as C:\\data, or a named pipe, such as \\\\.\\pipe\\name");
        }
    }

    static boolean isAbsolute(String path) {
        return DIRECTORY.matcher(path).matches() || isNamedPipe(path);
    }

    static boolean isNamedPipe(String path) {
        return NAMED_PIPE.matcher(path).matches();
    }

    /** {@code C:} of {@code c:\data}. */
    static String drive(String path) {
        return path.substring(0, 2).toUpperCase(Locale.ROOT);
    }

    /** Whether a path is a drive and nothing on it, such as {@code D:\}. */
    static boolean isRoot(String path) {
        return path.length() == 3;
    }
}
