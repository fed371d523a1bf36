package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.StackReference;
import dev.mullion.aws.StackContext;
import dev.mullion.core.config.Binding;
import dev.mullion.core.config.ComponentPath;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.Given;
import dev.mullion.core.config.Silences;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.core.reference.Written;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Validator;
import dev.mullion.core.spec.Warning;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.Network;
import dev.mullion.ec2.NetworkInputs;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.UserDataFetch;
import dev.mullion.plan.Plan;
import dev.mullion.plan.Step;
import dev.mullion.plan.Urns;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.windows.PowerShellCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The Pulumi program that a stack file or a {@link Stack} describes. Everything is checked before the program can be run.
 */
public final class StackProgram implements Consumer<Context> {
    /** Which section makes the components of a type, by how the type begins. */
    private static final Map<String, String> SECTIONS = Map.of(
            "mullion:ecs:", "ecs",
            "mullion:eks:", "eks",
            "mullion:hosts:", "hosts",
            "mullion:istio:", "mesh",
            "mullion:ec2:Network", "network");

    private final StackModel model;
    private final EngineConfig engine;
    private final StackSpecBuilder written;
    private final Binding binding;
    private final List<Binding.Unread> unread;
    private final List<Warning> found;
    private final Silences silences;
    private final List<Warning> warnings;
    private final List<Consumer<MadeStack>> afterwards;

    private StackProgram(
            StackModel model,
            EngineConfig engine,
            StackSpecBuilder written,
            Binding binding,
            List<Binding.Unread> unread,
            List<Warning> found,
            List<Consumer<MadeStack>> afterwards) {
        this.model = model;
        this.engine = engine;
        this.written = written;
        this.binding = binding;
        this.unread = unread;
        this.found = found;
        this.silences = binding.silences(written, model.spec().silence());
        this.warnings = silences.heard(
                found, id -> !id.startsWith(PowerShellCheck.WARNING_AREA) && !id.startsWith(Warning.PLAN_AREA));
        this.afterwards = afterwards;
    }

    /**
     * The program of a stack file.
     *
     * @param directory the project's, which files in the configuration are relative to
     * @throws dev.mullion.core.spec.SpecException with everything that is wrong, scripts that EC2 would refuse included
     */
    public static StackProgram of(StackConfig config, Path directory) {
        return of(config, directory, Stack::fromConfig);
    }

    /**
     * The program of what Java describes.
     *
     * @param config what the engine tells the program, and the stack file that {@link Stack#fromConfig} takes
     * @throws dev.mullion.core.spec.SpecException as for a stack file; by paths alone where no file has a line
     */
    public static StackProgram of(StackConfig config, Path directory, Consumer<Stack> description) {
        Stack stack = new Stack(config);
        description.accept(stack);
        StackSpecBuilder written = stack.written();
        StackSpec spec = written.unchecked();
        EngineConfig engine = config.engine();
        StackContext context = new StackContext(
                        engine.project(), engine.stack(), StackModel.region(engine), spec.tags(), directory)
                .withNames(spec.names());
        StackModel model = new StackModel(spec, engine, stack.customized(context));
        Problems problems = new Problems();
        Validator.all(StackModel.VALIDATORS, model, problems);
        Binding binding = stack.binding();
        List<Warning> found = binding.conclude(written, problems, spec.silence());
        return new StackProgram(model, engine, written, binding, binding.unread(problems), found, stack.afterwards());
    }

    /** What a preview tells the program, and how it shows what other stacks will give. */
    public StackInput input() {
        Map<String, String> standIns = new TreeMap<>();
        unread.stream()
                .map(Binding.Unread::output)
                .flatMap(
                        output -> Stream.concat(Stream.of(new Given.Unknown(output.symbol())), output.items().stream()))
                .forEach(unknown -> standIns.put(unknown.secretArn(), unknown.symbol()));
        return StackInput.of(engine).withStandIns(standIns);
    }

    /** What is allowed and probably unwanted; silenced warnings are gone. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** Where the stack describes what is in its plan. */
    public StackPlaces places(Plan plan) {
        Map<String, Object> sections = written();
        Map<String, StackPlaces.Place> resources = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            String urn = step.urn();
            String chain = Urns.typeChain(urn);
            SECTIONS.entrySet().stream()
                    .filter(section -> chain.startsWith(section.getKey()) && sections.containsKey(section.getValue()))
                    .findFirst()
                    .ifPresent(section -> {
                        SpecPath path = ComponentPath.of(
                                Objects.requireNonNull(sections.get(section.getValue())),
                                SpecPath.ROOT.key(section.getValue()),
                                Urns.name(urn));
                        resources.put(
                                urn, new StackPlaces.Place(Binding.full(path), binding.keyPosition(written, path)));
                    });
        }
        return new StackPlaces(List.of(), found, silences, resources);
    }

    /** Every section as a stack file would write it, with all defaults; by its key below {@code mullion:}. */
    public Map<String, Object> written() {
        return Written.of(written);
    }

    /** Whether users brought PowerShell files of their own. */
    public boolean hasOwnScripts() {
        return !ownScripts().isEmpty();
    }

    /**
     * The warnings with those of the users' own PowerShell files, which takes a process that a preview does not wait for.
     *
     * @throws IOException when PowerShell does not start, or fails
     */
    public List<Warning> warnings(PowerShellProgram powerShell) throws IOException {
        Map<OwnScript, List<SpecPath>> uses = new LinkedHashMap<>();
        ownScripts().forEach((path, script) -> uses.computeIfAbsent(script, first -> new ArrayList<>())
                .add(path));
        Iterator<List<PowerShellCheck.Finding>> findings =
                PowerShellCheck.ofOwn(powerShell, List.copyOf(uses.keySet())).iterator();
        List<Warning> all = new ArrayList<>(found);
        for (List<SpecPath> paths : uses.values()) {
            for (PowerShellCheck.Finding finding : findings.next()) {
                paths.forEach(
                        path -> all.add(binding.elsewhere(finding.id(), path, finding.message(), finding.position())));
            }
        }
        // Of a file that several machines run each fault is said once.
        Set<Object> said = new HashSet<>();
        return silences.heard(all, id -> !id.startsWith(Warning.PLAN_AREA)).stream()
                .filter(warning -> !warning.id().startsWith(PowerShellCheck.WARNING_AREA)
                        || said.add(List.of(warning.position(), warning.id(), warning.message())))
                .toList();
    }

    private Map<SpecPath, OwnScript> ownScripts() {
        Map<SpecPath, OwnScript> scripts = new LinkedHashMap<>();
        model.sections().forEach((key, section) -> scripts.putAll(section.ownScripts(SpecPath.ROOT.key(key))));
        return scripts;
    }

    /** The user data of each launch template, by the name of what boots with it, sorted. */
    public Map<String, UserData> scripts() {
        Map<String, UserData> scripts = new TreeMap<>();
        model.sections().values().forEach(section -> scripts.putAll(section.scripts()));
        return scripts;
    }

    /** How machines get their user data from S3, by the same names, where they do; sorted. */
    public Map<String, UserDataFetch> fetches() {
        Map<String, UserDataFetch> fetches = new TreeMap<>();
        model.sections().values().forEach(section -> fetches.putAll(section.fetches()));
        return fetches;
    }

    /** The scripts that containers start from, by {@code <cluster>-<service>.<container>}, sorted. */
    public Map<String, String> containerScripts() {
        Map<String, String> scripts = new TreeMap<>();
        model.sections().values().forEach(section -> scripts.putAll(section.containerScripts()));
        return scripts;
    }

    /** The scripts that make a machine what the stack's hosts are, wherever it stands, by {@code <hosts>.standalone}, sorted. */
    public Map<String, String> standaloneScripts() {
        Map<String, String> scripts = new TreeMap<>();
        model.sections().values().forEach(section -> scripts.putAll(section.standaloneScripts()));
        return scripts;
    }

    /** The objects that are made in clusters, as YAML, by {@code <cluster>-<object>}, sorted. */
    public Map<String, String> manifests() {
        Map<String, String> manifests = new TreeMap<>();
        model.sections().values().forEach(section -> manifests.putAll(section.manifests()));
        return manifests;
    }

    /** Files for people who use other tools than ours, by their paths, sorted. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        model.sections().values().forEach(section -> files.putAll(section.files()));
        return files;
    }

    /** The images that Windows machines start from, in the order of the file. */
    public List<MachineImage> images() {
        return model.sections().entrySet().stream()
                .flatMap(section ->
                        section.getValue().images(SpecPath.ROOT.key(StackConfig.NAMESPACE + section.getKey())).stream())
                .toList();
    }

    /** What fits where, the tables of each section that has something to say. */
    public List<ForecastTable> forecasts() {
        Stream<ForecastTable> ofSections =
                model.sections().values().stream().flatMap(section -> section.forecasts().stream());
        return Stream.concat(ofSections, unreadValues().stream()).toList();
    }

    /** What only Pulumi reads, and checks. */
    private Optional<ForecastTable> unreadValues() {
        List<List<String>> rows = unread.stream()
                .map(value -> List.of(
                        value.path().toString(),
                        value.output().stack(),
                        value.output().output(),
                        String.join("; ", value.rules())))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ForecastTable(
                        "Values of other stacks, which pulumi preview reads and checks",
                        List.of("Key", "Stack", "Output", "Not checked here"),
                        rows));
    }

    @Override
    public void accept(Context ctx) {
        if (!Deployment.getInstance().isDryRun()) {
            checkDeployment();
        }
        warnings.forEach(warning -> ctx.log().warn(warning.withoutLevel()));
        // Where Pulumi runs the program, these are there since its values were read.
        unread.stream().map(value -> value.output().stack()).distinct().forEach(StackReference::new);
        Map<String, NetworkOutputs> networks = networks(ctx);
        Map<String, Map<String, ComponentResource>> made = new LinkedHashMap<>();
        model.sections().forEach((key, section) -> {
            SectionModel.Made ofSection = section.make(networks, Collections.unmodifiableMap(made), ctx);
            ofSection.exports().forEach(ctx::export);
            made.put(key, ofSection.components());
        });
        Map<String, String> scripts = new TreeMap<>();
        scripts().forEach((name, userData) -> scripts.put(name, userData.script()));
        // In a launch template user data is Base64; here Pulumi's own previews show which line of a script changes.
        ctx.export("scripts", Output.of(scripts));
        MadeStack stack = new MadeStack(ctx, model.context(), networks, made);
        afterwards.forEach(then -> then.accept(stack));
        model.context().checkCustomizations();
        checkNames();
    }

    /** Which resources there are is known when they are made. */
    private void checkNames() {
        Problems problems = new Problems();
        model.context().checkNames(problems.at(StackSpec.NAMES));
        conclude(problems);
    }

    /** Refuses, before anything is made, what a preview only warns of. */
    private void checkDeployment() {
        Problems problems = new Problems();
        model.sections().forEach((key, section) -> section.validateDeployment(problems.at(key)));
        conclude(problems);
    }

    private void conclude(Problems problems) {
        try {
            binding.conclude(written, problems, model.spec().silence());
        } catch (SpecException e) {
            // Pulumi prints a RunException's message alone; of any other exception the stack trace as well.
            throw new RunException(e.getMessage());
        }
    }

    private Map<String, NetworkOutputs> networks(Context ctx) {
        Map<String, NetworkOutputs> networks = new LinkedHashMap<>();
        model.spec()
                .networks()
                .forEach((name, network) -> networks.put(
                        name,
                        network.isNew()
                                ? new Network(
                                                name,
                                                network,
                                                new NetworkInputs(model.context(), model.platforms()),
                                                null)
                                        .outputs()
                                : NetworkOutputs.existing(network)));
        if (networks.isEmpty()) {
            return networks;
        }
        export(networks, ctx);
        return networks;
    }

    /** What other stacks read, too: the ids of what is new. */
    private static void export(Map<String, NetworkOutputs> networks, Context ctx) {
        boolean isNew = networks.values().stream()
                .anyMatch(network -> network.spec().filter(NetworkSpec::isNew).isPresent());
        if (networks.size() == 1) {
            NetworkOutputs network = networks.values().iterator().next();
            ctx.export("vpcId", network.vpcId());
            if (isNew) {
                ctx.export("subnetIds", network.subnetIds());
                ctx.export("publicSubnetIds", network.publicSubnetIds());
            }
            return;
        }
        Map<String, Output<String>> ids = new LinkedHashMap<>();
        networks.forEach((name, network) -> ids.put(name, network.vpcId()));
        ctx.export("vpcIds", Output.of(ids));
        if (isNew) {
            Map<String, Map<String, Output<?>>> all = new LinkedHashMap<>();
            networks.forEach((name, network) -> all.put(
                    name,
                    new TreeMap<>(Map.of(
                            "vpcId", network.vpcId(),
                            "subnetIds", network.subnetIds(),
                            "publicSubnetIds", network.publicSubnetIds()))));
            ctx.export("networks", Output.of(all));
        }
    }
}
