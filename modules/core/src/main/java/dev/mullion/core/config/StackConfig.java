package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.files.ProjectFolder;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Warning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One stack's configuration: its file over the project's defaults. Below {@code mullion:} it is strict; everything else
 * passes as it is, and secrets stay encrypted.
 */
public final class StackConfig {
    public static final String NAMESPACE = "mullion:";

    /** The section of {@link Silence}s. */
    public static final String SILENCE = "silence";

    private static final Pattern STACK = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final EngineConfig engine;
    private final Map<String, Entry> written;
    private final Mapping sections;
    private final Map<String, Entry> bare;
    private final List<Problem> problems;
    private final List<Warning> warnings;
    private final OtherStacks otherStacks;

    /** @param bare keys of the file that have no namespace, and maps for values */
    StackConfig(
            EngineConfig engine,
            Map<String, Entry> written,
            Mapping sections,
            Map<String, Entry> bare,
            List<Problem> problems,
            List<Warning> warnings) {
        this(engine, written, sections, bare, problems, warnings, OtherStacks.UNREAD);
    }

    private StackConfig(
            EngineConfig engine,
            Map<String, Entry> written,
            Mapping sections,
            Map<String, Entry> bare,
            List<Problem> problems,
            List<Warning> warnings,
            OtherStacks otherStacks) {
        this.engine = engine;
        this.written = written;
        this.sections = sections;
        this.bare = Collections.unmodifiableMap(new LinkedHashMap<>(bare));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
        this.otherStacks = otherStacks;
    }

    /**
     * The stacks of a project that have a configuration file, sorted.
     *
     * @throws SpecException when there is no readable Pulumi.yaml
     */
    public static Set<String> stacks(Path directory) {
        return ProjectFile.read(directory).stacks();
    }

    /**
     * The name of a project.
     *
     * @throws SpecException when there is no readable Pulumi.yaml
     */
    public static String project(Path directory) {
        return ProjectFile.read(directory).name();
    }

    /**
     * Whether a project itself says where Pulumi keeps its states, and so where Pulumi signs in.
     *
     * @throws SpecException when there is no readable Pulumi.yaml, or something is wrong in it
     */
    public static boolean namesBackend(Path directory) {
        YamlFile file = ProjectFile.read(directory).file();
        if (!file.problems().isEmpty()) {
            throw new SpecException(file.problems());
        }
        return file.root().entries().keySet().stream().anyMatch("backend"::equalsIgnoreCase);
    }

    /**
     * Reads a stack's configuration as Pulumi would.
     *
     * @param directory of the project, where Pulumi.yaml is; messages name files by it
     * @param stack such as {@code dev} or {@code organization/project/dev}
     * @param file instead of the stack's own; one in the project or in this process's directory is no link that leads out of it
     * @throws SpecException when a file can not be read; what is wrong with single keys waits for {@link #bind}
     */
    public static StackConfig load(Path directory, String stack, Optional<Path> file) {
        return load(directory, stack, file, file.map(Path::toString));
    }

    /**
     * The same with a file that messages call by another name than its path.
     *
     * @throws SpecException when a file can not be read; what is wrong with single keys waits for {@link #bind}
     */
    public static StackConfig load(Path directory, String stack, Optional<Path> file, Optional<String> fileName) {
        ProjectFile project = ProjectFile.read(directory);
        StackLoader loader = new StackLoader(project, stackFile(project, directory, stack, file, fileName));
        project.unreadProjectFile().ifPresent(loader::unread);
        if (file.isEmpty()) {
            project.unreadStackFile(shortName(stack)).ifPresent(loader::unread);
        }
        return loader.load(shortName(stack));
    }

    /** The file of a stack, be it there or not; of a project that can not be read the one that it would have. */
    public static Path file(Path directory, String stack) {
        try {
            return ProjectFile.read(directory).stackFile(shortName(stack));
        } catch (SpecException e) {
            return directory.resolve("Pulumi." + shortName(stack) + ".yaml");
        }
    }

    /** Without the organization and the project before it. */
    public static String shortName(String stack) {
        return stack.substring(stack.lastIndexOf('/') + 1);
    }

    /** The file of a stack, its own or another one. */
    static YamlFile stackFile(
            ProjectFile project, Path directory, String stack, Optional<Path> file, Optional<String> fileName) {
        String name = shortName(stack);
        if (!STACK.matcher(name).matches()) {
            throw new SpecException(List.of(new Problem(
                    SpecPath.ROOT,
                    "got the stack " + Shown.text(stack) + "; use letters, digits, hyphens, underscores and dots")));
        }
        return file.isPresent()
                ? YamlFile.read(
                        file.get(),
                        ProjectFolder.of(file.get(), directory, Path.of("")),
                        fileName.orElse(file.get().toString()),
                        () -> "does not exist")
                : YamlFile.read(
                        project.stackFile(name), new ProjectFolder(directory), () -> project.missingStack(name));
    }

    /**
     * The configuration that Pulumi's engine gave to the running program. Where the stack's file is in the directory and
     * says the same, places and order are the file's; a secret of the file stays the file's ciphertext.
     */
    public static StackConfig of(EngineConfig engine, Path directory) {
        Map<String, Entry> known;
        Optional<Position> position;
        try {
            StackConfig file = load(directory, engine.stack(), Optional.empty());
            known = file.sections.entries();
            position = file.sections.position();
        } catch (SpecException e) {
            // Pulumi read the configuration elsewhere (--config-file, a service): its values count, without a place.
            known = Map.of();
            position = Optional.empty();
        }
        Map<String, Entry> sections = new LinkedHashMap<>();
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, String> given : engine.values().entrySet()) {
            String key = given.getKey();
            boolean secret = engine.secretKeys().contains(key);
            values.put(key, secret ? NodeJson.SECRET : given.getValue());
            if (key.startsWith(NAMESPACE)) {
                String section = key.substring(NAMESPACE.length());
                Optional<Entry> written = Optional.ofNullable(known.get(section));
                Node value = NodeJson.read(given.getValue());
                Node placed = written.map(entry -> placed(value, entry.value())).orElse(value);
                sections.put(
                        section,
                        new Entry(
                                written.flatMap(Entry::keyPosition),
                                secret && !placed.holdsSecret() ? secret(placed.position()) : placed));
            }
        }
        return new StackConfig(
                new EngineConfig(engine.project(), engine.stack(), values, engine.secretKeys()),
                Map.of(),
                new Mapping(sections, position),
                Map.of(),
                List.of(),
                List.of());
    }

    /**
     * What a program in another language says, without a file: sections by their keys below {@code mullion:}.
     *
     * @param values text, numbers, booleans, lists and maps, {@link Given#SECRET} and {@link Given.Unknown}
     */
    public static StackConfig of(EngineConfig engine, Map<String, Object> values) {
        Map<String, Entry> sections = new LinkedHashMap<>();
        values.forEach((key, value) -> sections.put(key, new Entry(Optional.empty(), Given.node(value))));
        return new StackConfig(
                        engine, Map.of(), new Mapping(sections, Optional.empty()), Map.of(), List.of(), List.of())
                .reading(output -> {
                    throw new OtherStacks.UnreadableStackException("is how a stack file names " + output
                            + "; in a program give what a StackReference of its own reads");
                });
    }

    /** What an engine would hand to a program; {@code [secret]} stands for every secret. */
    public EngineConfig engine() {
        return engine;
    }

    /**
     * All keys as they are written, the project's defaults included: text, booleans, numbers, lists and maps, sorted by the full
     * key. Secrets are what stands in the file, {@code {secure: <ciphertext>}}.
     */
    public Map<String, Object> written() {
        Map<String, Object> all = new TreeMap<>();
        written.forEach((key, entry) -> all.put(key, NodeJson.value(entry.value())));
        return all;
    }

    /** The same configuration, whose values of other stacks are read by what is given; else they are not known. */
    public StackConfig reading(OtherStacks others) {
        return new StackConfig(engine, written, sections, bare, problems, warnings, others);
    }

    /** Gives everything below {@code mullion:} to a builder that has a key for each section. */
    public Binding bind(SpecBuilder<?> builder) {
        String ownStack = shortName(engine.stack());
        Binder binder = new Binder(output -> {
            // Of another organization, which a file does not know, it may be where the stack moves from.
            if (output.stack().equals("organization/" + engine.project() + "/" + ownStack)) {
                throw new OtherStacks.UnreadableStackException("reads an output of its own stack, " + output.stack()
                        + ", which is there only after it is deployed; name another stack");
            }
            return otherStacks.value(output);
        });
        binder.root(builder, sections, NAMESPACE);
        binder.withoutNamespace(builder, bare, sections, NAMESPACE);
        return new Binding(this, Optional.of(binder));
    }

    /** What stands for {@link #bind} where a program describes everything itself. */
    public Binding unbound() {
        return new Binding(this, Optional.empty());
    }

    /** All keys as they are written, the project's defaults included, sorted by the full key. */
    Map<String, Entry> entries() {
        return written;
    }

    /**
     * A value of another stack, and where it goes first.
     *
     * @param path as a user reads it
     */
    public record WantedOutput(SpecPath path, StackOutput output, Optional<Position> position) {}

    /**
     * The values of other stacks that the sections want, each once, in the order of the file; what is written wrong is no such value.
     * A few lines of aliases may want one 30,000 times.
     */
    public List<WantedOutput> wantedOutputs() {
        Map<StackOutput, WantedOutput> wanted = new LinkedHashMap<>();
        sections.entries()
                .forEach((key, entry) -> wantedOutputs(SpecPath.ROOT.key(NAMESPACE + key), entry.value(), wanted));
        return List.copyOf(wanted.values());
    }

    private static void wantedOutputs(SpecPath path, Node node, Map<StackOutput, WantedOutput> wanted) {
        if (node instanceof Mapping mapping) {
            if (StackOutput.isMeant(mapping) && StackOutput.refusal(mapping).isEmpty()) {
                StackOutput output = StackOutput.of(mapping);
                wanted.putIfAbsent(output, new WantedOutput(path, output, mapping.position()));
                return;
            }
            mapping.entries().forEach((key, entry) -> wantedOutputs(path.key(key), entry.value(), wanted));
        } else if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                wantedOutputs(path.index(i), sequence.items().get(i), wanted);
            }
        }
    }

    /** What is wrong with the file itself, outside of its sections. */
    List<Problem> problems() {
        return problems;
    }

    List<Warning> warnings() {
        return warnings;
    }

    /** The keys below {@code mullion:}. */
    Set<String> sections() {
        return sections.entries().keySet();
    }

    /**
     * Where a value stands, by its full path ({@code mullion:ecs.storefront...}): the value itself, or the key of the
     * nearest thing above it that is written; empty when no file is known.
     */
    public Optional<Position> position(SpecPath path) {
        return position(path, false);
    }

    /** Where the key of a path stands, or that of the nearest thing above it that is written. */
    public Optional<Position> keyPosition(SpecPath path) {
        return position(path, true);
    }

    /** The same; the key itself rather than its value where that is asked for. */
    Optional<Position> position(SpecPath path, boolean ofKey) {
        if (path.segments().size() == 1 && path.segments().get(0) instanceof String key && written.containsKey(key)) {
            Entry entry = written.get(key);
            return ofKey ? entry.keyPosition() : entry.value().position();
        }
        Optional<Position> nearest = sections.position();
        Node node = sections;
        for (int i = 0; i < path.segments().size(); i++) {
            Object segment = path.segments().get(i);
            if (i == 0 && segment instanceof String key && key.startsWith(NAMESPACE)) {
                segment = key.substring(NAMESPACE.length());
            }
            Optional<Entry> below = below(node, segment);
            if (below.isEmpty()) {
                return nearest;
            }
            nearest = below.get().keyPosition();
            node = below.get().value();
        }
        return ofKey ? nearest : node.position();
    }

    /** What stands at a key or an index; of an item, its own place stands for the key's. */
    private static Optional<Entry> below(Node node, Object segment) {
        if (segment instanceof String key && node instanceof Mapping mapping) {
            return Optional.ofNullable(mapping.entries().get(key));
        }
        if (segment instanceof Integer index
                && node instanceof Sequence sequence
                && index < sequence.items().size()) {
            Node item = sequence.items().get(index);
            return Optional.of(new Entry(item.position(), item));
        }
        return Optional.empty();
    }

    private static Node secret(Optional<Position> position) {
        Scalar hidden = new Scalar(NodeJson.SECRET, Kind.STRING, position);
        return new Mapping(Map.of(Mapping.SECURE, new Entry(position, hidden)), position);
    }

    /** The value, with the places, the order and the secrets of what was written. */
    private static Node placed(Node value, Node written) {
        if (written instanceof Mapping mapping && mapping.isSecret()) {
            return written;
        }
        if (value instanceof Mapping given && written instanceof Mapping mapping) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, entry) -> Optional.ofNullable(given.entries().get(key))
                            .ifPresent(found -> entries.put(
                                    key, new Entry(entry.keyPosition(), placed(found.value(), entry.value())))));
            given.entries().forEach(entries::putIfAbsent);
            return new Mapping(entries, written.position());
        }
        if (value instanceof Sequence given
                && written instanceof Sequence sequence
                && given.items().size() == sequence.items().size()) {
            List<Node> items = new ArrayList<>();
            for (int i = 0; i < given.items().size(); i++) {
                items.add(placed(given.items().get(i), sequence.items().get(i)));
            }
            return new Sequence(items, written.position());
        }
        boolean same = value instanceof Scalar given
                && written instanceof Scalar scalar
                && given.engineText().equals(scalar.engineText());
        return same ? written : value;
    }
}
