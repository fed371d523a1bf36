package dev.mullion.core.config;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.regex.Pattern;

/**
 * A change that {@code mullion diff} leaves out of a report, and counts: noise that comes with every run. What replaces or
 * deletes a resource is never left out.
 *
 * <pre>{@code
 * mullion:diff:
 *   ignore:
 *     - {type: aws:ecs:Service, path: 'tags.*', reason: a controller keeps them}
 * }</pre>
 *
 * @param type of the resource, as reports write it ({@code aws:ecs:Service}) or whole; empty for every type
 * @param name of the resource, in which {@code *} stands for any text; empty for every name
 * @param path of the property, as reports write it; {@code *} stands for any text, and what is below the path is in it; required
 * @param reason why nobody has to read it; required
 */
@GenerateBuilder
public record IgnoredChange(
        @Explain(example = "aws:ecs:Service") String type,
        @Explain(example = "storefront-*") String name,
        @Required @Explain(example = "desiredCount") String path,
        @Required @Explain(example = "a schedule moves it") String reason)
        implements Spec {
    /** Who needs more names what he means. */
    private static final int MAX_STARS = 3;

    private static final Pattern STARS = Pattern.compile("\\*+");

    /** Whether this is about a property of a resource, whose type is whole: {@code aws:ecs/service:Service}. */
    public boolean covers(String resourceType, String resourceName, String property) {
        boolean named = type.equals(resourceType) || type.equals(withoutFile(resourceType));
        return (type.isEmpty() || named)
                && (name.isEmpty() || isLike(name, resourceName))
                && (isLike(path, property) || isLike(path + ".*", property) || isLike(path + "[*", property));
    }

    /** As reports write it: without the module's file. */
    private static String withoutFile(String resourceType) {
        int slash = resourceType.indexOf('/');
        int colon = resourceType.indexOf(':', slash);
        return slash < 0 || colon < 0 ? resourceType : resourceType.substring(0, slash) + resourceType.substring(colon);
    }

    /** Looks at a text once, whatever the pattern. */
    private static boolean isLike(String pattern, String text) {
        String[] literals = STARS.split(pattern, -1);
        if (literals.length == 1) {
            return text.equals(pattern);
        }
        if (!text.startsWith(literals[0])) {
            return false;
        }
        int at = literals[0].length();
        for (int i = 1; i < literals.length - 1; i++) {
            int found = text.indexOf(literals[i], at);
            if (found < 0) {
                return false;
            }
            at = found + literals[i].length();
        }
        String last = literals[literals.length - 1];
        return text.length() >= at + last.length() && text.endsWith(last);
    }

    @Override
    public void check(Problems problems) {
        if (path.isBlank()) {
            problems.at("path").add("is missing; use a property's path as a report writes it, such as tags.Owner");
        } else if (path.chars().filter(c -> c == '*').count() > MAX_STARS) {
            problems.at("path").refuse(path, "use at most " + MAX_STARS + " of *");
        }
        if (name.chars().filter(c -> c == '*').count() > MAX_STARS) {
            problems.at("name").refuse(name, "use at most " + MAX_STARS + " of *");
        }
        if (reason.isBlank()) {
            problems.at("reason").add("is missing; say why nobody has to read it");
        }
    }

    public static IgnoredChangeBuilder builder() {
        return new IgnoredChangeBuilder();
    }
}
