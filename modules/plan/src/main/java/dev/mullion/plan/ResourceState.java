package dev.mullion.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A resource as the program wants it.
 *
 * @param custom whether a provider makes it; a component is only a node of the tree
 * @param external whether it is only looked up: Pulumi does not own it
 * @param id known before a deployment only for what is looked up
 * @param outputs what {@code registerOutputs} or the stack's exports said; empty for what a provider makes
 * @param parent empty for the stack alone
 * @param provider {@code urn::id} of the provider that makes it
 * @param condition {@link Condition#NONE} in a plan
 */
public record ResourceState(
        String urn,
        String type,
        boolean custom,
        boolean external,
        Optional<String> id,
        PropertyValue.Fields inputs,
        PropertyValue.Fields outputs,
        Optional<String> parent,
        List<String> dependencies,
        SortedMap<String, List<String>> propertyDependencies,
        Optional<String> provider,
        Options options,
        Condition condition) {
    public ResourceState {
        dependencies = List.copyOf(dependencies);
        propertyDependencies = Collections.unmodifiableSortedMap(new TreeMap<>(propertyDependencies));
    }

    /** One of a plan. */
    public ResourceState(
            String urn,
            String type,
            boolean custom,
            boolean external,
            Optional<String> id,
            PropertyValue.Fields inputs,
            PropertyValue.Fields outputs,
            Optional<String> parent,
            List<String> dependencies,
            SortedMap<String, List<String>> propertyDependencies,
            Optional<String> provider,
            Options options) {
        this(
                urn,
                type,
                custom,
                external,
                id,
                inputs,
                outputs,
                parent,
                dependencies,
                propertyDependencies,
                provider,
                options,
                Condition.NONE);
    }

    /** The last part of the URN. */
    public String name() {
        return urn.substring(urn.lastIndexOf("::") + 2);
    }

    /** The URN of its provider, whose reference ends in an id without a colon; empty without one. */
    public Optional<String> providerUrn() {
        return provider.map(reference -> reference.substring(0, Math.max(0, reference.lastIndexOf("::"))));
    }

    /**
     * What is to be done about a deployed resource, whatever the program says.
     *
     * @param tainted whether the next update replaces it ({@code pulumi state taint})
     * @param pendingReplacement whether it is gone, and the next update makes another one
     * @param initErrors why it did not come up when it was last made or updated; the next update goes on with it
     */
    public record Condition(boolean tainted, boolean pendingReplacement, List<String> initErrors) {
        public static final Condition NONE = new Condition(false, false, List.of());

        public Condition {
            initErrors = List.copyOf(initErrors);
        }
    }

    /**
     * What the program asked of Pulumi itself.
     *
     * @param aliases the URNs under which the resource may be known, those that its parent's aliases imply included
     * @param replaceWith the URNs of the resources whose replacement replaces this one too
     * @param replacementTrigger a value whose change replaces the resource
     * @param customTimeouts operation ({@code create}) to seconds
     * @param version the provider's version
     */
    public record Options(
            boolean protect,
            boolean retainOnDelete,
            boolean deleteBeforeReplace,
            List<String> ignoreChanges,
            List<String> hideDiffs,
            List<String> replaceOnChanges,
            List<String> replaceWith,
            Optional<PropertyValue> replacementTrigger,
            List<String> additionalSecretOutputs,
            List<String> aliases,
            SortedMap<String, Double> customTimeouts,
            Optional<String> importId,
            Optional<String> deletedWith,
            Optional<String> version) {
        public static final Options NONE = new Options(
                false,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public Options {
            ignoreChanges = List.copyOf(ignoreChanges);
            hideDiffs = List.copyOf(hideDiffs);
            replaceOnChanges = List.copyOf(replaceOnChanges);
            replaceWith = List.copyOf(replaceWith);
            additionalSecretOutputs = List.copyOf(additionalSecretOutputs);
            aliases = List.copyOf(aliases);
            customTimeouts = Collections.unmodifiableSortedMap(new TreeMap<>(customTimeouts));
        }

        /** These options with another version of the provider. */
        public Options withVersion(Optional<String> replacement) {
            return new Options(
                    protect,
                    retainOnDelete,
                    deleteBeforeReplace,
                    ignoreChanges,
                    hideDiffs,
                    replaceOnChanges,
                    replaceWith,
                    replacementTrigger,
                    additionalSecretOutputs,
                    aliases,
                    customTimeouts,
                    importId,
                    deletedWith,
                    replacement);
        }

        /** These options with other URNs. */
        public Options withAliases(List<String> replacement) {
            return new Options(
                    protect,
                    retainOnDelete,
                    deleteBeforeReplace,
                    ignoreChanges,
                    hideDiffs,
                    replaceOnChanges,
                    replaceWith,
                    replacementTrigger,
                    additionalSecretOutputs,
                    replacement,
                    customTimeouts,
                    importId,
                    deletedWith,
                    version);
        }
    }
}
