package dev.mullion.core.userdata;

import dev.mullion.core.template.Templates;
import java.util.Map;

/**
 * Steps as one script that no launch agent runs: a person does, or a scheduled task. It begins and asks for a restart by
 * templates of its own; what stands between is what user data has.
 */
public final class StandaloneScript {
    private StandaloneScript() {}

    /**
     * ASCII, line feeds, a final one; the same steps give the same bytes.
     *
     * @param begin the template of what the script begins with, which sets {@code $restarts} and starts a transcript
     * @param requestRestart the template of its {@code Request-Restart}
     */
    public static String of(String begin, String requestRestart, Steps steps) {
        return Templates.bundled().render(begin, Map.of()) + "\n" + UserData.common("standalone-stop-script") + "\n"
                + UserData.common("invoke-step") + "\n"
                + UserData.common("complete-user-data") + "\n"
                + UserData.functions(
                        UserData.body(steps), () -> Templates.bundled().render(requestRestart, Map.of()))
                + "\n" + UserData.common("end");
    }
}
