package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Warning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Merges a stack's file and its project's defaults the way Pulumi does. */
final class StackLoader {
    private final ProjectFile project;
    private final YamlFile stack;
    private final Map<String, Entry> config = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    /** Keys without a namespace whose values are maps, as sections are. */
    private final Map<String, Entry> bare = new LinkedHashMap<>();

    StackLoader(ProjectFile project, YamlFile stack) {
        this.project = project;
        this.stack = stack;
    }

    /** Whether a stack's file has a section of ours, in its place or in a wrong one below {@code config:}. */
    static boolean hasSection(YamlFile stack, Optional<String> project) {
        Entry values = stack.root().entries().get("config");
        return values != null
                && values.value() instanceof Mapping mapping
                && mapping.entries().keySet().stream()
                        .map(key -> key.toLowerCase(Locale.ROOT))
                        .anyMatch(key -> key.startsWith(StackConfig.NAMESPACE)
                                || key.equals("mullion")
                                || (key.indexOf(':') < 0 && (project.orElse("") + ":").equals(StackConfig.NAMESPACE)));
    }

    StackConfig load(String name) {
        project.file().problems().forEach(this::fromFile);
        stack.problems().forEach(this::fromFile);
        Optional<Position> start = Optional.of(stack.start());
        for (Map.Entry<String, Entry> top : stack.root().entries().entrySet()) {
            Entry entry = top.getValue();
            switch (top.getKey()) {
                case "config" -> {
                    start = entry.keyPosition();
                    stackValues(entry.value());
                }
                case "environment" -> environment(entry);
                default -> {
                    misplaced(top.getKey(), entry);
                    bare(top.getKey(), entry);
                }
            }
        }
        projectDefaults();
        Map<String, Entry> sections = new LinkedHashMap<>();
        Map<String, String> values = new TreeMap<>();
        Set<String> secretKeys = new TreeSet<>();
        config.forEach((key, entry) -> {
            values.put(key, NodeJson.engine(entry.value()));
            if (entry.value().holdsSecret()) {
                secretKeys.add(key);
            }
            if (key.startsWith(StackConfig.NAMESPACE)) {
                sections.put(key.substring(StackConfig.NAMESPACE.length()), entry);
            }
        });
        EngineConfig engine = new EngineConfig(project.name(), name, values, secretKeys);
        return new StackConfig(engine, config, new Mapping(sections, start), bare, problems, warnings);
    }

    private void stackValues(Node values) {
        if (values instanceof Scalar scalar && scalar.kind() == Kind.NULL) {
            return;
        }
        if (!(values instanceof Mapping mapping)) {
            problem(
                    "config",
                    "got " + (values instanceof Scalar ? "text" : "a list") + "; use a map",
                    values.position());
            return;
        }
        mapping.entries().forEach((key, entry) -> {
            if (key.equals("mullion") && entry.value() instanceof Mapping) {
                problem(
                        key,
                        "is no section; write each section as one key, such as mullion:network",
                        entry.keyPosition());
            } else {
                bare(key, entry);
                key(key, entry).ifPresent(full -> {
                    Optional.ofNullable(config.putIfAbsent(full, entry))
                            .ifPresent(earlier -> same(key, full, earlier, entry));
                });
            }
        });
    }

    private void same(String key, String full, Entry earlier, Entry entry) {
        String line = earlier.keyPosition().map(at -> " on line " + at.line()).orElse("");
        problem(key, "is the same key as " + SpecPath.ROOT.key(full) + line, entry.keyPosition());
    }

    /** Pulumi takes a whole value from the stack's file or from the project's; it does not merge the two. */
    private void projectDefaults() {
        Entry defaults = project.file().root().entries().get("config");
        if (defaults == null || !(defaults.value() instanceof Mapping mapping)) {
            return;
        }
        Map<String, Entry> declarations = new HashMap<>();
        mapping.entries().forEach((key, entry) -> key(key, entry).ifPresent(full -> {
            Optional.ofNullable(declarations.putIfAbsent(full, entry))
                    .ifPresent(earlier -> same(key, full, earlier, entry));
            Optional<Node> value = Optional.of(entry.value()).filter(StackLoader::isWritten);
            if (entry.value() instanceof Mapping declared) {
                // An empty one counts for nothing beside the other.
                value = Stream.of("default", "value")
                        .flatMap(word -> Stream.ofNullable(declared.entries().get(word)))
                        .map(Entry::value)
                        .filter(StackLoader::isWritten)
                        .findFirst();
                if (full.startsWith(StackConfig.NAMESPACE)
                        && Stream.of("default", "value", "type").noneMatch(declared.entries()::containsKey)) {
                    problem(key, "has no value: in the project; write the section below value:", entry.keyPosition());
                }
            }
            value.ifPresent(found -> config.putIfAbsent(full, new Entry(entry.keyPosition(), found)));
        }));
    }

    private static boolean isWritten(Node value) {
        return !(value instanceof Scalar scalar && scalar.kind() == Kind.NULL);
    }

    /** The full key: {@code namespace:name}, which Pulumi also takes as {@code namespace:config:name} or {@code name}. */
    private Optional<String> key(String key, Entry entry) {
        String[] parts = key.split(":", -1);
        if (parts.length == 1) {
            return Optional.of(project.name() + ":" + key);
        }
        // Pulumi tells namespaces apart by case, and would give the program nothing of this one.
        String own = StackConfig.NAMESPACE.substring(0, StackConfig.NAMESPACE.length() - 1);
        if (parts[0].equalsIgnoreCase(own) && !parts[0].equals(own) && !parts[0].equals(project.name())) {
            problem(key, "is in no namespace of Mullion's; write " + own + " in lower case", entry.keyPosition());
            return Optional.empty();
        }
        if (parts.length == 2) {
            return Optional.of(key);
        }
        if (parts.length == 3 && parts[1].equals("config")) {
            return Optional.of(parts[0] + ":" + parts[2]);
        }
        problem(key, "is no configuration key; use namespace:name", entry.keyPosition());
        return Optional.empty();
    }

    private void environment(Entry entry) {
        if (!(entry.value() instanceof Scalar scalar && scalar.kind() == Kind.NULL)) {
            warnings.add(new Warning(
                    "CFG002",
                    SpecPath.ROOT.key("environment"),
                    "only Pulumi ESC can resolve environments; the values that they bring are not known here",
                    entry.keyPosition()));
        }
    }

    /** Tells of a file that looks as if it counted. */
    void unread(Path file) {
        warnings.add(new Warning(
                "CFG004",
                SpecPath.ROOT,
                file + " is not read, since there is one of the extension " + project.extension()
                        + " beside it; remove one of the two",
                Optional.empty()));
    }

    /** Where the project has another name than ours, its own keys are not read here. */
    private void bare(String key, Entry entry) {
        if (entry.value() instanceof Mapping && !(project.name() + ":").equals(StackConfig.NAMESPACE)) {
            bare.putIfAbsent(key, entry);
        }
    }

    private void misplaced(String key, Entry entry) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.equals("mullion") || lower.startsWith(StackConfig.NAMESPACE)) {
            problem(key, "stands outside config:; move it below config:", entry.keyPosition());
        }
    }

    private void fromFile(Problem problem) {
        List<Object> segments = problem.path().segments();
        boolean inConfig = !segments.isEmpty() && segments.get(0).equals("config");
        SpecPath path = inConfig ? new SpecPath(segments.subList(1, segments.size())) : problem.path();
        problems.add(new Problem(path, problem.message(), problem.position()));
    }

    private void problem(String key, String message, Optional<Position> position) {
        problems.add(new Problem(SpecPath.ROOT.key(key), message, position));
    }
}
