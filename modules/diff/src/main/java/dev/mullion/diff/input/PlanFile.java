package dev.mullion.diff.input;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.Run;
import dev.mullion.diff.Violation;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.ResourceState;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipException;

/**
 * Reads what a run of Mullion or of Pulumi left in a file, and tells by its content what it is: the JSON of
 * {@code mullion preview} or {@code pulumi preview}, engine events, or a state that {@code pulumi stack export} wrote.
 */
public final class PlanFile {
    private static final String ALLOWED = "use the JSON of `mullion preview --format json` or `pulumi preview --json`,"
            + " engine events (--event-log), or a state that `pulumi stack export` wrote";

    /** Operations that only add to the program's own tree. */
    private static final Set<Operation> FIRST = Set.of(Operation.CREATE, Operation.IMPORT, Operation.READ);

    /** Operations that change nothing. */
    private static final Set<Operation> QUIET = Set.of(Operation.SAME, Operation.REFRESH, Operation.READ);

    /** What `pulumi stack export` writes; 4 where a stack has hooks, views or taints, whose shape adds fields alone. */
    private static final Set<Long> VERSIONS = Set.of(3L, 4L);

    /** A key of what is taken for a plan, and what that is. */
    private static final Map<String, String> OTHERS = Map.of(
            "resourcePlans", "an update plan (`pulumi preview --save-plan`), which does not have what is deployed",
            "result", "the summary of `--output json`, which does not have what changes",
            "terraform_version", "a file of Terraform");

    /** What is read takes about as much memory as its file at worst, and two are held at once. */
    static final long MAX_MIB = 256;

    private final String name;
    private final InputText source;
    private final StepReader steps;
    private final EventReader events;
    private final CheckpointReader checkpoint;
    private final Diagnostics diagnostics;

    private final SortedMap<String, String> config = new TreeMap<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private final List<Input.EngineStep> digest = new ArrayList<>();
    private boolean stepsRead;
    private boolean eventsRead;
    private boolean stateRead;
    private final List<String> unknownKeys = new ArrayList<>();
    private Optional<Kind> kind = Optional.empty();
    private Optional<Long> version = Optional.empty();

    private enum Kind {
        DIGEST,
        EVENTS,
        CHECKPOINT
    }

    private PlanFile(String name, InputText source) {
        this.name = name;
        this.source = source;
        this.steps = new StepReader(source);
        this.events = new EventReader(source);
        this.checkpoint = new CheckpointReader(source);
        this.diagnostics = new Diagnostics(source);
    }

    /**
     * Reads a file whole; never holds its text.
     *
     * @param name how the user named the file; problems and the result bear it
     * @return a {@link Input.Side} of a first preview or a state, {@link Input.Changes} of what compares with a state
     * @throws SpecException if this is none of what can be read, with the place where that shows
     * @throws IOException if the file can not be read
     */
    public static Input read(Path file, String name) throws IOException {
        if (Files.size(file) > MAX_MIB << 20) {
            throw InputText.refuseFile(
                    name,
                    "got a file of " + (Files.size(file) >> 20) + " MiB; use at most " + MAX_MIB
                            + " MiB, since all of it is held in memory");
        }
        // The parser has a buffer; Java's own asks where in the file it is, which a pipe does not know.
        try (InputStream stream = Files.newInputStream(file);
                InputText source = new InputText(name, Unpacked.of(stream, MAX_MIB << 20))) {
            try {
                return new PlanFile(name, source).read();
            } catch (StreamConstraintsException e) {
                // The message ends in the name of a setting that nobody can reach.
                String message = e.getOriginalMessage().replaceAll(", from `[^`]*`", "");
                throw source.refuse("got what no plan holds: " + InputText.excerpt(message), e.getLocation());
            } catch (StreamReadException e) {
                // The message goes on with all that JSON allows.
                String message = e.getOriginalMessage().split(": ", 2)[0];
                if (message.startsWith("Unexpected end-of-input")) {
                    throw source.refuse("the file ends in the middle of its JSON; make it again", e.getLocation());
                }
                throw source.refuse("not JSON: " + InputText.excerpt(message) + "; " + ALLOWED, e.getLocation());
            }
        } catch (Unpacked.Refused e) {
            throw InputText.refuseFile(name, String.valueOf(e.getMessage()));
        } catch (ZipException | EOFException e) {
            throw InputText.refuseFile(name, "packed by gzip, and damaged or cut; make it again");
        } catch (CharConversionException e) {
            throw InputText.refuseFile(name, "not text; " + ALLOWED);
        }
    }

    private Input read() throws IOException {
        boolean first = true;
        while (source.next()) {
            if (!source.at(JsonToken.START_OBJECT)) {
                throw source.refuse("got " + source.got() + "; " + ALLOWED);
            }
            if (!first && !kind.equals(Optional.of(Kind.EVENTS))) {
                throw kind.isEmpty() ? unknown() : source.refuse("got a second object; use a file for each");
            }
            source.object(this::field);
            first = false;
        }
        if (first) {
            throw InputText.refuseFile(name, "the file is empty; " + ALLOWED);
        }
        return switch (kind.orElseThrow(this::unknown)) {
            case DIGEST -> {
                if (!stepsRead && counts.isEmpty() && !unknownKeys.isEmpty()) {
                    throw unknown();
                }
                if (digest.isEmpty() && !failed(diagnostics.all())) {
                    // Compared with anything, it would be taken for the deletion of all.
                    throw InputText.refuseFile(
                            name,
                            "holds no step, not even one of the stack itself, which every preview has; make it again");
                }
                yield input(config, digest, diagnostics.all(), counts, Run.PREVIEW, List.of());
            }
            case EVENTS -> ofEvents();
            case CHECKPOINT -> ofCheckpoint();
        };
    }

    private void field(String key) throws IOException {
        switch (key) {
            case "config" -> source.object(this::setting);
            case "steps" -> {
                kind = Optional.of(Kind.DIGEST);
                stepsRead = true;
                source.list(item -> digest.add(steps.read()));
            }
            case "diagnostics" -> {
                kind = Optional.of(Kind.DIGEST);
                source.list(item -> diagnostics.read());
            }
            case "changeSummary" -> {
                kind = Optional.of(Kind.DIGEST);
                source.object(op -> counts.put(op, source.count()));
            }
            case "duration" -> {
                kind = Optional.of(Kind.DIGEST);
                source.skip();
            }
            case "version" -> version();
            case "deployment" -> {
                refuseOtherVersion();
                kind = Optional.of(Kind.CHECKPOINT);
                stateRead = true;
                checkpoint.read();
            }
            // A file of a bucket or a folder, to which a program without Pulumi's service keeps its state.
            case "checkpoint" -> source.object(this::kept);
            // What Pulumi Cloud answers.
            case "events" -> {
                eventsRead = true;
                source.list(item -> source.object(this::other));
            }
            default -> other(key);
        }
    }

    /** Of a stack that was never updated there is its name alone, in a file of version 0. */
    private void kept(String key) throws IOException {
        switch (key) {
            case "stack" -> {
                source.stack(source.text());
                kind = Optional.of(Kind.CHECKPOINT);
            }
            case "latest" -> {
                kind = Optional.of(Kind.CHECKPOINT);
                if (!source.at(JsonToken.VALUE_NULL)) {
                    refuseOtherVersion();
                    stateRead = true;
                    checkpoint.read();
                }
            }
            default -> source.skip();
        }
    }

    private void other(String key) throws IOException {
        if (EventReader.isEventKey(key) && !kind.equals(Optional.of(Kind.DIGEST))) {
            kind = Optional.of(Kind.EVENTS);
            events.field(key);
            return;
        }
        unknownKeys.add(key);
        source.skip();
    }

    private void setting(String key) throws IOException {
        if (source.at(JsonToken.VALUE_STRING)) {
            config.put(key, source.text());
        } else {
            source.skip();
        }
    }

    /** Other files have a version too, most of them as text. */
    private void version() throws IOException {
        if (source.at(JsonToken.VALUE_NUMBER_INT)) {
            version = Optional.of((long) source.number());
        } else {
            other("version");
        }
    }

    private void refuseOtherVersion() {
        if (version.isPresent() && !VERSIONS.contains(version.get())) {
            throw source.refuse("got a state of version " + version.get() + "; use version 3 or 4"
                    + ", whose shape is known: `pulumi stack export` of Pulumi 3 writes it");
        }
    }

    private SpecException unknown() {
        if (eventsRead && Set.of("continuationToken").containsAll(unknownKeys)) {
            return InputText.refuseFile(
                    name, "got no event, not even the one with which every run ends; ask for them when it is over");
        }
        Optional<String> other = unknownKeys.stream()
                .filter(OTHERS::containsKey)
                .map(OTHERS::get)
                .findFirst();
        if (other.isPresent()) {
            return InputText.refuseFile(name, "got " + other.get() + "; " + ALLOWED);
        }
        List<String> keys = new ArrayList<>(unknownKeys);
        version.ifPresent(number -> keys.add(0, "version"));
        String got = keys.isEmpty()
                ? "an empty object"
                : "an object with " + String.join(", ", keys.subList(0, Math.min(5, keys.size())));
        return InputText.refuseFile(name, "got " + InputText.excerpt(got) + "; " + ALLOWED);
    }

    private Input ofEvents() {
        if (!events.ended()) {
            throw InputText.refuseFile(
                    name,
                    "the events end without a summaryEvent or a cancelEvent, with which every run ends; the file was cut:"
                            + " make it again");
        }
        return input(
                events.config(),
                events.steps(),
                events.diagnostics(),
                events.counts(),
                events.run(),
                events.violations());
    }

    private Input ofCheckpoint() {
        if (stateRead) {
            refuseOtherVersion();
        }
        if (version.isEmpty()) {
            throw InputText.refuseFile(name, "got a state without a version; use version 3 or 4");
        }
        return new Input.Side(
                name,
                source.project(),
                source.stack(),
                true,
                new TreeMap<>(),
                checkpoint.resources(),
                checkpoint.diagnostics(),
                checkpoint.filled());
    }

    private static boolean failed(List<Diagnostic> told) {
        return told.stream().anyMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
    }

    /** What `pulumi refresh --json` finds is in its count alone (github.com/pulumi/pulumi/issues/16278). */
    private void refuseLeftOut(List<Input.EngineStep> read, SortedMap<String, Integer> counted) {
        List<String> changes = counted.entrySet().stream()
                .filter(count -> count.getValue() > 0 && !isQuiet(count.getKey()))
                .map(count -> count.getValue() + " to " + count.getKey())
                .toList();
        if (!changes.isEmpty() && read.stream().allMatch(step -> isQuiet(step.op()))) {
            throw InputText.refuseFile(
                    name,
                    "counts " + InputText.excerpt(String.join(", ", changes))
                            + ", and holds no step that does so; `pulumi refresh --json` leaves out what it finds:"
                            + " use its event log (--event-log)");
        }
    }

    private static boolean isQuiet(String op) {
        return Operation.of(op).filter(QUIET::contains).isPresent();
    }

    private Input input(
            SortedMap<String, String> settings,
            List<Input.EngineStep> read,
            List<Diagnostic> told,
            SortedMap<String, Integer> counted,
            Run run,
            List<Violation> violations) {
        refuseLeftOut(read, counted);
        // A run that failed before its first resource is no run that had none.
        boolean first = run == Run.PREVIEW
                && violations.isEmpty()
                && (failed(told) || !read.isEmpty())
                && read.stream()
                        .allMatch(step ->
                                Operation.of(step.op()).filter(FIRST::contains).isPresent()
                                        && step.oldState().isEmpty()
                                        && step.newState().isPresent());
        if (!first) {
            return new Input.Changes(
                    name, source.project(), source.stack(), settings, read, told, counted, run, violations);
        }
        List<ResourceState> resources = new ArrayList<>(read.size());
        read.forEach(step -> step.newState().ifPresent(resources::add));
        return new Input.Side(name, source.project(), source.stack(), false, settings, resources, told);
    }
}
