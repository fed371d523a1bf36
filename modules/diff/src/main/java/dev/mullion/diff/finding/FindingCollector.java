package dev.mullion.diff.finding;

import dev.mullion.diff.Finding;
import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.Masker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Collects sentences, and shows them with their secrets masked. */
final class FindingCollector {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Masker finder;
    private final Masker masker;
    private final List<Finding> findings = new ArrayList<>();

    FindingCollector(Masker finder, Masker masker) {
        this.finder = finder;
        this.masker = masker;
    }

    /** Adds a finding that is as grave as its kind is as a rule. */
    void add(FindingId id, ChangedResource resource, String sentence) {
        add(id, id.severity(), resource, sentence);
    }

    void add(FindingId id, Severity severity, ChangedResource resource, String sentence) {
        String urn = masker.name(resource.key());
        String line = BLANKS.matcher(sentence).replaceAll(" ").strip();
        findings.add(new Finding(severity, id, urn, masker.show(masker.mask(finder.show(line, urn, "")), urn, "")));
    }

    /** The gravest first, and then in the order of the report. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::severity));
        return sorted.stream().distinct().toList();
    }
}
