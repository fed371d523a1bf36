package dev.mullion.core.config;

import dev.mullion.core.spec.BrokenValues;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a stack file says below {@code mullion:}, given to a builder; or nothing of it, for a program that describes
 * everything itself. It knows what did not fit, and the lines of what did.
 */
public final class Binding {
    /** How a problem begins that says what stands there. */
    private static final Pattern GOT = Pattern.compile("^got .*?; ");

    private final StackConfig config;
    private final Optional<Binder> binder;

    Binding(StackConfig config, Optional<Binder> binder) {
        this.config = config;
        this.binder = binder;
    }

    /** Whether the stack file was taken. */
    public boolean isBound() {
        return binder.isPresent();
    }

    /**
     * Ends the checks of a stack. What only follows from something that was refused before is left out.
     *
     * @param builder what the stack file was given to; it knows what a program gave, which no line of the file says, and
     *     what was wrong in its calls
     * @param found what the checks found
     * @param silences by which a user takes what is refused else; it is a warning then
     * @return the warnings in the order of the file; nothing is silenced yet
     * @throws SpecException with everything that is wrong
     */
    public List<Warning> conclude(SpecBuilder<?> builder, Problems found, List<Silence> silences) {
        Set<SpecPath> fromProgram = builder.given();
        BrokenValues broken = binder.map(Binder::broken).orElseGet(BrokenValues::new);
        broken.addAll(builder.problems());
        List<Problem> all = new ArrayList<>(config.problems());
        // With sections in the wrong place, what the stack as a whole lacks is no news.
        boolean misplaced = config.problems().stream()
                .anyMatch(problem -> problem.path().segments().size() == 1);
        binder.ifPresent(bound -> bound.problems().forEach(problem -> all.add(placed(problem, fromProgram))));
        builder.problems().forEach(problem -> all.add(placed(problem, fromProgram)));
        List<Warning> taken = new ArrayList<>();
        Set<Silence.Place> silenced = silences.stream().map(Silence::place).collect(Collectors.toSet());
        found.problems().stream()
                .filter(problem -> !broken.isCauseOf(problem))
                .filter(problem -> !misplaced || !problem.path().equals(SpecPath.ROOT))
                .map(problem -> placed(problem, fromProgram))
                .forEach(problem -> {
                    Optional<Warning> warning = problem.silencedBy()
                            .map(id -> new Warning(id, problem.path(), problem.message(), problem.position()))
                            .filter(meant -> {
                                Silence.Place place = Silence.Place.of(meant);
                                return silenced.stream().anyMatch(each -> each.covers(place));
                            });
                    warning.ifPresentOrElse(taken::add, () -> all.add(problem));
                });
        if (!all.isEmpty()) {
            throw new SpecException(all);
        }
        Stream<Warning> ofChecks = found.warnings().stream()
                .map(warning -> new Warning(
                        warning.id(),
                        full(warning.path()),
                        warning.message(),
                        position(warning.path(), false, fromProgram)));
        return Warning.sorted(Stream.of(config.warnings().stream(), untaken(), ofChecks, taken.stream())
                .flatMap(each -> each));
    }

    /**
     * A value of another stack that is not known here.
     *
     * @param path where it goes, as a user reads it
     * @param rules what it must be that could not be checked; empty where no rule reads it
     */
    public record Unread(SpecPath path, StackOutput output, List<String> rules) {
        public Unread {
            rules = List.copyOf(rules);
        }
    }

    /**
     * The values of other stacks that are not known here, in the order of the file.
     *
     * @param found what the checks found: what a rule says of a symbol is what it could not check
     */
    public List<Unread> unread(Problems found) {
        return binder.stream()
                .flatMap(bound -> bound.unread().entrySet().stream())
                .map(unread -> new Unread(
                        full(unread.getKey()),
                        unread.getValue(),
                        found.problems().stream()
                                .filter(problem -> problem.path().startsWith(unread.getKey()))
                                .map(problem -> GOT.matcher(problem.message()).replaceFirst(""))
                                .distinct()
                                .toList()))
                .toList();
    }

    private Stream<Warning> untaken() {
        return isBound()
                ? Stream.empty()
                : config.sections().stream()
                        // No program takes it: mullion diff reads it from the file.
                        .filter(section -> !section.equals(DiffSpec.KEY))
                        .map(SpecPath.ROOT::key)
                        .map(path -> new Warning(
                                "CFG003",
                                full(path),
                                "is not taken, since the program describes the stack itself; call fromConfig() there, or"
                                        + " remove it",
                                config.position(full(path), true)));
    }

    /** The silences of a stack with their places. */
    public Silences silences(SpecBuilder<?> builder, List<Silence> silences) {
        Set<SpecPath> fromProgram = builder.given();
        List<Silences.Placed> placed = new ArrayList<>();
        for (int i = 0; i < silences.size(); i++) {
            SpecPath path = SpecPath.ROOT.key(StackConfig.SILENCE).index(i);
            placed.add(new Silences.Placed(silences.get(i), position(path, false, fromProgram)));
        }
        return new Silences(placed);
    }

    /** Where a key stands; nowhere what a program gave. */
    public Optional<Position> keyPosition(SpecBuilder<?> builder, SpecPath path) {
        return position(path, true, builder.given());
    }

    /**
     * A warning at a line of another file than the stack's.
     *
     * @param path what names that file, from the root spec
     */
    public Warning elsewhere(String id, SpecPath path, String message, Position position) {
        return new Warning(id, full(path), message, Optional.of(position));
    }

    private Problem placed(Problem problem, Set<SpecPath> fromProgram) {
        return problem.at(
                full(problem.path()),
                problem.position()
                        .or(() -> position(problem.path(), problem.subject() == Problem.Subject.KEY, fromProgram)));
    }

    private Optional<Position> position(SpecPath path, boolean ofKey, Set<SpecPath> fromProgram) {
        boolean written = binder.isPresent() && fromProgram.stream().noneMatch(path::startsWith);
        return written ? config.position(full(path), ofKey) : Optional.empty();
    }

    /** A path from the root spec, as a user reads it. */
    public static SpecPath full(SpecPath path) {
        boolean elsewhere =
                path.segments().isEmpty() || (path.segments().get(0) instanceof String key && key.indexOf(':') >= 0);
        if (elsewhere) {
            return path; // of the whole, or of another namespace
        }
        List<Object> segments = new ArrayList<>(path.segments());
        segments.set(0, StackConfig.NAMESPACE + segments.get(0));
        return new SpecPath(segments);
    }
}
