package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.ResourceChange;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A stack's changes with the ids that the file gives to their elements: counted, so that no name can make one. */
final class HtmlStack {
    /** With more changes than these a reader wants the list first. */
    private static final int MAX_OPEN = 40;

    private static final int MAX_OUTPUTS = 8;

    /** A longer name can not be read as such: its ends stand for it. */
    private static final int MAX_NAME_LENGTH = 240;

    /** Stands for the number of a resource whose name others have, too. */
    private static final int SEVERAL = -1;

    final String id;
    final Comparison comparison;

    /** In the order in which they are shown. */
    final List<ResourceChange> changes;

    private final Listing listing;
    private final int first;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, List<HtmlFinding>> findings = new HashMap<>();
    private final boolean open;

    /**
     * Numbers the resources.
     *
     * @param first the number of the first resource: the ids of all stacks are in one file
     */
    HtmlStack(String id, int first, Comparison comparison, Listing listing) {
        this.id = id;
        this.listing = listing;
        this.first = first;
        this.comparison = comparison;
        this.changes = Wording.ordered(comparison);
        int number = first;
        for (ResourceChange change : changes) {
            numbers.putIfAbsent(change.urn(), number);
            names.merge(change.name(), number++, (one, other) -> SEVERAL);
        }
        for (Finding finding : comparison.findings()) {
            findings.computeIfAbsent(finding.urn(), urn -> new ArrayList<>()).add(finding(finding));
        }
        this.open = changes.stream().filter(HtmlStack::telling).count() <= MAX_OPEN;
    }

    HtmlSummary summary() {
        return new HtmlSummary(this);
    }

    List<PropertyChange> configuration() {
        return Wording.configuration(comparison);
    }

    List<PropertyChange> outputs() {
        return Wording.outputs(comparison);
    }

    /** Whether what the stack exports is short enough to be seen from the start. */
    boolean showsOutputs() {
        List<PropertyChange> outputs = outputs();
        return outputs.size() <= MAX_OUTPUTS
                && outputs.stream().allMatch(output -> output.content() instanceof PropertyChange.Value);
    }

    HtmlList<HtmlDrift> drift() {
        return HtmlList.of(Wording.drifted(comparison).stream()
                .map(change -> HtmlDrift.of(link(change.urn()), change))
                .toList());
    }

    HtmlGraph graph() {
        return new HtmlGraph(this);
    }

    /** One resource after the other: thousands of them are never held together. */
    Iterable<HtmlRow> rows() {
        if (listing == Listing.TREE) {
            List<ResourceTree.Row> rows = ResourceTree.rows(comparison);
            IdentityHashMap<ResourceChange, Integer> places = new IdentityHashMap<>();
            IntStream.range(0, changes.size()).forEach(index -> places.put(changes.get(index), index));
            return () -> rows.stream()
                    .map(row -> new HtmlRow(
                            row.depth(),
                            row.urn(),
                            row.change().map(places::get).map(this::resource)))
                    .iterator();
        }
        return () -> IntStream.range(0, changes.size())
                .mapToObj(index -> new HtmlRow(0, changes.get(index).urn(), Optional.of(resource(index))))
                .iterator();
    }

    private HtmlResource resource(int index) {
        return new HtmlResource(this, resourceId(index), changes.get(index));
    }

    /** The id of the resource's element, {@code r12}. */
    String resourceId(int index) {
        return "r" + (first + index);
    }

    /** The place of a resource among the changes; empty for one that stays as it is. */
    Optional<Integer> index(String urn) {
        return Optional.ofNullable(numbers.get(urn)).map(number -> number - first);
    }

    /** A resource's name, as a link where the resource changes. */
    HtmlLink link(String urn) {
        return new HtmlLink(
                name(Urns.name(urn)), index(urn).map(this::resourceId).orElse(""));
    }

    /** What is told of a resource. */
    List<HtmlFinding> findings(String urn) {
        return findings.getOrDefault(urn, List.of());
    }

    HtmlFinding finding(Finding finding) {
        HtmlLink own = link(finding.urn());
        HtmlSentence sentence = sentence(finding.sentence(), own);
        boolean named = finding.urn().isEmpty() || sentence.links(own);
        return new HtmlFinding(Wording.severity(finding), sentence, named ? Optional.empty() : Optional.of(own));
    }

    /** A sentence with links to the resources that it names. */
    HtmlSentence sentence(String sentence, HtmlLink own) {
        return HtmlSentence.of(sentence, own, this::named);
    }

    /** What a word of a sentence names; nothing where it could as well be a word. */
    private HtmlLink named(String word) {
        return word.chars().allMatch(Character::isLetter) ? new HtmlLink(word, "") : only(word);
    }

    /** The only resource of this name, whatever it is. */
    HtmlLink only(String name) {
        int number = names.getOrDefault(name, SEVERAL);
        return new HtmlLink(name, number == SEVERAL ? "" : "r" + number);
    }

    /** Whether a resource's details are shown from the start. */
    boolean opens(ResourceChange change) {
        return open && telling(change);
    }

    /** Whether what changed is what a reviewer came to see; what is made or gone says all by its name. */
    private static boolean telling(ResourceChange change) {
        return (change.is(Operation.UPDATE) || change.is(Operation.REPLACE)) && !change.onlyNoise();
    }

    /** A name: of one that nobody can read as such, its ends. */
    static String name(String name) {
        return name.length() <= MAX_NAME_LENGTH ? name : Visible.brief(name, MAX_NAME_LENGTH);
    }
}
