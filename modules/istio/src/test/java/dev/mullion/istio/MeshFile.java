package dev.mullion.istio;

import dev.mullion.aws.StackContext;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Validator;
import dev.mullion.kubernetes.Taint;
import dev.mullion.testkit.config.Project;
import dev.mullion.testkit.config.Rules;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stack file with a mesh, beside clusters of the same stack. */
record MeshFile(Project project, Map<String, MeshCluster> clusters) {
    private static final Pattern CLUSTER = Pattern.compile("eks: (\\w+) (\\S+)((?: \\w+=\\w+)*)");

    /**
     * Lines of the mesh. WINDOWS stands for the keys that every mesh with Windows nodes needs, and
     * {@code eks: shop 172.20.0.10 iis=WINDOWS_SERVER_2022_CORE} for a cluster of the stack: its key, the address of its DNS or a
     * stand-in, and its Windows pools.
     */
    static MeshFile lines(String lines) {
        Map<String, MeshCluster> clusters = new LinkedHashMap<>();
        StringBuilder mesh = new StringBuilder("config:\n  mullion:mesh:\n");
        lines.lines().filter(Predicate.not(String::isBlank)).forEach(line -> {
            Matcher cluster = CLUSTER.matcher(line);
            if (cluster.matches()) {
                clusters.put(cluster.group(1), cluster(cluster));
            } else {
                mesh.append("    ")
                        .append(line.replace(
                                "WINDOWS",
                                line.contains("_")
                                        ? "WINDOWS"
                                        : "profile: ambient-windows\n    platform: eks\n    hub: registry.example.com/istio\n"
                                                + "    tag: 1.31-windows"))
                        .append('\n');
            }
        });
        return new MeshFile(Project.of(mesh.toString()), clusters);
    }

    private static MeshCluster cluster(Matcher line) {
        Map<String, WindowsRelease> pools = new LinkedHashMap<>();
        for (String pool : line.group(3).strip().split(" ", -1)) {
            if (!pool.isEmpty()) {
                pools.put(pool.split("=", 2)[0], WindowsRelease.parse(pool.split("=", 2)[1]));
            }
        }
        return new MeshCluster(
                line.group(1),
                pools,
                List.of(Taint.parse("os=windows:NoSchedule")),
                line.group(2),
                !line.group(2).startsWith("$"));
    }

    /** What is wrong with such lines, by paths that start at the mesh. */
    static List<String> problemsOf(String lines) {
        MeshFile file = lines(lines);
        return shown(file.rules().problems(file.project));
    }

    /** What such lines are warned of, but for what every mesh with Windows nodes is. */
    static List<String> warningsOf(String lines) {
        MeshFile file = lines(lines);
        return shown(file.rules().warnings(file.project)).stream()
                .filter(line -> !line.startsWith("MSH001: profile: EXPERIMENTAL"))
                .toList();
    }

    MeshFile with(String name, String content) {
        return new MeshFile(project.with(name, content), clusters);
    }

    List<String> problems() {
        return shown(rules().problems(project));
    }

    List<String> warnings() {
        return shown(rules().warnings(project));
    }

    /** What {@code use} makes of the mesh. */
    <T> T mesh(Function<AmbientMeshModel, T> use) {
        return project.inDirectory(directory -> {
            StackConfig config = project.config(directory);
            MeshSectionsBuilder sections = MeshSections.builder();
            config.bind(sections);
            return use.apply(model(sections.unchecked(), config.engine(), directory));
        });
    }

    private Rules<MeshSections> rules() {
        return new Rules<>(MeshSections::builder, this::check);
    }

    private void check(MeshSections sections, EngineConfig engine, Path directory, Problems problems) {
        Validator.all(AmbientMeshModel.VALIDATORS, model(sections, engine, directory), problems.at("mesh"));
    }

    private AmbientMeshModel model(MeshSections sections, EngineConfig engine, Path directory) {
        return new AmbientMeshModel(
                "mesh",
                sections.mesh(),
                new StackContext(engine.project(), engine.stack(), Optional.empty(), Map.of(), directory),
                clusters);
    }

    private static List<String> shown(List<String> said) {
        return said.stream()
                .map(line -> line.replaceFirst(
                        "^Pulumi\\.dev\\.yaml:\\d+:\\d+: (warning )?((?:[A-Z0-9]{3}\\d{3}: )?)mullion:mesh[.:] ?",
                        "$2"))
                .toList();
    }
}
