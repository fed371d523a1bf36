package dev.mullion.live.ami;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image.
 *
 * @param id such as {@code ami-0123456789abcdef0}
 * @param name empty where nobody says it
 * @param releaseVersion of an image for EKS, such as {@code 1.35-2026.04.18}
 * @param released the day in its name, or else that on which it was made
 * @param agent the version of ECS's agent
 * @param runtime that of the container runtime, as its parameter says it
 * @param snapshotGib the least that a root volume of it has
 * @param visibility what EC2 says of who may start it
 */
public record Ami(
        String id,
        String name,
        Optional<String> releaseVersion,
        Optional<LocalDate> released,
        Optional<String> agent,
        Optional<String> runtime,
        OptionalInt snapshotGib,
        Visibility visibility) {
    /** Whether an account can start instances of an image. */
    public enum Visibility {
        /** Everybody's, or this account's own. */
        USABLE,
        /** EC2 shows it to nobody here: withdrawn, or of another account. */
        HIDDEN,
        /** Its owner advises against it, and withdraws it soon. */
        DEPRECATED,
        /** EC2 could not be asked. */
        UNKNOWN
    }

    /** {@code ...-2026.08.15} */
    private static final Pattern DATED = Pattern.compile(".*-(\\d{4})\\.(\\d{2})\\.(\\d{2})");

    /**
     * As far as its parameter tells.
     *
     * @param texts of a parameter that is JSON
     */
    static Ami of(String id, Map<String, String> texts) {
        String name = texts.getOrDefault("image_name", "");
        return new Ami(
                id,
                name,
                Optional.ofNullable(texts.get("release_version")),
                dateIn(name),
                Optional.ofNullable(texts.get("ecs_agent_version")),
                Optional.ofNullable(texts.get("ecs_runtime_version")),
                OptionalInt.empty(),
                Visibility.UNKNOWN);
    }

    /** The day that AWS's names end with. */
    static Optional<LocalDate> dateIn(String name) {
        Matcher matcher = DATED.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String day = matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3);
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException e) { // such as 2026-02-31
            return Optional.empty();
        }
    }
}
