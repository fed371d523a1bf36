package dev.mullion.hosts;

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

/** A stack file with what this module has rules for: hosts beside a network. */
record HostsFile(Project project) {
    private static final Rules<HostsSections> RULES = new Rules<>(HostsSections::builder, HostsFile::check);

    /**
     * Lines of the hosts {@code ci}, and whole sections beside them. TYPES stands for the keys that every group of hosts needs,
     * HASH for containerd's, TLS for the certificates of an endpoint.
     */
    static HostsFile lines(String lines) {
        String text = SaidOfLines.file(
                        lines,
                        "mullion:hosts: ci",
                        "{vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [subnet-0123456789abcdef0], cidrBlock: 10.80.0.0/16}")
                .replace("TYPES", "instanceTypes: [m6i.xlarge]")
                .replace("HASH", "containerd: {sha256: " + "0a".repeat(32) + "}")
                .replace(
                        "TLS",
                        "tls: {secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:tls-AbCdEf',"
                                + " serverName: b.example}");
        return new HostsFile(Project.of(text));
    }

    /** What is wrong with such lines, by paths that start at the hosts. */
    static List<String> problemsOf(String lines) {
        HostsFile file = lines(lines);
        return SaidOfLines.shown(RULES.problems(file.project), "hosts", "ci");
    }

    /** What such lines are warned of. */
    static List<String> warningsOf(String lines) {
        HostsFile file = lines(lines);
        return SaidOfLines.shown(RULES.warnings(file.project), "hosts", "ci");
    }

    /** What {@code use} makes of the hosts {@code ci}. */
    <T> T ci(Function<ContainerHostsModel, T> use) {
        return project.inDirectory(directory -> {
            StackConfig config = project.config(directory);
            HostsSectionsBuilder sections = HostsSections.builder();
            config.bind(sections);
            return use.apply(
                    hosts(sections.unchecked(), config.engine(), directory).get(0));
        });
    }

    private static void check(HostsSections sections, EngineConfig engine, Path directory, Problems problems) {
        sections.check(problems);
        hosts(sections, engine, directory)
                .forEach(each -> Validator.all(
                        ContainerHostsModel.VALIDATORS,
                        each,
                        problems.at("hosts").at(each.key())));
    }

    private static List<ContainerHostsModel> hosts(HostsSections sections, EngineConfig engine, Path directory) {
        StackContext context = new StackContext(
                engine.project(),
                engine.stack(),
                Optional.ofNullable(engine.values().get("aws:region")),
                Map.of(),
                directory);
        Optional<KnownNetwork> network =
                sections.network().map(spec -> KnownNetwork.of(spec, SpecPath.ROOT.key("network")));
        return sections.hosts().entrySet().stream()
                .map(entry -> new ContainerHostsModel(entry.getKey(), entry.getValue(), context, network))
                .toList();
    }
}
