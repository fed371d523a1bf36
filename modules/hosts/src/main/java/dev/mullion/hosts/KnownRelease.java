package dev.mullion.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of the table of releases whose hashes are published somewhere: {@code windows-tools.tsv}, which
 * {@code tools/hashes} brings up to date.
 *
 * @param tool its name in the table
 * @param hash of the archive
 * @param sources how many sources of their own have that hash
 */
record KnownRelease(String tool, ToolVersion version, ToolHash hash, int sources) {
    /** By this many sources a hash is believed. */
    private static final int SURE = 2;

    static Optional<KnownRelease> find(WindowsTool tool, ToolVersion version) {
        return Table.ROWS.stream()
                .filter(row -> row.tool.equals(tool.display()) && row.version.equals(version))
                .findFirst();
    }

    /** The version that is installed when nobody names one. */
    static ToolVersion standard(WindowsTool tool) {
        return Table.ROWS.stream()
                .filter(row -> row.tool.equals(tool.display()) && row.sources >= SURE)
                .map(KnownRelease::version)
                .filter(version -> tool.atLeast(version).isEmpty())
                .max(Comparator.naturalOrder())
                .orElse(tool.floor());
    }

    /** Read when somebody asks. */
    private static final class Table {
        static final List<KnownRelease> ROWS = read();

        private static List<KnownRelease> read() {
            try (InputStream stream =
                    Objects.requireNonNull(KnownRelease.class.getResourceAsStream("windows-tools.tsv"))) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#") && !line.startsWith("tool\t"))
                        .map(Table::row)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static KnownRelease row(String line) {
            String[] cells = line.split("\t", -1);
            return new KnownRelease(
                    cells[0],
                    ToolVersion.parse(cells[1]),
                    new ToolHash(cells[3].toUpperCase(Locale.ROOT), cells[4]),
                    Integer.parseInt(cells[5]));
        }
    }
}
