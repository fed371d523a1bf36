package dev.mullion.cli;

import dev.mullion.cli.shell.ManPage;
import dev.mullion.cli.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Writes what a release installs beside the program: man pages and the shells' completions. */
final class ShellFiles {
    private ShellFiles() {}

    /** Into the folder that the only argument names. */
    public static void main(String[] args) throws IOException {
        Path share = Path.of(args[0]);
        CommandSpec spec = Main.spec();
        Path completions = Files.createDirectories(share.resolve("completions"));
        for (Shell shell : Shell.values()) {
            Files.writeString(completions.resolve(shell.file()), shell.completion(spec));
        }
        Path pages = Files.createDirectories(share.resolve("man/man1"));
        for (ManPage page : ManPage.all(spec)) {
            Files.writeString(pages.resolve(page.file()), page.text());
        }
    }
}
