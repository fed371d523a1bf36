package dev.mullion.stacks;

import dev.mullion.core.spec.SpecPath;
import java.util.Optional;

/**
 * A name that something will have where each exists once.
 *
 * @param kind what bears it; two kinds may share a name
 * @param path whose name it is, from the root of the stack file
 * @param file where its scripts are rendered, {@code shop-web.ps1} or {@code shop-api.*.ps1}
 * @param isGiven whether the user gives the name itself at {@code path.name}; else it is made from the path's keys
 */
record MadeName(String kind, String name, SpecPath path, Optional<String> file, boolean isGiven) {}
