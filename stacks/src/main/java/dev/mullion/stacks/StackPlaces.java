package dev.mullion.stacks;

import dev.mullion.core.config.Silence;
import dev.mullion.core.config.Silences;
import dev.mullion.core.json.JsonText;
import dev.mullion.core.json.JsonValue;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Warning;
import dev.mullion.windows.PowerShellCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a stack describes what it makes, so that what rules find in its plan is told and silenced there. A program in Java
 * writes it as JSON beside its plan, for {@code mullion check}.
 *
 * @param problems what the stack is refused for; there is no plan then
 * @param warnings of the stack itself, those among them that are silenced
 * @param resources by their URNs
 */
public record StackPlaces(
        List<Problem> problems, List<Warning> warnings, Silences silences, Map<String, Place> resources) {
    /**
     * The component that a resource is of.
     *
     * @param position of its key, where a file has it
     */
    public record Place(SpecPath path, Optional<Position> position) {}

    private static final Place NOWHERE = new Place(SpecPath.ROOT, Optional.empty());

    public StackPlaces {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        resources = Map.copyOf(resources);
    }

    /** Of a stack that is refused. */
    static StackPlaces refused(List<Problem> problems) {
        return new StackPlaces(problems, List.of(), Silences.NONE, Map.of());
    }

    /** What was found of a resource, as a warning at its component. */
    public Warning placed(String id, String urn, String message) {
        Place place = resources.getOrDefault(urn, NOWHERE);
        return new Warning(id, place.path(), message, place.position());
    }

    /** The stack's own warnings with those of the plan, without what is silenced. */
    public List<Warning> heard(List<Warning> ofPlan) {
        List<Warning> all = new ArrayList<>(warnings);
        all.addAll(ofPlan);
        return silences.heard(all, id -> !id.startsWith(PowerShellCheck.WARNING_AREA));
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "problems",
                problems.stream()
                        .map(problem ->
                                placed(problem.path(), problem.position(), Map.of("message", problem.message())))
                        .toList());
        all.put(
                "warnings",
                warnings.stream()
                        .map(warning -> placed(
                                warning.path(),
                                warning.position(),
                                Map.of("id", warning.id(), "message", warning.message())))
                        .toList());
        all.put(
                "silences",
                silences.all().stream()
                        .map(each -> placed(
                                SpecPath.ROOT,
                                each.position(),
                                Map.of(
                                        "id",
                                        each.silence().id(),
                                        "covers",
                                        each.silence().path(),
                                        "reason",
                                        each.silence().reason())))
                        .toList());
        Map<String, Object> places = new LinkedHashMap<>();
        resources.forEach((urn, place) -> places.put(urn, placed(place.path(), place.position(), Map.of())));
        all.put("resources", places);
        return JsonText.of(all);
    }

    private static Map<String, Object> placed(SpecPath path, Optional<Position> position, Map<String, Object> more) {
        Map<String, Object> placed = new LinkedHashMap<>(more);
        placed.put("path", path.segments());
        position.ifPresent(at -> {
            placed.put("file", at.file());
            placed.put("line", at.line());
            placed.put("column", at.column());
        });
        return placed;
    }

    /** What {@link #json} wrote; empty for anything else. */
    public static Optional<StackPlaces> read(String json) {
        return JsonValue.read(json).filter(JsonValue.Fields.class::isInstance).map(read -> {
            JsonValue.Fields all = (JsonValue.Fields) read;
            Map<String, Place> resources = new LinkedHashMap<>();
            if (all.values().get("resources") instanceof JsonValue.Fields places) {
                places.values().forEach((urn, place) -> resources.put(urn, new Place(path(place), position(place))));
            }
            return new StackPlaces(
                    items(all, "problems").stream()
                            .map(each -> new Problem(path(each), text(each, "message"), position(each)))
                            .toList(),
                    items(all, "warnings").stream()
                            .map(each ->
                                    new Warning(text(each, "id"), path(each), text(each, "message"), position(each)))
                            .toList(),
                    new Silences(items(all, "silences").stream()
                            .map(each -> new Silences.Placed(
                                    new Silence(text(each, "id"), text(each, "covers"), text(each, "reason")),
                                    position(each)))
                            .toList()),
                    resources);
        });
    }

    private static List<JsonValue> items(JsonValue.Fields all, String key) {
        return all.values().get(key) instanceof JsonValue.Items items ? items.values() : List.of();
    }

    private static Optional<JsonValue> value(JsonValue in, String key) {
        return in instanceof JsonValue.Fields fields
                ? Optional.ofNullable(fields.values().get(key))
                : Optional.empty();
    }

    private static String text(JsonValue in, String key) {
        return value(in, key)
                .filter(JsonValue.Text.class::isInstance)
                .map(text -> ((JsonValue.Text) text).value())
                .orElse("");
    }

    private static SpecPath path(JsonValue in) {
        List<Object> segments = new ArrayList<>();
        if (value(in, "path").orElse(in) instanceof JsonValue.Items items) {
            for (JsonValue segment : items.values()) {
                if (segment instanceof JsonValue.Numeric) {
                    segments.add(number(segment));
                } else if (segment instanceof JsonValue.Text key) {
                    segments.add(key.value());
                }
            }
        }
        return new SpecPath(segments);
    }

    private static Optional<Position> position(JsonValue in) {
        return value(in, "file").map(file -> new Position(text(in, "file"), number(in, "line"), number(in, "column")));
    }

    private static int number(JsonValue in, String key) {
        return value(in, key).map(StackPlaces::number).orElse(1);
    }

    /** Of what no program of ours wrote, the first line. */
    private static int number(JsonValue value) {
        return value instanceof JsonValue.Numeric number && number.text().matches("\\d{1,9}")
                ? Integer.parseInt(number.text())
                : 1;
    }
}
