package dev.mullion.core.userdata;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.template.Templates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user data document of a Windows machine: one script made of steps, and how the launch agent is to run it. ASCII,
 * line feeds, a final one; the same steps give the same bytes.
 */
public final class UserData {
    /**
     * In bytes, before base64
     * (<a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html">user data</a>).
     */
    public static final int MAX_BYTES = 16_384;

    private static final String REQUEST_RESTART = "Request-Restart";

    /** When the script runs, and what becomes of the text around it. */
    private enum Runs {
        AT_EVERY_BOOT,
        AT_THE_FIRST_BOOT,
        AHEAD_OF_ANOTHER
    }

    private final LaunchAgent agent;
    private final Steps steps;
    private final Runs runs;

    /** What a step that asks for a restart is told, where none is possible. */
    private final String noRestart;

    /** Whether its steps get a script from elsewhere, which it runs behind them. */
    private final boolean fetches;

    /** Rendered once: it is asked for to check it, to count it, for the launch template and for the stack's outputs. */
    private @Nullable String script;

    /**
     * @param agent what runs it; decides which tags there are
     * @param steps what the script does
     * @param persist run at every boot, not only at the first
     */
    public UserData(LaunchAgent agent, Steps steps, boolean persist) {
        this(agent, steps, persist ? Runs.AT_EVERY_BOOT : Runs.AT_THE_FIRST_BOOT, "", false);
    }

    /** Runs at every boot. */
    public UserData(LaunchAgent agent, Steps steps) {
        this(agent, steps, true);
    }

    private UserData(LaunchAgent agent, Steps steps, Runs runs, String noRestart, boolean fetches) {
        this.agent = agent;
        this.steps = steps;
        this.runs = runs;
        this.noRestart = noRestart;
        this.fetches = fetches;
    }

    /**
     * What runs ahead of a script that somebody else puts behind it, within its tag: as EKS does with the user data of a
     * managed node group whose AMI it chooses. The document is that one tag. Of these steps nothing reaches the script
     * behind them, no variable, preference or function; the first that fails ends both. None can restart the machine.
     *
     * @param noRestart what fails a step that asks for a restart, as its log says it
     */
    public static UserData ahead(LaunchAgent agent, Steps steps, String noRestart) {
        return new UserData(agent, steps, Runs.AHEAD_OF_ANOTHER, noRestart, false);
    }

    /**
     * A document that runs this one's script from elsewhere, as if the script stood in it: when, for which agent and with
     * which exit codes is the same.
     *
     * @param fetch puts the script into {@code $fetched.Script}; where it fails, nothing else is run
     */
    public UserData fetchedBy(BootStep.Step fetch) {
        return new UserData(agent, Steps.of(fetch), runs, noRestart, true);
    }

    public LaunchAgent agent() {
        return agent;
    }

    public Steps steps() {
        return steps;
    }

    public boolean persist() {
        return runs == Runs.AT_EVERY_BOOT;
    }

    /** Reports what the launch agent or EC2 would not take; the problems of steps below {@code steps}. */
    public void check(Problems problems) {
        checkScript(problems);
        checkSize(problems);
    }

    /** The same for a script that the document does not hold itself, so that its size is no matter. */
    public void checkScript(Problems problems) {
        steps.check(problems.at("steps"));
        if (agent == LaunchAgent.EC2LAUNCH_V1
                && runs == Runs.AT_THE_FIRST_BOOT
                && hasUsableSteps()
                && script().contains(REQUEST_RESTART)) {
            problems.at("persist")
                    .refuse(
                            false,
                            "use true: its steps may restart the machine, and EC2Launch v1 runs this script again"
                                    + " only when it persists");
        }
    }

    /** Reports a document that EC2 would not take for its size; that of steps that are refused says nothing. */
    public void checkSize(Problems problems) {
        if (hasUsableSteps() && size() > MAX_BYTES) {
            problems.add(String.format(
                    Locale.ROOT,
                    "script is %,d bytes with its tags; EC2 takes at most %,d (raw, before base64); use userData:"
                            + " {storage: auto} or {storage: s3}, which keep it in S3, shorten the steps of your own,"
                            + " or bake them into the AMI",
                    size(),
                    MAX_BYTES));
        }
    }

    /** Whether its steps can be rendered: {@link #check} refuses none of them. */
    public boolean hasUsableSteps() {
        Problems ofSteps = new Problems();
        steps.check(ofSteps);
        return ofSteps.problems().isEmpty();
    }

    /**
     * The script alone, as the machine runs it.
     *
     * @throws dev.mullion.core.spec.SpecException when {@link #check} refuses the steps
     */
    public String script() {
        if (script == null) {
            Problems problems = new Problems();
            steps.check(problems.at("steps"));
            problems.throwIfAny();
            script = rendered();
        }
        return script;
    }

    private String rendered() {
        String body = body(steps);
        String begin = common("begin") + "\n" + common("stop-script") + "\n" + common("invoke-step") + "\n";
        if (fetches) {
            return alone(begin + common("hold-fetched") + "\n" + functions(body) + "\n" + common("run-fetched"));
        }
        return runs == Runs.AHEAD_OF_ANOTHER
                ? alone(begin + functions(body) + "\n" + common("end-ahead"))
                : begin + common("complete-user-data") + "\n" + functions(body) + "\n" + common("end");
    }

    /** The steps one after another, behind the functions that they bring. */
    static String body(Steps steps) {
        List<String> bodies = new ArrayList<>();
        Stream.of(steps.first(), steps.joins(), steps.ours())
                .flatMap(List::stream)
                .flatMap(ours -> ours.step().functions().stream())
                .distinct()
                .forEach(function -> bodies.add(Templates.bundled().render(function, Map.of())));
        ours(bodies, steps.first());
        own(bodies, "Invoke-OwnStep", steps.before(), Steps.BEFORE);
        ours(bodies, steps.joins());
        own(bodies, "Invoke-OnceStep", steps.once(), Steps.ONCE);
        own(bodies, "Invoke-OwnStep", steps.joined(), Steps.JOINED);
        ours(bodies, steps.ours());
        own(bodies, "Invoke-OwnStep", steps.after(), Steps.AFTER);
        return String.join("\n", bodies);
    }

    /** In a scope of its own ahead of another script: no strict mode, preference or function reaches that one. */
    private String alone(String script) {
        return runs == Runs.AHEAD_OF_ANOTHER ? "& {\n" + script + "}\n" : script;
    }

    private String functions(String steps) {
        return functions(steps, this::requestRestart);
    }

    /** What some steps call, before them: functions that none calls would take their place from the user's steps. */
    static String functions(String steps, Supplier<String> requestRestart) {
        String script = steps;
        if (script.contains("Invoke-OnceStep ")) {
            script = common("invoke-once-step") + "\n" + script;
        }
        if (script.contains("Invoke-OwnStep ")) {
            script = common("invoke-own-step") + "\n" + script;
        }
        if (script.contains(REQUEST_RESTART)) {
            script = requestRestart.get() + "\n" + script;
        }
        return script.contains("Invoke-Native ") ? common("invoke-native") + "\n" + script : script;
    }

    private String requestRestart() {
        return runs == Runs.AHEAD_OF_ANOTHER
                ? common("refuse-restart", Map.of("reason", noRestart))
                : common("request-restart", Map.of("restartByExitCode", agent == LaunchAgent.EC2LAUNCH_V2));
    }

    /** The whole document: the script and the launch agent's tags. */
    public String text() {
        String tagged = "<powershell>\n" + script() + "</powershell>\n";
        return runs == Runs.AHEAD_OF_ANOTHER
                ? tagged
                : tagged
                        + "<powershellArguments>-ExecutionPolicy Unrestricted -NoProfile -NonInteractive</powershellArguments>\n"
                        + (persist() ? "<persist>true</persist>\n" : "");
    }

    /** The document as a launch template takes it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(text().getBytes(StandardCharsets.US_ASCII));
    }

    /** Bytes of {@link #text()}, to be at most {@link #MAX_BYTES}. */
    public int size() {
        return text().length();
    }

    static String common(String name) {
        return common(name, Map.of());
    }

    private static String common(String name, Map<String, ?> model) {
        return Templates.bundled().render("powershell/common/" + name + ".ps1.ftl", model);
    }

    private static void ours(List<String> bodies, List<BootStep.Step> steps) {
        for (BootStep.Step ours : steps) {
            String body = Templates.bundled().render(ours.step().template(), ours.model());
            bodies.add(step(ours.step().stepName(), ours.step().exitCode(), indented(body)));
        }
    }

    private static void own(List<String> bodies, String command, List<OwnScript> scripts, ExitCodes codes) {
        for (int i = 0; i < scripts.size(); i++) {
            // Inline, an unclosed brace or quote would keep the whole script from being parsed.
            OwnScript own = scripts.get(i);
            int exitCode = codes.first() + i;
            String body = "    " + command + " -ExitCode " + exitCode + " -Name "
                    + PowerShell.literal(own.fileOnMachine()) + " -Text " + PowerShell.block(own.text()) + "\n";
            bodies.add(step(own.file(), exitCode, body));
        }
    }

    private static String step(String name, int exitCode, String body) {
        return "Invoke-Step -Name " + PowerShell.literal(name) + " -ExitCode " + PowerShell.literal(exitCode)
                + " -Script {\n" + body + "}\n";
    }

    // Safe for our templates: no value of theirs spans lines, and they hold no here-strings (a test sees to it).
    private static String indented(String body) {
        return body.lines()
                .map(line -> (line.isEmpty() ? "" : "    " + line) + "\n")
                .collect(Collectors.joining());
    }
}
