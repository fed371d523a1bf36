package dev.mullion.check;

import dev.mullion.core.json.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Windows instances join an ECS cluster. */
final class AgentRules implements Checks.Look {
    private static final Pattern AGENT = Pattern.compile("Initialize-ECSAgent\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern TASK_ROLES = Pattern.compile("EnableTaskIAMRole\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern CACHE = Pattern.compile(
            "(?:Remove-Item|\\b(?:rm|del|rd|ri)\\b)[^\\n]{0,200}?\\\\ECS\\\\Cache", Pattern.CASE_INSENSITIVE);

    private static final Pattern VARIABLE = Pattern.compile(
            "SetEnvironmentVariable\\(\\s{0,9}[\"'](ECS_\\w{1,80})[\"']|\\$env:(ECS_\\w{1,80})\\s{0,9}=",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DRIVERS = Pattern.compile(
            "-LoggingDrivers\\s{1,9}(?:'([^'\\n]{0,300})'|\"((?:[^\"`\\n]|`.){0,300})\"|([^\\s'\"$]\\S{0,300}))",
            Pattern.CASE_INSENSITIVE);

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (Machine machine : all.machines()) {
            machine.userData().ifPresent(userData -> look(userData.code(), machine.resource(), collector));
        }
    }

    private static void look(String code, PlanResource resource, FindingCollector collector) {
        Matcher agent = AGENT.matcher(code);
        if (!agent.find()) {
            return;
        }
        if (!TASK_ROLES.matcher(code).find()) {
            collector.add(
                    Rule.AGENT_WITHOUT_TASK_ROLES,
                    resource,
                    "Initialize-ECSAgent is called without -EnableTaskIAMRole");
        }
        if (CACHE.matcher(code).find()) {
            collector.add(Rule.AGENT_CACHE_REMOVED, resource, "user data removes the cache of the ECS agent");
        }
        int last = agent.end();
        while (agent.find()) {
            last = agent.end();
        }
        Matcher variable = VARIABLE.matcher(code);
        if (variable.find(last)) {
            String name = Optional.ofNullable(variable.group(1)).orElseGet(() -> variable.group(2));
            collector.add(Rule.AGENT_VARIABLE_LATE, resource, name + " is set behind Initialize-ECSAgent");
        }
        Matcher drivers = DRIVERS.matcher(code);
        if (drivers.find() && !isList(drivers)) {
            collector.add(Rule.LOGGING_DRIVERS_QUOTED, resource, "-LoggingDrivers is no JSON list of texts");
        }
    }

    private static boolean isList(Matcher drivers) {
        String literal = drivers.group(1);
        String expanded = drivers.group(2);
        String text = literal != null ? literal : expanded != null ? expanded.replace("`", "") : drivers.group(3);
        if (expanded != null && expanded.contains("$")) {
            return true; // nobody knows what it will be
        }
        return JsonValue.read(text)
                .filter(value -> value instanceof JsonValue.Items items
                        && items.values().stream().allMatch(JsonValue.Text.class::isInstance))
                .isPresent();
    }
}
