package dev.mullion.diff.finding;

import dev.mullion.diff.Finding;
import dev.mullion.diff.masking.Masker;
import java.util.List;

/**
 * Says what changes mean, the gravest first.
 *
 * <p>The identifiers are API; docs/findings.md lists them.
 */
public final class Findings {
    private static final List<Rule> RULES = List.of(
            new ProtectionRule(),
            new DataRule(),
            new LifecycleRule(),
            new LaunchTemplateRule(),
            new CapacityRule(),
            new ServiceRule(),
            new TaskRule(),
            new IngressRule(),
            new PolicyRule(),
            new RoleRule(),
            new ExposureRule(),
            new HardeningRule(),
            new SecretRule());

    private Findings() {}

    /** One kind of thing to know. */
    interface Rule {
        /** Tells what it finds of one resource that changes. */
        void look(ChangedResource subject, Resources resources, FindingCollector telling);
    }

    /** Every finding of a comparison. */
    public static List<Finding> of(Resources resources, Masker veil) {
        FindingCollector telling = new FindingCollector(veil);
        resources.changed().forEachOrdered(subject -> RULES.forEach(rule -> rule.look(subject, resources, telling)));
        return telling.sorted();
    }
}
