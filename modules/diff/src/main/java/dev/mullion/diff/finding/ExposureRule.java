package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

    /** The input {@code acl} of each is one of these names, of which some are for whoever asks: docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl. */
    static final Set<String> WITH_ACL = Set.of(
            "aws:s3/bucket:Bucket",
            "aws:s3/bucketV2:BucketV2",
            "aws:s3/bucketAcl:BucketAcl",
            "aws:s3/bucketAclV2:BucketAclV2");

    private static final String BUCKET = "bucket";

    private static final Set<String> BUCKETS = Set.of("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2");

    private static final Set<String> BLOCKING = Set.of(
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock");

    /** By the last part of the address that stands for each: docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html. */
    private static final Map<String, String> PUBLIC_GROUPS =
            Map.of("AllUsers", "everybody", "AuthenticatedUsers", "every AWS account");

    static final Map<String, String> PUBLIC_ACLS = Map.of(
            "public-read", "read by everybody",
            "public-read-write", "read and written by everybody",
            "authenticated-read", "read by every AWS account");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (BLOCKING.contains(resource.type()) && !resource.created()) {
            blocks(resource, resources, collector);
        }
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
        String acl = WITH_ACL.contains(resource.type()) ? Values.text(resource.after(), "acl") : "";
        if (PUBLIC_ACLS.containsKey(acl)
                && !Values.text(resource.before(), "acl").equals(acl)) {
            collector.add(
                    ID,
                    Severity.DANGER,
                    resource,
                    resource.name() + " can be " + PUBLIC_ACLS.get(acl) + ": acl is " + acl);
        }
        if (WITH_ACL.contains(resource.type())) {
            List<String> known = grantees(resource.before());
            for (String grantee : grantees(resource.after())) {
                if (PUBLIC_GROUPS.containsKey(grantee) && !known.contains(grantee)) {
                    collector.add(
                            ID,
                            Severity.DANGER,
                            resource,
                            resource.name() + " has a grant to " + PUBLIC_GROUPS.get(grantee));
                }
            }
        }
    }

    private static List<String> grantees(MaskedValue.Fields inputs) {
        return Stream.concat(
                        Values.list(inputs, "grants").stream().map(grant -> Values.text(grant, "uri")),
                        Values.list(inputs, "accessControlPolicy.grants").stream()
                                .map(grant -> Values.text(grant, "grantee.uri")))
                .map(uri -> uri.substring(uri.lastIndexOf('/') + 1))
                .distinct()
                .toList();
    }

    /** What is no longer there, or blocks another bucket, blocks nothing. */
    private static void blocks(ChangedResource resource, Resources resources, FindingCollector collector) {
        boolean moves = Owners.moves(resource, BUCKET, resources);
        List<String> off = BLOCKS.stream()
                .filter(key -> Values.isTrue(resource.before(), key)
                        && (moves || resource.deleted() || !Values.isTrue(resource.after(), key)))
                .toList();
        if (off.isEmpty()) {
            return;
        }
        if (moves) {
            String before = Values.text(resource.before(), BUCKET);
            String after = Values.text(resource.after(), BUCKET);
            tell(resource, "it is of " + after + " from now on, not of " + before, collector);
        } else if (!resource.deleted()) {
            off.forEach(key -> tell(resource, key + " is off", collector));
        } else if (!resource.old().retained()
                && Owners.of(resource, BUCKET, BUCKETS, resources).stream().noneMatch(ChangedResource::deleted)) {
            tell(resource, "it is deleted", collector);
        }
    }

    private static void tell(ChangedResource resource, String why, FindingCollector collector) {
        collector.add(ID, Severity.DANGER, resource, resource.name() + " no longer blocks public access: " + why);
    }
}
