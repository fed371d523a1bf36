package dev.mullion.preview.engine;

import dev.mullion.core.config.EngineConfig;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a program is told about the stack it makes.
 *
 * @param organization {@code organization} where nobody says otherwise, as in Pulumi's own local backends
 * @param project the project's name, of Pulumi.yaml
 * @param stack the stack's name, as in Pulumi.dev.yaml
 * @param config full keys ({@code aws:region}) to text; structured values are JSON, as Pulumi hands them over
 * @param secretKeys the keys of {@code config} whose values never enter a plan
 * @param strictUnknowns whether what only a deployment can know is unknown, as in Pulumi, instead of a readable
 *     {@code ${name.property}}
 * @param standIns texts that stand in the program for values that only a deployment knows, and what a plan has in their place
 */
public record StackInput(
        String organization,
        String project,
        String stack,
        SortedMap<String, String> config,
        Set<String> secretKeys,
        boolean strictUnknowns,
        SortedMap<String, String> standIns) {
    public StackInput {
        standIns = Collections.unmodifiableSortedMap(new TreeMap<>(standIns));
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        secretKeys = Set.copyOf(secretKeys);
    }

    public static StackInput of(String project, String stack) {
        return new StackInput("organization", project, stack, new TreeMap<>(), Set.of(), false, new TreeMap<>());
    }

    /** What Pulumi's engine would tell the program of this configuration. */
    public static StackInput of(EngineConfig engine) {
        return of(engine.project(), engine.stack()).withConfig(engine.values(), engine.secretKeys());
    }

    public StackInput withConfig(Map<String, String> replacement, Set<String> secrets) {
        return new StackInput(
                organization, project, stack, new TreeMap<>(replacement), secrets, strictUnknowns, standIns);
    }

    public StackInput withStrictUnknowns() {
        return new StackInput(organization, project, stack, config, secretKeys, true, standIns);
    }

    public StackInput withStandIns(Map<String, String> replacement) {
        return new StackInput(
                organization, project, stack, config, secretKeys, strictUnknowns, new TreeMap<>(replacement));
    }

    /** Without the configuration, which may hold secrets. */
    @Override
    public String toString() {
        return organization + "/" + project + "/" + stack;
    }
}
