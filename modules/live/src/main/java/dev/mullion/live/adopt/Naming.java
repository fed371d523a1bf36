package dev.mullion.live.adopt;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What things are called in the stack file.
 *
 * @param cluster the cluster's key
 * @param stack the stack
 * @param project the project
 * @param isOwn whether Mullion made the cluster, by its tags
 */
record Naming(String cluster, String stack, String project, boolean isOwn) {
    /** Names of resources start with two keys, and the name of a role has 64 characters at most. */
    private static final int MOST_KEY = 20;

    private static final String COMPONENT = "mullion:component";

    /** What Mullion makes of keys, and of the names of projects and stacks; whoever may tag may write anything. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,62}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** By the tags of the cluster, where Mullion made it, else by its name. */
    static Naming of(String clusterName, Map<String, String> tags, Optional<String> stack, Optional<String> project) {
        Optional<String> component = tag(tags, COMPONENT, KEY);
        Optional<String> ownStack = tag(tags, "mullion:stack", NAME);
        boolean own = component.isPresent() && ownStack.isPresent();
        String key = component.filter(its -> own).orElseGet(() -> key(clusterName));
        return new Naming(
                key,
                stack.or(() -> ownStack.filter(its -> own)).orElse("dev"),
                project.or(() -> tag(tags, "mullion:project", NAME).filter(its -> own))
                        .orElse(key),
                own);
    }

    private static Optional<String> tag(Map<String, String> tags, String name, Pattern form) {
        return Optional.ofNullable(tags.get(name))
                .filter(value -> form.matcher(value).matches());
    }

    /** Letters, digits and hyphens, a letter first. */
    static String key(String name) {
        String key = name.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^[^A-Za-z]+", "");
        String cut = key.substring(0, Math.min(key.length(), MOST_KEY)).replaceAll("-+$", "");
        return cut.isEmpty() ? "main" : cut;
    }

    /**
     * The key of a capacity.
     *
     * @param taken keys of others
     */
    String capacity(String name, Map<String, String> tags, String clusterName, Collection<String> taken) {
        // Consoles and CloudFormation make names up that say little.
        String said = within(name, clusterName);
        boolean says = said.length() <= MOST_KEY && !said.equals(clusterName);
        return unique(own(tags).orElse(says ? key(said) : "windows"), taken);
    }

    /** The same of a service. */
    String service(String name, Map<String, String> tags, String clusterName, Collection<String> taken) {
        return unique(own(tags).orElse(key(within(name, clusterName))), taken);
    }

    private static String within(String name, String clusterName) {
        return name.startsWith(clusterName + "-") ? name.substring(clusterName.length() + 1) : name;
    }

    /** As Mullion's tag has it. */
    private Optional<String> own(Map<String, String> tags) {
        return tag(tags, COMPONENT, KEY)
                .filter(component -> component.startsWith(cluster + "-") && component.length() > cluster.length() + 1)
                .map(component -> component.substring(cluster.length() + 1));
    }

    private static String unique(String wanted, Collection<String> taken) {
        String key = wanted;
        for (int number = 2; taken.contains(key); number++) {
            key = wanted + "-" + number;
        }
        return key;
    }

    /** What the resources of a part are called in the program. */
    String resource(String part) {
        return cluster + "-" + part;
    }

    /** Those that somebody chose: neither AWS's nor Mullion's own. */
    static Map<String, String> ofUser(Map<String, String> tags) {
        Map<String, String> own = new TreeMap<>(tags);
        own.keySet()
                .removeIf(key -> key.startsWith("aws:")
                        || key.startsWith("mullion:")
                        || key.equals("Name")
                        || key.equals("AmazonECSManaged"));
        return own;
    }

    /** All that a provider sees of them. */
    static Map<String, Object> seen(Map<String, String> tags) {
        Map<String, Object> seen = new TreeMap<>(tags);
        seen.keySet().removeIf(key -> key.startsWith("aws:"));
        return seen;
    }
}
