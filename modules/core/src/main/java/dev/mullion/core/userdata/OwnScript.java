package dev.mullion.core.userdata;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.template.PowerShell;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PowerShell file of the user that runs as a step before or after ours, in a process of its own: what it sets there
 * (preferences, variables, a location, a trace) ends with it. Errors end it, strict mode is off, {@code Invoke-Native} is
 * at hand, {@code $PSScriptRoot} is a folder of its own. It is only parsed on the machine, so a file that does not parse
 * fails its own step and no other; errors name the file as {@link #fileOnMachine} and its own lines.
 *
 * <p>It is done where it ends, at {@code return}, {@code exit 0}, or a {@code break} outside of a loop. {@code exit 3010}
 * has Windows restart and go on behind it; {@code Restart-Computer}, or exit code 1641, restart and run it again from its
 * top. Any other exit code ends the whole script with the exit code of the step, which {@link Steps} says.
 *
 * @param file its name as the user wrote it, which the log shows; printable ASCII
 * @param text ASCII without tags of user data; kept with line feeds, a final one, and without byte order mark
 */
public record OwnScript(String file, String text) {
    private static final Pattern UNWANTED = Pattern.compile("[^ -~\t\n]");
    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]");
    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9._-]");

    public OwnScript {
        String lines = text.replaceFirst("^\uFEFF", "").replace("\r\n", "\n");
        text = lines.endsWith("\n") ? lines : lines + "\n";
    }

    /** The name that it has on the machine: without folders, and without what Windows or PowerShell take for something else. */
    public String fileOnMachine() {
        return ODD.matcher(FOLDERS.matcher(file).replaceFirst("")).replaceAll("_");
    }

    /** Reports what keeps this text out of a user data document, each by line and column of its file. */
    public void check(Problems problems) {
        PowerShell.refusal(file).ifPresent(use -> problems.refuse(file, use));
        if (text.isBlank()) {
            problems.add(shownFile() + " is empty; leave it out");
        }
        Matcher unwanted = UNWANTED.matcher(text);
        if (unwanted.find()) {
            problems.add(at(unwanted) + "got " + Shown.text(unwanted.group()) + "; use ASCII, since Windows PowerShell"
                    + " 5.1 reads a script without byte order mark in the ANSI code page" + others(unwanted));
        }
        Matcher tag = PowerShell.USER_DATA_TAG.matcher(text);
        if (tag.find()) {
            problems.add(at(tag) + "leave out " + tag.group() + ", which EC2Launch takes for a tag of the user data"
                    + others(tag));
        }
    }

    private String shownFile() {
        return PowerShell.refusal(file).isPresent() ? Shown.text(file) : file;
    }

    private String at(Matcher found) {
        long line =
                text.substring(0, found.start()).chars().filter(c -> c == '\n').count() + 1;
        return shownFile() + ":" + line + ":" + (found.start() - text.lastIndexOf('\n', found.start() - 1)) + ": ";
    }

    private static String others(Matcher found) {
        long more = found.results().count();
        return more > 0 ? " (and " + more + " more)" : "";
    }
}
