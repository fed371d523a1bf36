package dev.mullion.diff.compare;

import dev.mullion.plan.Operation;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.ResourceState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Providers that Pulumi makes by itself, one a package and version: in no count of Pulumi's own. A name proves nothing, so what
 * one of them says beside its version is compared like anything else.
 */
final class DefaultProviders {
    private static final Pattern URN = Pattern.compile("pulumi:providers:[^:]+::default(?:_.*)?$");

    /** The URL behind the version, of which the engine makes a part of a name: {@code default_6_83_0_https_/example.com/x}. */
    private static final Pattern HOST = Pattern.compile("::default(?:_.*?)??_([a-z][a-z0-9+.-]*_/.*)$");

    private static final String VERSION = "version";

    private final SortedMap<String, ResourceState> before = new TreeMap<>();
    private final SortedMap<String, ResourceState> after = new TreeMap<>();
    /** URNs of those that are only named so. */
    private final Set<String> ownBefore = new HashSet<>();

    private final Set<String> ownAfter = new HashSet<>();
    private final List<Pair> changed = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();

    /**
     * A package whose provider has another version.
     *
     * @param type {@code pulumi:providers:aws}
     */
    record Version(String type, String before, String after) {}

    /** One of that name that a program makes has a parent, the stack at least. */
    static boolean is(ResourceState state) {
        return state.parent().isEmpty() && isNamedSo(state.urn());
    }

    private static boolean isNamedSo(String urn) {
        return URN.matcher(urn).find();
    }

    /** Where its plug-in comes from, as its name tells; empty of what comes from where all do. */
    private static String host(String urn) {
        Matcher host = HOST.matcher(urn);
        return host.find() ? host.group(1) : "";
    }

    /** Takes one of the old side, if it is one. */
    boolean before(ResourceState state) {
        return taken(state, before, ownBefore);
    }

    /** Takes one of the new side, if it is one. */
    boolean after(ResourceState state) {
        return taken(state, after, ownAfter);
    }

    private static boolean taken(ResourceState state, Map<String, ResourceState> defaults, Set<String> own) {
        if (is(state)) {
            defaults.put(state.urn(), state);
            return true;
        }
        if (isNamedSo(state.urn())) {
            own.add(state.urn());
        }
        return false;
    }

    /** Whether another provider makes it: of another account, region or cluster. Pulumi's own are one. After the last of both sides. */
    boolean isElsewhere(ResourceState old, ResourceState now) {
        return now.custom() && !madeBy(old, ownBefore).equals(madeBy(now, ownAfter));
    }

    private static String madeBy(ResourceState state, Set<String> own) {
        String urn = state.providerUrn().orElse("");
        return isNamedSo(urn) && !own.contains(urn) ? host(urn) : urn;
    }

    /** Those that differ in more than their version, and new ones of which more is said. */
    List<Pair> changed() {
        return changed;
    }

    List<Version> versions() {
        return versions;
    }

    /** After the last of both sides. */
    DefaultProviders compared() {
        Map<String, List<ResourceState>> left = new TreeMap<>();
        before.forEach((urn, state) -> {
            ResourceState now = after.remove(urn);
            if (now == null) {
                left.computeIfAbsent(state.type(), type -> new ArrayList<>()).add(state);
            } else {
                compared(state, now);
            }
        });
        for (Iterator<ResourceState> others = after.values().iterator(); others.hasNext(); ) {
            ResourceState now = others.next();
            List<ResourceState> old = left.getOrDefault(now.type(), List.of());
            if (!old.isEmpty()) {
                compared(old.remove(0), now);
                others.remove();
            }
        }
        for (ResourceState another : after.values()) {
            if (!said(another).equals(Fields.NONE)) {
                changed.add(new Pair(
                        Operation.CREATE.word(),
                        Optional.empty(),
                        Optional.of(another),
                        Fields.NONE,
                        another.inputs(),
                        Optional.empty()));
            }
        }
        return this;
    }

    private void compared(ResourceState old, ResourceState now) {
        if (!said(old).equals(said(now))) {
            changed.add(new Pair(
                    Operation.UPDATE.word(),
                    Optional.of(old),
                    Optional.of(now),
                    old.inputs(),
                    now.inputs(),
                    Optional.empty()));
        } else if (!version(old).equals(version(now))) {
            versions.add(new Version(now.type(), version(old), version(now)));
        }
    }

    /** What it is told but its version. */
    private static Fields said(ResourceState state) {
        SortedMap<String, PropertyValue> values = new TreeMap<>(state.inputs().values());
        values.remove(VERSION);
        return values.isEmpty() ? Fields.NONE : new Fields(values);
    }

    private static String version(ResourceState state) {
        return state.inputs().values().get(VERSION) instanceof PropertyValue.Text text ? text.value() : "";
    }
}
