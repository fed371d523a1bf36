package dev.mullion.diff.finding;

import java.util.Map;

/** What can be reached from the internet from now on. */
final class ExposureRule implements Findings.Rule {
    private static final String ID = "public-address";

    /** Type to the input that gives a public address. */
    private static final Map<String, String> INPUTS = Map.of(
            "aws:ecs/service:Service", "networkConfiguration.assignPublicIp",
            "aws:ec2/launchTemplate:LaunchTemplate", "networkInterfaces.associatePublicIpAddress",
            "aws:ec2/instance:Instance", "associatePublicIpAddress",
            "aws:eks/cluster:Cluster", "vpcConfig.endpointPublicAccess",
            "aws:rds/instance:Instance", "publiclyAccessible",
            "aws:rds/clusterInstance:ClusterInstance", "publiclyAccessible");

    @Override
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        if (subject.deleted()) {
            return;
        }
        String input = INPUTS.get(subject.type());
        if (input != null && !Values.isTrue(subject.before(), input) && Values.isTrue(subject.after(), input)) {
            telling.warning(ID, subject, subject.name() + " gets a public address: " + input + " is on");
        }
        if (subject.is("aws:lb/loadBalancer:LoadBalancer")
                && Values.text(subject.after(), "internal").equals("false")
                && !Values.text(subject.before(), "internal").equals("false")) {
            telling.warning(ID, subject, "load balancer " + subject.name() + " is internet-facing");
        }
        boolean subnet = subject.is("aws:ec2/subnet:Subnet") && subject.stays();
        if (subnet
                && !Values.isTrue(subject.before(), "mapPublicIpOnLaunch")
                && Values.isTrue(subject.after(), "mapPublicIpOnLaunch")) {
            telling.warning(ID, subject, "what starts in subnet " + subject.name() + " gets a public address");
        }
        if (subject.is("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock") && subject.stays()) {
            for (String key :
                    new String[] {"blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"
                    }) {
                if (Values.isTrue(subject.before(), key) && !Values.isTrue(subject.after(), key)) {
                    telling.danger(ID, subject, subject.name() + " no longer blocks public access: " + key + " is off");
                }
            }
        }
    }
}
