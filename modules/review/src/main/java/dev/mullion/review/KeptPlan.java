package dev.mullion.review;

import dev.mullion.core.files.WholeFile;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.NamedSecrets;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import dev.mullion.plan.Urns;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was previewed, as a file of a folder that {@link PlanFolderSource} reads. */
public final class KeptPlan {
    private static final String EXTENSION = ".json";

    /** What Pulumi takes. https://www.pulumi.com/docs/iac/concepts/stacks/#stack-naming */
    private static final Pattern STACK = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private KeptPlan() {}

    /**
     * Refuses a stack whose name is no file's: a plan that somebody else made says in its URNs of what stack it is.
     *
     * @throws UserException with the name
     */
    static void refuseNames(Collection<String> stacks) {
        for (String stack : stacks) {
            if (!STACK.matcher(stack).matches()) {
                throw new UserException("got the stack " + Shown.text(stack)
                        + ", of which --plans makes no file; use plans of stacks that are called by letters, digits, hyphens,"
                        + " underscores and dots");
            }
        }
    }

    /** Refuses a link, or what else is in the place of a folder. */
    public static void refuseLink(Path folder) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new UserException(folder + ": is no folder of its own; use another directory for --plans");
        }
    }

    /**
     * Refuses a folder that holds anything but plans of these stacks, which would be taken for kept, and one that is a link.
     *
     * @throws UserException naming what is in the way
     */
    static void refuseForeign(Path folder, Collection<String> stacks) throws IOException {
        refuseLink(folder);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                if (stacks.stream().noneMatch(stack -> file.endsWith(stack + EXTENSION))
                        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new UserException(
                            file + ": is no plan of a stack that is compared; use an empty directory for --plans");
                }
            }
        }
    }

    /** Writes the plan of a stack into a folder; of a preview that failed, a plan that says so. */
    static void write(Source.Previewed previewed, String project, String stack, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(stack + EXTENSION);
        Files.deleteIfExists(file);
        if (previewed instanceof Source.Previewed.Plan plan) {
            WholeFile.write(file, out -> {
                try (Reader in = Files.newBufferedReader(plan.file())) {
                    NamedSecrets.hide(in, out);
                }
            });
        } else if (previewed instanceof Source.Previewed.Failed failed) {
            WholeFile.write(file, out -> PlanJson.write(plan(failed, project, stack), out));
        }
    }

    /** With the stack itself, which says of what project and stack the failure is. */
    private static Plan plan(Source.Previewed.Failed failed, String project, String stack) {
        List<Diagnostic> diagnostics = failed.problems().stream()
                .map(line -> Diagnostic.of(Diagnostic.Severity.ERROR, Optional.empty(), line))
                .toList();
        if (project.isEmpty()) {
            return new Plan(new TreeMap<>(), List.of(), diagnostics, new TreeMap<>());
        }
        ResourceState root = new ResourceState(
                new Urns(project, stack).urn("", Urns.STACK_TYPE, project + "-" + stack),
                Urns.STACK_TYPE,
                false,
                false,
                Optional.empty(),
                PropertyValue.Fields.NONE,
                PropertyValue.Fields.NONE,
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                ResourceState.Options.NONE);
        return new Plan(new TreeMap<>(), List.of(new Step(Operation.CREATE, root)), diagnostics, new TreeMap<>());
    }
}
