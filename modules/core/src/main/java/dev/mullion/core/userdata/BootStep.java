package dev.mullion.core.userdata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step that a machine can take while it boots. A step is one template, and a script that ends with a step's exit code
 * failed in that step. Each platform enumerates its own; codes are never reused, and those of {@link Steps} belong to the
 * user's own scripts.
 */
public interface BootStep {
    int exitCode();

    /** Verb-Noun, as the machine's log names it. */
    String stepName();

    /** The step's file below {@code templates/powershell}, without its extension: {@code ecs/confirm-ecs-agent}. */
    String file();

    /** The step's template, as {@link dev.mullion.core.template.Templates} finds it. */
    default String template() {
        return "powershell/" + file() + ".ps1.ftl";
    }

    /**
     * Templates of functions that this step calls, which read no value: such as {@code powershell/functions/set-text-file.ps1.ftl}.
     * A script has each of them once, ahead of all steps, where one of its steps calls it.
     */
    default List<String> functions() {
        return List.of();
    }

    /** This step with the values that its template reads. */
    default Step with(Map<String, ?> model) {
        return new Step(this, model);
    }

    /** One step of one machine. The model keeps its order, which is the order in the script. */
    record Step(BootStep step, Map<String, ?> model) {
        public Step {
            // Map.copyOf would lose the order.
            model = Collections.unmodifiableMap(new LinkedHashMap<>(model));
        }
    }
}
