package dev.mullion.diff.compare;

import dev.mullion.diff.Outcome;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.Input.EngineStep;
import dev.mullion.plan.Operation;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.ResourceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which resource of one side is which of the other, and what Pulumi would call what happens to it. */
final class Pairing {
    private static final Set<Operation> REPLACING = EnumSet.of(
            Operation.REPLACE,
            Operation.CREATE_REPLACEMENT,
            Operation.DELETE_REPLACED,
            Operation.IMPORT_REPLACEMENT,
            Operation.READ_REPLACEMENT,
            Operation.DISCARD_REPLACED);

    private Pairing() {}

    /** In the order of the head, what is gone behind. */
    static List<Pair> of(
            Input.Side base, Input.Side head, Referents referents, Resolution resolution, DefaultProviders defaults) {
        Map<String, ResourceState> old = new LinkedHashMap<>();
        for (ResourceState state : base.resources()) {
            if (!defaults.before(state)) {
                old.putIfAbsent(state.urn(), state);
            }
        }
        Set<String> own = new HashSet<>();
        List<ResourceState> resources = new ArrayList<>();
        for (ResourceState state : head.resources()) {
            own.add(state.urn());
            if (!defaults.after(state)) {
                resources.add(state);
            }
        }
        Set<String> matched = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (ResourceState state : resources) {
            Optional<ResourceState> before = counterpart(state, old, own, matched);
            pairs.add(before.map(found -> matched(
                            found,
                            state,
                            ignored(base, head, found, state),
                            referents,
                            resolution,
                            isForced(found, state) || defaults.isElsewhere(found, state)))
                    .map(pair -> isDue(pair, head) ? updated(pair) : pair)
                    .orElseGet(() -> created(state)));
        }
        old.forEach((urn, state) -> {
            if (!matched.contains(urn)) {
                pairs.add(new Pair(
                        (state.external() ? Operation.DISCARD : Operation.DELETE).word(),
                        Optional.of(state),
                        Optional.empty(),
                        state.inputs(),
                        Fields.NONE,
                        Optional.empty()));
            }
        });
        pairs.addAll(defaults.compared().changed());
        return pairs;
    }

    private static Optional<ResourceState> counterpart(
            ResourceState state, Map<String, ResourceState> old, Set<String> own, Set<String> matched) {
        List<String> candidates = new ArrayList<>();
        candidates.add(state.urn());
        state.options().aliases().stream().filter(alias -> !own.contains(alias)).forEach(candidates::add);
        for (String urn : candidates) {
            ResourceState found = old.get(urn);
            if (found != null && matched.add(urn)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static Pair created(ResourceState state) {
        Operation taken = state.options().importId().isPresent() ? Operation.IMPORT : Operation.CREATE;
        Operation operation = state.external() ? Operation.READ : taken;
        return new Pair(
                operation.word(), Optional.empty(), Optional.of(state), Fields.NONE, state.inputs(), Optional.empty());
    }

    /**
     * The paths at which the new inputs are as before. What is deployed is there; of two plans those count that both have,
     * since a change could hide itself, and would come true wherever the resource is made anew.
     */
    private static List<String> ignored(Input.Side base, Input.Side head, ResourceState before, ResourceState after) {
        if (head.deployed()) {
            return List.of();
        }
        List<String> paths = after.options().ignoreChanges();
        return base.deployed()
                ? paths
                : paths.stream()
                        .filter(Set.copyOf(before.options().ignoreChanges())::contains)
                        .toList();
    }

    /** Whether it is updated, whatever its inputs and its provider. */
    static boolean isForced(ResourceState before, ResourceState after) {
        return isTriggered(before, after)
                || isAnother(before, after)
                || isImported(before, after)
                || before.external() != after.external()
                || before.custom() != after.custom()
                || isOfAnotherType(before, after);
    }

    private static Pair matched(
            ResourceState before,
            ResourceState after,
            List<String> ignoring,
            Referents referents,
            Resolution resolution,
            boolean updated) {
        Referents.Sides named = referents.sides(before, after);
        boolean forced = updated || !named.moved().isEmpty();
        if (named.before().equals(named.after()) && !forced) {
            return new Pair(
                    Operation.SAME.word(),
                    Optional.of(before),
                    Optional.of(after),
                    before.inputs(),
                    after.inputs(),
                    Optional.empty());
        }
        Resolution.Sides sides = resolution.sides(before, after, named);
        Fields ignored = Ignoring.apply(ignoring, sides.before(), sides.after());
        boolean same = sides.before().equals(ignored) && !forced;
        return new Pair(
                (same ? Operation.SAME : Operation.UPDATE).word(),
                Optional.of(before),
                Optional.of(after),
                sides.before(),
                ignored,
                Optional.empty(),
                named.moved());
    }

    /** Whether the state says that the next update does something to it, though nothing of it differs. */
    private static boolean isDue(Pair pair, Input.Side head) {
        ResourceState.Condition condition = pair.before().orElseThrow().condition();
        return pair.is(Operation.SAME)
                && !head.deployed()
                && !pair.state().external()
                && (condition.tainted() || !condition.initErrors().isEmpty());
    }

    private static Pair updated(Pair pair) {
        return new Pair(
                Operation.UPDATE.word(),
                pair.before(),
                pair.after(),
                pair.oldInputs(),
                pair.newInputs(),
                Optional.empty(),
                pair.moved());
    }

    /**
     * Whether it is or was replaced since somebody tainted it. Of two states only another id shows it: a taint can be taken
     * back.
     */
    static boolean isTainted(ResourceState before, ResourceState after, boolean planned) {
        return before.condition().tainted() && !after.external() && (planned || isAnother(before, after));
    }

    /** A trigger that is set for the first time replaces nothing. */
    static boolean isTriggered(ResourceState before, ResourceState after) {
        return before.options().replacementTrigger().isPresent()
                && after.options().replacementTrigger().isPresent()
                && !before.options().replacementTrigger().equals(after.options().replacementTrigger());
    }

    /** Only a replacement gives a deployed resource another id, and of what a program reads it is which one it reads. */
    static boolean isAnother(ResourceState before, ResourceState after) {
        return after.custom()
                && before.id().isPresent()
                && after.id().isPresent()
                && !before.id().equals(after.id());
    }

    /**
     * Whether Pulumi imports another one in its place, and deletes this one; of a plan nobody knows which one it is
     * (pkg/resource/deploy/step_generator.go at 3.260.0).
     */
    static boolean isImported(ResourceState before, ResourceState after) {
        return after.custom()
                && after.options().importId().isPresent()
                && !after.options().importId().equals(imported(before));
    }

    /** By which id Pulumi knows it. */
    static Optional<String> imported(ResourceState state) {
        return state.options().importId().or(state::id);
    }

    /** An alias says that they are one resource, which no provider can make of the other. */
    static boolean isOfAnotherType(ResourceState before, ResourceState after) {
        return after.custom() && !before.type().equals(after.type());
    }

    /** The several steps of one replacement are one pair. */
    static List<Pair> of(Input.Changes changes, DefaultProviders defaults) {
        Map<String, List<EngineStep>> byUrn = new LinkedHashMap<>();
        Map<String, String> renamed = renamed(changes);
        Map<String, Set<String>> inUse = inUse(changes);
        List<Pair> pairs = new ArrayList<>();
        List<Pair> gone = new ArrayList<>();
        for (EngineStep step : changes.steps()) {
            if (step.leftover() && isBesideOne(step, inUse.getOrDefault(step.urn(), Set.of()))) {
                gone.add(merged(List.of(step)));
            } else if (!isOfDefault(step, defaults)) {
                String urn =
                        step.is(Operation.DELETE_REPLACED) ? renamed.getOrDefault(step.urn(), step.urn()) : step.urn();
                byUrn.computeIfAbsent(urn, first -> new ArrayList<>()).add(step.inUse());
            }
        }
        byUrn.values().forEach(steps -> {
            Pair pair = merged(steps);
            (pair.is(Operation.DELETE) ? gone : pairs).add(pair);
        });
        pairs.addAll(gone);
        pairs.addAll(defaults.compared().changed());
        return pairs;
    }

    private static boolean isOfDefault(EngineStep step, DefaultProviders defaults) {
        step.oldState().ifPresent(defaults::before);
        step.newState().ifPresent(defaults::after);
        return step.newState().or(step::oldState).filter(DefaultProviders::is).isPresent();
    }

    /** Whether the file has the one in use, too, which is known by another id. */
    private static boolean isBesideOne(EngineStep leftover, Set<String> inUse) {
        Optional<String> id = leftover.oldState().flatMap(ResourceState::id);
        return id.isPresent() && !inUse.isEmpty() && !inUse.contains(id.get());
    }

    /** URN to the ids of what is in use. */
    private static Map<String, Set<String>> inUse(Input.Changes changes) {
        Map<String, Set<String>> inUse = new HashMap<>();
        for (EngineStep step : changes.steps()) {
            if (!step.leftover()) {
                step.newState().flatMap(ResourceState::id).ifPresent(id -> inUse.computeIfAbsent(
                                step.urn(), urn -> new HashSet<>())
                        .add(id));
            }
        }
        return inUse;
    }

    /** Old URN to new one of what is replaced and known by an alias: the old one's deletion is a part of it. */
    private static Map<String, String> renamed(Input.Changes changes) {
        Map<String, String> renamed = new HashMap<>();
        for (EngineStep step : changes.steps()) {
            step.oldState()
                    .filter(old -> replaces(step) && !old.urn().equals(step.urn()))
                    .ifPresent(old -> renamed.put(old.urn(), step.urn()));
        }
        return renamed;
    }

    /** Of several steps those count that do something: what a refresh found comes before what the program does about it. */
    private static Pair merged(List<EngineStep> all) {
        List<EngineStep> doing = all.stream()
                .filter(step -> !step.is(Operation.SAME) && !step.is(Operation.REFRESH) && !step.is(Operation.READ))
                .toList();
        List<EngineStep> moving =
                all.stream().filter(step -> !step.is(Operation.SAME)).toList();
        // Of a copy that is left there is a refresh, too: the one in use comes first.
        List<EngineStep> steps = !doing.isEmpty() ? doing : List.of(!moving.isEmpty() ? moving.get(0) : all.get(0));
        boolean replaced = steps.stream().anyMatch(Pairing::replaces);
        EngineStep chosen = replaced
                ? steps.stream()
                        .filter(step ->
                                step.newState().isPresent() && step.oldState().isPresent())
                        .findFirst()
                        .orElse(steps.get(0))
                : decisive(steps);
        for (EngineStep step : steps) {
            boolean tellsMore =
                    (step.detailedDiff().isPresent() && chosen.detailedDiff().isEmpty())
                            || (!step.replaceReasons().isEmpty()
                                    && chosen.replaceReasons().isEmpty());
            if (tellsMore && step.newState().isPresent()) {
                chosen = step;
            }
        }
        Optional<ResourceState> before =
                steps.stream().flatMap(step -> step.oldState().stream()).findFirst();
        Optional<ResourceState> after =
                steps.stream().flatMap(step -> step.newState().stream()).reduce((first, second) -> second);
        boolean fresh = !replaced && (chosen.is(Operation.CREATE) || chosen.is(Operation.IMPORT));
        boolean deleted = !replaced && (chosen.is(Operation.DELETE) || chosen.is(Operation.DISCARD));
        Optional<ResourceState> old = fresh ? Optional.empty() : before;
        Optional<ResourceState> now = deleted ? Optional.empty() : after;
        return new Pair(
                replaced ? Operation.REPLACE.word() : chosen.op(),
                old.isEmpty() && now.isEmpty() ? before : old,
                old.isEmpty() && now.isEmpty() ? after : now,
                old.map(ResourceState::inputs).orElse(Fields.NONE),
                now.map(ResourceState::inputs).orElse(Fields.NONE),
                Optional.of(chosen),
                replaced && isDeletedFirst(steps),
                outcome(all),
                new TreeMap<>());
    }

    /** Steps are in the order in which they are done. */
    private static boolean isDeletedFirst(List<EngineStep> steps) {
        for (EngineStep step : steps) {
            if (step.is(Operation.DELETE_REPLACED)) {
                return true;
            }
            if (step.is(Operation.CREATE_REPLACEMENT) || step.is(Operation.IMPORT_REPLACEMENT)) {
                return false;
            }
        }
        return false;
    }

    /** Of several steps the worst. */
    private static Outcome outcome(List<EngineStep> steps) {
        return steps.stream()
                .map(EngineStep::outcome)
                .max(Comparator.naturalOrder())
                .orElse(Outcome.PLANNED);
    }

    /** What becomes of a resource that is not replaced: one that was gone and is made again is there. */
    private static EngineStep decisive(List<EngineStep> steps) {
        EngineStep last = steps.get(steps.size() - 1);
        return last.is(Operation.CREATE)
                ? last
                : steps.stream()
                        .filter(step -> step.is(Operation.DELETE) || step.is(Operation.DISCARD))
                        .findFirst()
                        .orElse(steps.get(0));
    }

    private static boolean replaces(EngineStep step) {
        return Operation.of(step.op()).filter(REPLACING::contains).isPresent();
    }

    /** The stack's exports, which a program registers as outputs. */
    static Fields outputs(Optional<ResourceState> stack) {
        return stack.map(ResourceState::outputs).orElse(Fields.NONE);
    }
}
