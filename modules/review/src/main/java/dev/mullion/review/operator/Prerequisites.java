package dev.mullion.review.operator;

import dev.mullion.core.config.StackReference;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which stacks have to be there before others, by what those read of them. */
final class Prerequisites {
    private static final Pattern FULL = Pattern.compile("([^/]+)/([^/]+/[^/]+)");

    private final String organization;
    private final SortedMap<String, OperatedStack> stacks = new TreeMap<>();
    /** Of each stack those that it reads, and the first reference to each. */
    private final SortedMap<String, SortedMap<String, StackReference>> edges = new TreeMap<>();

    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Prerequisites(List<OperatedStack> all, String organization) {
        this.organization = organization;
        all.forEach(each -> stacks.put(each.name(), each));
        stacks.forEach((name, each) -> {
            edges.put(name, new TreeMap<>());
            each.file().references().forEach(reference -> add(name, reference));
        });
        Map<String, Boolean> done = new LinkedHashMap<>();
        stacks.keySet().forEach(name -> walk(name, new ArrayList<>(), done));
    }

    /** The stacks, such as {@code network/prod}, that one has to wait for, sorted. */
    List<String> of(OperatedStack stack) {
        return List.copyOf(edges.getOrDefault(stack.name(), new TreeMap<>()).keySet());
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** References to stacks that are not among these. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void add(String from, StackReference reference) {
        Matcher full = FULL.matcher(reference.stack());
        if (!full.matches()) {
            problems.add(line(
                    reference, "got the stack " + Shown.text(reference.stack()) + "; use organization/project/stack"));
            return;
        }
        String to = full.group(2);
        if (full.group(1).equals(organization) && stacks.containsKey(to)) {
            edges.computeIfAbsent(from, first -> new TreeMap<>()).putIfAbsent(to, reference);
        } else {
            String hint = stacks.containsKey(to) ? " (the one here is of the organization " + organization + ")" : "";
            notes.add(line(
                    reference,
                    "note: the stack " + Shown.text(reference.stack()) + " is not among these" + hint
                            + "; nothing waits for it, so deploy it first"));
        }
    }

    private StackReference reference(String from, String to) {
        return Optional.ofNullable(edges.getOrDefault(from, new TreeMap<>()).get(to))
                .orElseThrow();
    }

    private static String line(StackReference reference, String message) {
        return new Problem(reference.path(), message, reference.position()).toString();
    }

    /** Depth first: a stack that is come back to on the way closes a cycle. */
    private void walk(String name, List<String> way, Map<String, Boolean> done) {
        int before = way.indexOf(name);
        if (before >= 0) {
            List<String> cycle = way.subList(before, way.size());
            String second = cycle.size() > 1 ? cycle.get(1) : name;
            problems.add(line(
                    reference(name, second),
                    "waits for itself: " + String.join(" -> ", cycle) + " -> " + name
                            + "; a stack can not read what is deployed after it"));
            return;
        }
        if (done.containsKey(name)) {
            return;
        }
        way.add(name);
        edges.getOrDefault(name, new TreeMap<>()).keySet().forEach(next -> walk(next, way, done));
        way.remove(way.size() - 1);
        done.put(name, true);
    }
}
