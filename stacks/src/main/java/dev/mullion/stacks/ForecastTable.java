package dev.mullion.stacks;

import java.util.ArrayList;
import java.util.List;

/**
 * What a section says will fit where.
 *
 * @param title without a colon
 * @param head a title for each column
 * @param rows one or more, each as wide as the head
 */
public record ForecastTable(String title, List<String> head, List<List<String>> rows) {
    public ForecastTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** The table for a terminal, behind an empty line. */
    String text() {
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        StringBuilder text = new StringBuilder("\n").append(title).append(":\n");
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder("    ");
            for (int column = 0; column < head.size(); column++) {
                line.append(row.get(column))
                        .append(" ".repeat(width(all, column) - row.get(column).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
