package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Security groups that let somebody in whom they did not let in before. */
final class IngressRule implements Findings.Rule {
    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
    private static final String ALONE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String OLD = "aws:ec2/securityGroupRule:SecurityGroupRule";
    private static final String OWNER = "securityGroupId";
    private static final FindingId ID = FindingId.SECURITY_GROUP_OPENS;

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        boolean alone = resource.is(ALONE)
                || (resource.is(OLD) && !Values.text(resource.after(), "type").equals("egress"));
        if (resource.deleted() || !(alone || resource.is(GROUP))) {
            return;
        }
        boolean moves = alone && resource.stays() && moves(resource, resources);
        List<Ingress> before = moves ? List.of() : alone ? Ingress.of(resource.before()) : inline(resource.before());
        List<Ingress> after = alone ? Ingress.of(resource.after()) : inline(resource.after());
        boolean isNew = resource.created() && (!alone || ownerIsNew(resource, resources));
        for (Ingress ingress : after) {
            boolean covered = before.stream()
                    .anyMatch(old -> old.covers(ingress)
                            || (resources.isSuccessor(old.source(), ingress.source())
                                    && old.from(ingress.source()).covers(ingress)));
            if (covered) {
                continue;
            }
            boolean wider = before.stream().anyMatch(ingress::covers);
            String how = moves ? " moves to another security group and opens " : wider ? " opens wider: " : " opens ";
            String what = resource.name() + how + ingress.shown();
            if (ingress.isPublic()) {
                collector.add(ID, Severity.DANGER, resource, what + ", that is to everybody");
            } else if (!isNew) {
                collector.add(ID, resource, what);
            }
        }
    }

    /** Another group, and not the one that replaces it. */
    private static boolean moves(ChangedResource rule, Resources resources) {
        String before = Values.text(rule.before(), OWNER);
        String after = Values.text(rule.after(), OWNER);
        return !before.isEmpty() && !after.isEmpty() && !before.equals(after) && !resources.isSuccessor(before, after);
    }

    private static List<Ingress> inline(MaskedValue.Fields inputs) {
        List<Ingress> all = new ArrayList<>();
        Values.list(inputs, "ingress").forEach(rule -> all.addAll(Ingress.of(rule)));
        return all;
    }

    /** Rules of a group that is made with them are no opening of anything. */
    private static boolean ownerIsNew(ChangedResource rule, Resources resources) {
        return Owners.areNew(rule, OWNER, Set.of(GROUP), resources);
    }
}
