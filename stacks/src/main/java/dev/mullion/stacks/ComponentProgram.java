package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import dev.mullion.aws.GivenNames;
import dev.mullion.aws.StackContext;
import dev.mullion.aws.Tags;
import dev.mullion.core.config.Binding;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Validator;
import dev.mullion.core.spec.Warning;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.Network;
import dev.mullion.ec2.NetworkInputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.ec2.WindowsInstanceSpec;
import dev.mullion.ec2.WindowsLaunchTemplate;
import dev.mullion.ec2.WindowsLaunchTemplateInputs;
import dev.mullion.istio.AmbientMesh;
import dev.mullion.istio.AmbientMeshInputs;
import dev.mullion.istio.AmbientMeshModel;
import dev.mullion.istio.AmbientMeshSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Pulumi program of one component that stands by itself, for other languages: one that no section of a stack file is, or
 * that has no name of its own there. Everything is checked before the program can be run.
 */
public final class ComponentProgram implements Consumer<Context> {
    /** What can stand by itself. */
    public enum Kind {
        NETWORK("network") {
            @Override
            SpecBuilder<?> builder() {
                return NetworkSpec.builder();
            }

            @Override
            Made check(String name, Spec spec, StackContext context, Problems problems) {
                NetworkSpec network = (NetworkSpec) spec;
                network.check(problems);
                network.checkPlatforms(Platforms.of(network), problems);
                network.vpcId().ifPresent(id -> problems.at("vpcId")
                        .refuse(
                                id,
                                "leave it out: this makes a new VPC, and what is in one that exists names it itself"));
                context.region().ifPresent(region -> network.checkRegion(region, problems));
                return new Made(
                        Map.of(),
                        () -> new Network(name, network, new NetworkInputs(context, Platforms.of(network)), null));
            }
        },
        AMBIENT_MESH("mesh") {
            @Override
            SpecBuilder<?> builder() {
                return AmbientMeshSpec.builder();
            }

            @Override
            Made check(String name, Spec spec, StackContext context, Problems problems) {
                AmbientMeshModel mesh = new AmbientMeshModel(name, (AmbientMeshSpec) spec, context, Map.of());
                Validator.all(AmbientMeshModel.VALIDATORS, mesh, problems);
                return new Made(Map.of(), () -> new AmbientMesh(mesh, AmbientMeshInputs.of(context), null));
            }
        },
        LAUNCH_TEMPLATE("launchTemplate") {
            @Override
            SpecBuilder<?> builder() {
                return ProvidedLaunchTemplateSpec.builder();
            }

            @Override
            Made check(String name, Spec spec, StackContext context, Problems problems) {
                ProvidedLaunchTemplateSpec template = (ProvidedLaunchTemplateSpec) spec;
                WindowsInstanceSpec instance = template.instance();
                UserData userData = new UserData(
                        instance.operatingSystem().launchAgent(),
                        instance.steps().around(List.of(), List.of(), context.directory(), problems.at("steps")));
                template.check(problems);
                userData.steps().check(problems.at("steps"));
                // What else is wrong may only be that a value is not known yet.
                boolean isScript = !problems.at("steps").refused();
                if (isScript) {
                    StoredUserData.check(
                            name, instance, userData, StoredUserData.ExistingRole.of(instance), context, problems);
                }
                List<String> policies = new ArrayList<>(template.managedPolicyArns());
                return new Made(
                        isScript ? Map.of(name, userData.script()) : Map.of(),
                        () -> new WindowsLaunchTemplate(
                                name,
                                instance,
                                new WindowsLaunchTemplateInputs(
                                        context,
                                        Output.of(template.vpcId()),
                                        instance.operatingSystem().plainImageParameter(),
                                        policies,
                                        userData),
                                null));
            }
        };

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Below which its keys stand. */
        public String key() {
            return key;
        }

        /** Of its spec. */
        abstract SpecBuilder<?> builder();

        /** Checks it, and says how it is made where nothing is refused. */
        abstract Made check(String name, Spec spec, StackContext context, Problems problems);
    }

    /**
     * How a component is made.
     *
     * @param scripts that machines boot with
     */
    record Made(Map<String, String> scripts, Runnable component) {}

    private final Made made;
    private final StackContext context;
    private final ProvidedSpecBuilder written;
    private final Binding binding;
    private final List<Warning> warnings;

    private ComponentProgram(
            Made made, StackContext context, ProvidedSpecBuilder written, Binding binding, List<Warning> warnings) {
        this.made = made;
        this.context = context;
        this.written = written;
        this.binding = binding;
        this.warnings = warnings;
    }

    /**
     * The program of a component.
     *
     * @param name of the component, which the names of its resources start with
     * @param config with the component's keys below the kind's
     * @param directory which files in the configuration are relative to
     * @throws SpecException with everything that is wrong
     */
    public static ComponentProgram of(Kind kind, String name, StackConfig config, Path directory) {
        ProvidedSpecBuilder written = new ProvidedSpecBuilder(kind);
        Binding binding = config.bind(written);
        ProvidedSpec spec = written.unchecked();
        EngineConfig engine = config.engine();
        StackContext context = new StackContext(
                        engine.project(), engine.stack(), StackModel.region(engine), spec.tags(), directory)
                .withNames(spec.names());
        Problems problems = new Problems();
        Tags.check(spec.tags(), problems.at("tags"));
        GivenNames.check(spec.names(), problems.at(StackSpec.NAMES));
        for (int i = 0; i < spec.silence().size(); i++) {
            spec.silence().get(i).check(problems.at(StackConfig.SILENCE).at(i));
        }
        Made made = kind.check(name, spec.own(), context, problems.at(kind.key()));
        List<Warning> found = binding.conclude(written, problems, spec.silence());
        List<Warning> heard = binding.silences(written, spec.silence()).heard(found, id -> true);
        return new ComponentProgram(made, context, written, binding, heard);
    }

    /** What is allowed and probably unwanted; silenced warnings are gone. */
    public List<Warning> warnings() {
        return warnings;
    }

    @Override
    public void accept(Context ctx) {
        warnings.forEach(warning -> ctx.log().warn(warning.withoutLevel()));
        made.component().run();
        ctx.export("scripts", Output.of(made.scripts()));
        Problems problems = new Problems();
        context.checkNames(problems.at(StackSpec.NAMES));
        try {
            binding.conclude(written, problems, written.unchecked().silence());
        } catch (SpecException e) {
            // Pulumi prints a RunException's message alone; of any other exception the stack trace as well.
            throw new RunException(e.getMessage());
        }
    }
}
