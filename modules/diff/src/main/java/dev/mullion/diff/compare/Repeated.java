package dev.mullion.diff.compare;

import dev.mullion.diff.masking.MaskedValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stack exports its scripts, so that Pulumi's own previews show them; here the resource's user data is decoded, and the
 * same change is not shown twice.
 */
final class Repeated {
    /** EC2's own elements, and the tags around the script. */
    private static final Pattern TAG = Pattern.compile(
            "(?i)<(persist|powershellArguments)>[^<]{0,500}</\\1>|</?(?:powershell|script|persist|powershellArguments)>");

    private Repeated() {}

    /** Two sides of a script, without EC2's tags around it. */
    private record Change(String before, String after) {}

    static void drop(List<Changed> all) {
        Set<Change> scripts = new HashSet<>();
        for (Changed each : all) {
            if (!each.pair().isStack()) {
                each.differences().forEach(difference -> change(difference).ifPresent(scripts::add));
            }
        }
        if (!scripts.isEmpty()) {
            for (Changed each : all) {
                if (each.pair().isStack()) {
                    each.differences()
                            .removeIf(difference ->
                                    change(difference).filter(scripts::contains).isPresent());
                }
            }
        }
    }

    private static Optional<Change> change(Difference difference) {
        String before = difference.before().map(Repeated::script).orElse("");
        String after = difference.after().map(Repeated::script).orElse("");
        boolean text = before.indexOf('\n') >= 0 || after.indexOf('\n') >= 0;
        return text ? Optional.of(new Change(before, after)) : Optional.empty();
    }

    private static String script(MaskedValue value) {
        if (value instanceof MaskedValue.Script script) {
            return TAG.matcher(script.text()).replaceAll("").strip();
        }
        return value instanceof MaskedValue.Scalar scalar
                ? TAG.matcher(scalar.text()).replaceAll("").strip()
                : "";
    }
}
