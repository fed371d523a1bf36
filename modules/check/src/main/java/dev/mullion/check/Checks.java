package dev.mullion.check;

import dev.mullion.core.config.MaskPattern;
import dev.mullion.diff.compare.OwnMasks;
import dev.mullion.diff.compare.SideMasker;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.Operation;
import dev.mullion.plan.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for every rule in what a plan makes or a state has. */
public final class Checks {
    private static final List<Look> LOOKS = List.of(
            new MachineRules(),
            new UserDataRules(),
            new BootstrapRules(),
            new AgentRules(),
            new ScalingRules(),
            new NodeGroupRules(),
            new ClusterRules(),
            new PolicyRules(),
            new TaskRules(),
            new ServiceRules(),
            new PodRules(),
            new FileSystemRules());

    private Checks() {}

    /** The rules about one kind of resource. */
    interface Look {
        /** Tells what it finds. */
        void look(CheckedPlan all, FindingCollector collector);
    }

    /**
     * Every finding, by resource, the gravest first.
     *
     * @param masks of the user's own, beside those of the stack file
     * @throws dev.mullion.core.spec.UserException when a mask takes too long
     */
    public static List<Finding> of(Input input, List<MaskPattern> masks) {
        List<ResourceState> states = states(input);
        List<MaskPattern> own = OwnMasks.of(masks, Optional.of(input));
        Masker masker = SideMasker.of(states, own);
        // A stack file's own masks hide what is said of a value, and no value from the rules: it would choose the
        // verdict.
        Masker reading = own.isEmpty() ? masker : SideMasker.of(states, List.of());
        PlanResources resources = new PlanResources(states, reading);
        CheckedPlan all = new CheckedPlan(resources, input instanceof Input.Side);
        FindingCollector collector = new FindingCollector(masker, !own.isEmpty());
        LOOKS.forEach(look -> look.look(all, collector));
        return collector.sorted();
    }

    /** What will be there. */
    private static List<ResourceState> states(Input input) {
        if (input instanceof Input.Side side) {
            return side.resources();
        }
        // A replacement comes in parts, of which one is what will be there.
        Map<String, ResourceState> states = new LinkedHashMap<>();
        for (Input.EngineStep step : ((Input.Changes) input).steps()) {
            boolean goes = step.leftover()
                    || Operation.of(step.op())
                            .filter(operation -> operation == Operation.DELETE
                                    || operation == Operation.DELETE_REPLACED
                                    || operation == Operation.DISCARD
                                    || operation == Operation.DISCARD_REPLACED)
                            .isPresent();
            if (!goes) {
                step.newState().or(step::oldState).ifPresent(state -> states.put(state.urn(), state));
            }
        }
        return List.copyOf(states.values());
    }
}
