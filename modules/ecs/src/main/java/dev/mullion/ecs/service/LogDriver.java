package dev.mullion.ecs.service;

import dev.mullion.core.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Log drivers that Docker on Windows has, spelled as ECS does. The agent of a capacity offers some; a task definition can
 * name those that ECS knows.
 *
 * @see <a href="https://docs.docker.com/engine/logging/configure/">Docker's log drivers</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html">LogConfiguration</a>
 */
public enum LogDriver {
    AWSLOGS("awslogs", true),
    JSON_FILE("json-file", true),
    FLUENTD("fluentd", true),
    GELF("gelf", true),
    SPLUNK("splunk", true),
    SYSLOG("syslog", true),
    NONE("none", false),
    LOCAL("local", false),
    ETWLOGS("etwlogs", false);

    /** What to use instead of a driver that a task definition can not name. */
    static final String USE =
            "use one of " + forTasks().stream().map(LogDriver::toString).collect(Collectors.joining(", "));

    private final String spelling;
    private final boolean forTasks;

    LogDriver(String spelling, boolean forTasks) {
        this.spelling = spelling;
        this.forTasks = forTasks;
    }

    /**
     * The driver of that name.
     *
     * @throws IllegalArgumentException saying what to use instead, and why
     */
    public static LogDriver parse(String text) {
        for (LogDriver driver : values()) {
            if (driver.spelling.equals(text)) {
                return driver;
            }
        }
        throw new IllegalArgumentException(
                switch (text) {
                    case "awsfirelens" ->
                        "use awslogs: FireLens does not run on Windows (aws/containers-roadmap issue 1875)";
                    case "journald" -> "use awslogs: journald is a service of Linux";
                    default ->
                        Nearest.hint(
                                text,
                                forTasks().stream().map(LogDriver::toString).toList(),
                                USE);
                });
    }

    /** Those that a task definition can name. */
    public static List<LogDriver> forTasks() {
        return Arrays.stream(values()).filter(LogDriver::isForTasks).toList();
    }

    /** Whether a task definition can name it. */
    public boolean isForTasks() {
        return forTasks;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
