package dev.mullion.aws;

import dev.mullion.core.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An IAM policy document that allows, and never denies.
 *
 * <p>IAM takes a list of one as that one, too, and there are both: policies of capacity have lists, those of services and
 * of trust have none where one does. To IAM they are the same, to Pulumi another text would be a change, so that roles that
 * exist would be updated for nothing. New policies are short.
 *
 * @param statements in the order of the document
 */
public record IamPolicy(List<IamStatement> statements) {
    public IamPolicy {
        statements = List.copyOf(statements);
    }

    /** Whether nothing is allowed, which IAM takes for no policy. */
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** The document on one line, with lists as lists. */
    public String json() {
        return json(false);
    }

    /** The same with a list of one as that one, so that a reviewer reads less. */
    public String shortJson() {
        return json(true);
    }

    private String json(boolean shortLists) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put(
                "Statement",
                statements.stream()
                        .map(statement -> members(statement, shortLists))
                        .toList());
        return JsonText.of(document);
    }

    private static Map<String, Object> members(IamStatement statement, boolean shortLists) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("Effect", "Allow");
        statement
                .principal()
                .ifPresent(principal ->
                        members.put("Principal", Map.of(principal.type().key(), principal.name())));
        members.put("Action", list(statement.actions(), shortLists));
        if (!statement.resources().isEmpty()) {
            members.put("Resource", list(statement.resources(), shortLists));
        }
        if (!statement.conditions().isEmpty()) {
            members.put("Condition", statement.conditions());
        }
        return members;
    }

    private static Object list(List<String> values, boolean shortLists) {
        return shortLists && values.size() == 1 ? values.get(0) : values;
    }
}
