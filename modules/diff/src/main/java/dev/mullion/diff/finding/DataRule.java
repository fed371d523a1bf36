package dev.mullion.diff.finding;

import dev.mullion.diff.FindingId;
import java.util.Map;
import java.util.OptionalDouble;

/** Data that goes with its resource. */
final class DataRule implements Findings.Rule {
    static final Map<String, String> HOLDERS = Map.ofEntries(
            Map.entry("aws:rds/instance:Instance", "database"),
            Map.entry("aws:rds/cluster:Cluster", "database cluster"),
            Map.entry("aws:dynamodb/table:Table", "table"),
            Map.entry("aws:fsx/windowsFileSystem:WindowsFileSystem", "file system"),
            Map.entry("aws:fsx/lustreFileSystem:LustreFileSystem", "file system"),
            Map.entry("aws:efs/fileSystem:FileSystem", "file system"),
            Map.entry("aws:ebs/volume:Volume", "volume"),
            Map.entry("aws:kms/key:Key", "encryption key"),
            Map.entry("aws:s3/bucket:Bucket", "bucket"),
            Map.entry("aws:s3/bucketV2:BucketV2", "bucket"),
            Map.entry("aws:secretsmanager/secret:Secret", "secret"),
            Map.entry("aws:ecr/repository:Repository", "image repository"),
            Map.entry("aws:directoryservice/directory:Directory", "directory"),
            Map.entry("aws:elasticache/cluster:Cluster", "cache"),
            Map.entry("aws:sqs/queue:Queue", "queue"));

    private static final String LOGS = "aws:cloudwatch/logGroup:LogGroup";

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        boolean goes = resource.deleted() || resource.replaced();
        String holder = HOLDERS.get(resource.type());
        String done = resource.deleted() ? "deleted" : "replaced";
        if (goes && resource.old().retained()) {
            collector.add(
                    FindingId.LEFT_BEHIND,
                    resource,
                    resource.name() + " leaves the stack and stays in the account (retainOnDelete)");
        } else if (goes && holder != null) {
            collector.add(
                    FindingId.DATA_LOST,
                    resource,
                    holder + " " + resource.name() + " is " + done
                            + ": what it holds is lost, or can no longer be read");
        } else if (goes && resource.is(LOGS) && !Values.isTrue(resource.before(), "skipDestroy")) {
            collector.add(
                    FindingId.LOGS_DELETED,
                    resource,
                    "log group " + resource.name() + " is " + done + ": its logs are lost");
        }
        if (resource.is(LOGS) && resource.stays()) {
            retention(resource, collector);
        }
        if (resource.stays()
                && !Values.isTrue(resource.before(), "forceDestroy")
                && Values.isTrue(resource.after(), "forceDestroy")) {
            collector.add(
                    FindingId.PROTECTION_REMOVED,
                    resource,
                    resource.name() + ": forceDestroy is on, so deleting it deletes its content");
        }
    }

    /** Without a number, CloudWatch keeps logs for ever. */
    private static void retention(ChangedResource resource, FindingCollector collector) {
        double before = days(resource, true);
        double after = days(resource, false);
        if (after < before) {
            String old = Double.isInfinite(before) ? "for ever" : Values.shown(before) + " days";
            collector.add(
                    FindingId.LOG_RETENTION_SHORTENED,
                    resource,
                    "log group " + resource.name() + " keeps logs " + Values.shown(after) + " days instead of " + old);
        }
    }

    private static double days(ChangedResource resource, boolean old) {
        OptionalDouble days = Values.number(old ? resource.before() : resource.after(), "retentionInDays");
        return days.isPresent() && days.getAsDouble() > 0 ? days.getAsDouble() : Double.POSITIVE_INFINITY;
    }
}
