package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.compare.Comparer;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.testkit.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every stream that Pulumi's own tests recorded, against what each holds itself. The folder is a checkout of pulumi/pulumi, of which
 * nothing is copied here.
 */
@Tag("corpus")
class EngineCorpusTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Elsewhere a checkout has JSON of other kinds, and test data that is wrong on purpose. */
    private static final List<String> FOLDERS =
            List.of("pkg/engine/lifecycletest/testdata/output", "pkg/backend/display/testdata");

    private static final Set<String> QUIET = Set.of("same", "refresh", "read", "");

    @Test
    void everyStreamIsReportedAsItIs() throws IOException {
        Path checkout = Path.of(Skip.without(
                Optional.ofNullable(System.getenv("MULLION_PULUMI_CHECKOUT")),
                "corpus tests",
                "MULLION_PULUMI_CHECKOUT names no checkout of pulumi/pulumi"));
        Map<String, List<String>> wrong = new TreeMap<>();
        int read = 0;
        int told = 0;
        List<Path> files = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> found = Files.walk(checkout.resolve(folder))) {
                found.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
            }
        }
        for (Path file : files) {
            List<String> faults = new ArrayList<>();
            try {
                if (PlanFile.read(file, "plan.json") instanceof Input.Changes changes) {
                    told++;
                    faults.addAll(faults(events(file), Comparer.compare(changes)));
                } else {
                    faults.addAll(side(events(file), (Input.Side) PlanFile.read(file, "plan.json")));
                }
                read++;
            } catch (SpecException e) {
                faults.add("refused: " + String.valueOf(e.getMessage()).replaceAll("\\d+:\\d+", "L:C"));
            } catch (RuntimeException e) {
                faults.add("thrown: " + e);
            }
            for (String fault : faults) {
                wrong.computeIfAbsent(fault.replaceAll("urn:\\S+", "URN"), key -> new ArrayList<>())
                        .add(checkout.relativize(file) + " " + fault);
            }
        }
        System.out.println("corpus: " + files.size() + " files, " + read + " read, " + told + " compared");
        assertThat(wrong).isEmpty();
        assertThat(told).isGreaterThan(1_000);
    }

    private static List<JsonNode> events(Path file) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        try (var values = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            values.forEachRemaining(events::add);
        }
        return events;
    }

    /** What was done to each resource, by the events alone. */
    private static Map<String, Set<String>> operations(List<JsonNode> events) {
        Map<String, Set<String>> operations = new LinkedHashMap<>();
        Set<String> aliases = new TreeSet<>();
        for (JsonNode event : events) {
            for (String kind : List.of("resourcePreEvent", "resOutputsEvent", "resOpFailedEvent")) {
                JsonNode step = event.path(kind).path("metadata");
                String old = step.path("old").path("urn").asText();
                if (!old.isEmpty() && !old.equals(step.path("urn").asText())) {
                    aliases.add(old);
                }
                if (!step.isMissingNode() && !isDefaultProvider(step.path("urn").asText())) {
                    operations
                            .computeIfAbsent(step.path("urn").asText(), urn -> new TreeSet<>())
                            .add(step.path("op").asText());
                }
            }
        }
        // Of a resource that is known by an alias, the deletion under its old name is a part of the same replacement.
        operations
                .entrySet()
                .removeIf(entry ->
                        aliases.contains(entry.getKey()) && entry.getValue().equals(Set.of("delete-replaced")));
        return operations;
    }

    private static boolean isDefaultProvider(String urn) {
        return urn.matches(".*pulumi:providers:[^:]+::default(_.*)?$");
    }

    private static List<String> faults(List<JsonNode> events, Comparison comparison) throws IOException {
        List<String> faults = new ArrayList<>();
        Map<String, Set<String>> operations = operations(events);
        Set<String> listed = new TreeSet<>();
        comparison.changes().forEach(change -> listed.add(change.urn()));
        operations.forEach((urn, each) -> {
            if (!QUIET.containsAll(each) && !listed.contains(urn)) {
                faults.add("lost " + each + " of " + urn);
            }
        });
        // Headline and list.
        Map<String, Integer> inList = new TreeMap<>();
        comparison.changes().forEach(change -> inList.merge(change.operation(), 1, Integer::sum));
        Map<String, Integer> headline = new TreeMap<>(comparison.counts());
        headline.remove("same");
        inList.remove("same"); // a stack with other outputs
        inList.remove("read");
        headline.remove("read");
        if (!headline.equals(inList)) {
            faults.add("headline " + headline + " list " + inList);
        }
        Set<String> outputs = changedOutputs(events);
        Set<String> told = new TreeSet<>();
        comparison.changes().stream()
                .filter(change -> change.type().equals("pulumi:pulumi:Stack"))
                .flatMap(change -> change.properties().stream())
                .forEach(property -> told.add(
                        property.path().replaceFirst("^outputs\\W+", "").split("\\W", 2)[0]));
        if (!told.containsAll(outputs)) {
            faults.add("outputs " + outputs + " told " + told);
        }
        boolean quiet = outputs.isEmpty() && operations.values().stream().allMatch(QUIET::containsAll);
        if (!quiet && comparison.unchanged()) {
            faults.add("exit code 0");
        }
        write(comparison);
        return faults;
    }

    /** Those that the stack has otherwise at its end; of a new one each is, and none is told. */
    private static Set<String> changedOutputs(List<JsonNode> events) {
        Set<String> changed = new TreeSet<>();
        for (JsonNode event : events) {
            JsonNode step = event.path("resOutputsEvent").path("metadata");
            boolean stack = step.path("urn").asText().contains("::pulumi:pulumi:Stack::");
            if (stack && !step.path("op").asText().equals("create")) {
                JsonNode before = step.path("old").path("outputs");
                JsonNode after = step.path("new").path("outputs");
                Set<String> names = new TreeSet<>();
                before.fieldNames().forEachRemaining(names::add);
                after.fieldNames().forEachRemaining(names::add);
                names.removeIf(name -> before.path(name).equals(after.path(name)));
                changed.addAll(names);
            }
        }
        return changed;
    }

    private static List<String> side(List<JsonNode> events, Input.Side side) {
        Set<String> there = new TreeSet<>();
        side.resources().forEach(state -> there.add(state.urn()));
        List<String> faults = new ArrayList<>();
        operations(events).forEach((urn, each) -> {
            if (!there.contains(urn)) {
                faults.add("lost of a first preview " + each + " of " + urn);
            }
        });
        return faults;
    }

    private static void write(Comparison comparison) throws IOException {
        Report report = new Report("before", "after", List.of(comparison));
        StringBuilder out = new StringBuilder();
        JsonReport.write(report, out);
        TextReport.write(report, false, out);
        MarkdownReport.write(report, MarkdownReport.Options.DEFAULT, out);
        HtmlReport.write(report, out);
    }
}
