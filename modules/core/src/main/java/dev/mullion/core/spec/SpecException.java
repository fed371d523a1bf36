package dev.mullion.core.spec;

import java.util.Comparator;
import java.util.List;

/** What a user wrote is refused; holds every problem, in the order of the file where it is known, else of the paths. */
public final class SpecException extends RuntimeException {
    private static final Comparator<Problem> ORDER = Comparator.comparing(
                    (Problem problem) -> problem.position().map(Position::file).orElse(""))
            .thenComparing(problem -> problem.position().map(Position::line).orElse(0))
            .thenComparing(problem -> problem.position().map(Position::column).orElse(0))
            .thenComparing(problem -> problem.path().toString())
            .thenComparing(Problem::message);

    @SuppressWarnings("serial") // never serialised; the list is immutable
    private final List<Problem> problems;

    public SpecException(List<Problem> problems) {
        super(String.join(
                "\n",
                ProblemLines.most(
                        problems.stream().sorted(ORDER).map(Problem::toString).toList())));
        this.problems = problems.stream().sorted(ORDER).toList();
    }

    /** At least one; sorted. The exception's message is these, a line each, of more than a hundred the first. */
    public List<Problem> problems() {
        return problems;
    }
}
