package dev.mullion.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mullion ami}: what AWS publishes, what a stack pins of it, and whether its pins are still good. */
final class AmiCommand {
    private AmiCommand() {}

    static CommandSpec spec(Main main) {
        CommandSpec spec = CommandSpec.create();
        Command.describe(spec, "ami", "Lists the Windows images of AWS, pins them in stack files and checks the pins.");
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
        Command.explain(
                spec,
                Map.of(),
                "docs/live.md",
                "mullion ami list --family ecs --region eu-west-1",
                "mullion ami pin -s prod",
                "mullion ami check -s prod");
        for (Command command : List.of(new AmiListCommand(main), new AmiPinCommand(main), new AmiCheckCommand(main))) {
            spec.addSubcommand(command.spec().name(), command.spec());
        }
        return spec;
    }
}
