package dev.mullion.check;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.diff.masking.SecretPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects findings, with their secrets masked. */
final class FindingCollector {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::urn)
            .thenComparing(finding -> finding.rule().severity())
            .thenComparing(Finding::rule)
            .thenComparing(Finding::what);

    private static final int MAX_LENGTH = 300;

    /** Where more values of a resource are hidden, all is that is said of it. */
    private static final int MAX_HIDDEN = 100;

    private final Masker masker;
    private final boolean ownMasks;
    private final List<Finding> findings = new ArrayList<>();

    /** By resource, its values of which the masks of a user's own hide something. */
    private final IdentityHashMap<PlanResource, Set<String>> hidden = new IdentityHashMap<>();

    /** @param ownMasks whether the masker has masks of a user's own, which the resources know nothing of */
    FindingCollector(Masker masker, boolean ownMasks) {
        this.masker = masker;
        this.ownMasks = ownMasks;
    }

    /**
     * Adds a finding.
     *
     * @param what a sentence without its subject and without a full stop
     */
    void add(Rule rule, PlanResource resource, String what) {
        String urn = Visible.text(masker.name(resource.state().urn()));
        String shown = masker.show(masker.mask(masker.show(masked(what, resource), urn, "")), urn, "");
        findings.add(new Finding(rule, urn, Visible.brief(shown, MAX_LENGTH)));
    }

    /** A mask may be of a whole value ({@code ^...$}), which a sentence is not. */
    private String masked(String what, PlanResource resource) {
        if (!ownMasks) {
            return what;
        }
        Set<String> values = hidden.computeIfAbsent(resource, of -> {
            Set<String> found = new TreeSet<>(
                    Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
            hidden(of.inputs(), found);
            return found;
        });
        if (values.size() > MAX_HIDDEN) {
            return "a mask hides what";
        }
        String masked = what;
        for (String value : values) {
            masked = masked.replace(value, masker.mask(value));
        }
        return masked;
    }

    private void hidden(MaskedValue value, Set<String> found) {
        if (value instanceof MaskedValue.Fields fields) {
            fields.values().values().forEach(each -> hidden(each, found));
        } else if (value instanceof MaskedValue.Items items) {
            items.values().forEach(each -> hidden(each, found));
        } else if (value instanceof MaskedValue.Scalar scalar
                && found.size() <= MAX_HIDDEN
                && !masker.mask(scalar.text()).equals(scalar.text())) {
            found.add(scalar.text());
        }
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
