package dev.mullion.live.adopt;

import dev.mullion.core.spec.UserException;
import dev.mullion.core.text.Visible;
import dev.mullion.core.yaml.YamlWriter;
import dev.mullion.live.AwsRegion;
import dev.mullion.live.Questions;
import dev.mullion.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** An ECS cluster of Windows instances that runs already, as a stack file says it. */
public final class Adoption {
    private final AwsRegion region;
    private final Questions questions;
    private final Naming naming;
    private final Map<String, Object> network;
    private final Map<String, String> tags;
    private final Props ofCluster;
    private final List<Existing> clusterResources;
    private final List<Existing> around = new ArrayList<>();

    /** By {@code capacity} and {@code services}, then by their keys. */
    private final Map<String, Map<String, Part>> parts = new LinkedHashMap<>();

    /** What can not be said, by what it is of: {@code ""} is the cluster. */
    private final Map<String, List<String>> notes = new LinkedHashMap<>();

    /** What was found and no stack file can have, as it would stand there. */
    private final Map<String, Map<String, Object>> leftOut = new LinkedHashMap<>();

    private Adoption(
            AwsRegion region,
            Questions questions,
            Naming naming,
            Map<String, Object> network,
            Map<String, String> tags,
            Props ofCluster,
            List<Existing> clusterResources) {
        this.region = region;
        this.questions = questions;
        this.naming = naming;
        this.network = network;
        this.tags = tags;
        this.ofCluster = ofCluster;
        this.clusterResources = clusterResources;
    }

    /**
     * Reads a cluster.
     *
     * @param stack the stack's name, where somebody chose one
     * @param project the project's, where there is one already
     * @throws UserException when there is no such cluster, or nothing of Windows in it
     * @throws dev.mullion.live.AwsProblem when AWS can not be asked at all
     */
    public static Adoption read(AwsRegion region, String cluster, Optional<String> stack, Optional<String> project) {
        Questions questions = new Questions(region);
        ClusterReading reading = new ClusterReading(questions, cluster);
        Naming naming = Naming.of(
                reading.cluster().clusterName(),
                ClusterReading.tags(reading.cluster().tags()),
                stack,
                project);
        return new ClusterAdoption(questions, reading, naming).adopt();
    }

    static Adoption of(
            Questions questions,
            Naming naming,
            Map<String, Object> network,
            Map<String, String> tags,
            Props ofCluster,
            List<Existing> clusterResources,
            List<String> notes) {
        Adoption adoption =
                new Adoption(questions.region(), questions, naming, network, tags, ofCluster, clusterResources);
        adoption.parts.put("capacity", new LinkedHashMap<>());
        adoption.parts.put("services", new LinkedHashMap<>());
        adoption.notes.put("", new ArrayList<>(notes));
        return adoption;
    }

    void add(String kind, Part part) {
        parts.getOrDefault(kind, new LinkedHashMap<>()).put(part.key(), part);
        notes.put(kind + "." + part.key(), new ArrayList<>(part.notes()));
    }

    /** The stack's name. */
    public String stack() {
        return naming.stack();
    }

    /** The project's name. */
    public String project() {
        return naming.project();
    }

    /** The path of an entry that can be left out, where the path of a problem leads into one. */
    public Optional<String> entry(List<Object> path) {
        if (path.size() < 4 || !path.get(0).equals("mullion:ecs")) {
            return Optional.empty();
        }
        String kind = String.valueOf(path.get(2));
        String key = String.valueOf(path.get(3));
        return Optional.ofNullable(parts.get(kind))
                .filter(entries -> entries.containsKey(key))
                .map(entries -> kind + "." + key);
    }

    /** Leaves an entry out that no stack file may have. */
    public void leaveOut(String entry, Collection<String> reasons) {
        String kind = entry.substring(0, entry.indexOf('.'));
        String key = entry.substring(entry.indexOf('.') + 1);
        Part part = parts.getOrDefault(kind, new LinkedHashMap<>()).remove(key);
        if (part != null) {
            leftOut.put(entry, part.spec());
            around.removeIf(each -> each.part().equals(entry));
            List<String> why = new ArrayList<>();
            reasons.forEach(reason -> why.add("not taken over: " + reason));
            why.addAll(part.notes());
            notes.put(entry, why);
        }
    }

    /** What the stack file can not say, a line each. */
    public List<String> notes() {
        List<String> lines = new ArrayList<>();
        notes.forEach((entry, notesOfEntry) -> notesOfEntry.stream()
                .distinct()
                .forEach(note -> lines.add(Visible.text(entry.isEmpty() ? note : entry + ": " + note))));
        return lines;
    }

    /** Commands of the AWS command line that keep services from being replaced; of whoever takes the cluster over. */
    public List<String> preparations() {
        return parts.values().stream()
                .flatMap(entries -> entries.values().stream())
                .flatMap(part -> part.preparations().stream())
                .map(Visible::text)
                .toList();
    }

    /** What AWS did not tell, a line each. */
    public List<String> untold() {
        return questions.untold();
    }

    /** The stack file and the files that it names, by their paths. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("Pulumi." + stack() + ".yaml", stackFile());
        parts.values().forEach(entries -> entries.values().forEach(part -> files.putAll(part.files())));
        return files;
    }

    private String stackFile() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("aws:region", region.name());
        if (!tags.isEmpty()) {
            config.put("mullion:tags", tags);
        }
        if (!network.isEmpty()) {
            config.put("mullion:network", network);
        }
        Map<String, Object> cluster = new LinkedHashMap<>(ofCluster.map());
        parts.forEach((kind, entries) -> {
            Map<String, Object> specs = new LinkedHashMap<>();
            entries.forEach((key, part) -> specs.put(key, part.spec()));
            if (!specs.isEmpty()) {
                cluster.put(kind, specs);
            }
        });
        config.put("mullion:ecs", Map.of(naming.cluster(), cluster));
        Map<String, Object> names = new TreeMap<>();
        existing().forEach(each -> each.givenName().ifPresent(name -> names.put(each.name(), name)));
        if (!names.isEmpty()) {
            config.put("mullion:names", names);
        }
        StringBuilder text = new StringBuilder("# Written by mullion adopt.\n");
        List<String> lines = notes();
        if (!lines.isEmpty()) {
            text.append("# What it can not say:\n");
            lines.forEach(line -> text.append("#   ").append(line).append('\n'));
        }
        untold().forEach(line ->
                text.append("# Not told: ").append(Visible.text(line)).append('\n'));
        text.append(YamlWriter.of(Map.of("config", config)));
        leftOut.forEach((entry, spec) -> {
            text.append("# ").append(entry).append(", which was not taken over:\n");
            YamlWriter.of(Map.of(entry.substring(entry.indexOf('.') + 1), spec))
                    .lines()
                    .forEach(line -> text.append("#   ").append(line).append('\n'));
        });
        return text.toString();
    }

    private List<Existing> existing() {
        List<Existing> all = new ArrayList<>(clusterResources);
        parts.values().forEach(entries -> entries.values().forEach(part -> all.addAll(part.existing())));
        all.addAll(around);
        return all;
    }

    /**
     * Looks for what a plan of the stack file has and nothing was found of yet, around a cluster that Mullion made.
     *
     * @return whether something was found: the stack file then says what it is called
     */
    public boolean lookAround(Plan plan) {
        if (!naming.isOwn()) {
            return false;
        }
        List<Existing> found = new OwnResources(questions, naming, new RoleReading(questions), existing()).find(plan);
        around.addAll(found);
        return !found.isEmpty();
    }

    /** What of a plan of the stack file runs already. */
    public TakenOver in(Plan plan) {
        return TakenOver.of(plan, existing());
    }

    /** The keys of what is taken over, sorted. */
    public Collection<String> entries() {
        Collection<String> all = new TreeSet<>();
        parts.forEach((kind, entries) -> entries.keySet().forEach(key -> all.add(kind + "." + key)));
        return all;
    }
}
