package dev.mullion.review;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.diff.Report;
import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Two sides of one of many projects. A stack that can not be compared is a failure among the others, and so is what a
 * project's files have wrong.
 *
 * @param rules of the command line
 * @param plans where the plans of both sides are kept, if anywhere
 * @param below the project's folder in each of the two folders of plans
 */
public record ProjectReview(DiffSpec rules, Optional<Path> plans, Path below) {
    /**
     * Compares a revision with another one, or with the working tree.
     *
     * @param repository with the project's folder
     * @param directory the same folder, as it is reached from where the user is
     * @param changed the paths of all files below that folder that differ
     */
    public List<Report.Entry> of(
            Repository repository,
            Path directory,
            Revision base,
            Optional<Revision> head,
            SortedSet<String> changed,
            Surroundings surroundings)
            throws IOException {
        RevisionSource before = new RevisionSource(repository, base, Optional.empty(), surroundings);
        boolean launches = before.launches();
        Source after;
        if (head.isPresent()) {
            RevisionSource revision = new RevisionSource(repository, head.get(), Optional.empty(), surroundings);
            launches |= revision.launches();
            after = revision;
        } else {
            after = new WorkingTreeSource(repository, directory, Optional.empty(), surroundings);
        }
        // Of whoever builds its own Mullion, any file of the repository counts.
        return compared(before, after, launches ? Optional.empty() : Optional.of(changed));
    }

    /**
     * Compares two folders of plans, of which one may not be there.
     *
     * @param base how the user named the older side
     * @param head how the user named the newer side
     */
    public List<Report.Entry> ofPlans(String base, Path before, String head, Path after) throws IOException {
        return compared(new PlanFolderSource(base, before), new PlanFolderSource(head, after), Optional.empty());
    }

    private List<Report.Entry> compared(Source base, Source head, Optional<SortedSet<String>> changed)
            throws IOException {
        ComparedStacks stacks = ComparedStacks.of(base, head, List.of(), changed);
        return new ReportMaker(base, head, plans, below, rules).each(stacks);
    }
}
