package dev.mullion.core.reference;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.KeyType;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.text.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All keys of a stack file, found by paths as users write them: {@code mullion:ecs.*.services.*.loadBalancer}, with any name
 * in place of a {@code *}, without them, or with the places of lists.
 *
 * @param root the spec whose keys are the sections
 */
public record Reference(SpecReference root) {
    /** What stands for a name of the user's, or a place in a list. */
    static final String ANY = "*";

    private static final Pattern SEGMENT = Pattern.compile(
            "\\[\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\"\\]|\\[(?<index>\\d+|\\*)\\]|\\.?(?<plain>[^.\\[\\]]+)");

    /**
     * What a path leads to.
     *
     * @param path as it is written in full
     * @param key what is there; of the place of an entry in a map or a list, that map or list
     * @param type what may stand at the path
     */
    public record Found(String path, KeyReference key, KeyType type) {
        /** The keys below, where there are any of Mullion's. */
        public Optional<SpecReference> spec() {
            return key.spec();
        }

        /** Whether the path is that of a key, not of an entry in it. */
        public boolean isKey() {
            return type.equals(key.type());
        }
    }

    /**
     * What is at a path.
     *
     * @throws UserException naming the nearest neighbour, where nothing is
     */
    public Found find(String path) {
        List<String> segments = segments(path);
        Search search = new Search(segments);
        return search.in(root, 0, "", false).orElseThrow(() -> new UserException(search.failure(this, path)));
    }

    /** All keys, each after the one that it is below. */
    public void forEach(BiConsumer<String, KeyReference> use) {
        each(root, "", use);
    }

    private static void each(SpecReference spec, String path, BiConsumer<String, KeyReference> use) {
        for (KeyReference key : spec.keys()) {
            use.accept(joined(path, key.name()), key);
            key.spec().ifPresent(below -> each(below, below(path, key), use));
        }
    }

    /** The path of a key's spec, below that of the spec which has the key. */
    static String below(String path, KeyReference key) {
        return joined(path, key.name()) + places(key.type());
    }

    /** What a path has behind a key before the keys of its spec. */
    static String places(KeyType type) {
        return place(type) + type.item().map(Reference::places).orElse("");
    }

    /** What a path has for any entry of a list or a map. */
    private static String place(KeyType type) {
        return switch (type.kind()) {
            case MAP -> "." + ANY;
            case LIST -> "[" + ANY + "]";
            default -> "";
        };
    }

    private static String joined(String path, String key) {
        return path.isEmpty() ? StackConfig.NAMESPACE + key : path + "." + key;
    }

    private static List<String> segments(String path) {
        String text = path.startsWith(StackConfig.NAMESPACE) ? path.substring(StackConfig.NAMESPACE.length()) : path;
        List<String> segments = new ArrayList<>();
        Matcher matcher = SEGMENT.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            String quoted = matcher.group("quoted");
            String index = matcher.group("index");
            segments.add(
                    quoted != null
                            ? quoted.replaceAll("\\\\(.)", "$1")
                            : index != null ? "[" + index + "]" : matcher.group("plain"));
        }
        if (end < text.length() || segments.isEmpty()) {
            throw new UserException("got the path " + Shown.text(path)
                    + "; use keys with dots between them, such as mullion:ecs.*.services.*.loadBalancer");
        }
        return segments;
    }

    /** Looks for one path; where a name of the user's may stand or be left out, both ways. */
    private static final class Search {
        private final List<String> segments;
        private int furthest = -1;
        private String place = "";
        private Optional<SpecReference> where = Optional.empty();

        Search(List<String> segments) {
            this.segments = segments;
        }

        /** @param brief whether the path leaves out names of the user's before */
        Optional<Found> in(SpecReference spec, int from, String path, boolean brief) {
            Optional<KeyReference> key = spec.find(segments.get(from));
            if (key.isPresent()) {
                return at(
                        key.get(),
                        key.get().type(),
                        from + 1,
                        joined(path, key.get().name()),
                        brief);
            }
            missed(from, path, Optional.of(spec));
            return Optional.empty();
        }

        private Optional<Found> at(KeyReference key, KeyType type, int from, String path, boolean brief) {
            if (from == segments.size()) {
                return Optional.of(new Found(path, key, type));
            }
            String segment = segments.get(from);
            if (type.kind() == KeyType.Kind.MAP || type.kind() == KeyType.Kind.LIST) {
                boolean list = type.kind() == KeyType.Kind.LIST;
                KeyType item = type.item().orElseThrow();
                String below = path + place(type);
                // Without the name of an entry, where the next word is a key of it.
                Optional<Found> skipped = key.spec().isPresent() ? at(key, item, from, below, true) : Optional.empty();
                boolean names = list ? segment.startsWith("[") || segment.equals(ANY) : !segment.startsWith("[");
                // Whoever leaves out one name leaves out the others: a word that looks like a key is none of them.
                boolean slip = brief
                        && key.spec()
                                .filter(spec -> looksLikeKey(segment, spec))
                                .isPresent();
                if (skipped.isPresent() || slip || (list && !names && key.spec().isPresent())) {
                    return skipped;
                }
                return names ? at(key, item, from + 1, below, brief) : none(from, path);
            }
            return key.spec().isPresent() ? in(key.spec().get(), from, path, brief) : none(from, path);
        }

        private static boolean looksLikeKey(String word, SpecReference spec) {
            return spec.refusals().containsKey(word)
                    || Nearest.to(
                                    word,
                                    spec.keys().stream().map(KeyReference::name).toList())
                            .isPresent();
        }

        private Optional<Found> none(int from, String path) {
            missed(from, path, Optional.empty());
            return Optional.empty();
        }

        private void missed(int at, String path, Optional<SpecReference> spec) {
            if (at > furthest) {
                furthest = at;
                place = path;
                where = spec;
            }
        }

        String failure(Reference all, String path) {
            String missing = segments.get(furthest);
            String at = place.isEmpty() ? "" : place + ": ";
            if (where.isEmpty()) {
                return at + "got " + Shown.text(path) + "; there are no keys below " + place;
            }
            SpecReference spec = where.get();
            Optional<String> refusal = Optional.ofNullable(spec.refusals().get(missing));
            if (refusal.isPresent()) {
                return joined(place, missing) + ": " + refusal.get();
            }
            List<String> names = spec.keys().stream().map(KeyReference::name).toList();
            Optional<String> near = Nearest.to(missing, names).map(name -> joined(place, name));
            String hint = near.or(() -> all.elsewhere(missing))
                    .map(meant -> "did you mean " + meant + "?")
                    .orElseGet(() -> "use "
                            + Shown.either(
                                    place.isEmpty()
                                            ? names.stream()
                                                    .map(name -> StackConfig.NAMESPACE + name)
                                                    .toList()
                                            : names));
            return at + "unknown key " + Shown.text(place.isEmpty() ? StackConfig.NAMESPACE + missing : missing) + "; "
                    + hint;
        }
    }

    /** The shortest path to a key of that name, or of one like it. */
    private Optional<String> elsewhere(String name) {
        Map<String, String> paths = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        forEach((path, key) -> all.add(path));
        all.stream()
                .sorted(Comparator.comparingLong((String path) ->
                                path.chars().filter(c -> c == '.').count())
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(path -> paths.putIfAbsent(path.replaceFirst(".*[.:]", ""), path));
        return Nearest.to(name, List.copyOf(paths.keySet())).map(paths::get);
    }
}
