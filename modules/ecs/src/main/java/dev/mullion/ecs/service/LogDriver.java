package dev.mullion.ecs.service;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Log drivers that a task definition can name and Docker on Windows has, spelled as ECS does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html">LogConfiguration</a>
 */
public enum LogDriver {
    AWSLOGS("awslogs"),
    JSON_FILE("json-file"),
    FLUENTD("fluentd"),
    GELF("gelf"),
    SPLUNK("splunk"),
    SYSLOG("syslog");

    private final String spelling;

    LogDriver(String spelling) {
        this.spelling = spelling;
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
        String all = Arrays.stream(values()).map(LogDriver::toString).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                switch (text) {
                    case "awsfirelens" ->
                        "use awslogs: FireLens does not run on Windows (aws/containers-roadmap issue 1875)";
                    case "journald" -> "use awslogs: journald is a service of Linux";
                    default -> "use one of " + all;
                });
    }

    @Override
    public String toString() {
        return spelling;
    }
}
