package dev.mullion.stacks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import dev.mullion.testkit.engine.Conversation;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The plan of the embedded engine beside what the real one was asked and said. */
final class Comparison {
    /** Where the two may differ; docs/preview.md says why. */
    enum Limit {
        /** A {@code ${name.property}} or an unknown value here, and a value that Pulumi knows before it deploys. */
        KNOWN_IN_PULUMI,
        /** A dependency through an unknown value, which Pulumi's engine keeps from the Java SDK in a preview. */
        DEPENDENCY_SHOWN_HERE_ONLY,
        /** Pulumi keeps aliases until they are needed, and shows none for what it creates. */
        ALIASES_SHOWN_HERE_ONLY,
        /** A secret that is made of unknown values: Pulumi says that it is unknown, and no more that it is secret. */
        SECRET_UNKNOWN_IN_PULUMI
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Compared in ways of their own. */
    private static final Set<String> APART =
            Set.of("inputs", "outputs", "dependencies", "propertyDependencies", "aliases", "customTimeouts");

    private final Plan plan;
    private final Conversation real;
    private final Dictionary dictionary;
    private final Map<String, JsonNode> here;
    private final List<String> differences = new ArrayList<>();
    private final Map<Limit, Set<String>> limits = new EnumMap<>(Limit.class);

    private Comparison(Plan plan, Conversation real) throws IOException {
        this.plan = plan;
        this.real = real;
        this.dictionary = new Dictionary(real);
        this.here = steps(shown(plan));
    }

    /** Compares with {@code pulumi preview --json}. */
    static Comparison ofPreview(Plan plan, Conversation real) throws IOException {
        Comparison comparison = new Comparison(plan, real);
        comparison.comparePreview();
        return comparison;
    }

    /** Compares with {@code pulumi up}: now everything is known, and the plan must have meant just that. */
    static Comparison ofDeployment(Plan plan, Conversation real) throws IOException {
        Comparison comparison = new Comparison(plan, real);
        comparison.compareRequests();
        return comparison;
    }

    List<String> differences() {
        return differences;
    }

    Map<Limit, Set<String>> limits() {
        return limits;
    }

    private static JsonNode shown(Plan plan) throws IOException {
        StringWriter json = new StringWriter();
        PlanJson.write(plan, json);
        return JSON.readTree(json.toString());
    }

    private static Map<String, JsonNode> steps(JsonNode plan) {
        Map<String, JsonNode> steps = new TreeMap<>();
        plan.path("steps").forEach(step -> steps.put(step.path("urn").asText(), step));
        return steps;
    }

    private void comparePreview() throws IOException {
        JsonNode realPlan = real.answer().json();
        JsonNode ourPlan = shown(plan);
        equal("config", ourPlan.path("config"), realPlan.path("config"));
        equal("changeSummary", ourPlan.path("changeSummary"), realPlan.path("changeSummary"));
        equal("diagnostics", diagnostics(ourPlan), diagnostics(realPlan));
        Map<String, JsonNode> there = steps(realPlan);
        for (String urn : union(here.keySet(), there.keySet())) {
            if (!there.containsKey(urn)) {
                differences.add(urn + ": only here");
            } else if (!here.containsKey(urn)) {
                differences.add(urn + ": only in Pulumi");
            } else {
                step(urn, get(here, urn), get(there, urn));
            }
        }
        compareRequests();
    }

    private void step(String urn, JsonNode ours, JsonNode theirs) {
        for (String key : union(names(ours), names(theirs))) {
            if (!key.equals("newState")) {
                equal(urn + ": " + key, ours.path(key), theirs.path(key));
            }
        }
        JsonNode state = ours.path("newState");
        JsonNode realState = theirs.path("newState");
        for (String key : union(names(state), names(realState))) {
            if (!APART.contains(key)) {
                value(urn + ": " + key, state.path(key), realState.path(key));
            }
        }
        if (!state.path("aliases").isMissingNode()) {
            limit(Limit.ALIASES_SHOWN_HERE_ONLY, urn);
        }
        JsonNode timeouts = realState.path("customTimeouts");
        names(timeouts).forEach(operation -> {
            if (timeouts.path(operation).asDouble() != 0) {
                value(
                        urn + ": customTimeouts." + operation,
                        state.path("customTimeouts").path(operation),
                        timeouts.path(operation));
            }
        });
        if (state.path("type").asText().startsWith("pulumi:providers:")) {
            value(urn + ": inputs", state.path("inputs"), realState.path("inputs"));
        }
        dependencies(urn, state, realState);
    }

    /** What the program itself sent: without names that a provider generates, and defaults that it fills in. */
    private void compareRequests() {
        for (Step step : plan.steps()) {
            String urn = step.urn();
            JsonNode request = real.requests().get(urn);
            if (request == null) {
                differences.add(urn + ": not asked for in Pulumi");
                continue;
            }
            JsonNode state = get(here, urn).path("newState");
            if (!step.newState().type().startsWith("pulumi:providers:")) {
                value(urn + ": inputs", orEmpty(state.path("inputs")), orEmpty(Values.masked(real.inputs(urn))));
            }
            dependencies(urn, state, request);
            options(urn, step.newState().options(), request);
            if (step.newState().parent().isEmpty()) {
                value(
                        urn + ": outputs",
                        orEmpty(state.path("outputs")),
                        orEmpty(Values.masked(real.outputs().getOrDefault(urn, JSON.nullNode()))));
            }
        }
    }

    /** What the shown plan does not say. */
    private void options(String urn, ResourceState.Options ours, JsonNode request) {
        same(
                urn + ": deleteBeforeReplace",
                ours.deleteBeforeReplace(),
                request.path("deleteBeforeReplace").asBoolean());
        same(
                urn + ": version",
                ours.version().orElse(""),
                request.path("version").asText());
    }

    private void dependencies(String urn, JsonNode ours, JsonNode theirs) {
        Set<String> explained = new TreeSet<>();
        JsonNode ourProperties = ours.path("propertyDependencies");
        JsonNode realProperties = theirs.path("propertyDependencies");
        for (String property : union(names(ourProperties), names(realProperties))) {
            Set<String> mine = urns(ourProperties.path(property));
            Set<String> pulumis = urns(realProperties.path(property));
            String path = urn + ": propertyDependencies." + property;
            missing(path, mine, pulumis);
            mine.removeAll(pulumis);
            boolean unknown = holdsUnknown(ours.path("inputs").path(property))
                    && Values.texts(real.inputs(urn).path(property)).anyMatch(Values.UNKNOWN.asText()::equals);
            for (String more : mine) {
                if (unknown) {
                    explained.add(more);
                    limit(Limit.DEPENDENCY_SHOWN_HERE_ONLY, path + " " + more);
                } else {
                    differences.add(path + ": only here: " + more);
                }
            }
        }
        Set<String> mine = urns(ours.path("dependencies"));
        Set<String> pulumis = urns(theirs.path("dependencies"));
        missing(urn + ": dependencies", mine, pulumis);
        mine.removeAll(pulumis);
        mine.removeAll(explained);
        mine.forEach(more -> differences.add(urn + ": dependencies: only here: " + more));
    }

    private void missing(String path, Set<String> ours, Set<String> theirs) {
        theirs.stream()
                .filter(urn -> !ours.contains(urn))
                .forEach(urn -> differences.add(path + ": only in Pulumi: " + urn));
    }

    private void value(String path, JsonNode ours, JsonNode theirs) {
        if (Values.isUnknown(theirs)) {
            if (ours.equals(Values.SECRET)) {
                limit(Limit.SECRET_UNKNOWN_IN_PULUMI, path);
            } else if (!holdsUnknown(ours)) {
                differences.add(path + ": known here, unknown in Pulumi: " + brief(ours));
            }
        } else if (Values.isUnknown(ours) && !theirs.isMissingNode()) {
            limit(Limit.KNOWN_IN_PULUMI, path);
        } else if (ours.isTextual() && theirs.isTextual()) {
            text(path, ours.asText(), theirs.asText());
        } else if (ours.isArray() && theirs.isArray()) {
            // One text stands for all of a list, and so does what is made of it.
            if (ours.size() == 1 && Values.texts(ours.path(0)).anyMatch(text -> text.endsWith("[*]}"))) {
                limit(Limit.KNOWN_IN_PULUMI, path);
                return;
            }
            same(path + ": length", ours.size(), theirs.size());
            for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
                value(path + "[" + i + "]", ours.path(i), theirs.path(i));
            }
        } else if (ours.isObject() && theirs.isObject()) {
            union(names(ours), names(theirs)).forEach(key -> value(path + "." + key, ours.path(key), theirs.path(key)));
        } else if (ours.isNumber() && theirs.isNumber()) {
            same(path, ours.asDouble(), theirs.asDouble());
        } else {
            equal(path, ours, theirs);
        }
    }

    private void text(String path, String ours, String theirs) {
        if (ours.equals(theirs)) {
            return;
        }
        Set<String> translations = dictionary.translations(ours);
        if (translations.isEmpty()) {
            differences.add(path + ": " + brief(ours) + " has no known value, but Pulumi has " + brief(theirs));
        } else if (translations.contains(theirs) || decodes(ours, theirs)) {
            limit(Limit.KNOWN_IN_PULUMI, path);
        } else {
            differences.add(path + ": " + brief(ours) + " here, " + brief(theirs) + " in Pulumi");
        }
    }

    /** Whether something here is unknown, or stands for what the real engine does not know either. */
    private boolean holdsUnknown(JsonNode value) {
        return Values.texts(value)
                .anyMatch(text -> text.equals(Values.UNKNOWN.asText())
                        || text.equals(Values.SECRET.asText())
                        || dictionary.translations(text).isEmpty()
                        || decoded(text)
                                .filter(script ->
                                        dictionary.translations(script).isEmpty())
                                .isPresent());
    }

    private boolean decodes(String ours, String theirs) {
        Optional<String> script = decoded(theirs);
        return script.isPresent()
                && decoded(ours)
                        .filter(text -> dictionary.translations(text).contains(script.get()))
                        .isPresent();
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void limit(Limit limit, String path) {
        limits.computeIfAbsent(limit, unused -> new TreeSet<>()).add(path);
    }

    private void equal(String path, JsonNode ours, JsonNode theirs) {
        if (!ours.equals(theirs)) {
            differences.add(path + ": " + brief(ours) + " here, " + brief(theirs) + " in Pulumi");
        }
    }

    private void same(String path, Object ours, Object theirs) {
        if (!ours.equals(theirs)) {
            differences.add(path + ": " + ours + " here, " + theirs + " in Pulumi");
        }
    }

    private static String brief(Object value) {
        String text = value.toString();
        return text.isEmpty() ? "nothing" : text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }

    /** A program of Pulumi's reads its stack file in its own directory, these tests theirs from elsewhere. */
    private static JsonNode diagnostics(JsonNode plan) {
        ArrayNode here = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : plan.path("diagnostics")) {
            ObjectNode diagnostic = each.deepCopy();
            diagnostic.put(
                    "message",
                    diagnostic.path("message").asText().replaceFirst("\\S*/(Pulumi\\.[a-z-]+\\.yaml:)", "$1"));
            here.add(diagnostic);
        }
        return sorted(here);
    }

    private static JsonNode sorted(JsonNode array) {
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::toString)
                .sorted()
                .forEach(sorted::add);
        return sorted;
    }

    private static JsonNode orEmpty(JsonNode object) {
        return object.isObject() ? object : JsonNodeFactory.instance.objectNode();
    }

    /** A list, or the protocol's record of one. */
    private static Set<String> urns(JsonNode value) {
        JsonNode list = value.isObject() ? value.path("urns") : value;
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }

    private static JsonNode get(Map<String, JsonNode> steps, String urn) {
        return steps.getOrDefault(urn, MissingNode.getInstance());
    }
}
