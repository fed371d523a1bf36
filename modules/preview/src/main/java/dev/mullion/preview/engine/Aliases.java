package dev.mullion.preview.engine;

import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pulumirpc.AliasOuterClass.Alias;

/** The URNs under which the resources of a stack may be known. */
record Aliases(Urns urns) {
    /** The URNs that a resource's aliases stand for, and those that follow from its parent's. */
    List<String> of(String urn, String parent, List<Alias> own, List<String> parentAliases) {
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

    private String urnOf(Alias.Spec spec, String urn, String parent) {
        String aliasParent = spec.getNoParent() ? "" : or(spec.getParentUrn(), parent);
        return Urns.urn(
                or(spec.getStack(), urns.stack()),
                or(spec.getProject(), urns.project()),
                aliasParent.isEmpty() ? "" : Urns.typeChain(aliasParent),
                or(spec.getType(), Urns.type(urn)),
                or(spec.getName(), Urns.name(urn)));
    }

    /** A child called {@code shop-role} of {@code shop} was {@code store-role} when its parent was {@code store}. */
    private String inherited(String child, String parent, String parentAlias) {
        String name = Urns.name(child);
        String prefix = Urns.name(parent);
        String before = name.startsWith(prefix) ? Urns.name(parentAlias) + name.substring(prefix.length()) : name;
        return urns.urn(parentAlias, Urns.type(child), before);
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
