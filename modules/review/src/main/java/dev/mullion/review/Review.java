package dev.mullion.review;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.review.post.HandedOver;
import dev.mullion.review.post.Marker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Two sides of a project compared, or a plan on its own. */
public final class Review {
    private Review() {}

    /**
     * What to compare.
     *
     * @param base the old side, as the user names it
     * @param head the new side; without one it is the working tree for a revision, and nothing for a plan
     * @param stacks that the user names; empty for all
     * @param plans where the plans of both sides are kept, if anywhere
     * @param rules what the report hides and leaves out beside what the older side's stack file says
     */
    public record Request(
            String base, Optional<String> head, List<String> stacks, Optional<Path> plans, DiffSpec rules) {
        public Request {
            stacks = List.copyOf(stacks);
        }
    }

    /**
     * What came of it.
     *
     * @param marker of the exact stacks that the report is about, those that do not differ included
     * @param plans which sides lay there as plans
     */
    public record Outcome(Report report, Marker marker, Optional<HandedOver> plans) {}

    /**
     * Compares.
     *
     * @throws UserException when the sides do not go together
     */
    public static Outcome of(Request request, Sources sources) throws IOException {
        Source base = sources.named(request.base());
        if (request.head().isEmpty() && base instanceof PlanFileSource plan) {
            refuseOtherStack(plan, request.stacks());
            Report report = ReportMaker.of(plan, request.rules());
            return new Outcome(report, Marker.of(kind(report), report, plan.stacks()), Optional.of(HandedOver.BOTH));
        }
        if (request.head().isEmpty() && !(base instanceof RevisionSource)) {
            throw new UserException(request.base() + ": is a folder; name the other side too");
        }
        Source head = request.head().isEmpty()
                ? sources.workingTree()
                : sources.named(request.head().get());
        refuseOtherStack(base, request.stacks());
        refuseOtherStack(head, request.stacks());
        ComparedStacks stacks = ComparedStacks.of(base, head, request.stacks(), Optional.empty());
        if (stacks.all().isEmpty()) {
            throw new UserException("no stack file on either side has a section mullion:; write Pulumi.dev.yaml");
        }
        Report report = new ReportMaker(base, head, request.plans(), Path.of(""), request.rules()).make(stacks);
        return new Outcome(report, Marker.of("preview", report, stacks.all()), handedOver(base, head));
    }

    /** What was done stands beside the preview of it, and takes its comment from it no more than another run does. */
    private static String kind(Report report) {
        return report.stacks().stream()
                        .anyMatch(entry ->
                                entry instanceof Comparison of && of.run().happened())
                ? "run"
                : "engine";
    }

    private static Optional<HandedOver> handedOver(Source base, Source head) {
        boolean isHead = isPlan(head);
        if (isPlan(base)) {
            return Optional.of(isHead ? HandedOver.BOTH : HandedOver.BASE);
        }
        return isHead ? Optional.of(HandedOver.HEAD) : Optional.empty();
    }

    private static boolean isPlan(Source side) {
        return side instanceof PlanFileSource || side instanceof PlanFolderSource;
    }

    private static void refuseOtherStack(Source side, List<String> named) {
        if (side instanceof PlanFileSource plan && !named.isEmpty() && !named.equals(List.copyOf(plan.stacks()))) {
            throw new UserException(plan.name() + ": is of the stack "
                    + Visible.text(plan.input().stack()) + ", not " + String.join(", ", named));
        }
    }
}
