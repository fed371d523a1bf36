package dev.mullion.review.fleet;

import dev.mullion.core.json.JsonText;
import dev.mullion.core.text.TextTable;
import dev.mullion.core.text.Visible;
import dev.mullion.plan.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Rows for people, and for programs. */
public final class FleetFormat {
    private static final List<String> HEAD =
            List.of("PROJECT", "STACK", "RESOURCES", "WARNINGS", "PROBLEMS", "CHANGES");

    private FleetFormat() {}

    /** A table, and a line that sums it up. */
    public static String text(List<FleetRow> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(HEAD));
        rows.forEach(row -> lines.add(List.of(
                Visible.text(row.stack().project()),
                Visible.text(row.stack().stack()),
                row.resources().map(String::valueOf).orElse("-"),
                String.valueOf(row.warnings().size()),
                String.valueOf(row.problems().size()),
                changes(row.changes()))));
        return TextTable.of(lines) + sum(rows) + "\n";
    }

    private static String changes(SortedMap<Operation, Integer> changes) {
        return changes.isEmpty()
                ? "-"
                : changes.entrySet().stream()
                        .map(entry -> entry.getValue() + " to " + entry.getKey().word())
                        .collect(Collectors.joining(", "));
    }

    private static String sum(List<FleetRow> rows) {
        long projects =
                rows.stream().map(row -> row.stack().directory()).distinct().count();
        int resources = rows.stream().mapToInt(row -> row.resources().orElse(0)).sum();
        int warnings = rows.stream().mapToInt(row -> row.warnings().size()).sum();
        long broken = rows.stream().filter(FleetRow::isBroken).count();
        return count(rows.size(), "stack") + " of " + count(projects, "project") + ": " + count(resources, "resource")
                + ", " + count(warnings, "warning") + ", " + broken + " broken";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** One line of JSON. */
    public static String json(FleetRow row) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("project", row.stack().project());
        line.put("stack", row.stack().stack());
        line.put("directory", row.stack().directory().toString().replace('\\', '/'));
        row.resources().ifPresent(resources -> line.put("resources", resources));
        line.put("warnings", row.warnings());
        line.put("problems", row.problems());
        if (!row.changes().isEmpty()) {
            Map<String, Object> changes = new LinkedHashMap<>();
            row.changes().forEach((operation, number) -> changes.put(operation.word(), number));
            line.put("changes", changes);
        }
        return JsonText.of(line) + "\n";
    }
}
