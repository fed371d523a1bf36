package dev.mullion.review;

import dev.mullion.core.spec.UserException;
import dev.mullion.review.revision.Repository;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which stacks a comparison is about.
 *
 * @param all every stack that the two sides are asked for, which names the report
 * @param touched those of them that can differ
 * @param known every stack of both sides
 */
record ComparedStacks(SortedSet<String> all, SortedSet<String> touched, SortedSet<String> known) {
    /**
     * The stacks of two sides.
     *
     * @param named by the user; empty for all
     */
    static ComparedStacks of(Source base, Source head, Collection<String> named, Sources sides) throws IOException {
        SortedSet<String> known = new TreeSet<>(base.stacks());
        known.addAll(head.stacks());
        if (!named.isEmpty()) {
            SortedSet<String> all = new TreeSet<>(named);
            return new ComparedStacks(all, all, known);
        }
        SortedSet<String> all = known;
        if (base instanceof PlanFileSource || head instanceof PlanFileSource) {
            // A file is about one stack, and so is what is put beside it.
            all = base instanceof PlanFileSource ? base.stacks() : head.stacks();
        }
        if (all.isEmpty()) {
            throw new UserException("no stack file on either side has a section mullion:; write Pulumi.dev.yaml");
        }
        Optional<SortedSet<String>> own = ownFilesOnly(base, head, sides);
        if (own.isEmpty()) {
            return new ComparedStacks(all, all, known);
        }
        SortedSet<String> touched = new TreeSet<>(all);
        touched.retainAll(own.get());
        return new ComparedStacks(all, touched, known);
    }

    private static Optional<SortedSet<String>> ownFilesOnly(Source base, Source head, Sources sides)
            throws IOException {
        if (!(base instanceof RevisionSource old)) {
            return Optional.empty();
        }
        Repository repository = sides.repository();
        if (head instanceof WorkingTreeSource tree) {
            return ProjectFiles.onlyStacks(repository.changed(old.revision()), old.files(), tree.files());
        }
        return head instanceof RevisionSource young
                ? ProjectFiles.onlyStacks(
                        repository.changed(old.revision(), young.revision()), old.files(), young.files())
                : Optional.empty();
    }

    List<String> untouched() {
        return all.stream().filter(stack -> !touched.contains(stack)).toList();
    }
}
