package dev.mullion.diff.report;

import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/** A resource with its properties. */
record HtmlResource(HtmlStack stack, String id, ResourceChange change) {
    private static final int MAX_NEEDS = 6;

    /** A word behind the resource's name. */
    record Tag(String style, String text) {}

    /** A resource that this one belongs to or needs, with the words that lead to it. */
    record Relative(String before, HtmlLink link) {}

    HtmlOperation operation() {
        return HtmlOperation.of(change.operation());
    }

    boolean open() {
        return stack.opens(change);
    }

    String name() {
        return HtmlStack.name(change.name());
    }

    String type() {
        return HtmlStack.name(Wording.type(change.type()));
    }

    List<Tag> tags() {
        List<Tag> tags = new ArrayList<>();
        if (Wording.mayBeReplaced(change)) {
            tags.add(new Tag("tag may", "may replace"));
        }
        switch (change.outcome()) {
            case FAILED -> tags.add(new Tag("tag failed", "failed"));
            case UNFINISHED -> tags.add(new Tag("tag may", "not finished"));
            case PLANNED, DONE -> {}
        }
        if (change.onlyNoise()) {
            tags.add(new Tag("tag", Wording.noise(change)));
        }
        return tags;
    }

    /** Why it is replaced, unless a property says so itself. */
    List<HtmlReason> reasons() {
        boolean said = Wording.telling(change).stream().anyMatch(property -> property.replaces() != Replaces.NO);
        return said ? List.of() : HtmlReason.of(change);
    }

    List<HtmlFinding> findings() {
        return stack.findings(change.urn());
    }

    /** The parent and what is needed, those of them that change. */
    List<Relative> relatives() {
        List<Relative> relatives = new ArrayList<>();
        change.parent().filter(this::changes).ifPresent(urn -> relatives.add(relative("Child of ", urn)));
        String before = relatives.isEmpty() ? "Needs " : ". Needs ";
        List<String> needs = needs();
        for (String urn : needs.subList(0, Math.min(needs.size(), MAX_NEEDS))) {
            relatives.add(relative(before, urn));
            before = ", ";
        }
        return relatives;
    }

    /** How many more are needed than {@link #relatives} names. */
    int moreNeeds() {
        return Math.max(0, needs().size() - MAX_NEEDS);
    }

    private List<String> needs() {
        return change.dependencies().stream().filter(this::changes).distinct().toList();
    }

    private boolean changes(String urn) {
        return stack.index(urn).isPresent();
    }

    private Relative relative(String before, String urn) {
        return new Relative(before, stack.link(urn));
    }

    /** What a reader need not look at. */
    List<PropertyChange> noise() {
        return change.properties().stream()
                .filter(property -> property.noise() != Noise.NONE)
                .toList();
    }
}
