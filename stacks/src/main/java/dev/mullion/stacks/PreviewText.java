package dev.mullion.stacks;

import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.UserDataFetch;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanText;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A preview on a terminal: the plan, what fits where, and the scripts that machines will run. */
public final class PreviewText {
    private static final String EXTENSION = ".ps1";

    /** No key of a cluster, capacity or pool holds a dot. */
    private static final String FETCHING = ".user-data" + EXTENSION;

    private PreviewText() {}

    /**
     * Writes it.
     *
     * @param program what the plan was made of, where it tells of itself
     * @param seeScripts the command that shows scripts
     */
    public static void write(
            Plan plan, Optional<StackProgram> program, String stack, Optional<String> seeScripts, Appendable out)
            throws IOException {
        PlanText.write(plan, stack, out);
        writeRest(program, seeScripts, out);
    }

    /** Writes it with every input of every resource. */
    public static void writeInputs(
            Plan plan, Optional<StackProgram> program, String stack, Optional<String> seeScripts, Appendable out)
            throws IOException {
        PlanText.writeInputs(plan, stack, out);
        writeRest(program, seeScripts, out);
    }

    private static void writeRest(Optional<StackProgram> program, Optional<String> seeScripts, Appendable out)
            throws IOException {
        if (program.isPresent()) {
            for (ForecastTable table : program.get().forecasts()) {
                out.append(table.text());
            }
            out.append(scripts(program.get(), seeScripts));
        }
    }

    /**
     * Every script and manifest of a stack, by the name or the path of its file, sorted; beside a script that goes to S3 the small one that
     * gets it from there.
     */
    public static Map<String, String> files(StackProgram program) {
        Map<String, String> files = new TreeMap<>();
        program.scripts().forEach((name, userData) -> files.put(name + EXTENSION, userData.script()));
        program.fetches()
                .forEach((name, fetch) ->
                        files.put(name + FETCHING, fetch.document().script()));
        program.containerScripts().forEach((name, script) -> files.put(name + EXTENSION, script));
        program.standaloneScripts().forEach((name, script) -> files.put(name + EXTENSION, script));
        program.manifests().forEach((name, manifest) -> files.put(name + ".yaml", manifest));
        files.putAll(program.files());
        return files;
    }

    private static String scripts(StackProgram program, Optional<String> seeThem) {
        Map<String, UserData> scripts = program.scripts();
        if (scripts.isEmpty()) {
            return "";
        }
        Map<String, UserDataFetch> fetches = program.fetches();
        int widest = scripts.keySet().stream().mapToInt(String::length).max().orElseThrow() + EXTENSION.length();
        StringBuilder text = new StringBuilder("\nScripts that machines will run:\n");
        scripts.forEach((name, userData) -> text.append(String.format(
                Locale.ROOT,
                "    %-" + widest + "s  %s, %s, %s\n",
                name + EXTENSION,
                Optional.ofNullable(fetches.get(name))
                        .map(fetch -> fromS3(userData, fetch))
                        .orElseGet(() ->
                                String.format(Locale.ROOT, "%,6d of %,d bytes", userData.size(), UserData.MAX_BYTES)),
                userData.persist() ? "at every boot" : "at the first boot",
                userData.agent().display())));
        seeThem.ifPresent(command -> text.append("See them: ").append(command).append('\n'));
        return text.toString();
    }

    private static String fromS3(UserData script, UserDataFetch fetch) {
        String reason = fetch.asked()
                ? "storage: s3"
                : String.format(Locale.ROOT, "user data would be %,d of %,d", fetch.longest(), UserData.MAX_BYTES);
        return String.format(
                Locale.ROOT, "%,6d bytes from S3 (%s)", script.script().length(), reason);
    }
}
