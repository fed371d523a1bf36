package dev.mullion.core.config;

import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Where values stand in YAML that is still to be filled in. */
public final class YamlPlaces {
    private YamlPlaces() {}

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
