package dev.mullion.specgen;

import com.palantir.javapoet.ClassName;

/** Names of core's types, which this module is built before. */
final class Core {
    private static final String SPECS = "dev.mullion.core.spec";

    static final ClassName SPEC = ClassName.get(SPECS, "Spec");
    static final ClassName SPEC_BUILDER = ClassName.get(SPECS, "SpecBuilder");
    static final ClassName SPEC_KEY = ClassName.get(SPECS, "SpecKey");
    static final ClassName KEY_TYPE = ClassName.get(SPECS, "KeyType");
    static final ClassName GENERATE_BUILDER = ClassName.get(SPECS, "GenerateBuilder");
    static final ClassName DEFAULT = ClassName.get(SPECS, "Default");
    static final ClassName SINGULAR = ClassName.get(SPECS, "Singular");
    static final ClassName RANGE = ClassName.get(SPECS, "Range");
    static final ClassName ONE_OF = ClassName.get(SPECS, "OneOf");
    static final ClassName MATCHES = ClassName.get(SPECS, "Matches");
    static final ClassName KEYS_MATCH = ClassName.get(SPECS, "KeysMatch");
    static final ClassName ENTRIES = ClassName.get(SPECS, "Entries");
    static final ClassName REQUIRED = ClassName.get(SPECS, "Required");
    static final ClassName LATE = ClassName.get(SPECS, "Late");
    static final ClassName EXPLAIN = ClassName.get(SPECS, "Explain");
    static final ClassName PROBLEMS = ClassName.get(SPECS, "Problems");
    static final ClassName UNSHOWN = ClassName.get(SPECS, "Unshown");
    static final ClassName UNWRAPPED = ClassName.get(SPECS, "Unwrapped");

    private Core() {}
}
