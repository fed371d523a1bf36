package dev.mullion.stacks;

import dev.mullion.core.userdata.UserData;
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
        if (program.isPresent()) {
            for (ForecastTable table : program.get().forecasts()) {
                out.append(table.text());
            }
            out.append(scripts(program.get().scripts(), seeScripts));
        }
    }

    /** Every script and manifest of a stack, by the name of its file, sorted. */
    public static Map<String, String> files(StackProgram program) {
        Map<String, String> files = new TreeMap<>();
        program.scripts().forEach((name, userData) -> files.put(name + EXTENSION, userData.script()));
        program.containerScripts().forEach((name, script) -> files.put(name + EXTENSION, script));
        program.standaloneScripts().forEach((name, script) -> files.put(name + EXTENSION, script));
        program.manifests().forEach((name, manifest) -> files.put(name + ".yaml", manifest));
        return files;
    }

    private static String scripts(Map<String, UserData> scripts, Optional<String> seeThem) {
        if (scripts.isEmpty()) {
            return "";
        }
        int widest = scripts.keySet().stream().mapToInt(String::length).max().orElseThrow() + EXTENSION.length();
        StringBuilder text = new StringBuilder("\nScripts that machines will run:\n");
        scripts.forEach((name, userData) -> text.append(String.format(
                Locale.ROOT,
                "    %-" + widest + "s  %,6d of %,d bytes, %s, %s\n",
                name + EXTENSION,
                userData.size(),
                UserData.MAX_BYTES,
                userData.persist() ? "at every boot" : "at the first boot",
                userData.agent().display())));
        seeThem.ifPresent(command -> text.append("See them: ").append(command).append('\n'));
        return text.toString();
    }
}
