package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Security groups that let somebody in whom they did not let in before. */
final class IngressRule implements Findings.Rule {
    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";

    /** What has rules among its own inputs. */
    private static final Set<String> GROUPS = Set.of(GROUP, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");

    private static final String ALONE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String OLD = "aws:ec2/securityGroupRule:SecurityGroupRule";
    private static final String OWNER = "securityGroupId";
    private static final FindingId ID = FindingId.SECURITY_GROUP_OPENS;

    /** Of one resource; the gravest are told. */
    private static final int MAX_TOLD = 50;

    /** By its group what the rules that change let in together, on each side. */
    private final Map<String, Sides> together = new HashMap<>();

    private record Sides(Openings before, Openings after) {}

    private record Opening(Severity severity, String sentence) {}

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        boolean alone = isAlone(resource);
        if (resource.deleted() || !(alone || GROUPS.contains(resource.type()))) {
            return;
        }
        boolean moves = alone && Owners.moves(resource, OWNER, resources);
        List<Ingress> old = moves ? List.of() : ingress(resource.before(), alone);
        List<Ingress> now = ingress(resource.after(), alone);
        Openings before = new Openings(withSuccessors(old, resources));
        Openings after = new Openings(now);
        boolean isNew = resource.created() && (!alone || ownerIsNew(resource, resources));
        List<Opening> openings = new ArrayList<>();
        for (Ingress ingress : now) {
            if (before.cover(ingress)) {
                continue;
            }
            String how = moves
                    ? " moves to another security group and opens "
                    : before.areCoveredBy(ingress) ? " opens wider: " : " opens ";
            Sides sides = alone ? ofGroup(resource, resources) : new Sides(before, after);
            String everybody = everybody(ingress, sides);
            if (!everybody.isEmpty() || !isNew) {
                openings.add(new Opening(
                        everybody.isEmpty() ? Severity.WARNING : Severity.DANGER,
                        resource.name() + how + ingress.shown() + everybody));
            }
        }
        openings.sort(Comparator.comparing(Opening::severity));
        openings.stream()
                .limit(MAX_TOLD)
                .forEach(opening -> collector.add(ID, opening.severity(), resource, opening.sentence()));
        if (openings.size() > MAX_TOLD) {
            collector.add(
                    ID,
                    openings.get(MAX_TOLD).severity(),
                    resource,
                    resource.name() + " opens " + (openings.size() - MAX_TOLD) + " times more");
        }
    }

    /** What a source is to the internet, by itself or with others; empty for what is somebody's own network. */
    private static String everybody(Ingress ingress, Sides sides) {
        Sources after = sides.after().reaching(ingress.ports());
        if (!after.areNearlyEverybody()) {
            return ""; // nor is one of them
        }
        Sources own = new Sources(List.of(ingress.source()));
        if (own.areEverybody()) {
            return ", that is to everybody";
        }
        if (!own.ranges().arePublic()) {
            return "";
        }
        Sources before = sides.before().reaching(ingress.ports());
        if (after.areEverybody() && !before.areEverybody()) {
            return ", with its other ranges that is to everybody";
        }
        if (own.areNearlyEverybody()) {
            return ", that is to nearly everybody";
        }
        return !before.areNearlyEverybody() ? ", with its other ranges that is to nearly everybody" : "";
    }

    /** A group whose id only a deployment knows is any such group. */
    private Sides ofGroup(ChangedResource rule, Resources resources) {
        if (together.isEmpty()) {
            Map<String, List<Ingress>> before = new HashMap<>();
            Map<String, List<Ingress>> after = new HashMap<>();
            Stream.of(ALONE, OLD)
                    .flatMap(type -> resources.changed(type).stream())
                    .filter(IngressRule::isAlone)
                    .forEach(each -> {
                        before.computeIfAbsent(Values.text(each.before(), OWNER), of -> new ArrayList<>())
                                .addAll(ingress(each.before(), true));
                        after.computeIfAbsent(Values.text(each.after(), OWNER), of -> new ArrayList<>())
                                .addAll(ingress(each.after(), true));
                    });
            after.forEach((group, ingress) -> together.put(
                    group, new Sides(new Openings(before.getOrDefault(group, List.of())), new Openings(ingress))));
        }
        return together.getOrDefault(
                Values.text(rule.after(), OWNER), new Sides(new Openings(List.of()), new Openings(List.of())));
    }

    private static boolean isAlone(ChangedResource resource) {
        return resource.is(ALONE) || (resource.is(OLD) && !goesOut(resource.after()));
    }

    /** Whether a rule of either kind is about what goes out. */
    private static boolean goesOut(MaskedValue.Fields rule) {
        return Values.text(rule, "type").equals("egress");
    }

    /** A group that was replaced is the same source under another id. */
    private static List<Ingress> withSuccessors(List<Ingress> all, Resources resources) {
        List<Ingress> both = new ArrayList<>(all);
        all.forEach(ingress ->
                resources.successor(ingress.source()).ifPresent(id -> both.add(new Ingress(ingress.ports(), id))));
        return both;
    }

    private static List<Ingress> ingress(MaskedValue.Fields inputs, boolean alone) {
        if (alone) {
            return goesOut(inputs) ? List.of() : Ingress.of(inputs);
        }
        List<Ingress> all = new ArrayList<>();
        Values.list(inputs, "ingress").forEach(rule -> all.addAll(Ingress.of(rule)));
        return all;
    }

    /** Rules of a group that is made with them are no opening of anything. */
    private static boolean ownerIsNew(ChangedResource rule, Resources resources) {
        return Owners.areNew(rule, OWNER, Set.of(GROUP), resources);
    }
}
