package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.UserDataFetch;
import java.util.List;
import java.util.Map;

/** The components of one section before anything is made: what is checked, rendered and forecast of them, and how they are made. */
interface SectionModel {
    /** Whether one of the components runs in a network of the stack. */
    boolean needsNetwork();

    /** Runs the section's validators; {@code problems} is the view of the section. */
    void validate(Problems problems);

    /**
     * Refuses what a preview shows and no deployment makes; {@code problems} is the view of the section. It is asked in a
     * deployment, before anything is made.
     */
    default void validateDeployment(Problems problems) {}

    /** The names that resources will have, for who looks for two of one name. */
    List<MadeName> names();

    /** The user data of each launch template, by the name of what boots with it. */
    Map<String, UserData> scripts();

    /** How machines get their user data from S3, by the same names, where they do. */
    Map<String, UserDataFetch> fetches();

    /**
     * The users' own files among the steps of user data, by what names each.
     *
     * @param path of the section
     */
    Map<SpecPath, OwnScript> ownScripts(SpecPath path);

    /** The scripts that containers start from, by name. */
    Map<String, String> containerScripts();

    /** Scripts for machines that the stack does not make, by name. */
    default Map<String, String> standaloneScripts() {
        return Map.of();
    }

    /** The objects that are made in clusters, as YAML, by name. */
    Map<String, String> manifests();

    /** Files for people who use other tools, by their paths. */
    default Map<String, String> files() {
        return Map.of();
    }

    /**
     * The images that machines start from.
     *
     * @param path of the section
     */
    default List<MachineImage> images(SpecPath path) {
        return List.of();
    }

    /** What fits where; none where there is nothing to forecast. */
    List<ForecastTable> forecasts();

    /**
     * Makes the components.
     *
     * @param networks by name
     * @param earlier what the sections before this one made, by their keys
     */
    Made make(Map<String, NetworkOutputs> networks, Map<String, Map<String, ComponentResource>> earlier, Context ctx);

    /**
     * What was made.
     *
     * @param components by key
     * @param exports of the stack, by name
     */
    record Made(Map<String, ComponentResource> components, Map<String, Output<?>> exports) {}
}
