package dev.mullion.core.config;

import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** A YAML text in which single keys are set. Every byte stays that is not of such a key: comments, layout, line ends. */
public final class YamlEdit {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private String text;

    /**
     * A text to be edited.
     *
     * @param name what messages call it
     */
    public YamlEdit(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** A value and where it stands, from its first character to the one behind its last. */
    private sealed interface Place {
        Mark start();

        Mark end();
    }

    /** Text, a number, an alias, a list: what is replaced as a whole. */
    private record Whole(Mark start, Mark end, boolean isAlias, boolean isNothing) implements Place {}

    private record Braces(Mark start, Mark end, boolean isFlow, Map<String, Pair> pairs) implements Place {}

    private record Pair(Mark keyStart, Mark keyEnd, Place value) {}

    /** The text with all that was set. */
    public String text() {
        return text;
    }

    /**
     * Sets a key. One that has a value gets the new one in its place; another becomes the first of its map, or the last of
     * one in braces.
     *
     * @param map where the key belongs
     * @param value as it is written behind the colon, on one line
     * @throws SpecException when the text is no YAML, or what the path leads to is not written in it
     */
    public void set(SpecPath map, String key, String value) {
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        Place place = YamlFile.composed(name, content, () -> place(content));
        @Nullable Pair last = null;
        for (Object segment : map.segments()) {
            if (!(place instanceof Braces braces)
                    || !(segment instanceof String each)
                    || !braces.pairs().containsKey(each)) {
                throw refused(
                        map,
                        last == null ? Optional.empty() : Optional.of(last.keyStart()),
                        place instanceof Whole whole && whole.isAlias()
                                ? "comes by an alias; write it out"
                                : "is not written here");
            }
            last = braces.pairs().get(each);
            place = last.value();
        }
        text = text.substring(0, text.length() - content.length()) + set(content, map, last, place, key, value);
    }

    private String set(String content, SpecPath map, @Nullable Pair at, Place place, String key, String value) {
        String pair = key + ": " + value;
        if (!(place instanceof Braces braces)) {
            Whole whole = (Whole) place;
            if (!whole.isNothing()) {
                throw refused(
                        map,
                        Optional.of(whole.start()),
                        whole.isAlias() ? "comes by an alias; write it out" : "is no map");
            }
            return replaced(content, whole, "{" + pair + "}");
        }
        @Nullable Pair present = braces.pairs().get(key);
        if (present != null) {
            return replaced(content, present.value(), value);
        }
        if (braces.isFlow()) {
            List<Pair> pairs = new ArrayList<>(braces.pairs().values());
            if (pairs.isEmpty()) {
                int inside = offset(content, braces.start()) + 1;
                return content.substring(0, inside) + pair + content.substring(inside);
            }
            int end = offset(content, pairs.get(pairs.size() - 1).value().end());
            return content.substring(0, end) + ", " + pair + content.substring(end);
        }
        // Above the comment that the first key may have.
        int line = at == null ? 0 : content.indexOf('\n', offset(content, at.keyEnd())) + 1;
        String lineEnd = line > 1 && content.charAt(line - 2) == '\r' ? "\r\n" : "\n";
        String indentation = " ".repeat(braces.start().getColumn());
        return content.substring(0, line) + indentation + pair + lineEnd + content.substring(line);
    }

    /** Nothing at all stands right behind the colon. */
    private static String replaced(String content, Place place, String value) {
        int from = offset(content, place.start());
        int to = offset(content, place.end());
        return content.substring(0, from) + (from == to ? " " : "") + value + content.substring(to);
    }

    /** The parser counts code points. */
    private static int offset(String content, Mark mark) {
        return content.offsetByCodePoints(0, mark.getIndex());
    }

    private SpecException refused(SpecPath path, Optional<Mark> mark, String message) {
        return new SpecException(List.of(
                new Problem(path, message, mark.map(at -> new Position(name, at.getLine() + 1, at.getColumn() + 1)))));
    }

    private static Place place(String content) {
        ParserImpl events = new ParserImpl(new StreamReader(content), new LoaderOptions());
        events.getEvent(); // the stream's start
        events.getEvent(); // the document's
        return place(events);
    }

    private static Place place(ParserImpl events) {
        Event event = events.getEvent();
        if (event instanceof MappingStartEvent start) {
            Map<String, Pair> pairs = new LinkedHashMap<>();
            while (!events.checkEvent(Event.ID.MappingEnd)) {
                Event key = events.peekEvent();
                place(events);
                Place value = place(events);
                if (key instanceof ScalarEvent scalar) {
                    pairs.putIfAbsent(scalar.getValue(), new Pair(key.getStartMark(), key.getEndMark(), value));
                }
            }
            Mark end = events.getEvent().getEndMark();
            return new Braces(first(start, pairs), end, start.isFlow(), pairs);
        }
        if (event.is(Event.ID.SequenceStart)) {
            while (!events.checkEvent(Event.ID.SequenceEnd)) {
                place(events);
            }
            return new Whole(event.getStartMark(), events.getEvent().getEndMark(), false, false);
        }
        boolean isNothing = event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && Node.Kind.ofPlain(scalar.getValue()) == Node.Kind.NULL;
        return new Whole(event.getStartMark(), event.getEndMark(), event instanceof AliasEvent, isNothing);
    }

    /** An anchor or a tag stands before a map; its first key tells the column. */
    private static Mark first(MappingStartEvent start, Map<String, Pair> pairs) {
        return start.isFlow() || pairs.isEmpty()
                ? start.getStartMark()
                : pairs.values().iterator().next().keyStart();
    }
}
