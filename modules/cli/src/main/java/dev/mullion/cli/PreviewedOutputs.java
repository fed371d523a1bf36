package dev.mullion.cli;

import dev.mullion.core.config.Given;
import dev.mullion.core.config.OtherStacks;
import dev.mullion.core.config.StackOutput;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Bool;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import dev.mullion.plan.PropertyValue.Numeric;
import dev.mullion.plan.PropertyValue.Secret;
import dev.mullion.plan.PropertyValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stacks will give, by previews of them.
 *
 * @param stacks full names to exports; of others nothing is known
 */
record PreviewedOutputs(Map<String, Fields> stacks) implements OtherStacks {
    /** How a symbol begins, of what only a deployment of that stack knows. */
    private static final String SYMBOL = "${";

    @Override
    public Optional<Object> value(StackOutput output) {
        Fields exports = stacks.get(output.stack());
        if (exports == null) {
            return UNREAD.value(output);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        exports.values()
                .forEach((name, value) ->
                        values.put(name, isSecret(value) ? Given.SECRET : value(value, output.stack(), name)));
        Optional<Object> whole = Optional.ofNullable(values.get(output.whole()))
                .filter(value -> value.equals(Given.SECRET) || value instanceof Given.Unknown);
        return output.in(values).or(() -> whole).or(() -> {
            throw new UnreadableStackException("reads " + output + ", which will have none of that name; it has "
                    + String.join(", ", values.keySet()));
        });
    }

    /** Of an output that holds a secret anywhere a stack reference gives nothing in plain. */
    private static boolean isSecret(PropertyValue value) {
        if (value instanceof Items items) {
            return items.values().stream().anyMatch(PreviewedOutputs::isSecret);
        }
        return value instanceof Fields fields
                ? fields.values().values().stream().anyMatch(PreviewedOutputs::isSecret)
                : value instanceof Secret || value.equals(PropertyValue.SECRET);
    }

    private static Object value(PropertyValue value, String stack, String path) {
        if (value instanceof Items items) {
            List<Object> all = new ArrayList<>();
            items.values().forEach(item -> all.add(value(item, stack, path + "[" + all.size() + "]")));
            return all;
        }
        if (value instanceof Fields fields) {
            Map<String, Object> all = new LinkedHashMap<>();
            fields.values().forEach((key, each) -> all.put(key, value(each, stack, path + "." + key)));
            return all;
        }
        if (value instanceof Bool flag) {
            return flag.value();
        }
        if (value instanceof Numeric number) {
            return number.value();
        }
        String symbol = new StackOutput(stack, path).symbol();
        if (value instanceof Text text && !value.equals(PropertyValue.UNKNOWN)) {
            return text.value().contains(SYMBOL) ? new Given.UnknownText(symbol) : text.value();
        }
        return new Given.Unknown(symbol);
    }
}
