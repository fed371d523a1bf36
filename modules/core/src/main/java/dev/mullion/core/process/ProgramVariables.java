package dev.mullion.core.process;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variables that a program gets which somebody else may have written: those by which it is found, builds and speaks its
 * user's language. A list of what it does not get would miss the next token.
 */
final class ProgramVariables {
    private static final Set<String> EVERYWHERE = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LANGUAGE",
            "TZ",
            "TMPDIR",
            "TEMP",
            "TMP",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "NO_COLOR",
            "JAVA_HOME",
            "M2_HOME",
            "MAVEN_HOME",
            PowerShellProgram.NAMED_BY);

    /** Without which few programs start on Windows. */
    private static final Set<String> WINDOWS = Set.of(
            "SYSTEMROOT",
            "SYSTEMDRIVE",
            "WINDIR",
            "COMSPEC",
            "PATHEXT",
            "OS",
            "NUMBER_OF_PROCESSORS",
            "PROCESSOR_ARCHITECTURE",
            "USERNAME",
            "USERPROFILE",
            "HOMEDRIVE",
            "HOMEPATH",
            "APPDATA",
            "LOCALAPPDATA",
            "ALLUSERSPROFILE",
            "PROGRAMDATA",
            "PROGRAMFILES",
            "PROGRAMFILES(X86)",
            "PROGRAMW6432",
            "COMMONPROGRAMFILES",
            "COMMONPROGRAMFILES(X86)",
            "COMMONPROGRAMW6432");

    /** Options of Maven and of Java, where some write the password of a proxy or of a repository. */
    private static final Set<String> OPTIONS =
            Set.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final Pattern SECRET = Pattern.compile("(?i)passw|passphrase|secret|token|credential|://[^/\\s]*@");

    private ProgramVariables() {}

    /** Those of our own that the program gets. */
    static Map<String, String> of(Map<String, String> variables, HostSystem system) {
        Collection<String> names = Stream.concat(
                        EVERYWHERE.stream(), system == HostSystem.WINDOWS ? WINDOWS.stream() : Stream.of())
                .collect(Collectors.toUnmodifiableSet());
        Map<String, String> allowed = new TreeMap<>();
        variables.forEach((variable, value) -> {
            // Windows tells no case of letters apart.
            String name = system == HostSystem.WINDOWS ? variable.toUpperCase(Locale.ROOT) : variable;
            if (names.contains(name)
                    || name.startsWith("LC_")
                    || (OPTIONS.contains(name) && !SECRET.matcher(value).find())) {
                allowed.put(variable, value);
            }
        });
        return allowed;
    }
}
