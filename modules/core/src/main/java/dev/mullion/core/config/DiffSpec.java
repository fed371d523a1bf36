package dev.mullion.core.config;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.List;

/**
 * How {@code mullion diff} reports the stack.
 *
 * <pre>{@code
 * mullion:diff:
 *   mask:
 *     - 'shop-[0-9a-f]{24}'
 *     - 'LicenceNumber: (\S+)'
 *   ignore:
 *     - {type: aws:ecs:Service, path: 'tags.*', reason: a controller keeps them}
 * }</pre>
 *
 * <p>Of two sides the older one's file says what is hidden and left out, so that no change hides itself.
 *
 * @param mask regular expressions of Java for what a report hides: the first group of each, or all that it matches
 * @param ignore changes that are counted, and not shown
 */
@GenerateBuilder
public record DiffSpec(
        @Explain(example = "[\"(?i)internal-token: (\\\\S+)\"]")
        List<MaskPattern> mask,

        @Explain(example = "[{type: \"aws:ecs:Service\", path: desiredCount, reason: a schedule moves it}]")
        List<IgnoredChange> ignore)
        implements Spec {
    /** The key below {@code mullion:}. */
    public static final String KEY = "diff";

    /** Each is looked for in every text. */
    public static final int MAX_MASKS = 50;

    /** Each is held against every property. */
    public static final int MAX_IGNORED = 100;

    public DiffSpec {
        mask = List.copyOf(mask);
        ignore = List.copyOf(ignore);
    }

    @Override
    public void check(Problems problems) {
        if (mask.size() > MAX_MASKS) {
            problems.at("mask").ofEntries().add("has " + mask.size() + " masks; use at most " + MAX_MASKS);
        }
        if (ignore.size() > MAX_IGNORED) {
            problems.at("ignore").ofEntries().add("has " + ignore.size() + " entries; use at most " + MAX_IGNORED);
        }
        for (int i = 0; i < ignore.size(); i++) {
            ignore.get(i).check(problems.at("ignore").at(i));
        }
    }

    public static DiffSpecBuilder builder() {
        return new DiffSpecBuilder();
    }
}
