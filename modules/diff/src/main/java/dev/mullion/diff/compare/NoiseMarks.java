package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.plan.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which differences a reader need not look at, by their place: tags, and what a provider keeps for itself. */
final class NoiseMarks {
    /** Tags that controllers act on. */
    private static final Pattern ACTED_ON =
            Pattern.compile("AmazonECSManaged|kubernetes\\.io/|k8s\\.io/|eks:|karpenter\\.sh/|aws:");

    /** Their code, which Pulumi runs, is a property: {@code __provider}. */
    private static final Pattern DYNAMIC = Pattern.compile("pulumi-[a-z]+:dynamic[:/]");

    private NoiseMarks() {}

    /**
     * Types of AWS and of Kubernetes itself, of which is known which lists are sets. What the order means in a custom resource, as
     * of Envoy's filters, or in the values of a chart, only its controller knows.
     */
    private static final Pattern SETS = Pattern.compile("aws(?:-native)?:|kubernetes:(?:[a-z]+|[a-z.]+\\.k8s\\.io)/");

    /** With marks, but on what replaces the resource. */
    static List<Difference> marked(String type, List<Difference> differences, Predicate<Difference> replaces) {
        List<Difference> marked = new ArrayList<>();
        for (Difference difference : differences) {
            Noise noise = noise(type, difference.place());
            boolean quiet = difference.noise() == Noise.NONE && noise != Noise.NONE && !replaces.test(difference);
            boolean loud =
                    difference.noise() == Noise.ORDER && !SETS.matcher(type).lookingAt();
            marked.add(quiet || loud ? difference.as(loud ? Noise.NONE : noise) : difference);
        }
        return marked;
    }

    /** Whether a provider keeps it for itself. */
    static boolean isInternal(String type, PropertyPlace place) {
        return place.input().startsWith("__")
                && !place.input().equals(Signature.PLUGIN)
                && !DYNAMIC.matcher(type).lookingAt();
    }

    private static Noise noise(String type, PropertyPlace place) {
        if (isInternal(type, place)) {
            return Noise.INTERNAL;
        }
        return type.startsWith("aws:") && isTag(place) ? Noise.TAGS : Noise.NONE;
    }

    /** Not those of a launch template's tagSpecifications: they make a new version, which starts new instances. */
    private static boolean isTag(PropertyPlace place) {
        String input = place.input();
        return (input.equals("tags") || input.equals("tagsAll"))
                && !ACTED_ON.matcher(place.shown()).find();
    }
}
