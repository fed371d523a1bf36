package dev.mullion.live.doctor;

import dev.mullion.live.AwsProblem;
import dev.mullion.live.AwsRegion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One look at one region: whom to ask, and what was found. */
final class Examination {
    private final AwsRegion region;
    private final Instant now;
    private final List<DoctorFinding> findings = new ArrayList<>();
    private final Set<DoctorCheck> made = EnumSet.noneOf(DoctorCheck.class);
    private final NavigableSet<String> lookedAt = new TreeSet<>();
    private final List<AwsProblem> problems = new ArrayList<>();

    /** Whether AWS said anything yet. */
    private boolean answered;

    Examination(AwsRegion region, Instant now) {
        this.region = region;
        this.now = now;
    }

    AwsRegion region() {
        return region;
    }

    Instant now() {
        return now;
    }

    /**
     * Asks what the rest can do without: empty where there is no answer, which the report says.
     *
     * @throws AwsProblem when nothing else can be asked either
     */
    <T> Optional<T> ask(String action, Supplier<T> call) {
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

    /** A check was made of something. */
    void looked(DoctorCheck check, String at) {
        made.add(check);
        lookedAt.add(at);
    }

    void failure(DoctorCheck check, String where, String what, String remedy) {
        findings.add(new DoctorFinding(check, DoctorFinding.Level.FAILURE, where, what, remedy));
    }

    void warning(DoctorCheck check, String where, String what, String remedy) {
        findings.add(new DoctorFinding(check, DoctorFinding.Level.WARNING, where, what, remedy));
    }

    DoctorReport report() {
        List<DoctorFinding> sorted = findings.stream()
                .distinct()
                .sorted(Comparator.comparing(DoctorFinding::level)
                        .thenComparing(DoctorFinding::check)
                        .thenComparing(DoctorFinding::where)
                        .thenComparing(DoctorFinding::what))
                .toList();
        List<String> untold = problems.stream()
                .map(AwsProblem::getMessage)
                .distinct()
                .sorted()
                .toList();
        return new DoctorReport(region.name(), List.copyOf(made), List.copyOf(lookedAt), sorted, untold);
    }
}
