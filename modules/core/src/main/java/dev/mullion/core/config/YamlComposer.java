package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.text.PulumiSigns;
import dev.mullion.core.yaml.YamlScalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Composes a tree from the events of the YAML parser that Jackson brings, with aliases and merges in place. Jackson's
 * own tokens do not say whether a value or a key was quoted, and Pulumi reads {@code 2024-01-01} unlike
 * {@code "2024-01-01"}.
 *
 * <p>What came by an alias stands where the alias is used: there a user would change it for this use alone.
 */
final class YamlComposer {
    static final int MAX_DEPTH = 100;
    static final int MAX_VALUES = 100_000;

    /** Of those that aliases repeat. A file has 1 MiB, and all that looks at its texts would look at each of their copies. */
    static final int MAX_COPIED = 4 << 20;

    /** What is nothing, a boolean or a number in the same words to readers of both versions. */
    private static final Pattern AGREED =
            Pattern.compile("|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|<<|[-+]?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private static final String MERGE = "<<";

    /** To YAML 1.1. */
    private static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";

    private static final String CORE_TAGS = "tag:yaml.org,2002:";
    private static final Set<String> TYPES = Set.of("int", "float", "bool", "null");

    /** What a tag of YAML's own may say of a value: of others, readers do not agree what comes of them. */
    private static final Map<Class<? extends Event>, String> PLAIN_TAGS =
            Map.of(ScalarEvent.class, "str", MappingStartEvent.class, "map", SequenceStartEvent.class, "seq");

    /** Who is going to read the text after us. */
    enum Readers {
        PULUMI,
        /** Readers of a text of which we only ask what it says. */
        OTHERS,
        /** Readers of YAML 1.1 and of 1.2, which have to take each value for the same. */
        ANY
    }

    private final String file;
    private final String text;
    private final Readers readers;
    private final ParserImpl events;
    private final Map<String, Optional<Node>> anchors = new HashMap<>();
    private final Deque<Object> path = new ArrayDeque<>();
    private final List<Problem> problems = new ArrayList<>();
    private int values;
    private int copied;

    YamlComposer(String file, String text) {
        this(file, text, Readers.PULUMI);
    }

    YamlComposer(String file, String text, Readers readers) {
        this.file = file;
        this.text = text;
        this.readers = readers;
        this.events = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    /** Whether what stands without quotes is the same value to all readers. */
    static boolean isAgreed(String plain) {
        return AGREED.matcher(plain).matches();
    }

    /** Keys and values that are wrong one by one, while the file as a whole can be read. */
    List<Problem> problems() {
        return problems;
    }

    /** The only document; empty for a file without one. */
    Optional<Node> compose() {
        events.getEvent();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        events.getEvent();
        Node root = node(1);
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw refused(events.peekEvent().getStartMark(), "starts a second YAML document; use one document a file");
        }
        if (readers == Readers.PULUMI) {
            PulumiYaml.colon(text).ifPresent(mark -> {
                throw refused(
                        mark,
                        "got a colon without a blank behind it, which Pulumi takes for a part of the key; write key: value");
            });
        }
        return Optional.of(root);
    }

    /** All documents; those that hold nothing are left out. */
    List<Node> composeAll() {
        List<Node> documents = new ArrayList<>();
        events.getEvent();
        while (!events.checkEvent(Event.ID.StreamEnd)) {
            events.getEvent();
            anchors.clear();
            Node root = node(1);
            if (!(root instanceof Scalar scalar && scalar.kind() == Kind.NULL)) {
                documents.add(root);
            }
            events.getEvent();
        }
        return documents;
    }

    private Node node(int depth) {
        Event event = events.getEvent();
        if (event instanceof AliasEvent alias) {
            checkName(alias);
            return moved(anchored(alias), position(alias.getStartMark()), depth);
        }
        count(position(event.getStartMark()), depth);
        @Nullable String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            checkName((NodeEvent) event);
            anchors.put(anchor, Optional.empty());
        }
        Node node;
        if (event instanceof MappingStartEvent start) {
            tag(start.getTag(), start);
            node = mapping(start.getStartMark(), depth);
        } else if (event instanceof SequenceStartEvent start) {
            tag(start.getTag(), start);
            node = sequence(start.getStartMark(), depth);
        } else {
            node = scalar((ScalarEvent) event);
            checkText((ScalarEvent) event);
        }
        if (anchor != null) {
            // Where what is inside has set it again, that one counts, as the most recent.
            anchors.replace(anchor, Optional.empty(), Optional.of(node));
        }
        return node;
    }

    /** Pulumi ends it sooner, and what follows begins the value. */
    private void checkName(NodeEvent event) {
        if (readers == Readers.PULUMI && !PulumiYaml.isAnchor(event.getAnchor())) {
            throw refused(
                    event.getStartMark(),
                    "got the anchor or alias " + Shown.text(event.getAnchor()) + "; use letters, digits, _ and -");
        }
    }

    private Node anchored(AliasEvent alias) {
        Optional<Node> anchored = anchors.get(alias.getAnchor());
        if (anchored == null) {
            throw refused(
                    alias.getStartMark(),
                    "got the alias " + Shown.text("*" + alias.getAnchor()) + "; use an anchor that stands above it");
        }
        return anchored.orElseThrow(() -> refused(
                alias.getStartMark(),
                "got the alias " + Shown.text("*" + alias.getAnchor())
                        + " inside its own anchor; a value can not hold itself"));
    }

    private Scalar scalar(ScalarEvent event) {
        boolean tagged = tag(event.getTag(), event);
        boolean text = tagged ? !isOfAnotherType(event.getTag()) : !event.isPlain();
        Kind kind = text ? Kind.STRING : Kind.ofPlain(event.getValue());
        if (!text && readers == Readers.ANY && YamlScalar.mistakable(event.getValue()) && !isAgreed(event.getValue())) {
            problem(
                    position(event.getStartMark()),
                    "got " + event.getValue() + " without quotes, which is not the same value in YAML 1.1 and 1.2;"
                            + " write text in quotes, true or false, and numbers with digits alone");
        }
        return new Scalar(text(event.getValue()), kind, Optional.of(position(event.getStartMark())));
    }

    private String text(String value) {
        return readers == Readers.PULUMI && value.startsWith("\n") && PulumiYaml.isWrittenInLines(value)
                ? value.substring(1)
                : value;
    }

    /**
     * Only an escape writes the half of a character, and Pulumi refuses it without a line. What it takes for something else would
     * stand for whatever is deployed.
     */
    private void checkText(ScalarEvent event) {
        PulumiSigns.in(event.getValue())
                .ifPresent(sign -> problem(
                        position(event.getStartMark()),
                        "holds " + sign + ", which Pulumi takes for "
                                + (sign.equals(PulumiSigns.SIGNATURE)
                                        ? "the sign of a secret or a file"
                                        : "a value that only a deployment knows")
                                + "; use another text"));
        if (readers == Readers.PULUMI
                && (event.getValue().startsWith("\u2028") || event.getValue().startsWith("\u2029"))) {
            problem(
                    position(event.getStartMark()),
                    "begins with a separator of lines or paragraphs (\\u2028, \\u2029), which Pulumi may lose; leave it out");
        }
        if (YamlScalar.refusal(event.getValue()).isPresent()) {
            problem(
                    position(event.getStartMark()),
                    "holds the half of a character (\\ud800 to \\udfff), which no YAML can hold; leave it out");
        }
    }

    private Sequence sequence(Mark start, int depth) {
        List<Node> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            path.addLast(items.size());
            items.add(node(depth + 1));
            path.removeLast();
        }
        events.getEvent();
        return new Sequence(items, Optional.of(position(start)));
    }

    private Mapping mapping(Mark start, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Mapping> merged = new ArrayList<>();
        Map<String, Position> keys = new HashMap<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            ScalarEvent key = key();
            Position at = position(key.getStartMark());
            @Nullable Position earlier = keys.putIfAbsent(key.getValue(), at);
            if (earlier != null) {
                problem(
                        at,
                        "duplicate key " + Shown.text(key.getValue()) + "; it stands on line " + earlier.line()
                                + " already");
            }
            path.addLast(key.getValue());
            Node value = node(depth + 1);
            path.removeLast();
            if (key.isPlain() && key.getValue().equals(MERGE)) {
                merged.addAll(merged(value, at));
            } else {
                entries.putIfAbsent(key.getValue(), new Entry(Optional.of(at), value));
            }
        }
        events.getEvent();
        merged.forEach(base -> base.entries().forEach(entries::putIfAbsent));
        return new Mapping(entries, Optional.of(position(start)));
    }

    private ScalarEvent key() {
        Event event = events.getEvent();
        if (!(event instanceof ScalarEvent key)) {
            throw refused(event.getStartMark(), "got an alias, a list or a map as a key; use text");
        }
        // Readers resolve it, to another key or a merge: what the file says would be no more than a guess.
        if (key.getTag() != null) {
            throw refused(
                    key.getStartMark(),
                    "got the tag " + Shown.text(key.getTag()) + " on a key; leave it out, a key is text");
        }
        if (readers == Readers.PULUMI) {
            checkKept(key);
        }
        count(position(key.getStartMark()), 1);
        if (key.getAnchor() != null) {
            checkName(key);
            anchors.put(key.getAnchor(), Optional.of(scalar(key)));
        }
        checkText(key);
        // Pulumi refuses a file with such a key, without its line: "expected only string keys".
        if (scalar(key).kind() != Kind.STRING) {
            problem(
                    position(key.getStartMark()),
                    key.getValue().isEmpty()
                            ? "has a value without a key"
                            : "got a key that is no text; quote it: " + Shown.text(key.getValue()));
        }
        return key;
    }

    /** Pulumi (3.260) writes each file anew before it reads it, where such a key becomes another one, or a merge. */
    private void checkKept(ScalarEvent key) {
        String text = key.getValue();
        if (!text.isEmpty() && LINE_BREAKS.indexOf(text.charAt(0)) >= 0) {
            throw refused(
                    key.getStartMark(), "got a key that begins with a line break, which Pulumi loses; leave it out");
        }
        if (!key.isPlain() && text.equals(MERGE)) {
            throw refused(
                    key.getStartMark(),
                    "got \"<<\" in quotes, which Pulumi merges in one place and not in another; leave the quotes out, or use"
                            + " another key");
        }
    }

    private List<Mapping> merged(Node value, Position at) {
        List<Mapping> bases = new ArrayList<>();
        for (Node base : value instanceof Sequence sequence ? sequence.items() : List.of(value)) {
            if (base instanceof Mapping mapping) {
                bases.add(mapping);
            } else {
                problem(at, "merges (<<) something that is no map; use the alias of a map, or a list of them");
                return List.of();
            }
        }
        return bases;
    }

    private Node moved(Node node, Position place, int depth) {
        count(place, depth);
        Optional<Position> there = Optional.of(place);
        if (node instanceof Mapping mapping) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> {
                copy(place, key);
                entries.put(key, new Entry(there, moved(entry.value(), place, depth + 1)));
            });
            return new Mapping(entries, there);
        }
        if (node instanceof Sequence sequence) {
            return new Sequence(
                    sequence.items().stream()
                            .map(item -> moved(item, place, depth + 1))
                            .toList(),
                    there);
        }
        Scalar scalar = (Scalar) node;
        copy(place, scalar.text());
        return new Scalar(scalar.text(), scalar.kind(), there);
    }

    /** Whether there is one, which says what the value is anyhow. {@code !} says so of what is in quotes alone. */
    private boolean tag(@Nullable String tag, Event of) {
        if (tag == null) {
            return false;
        }
        boolean said = of instanceof ScalarEvent scalar && !scalar.isPlain() && tag.equals("!");
        if (!said && !tag.equals(CORE_TAGS + PLAIN_TAGS.get(of.getClass())) && !isOfAnotherType(tag)) {
            problem(
                    position(of.getStartMark()),
                    "got the tag " + Shown.text(tag) + "; leave it out, the configuration is plain YAML");
        }
        return true;
    }

    /** What is no text to most readers of what is not for Pulumi; beside each value stands its tag, too. */
    private boolean isOfAnotherType(@Nullable String tag) {
        return readers == Readers.OTHERS
                && tag != null
                && tag.startsWith(CORE_TAGS)
                && TYPES.contains(tag.substring(CORE_TAGS.length()));
    }

    private void count(Position at, int depth) {
        if (depth > MAX_DEPTH) {
            throw refused(at, "is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (++values > MAX_VALUES) {
            throw refused(at, "has more than " + MAX_VALUES + " keys and values, with every alias written out");
        }
    }

    private void copy(Position at, String text) {
        copied += text.length(); // of a file's 1 MiB at a time
        if (copied > MAX_COPIED) {
            throw refused(at, "has more than " + MAX_COPIED + " characters of keys and values that aliases repeat");
        }
    }

    private void problem(Position at, String message) {
        problems.add(new Problem(new SpecPath(List.copyOf(path)), message, Optional.of(at)));
    }

    private SpecException refused(Mark at, String message) {
        return refused(position(at), message);
    }

    private static SpecException refused(Position at, String message) {
        return new SpecException(List.of(new Problem(SpecPath.ROOT, message, Optional.of(at))));
    }

    private Position position(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
