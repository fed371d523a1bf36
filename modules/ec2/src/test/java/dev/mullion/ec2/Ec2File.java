package dev.mullion.ec2;

import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.spec.Problems;
import dev.mullion.testkit.config.Project;
import dev.mullion.testkit.config.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A stack file with what this module has rules for: {@link Ec2Sections}. */
record Ec2File(Project project) {
    private static final Rules<Ec2Sections> RULES = new Rules<>(Ec2Sections::builder, Ec2File::check);

    /** The whole of Pulumi.dev.yaml. */
    static Ec2File of(String text) {
        return new Ec2File(Project.of(text));
    }

    /** The keys of {@code mullion:network}; their first line is 4. */
    static Ec2File network(String keys) {
        return of("config:\n  aws:region: eu-west-1\n  mullion:network:\n" + keys.indent(4));
    }

    /** The keys of the instances {@code web}; their first line is 4. */
    static Ec2File instances(String keys) {
        return of("config:\n  mullion:instances:\n    web:\n" + keys.indent(6));
    }

    /** Lines of sections that leave out {@code mullion:}; TYPES stands for what all instances need. */
    static List<String> problemsOf(String sections) {
        String region = sections.contains("aws:region: ") ? "" : "aws:region: eu-west-1\n";
        String text = region + sections.replaceAll("(?m)^(?=\\w+: )", "mullion:");
        return of("config:\n"
                        + text.replace("TYPES", "instanceTypes: [m6i.large]").indent(2))
                .problems()
                .stream()
                .map(line -> line.replaceFirst("^Pulumi\\.dev\\.yaml:\\d+:\\d+: mullion:", ""))
                .toList();
    }

    List<String> problems() {
        return RULES.problems(project);
    }

    List<String> warnings() {
        return RULES.warnings(project);
    }

    private static void check(Ec2Sections sections, EngineConfig engine, Path directory, Problems problems) {
        sections.check(problems);
        Optional<String> region = Optional.ofNullable(engine.values().get("aws:region"));
        sections.network()
                .ifPresent(network -> region.ifPresent(name -> network.checkRegion(name, problems.at("network"))));
    }
}
