package dev.mullion.diff.compare;

import dev.mullion.core.config.MaskPattern;
import dev.mullion.diff.Report;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.masking.KnownSecrets;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.ResourceState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A preview that failed, as it may be shown: a program may have put anything into its message, also a value that is secret
 * in what it made until then.
 */
public final class FailureMask {
    private FailureMask() {}

    /**
     * The failure without its secrets.
     *
     * @param problems one line each
     * @param inputs what there is of both sides
     * @param masks of the user's own
     */
    public static Report.Failure of(
            String project, String stack, List<String> problems, List<Input> inputs, List<MaskPattern> masks) {
        KnownSecrets.Builder secrets = new KnownSecrets.Builder();
        MarkedSecrets marked = new MarkedSecrets(secrets);
        inputs.forEach(input -> states(input).forEach(marked::of));
        Masker search = Masker.searching(secrets, masks, true);
        inputs.forEach(input -> states(input).forEach(state -> {
            search.fields(state.type(), state.inputs());
            search.fields(state.type(), state.outputs());
        }));
        Masker masker = search.knowing(secrets.build());
        // Together, since a key has several lines.
        String text = masker.show(masker.mask(String.join("\n", problems)), "", "");
        return new Report.Failure(
                masker.name(project), masker.name(stack), text.lines().toList());
    }

    private static Stream<ResourceState> states(Input input) {
        if (input instanceof Input.Side side) {
            return side.resources().stream();
        }
        return ((Input.Changes) input)
                .steps().stream()
                        .flatMap(step -> Stream.of(step.oldState(), step.newState()))
                        .flatMap(Optional::stream);
    }
}
