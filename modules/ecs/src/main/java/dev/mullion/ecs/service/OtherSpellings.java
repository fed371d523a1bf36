package dev.mullion.ecs.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How CloudFormation, Terraform, CDK and ECS's own JSON spell what a stack file says: one table, which the messages and
 * docs/ecs-services.md show.
 */
public final class OtherSpellings {
    /**
     * A key that a stack file does not have.
     *
     * @param where what it is a key of, such as {@code container}
     * @param theirs as AWS's API spells it; snake_case and PascalCase are the same key
     * @param of who spells it so; empty for a wrong guess that several made
     * @param ours the key here; empty where there is none by itself
     * @param say what to do instead, where there is more to say than the other name
     */
    public record Row(String where, String theirs, String of, String ours, String say) {
        /** What somebody is told who writes the key. */
        public String message() {
            return say.isEmpty() ? "is called " + ours + " here; use that" : say;
        }
    }

    /** All rows, in the order of the table. */
    public static final List<Row> ROWS = read();

    private OtherSpellings() {}

    /** The messages for the keys of something, by key. */
    public static Map<String, String> of(String where) {
        return of(where, Map.of());
    }

    /** The same beside other refusals. */
    public static Map<String, String> of(String where, Map<String, String> others) {
        Map<String, String> messages = new LinkedHashMap<>(others);
        ROWS.stream()
                .filter(row -> row.where().equals(where))
                .forEach(row -> messages.put(row.theirs(), row.message()));
        return Collections.unmodifiableMap(messages);
    }

    private static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = OtherSpellings.class.getResourceAsStream("other-spellings.tsv")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> rows.add(new Row(cells[0], cells[1], cells[2], cells[3], cells[4])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(rows);
    }
}
