package dev.mullion.review;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.spec.ProblemLines;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.compare.Comparer;
import dev.mullion.diff.compare.FailureMask;
import dev.mullion.diff.compare.OwnMasks;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.SameStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Previews both sides of each stack and compares them. */
public final class ReportMaker {
    private static final Comparator<Report.Entry> ORDER =
            Comparator.comparing(Report.Entry::project).thenComparing(Report.Entry::stack);

    private final Source base;
    private final Source head;
    private final Optional<Path> plans;
    private final Path below;
    private final DiffSpec rules;

    /**
     * A maker of reports on two sides.
     *
     * @param plans where the plans of both sides are kept, if anywhere
     * @param below the folder for them in that of either side
     * @param rules of the command line
     */
    ReportMaker(Source base, Source head, Optional<Path> plans, Path below, DiffSpec rules) {
        this.base = base;
        this.head = head;
        this.plans = plans;
        this.below = below;
        this.rules = rules;
    }

    /** Of one plan: what it says that it would change. */
    static Report of(PlanFileSource plan, DiffSpec rules) {
        Input input = plan.input();
        if (FailedPlans.isAll(input)) {
            Report.Failure failure = FailureMask.of(
                    input.project(),
                    input.stack(),
                    ProblemLines.most(FailedPlans.lines(input)),
                    List.of(input),
                    rules.mask());
            return new Report(plan.name(), plan.name(), List.of(failure));
        }
        if (input instanceof Input.Side side) {
            if (side.deployed()) {
                throw new UserException(plan.name() + ": is a state, which changes nothing; name the other side too");
            }
            return new Report(plan.name(), plan.name(), List.of(Comparer.compare(nothing(input), side, rules)));
        }
        return new Report(plan.name(), plan.name(), List.of(Comparer.compare((Input.Changes) input, rules)));
    }

    Report make(ComparedStacks stacks) throws IOException {
        if (plans.isPresent()) {
            KeptPlan.refuseNames(stacks.all());
            KeptPlan.refuseLink(plans.get());
            KeptPlan.refuseForeign(plans.get().resolve("base"), stacks.all());
            KeptPlan.refuseForeign(plans.get().resolve("head"), stacks.all());
        }
        List<Report.Entry> entries = new ArrayList<>();
        // Plans that are compared elsewhere say by their names which stacks there are.
        for (String stack : plans.isPresent() ? stacks.all() : stacks.touched()) {
            entries.add(entry(stack, stacks));
        }
        if (entries.isEmpty()) {
            for (String stack : stacks.untouched()) {
                entries.add(untouched(stack, List.of("no file that the stack is made of differs")));
            }
        }
        entries.sort(ORDER);
        return new Report(base.name(), head.name(), entries);
    }

    /** What there is to say of each stack, of many projects; one that can not be compared is a failure of its own. */
    List<Report.Entry> each(ComparedStacks stacks) throws IOException {
        List<Report.Entry> entries = new ArrayList<>();
        for (String stack : stacks.all()) {
            entries.add(Refusal.or(
                    () -> plans.isPresent() || stacks.touched().contains(stack)
                            ? entry(stack, stacks)
                            : untouched(stack, List.of()),
                    message -> failed(stack, message)));
        }
        return entries;
    }

    private Report.Entry failed(String stack, String message) throws IOException {
        return new Report.Failure(
                project(new Source.Previewed.Absent(), new Source.Previewed.Absent()),
                stack,
                ProblemLines.most(message.lines().toList()));
    }

    /** Of two plans of one stack. */
    public static Report of(Input base, Input head) {
        List<String> problems = new ArrayList<>(failure(base, base.name()));
        problems.addAll(failure(head, head.name()));
        Report.Entry entry = problems.isEmpty()
                ? compared(Optional.of(base), Optional.of(head), DiffSpec.NONE, !isDeployed(base))
                : FailureMask.of(
                        head.project(),
                        head.stack(),
                        problems,
                        List.of(base, head),
                        OwnMasks.of(List.of(), Optional.of(base)));
        return new Report(base.name(), head.name(), List.of(entry));
    }

    private Report.Entry entry(String stack, ComparedStacks stacks) throws IOException {
        Source.Previewed before = base.preview(stack);
        Source.Previewed after = head.preview(stack);
        if (before instanceof Source.Previewed.Absent && after instanceof Source.Previewed.Absent) {
            throw new UserException(
                    "neither side has a stack " + stack + "; there are " + String.join(", ", stacks.known()));
        }
        if (plans.isPresent()) {
            String project = project(before, after);
            KeptPlan.write(before, project, stack, plans.get().resolve("base").resolve(below));
            KeptPlan.write(after, project, stack, plans.get().resolve("head").resolve(below));
        }
        List<String> problems = new ArrayList<>(problems(before, base.name()));
        problems.addAll(problems(after, head.name()));
        if (!problems.isEmpty()) {
            List<Input> inputs = Stream.of(plan(before), plan(after))
                    .flatMap(Optional::stream)
                    .toList();
            return FailureMask.of(
                    project(before, after), stack, problems, inputs, OwnMasks.of(rules.mask(), plan(before)));
        }
        Comparison comparison = compared(
                MadePlan.comparable(plan(before), plan(after)),
                MadePlan.comparable(plan(after), plan(before)),
                rules,
                isHandedOut(base) || isHandedOut(head));
        if (before instanceof Source.Previewed.Absent || after instanceof Source.Previewed.Absent) {
            String side = before instanceof Source.Previewed.Absent ? base.name() : head.name();
            return noted(comparison, Shown.text(side) + " has no stack " + stack);
        }
        return comparison;
    }

    private static Comparison noted(Comparison comparison, String note) {
        List<String> notes = new ArrayList<>(List.of(note));
        notes.addAll(comparison.notes());
        return comparison.withNotes(notes);
    }

    /** A side that is not there has nothing. */
    private static Comparison compared(
            Optional<Input> before, Optional<Input> after, DiffSpec rules, boolean handedOut) {
        Input any = after.or(() -> before).orElseThrow();
        Input base = before.orElseGet(() -> nothing(any));
        Input head = after.orElseGet(() -> nothing(any));
        SameStack.check(base, head);
        return Comparer.compare(side(base), side(head), rules, handedOut);
    }

    /** Whether a side's plans have {@code [secret]} for a container's variables: what was previewed here has not. */
    private static boolean isHandedOut(Source side) {
        return side instanceof PlanFolderSource
                || (side instanceof PlanFileSource plan && !isDeployed(plan.input()))
                || (side instanceof RevisionSource revision && revision.launches());
    }

    private static boolean isDeployed(Input input) {
        return input instanceof Input.Side side && side.deployed();
    }

    /** A plan that holds a diff leaves out what stays, so there is nothing to compare the rest with. */
    private static Input.Side side(Input input) {
        if (input instanceof Input.Side side) {
            return side;
        }
        throw new UserException(
                input.name() + ": holds a diff already, without the resources that stay; name it alone, or"
                        + " compare two states (`pulumi stack export`) or two plans of `mullion preview`");
    }

    private static Optional<Input> plan(Source.Previewed previewed) {
        return previewed instanceof Source.Previewed.Plan plan ? Optional.of(plan.input()) : Optional.empty();
    }

    private static Input.Side nothing(Input of) {
        return new Input.Side(of.name(), of.project(), of.stack(), false, new TreeMap<>(), List.of(), List.of());
    }

    private static List<String> problems(Source.Previewed previewed, String side) {
        if (previewed instanceof Source.Previewed.Failed failed) {
            return told(failed.problems(), side);
        }
        return plan(previewed).map(input -> failure(input, side)).orElse(List.of());
    }

    private static List<String> failure(Input input, String side) {
        return FailedPlans.isOne(input) ? told(FailedPlans.lines(input), side) : List.of();
    }

    private static List<String> told(List<String> problems, String side) {
        List<String> lines = new ArrayList<>(ProblemLines.most(problems));
        lines.add(0, "in " + side + ":");
        return lines;
    }

    private String project(Source.Previewed before, Source.Previewed after) throws IOException {
        for (Source.Previewed previewed : List.of(after, before)) {
            if (previewed instanceof Source.Previewed.Plan plan
                    && !plan.input().project().isEmpty()) {
                return plan.input().project();
            }
        }
        Optional<String> named = head.project();
        return named.isPresent() ? named.get() : base.project().orElse("");
    }

    private Comparison untouched(String stack, List<String> notes) throws IOException {
        return new Comparison(
                project(new Source.Previewed.Absent(), new Source.Previewed.Absent()),
                stack,
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                notes);
    }
}
