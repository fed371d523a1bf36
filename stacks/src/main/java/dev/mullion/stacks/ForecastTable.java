package dev.mullion.stacks;

import dev.mullion.ecs.PlacementForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many tasks of each service fit on an instance, and what limits them. */
public final class ForecastTable {
    private static final List<String> HEAD =
            List.of("Service", "Capacity", "Instance type", "Fit on one", "Limited by", "Desired", "Fit on all");

    private ForecastTable() {}

    /** Nothing where no service runs on instances. */
    public static String of(Map<String, List<PlacementForecast>> forecasts) {
        List<List<String>> rows = new ArrayList<>();
        forecasts.forEach((cluster, ofCluster) -> ofCluster.forEach(row -> rows.add(row(cluster, row))));
        if (rows.isEmpty()) {
            return "";
        }
        rows.add(0, HEAD);
        StringBuilder text = new StringBuilder("\nTasks that fit:\n");
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("    ");
            for (int column = 0; column < HEAD.size(); column++) {
                line.append(row.get(column))
                        .append(" ".repeat(width(rows, column) - row.get(column).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> row(String cluster, PlacementForecast row) {
        String fit = row.limit() == PlacementForecast.Limit.NOTHING
                ? "any number"
                : row.tasks().map(String::valueOf).orElse("unknown");
        return List.of(
                cluster + "/" + row.service(),
                row.capacity(),
                row.instanceType(),
                fit,
                row.limit().toString(),
                String.valueOf(row.desiredCount()),
                row.most().map(String::valueOf).orElse(fit));
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
