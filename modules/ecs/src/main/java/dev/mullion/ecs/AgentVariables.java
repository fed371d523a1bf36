package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.text.SecretNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Variables of the agent that a stack file names itself. They stand in user data, which whatever runs on the instance may
 * read.
 *
 * @see <a href="https://github.com/aws/amazon-ecs-agent/blob/master/README.md">the agent's environment variables</a>
 */
final class AgentVariables {
    private static final Pattern NAME = Pattern.compile("(ECS|AWS)_[A-Z0-9_]{1,100}|(HTTP|HTTPS|NO)_PROXY");

    /** What is said of those that are not taken, by name. */
    static final Map<String, String> REFUSED = refused();

    private AgentVariables() {}

    static void check(Map<String, String> variables, Problems problems) {
        variables.forEach((name, value) -> {
            Problems key = problems.atKey(name);
            String refusal = REFUSED.get(name.toUpperCase(Locale.ROOT));
            if (refusal != null) {
                key.add(refusal);
            } else if (!NAME.matcher(name).matches()) {
                key.add("is no variable of the agent; use one of its README, such as ECS_LOGLEVEL");
            } else if (SecretNames.hides(name, value).isPresent()) {
                key.add(
                        "looks like a secret, and the script that would set it is readable by all that run on the instance;"
                                + " leave it out");
            } else {
                PowerShell.refusal(value).ifPresent(use -> problems.at(name).refuse(value, use));
            }
        });
    }

    private static Map<String, String> refused() {
        Map<String, String> refused = new LinkedHashMap<>();
        try (InputStream in = AgentVariables.class.getResourceAsStream("agent-variables.tsv")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> refused.put(cells[0], cells[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return refused;
    }
}
