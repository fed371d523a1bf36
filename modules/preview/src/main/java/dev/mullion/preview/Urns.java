package dev.mullion.preview;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pulumirpc.AliasOuterClass.Alias;

/** How Pulumi names the resources of one stack; sdk/go/common/resource/urn and the engine's step generator. */
record Urns(String project, String stack) {
    static final String STACK_TYPE = "pulumi:pulumi:Stack";

    private static final String DELIMITER = "::";

    /** The parent is a URN, or empty for a resource that has none. */
    String urn(String parent, String type, String name) {
        return urn(stack, project, parent.isEmpty() ? "" : typeChain(parent), type, name);
    }

    /** The URNs that a resource's aliases stand for, and those that follow from its parent's. */
    List<String> aliases(String urn, String parent, List<Alias> own, List<String> parentAliases) {
        List<String> named = new ArrayList<>();
        for (Alias alias : own) {
            named.add(alias.hasUrn() ? alias.getUrn() : urnOf(alias.getSpec(), urn, parent));
        }
        Set<String> all = new LinkedHashSet<>(named);
        for (String parentAlias : parentAliases) {
            all.add(inherited(urn, parent, parentAlias));
            named.forEach(alias -> all.add(inherited(alias, parent, parentAlias)));
        }
        return List.copyOf(all);
    }

    static String name(String urn) {
        return part(urn, 3);
    }

    static String type(String urn) {
        String chain = typeChain(urn);
        return chain.substring(chain.lastIndexOf('$') + 1);
    }

    private String urnOf(Alias.Spec spec, String urn, String parent) {
        String aliasParent = spec.getNoParent() ? "" : or(spec.getParentUrn(), parent);
        return urn(
                or(spec.getStack(), stack),
                or(spec.getProject(), project),
                aliasParent.isEmpty() ? "" : typeChain(aliasParent),
                or(spec.getType(), type(urn)),
                or(spec.getName(), name(urn)));
    }

    /** A child called {@code shop-role} of {@code shop} was {@code store-role} when its parent was {@code store}. */
    private String inherited(String child, String parent, String parentAlias) {
        String name = name(child);
        String prefix = name(parent);
        String before = name.startsWith(prefix) ? name(parentAlias) + name.substring(prefix.length()) : name;
        return urn(parentAlias, type(child), before);
    }

    private static String urn(String stack, String project, String parentChain, String type, String name) {
        String chain = parentChain.isEmpty() || parentChain.equals(STACK_TYPE) ? type : parentChain + "$" + type;
        return String.join(DELIMITER, "urn:pulumi:" + stack, project, chain, name);
    }

    private static String typeChain(String urn) {
        return part(urn, 2);
    }

    /** A name may hold the delimiter; what comes before it may not. */
    private static String part(String urn, int index) {
        return urn.split(DELIMITER, 4)[index];
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
