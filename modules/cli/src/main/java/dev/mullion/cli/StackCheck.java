package dev.mullion.cli;

import dev.mullion.check.Checks;
import dev.mullion.check.Finding;
import dev.mullion.check.report.Entry;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.process.Scratch;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.diff.input.PlanInput;
import dev.mullion.plan.Plan;
import dev.mullion.plan.Urns;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.review.JavaStack;
import dev.mullion.stacks.StackPlaces;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is found in one stack.
 *
 * @param entries of findings, and of what is refused, in its file
 * @param problems why not all of it could be looked at, a line each
 */
record StackCheck(List<Entry> entries, List<String> problems) {
    /** The configuration of a stack, which may be refused. */
    interface Config {
        StackConfig read() throws IOException;
    }

    private static StackCheck in(String file, List<Entry> entries, List<String> problems) {
        return new StackCheck(entries.stream().map(entry -> entry.in(file)).toList(), List.copyOf(problems));
    }

    /**
     * Of a stack file.
     *
     * @param file how entries call it
     */
    static StackCheck ofFile(Config read, Path directory, String stack, String file) throws IOException {
        StackConfig config;
        StackProgram program;
        try {
            config = read.read();
            program = StackProgram.of(config, directory);
        } catch (SpecException e) {
            return in(file, e.problems().stream().map(Entry::of).toList(), List.of());
        }
        StackInput input = program.input();
        Plan made = PreviewEngine.preview(input, program);
        List<Entry> entries = found(PlanInput.of(stack, input.project(), input.stack(), made), program.places(made));
        return in(file, entries, made.errors());
    }

    /** What a stack makes, at its places. */
    private static List<Entry> found(Input plan, StackPlaces places) {
        Map<Warning, Finding> placed = new HashMap<>();
        for (Finding finding : Checks.of(plan, List.of())) {
            String message = Urns.name(finding.urn()) + ": " + finding.message();
            placed.put(places.placed(finding.rule().id(), finding.urn(), message), finding);
        }
        List<Entry> entries = new ArrayList<>();
        for (Warning warning : places.heard(List.copyOf(placed.keySet()))) {
            Finding finding = placed.get(warning);
            entries.add(finding == null ? Entry.of(warning) : Entry.of(finding, warning));
        }
        return entries;
    }

    /**
     * Of a program in Java, by what it writes; what it says is said by itself.
     *
     * @param file how entries call where the program is
     */
    static StackCheck ofProgram(JavaStack java, String file) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path folder = Files.createDirectory(scratch.directory().resolve("made"));
            boolean done = java.ask(java.request(Kind.CHECK).withResult(folder));
            List<Entry> entries = new ArrayList<>();
            Path written = folder.resolve(ProgramRequest.PLACES);
            Optional<StackPlaces> places =
                    Files.exists(written) ? StackPlaces.read(Files.readString(written)) : Optional.empty();
            if (places.isPresent()) {
                places.get().problems().forEach(problem -> entries.add(Entry.of(problem)));
                Path plan = folder.resolve(ProgramRequest.PLAN);
                if (Files.exists(plan)) {
                    entries.addAll(found(PlanFile.read(plan, java.stack()), places.get()));
                }
            }
            return in(file, entries, done && places.isPresent() ? List.of() : List.of("the program failed"));
        }
    }
}
