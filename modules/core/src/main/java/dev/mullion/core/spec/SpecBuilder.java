package dev.mullion.core.spec;

import java.util.Map;

/**
 * Builds one spec, from Java and from YAML alike, so that both share one set of defaults. A builder has one public
 * method a key, named as the key is, with one parameter; its fields hold the defaults. The spec's record has a public
 * static method {@code builder()}.
 *
 * @param <S> the spec's record
 */
public abstract class SpecBuilder<S extends Spec> {
    /** The record as it stands. Only for who checks it later: the configuration, which reports a whole file at once. */
    public abstract S unchecked();

    /**
     * Keys that a user may know from the platform and that do not exist here, with the reason and what to do instead:
     * {@code works on Linux only: ...; leave it out}. None unless a builder says so.
     */
    public Map<String, String> refusedKeys() {
        return Map.of();
    }

    /**
     * The valid spec.
     *
     * @throws SpecException with all that is wrong, by paths that start at this spec
     */
    public final S build() {
        S spec = unchecked();
        Problems problems = new Problems();
        spec.check(problems);
        problems.throwIfAny();
        return spec;
    }
}
