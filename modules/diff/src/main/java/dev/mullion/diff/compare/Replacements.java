package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a change replaces its resource, where no engine says so: the rows of {@code aws-replacement.tsv}, and
 * {@link KubernetesReplacements}.
 */
final class Replacements {
    /** The source of what no row knows. */
    static final String NOT_LISTED = "not in the table";

    /** Of rows that were found by letting the provider plan the change. */
    static final String PLANNED = "the provider's plan";

    private static final String TABLE = "aws-replacement.tsv";
    private static final Map<String, Map<String, Effect>> ROWS = read();

    private Replacements() {}

    /**
     * What a change does.
     *
     * @param source who says so
     */
    record Effect(Replaces replaces, String source) {
        static final Effect UPDATES = new Effect(Replaces.NO, PLANNED);
        static final Effect REPLACES = new Effect(Replaces.YES, PLANNED);
        static final Effect NOT_KNOWN = new Effect(Replaces.MAY, NOT_LISTED);

        static Effect when(boolean replaces) {
            return replaces ? REPLACES : UPDATES;
        }
    }

    /** @param before all inputs of the resource, for what depends on other values; as {@code after} */
    static Effect of(String type, Difference difference, Fields before, Fields after) {
        if (difference.noise() != Noise.NONE) {
            return Effect.UPDATES;
        }
        String keys = difference.place().keys();
        if (keys.isEmpty() || (type.startsWith("aws:") && (keys.startsWith("tags.") || keys.equals("tags")))) {
            return Effect.UPDATES;
        }
        if (KubernetesReplacements.knows(type)) {
            return KubernetesReplacements.of(type, difference);
        }
        Map<String, Effect> rows = ROWS.get(type);
        if (rows == null) {
            return Effect.NOT_KNOWN;
        }
        Optional<Effect> conditional = ReplacementRules.of(type, difference, before, after);
        if (conditional.isPresent()) {
            return conditional.get();
        }
        Effect row = nearest(rows, keys);
        // A block that is added replaces only if something in it does.
        Optional<MaskedValue> block = difference.kind() == Kind.ADD ? difference.after() : Optional.empty();
        return row.replaces() != Replaces.YES && block.isPresent() ? strongest(rows, keys, block.get(), row) : row;
    }

    private static Effect nearest(Map<String, Effect> rows, String keys) {
        String path = keys;
        while (!path.isEmpty()) {
            Effect effect = rows.get(path);
            if (effect != null) {
                return effect;
            }
            path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
        }
        return Effect.NOT_KNOWN;
    }

    private static Effect strongest(Map<String, Effect> rows, String keys, MaskedValue value, Effect so) {
        Effect strongest = so;
        if (value instanceof Items items) {
            for (MaskedValue item : items.values()) {
                strongest = strongest(rows, keys, item, strongest);
            }
        } else if (value instanceof Fields fields) {
            for (Map.Entry<String, MaskedValue> field : fields.values().entrySet()) {
                String path = keys + "." + field.getKey();
                Effect own = rows.getOrDefault(path, Effect.UPDATES);
                strongest = stronger(strongest(rows, path, field.getValue(), own), strongest);
            }
        }
        return strongest;
    }

    private static Effect stronger(Effect one, Effect other) {
        if (one.replaces() == Replaces.YES || other.replaces() == Replaces.NO) {
            return one;
        }
        return other;
    }

    private static Map<String, Map<String, Effect>> read() {
        Map<String, Map<String, Effect>> rows = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Replacements.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#") && !line.startsWith("type\t")) {
                    List<String> cells = List.of(line.split("\t", -1));
                    rows.computeIfAbsent(cells.get(0), type -> new HashMap<>())
                            .put(cells.get(1), new Effect(replaces(cells.get(2)), source(cells.get(3))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static String source(String cell) {
        return cell.equals("plan") ? PLANNED : PLANNED + " and documentation";
    }

    private static Replaces replaces(String effect) {
        return switch (effect) {
            case "replace" -> Replaces.YES;
            case "update" -> Replaces.NO;
            default -> Replaces.MAY;
        };
    }
}
