package dev.mullion.review.fleet;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.config.StackOutput;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which stacks of a fleet read outputs of which others, by their files: a program in Java may leave its file out, and read others. Whose organization a
 * stack is in, no file says: of a name's three parts the last two count.
 */
public final class StackReferences {
    /** Of a circle, which may go through every stack of a folder. */
    private static final int MOST_NAMES = 10;

    private final Map<FleetStack, List<StackConfig.WantedOutput>> wanted = new LinkedHashMap<>();
    private final Map<String, FleetStack> byName = new HashMap<>();
    private final Map<String, Set<String>> stacksOf = new HashMap<>();
    private final Set<FleetStack> read = new HashSet<>();

    /** Reads the files of all stacks; those that can not be read are told of where they are looked at. */
    public StackReferences(Collection<FleetStack> stacks) throws IOException {
        for (FleetStack stack : stacks) {
            byName.putIfAbsent(stack.name(), stack);
            stacksOf.computeIfAbsent(stack.project(), name -> new TreeSet<>()).add(stack.stack());
            wanted.put(stack, wanted(stack));
        }
        wanted.keySet().forEach(stack -> read.addAll(readBy(stack)));
    }

    private static List<StackConfig.WantedOutput> wanted(FleetStack stack) {
        try {
            return StackConfig.load(stack.directory(), stack.stack(), Optional.empty())
                    .wantedOutputs();
        } catch (SpecException e) {
            return List.of();
        }
    }

    /** Whether another stack reads it. */
    public boolean isRead(FleetStack stack) {
        return read.contains(stack);
    }

    /** What a stack reads, in the order of its file. */
    public List<StackConfig.WantedOutput> wantedBy(FleetStack stack) {
        return wanted.getOrDefault(stack, List.of());
    }

    /** The stack that is meant, where it is one of these. */
    public Optional<FleetStack> stackOf(StackOutput output) {
        return Optional.ofNullable(byName.get(nameOf(output)));
    }

    /** The stacks of these that a stack reads, each once, in the order of its file. */
    public Set<FleetStack> readBy(FleetStack stack) {
        Set<FleetStack> read = new LinkedHashSet<>();
        wantedBy(stack).forEach(each -> stackOf(each.output()).ifPresent(read::add));
        return read;
    }

    private static String nameOf(StackOutput output) {
        return output.stack().substring(output.stack().indexOf('/') + 1);
    }

    /** Stacks of these projects that are not there, and stacks that wait for each other, a line each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        wanted.values()
                .forEach(outputs -> outputs.forEach(each -> {
                    String[] name = nameOf(each.output()).split("/", -1);
                    Set<String> stacks = stacksOf.getOrDefault(name[0], Set.of());
                    if (!stacks.isEmpty() && !stacks.contains(name[1])) {
                        problems.add(line(
                                each,
                                "reads " + each.output() + ", and the project " + name[0] + " has no such stack; use "
                                        + Shown.some(List.copyOf(stacks))));
                    }
                }));
        Set<FleetStack> done = new HashSet<>();
        wanted.keySet().stream()
                .filter(stack -> !done.contains(stack))
                .forEach(stack -> problems.addAll(circles(stack, done)));
        return problems;
    }

    /**
     * The circles that are found from a stack on, a line each; what a stack reads of itself is its own problem. Of those that one
     * stack closes the first is told: a thousand stacks that read each other have more circles than anybody could name.
     */
    private List<String> circles(FleetStack start, Set<FleetStack> done) {
        List<String> circles = new ArrayList<>();
        Set<FleetStack> closing = new HashSet<>();
        Set<FleetStack> above = new LinkedHashSet<>(Set.of(start));
        Deque<Map.Entry<FleetStack, Iterator<FleetStack>>> open = new ArrayDeque<>();
        open.push(Map.entry(start, readBy(start).iterator()));
        while (!open.isEmpty()) {
            Map.Entry<FleetStack, Iterator<FleetStack>> last = open.element();
            if (!last.getValue().hasNext()) {
                open.pop();
                above.remove(last.getKey());
                done.add(last.getKey());
                continue;
            }
            FleetStack read = last.getValue().next();
            if (above.contains(read)) {
                if (!read.equals(last.getKey()) && closing.add(last.getKey())) {
                    List<FleetStack> path = new ArrayList<>(above);
                    circles.add(circle(path.subList(path.indexOf(read), path.size())));
                }
            } else if (!done.contains(read) && above.add(read)) {
                open.push(Map.entry(read, readBy(read).iterator()));
            }
        }
        return circles;
    }

    private String circle(List<FleetStack> circle) {
        FleetStack first = circle.get(0);
        FleetStack second = circle.get(1);
        StackConfig.WantedOutput from = wantedBy(first).stream()
                .filter(each -> stackOf(each.output()).equals(Optional.of(second)))
                .findFirst()
                .orElseThrow();
        int more = circle.size() - MOST_NAMES;
        String names = circle.stream().limit(MOST_NAMES).map(FleetStack::name).collect(Collectors.joining(" reads "))
                + " reads"
                + (more > 0 ? ", by way of " + more + " more," : "");
        return line(
                from,
                "makes a circle that can not be deployed: " + names + " " + first.name()
                        + "; leave out one of these values");
    }

    /** As a problem of a stack's own. */
    public static String line(StackConfig.WantedOutput at, String message) {
        return new Problem(at.path(), message, at.position()).toString();
    }
}
