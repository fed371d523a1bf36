package dev.mullion.live;

import dev.mullion.core.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Many questions to one region, of which each can go unanswered: the rest is asked without it. */
public final class Questions {
    private final AwsRegion region;
    private final List<AwsProblem> problems = new ArrayList<>();

    /** Whether AWS said anything yet. */
    private boolean answered;

    public Questions(AwsRegion region) {
        this.region = region;
    }

    public AwsRegion region() {
        return region;
    }

    /**
     * Asks what the rest can do without: empty where there is no answer, which {@link #untold} says.
     *
     * @param action the permission that the call needs, such as {@code ssm:GetParameters}
     * @param call one call, or the reading of all its pages
     * @throws AwsProblem when nothing else can be asked either
     */
    public <T> Optional<T> ask(String action, Supplier<T> call) {
        try {
            T answer = region.ask(action, call);
            answered = true;
            return Optional.of(answer);
        } catch (AwsProblem problem) {
            boolean hopeless = problem.kind() == AwsProblem.Kind.CREDENTIALS
                    || (problem.kind() == AwsProblem.Kind.UNREACHABLE && !answered);
            if (hopeless) {
                throw problem;
            }
            answered |= problem.kind() != AwsProblem.Kind.UNREACHABLE;
            problems.add(problem);
            return Optional.empty();
        }
    }

    /** An answer is there, and tells nothing of something that was asked for by its name, which AWS itself had listed. */
    public void leavesOut(String action, String what) {
        problems.add(new AwsProblem(
                AwsProblem.Kind.REFUSED,
                action + " in " + region.name() + ": the answer has no " + Visible.text(what)));
    }

    /** What AWS did not tell, a line each, sorted. */
    public List<String> untold() {
        return problems.stream().map(AwsProblem::getMessage).distinct().sorted().toList();
    }
}
