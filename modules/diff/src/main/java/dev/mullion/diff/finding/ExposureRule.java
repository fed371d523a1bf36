package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import java.util.List;
import java.util.Map;

/** What can be reached from the internet from now on. */
final class ExposureRule implements Findings.Rule {
    private static final FindingId ID = FindingId.PUBLIC_ADDRESS;

    /** Type to the input that gives a public address. */
    static final Map<String, String> INPUTS = Map.of(
            "aws:ecs/service:Service",
            "networkConfiguration.assignPublicIp",
            "aws:ec2/launchTemplate:LaunchTemplate",
            "networkInterfaces.associatePublicIpAddress",
            "aws:ec2/instance:Instance",
            "associatePublicIpAddress",
            EksClusterRule.TYPE,
            EksClusterRule.PUBLIC,
            "aws:rds/instance:Instance",
            "publiclyAccessible",
            "aws:rds/clusterInstance:ClusterInstance",
            "publiclyAccessible");

    /** Each keeps the public out of a bucket in its own way. */
    static final List<String> BLOCKS =
            List.of("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (resource.deleted()) {
            return;
        }
        String input = INPUTS.get(resource.type());
        // An EKS cluster that does not say is reached from the internet.
        boolean was = resource.is(EksClusterRule.TYPE)
                && resource.stays()
                && !Values.text(resource.before(), EksClusterRule.PUBLIC).equals("false");
        if (input != null
                && !was
                && !Values.isAnyTrue(resource.before(), input)
                && Values.isAnyTrue(resource.after(), input)) {
            collector.add(ID, resource, resource.name() + " gets a public address: " + input + " is on");
        }
        if (resource.is("aws:lb/loadBalancer:LoadBalancer")
                && Values.text(resource.after(), "internal").equals("false")
                && !Values.text(resource.before(), "internal").equals("false")) {
            collector.add(ID, resource, "load balancer " + resource.name() + " is internet-facing");
        }
        boolean subnet = resource.is("aws:ec2/subnet:Subnet") && resource.stays();
        if (subnet
                && !Values.isTrue(resource.before(), "mapPublicIpOnLaunch")
                && Values.isTrue(resource.after(), "mapPublicIpOnLaunch")) {
            collector.add(ID, resource, "what starts in subnet " + resource.name() + " gets a public address");
        }
        if (resource.is("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock") && resource.stays()) {
            for (String key : BLOCKS) {
                if (Values.isTrue(resource.before(), key) && !Values.isTrue(resource.after(), key)) {
                    collector.add(
                            ID,
                            Severity.DANGER,
                            resource,
                            resource.name() + " no longer blocks public access: " + key + " is off");
                }
            }
        }
    }
}
