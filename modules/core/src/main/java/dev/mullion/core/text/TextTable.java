package dev.mullion.core.text;

import java.util.List;

/** Lines whose columns stand below each other, two blanks apart. */
public final class TextTable {
    private TextTable() {}

    /**
     * Every line ends with a line feed.
     *
     * @param lines each with as many cells as the first
     */
    public static String of(List<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                row.append(line.get(i))
                        .append(" ".repeat(width(lines, i) + 2 - line.get(i).length()));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
