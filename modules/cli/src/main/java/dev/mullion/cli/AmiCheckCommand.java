package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.UserException;
import dev.mullion.live.AwsClients;
import dev.mullion.live.AwsProblem;
import dev.mullion.live.ami.AmiPins;
import dev.mullion.live.ami.AmiPins.Checked;
import dev.mullion.live.ami.AmiUse;
import dev.mullion.live.ami.PinFormat;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion ami check}: whether the images that a stack pins are still the ones to start. */
final class AmiCheckCommand extends Command {
    private final Main main;
    private final Launch launch;
    private final StackOptions stack;
    private final FleetOptions fleet;
    private final AwsOptions aws;

    private final OptionSpec format = WordConverter.option("--format", PinFormat.values())
            .paramLabel("FORMAT")
            .initialValue(PinFormat.TEXT)
            .description("text or json (default: text).")
            .build();

    private final OptionSpec output = output("result");

    AmiCheckCommand(Main main) {
        super("check", "Checks that the pinned images of a stack are the newest, public and known to be good.");
        this.main = main;
        launch = main.launch();
        stack = new StackOptions(main, spec());
        fleet = new FleetOptions(main, spec());
        aws = AwsOptions.ofOneRegion(spec(), "the stack's aws:region");
        spec().addOption(format).addOption(output);
        explain(Map.of(), "docs/live.md", "mullion ami check -s prod", "mullion ami check --all");
    }

    @Override
    public Integer call() throws IOException {
        if (fleet.areAsked(this, stack)) {
            return checkAll();
        }
        if (JavaProgram.isIn(stack.directory())) {
            throw new UserException("the stack is a program in Java, whose pins mullion ami check does not read");
        }
        PinFormat as = format.getValue();
        LocalDate today = launch.today();
        StackConfig config = stack.config();
        List<AmiUse> uses = AmiUses.of(StackProgram.of(config, stack.directory()), config);
        List<AwsProblem> denied = new ArrayList<>();
        List<Checked> pins = AwsClients.with(aws.settings(launch.environment()), clients -> {
            String region = aws.region(config, clients);
            List<Checked> checked = new AmiPins(clients.in(region), today).check(uses, denied);
            write(
                    main.target(output.getValue()),
                    launch,
                    this::defused,
                    out -> as.write(checked, region, today, denied, out));
            return checked;
        });
        denied.stream().map(Throwable::getMessage).forEach(err()::println);
        return denied.isEmpty() && pins.stream().noneMatch(Checked::fails) ? 0 : Main.REFUSED;
    }

    private int checkAll() throws IOException {
        AtomicInteger status = new AtomicInteger();
        return AwsClients.with(aws.settings(launch.environment()), clients -> {
            write(
                    main.target(output.getValue()),
                    launch,
                    this::defused,
                    out -> status.set(fleet.run(
                            stacks -> of -> checked(of, clients), format.getValue() == PinFormat.JSON, out, err())));
            return status.get();
        });
    }

    /** Of a stack among many: what fails is a problem, and what is only said a warning. */
    private FleetRow checked(FleetStack of, AwsClients clients) throws IOException {
        if (JavaProgram.isIn(of.directory())) {
            return FleetRow.well(
                    of, List.of(of.directory().resolve("pom.xml") + ": is a program in Java, whose pins are not read"));
        }
        StackConfig config = StackConfig.load(of.directory(), of.stack(), Optional.empty());
        List<AmiUse> uses = AmiUses.of(StackProgram.of(config, of.directory()), config);
        List<AwsProblem> denied = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        AmiPins pins = new AmiPins(clients.in(aws.region(config, clients)), launch.today());
        for (Checked pin : pins.check(uses, denied)) {
            String line = new Problem(
                            pin.use().path(),
                            pin.text(),
                            config.keyPosition(pin.use().path()))
                    .toString();
            if (pin.fails()) {
                problems.add(line);
            } else if (!pin.marks().isEmpty()) {
                warnings.add(line);
            }
        }
        denied.forEach(problem -> problems.add(String.valueOf(problem.getMessage())));
        return problems.isEmpty() ? FleetRow.well(of, warnings) : FleetRow.broken(of, warnings, problems);
    }

    private String defused(String result) {
        return format.getValue() == PinFormat.TEXT
                ? WorkflowCommands.defused(result)
                : WorkflowCommands.defusedJson(result);
    }
}
