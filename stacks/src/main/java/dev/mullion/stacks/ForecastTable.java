package dev.mullion.stacks;

import dev.mullion.core.text.TextTable;
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
        return "\n" + title + ":\n" + TextTable.of(all).indent(4);
    }
}
