package dev.mullion.diff.finding;

import java.util.Map;
import java.util.OptionalDouble;

/** Data that goes with its resource. */
final class DataRule implements Findings.Rule {
    private static final Map<String, String> HOLDERS = Map.ofEntries(
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
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        boolean goes = subject.deleted() || subject.replaced();
        String holder = HOLDERS.get(subject.type());
        String done = subject.deleted() ? "deleted" : "replaced";
        if (goes && subject.old().retained()) {
            telling.note(
                    "left-behind",
                    subject,
                    subject.name() + " leaves the stack and stays in the account (retainOnDelete)");
        } else if (goes && holder != null) {
            telling.danger(
                    "data-lost",
                    subject,
                    holder + " " + subject.name() + " is " + done
                            + ": what it holds is lost, or can no longer be read");
        } else if (goes && subject.is(LOGS) && !Values.isTrue(subject.before(), "skipDestroy")) {
            telling.warning(
                    "logs-deleted", subject, "log group " + subject.name() + " is " + done + ": its logs are lost");
        }
        if (subject.is(LOGS) && subject.stays()) {
            retention(subject, telling);
        }
        if (subject.stays()
                && !Values.isTrue(subject.before(), "forceDestroy")
                && Values.isTrue(subject.after(), "forceDestroy")) {
            telling.warning(
                    "protection-removed",
                    subject,
                    subject.name() + ": forceDestroy is on, so deleting it deletes its content");
        }
    }

    /** Without a number, CloudWatch keeps logs for ever. */
    private static void retention(ChangedResource subject, FindingCollector telling) {
        double before = days(subject, true);
        double after = days(subject, false);
        if (after < before) {
            String old = Double.isInfinite(before) ? "for ever" : Values.shown(before) + " days";
            telling.warning(
                    "log-retention-shortened",
                    subject,
                    "log group " + subject.name() + " keeps logs " + Values.shown(after) + " days instead of " + old);
        }
    }

    private static double days(ChangedResource subject, boolean old) {
        OptionalDouble days = Values.number(old ? subject.before() : subject.after(), "retentionInDays");
        return days.isPresent() && days.getAsDouble() > 0 ? days.getAsDouble() : Double.POSITIVE_INFINITY;
    }
}
