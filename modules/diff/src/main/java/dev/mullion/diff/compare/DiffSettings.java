package dev.mullion.diff.compare;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.json.JsonValue;
import dev.mullion.diff.input.Input;
import java.util.List;
import java.util.Objects;

/** What the stack file of a side says of reports: a plan has it as JSON in its configuration, a state has nothing of it. */
final class DiffSettings {
    static final String KEY = "mullion:" + DiffSpec.KEY;

    private DiffSettings() {}

    /** The entries of a list; none where it is not there. */
    static List<JsonValue> list(Input side, String name) {
        String section = Objects.requireNonNullElse(side.config().get(KEY), "");
        return JsonValue.read(section).orElse(null) instanceof JsonValue.Fields fields
                        && fields.values().get(name) instanceof JsonValue.Items items
                ? items.values()
                : List.of();
    }
}
