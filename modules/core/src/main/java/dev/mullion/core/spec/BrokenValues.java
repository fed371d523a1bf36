package dev.mullion.core.spec;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The paths of values that were refused where they were read, so that defaults stand in for them. */
public final class BrokenValues {
    private final Set<SpecPath> broken = new HashSet<>();
    private final Set<SpecPath> aboveBroken = new HashSet<>();
    private final Set<SpecPath> lacking = new HashSet<>();
    private final Set<SpecPath> unknown = new HashSet<>();

    /** Of what problems depend on, which thousands of one check share. */
    private final IdentityHashMap<Set<SpecPath>, Boolean> areBroken = new IdentityHashMap<>();

    public void add(SpecPath path) {
        areBroken.clear();
        broken.add(path);
        prefixes(path).forEach(aboveBroken::add);
    }

    /** Adds a text that only a deployment knows: what is said of it is no news; what holds it, or hangs on its being there, is. */
    public void addUnknown(SpecPath path) {
        unknown.add(path);
    }

    /** Adds a broken value whose place nothing keeps, so that there is an entry less than somebody wrote. */
    public void addLeftOut(SpecPath path) {
        add(path);
        lacking.add(new SpecPath(
                path.segments().subList(0, Math.max(0, path.segments().size() - 1))));
    }

    /** Adds the values that these problems are about; a key that is wrong leaves its value as it is. */
    public void addAll(Iterable<Problem> problems) {
        problems.forEach(problem -> {
            if (problem.subject() != Problem.Subject.KEY) {
                addLeftOut(problem.path());
            }
        });
    }

    /**
     * Whether a problem that a check found may only follow from a default that stands in: it is about a broken value, a part
     * of it or something that holds one, or it depends on one.
     */
    public boolean isCauseOf(Problem found) {
        boolean isAboutBroken =
                switch (found.subject()) {
                    case VALUE -> isBroken(found.path()) || isUnknown(found.path());
                    case ENTRIES ->
                        lacking.contains(found.path()) || isWithinBroken(found.path()) || isUnknown(found.path());
                    case REPETITION -> isBroken(found.path());
                    case KEY -> false;
                };
        return isAboutBroken
                || areBroken.computeIfAbsent(
                        found.dependsOn(), values -> values.stream().anyMatch(this::isBroken));
    }

    private boolean isBroken(SpecPath path) {
        return aboveBroken.contains(path) || isWithinBroken(path);
    }

    private boolean isWithinBroken(SpecPath path) {
        return prefixes(path).anyMatch(broken::contains);
    }

    private boolean isUnknown(SpecPath path) {
        return prefixes(path).anyMatch(unknown::contains);
    }

    private static Stream<SpecPath> prefixes(SpecPath path) {
        return IntStream.rangeClosed(0, path.segments().size())
                .mapToObj(length -> new SpecPath(path.segments().subList(0, length)));
    }
}
