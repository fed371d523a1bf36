package dev.mullion.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import dev.mullion.core.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as {@code pulumi preview --json} prints it, key for key (pkg/display/json.go and sdk/go/common/apitype/core.go at
 * 3.260.0), so that what reads one reads the other. Three things are more than Pulumi prints for a first preview: the stack's
 * outputs, aliases, and readable stand-ins where it has unknown values; {@code duration} is always 0, which Pulumi leaves out.
 */
public final class PlanJson {
    private final JsonGenerator json;

    private PlanJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the plan and a line feed; the writer stays open. */
    public static void write(Plan plan, Writer out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            new PlanJson(json).plan(plan);
            json.writeRaw('\n');
        }
    }

    static JsonGenerator generator(Writer out) throws IOException {
        JsonGenerator json = Json.generator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
        json.setPrettyPrinter(Json.printer(indenter, indenter));
        return json;
    }

    private void plan(Plan plan) throws IOException {
        json.writeStartObject();
        if (!plan.config().isEmpty()) {
            json.writeObjectFieldStart("config");
            for (Map.Entry<String, String> entry : plan.config().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
        if (!plan.steps().isEmpty()) {
            json.writeArrayFieldStart("steps");
            for (Step step : plan.steps()) {
                step(step);
            }
            json.writeEndArray();
        }
        if (!plan.diagnostics().isEmpty()) {
            diagnostics(plan.diagnostics(), json);
        }
        json.writeNumberField("duration", 0);
        if (!plan.changeSummary().isEmpty()) {
            json.writeObjectFieldStart("changeSummary");
            for (Map.Entry<Operation, Integer> entry : plan.changeSummary().entrySet()) {
                json.writeNumberField(entry.getKey().word(), entry.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Writes the key of a plan that holds what its preview said. */
    public static void diagnostics(List<Diagnostic> diagnostics, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("diagnostics");
        for (Diagnostic diagnostic : diagnostics) {
            json.writeStartObject();
            if (diagnostic.urn().isPresent()) {
                json.writeStringField("urn", diagnostic.urn().get());
            }
            json.writeStringField("message", diagnostic.message());
            json.writeStringField("severity", diagnostic.severity().word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void step(Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("op", step.op().word());
        json.writeStringField("urn", step.urn());
        text("provider", step.newState().provider());
        json.writeFieldName("newState");
        state(step.newState());
        json.writeNullField("detailedDiff");
        json.writeEndObject();
    }

    private void state(ResourceState state) throws IOException {
        ResourceState.Options options = state.options();
        json.writeStartObject();
        json.writeStringField("urn", state.urn());
        json.writeBooleanField("custom", state.custom());
        text("id", state.id());
        json.writeStringField("type", state.type());
        fields("inputs", state.inputs());
        fields("outputs", state.outputs());
        text("parent", state.parent());
        flag("protect", options.protect());
        flag("external", state.external());
        texts("dependencies", state.dependencies());
        text("provider", state.provider());
        propertyDependencies(state.propertyDependencies());
        texts("additionalSecretOutputs", options.additionalSecretOutputs());
        texts("aliases", options.aliases());
        customTimeouts(options.customTimeouts());
        text("importID", options.importId());
        flag("retainOnDelete", options.retainOnDelete());
        text("deletedWith", options.deletedWith());
        texts("replaceWith", options.replaceWith());
        texts("ignoreChanges", options.ignoreChanges());
        texts("hideDiff", options.hideDiffs());
        texts("replaceOnChanges", options.replaceOnChanges());
        if (options.replacementTrigger().isPresent()) {
            json.writeFieldName("replacementTrigger");
            value(options.replacementTrigger().get());
        }
        json.writeEndObject();
    }

    private void propertyDependencies(Map<String, List<String>> dependencies) throws IOException {
        if (dependencies.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("propertyDependencies");
        for (Map.Entry<String, List<String>> entry : dependencies.entrySet()) {
            json.writeFieldName(entry.getKey());
            array(entry.getValue());
        }
        json.writeEndObject();
    }

    private void customTimeouts(Map<String, Double> seconds) throws IOException {
        if (seconds.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("customTimeouts");
        for (Map.Entry<String, Double> entry : seconds.entrySet()) {
            json.writeFieldName(entry.getKey());
            value(new PropertyValue.Numeric(entry.getValue()));
        }
        json.writeEndObject();
    }

    private void fields(String name, PropertyValue.Fields fields) throws IOException {
        if (!fields.values().isEmpty()) {
            json.writeFieldName(name);
            value(fields);
        }
    }

    private void value(PropertyValue value) throws IOException {
        if (value.equals(PropertyValue.SECRET)) {
            // A program's own text, which is no secret.
            json.writeStartObject();
            json.writeStringField(Signature.KEY, Signature.OUTPUT);
            json.writeBooleanField("secret", false);
            json.writeStringField("value", PropertyValue.SECRET.value());
            json.writeEndObject();
        } else if (value instanceof PropertyValue.Text text) {
            json.writeString(text.value());
        } else if (value instanceof PropertyValue.Secret) {
            json.writeString(PropertyValue.SECRET.value());
        } else if (value instanceof PropertyValue.Numeric number) {
            json.writeNumber(new BigDecimal(number.toString()));
        } else if (value instanceof PropertyValue.Bool bool) {
            json.writeBoolean(bool.value());
        } else if (value instanceof PropertyValue.Items items) {
            json.writeStartArray();
            for (PropertyValue item : items.values()) {
                value(item);
            }
            json.writeEndArray();
        } else if (value instanceof PropertyValue.Fields fields) {
            json.writeStartObject();
            for (Map.Entry<String, PropertyValue> field : fields.values().entrySet()) {
                json.writeFieldName(field.getKey());
                value(field.getValue());
            }
            json.writeEndObject();
        } else {
            json.writeNull();
        }
    }

    private void text(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }

    private void flag(String name, boolean flag) throws IOException {
        if (flag) {
            json.writeBooleanField(name, true);
        }
    }

    private void texts(String name, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeFieldName(name);
            array(texts);
        }
    }

    private void array(List<String> texts) throws IOException {
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
