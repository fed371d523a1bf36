package dev.mullion.testkit.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mullion.testkit.engine.PulumiCli.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a program and Pulumi's engine said to each other: the program's own words, without what a provider added.
 *
 * @param answer what the CLI said in the end
 * @param requests for resources, by URN: {@code RegisterResourceRequest} or {@code ReadResourceRequest}
 * @param responses to these
 * @param outputs what the stack exports and components register, by URN
 * @param lookups what the program looked up
 */
public record Conversation(
        Answer answer,
        Map<String, JsonNode> requests,
        Map<String, JsonNode> responses,
        Map<String, JsonNode> outputs,
        List<Lookup> lookups) {
    private static final String MONITOR = "/pulumirpc.ResourceMonitor/";

    /** A look-up and its answer. */
    public record Lookup(String token, JsonNode arguments, JsonNode result) {}

    public Conversation {
        requests = Collections.unmodifiableMap(new TreeMap<>(requests));
        responses = Collections.unmodifiableMap(new TreeMap<>(responses));
        outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
        lookups = List.copyOf(lookups);
    }

    /** Whether a provider makes or reads it. */
    public boolean isCustom(String urn) {
        JsonNode request = requests.getOrDefault(urn, MissingNode.getInstance());
        return request.path("custom").asBoolean() || request.has("id");
    }

    /** What the program gave a resource. */
    public JsonNode inputs(String urn) {
        JsonNode request = requests.getOrDefault(urn, MissingNode.getInstance());
        return request.has("object") ? request.path("object") : request.path("properties");
    }

    /** What the engine answered for a resource. */
    public JsonNode result(String urn) {
        JsonNode response = responses.getOrDefault(urn, MissingNode.getInstance());
        return response.has("object") ? response.path("object") : response.path("properties");
    }

    static final class Builder {
        private final Map<String, JsonNode> requests = new TreeMap<>();
        private final Map<String, JsonNode> responses = new TreeMap<>();
        private final Map<String, JsonNode> outputs = new TreeMap<>();
        private final List<Lookup> lookups = new ArrayList<>();

        /** Takes one line of what {@code PULUMI_DEBUG_GRPC} writes. */
        void add(JsonNode entry) {
            String method = entry.path("method").asText();
            if (!method.startsWith(MONITOR)
                    || !entry.path("progress").asText().equals("response_completed")
                    || !entry.path("response").isObject()) {
                return;
            }
            JsonNode request = entry.path("request");
            JsonNode response = entry.path("response");
            switch (method.substring(MONITOR.length())) {
                case "RegisterResource", "ReadResource" -> {
                    requests.put(response.path("urn").asText(), request);
                    responses.put(response.path("urn").asText(), response);
                }
                case "RegisterResourceOutputs" ->
                    outputs.put(request.path("urn").asText(), request.path("outputs"));
                case "Invoke" ->
                    lookups.add(
                            new Lookup(request.path("tok").asText(), request.path("args"), response.path("return")));
                default -> {}
            }
        }

        Conversation build(Answer answer) {
            return new Conversation(answer, requests, responses, outputs, lookups);
        }
    }
}
