package dev.mullion.core.spec;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The paths of values that were refused where they were read, so that defaults stand in for them. */
public final class BrokenValues {
    private final Set<SpecPath> broken = new HashSet<>();
    private final Set<SpecPath> aboveBroken = new HashSet<>();

    public void add(SpecPath path) {
        broken.add(path);
        prefixes(path).forEach(aboveBroken::add);
    }

    /** Adds the values that these problems are about; a key that is wrong leaves its value as it is. */
    public void addAll(Iterable<Problem> problems) {
        problems.forEach(problem -> {
            if (!problem.ofKey()) {
                add(problem.path());
            }
        });
    }

    /**
     * Whether a problem that a check found may only follow from a default that stands in: it is about a broken value, a part
     * of it or something that holds one, or it depends on one.
     */
    public boolean isCauseOf(Problem found) {
        return (!found.ofKey() && isBroken(found.path()))
                || found.dependsOn().stream().anyMatch(this::isBroken);
    }

    private boolean isBroken(SpecPath path) {
        return aboveBroken.contains(path) || prefixes(path).anyMatch(broken::contains);
    }

    private static Stream<SpecPath> prefixes(SpecPath path) {
        return IntStream.rangeClosed(0, path.segments().size())
                .mapToObj(length -> new SpecPath(path.segments().subList(0, length)));
    }
}
