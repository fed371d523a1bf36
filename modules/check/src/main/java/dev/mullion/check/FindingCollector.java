package dev.mullion.check;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.diff.masking.SecretPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Collects findings, with their secrets masked. */
final class FindingCollector {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::urn)
            .thenComparing(finding -> finding.rule().severity())
            .thenComparing(Finding::rule)
            .thenComparing(Finding::what);

    private static final int MAX_LENGTH = 300;

    private final Masker masker;
    private final List<Finding> findings = new ArrayList<>();

    FindingCollector(Masker masker) {
        this.masker = masker;
    }

    /**
     * Adds a finding.
     *
     * @param what a sentence without its subject and without a full stop
     */
    void add(Rule rule, PlanResource resource, String what) {
        String urn = Visible.text(masker.name(resource.state().urn()));
        String shown = masker.show(masker.mask(masker.show(what, urn, "")), urn, "");
        findings.add(new Finding(rule, urn, Visible.brief(shown, MAX_LENGTH)));
    }

    /** Whether nothing, or not all, of a scalar may be shown. */
    boolean hides(MaskedValue value) {
        if (value instanceof MaskedValue.Scalar scalar) {
            return !masker.show(scalar.text(), "", "").equals(scalar.text());
        }
        return value instanceof MaskedValue.Secret;
    }

    /** Where a script holds secrets. */
    List<SecretPlace> secrets(String script) {
        return masker.secrets(script);
    }

    /** By resource, the gravest first, each once. */
    List<Finding> sorted() {
        Stream<Finding> once = findings.stream().distinct();
        return once.sorted(ORDER).toList();
    }
}
