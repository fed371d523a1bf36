package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellFilesTest {
    @Test
    void aReleaseHasPagesOfAllCommandsAndWhatEachShellReads(@TempDir Path directory) throws IOException {
        ShellFiles.main(new String[] {directory.toString()});

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> directory.relativize(file).toString().replace('\\', '/')))
                    .contains(
                            "completions/_mullion",
                            "completions/mullion.bash",
                            "completions/mullion.fish",
                            "completions/mullion.ps1",
                            "man/man1/mullion.1",
                            "man/man1/mullion-ami.1",
                            "man/man1/mullion-ami-list.1",
                            "man/man1/mullion-diff.1",
                            "man/man1/mullion-preview.1");
        }
        assertThat(directory.resolve("man/man1/mullion-completion.1")).content().isEqualTo("""
                .TH MULLION-COMPLETION 1
                .SH NAME
                mullion\\-completion \\- prints the script by which a shell completes the command line
                .SH SYNOPSIS
                .B mullion completion
                [OPTION]...
                SHELL
                .SH DESCRIPTION
                Prints the script by which a shell completes the command line.
                .SH ARGUMENTS
                .TP
                .B SHELL
                bash, zsh, fish or powershell.
                .SH OPTIONS
                .TP
                .B \\-h, \\-\\-help
                Show this help message and exit.
                .TP
                .B \\-V, \\-\\-version
                Print version information and exit.
                .TP
                .B \\-C DIR
                Run as if started in DIR: every relative path is one from there.
                .SH EXIT STATUS
                .TP
                .B 0
                done
                .TP
                .B 1
                refused or failed; standard error says why
                .TP
                .B 2
                wrong usage
                .SH NOTES
                .nf
                Example:
                  mullion completion bash > ~/.local/share/bash\\-completion/completions/mullion
                Documentation: docs/install.md
                .fi
                """);
        assertThat(directory.resolve("man/man1/mullion.1"))
                .content()
                .contains(".SH COMMANDS\n.TP\n.B mullion\\-preview(1)\n", ".TP\n.B \\-C DIR\n");
    }
}
