package dev.mullion.cli;

import dev.mullion.core.config.ProjectSearch;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.files.NewFiles;
import dev.mullion.core.process.Scratch;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.text.Visible;
import dev.mullion.core.yaml.YamlScalar;
import dev.mullion.diff.Report;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanInput;
import dev.mullion.live.AwsClients;
import dev.mullion.live.AwsRegion;
import dev.mullion.live.ReadPolicy;
import dev.mullion.live.adopt.AdoptPermissions;
import dev.mullion.live.adopt.Adoption;
import dev.mullion.live.adopt.TakenOver;
import dev.mullion.plan.Plan;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.review.ReportMaker;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion adopt}: what runs already as a stack file, and the file that imports it. */
final class AdoptCommand extends Command {
    private final Main main;
    private final Launch launch;
    private final AwsOptions aws;

    private final OptionSpec cluster = OptionSpec.builder("--cluster")
            .paramLabel("NAME")
            .type(String.class)
            .description("The ECS cluster to read.")
            .build();

    private final OptionSpec stack = OptionSpec.builder("-s", "--stack")
            .paramLabel("STACK")
            .type(String.class)
            .description("What the stack is to be called (default: what Mullion's tags say, or dev).")
            .build();

    private final OptionSpec output = OptionSpec.builder("-o")
            .paramLabel("DIR")
            .type(Path.class)
            .description(
                    "Where to write Pulumi.STACK.yaml, import.json and what they need; made when missing, nothing is"
                            + " overwritten (default: the project that you are in, or here).")
            .build();

    private final OptionSpec format = WordConverter.option("--format", AdoptFormat.values())
            .paramLabel("FORMAT")
            .initialValue(AdoptFormat.TEXT)
            .description("How to say what was written and what it means: text or json (default: text).")
            .build();

    private final OptionSpec policy = OptionSpec.builder("--policy")
            .type(boolean.class)
            .initialValue(false)
            .description("Print the IAM policy that adopt needs, and ask nothing.")
            .build();

    AdoptCommand(Main main) {
        super(
                "adopt",
                "Reads an ECS cluster with its Windows capacity and services that something else made, and writes the stack"
                        + " file that describes it and the file by which Pulumi imports it. Changes nothing in AWS.");
        this.main = main;
        launch = main.launch();
        spec().addOption(cluster).addOption(stack).addOption(output);
        aws = AwsOptions.ofOneRegion(spec(), "AWS_REGION, or the profile's");
        spec().addOption(policy).addOption(format);
        explain(
                Map.of(),
                "docs/live.md",
                "mullion adopt --cluster storefront --region eu-west-1 -o storefront",
                "mullion adopt --policy");
    }

    @Override
    public Integer call() throws IOException {
        boolean policyAlone = policy.getValue();
        if (policyAlone) {
            write(null, launch, WorkflowCommands::defusedJson, out -> ReadPolicy.write(AdoptPermissions.ALL, out));
            return 0;
        }
        @Nullable String name = cluster.getValue();
        if (name == null) {
            throw misused("Missing required option: '--cluster=NAME'");
        }
        @Nullable Path named = output.getValue();
        Path target = named == null ? main.project() : main.path(named);
        Optional<String> project =
                ProjectSearch.isProject(target) ? Optional.of(StackConfig.project(target)) : Optional.empty();
        return AwsClients.with(
                aws.settings(launch.environment()),
                clients -> adopt(
                        clients.in(aws.regions().stream().findFirst().orElseGet(clients::region)),
                        name,
                        target,
                        project));
    }

    private int adopt(AwsRegion region, String name, Path target, Optional<String> project) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Adoption adoption = Adoption.read(region, name, Optional.ofNullable(stack.getValue()), project);
            Previewed previewed = preview(adoption, scratch.directory());
            if (adoption.lookAround(previewed.plan())) {
                previewed = preview(adoption, scratch.directory());
            }
            TakenOver taken = adoption.in(previewed.plan());
            Map<String, String> files = new TreeMap<>(adoption.files());
            files.put("import.json", taken.importFile());
            if (project.isEmpty()) {
                files.putAll(ProjectTemplate.around(adoption.project(), BuiltFrom.artifacts()));
            }
            new NewFiles(target).write(files);
            adoption.untold().forEach(line -> err().println(Visible.text(line)));
            AdoptFormat as = format.getValue();
            Adopted adopted = new Adopted(
                    adoption, taken, target, List.copyOf(files.keySet()), report(adoption, previewed, taken));
            write(null, launch, this::defused, out -> as.write(adopted, launch.showsColours("out"), out));
            return adoption.untold().isEmpty() ? 0 : Main.REFUSED;
        }
    }

    /** A plan of the stack file. */
    private record Previewed(Plan plan, StackInput input) {}

    /** What the validators refuse is left out, an entry at a time with its reason, until the rest is valid. */
    private static Previewed preview(Adoption adoption, Path scratch) throws IOException {
        Files.writeString(scratch.resolve(ProjectTemplate.PROJECT_FILE), projectFile(adoption));
        while (true) {
            for (Map.Entry<String, String> file : adoption.files().entrySet()) {
                Path path = NewFiles.in(scratch, file.getKey());
                Files.createDirectories(path.resolveSibling("."));
                Files.writeString(path, file.getValue());
            }
            try {
                String file = "Pulumi." + adoption.stack() + ".yaml";
                StackConfig config = StackConfig.load(
                        scratch, adoption.stack(), Optional.of(scratch.resolve(file)), Optional.of(file));
                StackProgram program = StackProgram.of(config, scratch);
                StackInput input = StackInput.of(config.engine());
                Plan plan = PreviewEngine.preview(input, program);
                if (plan.failed()) {
                    throw new UserException(plan.diagnostics().stream()
                            .map(diagnostic -> diagnostic.message().strip())
                            .collect(Collectors.joining("\n")));
                }
                return new Previewed(plan, input);
            } catch (SpecException e) {
                leaveOut(adoption, e);
            }
        }
    }

    private static void leaveOut(Adoption adoption, SpecException refused) {
        Map<String, TreeSet<String>> reasons = new LinkedHashMap<>();
        for (Problem problem : refused.problems()) {
            adoption.entry(problem.path().segments()).ifPresent(entry -> {
                List<Object> within = problem.path()
                        .segments()
                        .subList(4, problem.path().segments().size());
                String where = new SpecPath(within).toString();
                reasons.computeIfAbsent(entry, first -> new TreeSet<>())
                        .add(where.isEmpty() ? problem.message() : where + " " + problem.message());
            });
        }
        if (reasons.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of("no stack file can describe this cluster:"));
            lines.addAll(adoption.notes());
            lines.add(String.valueOf(refused.getMessage()));
            throw new UserException(String.join("\n", lines));
        }
        reasons.forEach(adoption::leaveOut);
    }

    private static String projectFile(Adoption adoption) {
        return "name: " + YamlScalar.block(adoption.project()) + "\nruntime: java\n";
    }

    private static Report report(Adoption adoption, Previewed previewed, TakenOver taken) {
        Input running = new Input.Side(
                "AWS",
                previewed.input().project(),
                previewed.input().stack(),
                true,
                new TreeMap<>(),
                taken.state(),
                List.of());
        Input planned = PlanInput.of(
                "Pulumi." + adoption.stack() + ".yaml",
                previewed.input().project(),
                previewed.input().stack(),
                previewed.plan());
        return ReportMaker.of(running, planned);
    }

    private String defused(String result) {
        return format.getValue() == AdoptFormat.TEXT
                ? WorkflowCommands.defused(result)
                : WorkflowCommands.defusedJson(result);
    }
}
