package dev.mullion.live.doctor;

import dev.mullion.live.AwsRegion;
import dev.mullion.live.Questions;
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
    private final Questions questions;
    private final Instant now;
    private final List<DoctorFinding> findings = new ArrayList<>();
    private final Set<DoctorCheck> made = EnumSet.noneOf(DoctorCheck.class);
    private final NavigableSet<String> lookedAt = new TreeSet<>();

    Examination(AwsRegion region, Instant now) {
        this.questions = new Questions(region);
        this.now = now;
    }

    AwsRegion region() {
        return questions.region();
    }

    Instant now() {
        return now;
    }

    /** Asks what the rest can do without: {@link Questions#ask}. */
    <T> Optional<T> ask(String action, Supplier<T> call) {
        return questions.ask(action, call);
    }

    /** {@link Questions#leavesOut}. */
    void leavesOut(String action, String what) {
        questions.leavesOut(action, what);
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
        return new DoctorReport(region().name(), List.copyOf(made), List.copyOf(lookedAt), sorted, questions.untold());
    }
}
