package dev.mullion.eks;

import dev.mullion.aws.StackContext;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Validator;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.testkit.config.Project;
import dev.mullion.testkit.config.Rules;
import dev.mullion.testkit.config.SaidOfLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A stack file with what this module has rules for: clusters beside a network. */
record EksFile(Project project) {
    private static final Rules<EksSections> RULES = new Rules<>(EksSections::builder, EksFile::check);

    /** The whole of Pulumi.dev.yaml. */
    static EksFile of(String text) {
        return new EksFile(Project.of(text));
    }

    /**
     * Lines of the cluster {@code shop}, and whole sections beside it. NEW stands for the keys that every new cluster needs,
     * TYPES for those of every pool, ACCOUNT for those of every credential spec, SECRET for one of those without a domain.
     */
    static EksFile lines(String lines) {
        String text = SaidOfLines.file(lines, "mullion:eks: shop", "{availabilityZones: [eu-west-1a, eu-west-1b]}")
                .replace("NEW", "endpointPublicAccess: true, publicAccessCidrs: [192.0.2.0/24], LINUX")
                .replace("LINUX", "linuxNodePools: {system: {instanceTypes: [m6i.large]}}")
                .replace("TYPES", "instanceTypes: [m6i.2xlarge]")
                .replace(
                        "ACCOUNT",
                        "accountName: WebApp01, sid: S-1-5-21-4066351383-705263209-1606769140,"
                                + " guid: ac822f13-583e-49f7-aa7b-284f9a8c97b6, dnsName: corp.example.com, netBiosName: CORP")
                .replace(
                        "SECRET",
                        "credentialArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-web-AbCdEf'");
        return of(text);
    }

    /** What is wrong with such lines, by paths that start at the cluster. */
    static List<String> problemsOf(String lines) {
        return SaidOfLines.shown(lines(lines).problems(), "eks", "shop");
    }

    /** What such lines are warned of. */
    static List<String> warningsOf(String lines) {
        return SaidOfLines.shown(lines(lines).warnings(), "eks", "shop");
    }

    EksFile with(String name, String content) {
        return new EksFile(project.with(name, content));
    }

    List<String> problems() {
        return RULES.problems(project);
    }

    List<String> warnings() {
        return RULES.warnings(project);
    }

    /** What {@code use} makes of the cluster {@code shop}. */
    <T> T shop(Function<EksClusterModel, T> use) {
        return project.inDirectory(directory -> {
            StackConfig config = project.config(directory);
            EksSectionsBuilder sections = EksSections.builder();
            config.bind(sections);
            return use.apply(
                    clusters(sections.unchecked(), config.engine(), directory).get(0));
        });
    }

    private static void check(EksSections sections, EngineConfig engine, Path directory, Problems problems) {
        sections.check(problems);
        clusters(sections, engine, directory)
                .forEach(cluster -> Validator.all(
                        EksClusterModel.VALIDATORS, cluster, problems.at("eks").at(cluster.key())));
    }

    private static List<EksClusterModel> clusters(EksSections sections, EngineConfig engine, Path directory) {
        StackContext context = new StackContext(
                engine.project(),
                engine.stack(),
                Optional.ofNullable(engine.values().get("aws:region")),
                Map.of(),
                directory);
        Optional<KnownNetwork> network =
                sections.network().map(spec -> KnownNetwork.of(spec, SpecPath.ROOT.key("network")));
        return sections.eks().entrySet().stream()
                .map(entry -> new EksClusterModel(entry.getKey(), entry.getValue(), context, network))
                .toList();
    }
}
