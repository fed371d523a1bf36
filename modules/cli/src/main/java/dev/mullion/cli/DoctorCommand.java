package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.UserException;
import dev.mullion.live.AwsClients;
import dev.mullion.live.AwsRegion;
import dev.mullion.live.ReadPolicy;
import dev.mullion.live.doctor.Deployed;
import dev.mullion.live.doctor.DeployedByPulumi;
import dev.mullion.live.doctor.DeployedFile;
import dev.mullion.live.doctor.DeployedTags;
import dev.mullion.live.doctor.Doctor;
import dev.mullion.live.doctor.DoctorCheck;
import dev.mullion.live.doctor.DoctorFormat;
import dev.mullion.live.doctor.DoctorReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion doctor}: whether what a stack deployed is well. */
final class DoctorCommand extends Command {
    private static final int MAX_STATE_BYTES = 256 << 20;

    private final Main main;
    private final Launch launch;
    private final StackOptions stack;
    private final AwsOptions aws;

    private final OptionSpec outputs = OptionSpec.builder("--outputs")
            .paramLabel("FILE")
            .type(Path.class)
            .description("What the stack deployed, as pulumi stack output --json or pulumi stack export prints it"
                    + " (default: pulumi on PATH is asked, else the stack's tags).")
            .build();

    private final OptionSpec tags = OptionSpec.builder("--tags")
            .type(boolean.class)
            .initialValue(false)
            .description("Find what the stack deployed by its tags, without Pulumi.")
            .build();

    private final OptionSpec policy = OptionSpec.builder("--policy")
            .type(boolean.class)
            .initialValue(false)
            .description("Print the IAM policy that doctor needs, and ask nothing.")
            .build();

    private final OptionSpec format = WordConverter.option("--format", DoctorFormat.values())
            .paramLabel("FORMAT")
            .initialValue(DoctorFormat.TEXT)
            .description("text, json or html (default: text).")
            .build();

    private final OptionSpec output = output("report");

    DoctorCommand(Main main) {
        super("doctor", "Looks at what a stack deployed, as an operator would, and changes nothing.");
        this.main = main;
        launch = main.launch();
        stack = new StackOptions(main, spec());
        spec().addOption(outputs).addOption(tags);
        aws = AwsOptions.ofOneRegion(spec(), "aws:region of the stack");
        spec().addOption(policy).addOption(format).addOption(output);
        explain(
                Map.of(),
                "docs/live.md",
                "mullion doctor -s prod",
                "pulumi stack export -s prod | mullion doctor -s prod --outputs -",
                "mullion doctor --policy");
    }

    @Override
    public Integer call() throws IOException {
        boolean policyAlone = policy.getValue();
        @Nullable Path target = main.target(output.getValue());
        if (policyAlone) {
            write(
                    target,
                    launch,
                    WorkflowCommands::defusedJson,
                    out -> ReadPolicy.write(DoctorCheck.permissions(), out));
            return 0;
        }
        boolean byTags = tags.getValue();
        @Nullable Path file = outputs.getValue();
        if (byTags && file != null) {
            throw misused("--tags goes without --outputs");
        }
        StackConfig config = stack.config();
        return AwsClients.with(aws.settings(launch.environment()), clients -> {
            AwsRegion region = clients.in(aws.region(config, clients));
            Deployed deployed = file != null ? read(file) : deployed(region, byTags);
            if (deployed.isEmpty()) {
                throw new UserException("nothing in " + region.name() + " has the tags of " + stack.owner()
                        + "; was the stack deployed there?");
            }
            DoctorReport report = Doctor.examine(region, deployed, launch.now());
            DoctorFormat as = format.getValue();
            write(target, launch, this::defused, out -> as.write(report, out));
            return report.isWell() ? 0 : Main.REFUSED;
        });
    }

    private Deployed read(Path file) throws IOException {
        if (Main.isStandardInput(file)) {
            return DeployedFile.read(text(System.in), "standard input");
        }
        try (InputStream in = Files.newInputStream(main.path(file))) {
            return DeployedFile.read(text(in), file.toString());
        }
    }

    /** What is longer is cut, and so no JSON. */
    private static String text(InputStream in) throws IOException {
        return new String(in.readNBytes(MAX_STATE_BYTES), StandardCharsets.UTF_8);
    }

    private Deployed deployed(AwsRegion region, boolean byTags) throws IOException {
        Optional<Deployed> told =
                byTags ? Optional.empty() : DeployedByPulumi.of(launch.environment(), stack.directory(), stack.stack());
        return told.isPresent() ? told.get() : DeployedTags.of(region, stack.project(), stack.shortName());
    }

    private String defused(String result) {
        return format.getValue() == DoctorFormat.JSON
                ? WorkflowCommands.defusedJson(result)
                : WorkflowCommands.defused(result);
    }
}
