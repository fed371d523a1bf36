package dev.mullion.cli;

import dev.mullion.cli.shell.Shell;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code mullion completion}: what a shell needs to complete commands, options and their words. */
final class CompletionCommand extends Command {
    private final PositionalParamSpec shell = PositionalParamSpec.builder()
            .index("0")
            .required(true)
            .paramLabel("SHELL")
            .type(Shell.class)
            .converters(new WordConverter<>(List.of(Shell.values())))
            .completionCandidates(new WordConverter<>(List.of(Shell.values())))
            .description("bash, zsh, fish or powershell.")
            .build();

    CompletionCommand() {
        super("completion", "Prints the script by which a shell completes the command line.");
        spec().addPositional(shell);
        explain(
                Map.of(),
                "docs/install.md",
                "mullion completion bash > ~/.local/share/bash-completion/completions/mullion");
    }

    @Override
    public Integer call() {
        Shell named = shell.getValue();
        out().print(named.completion(Main.spec()));
        return 0;
    }
}
