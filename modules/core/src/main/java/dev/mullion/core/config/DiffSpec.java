package dev.mullion.core.config;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.text.MaskPattern;
import java.util.List;

/**
 * How {@code mullion diff} reports the stack.
 *
 * <pre>{@code
 * mullion:diff:
 *   mask:
 *     - 'shop-[0-9a-f]{24}'
 *     - 'LicenceNumber: (\S+)'
 * }</pre>
 *
 * @param mask regular expressions of Java for what a report hides: the first group of each, or all that it matches
 */
@GenerateBuilder
public record DiffSpec(List<MaskPattern> mask) implements Spec {
    /** The key below {@code mullion:}. */
    public static final String KEY = "diff";

    /** Each is looked for in every text. */
    public static final int MAX_MASKS = 50;

    public DiffSpec {
        mask = List.copyOf(mask);
    }

    @Override
    public void check(Problems problems) {
        if (mask.size() > MAX_MASKS) {
            problems.at("mask").ofEntries().add("has " + mask.size() + " masks; use at most " + MAX_MASKS);
        }
    }

    public static DiffSpecBuilder builder() {
        return new DiffSpecBuilder();
    }
}
