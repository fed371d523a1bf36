package dev.mullion.review;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.config.ProjectText;
import dev.mullion.core.process.Scratch;
import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.input.PlanInput;
import dev.mullion.diff.report.TextReport;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import dev.mullion.plan.Urns;
import dev.mullion.review.revision.CacheFolder;
import dev.mullion.review.revision.Checkouts;
import dev.mullion.review.revision.CurrentDirectory;
import dev.mullion.testkit.GitFixture;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A project in a folder, compared as {@code mullion diff} does, but previewed without an engine: a stack is one resource. */
final class ReviewedProject {
    static final String SMALL = "config:\n  mullion:size: 1\n";
    static final String LARGE = "config:\n  mullion:size: 2\n";
    static final String REFUSED = "config:\n  mullion:refused: 1\n";

    /** Whose preview is a plan that tells of a failure. */
    static final String FAILING = "config:\n  mullion:failing: 1\n";

    /** What the preview of {@link #REFUSED} says. */
    static final String PROBLEM = "Pulumi.dev.yaml:2:3: mullion:refused: is refused";

    final GitFixture folder;

    /** Which stack was previewed of which side, in this order. */
    final List<String> previewed = Collections.synchronizedList(new ArrayList<>());

    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    RunningBuild build = new RunningBuild("1", Optional.empty());
    Programs programs = Programs.ALLOWED;
    CacheFolder cache = new CacheFolder(Optional.empty());
    List<String> stacks = List.of();

    /** The folder of the project in the repository. */
    String below = "";

    Optional<Path> configFile = Optional.empty();
    Optional<Path> plans = Optional.empty();

    private ReviewedProject(GitFixture folder) {
        this.folder = folder;
    }

    /** A new project whose stack {@code dev} is {@link #SMALL}. */
    static ReviewedProject in(Path directory) {
        return new ReviewedProject(new GitFixture(directory))
                .file("Pulumi.yaml", "name: shop\nruntime: java\n")
                .stack("dev", SMALL);
    }

    ReviewedProject stack(String name, String text) {
        return file("Pulumi." + name + ".yaml", text);
    }

    ReviewedProject file(String name, String text) {
        folder.file(name, text);
        return this;
    }

    ReviewedProject commit(String message) {
        folder.commit(message);
        return this;
    }

    ReviewedProject repository() {
        folder.repository();
        return this;
    }

    /** With a folder for checkouts and plans; without one, nothing is kept. */
    ReviewedProject caching(Path root) {
        cache = new CacheFolder(Optional.of(root));
        return this;
    }

    /** What is kept of the repository under a name. */
    static Path kept(Path root, String name) throws IOException {
        try (Stream<Path> repositories = Files.list(root.resolve("mullion"))) {
            return repositories.findFirst().orElseThrow().resolve(name);
        }
    }

    Review.Outcome review(String base, String... head) throws IOException {
        Sources.Project project = new Sources.Project(
                folder.directory().resolve(below),
                folder.directory().resolve(below),
                CurrentDirectory.of(Map.of()),
                configFile,
                Optional.empty(),
                stacks.stream().findFirst());
        try (Scratch scratch = Scratch.make();
                Checkouts checkouts = new Checkouts(cache, scratch.directory())) {
            Surroundings surroundings = new Surroundings(
                    build, this::preview, programs, said::add, progress::add, scratch.directory(), cache, checkouts);
            return Review.of(
                    new Review.Request(base, List.of(head).stream().findFirst(), stacks, plans, DiffSpec.NONE),
                    new Sources(project, surroundings));
        }
    }

    /** The report on it, without the project's directory. */
    String report(String base, String... head) throws IOException {
        StringBuilder text = new StringBuilder();
        TextReport.write(review(base, head).report(), false, text);
        return text.toString().replace(folder.directory() + "/", "");
    }

    /** The lines of it that say what becomes of each stack. */
    String summary(String base, String... head) throws IOException {
        return String.join(
                "\n",
                report(base, head)
                        .lines()
                        .filter(line -> line.matches("[a-z]+/[a-z]+: .*"))
                        .toList());
    }

    private Source.Previewed preview(Previewer.Request request, Consumer<String> warnings, Path plan)
            throws IOException {
        previewed.add(request.stack() + " of " + request.side());
        Path projectFile = request.directory().resolve("Pulumi.yaml");
        ProjectText project;
        try {
            project = ProjectText.of(projectFile.toString(), Files.readString(projectFile));
        } catch (SpecException e) {
            return new Source.Previewed.Failed(List.of(String.valueOf(e.getMessage())));
        }
        Path file = request.configFile()
                .orElse(request.directory()
                        .resolve(project.stackDirectory())
                        .resolve("Pulumi." + request.stack() + ".yaml"));
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (text.equals(REFUSED)) {
            return new Source.Previewed.Failed(List.of(file + ":2:3: mullion:refused: is refused"));
        }
        warnings.accept(file.getFileName() + " is small");
        Plan made = plan(new Urns(project.name(), request.stack()), text);
        try (Writer out = Files.newBufferedWriter(plan)) {
            PlanJson.write(made, out);
        }
        return new Source.Previewed.Plan(PlanInput.of(request.side(), project.name(), request.stack(), made), plan);
    }

    /** The plan of a stack whose file has a text. */
    static Plan plan(Urns urns, String text) {
        Step step = new Step(
                Operation.CREATE,
                new ResourceState(
                        urns.urn("", "test:index:Thing", "thing"),
                        "test:index:Thing",
                        true,
                        false,
                        Optional.empty(),
                        new PropertyValue.Fields(new TreeMap<>(Map.of("size", new PropertyValue.Text(text.strip())))),
                        PropertyValue.Fields.NONE,
                        Optional.empty(),
                        List.of(),
                        new TreeMap<>(),
                        Optional.empty(),
                        ResourceState.Options.NONE));
        List<Diagnostic> diagnostics = text.equals(FAILING)
                ? List.of(Diagnostic.of(Diagnostic.Severity.ERROR, Optional.empty(), "it fails"))
                : List.of();
        return new Plan(new TreeMap<>(), List.of(step), diagnostics, new TreeMap<>());
    }
}
