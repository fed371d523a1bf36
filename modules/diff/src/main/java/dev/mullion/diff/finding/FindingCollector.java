package dev.mullion.diff.finding;

import dev.mullion.diff.Finding;
import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.masking.Masker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects sentences, and shows them with their secrets masked. */
final class FindingCollector {
    private final Masker masker;
    private final List<Finding> findings = new ArrayList<>();

    FindingCollector(Masker masker) {
        this.masker = masker;
    }

    void danger(String id, ChangedResource resource, String sentence) {
        tell(Severity.DANGER, id, resource, sentence);
    }

    void warning(String id, ChangedResource resource, String sentence) {
        tell(Severity.WARNING, id, resource, sentence);
    }

    void note(String id, ChangedResource resource, String sentence) {
        tell(Severity.NOTE, id, resource, sentence);
    }

    void tell(Severity severity, String id, ChangedResource resource, String sentence) {
        String urn = masker.name(resource.key());
        String line = sentence.replaceAll("\\s+", " ").strip();
        findings.add(new Finding(severity, id, urn, masker.show(line, urn, "")));
    }

    /** The gravest first, and then in the order of the report. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::severity));
        return sorted.stream().distinct().toList();
    }
}
