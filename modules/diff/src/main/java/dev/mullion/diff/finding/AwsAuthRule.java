package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Unknown;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who gets into an EKS cluster by the ConfigMap {@code aws-auth}.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html">aws-auth</a>
 */
final class AwsAuthRule implements Findings.Rule {
    private static final String NAME = "aws-auth";
    private static final String MASTERS = "system:masters";

    /** The entries of the ConfigMap to what names whom each is about. */
    static final Map<String, String> ENTRIES = Map.of("mapRoles", "rolearn", "mapUsers", "userarn");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!AddonRule.CONFIG_MAPS.contains(resource.type())) {
            return;
        }
        MaskedValue.Fields before = AddonRule.named(resource.before(), NAME);
        MaskedValue.Fields after = AddonRule.named(resource.after(), NAME);
        boolean goes = resource.deleted()
                && (resource.old().retained() || EksClusterRule.goesWithCluster(resource, resources));
        if (goes || isUnknown(before) || isUnknown(after)) {
            return;
        }
        for (String entry : ENTRIES.keySet().stream().sorted().toList()) {
            if (isText(after, entry) && !Values.at(before, "data." + entry).equals(Values.at(after, "data." + entry))) {
                collector.add(
                        FindingId.ACCESS_WIDENS,
                        Severity.DANGER,
                        resource,
                        resource.name() + " may let others in: " + entry
                                + " is no YAML that can be read here, and the cluster may read it");
            }
            compare(resource, mapped(before, entry), mapped(after, entry), collector);
        }
    }

    private static void compare(
            ChangedResource map,
            Map<String, Set<String>> before,
            Map<String, Set<String>> after,
            FindingCollector collector) {
        before.forEach((arn, groups) -> {
            Set<String> now = after.get(arn);
            if (now == null) {
                collector.add(
                        FindingId.ACCESS_REMOVED,
                        groups.contains("system:nodes") ? Severity.DANGER : Severity.WARNING,
                        map,
                        map.name() + " no longer lets " + arn + " in"
                                + (groups.contains("system:nodes")
                                        ? ": its nodes lose their rights, and new ones can not join"
                                        : ""));
                return;
            }
            Set<String> lost = new LinkedHashSet<>(groups);
            lost.removeAll(now);
            if (!lost.isEmpty()) {
                collector.add(
                        FindingId.ACCESS_REMOVED,
                        lost.stream().anyMatch(group -> group.startsWith("system:no") || group.startsWith("eks:"))
                                ? Severity.DANGER
                                : Severity.WARNING,
                        map,
                        map.name() + " takes " + arn + " out of " + String.join(", ", lost)
                                + (lost.contains("eks:kube-proxy-windows")
                                        ? ": kube-proxy of Windows nodes loses its rights"
                                        : ""));
            }
        });
        after.forEach((arn, groups) -> {
            Set<String> gained = new LinkedHashSet<>(groups);
            gained.removeAll(before.getOrDefault(arn, Set.of()));
            if (gained.isEmpty() || (map.created() && !gained.contains(MASTERS))) {
                return;
            }
            collector.add(
                    FindingId.ACCESS_WIDENS,
                    gained.contains(MASTERS) ? Severity.DANGER : Severity.WARNING,
                    map,
                    map.name() + " lets " + arn + " in as " + String.join(", ", gained));
        });
    }

    /** Whether entries are there that could not be read. */
    private static boolean isText(MaskedValue.Fields map, String entry) {
        return Values.at(map, "data." + entry)
                .filter(MaskedValue.Scalar.class::isInstance)
                .map(Values::text)
                .filter(text -> !text.isBlank())
                .isPresent();
    }

    private static boolean isUnknown(MaskedValue.Fields map) {
        return Values.at(map, "data").orElse(null) instanceof Unknown
                || ENTRIES.keySet().stream()
                        .anyMatch(entry -> Values.at(map, "data." + entry).orElse(null) instanceof Unknown);
    }

    /** The cluster's reader, of Go's JSON, takes keys in any case. */
    private static MaskedValue inLowerCase(MaskedValue item) {
        if (!(item instanceof MaskedValue.Fields fields)) {
            return item;
        }
        SortedMap<String, MaskedValue> lower = new TreeMap<>();
        fields.values()
                .forEach((key, value) -> lower.merge(key.toLowerCase(Locale.ROOT), value, (one, other) -> other));
        return new MaskedValue.Fields(lower);
    }

    private static Map<String, Set<String>> mapped(MaskedValue.Fields map, String entry) {
        Map<String, Set<String>> mapped = new LinkedHashMap<>();
        for (MaskedValue item : Values.list(map, "data." + entry)) {
            MaskedValue fields = inLowerCase(item);
            String arn = Values.text(fields, ENTRIES.getOrDefault(entry, ""));
            if (!arn.isEmpty()) {
                mapped.computeIfAbsent(arn, of -> new LinkedHashSet<>()).addAll(Values.texts(fields, "groups"));
            }
        }
        return mapped;
    }
}
