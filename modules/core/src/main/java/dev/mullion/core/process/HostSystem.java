package dev.mullion.core.process;

/** The operating system that this process runs on, as far as the start of a program differs. */
public enum HostSystem {
    POSIX,
    WINDOWS;

    /** The one of this process. */
    public static HostSystem current() {
        return of(System.getProperty("os.name", ""));
    }

    /** The one that Java's property {@code os.name} names. */
    static HostSystem of(String name) {
        return name.startsWith("Windows") ? WINDOWS : POSIX;
    }

    /** The file of a command that is a program. */
    public String program(String command) {
        return this == WINDOWS ? command + ".exe" : command;
    }

    /**
     * The file of a command that is a shell script, and a batch file on Windows. Windows finds a program without its
     * extension only when it is an {@code .exe}.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessw">CreateProcess</a>
     */
    public String script(String command) {
        return this == WINDOWS ? command + ".cmd" : command;
    }
}
