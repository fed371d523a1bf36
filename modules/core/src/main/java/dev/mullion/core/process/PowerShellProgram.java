package dev.mullion.core.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * PowerShell 7.4 or newer. Machines run Windows PowerShell 5.1, which exists on Windows alone; its parser is also in 7,
 * which runs everywhere.
 *
 * @param file the program
 */
public record PowerShellProgram(Path file) {
    /** The variable that names the program. */
    public static final String NAMED_BY = "MULLION_PWSH";

    /** What to say where there is none. */
    public static final String MISSING =
            "no PowerShell: put pwsh 7.4 or newer on PATH, or name it by the variable " + NAMED_BY;

    /** Of .NET, without which some do not start: where its runtime is, and that a machine has no ICU. */
    private static final Pattern OF_DOTNET =
            Pattern.compile("DOTNET_(ROOT\\w*|SYSTEM_GLOBALIZATION_\\w+|BUNDLE_EXTRACT_BASE_DIR|ROLL_FORWARD)");

    /** The program that {@link #NAMED_BY} names, and no other where it is set; else the first {@code pwsh} on the path. */
    public static Optional<PowerShellProgram> find(Map<String, String> environment) {
        String named = environment.getOrDefault(NAMED_BY, "");
        Optional<Path> program = named.isEmpty()
                ? ProgramPath.of(environment).find("pwsh", "pwsh.exe")
                : Optional.of(Path.of(named)).filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
        return program.map(PowerShellProgram::new);
    }

    /**
     * The run of a script, without what a user's profile would change, and without a word to anybody's servers. Of our own
     * environment it gets what {@link ProgramVariables} lists, and what .NET needs: no token, and no folders of modules.
     */
    public ProcessBuilder script(Path script, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(file.toString(), "-NoLogo", "-NoProfile", "-NonInteractive", "-File", script.toString()));
        command.addAll(arguments);
        ProcessBuilder program = new ProcessBuilder(command);
        keepAllowed(program.environment(), HostSystem.current());
        // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_telemetry
        program.environment().put("POWERSHELL_TELEMETRY_OPTOUT", "true");
        program.environment().put("POWERSHELL_UPDATECHECK", "Off");
        program.environment().put("NO_COLOR", "true");
        return program;
    }

    static void keepAllowed(Map<String, String> environment, HostSystem system) {
        Set<String> allowed = ProgramVariables.of(environment, system).keySet();
        environment
                .keySet()
                .removeIf(name -> !allowed.contains(name)
                        && !OF_DOTNET.matcher(name.toUpperCase(Locale.ROOT)).matches());
    }
}
