package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Noise;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which differences are of tags alone. */
final class TagNoise {
    /** Tags that controllers act on. */
    private static final Pattern ACTED_ON =
            Pattern.compile("AmazonECSManaged|kubernetes\\.io/|k8s\\.io/|eks:|karpenter\\.sh/|aws:");

    private TagNoise() {}

    /** @param replaceOnChanges paths of which a change replaces the resource: that is no noise */
    static List<Difference> marked(String type, List<Difference> differences, List<String> replaceOnChanges) {
        List<Difference> marked = new ArrayList<>();
        for (Difference difference : differences) {
            boolean tags = type.startsWith("aws:")
                    && isTag(difference.place())
                    && !ReplaceOnChanges.matches(replaceOnChanges, difference.place());
            marked.add(
                    tags && difference.noise() == Noise.NONE
                            ? new Difference(
                                    difference.place(),
                                    difference.kind(),
                                    Noise.TAGS,
                                    difference.before(),
                                    difference.after())
                            : difference);
        }
        return marked;
    }

    /** Not those of a launch template's tagSpecifications: they make a new version, which starts new instances. */
    private static boolean isTag(PropertyPlace place) {
        String input = place.input();
        return (input.equals("tags") || input.equals("tagsAll"))
                && !ACTED_ON.matcher(place.shown()).find();
    }
}
