package dev.mullion.stacks;

import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.Steps;
import java.util.List;
import java.util.Map;

/** The users' own files among the steps of a machine, by what names each. */
final class OwnScripts {
    private OwnScripts() {}

    /** Adds those of a machine whose steps stand at a path. */
    static void put(Map<SpecPath, OwnScript> scripts, SpecPath path, Steps steps) {
        steps.own().forEach((key, own) -> put(scripts, path.key(key), own));
    }

    private static void put(Map<SpecPath, OwnScript> scripts, SpecPath path, List<OwnScript> own) {
        for (int i = 0; i < own.size(); i++) {
            scripts.put(path.index(i), own.get(i));
        }
    }
}
