package dev.mullion.testkit.boot;

import dev.mullion.core.json.JsonValue;
import java.util.List;

/**
 * What a script did on a simulated machine.
 *
 * @param boots one after another, each with the same script
 * @param machine behind the last one
 */
public record Trial(List<Boot> boots, Machine machine) {
    /** On an ECS optimized AMI of Windows Server 2022 where nothing fails, booted once. */
    public static Trial of(String script) {
        return of(script, 1, "@{}");
    }

    /**
     * Skips the calling test where there is no PowerShell.
     *
     * @param script the script or the whole user data
     * @param boots how often the machine boots, at least 1
     * @param scenario what its AMI holds, and what fails when: a data file of PowerShell, see {@code tools/boot/README.md}
     * @throws AssertionError when the simulation does not know what the script asks of it
     */
    public static Trial of(String script, int boots, String scenario) {
        Answer answer = new Answer(SimulatedWindows.run(script, scenario, boots));
        if (!answer.text("fault").isEmpty()) {
            throw new AssertionError("the simulation can not tell: " + answer.text("fault"));
        }
        return new Trial(answer.items("boots").stream().map(Boot::of).toList(), new Machine(answer.at("state")));
    }

    /** The last boot, which is the only one of many trials. */
    public Boot boot() {
        return boots.get(boots.size() - 1);
    }

    public Boot boot(int number) {
        return boots.get(number - 1);
    }

    /**
     * One boot.
     *
     * @param exitCode the script's own
     * @param cutOff the machine restarted while the script ran, so that its exit code says nothing
     * @param restarts the machine restarts when the script has ended
     * @param seconds by the machine's clock, until the script ended
     * @param output what it wrote
     * @param calls that changed something, in their order
     * @param different what is different when an hour has passed
     * @param tasks runs of scheduled tasks in that hour: name, exit code and output
     */
    public record Boot(
            int exitCode,
            boolean cutOff,
            boolean restarts,
            int seconds,
            String output,
            List<String> calls,
            List<String> different,
            List<String> tasks) {
        static Boot of(JsonValue value) {
            Answer boot = new Answer(value);
            return new Boot(
                    boot.number("exitCode"),
                    boot.flag("cutOff"),
                    boot.flag("restarts"),
                    boot.number("seconds"),
                    boot.text("output"),
                    boot.texts("calls"),
                    boot.texts("different"),
                    boot.items("tasks").stream()
                            .map(Answer::new)
                            .map(task -> task.text("task") + " at " + task.text("at") + ", exit code "
                                    + task.text("exitCode") + ": " + task.text("output"))
                            .toList());
        }
    }
}
