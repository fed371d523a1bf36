package dev.mullion.core.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds one spec, from Java and from YAML alike, so that both share one set of defaults. Builders are generated, see
 * {@link GenerateBuilder}. What is wrong in a call is kept until {@link #build()}, which tells everything at once; a value
 * that is refused leaves its key as it was.
 *
 * @param <S> the spec's record
 */
public abstract class SpecBuilder<S extends Spec> {
    private final List<Problem> problems = new ArrayList<>();
    /** What calls gave a value, as opposed to a stack file or a spec that this one starts from. */
    private final Set<SpecPath> given = new LinkedHashSet<>();
    /** Entries of maps that calls described, each once. */
    private final Set<SpecPath> described = new HashSet<>();

    private boolean startsFromSpec;

    /** The record as it stands. Only for who checks it later and tells {@link #problems()} with what it finds. */
    public abstract S unchecked();

    /** What was wrong in the calls so far, by paths that start at this spec. */
    public final List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What was given a value in the calls so far, by paths that start at this spec. */
    public final Set<SpecPath> given() {
        return Collections.unmodifiableSet(given);
    }

    /** All values of a spec, for a spec that differs from it: what is described then starts from what it has. */
    public SpecBuilder<S> from(S spec) {
        throw new IllegalStateException("no spec to start from");
    }

    /**
     * The valid spec.
     *
     * @throws SpecException with all that is wrong, by paths that start at this spec
     */
    public final S build() {
        S spec = unchecked();
        Problems found = new Problems();
        spec.check(found);
        BrokenValues broken = new BrokenValues();
        broken.addAll(problems);
        List<Problem> all = new ArrayList<>(problems);
        found.problems().stream().filter(problem -> !broken.isCauseOf(problem)).forEach(all::add);
        if (!all.isEmpty()) {
            throw new SpecException(all);
        }
        return spec;
    }

    /** The keys, in the order that an author chose for readers. */
    protected abstract List<SpecKey> keys();

    /** Gives a value of the key's own type. */
    protected abstract void set(String key, Object value);

    /** What a key has now: a value of its own type, or an {@link Optional} of one. */
    protected abstract Object currentValue(String key);

    /** A new builder of the specs at a key. */
    protected SpecBuilder<?> nested(String key) {
        throw new IllegalStateException("no spec stands at " + key);
    }

    /** What a text stands for at a key. */
    protected Object parsed(String key, String text) {
        throw new IllegalStateException("no text is read at " + key);
    }

    /**
     * Keys that a user may know from the platform and that do not exist here, with the reason and what to do instead:
     * {@code works on Linux only: ...; leave it out}, or {@code is called memoryMib here; use that}.
     */
    protected Map<String, String> refusedKeys() {
        return Map.of();
    }

    /**
     * The values with which such a key may stand there all the same, since they say what holds anyway: a text, number or word
     * as it is written; {@code []} and {@code {}} for what is empty.
     */
    protected Set<String> harmlessValues(String key) {
        return Set.of();
    }

    /** All values are those of another spec now, whatever was called before. */
    protected final void startFromSpec() {
        given.clear();
        described.clear();
        startsFromSpec = true;
    }

    /** The value; what was there before, where it is null. */
    protected final <T> T given(String key, @Nullable T value, T before) {
        given.add(at(key));
        return isWhole(value, type(key), at(key)) && value != null ? value : before;
    }

    protected final <T> Optional<T> given(String key, @Nullable T value, Optional<T> before) {
        given.add(at(key));
        return isWhole(value, type(key), at(key)) ? Optional.ofNullable(value) : before;
    }

    /** What a text stands for; what was there before, where it stands for nothing. */
    protected final <T> T read(String key, @Nullable String text, Class<T> type, T before) {
        given.add(at(key));
        return read(at(key), key, text, type).orElse(before);
    }

    protected final <T> Optional<T> read(String key, @Nullable String text, Class<T> type, Optional<T> before) {
        given.add(at(key));
        Optional<T> read = read(at(key), key, text, type);
        return read.isPresent() ? read : before;
    }

    /** What texts stand for, all of them; what was there before, where one stands for nothing. */
    protected final <T> List<T> readAll(String key, String @Nullable [] texts, Class<T> type, List<T> before) {
        given.add(at(key));
        if (!isWhole(texts, type(key), at(key)) || texts == null) {
            return before;
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            read(at(key).index(i), key, texts[i], type).ifPresent(all::add);
        }
        return all.size() == texts.length ? List.copyOf(all) : before;
    }

    /** The items; what was there before, where one of them or all are null. */
    protected final <T> List<T> items(String key, @Nullable List<T> items, List<T> before) {
        given.add(at(key));
        return isWhole(items, type(key), at(key)) && items != null ? List.copyOf(items) : before;
    }

    protected final <T> List<T> items(String key, T @Nullable [] items, List<T> before) {
        return items(key, items == null ? null : Arrays.asList(items), before);
    }

    /** A spec as a caller describes it; what is wrong in the description is this builder's own then. */
    protected final <T extends Spec, B extends SpecBuilder<T>> T built(
            String key, B builder, @Nullable Consumer<B> description, T before) {
        return built(at(key), builder, description, startsFromSpec ? Optional.of(before) : Optional.empty());
    }

    protected final <T extends Spec, B extends SpecBuilder<T>> Optional<T> built(
            String key, B builder, @Nullable Consumer<B> description, Optional<T> before) {
        return Optional.of(built(at(key), builder, description, startsFromSpec ? before : Optional.empty()));
    }

    /** The items and one more. */
    protected final <T extends Spec, B extends SpecBuilder<T>> List<T> added(
            String key, B builder, @Nullable Consumer<B> description, List<T> before) {
        List<T> all = new ArrayList<>(before);
        all.add(built(at(key).index(before.size()), builder, description, Optional.empty()));
        return List.copyOf(all);
    }

    /** Adds an entry, which keeps its place; refuses a second one of that name. */
    protected final <T> void put(String key, @Nullable String name, @Nullable T value, Map<String, T> entries) {
        if (isNamed(key, name) && name != null) {
            SpecPath path = at(key).key(name);
            given.add(path);
            put(path, isWhole(value, item(key), path) ? value : null, entries, name);
        }
    }

    protected final <T> void read(
            String key, @Nullable String name, @Nullable String text, Class<T> type, Map<String, T> entries) {
        if (isNamed(key, name) && name != null) {
            SpecPath path = at(key).key(name);
            given.add(path);
            put(path, read(path, key, text, type).orElse(null), entries, name);
        }
    }

    protected final <T extends Spec, B extends SpecBuilder<T>> void put(
            String key, @Nullable String name, B builder, @Nullable Consumer<B> description, Map<String, T> entries) {
        if (isNamed(key, name) && name != null) {
            put(at(key).key(name), builder, description, entries, name);
        }
    }

    /** Adds an entry, or describes further one that a stack file or another spec brought. */
    protected final <T extends Spec, B extends SpecBuilder<T>> void put(
            SpecPath path, B builder, @Nullable Consumer<B> description, Map<String, T> entries, String name) {
        Optional<T> before = isDescribed(path) ? Optional.empty() : Optional.ofNullable(entries.get(name));
        put(path, built(path, builder, description, before), entries, name);
    }

    /** Adds an entry, or replaces one that a stack file or another spec brought; refuses a second call of that name. */
    private <T> void put(SpecPath path, @Nullable T value, Map<String, T> entries, String name) {
        if (isDescribed(path)) {
            refuseKey(path, "duplicate key " + Shown.text(name) + "; use another");
        } else if (value != null) {
            entries.put(name, value);
            described.add(path);
        }
    }

    /** Whether a call described the entry before. */
    protected final boolean isDescribed(SpecPath path) {
        return described.contains(path);
    }

    /** Something is wrong with an entry as such. */
    protected final void refuseKey(SpecPath path, String message) {
        problems.add(new Problem(path, message, Optional.empty(), Problem.Subject.KEY, Set.of(), Optional.empty()));
    }

    /** A spec as a caller describes it, starting from one that was there before. */
    private <T extends Spec, B extends SpecBuilder<T>> T built(
            SpecPath path, B builder, @Nullable Consumer<B> description, Optional<T> before) {
        if (before.isPresent()) {
            builder.from(before.get());
        } else if (!isDescribed(path)) {
            given.add(path);
        }
        if (isWhole(description, KeyType.SPEC, path) && description != null) {
            description.accept(builder);
            builder.given().forEach(below -> given.add(below.under(path)));
            builder.problems()
                    .forEach(problem -> problems.add(problem.at(problem.path().under(path), problem.position())));
        }
        return builder.unchecked();
    }

    /** Whether an entry has a name; notes where it has none. */
    protected final boolean isNamed(String key, @Nullable String name) {
        if (name == null) {
            refuseKey(at(key), "has an entry whose key is null; use text");
        }
        return name != null;
    }

    private <T> Optional<T> read(SpecPath path, String key, @Nullable String text, Class<T> type) {
        if (!isWhole(text, KeyType.TEXT, path) || text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.cast(parsed(key, text)));
        } catch (IllegalArgumentException e) {
            String got = type(key).mayHoldSecret() ? Shown.reference(text) : Shown.text(text);
            problems.add(new Problem(path, "got " + got + "; " + e.getMessage()));
            return Optional.empty();
        }
    }

    /** Whether a caller gave something, and nothing in it is missing; notes what is. */
    private boolean isWhole(@Nullable Object value, KeyType type, SpecPath path) {
        if (value == null) {
            problems.add(new Problem(path, "has no value; " + type.wanted() + ", or leave it out"));
            return false;
        }
        boolean whole = true;
        if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                whole &= isWhole(items.get(i), type.item().orElseThrow(), path.index(i));
            }
        }
        return whole;
    }

    private static SpecPath at(String key) {
        return SpecPath.ROOT.key(key);
    }

    private KeyType type(String key) {
        return SpecKeys.of(this).find(key).orElseThrow().type();
    }

    private KeyType item(String key) {
        return type(key).item().orElseThrow();
    }
}
