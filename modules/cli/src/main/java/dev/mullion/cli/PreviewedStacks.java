package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.config.StackOutput;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.spec.Warning;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetRun;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.review.fleet.StackReferences;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Previews each stack of a fleet, and keeps of its plan what a row holds; of a stack that others read also what they may read. */
final class PreviewedStacks implements FleetRun.Work {
    /** The text of all machines' scripts, which is long. */
    private static final String SCRIPTS = "scripts";

    private final boolean strict;
    private final StackReferences references;
    private final AskedPrograms programs = new AskedPrograms();
    private final Map<FleetStack, FutureTask<Previewed>> read = new ConcurrentHashMap<>();

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
        FleetRow row = previewed(stack).row();
        List<String> problems = new ArrayList<>(row.problems());
        for (StackConfig.WantedOutput wanted : references.wantedBy(stack)) {
            Optional<FleetStack> other = references.stackOf(wanted.output()).filter(each -> !each.equals(stack));
            if (other.isPresent()) {
                Optional<PropertyValue.Fields> exports = exports(other.get());
                exports.filter(outputs -> !gives(outputs, wanted.output()))
                        .ifPresent(outputs -> problems.add(StackReferences.line(
                                wanted,
                                "reads " + wanted.output() + ", which will have none of that name; it has "
                                        + String.join(", ", outputs.values().keySet()))));
            }
        }
        return problems.isEmpty() ? row : FleetRow.broken(stack, row.warnings(), problems);
    }

    /** What another stack gives; nothing of one that is broken itself, which its own row tells. */
    private Optional<PropertyValue.Fields> exports(FleetStack stack) throws IOException {
        try {
            return previewed(stack).exports();
        } catch (SpecException | UserException e) {
            return Optional.empty();
        }
    }

    /** Once for each stack that others read: a preview waits for no other. */
    private Previewed previewed(FleetStack stack) throws IOException {
        if (!references.isRead(stack)) {
            return preview(stack);
        }
        FutureTask<Previewed> once = read.computeIfAbsent(stack, each -> new FutureTask<>(() -> preview(each)));
        once.run(); // nothing where it runs or ran
        try {
            return once.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Previewed preview(FleetStack stack) throws IOException {
        if (JavaProgram.isIn(stack.directory())) {
            FleetRow row = programs.ask(
                    stack,
                    Kind.PLAN,
                    request -> request.withStrictUnknowns(strict),
                    (made, said) -> ofProgram(stack, made, said));
            return new Previewed(row, Optional.empty());
        }
        StackConfig config = StackConfig.load(stack.directory(), stack.stack(), Optional.empty());
        StackProgram program = StackProgram.of(config, stack.directory());
        StackInput input = program.input();
        Plan plan = PreviewEngine.preview(strict ? input.withStrictUnknowns() : input, program);
        List<String> warnings =
                program.warnings().stream().map(Warning::toString).toList();
        return plan.failed()
                ? new Previewed(FleetRow.broken(stack, warnings, plan.errors()), Optional.empty())
                : new Previewed(row(stack, warnings, plan.changeSummary()), exports(plan));
    }

    private static Optional<PropertyValue.Fields> exports(Plan plan) {
        return plan.steps().stream().findFirst().map(stack -> {
            SortedMap<String, PropertyValue> outputs =
                    new TreeMap<>(stack.newState().outputs().values());
            outputs.computeIfPresent(SCRIPTS, (name, scripts) -> named(scripts));
            return new PropertyValue.Fields(outputs);
        });
    }

    /** The names of scripts, without their text. */
    private static PropertyValue named(PropertyValue scripts) {
        SortedMap<String, PropertyValue> names = new TreeMap<>();
        if (scripts instanceof PropertyValue.Fields fields) {
            fields.values().keySet().forEach(name -> names.put(name, new PropertyValue.Text("")));
        }
        return new PropertyValue.Fields(names);
    }

    /** Whether there is such an output, as far as a preview knows: what is in a text that stands for a value it does not. */
    private static boolean gives(PropertyValue.Fields outputs, StackOutput wanted) {
        if (outputs.values().containsKey(wanted.output())) {
            return true;
        }
        PropertyValue value = outputs;
        for (Object step : wanted.steps()) {
            @Nullable PropertyValue below = null;
            if (value instanceof PropertyValue.Fields fields) {
                below = fields.values().get(String.valueOf(step));
            } else if (value instanceof PropertyValue.Items items) {
                below = step instanceof Integer at && at < items.values().size()
                        ? items.values().get(at)
                        : null;
            } else {
                return true;
            }
            if (below == null) {
                return false;
            }
            value = below;
        }
        return true;
    }

    private static FleetRow row(FleetStack stack, List<String> warnings, Map<Operation, Integer> summary) {
        int resources = summary.values().stream().mapToInt(Integer::intValue).sum();
        return new FleetRow(stack, Optional.of(resources), warnings, List.of(), new TreeMap<>(summary));
    }

    private static FleetRow ofProgram(FleetStack stack, Path made, List<String> said) throws IOException {
        Input plan = PlanFile.read(made, stack.name());
        int resources = plan instanceof Input.Side side ? side.resources().size() : 0;
        return row(stack, said, Map.of(Operation.CREATE, resources));
    }
}
