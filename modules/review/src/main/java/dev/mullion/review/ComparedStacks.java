package dev.mullion.review;

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
     * @param changed the files that count, where somebody knows; empty for all of the repository that differ
     */
    static ComparedStacks of(Source base, Source head, Collection<String> named, Optional<SortedSet<String>> changed)
            throws IOException {
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
        Optional<SortedSet<String>> own = ownFilesOnly(base, head, changed);
        if (own.isEmpty()) {
            return new ComparedStacks(all, all, known);
        }
        SortedSet<String> touched = new TreeSet<>(all);
        touched.retainAll(own.get());
        return new ComparedStacks(all, touched, known);
    }

    private static Optional<SortedSet<String>> ownFilesOnly(
            Source base, Source head, Optional<SortedSet<String>> changed) throws IOException {
        if (!(base instanceof RevisionSource old)) {
            return Optional.empty();
        }
        Repository repository = old.repository();
        if (head instanceof WorkingTreeSource tree) {
            return ownFilesOnly(
                    changed.isPresent() ? changed.get() : repository.changed(old.revision()),
                    List.of(old.files(), tree.files()),
                    repository.prefix(),
                    others -> repository.holds(old.revision(), others));
        }
        return head instanceof RevisionSource young
                ? ownFilesOnly(
                        changed.isPresent() ? changed.get() : repository.changed(old.revision(), young.revision()),
                        List.of(old.files(), young.files()),
                        repository.prefix(),
                        others -> !repository.hasLinks(old.revision()) && !repository.hasLinks(young.revision()))
                : Optional.empty();
    }

    /** Whether files other than those that differ are certainly the same on both sides. */
    private interface Same {
        boolean are(SortedSet<String> files) throws IOException;
    }

    /**
     * The stacks whose own file is all that differs, here or there. Empty when something else differs, too, or may: a stack
     * is left out of the previews, and so called unchanged, only where all that it can be made of is certainly the same.
     */
    private static Optional<SortedSet<String>> ownFilesOnly(
            SortedSet<String> changed, List<ProjectFiles> sides, String prefix, Same others) throws IOException {
        SortedSet<String> touched = new TreeSet<>();
        SortedSet<String> left = new TreeSet<>(changed);
        TreeSet<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER); // as some file systems have it
        TreeSet<String> madeOf = new TreeSet<>();
        for (ProjectFiles side : sides) {
            side.stacks().forEach((stack, path) -> {
                if (changed.contains(path)) {
                    touched.add(stack);
                    left.remove(path);
                }
            });
            Optional<SortedSet<String>> of = side.madeOf(prefix);
            if (of.isEmpty()) {
                return Optional.empty();
            }
            madeOf.addAll(of.get());
            side.named().ifPresent(named::addAll);
        }
        madeOf.removeAll(changed);
        return left.isEmpty() && changed.stream().noneMatch(named::contains) && others.are(madeOf)
                ? Optional.of(touched)
                : Optional.empty();
    }

    List<String> untouched() {
        return all.stream().filter(stack -> !touched.contains(stack)).toList();
    }
}
