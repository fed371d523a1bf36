package dev.mullion.diff;

import dev.mullion.plan.Operation;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What differs between two sides of one stack. Everything in here may be shown: text is decoded, and secrets are masked.
 *
 * @param counts an {@link Operation}'s word, or one that a newer engine has, to the number of resources
 * @param findings what the changes mean, the gravest first
 * @param changes every resource that does not stay as it is; in the order of the head, deleted ones behind
 * @param masks every place where something was masked, sorted
 * @param diagnostics warnings and errors that the head's preview told, secrets masked
 * @param notes what the reader should know of the comparison itself, one sentence each, such as that replacements were
 *     looked up in a table since no engine compared with a state
 * @param configuration what differs in the stack's configuration, by key ({@code aws:region}); empty where not both sides
 *     tell of it
 * @param run what the head tells of
 * @param violations the policies that a run found broken, those first for which Pulumi stops
 * @param parents of resources that stay as they are and have a changed one somewhere below them: the URN to that of their
 *     own parent; none for one right below the stack
 */
public record Comparison(
        String project,
        String stack,
        SortedMap<String, Integer> counts,
        List<Finding> findings,
        List<ResourceChange> changes,
        List<Mask> masks,
        List<String> diagnostics,
        List<String> notes,
        List<PropertyChange> configuration,
        Run run,
        List<Violation> violations,
        SortedMap<String, String> parents)
        implements Report.Entry {
    public Comparison {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        findings = List.copyOf(findings);
        changes = List.copyOf(changes);
        masks = List.copyOf(masks);
        diagnostics = List.copyOf(diagnostics);
        notes = List.copyOf(notes);
        configuration = List.copyOf(configuration);
        violations = List.copyOf(violations);
        parents = Collections.unmodifiableSortedMap(new TreeMap<>(parents));
    }

    /** Those of its findings in which something is at stake. */
    public List<Finding> dangers() {
        return findings.stream().filter(Finding::isDanger).toList();
    }

    /** Of a preview, with no policy broken and no unchanged parents. */
    public Comparison(
            String project,
            String stack,
            SortedMap<String, Integer> counts,
            List<Finding> findings,
            List<ResourceChange> changes,
            List<Mask> masks,
            List<String> diagnostics,
            List<String> notes,
            List<PropertyChange> configuration) {
        this(
                project,
                stack,
                counts,
                findings,
                changes,
                masks,
                diagnostics,
                notes,
                configuration,
                Run.PREVIEW,
                List.of(),
                new TreeMap<>());
    }

    /** Whose configuration is not known on both sides, or the same. */
    public Comparison(
            String project,
            String stack,
            SortedMap<String, Integer> counts,
            List<Finding> findings,
            List<ResourceChange> changes,
            List<Mask> masks,
            List<String> diagnostics,
            List<String> notes) {
        this(project, stack, counts, findings, changes, masks, diagnostics, notes, List.of());
    }

    /** The same with other notes. */
    public Comparison withNotes(List<String> other) {
        return new Comparison(
                project,
                stack,
                counts,
                findings,
                changes,
                masks,
                diagnostics,
                other,
                configuration,
                run,
                violations,
                parents);
    }

    /**
     * Where something was masked, never what.
     *
     * @param urn the resource, or empty for the stack's configuration
     * @param path the property, as {@link PropertyChange#path()}
     * @param reason for a reader: {@code marked secret}, {@code looks like an AWS access key} ...
     */
    public record Mask(String urn, String path, String reason) {}

    /**
     * Whether nothing is created, changed, replaced or deleted, nothing is to be said of it, such as that it is no longer
     * protected, and the configuration is the same.
     */
    public boolean unchanged() {
        return changes.isEmpty()
                && findings.isEmpty()
                && configuration.stream().allMatch(change -> change.noise() != PropertyChange.Noise.NONE);
    }

    /** Whether the preview or the run ended before its end. */
    public boolean failed() {
        return errors() > 0 || changes.stream().anyMatch(change -> change.outcome() == Outcome.FAILED);
    }

    /** How many of the diagnostics are errors, as Pulumi writes them. */
    public int errors() {
        return (int) diagnostics.stream()
                .filter(diagnostic -> diagnostic.startsWith("error"))
                .count();
    }

    /** How many resources have this operation. */
    public int count(Operation operation) {
        return counts.getOrDefault(operation.word(), 0);
    }
}
