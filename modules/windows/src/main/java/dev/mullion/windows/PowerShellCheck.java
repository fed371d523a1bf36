package dev.mullion.windows;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.core.process.Scratch;
import dev.mullion.core.spec.Position;
import dev.mullion.core.userdata.OwnScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Windows PowerShell 5.1 on a Windows Server does not take from scripts, and what in a user's own files does harm as a
 * step. PowerShell's own parser reads them; nothing of them is run. The check itself is
 * {@code powershell/check-commands.ps1} beside this class, with what 5.1 has in tables.
 */
public final class PowerShellCheck {
    /** What the ids of its warnings start with. */
    public static final String WARNING_AREA = "PSH";

    private static final String CHECK = "check-commands.ps1";
    private static final List<String> RESOURCES = List.of(CHECK, "commands.tsv", "aliases.tsv");
    private static final Pattern LINE =
            Pattern.compile("(?<script>\\d+)\\.ps1:(?<line>\\d+):(?<column>\\d+): warning (?<id>\\w+): (?<message>.*)");

    private PowerShellCheck() {}

    /**
     * One thing that is wrong.
     *
     * @param id of its warning
     */
    public record Finding(Position position, String id, String message) {}

    /**
     * Checks files of the user, all in one process.
     *
     * @return a list for each script, in the order of its lines
     * @throws IOException when PowerShell does not start, or fails
     */
    public static List<List<Finding>> ofOwn(PowerShellProgram powerShell, List<OwnScript> scripts) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path folder = scratch.directory();
            extract(folder);
            List<String> arguments = new ArrayList<>(List.of("-Own"));
            for (int i = 0; i < scripts.size(); i++) {
                Files.writeString(folder.resolve(i + ".ps1"), scripts.get(i).text());
                arguments.add(i + ".ps1");
            }
            ProcessBuilder check =
                    powerShell.script(folder.resolve(CHECK), arguments).directory(folder.toFile());
            return findings(ChildProcess.ask(check, List.of()), scripts, powerShell);
        }
    }

    /** Writes the check with its tables, for who runs it on scripts of Mullion's own. */
    public static Path extract(Path folder) throws IOException {
        for (String name : RESOURCES) {
            try (InputStream resource = PowerShellCheck.class.getResourceAsStream("powershell/" + name)) {
                Files.copy(Objects.requireNonNull(resource, name), folder.resolve(name));
            }
        }
        return folder.resolve(CHECK);
    }

    private static List<List<Finding>> findings(
            ChildProcess.Answer answer, List<OwnScript> scripts, PowerShellProgram powerShell) throws IOException {
        List<List<Finding>> found = new ArrayList<>();
        scripts.forEach(script -> found.add(new ArrayList<>()));
        if (answer.status() != 0 && answer.status() != 1) {
            throw failed(answer, powerShell);
        }
        for (String line : answer.out().lines().toList()) {
            Matcher said = LINE.matcher(line);
            if (!said.matches()) {
                throw failed(answer, powerShell);
            }
            int script = Integer.parseInt(said.group("script"));
            Position position = new Position(
                    scripts.get(script).file(),
                    Integer.parseInt(said.group("line")),
                    Integer.parseInt(said.group("column")));
            found.get(script).add(new Finding(position, said.group("id"), said.group("message")));
        }
        // PowerShell ends with 1 when a script fails, too.
        if (answer.status() == 1 && found.stream().allMatch(List::isEmpty)) {
            throw failed(answer, powerShell);
        }
        return found;
    }

    private static IOException failed(ChildProcess.Answer answer, PowerShellProgram powerShell) {
        String said = Stream.of(answer.err(), answer.out())
                .flatMap(String::lines)
                .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> ": " + line)
                .orElse("");
        return new IOException(powerShell.file() + " failed with exit code " + answer.status() + said);
    }
}
