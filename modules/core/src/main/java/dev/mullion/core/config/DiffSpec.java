package dev.mullion.core.config;

import dev.mullion.core.files.ProjectFolder;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How {@code mullion diff} reports the stack.
 *
 * <pre>{@code
 * mullion:diff:
 *   mask:
 *     - 'shop-[0-9a-f]{24}'
 *     - 'LicenceNumber: (\S+)'
 *   ignore:
 *     - {type: aws:ecs:Service, path: 'tags.*', reason: a controller keeps them}
 * }</pre>
 *
 * <p>Of two sides the older one's file says what is hidden and left out, so that no change hides itself.
 *
 * @param mask regular expressions of Java for what a report hides: the first group of each, or all that it matches
 * @param ignore changes that are counted, and not shown
 */
@GenerateBuilder
public record DiffSpec(
        @Explain(example = "[\"(?i)internal-token: (\\\\S+)\"]")
        List<MaskPattern> mask,

        @Explain(example = "[{type: \"aws:ecs:Service\", path: desiredCount, reason: a schedule moves it}]")
        List<IgnoredChange> ignore)
        implements Spec {
    /** The key below {@code mullion:}. */
    public static final String KEY = "diff";

    /** That says nothing. */
    public static final DiffSpec NONE = new DiffSpec(List.of(), List.of());

    /** Each is looked for in every text. */
    public static final int MAX_MASKS = 50;

    /** Each is held against every property. */
    public static final int MAX_IGNORED = 100;

    public DiffSpec {
        mask = List.copyOf(mask);
        ignore = List.copyOf(ignore);
    }

    /**
     * What a stack file says of reports, whatever else it says.
     *
     * @param directory of the project; a file in it, or in this process's directory, is no link that leads out of it
     * @throws SpecException where it says nothing of them, or what is wrong
     */
    public static DiffSpec read(Path file, Path directory) {
        Optional<ProjectFolder> folder = ProjectFolder.of(file, directory, Path.of(""));
        YamlFile yaml = YamlFile.read(file, folder, file.toString(), () -> "does not exist");
        SpecPath path = SpecPath.ROOT.key(StackConfig.NAMESPACE + KEY);
        Node section = entry(yaml.root(), "config")
                .flatMap(config -> entry(config.value(), StackConfig.NAMESPACE + KEY))
                .map(Node.Entry::value)
                .orElseThrow(() -> refused(new Problem(path, "is missing", Optional.of(yaml.start()))));
        if (!(section instanceof Node.Mapping mapping)) {
            throw refused(new Problem(path, "is no map; use mask and ignore", section.position()));
        }
        DiffSpecBuilder builder = builder();
        Binder binder = new Binder(OtherStacks.UNREAD);
        binder.root(builder, mapping, "");
        DiffSpec read = builder.unchecked();
        Problems problems = new Problems();
        read.check(problems);
        List<Problem> all = new ArrayList<>(yaml.problems());
        Stream.of(binder.problems(), builder.problems(), problems.problems())
                .flatMap(List::stream)
                .map(problem -> problem.at(
                        problem.path().under(path), problem.position().or(section::position)))
                .forEach(all::add);
        if (!all.isEmpty()) {
            throw new SpecException(all);
        }
        return read;
    }

    private static Optional<Node.Entry> entry(Node node, String key) {
        return node instanceof Node.Mapping mapping
                ? Optional.ofNullable(mapping.entries().get(key))
                : Optional.empty();
    }

    private static SpecException refused(Problem problem) {
        return new SpecException(List.of(problem));
    }

    @Override
    public void check(Problems problems) {
        if (mask.size() > MAX_MASKS) {
            problems.at("mask").ofEntries().add("has " + mask.size() + " masks; use at most " + MAX_MASKS);
        }
        if (ignore.size() > MAX_IGNORED) {
            problems.at("ignore").ofEntries().add("has " + ignore.size() + " entries; use at most " + MAX_IGNORED);
        }
        for (int i = 0; i < ignore.size(); i++) {
            ignore.get(i).check(problems.at("ignore").at(i));
        }
    }

    public static DiffSpecBuilder builder() {
        return new DiffSpecBuilder();
    }
}
