package dev.mullion.diff.input;

import dev.mullion.diff.Outcome;
import dev.mullion.diff.Run;
import dev.mullion.diff.Violation;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.ResourceState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a file or a preview told of one stack. */
public sealed interface Input {
    /** How the user named it. */
    String name();

    String project();

    String stack();

    /** Configuration keys to values, secrets masked or still encrypted. */
    SortedMap<String, String> config();

    List<Diagnostic> diagnostics();

    /**
     * One side alone: a first preview, whose steps all create, or a checkpoint.
     *
     * @param deployed whether these are deployed resources, with every value known
     * @param resources in the order of the file
     * @param filled URN to the inputs that a provider says that it filled in; no URN of which it says nothing
     */
    record Side(
            String name,
            String project,
            String stack,
            boolean deployed,
            SortedMap<String, String> config,
            List<ResourceState> resources,
            List<Diagnostic> diagnostics,
            Map<String, Set<String>> filled)
            implements Input {
        /** One of which no provider says that it filled in anything, such as a plan. */
        public Side(
                String name,
                String project,
                String stack,
                boolean deployed,
                SortedMap<String, String> config,
                List<ResourceState> resources,
                List<Diagnostic> diagnostics) {
            this(name, project, stack, deployed, config, resources, diagnostics, Map.of());
        }

        public Side {
            filled = Map.copyOf(filled);
            config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
            resources = List.copyOf(resources);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /**
     * Both sides: what a real engine says that it would do.
     *
     * @param counts operation to the number of resources, as the engine counted them: a preview leaves most resources that
     *     stay the same out of its steps; empty where it told nothing
     * @param run what these steps are of
     * @param violations raw
     */
    record Changes(
            String name,
            String project,
            String stack,
            SortedMap<String, String> config,
            List<EngineStep> steps,
            List<Diagnostic> diagnostics,
            SortedMap<String, Integer> counts,
            Run run,
            List<Violation> violations)
            implements Input {
        public Changes(
                String name,
                String project,
                String stack,
                SortedMap<String, String> config,
                List<EngineStep> steps,
                List<Diagnostic> diagnostics) {
            this(name, project, stack, config, steps, diagnostics, new TreeMap<>(), Run.PREVIEW, List.of());
        }

        public Changes {
            counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
            config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
            steps = List.copyOf(steps);
            violations = List.copyOf(violations);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /**
     * One step of a real engine.
     *
     * @param op an {@link Operation}'s word, or one that a newer engine has; a replacement may come as
     *     {@code create-replacement}, {@code replace} and {@code delete-replaced}
     * @param oldState empty for what is created
     * @param newState empty for what is deleted
     * @param detailedDiff property path to kind ({@code update-replace}); empty where the provider gave none, which is
     *     not the same as none that differs
     * @param leftover whether it is about a copy that an earlier replacement left, which waits for its deletion
     * @param outcome how far the run got with it
     */
    record EngineStep(
            String op,
            String urn,
            Optional<ResourceState> oldState,
            Optional<ResourceState> newState,
            List<String> diffReasons,
            List<String> replaceReasons,
            Optional<SortedMap<String, DetailedDiff>> detailedDiff,
            boolean leftover,
            Outcome outcome) {
        public EngineStep {
            diffReasons = List.copyOf(diffReasons);
            replaceReasons = List.copyOf(replaceReasons);
            detailedDiff = detailedDiff.map(diffs -> Collections.unmodifiableSortedMap(new TreeMap<>(diffs)));
        }

        /** A preview's. */
        public EngineStep(
                String op,
                String urn,
                Optional<ResourceState> oldState,
                Optional<ResourceState> newState,
                List<String> diffReasons,
                List<String> replaceReasons,
                Optional<SortedMap<String, DetailedDiff>> detailedDiff,
                boolean leftover) {
            this(op, urn, oldState, newState, diffReasons, replaceReasons, detailedDiff, leftover, Outcome.PLANNED);
        }

        public boolean is(Operation operation) {
            return operation.is(op);
        }

        /** The same, of the resource that is in use. */
        public EngineStep inUse() {
            return leftover
                    ? new EngineStep(
                            op, urn, oldState, newState, diffReasons, replaceReasons, detailedDiff, false, outcome)
                    : this;
        }

        /** The same, with what became of it. */
        EngineStep ended(Outcome how) {
            return new EngineStep(
                    op, urn, oldState, newState, diffReasons, replaceReasons, detailedDiff, leftover, how);
        }
    }

    /**
     * How the provider says that one property differs.
     *
     * @param kind {@code add}, {@code delete}, {@code update}, each also with {@code -replace}
     * @param inputDiff whether inputs were compared with inputs, not with the state
     */
    record DetailedDiff(String kind, boolean inputDiff) {}
}
