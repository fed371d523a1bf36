package dev.mullion.ecs;

import dev.mullion.aws.StackContext;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Validator;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.testkit.config.Project;
import dev.mullion.testkit.config.Rules;
import dev.mullion.testkit.config.SaidOfLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A stack file with what this module has rules for: clusters beside a network. */
public record EcsFile(Project project) {
    private static final Rules<EcsSections> RULES = new Rules<>(EcsSections::builder, EcsFile::check);

    private static final String ON_A_VPC = """
            config:
              aws:region: eu-west-1
              mullion:network:
                vpcId: vpc-0a1b2c3d4e5f60718
                subnetIds: [subnet-0123456789abcdef0]
            """;

    /** The whole of Pulumi.dev.yaml. */
    public static EcsFile of(String text) {
        return new EcsFile(Project.of(text));
    }

    /** The clusters of {@code mullion:ecs}; their first line is 7. */
    static EcsFile clusters(String text) {
        return of(ON_A_VPC + "  mullion:ecs:\n" + text.indent(4));
    }

    /** Keys of the cluster {@code shop} beside its capacity {@code web}; their first line is 10. */
    static EcsFile cluster(String keys) {
        return clusters("shop:\n  capacity:\n    web: {instanceTypes: [m6i.large]}\n" + keys.indent(2));
    }

    /** The keys of the capacity {@code web} of the cluster {@code shop}; their first line is 10. */
    static EcsFile capacity(String keys) {
        return clusters("shop:\n  capacity:\n    web:\n" + keys.indent(6));
    }

    /** The keys of the agent of that capacity; their first line is 12. */
    static EcsFile agent(String keys) {
        return capacity("instanceTypes: [m6i.large]\nagent:\n" + keys.indent(2));
    }

    /**
     * What is wrong with lines of the cluster {@code shop}, and with whole sections beside it. TYPES, APP and FARGATE stand
     * for what every capacity, container and service on Fargate needs.
     */
    static List<String> problemsOf(String lines) {
        String text = SaidOfLines.file(lines, "mullion:ecs: shop", "{availabilityZones: [eu-west-1a, eu-west-1b]}")
                .replace("TYPES", "instanceTypes: [m6i.large]")
                .replace("APP", "image: 'r/app:3', cpu: 256, memoryMib: 512")
                .replace("FARGATE,", "launchType: FARGATE, operatingSystem: WINDOWS_SERVER_2022_CORE,");
        return SaidOfLines.shown(of(text).problems(), "ecs", "shop");
    }

    EcsFile with(String name, String content) {
        return new EcsFile(project.with(name, content));
    }

    EcsFile with(String name, byte[] content) {
        return new EcsFile(project.with(name, content));
    }

    /** The same file as another stack's. */
    EcsFile named(String stack) {
        return new EcsFile(project.named(stack));
    }

    public List<String> problems() {
        return RULES.problems(project);
    }

    public List<String> warnings() {
        return RULES.warnings(project);
    }

    /** What the instances of the capacity {@code web} of the cluster {@code shop} boot with. */
    UserData userData() {
        return project.inDirectory(directory -> {
            StackConfig config = project.config(directory);
            EcsSectionsBuilder sections = EcsSections.builder();
            config.bind(sections);
            EcsClusterModel shop =
                    clusters(sections.unchecked(), config.engine(), directory).get(0);
            return Objects.requireNonNull(shop.userData().get("web"));
        });
    }

    private static void check(EcsSections sections, EngineConfig engine, Path directory, Problems problems) {
        sections.check(problems);
        clusters(sections, engine, directory)
                .forEach(cluster -> Validator.all(
                        EcsClusterModel.VALIDATORS, cluster, problems.at("ecs").at(cluster.key())));
    }

    private static List<EcsClusterModel> clusters(EcsSections sections, EngineConfig engine, Path directory) {
        StackContext context = new StackContext(
                engine.project(),
                engine.stack(),
                Optional.ofNullable(engine.values().get("aws:region")),
                Map.of(),
                directory);
        Optional<KnownNetwork> network =
                sections.network().map(spec -> KnownNetwork.of(spec, SpecPath.ROOT.key("network")));
        return sections.ecs().entrySet().stream()
                .map(entry -> new EcsClusterModel(entry.getKey(), entry.getValue(), context, network))
                .toList();
    }
}
