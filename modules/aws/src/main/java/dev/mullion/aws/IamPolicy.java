package dev.mullion.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An IAM policy document that allows, and never denies. Statements keep their order; each lists just what it is for.
 *
 * <pre>{@code
 * new IamPolicy()
 *         .allow(List.of("secretsmanager:GetSecretValue"), List.of(arn), Map.of())
 *         .json()
 * }</pre>
 */
public final class IamPolicy {
    private final List<String> statements = new ArrayList<>();

    /** Adds a statement without a condition. */
    public IamPolicy allow(List<String> actions, List<String> resources) {
        return allow(actions, resources, Map.of());
    }

    /**
     * Adds a statement.
     *
     * @param equal condition keys and the one value that each must have ({@code StringEquals}); none for no condition
     */
    public IamPolicy allow(List<String> actions, List<String> resources, Map<String, String> equal) {
        Map<String, String> statement = new LinkedHashMap<>();
        statement.put("Effect", text("Allow"));
        statement.put("Action", array(actions));
        statement.put("Resource", array(resources));
        if (!equal.isEmpty()) {
            Map<String, String> conditions = new LinkedHashMap<>();
            new TreeMap<>(equal).forEach((key, value) -> conditions.put(key, text(value)));
            statement.put("Condition", object(Map.of("StringEquals", object(conditions))));
        }
        statements.add(object(statement));
        return this;
    }

    /** Whether nothing is allowed, which IAM takes for no policy. */
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** The document. */
    public String json() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String array(List<String> values) {
        return values.stream().map(IamPolicy::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
