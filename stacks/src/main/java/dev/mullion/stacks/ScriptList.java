package dev.mullion.stacks;

import dev.mullion.core.userdata.UserData;
import java.util.Locale;
import java.util.Map;

/** The scripts that machines of a stack will run, and how to see them. */
public final class ScriptList {
    private ScriptList() {}

    /** The name of a script's file. */
    public static String file(String script) {
        return script + ".ps1";
    }

    /**
     * A list of them.
     *
     * @param seeThem the command that writes them as files
     */
    public static String of(Map<String, UserData> scripts, String seeThem) {
        if (scripts.isEmpty()) {
            return "";
        }
        int widest = scripts.keySet().stream()
                .mapToInt(name -> file(name).length())
                .max()
                .orElseThrow();
        StringBuilder text = new StringBuilder("\nScripts that machines will run:\n");
        scripts.forEach((name, userData) -> text.append(String.format(
                Locale.ROOT,
                "    %-" + widest + "s  %,6d of %,d bytes, %s, %s\n",
                file(name),
                userData.size(),
                UserData.MAX_BYTES,
                userData.persist() ? "at every boot" : "at the first boot",
                userData.agent().display())));
        return text.append("See them: ").append(seeThem).append('\n').toString();
    }
}
