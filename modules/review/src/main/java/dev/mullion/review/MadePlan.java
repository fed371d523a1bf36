package dev.mullion.review;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.core.config.StackSettings;
import dev.mullion.core.files.WholeFile;
import dev.mullion.core.json.Json;
import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.input.Input;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.PlanJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A plan that was made for a comparison: its configuration also tells the {@link StackSettings}, of the files as the preview
 * found them, and its messages name files as seen from the project. So it stays when it is kept, and compared elsewhere.
 */
final class MadePlan {
    private MadePlan() {}

    /**
     * What a preview in a folder made, with what the folder's files tell.
     *
     * @param project the folder
     * @param relative shortens the paths in a message
     */
    static Source.Previewed of(
            Source.Previewed previewed,
            Path project,
            String stack,
            Optional<Path> configFile,
            UnaryOperator<String> relative)
            throws IOException {
        if (!(previewed instanceof Source.Previewed.Plan plan) || !(plan.input() instanceof Input.Side side)) {
            return previewed;
        }
        SortedMap<String, String> config = new TreeMap<>(side.config());
        if (!FailedPlans.isOne(side)) {
            try {
                config.putAll(StackSettings.read(project, stack, configFile));
            } catch (SpecException e) {
                return new Source.Previewed.Failed(
                        String.valueOf(e.getMessage()).lines().map(relative).toList());
            }
        }
        List<Diagnostic> diagnostics = side.diagnostics().stream()
                .map(each -> new Diagnostic(each.urn(), relative.apply(each.message()), each.severity()))
                .toList();
        Input.Side told = with(side, config, diagnostics);
        WholeFile.write(plan.file(), out -> write(plan.file(), told, out));
        return new Source.Previewed.Plan(told, plan.file());
    }

    /** Two sides told of alike: where one tells no settings, as a plan of {@code mullion preview}, neither does. */
    static Optional<Input> comparable(Optional<Input> plan, Optional<Input> other) {
        if (other.isEmpty() || tells(other.get()) || !(plan.orElse(null) instanceof Input.Side side)) {
            return plan;
        }
        SortedMap<String, String> config = new TreeMap<>(side.config());
        config.keySet().removeIf(StackSettings::isOne);
        return Optional.of(with(side, config, side.diagnostics()));
    }

    private static boolean tells(Input input) {
        return input.config().containsKey(StackSettings.PROJECT);
    }

    private static Input.Side with(Input.Side side, SortedMap<String, String> config, List<Diagnostic> diagnostics) {
        return new Input.Side(
                side.name(),
                side.project(),
                side.stack(),
                side.deployed(),
                config,
                side.resources(),
                diagnostics,
                side.filled());
    }

    /** The same file with another configuration and other messages. */
    private static void write(Path plan, Input.Side told, Writer out) throws IOException {
        try (InputStream in = Files.newInputStream(plan);
                JsonParser from = Json.parser(in);
                JsonGenerator json = Json.generator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            from.nextToken();
            json.writeStartObject();
            json.writeObjectFieldStart("config");
            for (Map.Entry<String, String> entry : told.config().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            while (from.nextToken() == JsonToken.FIELD_NAME) {
                String key = from.currentName();
                from.nextToken();
                if (key.equals("config")) {
                    from.skipChildren();
                } else if (key.equals("diagnostics")) {
                    from.skipChildren();
                    PlanJson.diagnostics(told.diagnostics(), json);
                } else {
                    json.writeFieldName(key);
                    copy(from, json);
                }
            }
            json.writeEndObject();
        }
    }

    /** One value, its numbers as they are spelled. */
    private static void copy(JsonParser from, JsonGenerator json) throws IOException {
        int depth = 0;
        do {
            json.copyCurrentEventExact(from);
            if (from.currentToken().isStructStart()) {
                depth++;
            } else if (from.currentToken().isStructEnd()) {
                depth--;
            }
        } while (depth > 0 && from.nextToken() != null);
    }
}
