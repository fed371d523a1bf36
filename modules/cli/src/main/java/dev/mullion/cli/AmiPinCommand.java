package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.config.YamlEdit;
import dev.mullion.core.files.WholeFile;
import dev.mullion.core.process.Scratch;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.yaml.YamlScalar;
import dev.mullion.live.AwsClients;
import dev.mullion.live.ami.Ami;
import dev.mullion.live.ami.AmiPins;
import dev.mullion.live.ami.AmiPins.Move;
import dev.mullion.live.ami.AmiUse;
import dev.mullion.review.JavaProgram;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion ami pin}: the newest images, written into the stack file. */
final class AmiPinCommand extends Command {
    private final Launch launch;
    private final StackOptions stack;
    private final AwsOptions aws;

    private final OptionSpec update = OptionSpec.builder("--update")
            .type(boolean.class)
            .initialValue(false)
            .description("Move the pins that are there to the newest images, too.")
            .build();

    AmiPinCommand(Main main) {
        super("pin", "Writes the newest images into the stack file, so that each move of one is a change to review.");
        launch = main.launch();
        stack = new StackOptions(main, spec());
        spec().addOption(update);
        aws = AwsOptions.ofOneRegion(spec(), "the stack's aws:region");
        explain(Map.of(), "docs/live.md", "mullion ami pin -s prod", "mullion ami pin -s prod --update");
    }

    @Override
    public Integer call() throws IOException {
        if (JavaProgram.isIn(stack.directory())) {
            throw new UserException(
                    "the stack is a program in Java; write .ami(AmiSpec.builder().id(...).name(...)) there");
        }
        boolean moves = update.getValue();
        Path file = stack.writableFile();
        StackConfig config = stack.config();
        List<AmiUse> uses = AmiUses.of(StackProgram.of(config, stack.directory()), config);
        return AwsClients.with(
                aws.settings(launch.environment()),
                clients -> write(
                        file, new AmiPins(clients.in(aws.region(config, clients)), launch.today()).plan(uses, moves)));
    }

    private int write(Path file, AmiPins.Plan plan) throws IOException {
        plan.problems().forEach(err()::println);
        if (!plan.problems().isEmpty()) {
            err().println("nothing was written");
            return Main.REFUSED;
        }
        if (plan.moves().isEmpty()) {
            say(launch, "nothing to pin");
            return 0;
        }
        String text = edited(file, plan.moves());
        check(text, plan.moves());
        WholeFile.write(file, out -> out.append(text));
        plan.moves().forEach(move -> say(launch, line(move)));
        return 0;
    }

    private static String line(Move move) {
        Ami to = move.to();
        String from = move.use()
                .releaseVersion()
                .or(() -> move.use().name())
                .map(name -> name + " -> ")
                .orElse("");
        return move.use().path() + ": " + from + pinned(move)
                + (move.use().byEks() || to.name().isEmpty() ? "" : " (" + to.id() + ")");
    }

    private static String pinned(Move move) {
        return move.use().byEks()
                ? move.to().releaseVersion().orElseThrow()
                : move.to().name().isEmpty() ? move.to().id() : move.to().name();
    }

    private String edited(Path file, List<Move> moves) throws IOException {
        YamlEdit edit = new YamlEdit(stack.file(stack.stack()), Files.readString(file));
        for (Move move : moves) {
            SpecPath path = move.use().path().under(SpecPath.ROOT.key("config"));
            if (move.use().byEks()) {
                edit.set(
                        path,
                        "releaseVersion",
                        YamlScalar.flow(move.to().releaseVersion().orElseThrow()));
            } else if (move.use().id().isPresent()) {
                values(move.to()).forEach((key, value) -> edit.set(path.key("ami"), key, YamlScalar.flow(value)));
            } else {
                edit.set(path, "ami", YamlScalar.flow(values(move.to())));
            }
        }
        return edit.text();
    }

    private static Map<String, String> values(Ami ami) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", ami.id());
        if (!ami.name().isEmpty()) {
            values.put("name", ami.name());
        }
        ami.released().map(LocalDate::toString).ifPresent(day -> values.put("released", day));
        return values;
    }

    /** Reads the text as the next preview will: nothing is written that a preview would take for something else. */
    private void check(String text, List<Move> moves) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path made = Files.writeString(scratch.directory().resolve("stack.yaml"), text);
            StackConfig config = stack.config(made);
            List<AmiUse> uses = AmiUses.of(StackProgram.of(config, stack.directory()), config);
            for (Move move : moves) {
                Optional<AmiUse> now = uses.stream()
                        .filter(use -> use.path().equals(move.use().path()))
                        .findFirst();
                boolean isPinned = now.filter(use -> move.use().byEks()
                                ? use.releaseVersion().equals(move.to().releaseVersion())
                                : use.id().equals(Optional.of(move.to().id())))
                        .isPresent();
                if (!isPinned) {
                    throw new UserException(
                            move.use().path() + ": can not be pinned where it is written; write ami: there");
                }
            }
        }
    }
}
