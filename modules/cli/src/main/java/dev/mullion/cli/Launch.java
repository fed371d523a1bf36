package dev.mullion.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * How this program was started: what its launcher says of itself and of the user's terminal, and the environment.
 *
 * @param root the clone that the launcher built this program from; empty when nobody did
 * @param command what the user called
 * @param terminals which of the streams {@code out} and {@code err} are one; Java can not tell them apart
 * @param environment the variables, those that a CI job tells of itself in among them
 */
record Launch(Optional<Path> root, String command, Set<String> terminals, Map<String, String> environment) {
    Launch {
        terminals = Set.copyOf(terminals);
        environment = Map.copyOf(environment);
    }

    /** By the properties that {@code ./mullion} and {@code mullion.cmd} set. */
    static Launch of(Properties properties, Map<String, String> environment) {
        String root = properties.getProperty("mullion.root", "");
        return new Launch(
                root.isEmpty() ? Optional.empty() : Optional.of(Path.of(root)),
                properties.getProperty("mullion.command", "mullion"),
                Set.copyOf(
                        List.of(properties.getProperty("mullion.terminal", "").split(",", -1))),
                environment);
    }

    /**
     * The time of what asks AWS; nothing else has one. A build that is to come out the same again says which it is:
     * https://reproducible-builds.org/docs/source-date-epoch/.
     */
    Instant now() {
        String epoch = environment.getOrDefault("SOURCE_DATE_EPOCH", "");
        return epoch.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(epoch)) : Instant.now();
    }

    /** The day of it. */
    LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    boolean isTerminal(String stream) {
        return terminals.contains(stream);
    }

    /** Whether what goes there may be coloured: https://no-color.org/. */
    boolean showsColours(String stream) {
        return isTerminal(stream) && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
