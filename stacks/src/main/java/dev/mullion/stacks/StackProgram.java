package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.core.Output;
import dev.mullion.aws.StackContext;
import dev.mullion.core.config.Bound;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.Warning;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.Network;
import dev.mullion.ec2.NetworkInputs;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ecs.PlacementForecast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The Pulumi program that a stack file describes. Everything is checked before the program can be run. */
public final class StackProgram implements Consumer<Context> {
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

    private final StackSpec spec;
    private final StackContext context;
    private final EcsStack ecs;
    private final List<Warning> warnings;

    private StackProgram(StackSpec spec, StackContext context, EcsStack ecs, List<Warning> warnings) {
        this.spec = spec;
        this.context = context;
        this.ecs = ecs;
        this.warnings = warnings;
    }

    /**
     * The program of a configuration.
     *
     * @param directory the project's, which files in the configuration are relative to
     * @throws dev.mullion.core.spec.SpecException with everything that is wrong, scripts that EC2 would refuse included
     */
    public static StackProgram of(StackConfig config, Path directory) {
        EngineConfig engine = config.engine();
        Optional<String> written = Optional.ofNullable(engine.values().get("aws:region"));
        Optional<String> region = written.filter(text -> REGION.matcher(text).matches());
        List<StackProgram> made = new ArrayList<>();
        Bound<StackSpec> bound = config.bind(StackSpec.class, (spec, problems) -> {
            StackContext context = new StackContext(engine.project(), engine.stack(), region, spec.tags(), directory);
            checkRegion(spec, context, written, problems);
            EcsStack ecs = EcsStack.of(spec.ecs(), context, problems.at("ecs"));
            made.add(new StackProgram(spec, context, ecs, List.of()));
        });
        StackProgram program = made.get(0);
        List<Warning> warnings = config.silenced(bound.warnings(), bound.spec().silence());
        return new StackProgram(program.spec, program.context, program.ecs, warnings);
    }

    private static void checkRegion(StackSpec spec, StackContext context, Optional<String> written, Problems problems) {
        if (context.region().isEmpty()) {
            problems.warn(
                    "EC2006",
                    written.map(text -> "aws:region is " + Shown.text(text) + ", which is no region")
                                    .orElse("the configuration has no aws:region")
                            + "; zones are not checked against it, and ARNs are those of the partition aws");
        }
        context.region().ifPresent(region -> spec.network()
                .ifPresent(network -> network.checkRegion(region, problems.at("network"))));
    }

    /** What is allowed and probably unwanted; silenced warnings are gone. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** The user data of each launch template, by the name of what boots with it, sorted. */
    public Map<String, UserData> scripts() {
        return new TreeMap<>(ecs.scripts());
    }

    /** The scripts that containers start from, by {@code <cluster>-<service>.<container>}, sorted. */
    public Map<String, String> containerScripts() {
        return new TreeMap<>(ecs.containerScripts());
    }

    /** Where services on ECS instances place, by the cluster's key, in the order of the file. */
    public Map<String, List<PlacementForecast>> forecasts() {
        return ecs.forecasts();
    }

    @Override
    public void accept(Context ctx) {
        warnings.forEach(warning -> ctx.log().warn(warning.withoutLevel()));
        NetworkSpec network = spec.network().orElseThrow();
        NetworkOutputs outputs = network.isNew()
                ? new Network("network", network, new NetworkInputs(context, spec.platforms()), null).outputs()
                : NetworkOutputs.existing(network);
        ctx.export("vpcId", outputs.vpcId());
        ecs.make(outputs, context, ctx);
        Map<String, String> scripts = new TreeMap<>();
        scripts().forEach((name, userData) -> scripts.put(name, userData.script()));
        // In a launch template user data is Base64; here Pulumi's own previews show which line of a script changes.
        ctx.export("scripts", Output.of(scripts));
    }
}
