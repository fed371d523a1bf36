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

    /** Of private use: beyond it stands what separates names, where it is a part of one. */
    private static final char NAMED = '\uE000';

    private static final Pattern STARS = Pattern.compile("\\*+");

    /** Whether this is about a property of a resource, whose type is whole: {@code aws:ecs/service:Service}. */
    public boolean covers(String resourceType, String resourceName, String property) {
        boolean named = type.equals(resourceType) || type.equals(withoutFile(resourceType));
        return (type.isEmpty() || named)
                && (name.isEmpty() || isLike(name, resourceName))
                && isAt(closed(path), closed(property));
    }

    private static boolean isAt(String pattern, String property) {
        return isLike(pattern, property) || isLike(pattern + ".*", property) || isLike(pattern + "[*", property);
    }

    /**
     * A path in which no name is a part of a path: whoever proposes a change chooses names, such as where a volume is mounted
     * ({@code /a].image}).
     */
    private static String closed(String path) {
        StringBuilder closed = new StringBuilder();
        boolean inside = false;
        boolean quoted = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (!inside) {
                inside = c == '[';
                closed.append(c);
                continue;
            }
            if (c == '"' && (quoted || path.charAt(i - 1) == '[')) {
                quoted = !quoted;
            } else if (c == ']' && !quoted) {
                inside = false;
            } else if (c == '.' || c == '[' || c == ']') {
                c = (char) (NAMED + c);
            } else if (c == '\\' && quoted && i + 1 < path.length()) {
                closed.append(c);
                i++;
                c = path.charAt(i);
            }
            closed.append(c);
        }
        return closed.toString();
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
