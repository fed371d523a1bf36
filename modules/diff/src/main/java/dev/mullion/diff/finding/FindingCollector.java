package dev.mullion.diff.finding;

import dev.mullion.diff.Finding;
import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.masking.Masker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects sentences, and shows them with their secrets masked. */
final class FindingCollector {
    private final Masker veil;
    private final List<Finding> findings = new ArrayList<>();

    FindingCollector(Masker veil) {
        this.veil = veil;
    }

    void danger(String id, ChangedResource subject, String sentence) {
        tell(Severity.DANGER, id, subject, sentence);
    }

    void warning(String id, ChangedResource subject, String sentence) {
        tell(Severity.WARNING, id, subject, sentence);
    }

    void note(String id, ChangedResource subject, String sentence) {
        tell(Severity.NOTE, id, subject, sentence);
    }

    void tell(Severity severity, String id, ChangedResource subject, String sentence) {
        String urn = veil.name(subject.key());
        String line = sentence.replaceAll("\\s+", " ").strip();
        findings.add(new Finding(severity, id, urn, veil.show(line, urn, "")));
    }

    /** The gravest first, and then in the order of the report. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::severity));
        return sorted.stream().distinct().toList();
    }
}
