package dev.mullion.ecs.service;

import dev.mullion.core.text.Nearest;
import java.util.List;

/**
 * Network modes of a Windows task, spelled as AWS's pages do. The API has no value for {@code default}: it is said by
 * saying nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html">Windows task definitions</a>
 */
public enum NetworkMode {
    /** An interface of its own for each task. */
    AWSVPC("awsvpc"),
    /** Docker's NAT network on the instance. */
    DEFAULT("default"),
    /** What the agent turns into {@link #DEFAULT} on Windows; a warning. */
    BRIDGE("bridge");

    private final String spelling;

    NetworkMode(String spelling) {
        this.spelling = spelling;
    }

    /**
     * The mode of that name.
     *
     * @throws IllegalArgumentException saying what to use instead, and why
     */
    public static NetworkMode parse(String text) {
        for (NetworkMode mode : values()) {
            if (mode.spelling.equals(text)) {
                return mode;
            }
        }
        if (text.equals("host") || text.equals("none")) {
            throw new IllegalArgumentException(
                    "use awsvpc or default: Windows containers have no network mode " + text);
        }
        String advice = "use awsvpc or default";
        throw new IllegalArgumentException(Nearest.hint(text, List.of(AWSVPC.spelling, DEFAULT.spelling), advice));
    }

    /** Whether each task has an interface and security groups of its own. */
    public boolean isAwsvpc() {
        return this == AWSVPC;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
