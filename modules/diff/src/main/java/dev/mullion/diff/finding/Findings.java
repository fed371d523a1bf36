package dev.mullion.diff.finding;

import dev.mullion.diff.Finding;
import dev.mullion.diff.masking.Masker;
import java.util.List;

/**
 * Says what changes mean, the gravest first: one rule for each kind of thing to know.
 */
public final class Findings {
    private Findings() {}

    /** Each may remember what it saw of one comparison. */
    private static List<Rule> rules() {
        return List.of(
                new ProtectionRule(),
                new ConditionRule(),
                new OptionsRule(),
                new DataRule(),
                new LifecycleRule(),
                new LaunchTemplateRule(),
                new NodeGroupRule(),
                new CapacityRule(),
                new EksClusterRule(),
                new AddonRule(),
                new RuntimeClassRule(),
                new AccessRule(),
                new AwsAuthRule(),
                new RbacRule(),
                new ServiceRule(),
                new TaskRule(),
                new IngressRule(),
                new PolicyRule(),
                new RoleRule(),
                new ExposureRule(),
                new HardeningRule(),
                new SecretRule());
    }

    /** One kind of thing to know. */
    interface Rule {
        /** Tells what it finds of one resource that changes. */
        void look(ChangedResource resource, Resources resources, FindingCollector collector);
    }

    /**
     * Every finding of a comparison.
     *
     * @param finder of the resources
     * @param masker of what is told
     */
    public static List<Finding> of(Resources resources, Masker finder, Masker masker) {
        FindingCollector collector = new FindingCollector(finder, masker);
        List<Rule> rules = rules();
        resources
                .changed()
                .forEachOrdered(resource -> rules.forEach(rule -> rule.look(resource, resources, collector)));
        return collector.sorted();
    }
}
