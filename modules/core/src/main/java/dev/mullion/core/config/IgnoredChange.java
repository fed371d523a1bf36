package dev.mullion.core.config;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
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
public record IgnoredChange(String type, String name, String path, String reason) implements Spec {
    /** Each more takes a factor of a text's length of time. */
    private static final int MAX_STARS = 3;

    /** What reports leave out of a type. */
    private static final Pattern MODULE_FILE = Pattern.compile("/[^:]*:");

    /** Whether this is about a property of a resource, whose type is whole: {@code aws:ecs/service:Service}. */
    public boolean covers(String resourceType, String resourceName, String property) {
        boolean named = type.equals(resourceType)
                || type.equals(MODULE_FILE.matcher(resourceType).replaceFirst(":"));
        return (type.isEmpty() || named)
                && (name.isEmpty() || isLike(name, resourceName))
                && (isLike(path, property) || isLike(path + ".*", property) || isLike(path + "[*", property));
    }

    private static boolean isLike(String pattern, String text) {
        StringBuilder expression = new StringBuilder();
        for (String literal : pattern.split("\\*+", -1)) {
            expression.append(expression.isEmpty() ? "" : ".*?").append(Pattern.quote(literal));
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL)
                .matcher(text)
                .matches();
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
