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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Windows PowerShell 5.1 on a Windows Server does not take from scripts, and what in a user's own files does harm as a
 * step. PowerShell's own parser reads them; nothing of them is run or loaded. The check itself is
 * {@code powershell/check-commands.ps1} beside this class, with what 5.1 has in tables.
 */
public final class PowerShellCheck {
    /** What the ids of its warnings start with. */
    public static final String WARNING_AREA = "PSH";

    private static final String CHECK = "check-commands.ps1";
    private static final List<String> RESOURCES = List.of(CHECK, "commands.tsv", "aliases.tsv");

    /** A file of the size that EC2 takes needs a second, one that is made to be slow some six. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

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
     * @throws IOException when PowerShell does not start, fails, or takes more than five minutes
     */
    public static List<List<Finding>> ofOwn(PowerShellProgram powerShell, List<OwnScript> scripts) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path folder = scratch.directory();
            extract(folder);
            // What the check says begins with a word that nobody knew before.
            String mark = UUID.randomUUID() + ":";
            List<String> arguments = new ArrayList<>(List.of("-Own", "-Mark", mark));
            for (int i = 0; i < scripts.size(); i++) {
                Files.writeString(folder.resolve(i + ".ps1"), scripts.get(i).text());
                arguments.add(i + ".ps1");
            }
            ProcessBuilder check =
                    powerShell.script(folder.resolve(CHECK), arguments).directory(folder.toFile());
            return findings(ChildProcess.ask(check, List.of(), DEADLINE), mark, scripts, powerShell);
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
            ChildProcess.Answer answer, String mark, List<OwnScript> scripts, PowerShellProgram powerShell)
            throws IOException {
        List<List<Finding>> found = new ArrayList<>();
        scripts.forEach(script -> found.add(new ArrayList<>()));
        if (answer.status() != 0 && answer.status() != 1) {
            throw failed(answer, powerShell);
        }
        for (String line : answer.out().lines().toList()) {
            Matcher said = LINE.matcher(line.startsWith(mark) ? line.substring(mark.length()) : "");
            if (!said.matches()) {
                throw new IOException(powerShell.file() + " printed a line that is not of the check");
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
        String said = answer.err()
                .lines()
                .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> ": " + line)
                .orElse("");
        return new IOException(powerShell.file() + " failed with exit code " + answer.status() + said);
    }
}
