package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.spec.Warning;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Plan;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetRun;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Previews each stack of a fleet, and keeps of its plan what a row holds.
 *
 * @param strict whether what only a deployment can know is unknown
 */
record PreviewedStacks(boolean strict, AskedPrograms programs) implements FleetRun.Work {
    PreviewedStacks(boolean strict) {
        this(strict, new AskedPrograms());
    }

    @Override
    public FleetRow of(FleetStack stack) throws IOException {
        if (JavaProgram.isIn(stack.directory())) {
            return programs.ask(
                    stack,
                    Kind.PLAN,
                    request -> request.withStrictUnknowns(strict),
                    (made, said) -> ofProgram(stack, made, said));
        }
        StackConfig config = StackConfig.load(stack.directory(), stack.stack(), Optional.empty());
        StackProgram program = StackProgram.of(config, stack.directory());
        StackInput input = StackInput.of(config.engine());
        Plan plan = PreviewEngine.preview(strict ? input.withStrictUnknowns() : input, program);
        List<String> warnings =
                program.warnings().stream().map(Warning::toString).toList();
        return plan.failed()
                ? FleetRow.broken(stack, warnings, plan.errors())
                : row(stack, warnings, plan.changeSummary());
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
