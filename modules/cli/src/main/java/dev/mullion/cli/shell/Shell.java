package dev.mullion.cli.shell;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The shells that complete the command line. */
public enum Shell {
    BASH("mullion.bash") {
        @Override
        public String completion(CommandSpec program) {
            return AutoComplete.bash(program.name(), new CommandLine(program));
        }
    },
    /** By zsh's own reader of bash's completions, which the same script starts. */
    ZSH("_mullion") {
        @Override
        public String completion(CommandSpec program) {
            return "#compdef " + program.name() + "\n" + BASH.completion(program);
        }
    },
    FISH("mullion.fish") {
        @Override
        public String completion(CommandSpec program) {
            return FishCompletion.of(program);
        }
    },
    POWERSHELL("mullion.ps1") {
        @Override
        public String completion(CommandSpec program) {
            return PowerShellCompletion.of(program);
        }
    };

    private final String file;

    Shell(String file) {
        this.file = file;
    }

    /** What it is called where the shell looks for it. */
    public String file() {
        return file;
    }

    /** The script to source, or to put where the shell looks for such. */
    public abstract String completion(CommandSpec program);
}
