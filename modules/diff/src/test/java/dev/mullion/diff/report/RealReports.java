package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.compare.Comparer;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reports of what real engines wrote. */
final class RealReports {
    private static final Path SAMPLES = Path.of("src/test/resources/samples");

    private RealReports() {}

    /** A file that holds a diff, or two sides. */
    static Map<String, Report> all() throws IOException {
        Map<String, Report> reports = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> found = Files.list(SAMPLES)) {
            files = found.filter(file -> file.toString().contains(".json"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (read(name) instanceof Input.Changes changes) {
                reports.put(name, report(name, name, Comparer.compare(changes)));
            }
        }
        for (String project : List.of("ecs", "parts")) {
            String base = project + "-export-before.json";
            for (String head : List.of(project + "-export-after.json", project + "-preview-first.json")) {
                if (read(base) instanceof Input.Side before && read(head) instanceof Input.Side after) {
                    reports.put(base + " " + head, report(base, head, Comparer.compare(before, after)));
                }
            }
        }
        return reports;
    }

    private static Input read(String name) throws IOException {
        return PlanFile.read(SAMPLES.resolve(name), name);
    }

    private static Report report(String base, String head, Comparison comparison) {
        return new Report(base, head, List.of(comparison));
    }
}
