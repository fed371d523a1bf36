package dev.mullion.core.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.ScalarToken;

/** Where values stand in YAML. */
public final class YamlPlaces {
    private YamlPlaces() {}

    /**
     * A text that stands somewhere.
     *
     * @param document its number among those that hold something, from 0
     * @param path the keys and, of lists, the numbers on the way to it, the nearest last
     * @param start its first character, behind a quote or the line of a sign such as {@code |}
     * @param end behind its last one
     * @param quote the quote that it stands in, if it does
     */
    public record Text(int document, List<Step> path, int start, int end, Optional<Character> quote) {
        public Text {
            path = List.copyOf(path);
        }
    }

    /**
     * Of all documents.
     *
     * @param documents how many hold something
     */
    public record Texts(List<Text> texts, int documents) {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** A step on the way: below a key, or the item of a list. */
    public sealed interface Step {
        record Key(String name) implements Step {}

        record Item(int number) implements Step {}
    }

    /**
     * Each value of all documents that is no document itself, by its place in UTF-16; aliases are none. Empty where the parser does not take the
     * text, or where it is nested deeper than 100 levels.
     */
    public static Texts texts(String yaml) {
        List<Text> texts = new ArrayList<>();
        try {
            Named named = new Named(yaml, texts);
            named.documents();
            return new Texts(texts, named.document);
        } catch (YAMLException e) {
            return new Texts(List.of(), 0);
        }
    }

    private static final class Named {
        private final String yaml;
        private final List<Text> texts;
        private final ParserImpl events;
        private final Deque<ScalarToken> tokens = new ArrayDeque<>();
        private final List<Step> path = new ArrayList<>();
        private int document;
        private int character;
        private int unit;

        Named(String yaml, List<Text> texts) {
            this.yaml = yaml;
            this.texts = texts;
            this.events = new ParserImpl(new StreamReader(yaml), new LoaderOptions());
            Scanner scanner = new ScannerImpl(new StreamReader(yaml), new LoaderOptions());
            while (scanner.checkToken()) {
                if (scanner.getToken() instanceof ScalarToken token) {
                    tokens.add(token);
                }
            }
        }

        /** The event of a value begins with its anchor or tag, if it has one. One that is not written has no token. */
        private Optional<ScalarToken> token(ScalarEvent scalar) {
            boolean written = !scalar.isPlain() || !scalar.getValue().isEmpty();
            return written ? Optional.ofNullable(tokens.poll()) : Optional.empty();
        }

        void documents() {
            while (!events.checkEvent(Event.ID.StreamEnd)) {
                if (events.getEvent().is(Event.ID.DocumentStart)) {
                    boolean holds = !(events.peekEvent() instanceof ScalarEvent);
                    value(0);
                    document += holds ? 1 : 0;
                }
            }
        }

        private void value(int depth) {
            Event event = events.getEvent();
            if (depth > YamlComposer.MAX_DEPTH) {
                throw new YAMLException("nested too deep");
            }
            if (event instanceof ScalarEvent scalar) {
                Optional<ScalarToken> token = token(scalar);
                if (!path.isEmpty()) {
                    token.ifPresent(written -> texts.add(text(written)));
                }
            } else if (event.is(Event.ID.MappingStart)) {
                while (!events.checkEvent(Event.ID.MappingEnd)) {
                    entry(depth + 1);
                }
                events.getEvent();
            } else if (event.is(Event.ID.SequenceStart)) {
                for (int i = 0; !events.checkEvent(Event.ID.SequenceEnd); i++) {
                    path.add(new Step.Item(i));
                    value(depth + 1);
                    path.remove(path.size() - 1);
                }
                events.getEvent();
            }
        }

        private void entry(int depth) {
            if (events.peekEvent() instanceof ScalarEvent key) {
                events.getEvent();
                token(key);
                path.add(new Step.Key(key.getValue()));
            } else {
                value(depth);
                path.add(new Step.Key(""));
            }
            value(depth);
            path.remove(path.size() - 1);
        }

        private Text text(ScalarToken scalar) {
            int start = unit(scalar.getStartMark());
            int end = unit(scalar.getEndMark());
            Optional<Character> quote = Optional.empty();
            switch (scalar.getStyle()) {
                case SINGLE_QUOTED, DOUBLE_QUOTED -> {
                    quote = Optional.of(yaml.charAt(start));
                    start++;
                    end--;
                }
                case LITERAL, FOLDED -> {
                    int line = yaml.indexOf('\n', start);
                    start = line < 0 ? end : Math.min(line + 1, end);
                }
                default -> {}
            }
            return new Text(document, path, start, end, quote);
        }

        /** Marks count characters, and come in their order. */
        private int unit(Mark mark) {
            unit = yaml.offsetByCodePoints(unit, mark.getIndex() - character);
            character = mark.getIndex();
            return unit;
        }
    }

    /**
     * The values without quotes, by where they start: of a key, an item of a list or a whole document, but no keys.
     *
     * @param name what messages call the text
     * @throws dev.mullion.core.spec.SpecException when it is no YAML
     */
    public static Map<Integer, String> plainValues(String name, String text) {
        return YamlFile.composed(name, text, () -> {
            Map<Integer, String> values = new HashMap<>();
            ParserImpl events = new ParserImpl(new StreamReader(text), new LoaderOptions());
            while (!events.checkEvent(Event.ID.StreamEnd)) {
                value(events, values);
            }
            return values;
        });
    }

    private static void value(ParserImpl events, Map<Integer, String> values) {
        Event event = events.getEvent();
        if (event instanceof ScalarEvent scalar && scalar.isPlain()) {
            values.put(scalar.getStartMark().getIndex(), scalar.getValue());
        } else if (event.is(Event.ID.MappingStart)) {
            while (!events.checkEvent(Event.ID.MappingEnd)) {
                value(events, new HashMap<>());
                value(events, values);
            }
            events.getEvent();
        } else if (event.is(Event.ID.SequenceStart)) {
            while (!events.checkEvent(Event.ID.SequenceEnd)) {
                value(events, values);
            }
            events.getEvent();
        }
    }
}
