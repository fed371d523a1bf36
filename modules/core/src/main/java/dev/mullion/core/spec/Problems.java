package dev.mullion.core.spec;

import dev.mullion.core.spec.Problem.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Collects all that is wrong with a spec, so that a user hears of everything at once. {@link #at(String)} gives a view
 * one level down that writes into the same collection; a spec checks its own values and hands the view to its children.
 */
public final class Problems {
    private final SpecPath path;
    private final Found problems;
    private final List<Warning> warnings;
    private final Subject subject;
    private final Set<SpecPath> dependsOn;

    /** What all views have found. Thousands of places ask among thousands of problems whether theirs has one. */
    private static final class Found {
        final List<Problem> all = new ArrayList<>();
        private final Set<SpecPath> holding = new HashSet<>();
        private int looked;

        boolean isWithin(SpecPath path) {
            for (; looked < all.size(); looked++) {
                List<Object> segments = all.get(looked).path().segments();
                for (int length = segments.size(); length >= 0; length--) {
                    if (!holding.add(new SpecPath(segments.subList(0, length)))) {
                        break; // and so is what is above it
                    }
                }
            }
            return holding.contains(path);
        }
    }

    /** An empty collection whose paths start at the spec that is checked. */
    public Problems() {
        this(SpecPath.ROOT, new Found(), new ArrayList<>(), Subject.VALUE, Set.of());
    }

    private Problems(SpecPath path, Found problems, List<Warning> warnings, Subject subject, Set<SpecPath> dependsOn) {
        this.path = path;
        this.problems = problems;
        this.warnings = warnings;
        this.subject = subject;
        this.dependsOn = dependsOn;
    }

    public Problems at(String key) {
        return new Problems(path.key(key), problems, warnings, Subject.VALUE, dependsOn);
    }

    /** The same for what is wrong with the key itself, which may stand lines above its value. */
    public Problems atKey(String key) {
        return new Problems(path.key(key), problems, warnings, Subject.KEY, dependsOn);
    }

    public Problems at(int index) {
        return new Problems(path.index(index), problems, warnings, Subject.VALUE, dependsOn);
    }

    /**
     * A view of the same path for what also follows from values below it: {@code given("minSize").at("maxSize")}. Where one
     * of them is refused itself, what is reported here is no news, and nobody hears of it.
     */
    public Problems given(String... keys) {
        return given(Stream.of(keys).map(this::at).toArray(Problems[]::new));
    }

    /** The same for values anywhere: each view stands for the value at its path, and for what that is given itself. */
    public Problems given(Problems... values) {
        Set<SpecPath> all = new LinkedHashSet<>(dependsOn);
        for (Problems value : values) {
            all.add(value.path);
            all.addAll(value.dependsOn);
        }
        // Each problem has this very set, however many there are.
        return new Problems(path, problems, warnings, subject, Set.copyOf(all));
    }

    /** The same path, for what is wrong with its last key itself. */
    public Problems ofKey() {
        return new Problems(path, problems, warnings, Subject.KEY, dependsOn);
    }

    /** The same path, for what is wrong with which entries stand there, whatever they hold: there are too many, say. */
    public Problems ofEntries() {
        return new Problems(path, problems, warnings, Subject.ENTRIES, dependsOn);
    }

    /** The same path, for a value that stands elsewhere, too. */
    public Problems ofRepetition() {
        return new Problems(path, problems, warnings, Subject.REPETITION, dependsOn);
    }

    /** A view of a value by its path from where the check of everything starts. */
    public Problems atRoot(SpecPath absolute) {
        return new Problems(absolute, problems, warnings, Subject.VALUE, dependsOn);
    }

    /** A view of a value anywhere below this path. */
    public Problems at(SpecPath below) {
        return new Problems(below.under(path), problems, warnings, Subject.VALUE, dependsOn);
    }

    /** Whether something at or below this path was refused so far. */
    public boolean refused() {
        return problems.isWithin(path);
    }

    /** Adds what was found elsewhere, by paths that start here. */
    public void include(List<Problem> found) {
        found.forEach(problem -> problems.all.add(problem.at(problem.path().under(path), problem.position())));
    }

    /** The value at this path is refused: {@code got "x"; use y}. */
    public void refuse(Object got, String use) {
        add("got " + Shown.value(got, path) + "; " + use);
    }

    /** Something is wrong at this path that no single value shows, such as a missing key. */
    public void add(String message) {
        add(message, Optional.empty());
    }

    private void add(String message, Optional<String> silencedBy) {
        problems.all.add(new Problem(path, message, Optional.empty(), subject, dependsOn, silencedBy));
    }

    /** Something at this path is refused that a user may mean all the same, and then says so by a silence of that id. */
    public void addUnlessSilenced(String id, String message) {
        add(message + " (or silence " + id + ")", Optional.of(id));
    }

    public void warn(String id, String message) {
        warnings.add(new Warning(id, path, message, Optional.empty()));
    }

    /** Refuses a number outside {@code least..most}, both included. */
    public void range(long got, long least, long most) {
        if (got < least || got > most) {
            refuse(got, "use " + least + " to " + most);
        }
    }

    public List<Problem> problems() {
        return List.copyOf(problems.all);
    }

    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Ends the check.
     *
     * @throws SpecException with everything collected so far, if anything was refused
     */
    public void throwIfAny() {
        if (!problems.all.isEmpty()) {
            throw new SpecException(problems.all);
        }
    }
}
