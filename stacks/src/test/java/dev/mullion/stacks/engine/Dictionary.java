package dev.mullion.stacks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mullion.testkit.engine.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What each of the embedded engine's {@code ${name.property}} stands for, by the real engine's own answers. */
record Dictionary(Conversation real) {
    private static final Pattern SYMBOL = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Pattern LOOKUP = Pattern.compile("(\\w+)\\((.*)\\)\\.([^()]*)");

    /**
     * The text with its symbols replaced; several where resources of different types share a name, none when a symbol
     * stands for what only a deployment can know.
     */
    Set<String> translations(String text) {
        Set<String> translated = Set.of(text);
        Matcher symbol = SYMBOL.matcher(text);
        while (symbol.find()) {
            List<JsonNode> meanings = meanings(symbol.group(1)).toList();
            if (!meanings.isEmpty()) {
                Set<String> more = new TreeSet<>();
                for (String before : translated) {
                    meanings.stream()
                            .map(Values::revealed)
                            .filter(meaning -> meaning.isTextual() && !Values.isUnknown(meaning))
                            .forEach(meaning -> {
                                more.add(before.replace(symbol.group(), meaning.asText()));
                                // A policy names an issuer without its scheme, which a program cuts off.
                                more.add(before.replace(symbol.group(), withoutScheme(meaning.asText())));
                            });
                }
                translated = more;
            }
        }
        // A look-up may be asked with what another one answered.
        Set<String> whole = new TreeSet<>();
        for (String each : translated) {
            whole.addAll(each.equals(text) ? Set.of(each) : translations(each));
        }
        return whole;
    }

    /** Nothing at all when no resource and no look-up is called so: then the text is no symbol of ours. */
    private Stream<JsonNode> meanings(String symbol) {
        List<JsonNode> meanings = new ArrayList<>();
        real.responses().forEach((urn, response) -> {
            String name = urn.split("::", 4)[3];
            if (symbol.startsWith(name + ".") && real.isCustom(urn)) {
                meanings.add(property(urn, response, symbol.substring(name.length() + 1)));
            }
        });
        Matcher call = LOOKUP.matcher(symbol);
        if (call.matches()) {
            for (Conversation.Lookup lookup : real.lookups()) {
                if (lookup.token().replaceFirst(".*[:/]", "").equals(call.group(1))
                        && Values.texts(lookup.arguments())
                                .allMatch(argument -> call.group(2).contains(withoutScheme(argument)))) {
                    meanings.add(walk(lookup.result(), call.group(3)));
                }
            }
        }
        return meanings.stream();
    }

    private JsonNode property(String urn, JsonNode response, String path) {
        if (path.equals("id")) {
            return response.path("id").asText().isEmpty() ? Values.UNKNOWN : response.path("id");
        }
        return path.equals("urn") ? response.path("urn") : walk(real.result(urn), path);
    }

    private static String withoutScheme(String address) {
        return address.replaceFirst("^https://", "");
    }

    private static JsonNode walk(JsonNode from, String path) {
        JsonNode at = from;
        for (String step : path.replace("[", ".[").split("\\.", -1)) {
            JsonNode holder = Values.revealed(at);
            at = step.matches("\\[\\d+]")
                    ? holder.path(Integer.parseInt(step.substring(1, step.length() - 1)))
                    : holder.path(step);
        }
        return at.isMissingNode() || at.isNull() ? Values.UNKNOWN : at;
    }
}
