package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.List;

/** Security groups that let somebody in whom they did not let in before. */
final class IngressRule implements Findings.Rule {
    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
    private static final String ALONE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String OLD = "aws:ec2/securityGroupRule:SecurityGroupRule";
    private static final String ID = "security-group-opens";

    @Override
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        boolean alone = subject.is(ALONE)
                || (subject.is(OLD) && !Values.text(subject.after(), "type").equals("egress"));
        if (subject.deleted() || !(alone || subject.is(GROUP))) {
            return;
        }
        List<Ingress> before = alone ? Ingress.of(subject.before()) : inline(subject.before());
        List<Ingress> after = alone ? Ingress.of(subject.after()) : inline(subject.after());
        boolean isNew = subject.created() && (!alone || ownerIsNew(subject, resources));
        for (Ingress ingress : after) {
            if (before.stream().anyMatch(old -> old.covers(ingress))) {
                continue;
            }
            boolean wider = before.stream().anyMatch(ingress::covers);
            String what = subject.name() + (wider ? " opens wider: " : " opens ") + ingress.shown();
            if (ingress.isPublic()) {
                telling.danger(ID, subject, what + ", that is to everybody");
            } else if (!isNew) {
                telling.warning(ID, subject, what);
            }
        }
    }

    private static List<Ingress> inline(MaskedValue.Fields inputs) {
        List<Ingress> all = new ArrayList<>();
        Values.list(inputs, "ingress").forEach(rule -> all.addAll(Ingress.of(rule)));
        return all;
    }

    /** Rules of a group that is made with them are no opening of anything. */
    private static boolean ownerIsNew(ChangedResource rule, Resources resources) {
        List<ChangedResource> owners = rule.dependencies().stream()
                .flatMap(key -> resources.find(key).stream())
                .filter(owner -> owner.is(GROUP))
                .toList();
        return !owners.isEmpty() && owners.stream().anyMatch(ChangedResource::created);
    }
}
