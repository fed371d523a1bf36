package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.spec.Warning;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.review.Awaited;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetRun;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.review.fleet.StackReferences;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Previews each stack of a fleet, and keeps of its plan what a row holds; of a stack that others read also what they may read. */
final class PreviewedStacks implements FleetRun.Work {
    /** The text of all machines' scripts, which is long. */
    private static final String SCRIPTS = "scripts";

    private final boolean strict;
    private final StackReferences references;
    private final AskedPrograms programs = new AskedPrograms();
    private final Map<FleetStack, Once> read = new ConcurrentHashMap<>();

    /**
     * For one run.
     *
     * @param strict whether what only a deployment can know is unknown
     * @param references between the stacks
     */
    PreviewedStacks(boolean strict, StackReferences references) {
        this.strict = strict;
        this.references = references;
    }

    /**
     * A stack's row.
     *
     * @param exports what it gives to others; empty where nobody knows
     */
    private record Previewed(FleetRow row, Optional<PropertyValue.Fields> exports) {}

    @Override
    public FleetRow of(FleetStack stack) throws IOException {
        List<Problem> problems = references.readBy(stack).isEmpty() ? List.of() : withOthers(stack);
        if (!JavaProgram.isIn(stack.directory())) {
            if (!problems.isEmpty()) {
                throw new SpecException(problems);
            }
            return previewed(stack).row();
        }
        // What else a program needs, its file may lack.
        List<SpecPath> wanted = references.wantedBy(stack).stream()
                .map(StackConfig.WantedOutput::path)
                .toList();
        FleetRow row = previewed(stack).row();
        List<String> all = Stream.concat(
                        row.problems().stream(),
                        problems.stream()
                                .filter(problem -> wanted.stream().anyMatch(problem.path()::startsWith))
                                .map(Problem::toString))
                .toList();
        return all.isEmpty() ? row : FleetRow.broken(stack, row.warnings(), all);
    }

    /** All that is wrong with a stack's file, with the values that the stacks which it reads will give. */
    private List<Problem> withOthers(FleetStack stack) throws IOException {
        Map<String, PropertyValue.Fields> exports = new HashMap<>();
        for (StackConfig.WantedOutput wanted : references.wantedBy(stack)) {
            Optional<FleetStack> other = references.stackOf(wanted.output()).filter(each -> !each.equals(stack));
            if (other.isPresent()) {
                exports(other.get())
                        .ifPresent(outputs -> exports.put(wanted.output().stack(), outputs));
            }
        }
        try {
            StackProgram.of(config(stack).reading(new PreviewedOutputs(exports)), stack.directory());
            return List.of();
        } catch (SpecException e) {
            return e.problems();
        }
    }

    /** What another stack gives; nothing of one that is broken itself, which its own row tells. */
    private Optional<PropertyValue.Fields> exports(FleetStack stack) throws IOException {
        try {
            return previewed(stack).exports();
        } catch (SpecException | UserException | IOException e) {
            return Optional.empty();
        }
    }

    /** Once for each stack that others read: a preview waits for no other. */
    private Previewed previewed(FleetStack stack) throws IOException {
        if (!references.isRead(stack)) {
            return preview(stack);
        }
        return read.computeIfAbsent(stack, Once::new).previewed();
    }

    /** The preview of a stack that others read, made by whoever asks first. */
    private final class Once {
        private final FutureTask<Previewed> preview;
        private volatile Thread maker = Thread.currentThread();

        Once(FleetStack stack) {
            preview = new FutureTask<>(() -> {
                maker = Thread.currentThread();
                return preview(stack);
            });
        }

        Previewed previewed() throws IOException {
            preview.run(); // nothing where it runs or ran
            return Awaited.of(preview, () -> maker.isInterrupted());
        }
    }

    private Previewed preview(FleetStack stack) throws IOException {
        if (JavaProgram.isIn(stack.directory())) {
            AtomicReference<PropertyValue.@Nullable Fields> exports = new AtomicReference<>();
            FleetRow row =
                    programs.ask(stack, Kind.PLAN, request -> request.withStrictUnknowns(strict), (made, said) -> {
                        List<ResourceState> resources = resources(PlanFile.read(made, stack.name()));
                        resources.stream().findFirst().ifPresent(first -> exports.set(exports(first)));
                        return row(stack, said, Map.of(Operation.CREATE, resources.size()));
                    });
            return new Previewed(row, Optional.ofNullable(exports.get()));
        }
        StackConfig config = config(stack);
        StackProgram program = StackProgram.of(config, stack.directory());
        StackInput input = program.input();
        Plan plan = PreviewEngine.preview(strict ? input.withStrictUnknowns() : input, program);
        List<String> warnings =
                program.warnings().stream().map(Warning::toString).toList();
        return plan.failed()
                ? new Previewed(FleetRow.broken(stack, warnings, plan.errors()), Optional.empty())
                : new Previewed(
                        row(stack, warnings, plan.changeSummary()),
                        plan.steps().stream().findFirst().map(first -> exports(first.newState())));
    }

    private static StackConfig config(FleetStack stack) {
        return StackConfig.load(stack.directory(), stack.stack(), Optional.empty());
    }

    /** Of what a program wrote; the stack is the first. */
    private static List<ResourceState> resources(Input plan) {
        return plan instanceof Input.Side side ? side.resources() : List.of();
    }

    private static PropertyValue.Fields exports(ResourceState stack) {
        SortedMap<String, PropertyValue> outputs = new TreeMap<>(stack.outputs().values());
        outputs.computeIfPresent(SCRIPTS, (name, scripts) -> named(scripts));
        return new PropertyValue.Fields(outputs);
    }

    /** The names of scripts, without their text. */
    private static PropertyValue named(PropertyValue scripts) {
        SortedMap<String, PropertyValue> names = new TreeMap<>();
        if (scripts instanceof PropertyValue.Fields fields) {
            fields.values().keySet().forEach(name -> names.put(name, new PropertyValue.Text("${" + name + "}")));
        }
        return new PropertyValue.Fields(names);
    }

    private static FleetRow row(FleetStack stack, List<String> warnings, Map<Operation, Integer> summary) {
        int resources = summary.values().stream().mapToInt(Integer::intValue).sum();
        return new FleetRow(stack, Optional.of(resources), warnings, List.of(), new TreeMap<>(summary));
    }
}
