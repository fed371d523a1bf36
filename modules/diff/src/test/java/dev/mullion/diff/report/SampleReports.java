package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.Finding;
import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.Outcome;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Content;
import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.PropertyChange.Text;
import dev.mullion.diff.PropertyChange.Value;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.Run;
import dev.mullion.diff.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports as a reviewer would meet them, made by hand. */
public final class SampleReports {
    private static final String CLUSTER = urn("mullion:ecs:EcsWindowsCluster", "storefront");

    private SampleReports() {}

    /** A pull request to an ECS cluster on Windows: something of everything. */
    public static Report ecsWindows() {
        return new Report("main", "drain-before-stop", List.of(storefront()));
    }

    /** A stack that stays as it is. */
    public static Report unchanged() {
        return new Report("main", "readme", List.of(untouched("dev")));
    }

    /** A stack whose preview failed. */
    public static Report failed() {
        return new Report("main", "smaller", List.of(failure()));
    }

    /** A stack that exports another value, and stays as it is. */
    static Report exporting() {
        Comparison comparison = new Comparison(
                "shop",
                "dev",
                new TreeMap<>(Map.of("same", 61)),
                List.of(),
                List.of(new ResourceChange(
                        "same",
                        urn("pulumi:pulumi:Stack", "shop-dev"),
                        "pulumi:pulumi:Stack",
                        "shop-dev",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(update("outputs.url", "\"a\"", "\"b\"")))),
                List.of(),
                List.of(),
                List.of());
        return new Report("main", "url", List.of(comparison));
    }

    /** What {@code pulumi up} did, and where it failed; beside what others had changed, and a policy that is broken. */
    static Report run() {
        String instance = "aws:rds/instance:Instance";
        String bucket = "aws:s3/bucket:Bucket";
        Comparison comparison = new Comparison(
                "shop",
                "dev",
                new TreeMap<>(Map.of("update", 2, "create", 2, "same", 40)),
                List.of(),
                List.of(
                        new ResourceChange(
                                "update",
                                urn(instance, "orders"),
                                instance,
                                "orders",
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                List.of(update("instanceClass", "\"db.t3.micro\"", "\"db.t3.large\"")),
                                List.of(),
                                Outcome.FAILED),
                        new ResourceChange(
                                "update",
                                urn(bucket, "logs"),
                                bucket,
                                "logs",
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(update("acl", "\"private\"", "\"public-read\"")),
                                Outcome.DONE),
                        created(bucket, "made", Outcome.DONE),
                        created(bucket, "begun", Outcome.UNFINISHED),
                        new ResourceChange(
                                "same",
                                urn("pulumi:pulumi:Stack", "shop-dev"),
                                "pulumi:pulumi:Stack",
                                "shop-dev",
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                List.of(update("outputs.url", "\"a\"", "\"b\"")))),
                List.of(),
                List.of("error: orders: updating RDS DB Instance: no such class"),
                List.of("the run failed: what it did not reach is not in its log"),
                List.of(),
                Run.UPDATE,
                List.of(
                        new Violation(
                                "baseline",
                                "2.1.0",
                                "no-public-buckets",
                                "mandatory",
                                "",
                                Optional.empty(),
                                "logs is public"),
                        new Violation(
                                "baseline",
                                "2.1.0",
                                "rds-tags",
                                "advisory",
                                "low",
                                Optional.of(urn(instance, "orders")),
                                "RDS instances should have an owner tag.")),
                new TreeMap<>());
        return new Report("up.jsonl", "up.jsonl", List.of(comparison));
    }

    /** Resources below components that stay as they are. */
    static Report below() {
        String platform = urn("shop:index:Platform", "shop");
        String service = urn("shop:index:Platform$shop:index:Service", "web");
        String bucket = "aws:s3/bucket:Bucket";
        String policy = "aws:s3/bucketPolicy:BucketPolicy";
        String queue = "aws:sqs/queue:Queue";
        Optional<String> stack = Optional.of(urn("pulumi:pulumi:Stack", "shop-dev"));
        Comparison comparison = new Comparison(
                "shop",
                "dev",
                new TreeMap<>(Map.of("create", 1, "update", 2, "delete", 1, "same", 40)),
                List.of(),
                List.of(
                        below(
                                "create",
                                policy,
                                "logs-policy",
                                Optional.of(urn(bucket, "logs")),
                                added("policy", "\"c\"")),
                        below("update", bucket, "logs", Optional.of(service), update("acl", "\"a\"", "\"b\"")),
                        below("update", queue, "tagged", stack, noise("tags.a", Noise.TAGS, "\"1\"", "\"2\"")),
                        below("delete", queue, "old", Optional.empty(), deleted("name", "\"q\""))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Run.PREVIEW,
                List.of(),
                new TreeMap<>(Map.of(service, platform, platform, stack.get())));
        return new Report("main", "logs", List.of(comparison));
    }

    private static ResourceChange below(
            String operation, String type, String name, Optional<String> parent, PropertyChange... properties) {
        return new ResourceChange(
                operation, urn(type, name), type, name, parent, List.of(), List.of(), List.of(properties));
    }

    private static ResourceChange created(String type, String name, Outcome outcome) {
        return new ResourceChange(
                "create",
                urn(type, name),
                type,
                name,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(added("bucket", "\"" + name + "\"")),
                List.of(),
                outcome);
    }

    /** A preview of a real engine that ended with an error: what it says of changes is not all. */
    public static Report errors() {
        Comparison comparison = new Comparison(
                "shop",
                "dev",
                new TreeMap<>(Map.of("same", 61)),
                List.of(),
                List.of(),
                List.of(),
                List.of("warning: look", "error: resource 'bad': got 8"),
                List.of());
        return new Report("preview.json", "preview.json", List.of(comparison));
    }

    /** Three stacks: changed, unchanged, failed. */
    public static Report severalStacks() {
        return new Report("main", "drain-before-stop", List.of(storefront(), untouched("prod"), failure()));
    }

    private static Comparison untouched(String stack) {
        return new Comparison(
                "shop",
                stack,
                new TreeMap<>(Map.of("same", 61)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Report.Failure failure() {
        return new Report.Failure(
                "shop",
                "test",
                List.of(
                        "Pulumi.test.yaml:14:9: mullion:ecs.storefront.capacity.general.maxSize: got 0; use 1 or more, and at"
                                + " least minSize (2)",
                        "Pulumi.test.yaml:31:11: mullion:ecs.storefront.services.web.image: got"
                                + " \"shop/web:ltsc2019\"; use an image for Windows Server 2022, the release of the hosts"));
    }

    private static Comparison storefront() {
        return new Comparison(
                "shop",
                "dev",
                new TreeMap<>(Map.of("replace", 2, "delete", 1, "update", 5, "create", 1, "same", 40)),
                findings(),
                List.of(
                        launchTemplate(),
                        group(),
                        taskDefinition(),
                        nodeGroup(),
                        securityGroup(),
                        logGroup(),
                        role(),
                        queue(),
                        schedule()),
                List.of(
                        new Mask("", "shop:databasePassword", "marked secret"),
                        new Mask(
                                urn("aws:ec2/launchTemplate:LaunchTemplate", "storefront-general-launch-template"),
                                "userData line 31",
                                "looks like an AWS access key"),
                        new Mask(
                                urn("aws:ecs/taskDefinition:TaskDefinition", "storefront-web-task"),
                                "containerDefinitions[\"web\"].environment[\"ConnectionStrings__Shop\"]",
                                "a connection string with a password")),
                List.of(
                        "warning: Pulumi.dev.yaml:22:7: warning ECS012: general: 0 to 4 instances: the first task waits for an"
                                + " instance to boot, some 8 minutes"),
                List.of("What replaces was looked up in a table, since no engine compared with a state"),
                List.of(
                        added("aws:defaultTags.tags.CostCenter", "\"4711\""),
                        update("mullion:ecs.storefront.capacity.general.maxSize", "6", "4"),
                        update("shop:databasePassword", "[secret]", "[secret]"),
                        noise("mullion:tags", Noise.SPELLING, "{\"a\": 1}", "{\"a\":1}")));
    }

    /** Another value of the configuration, and nothing that follows from it. */
    static Report configured() {
        Comparison comparison = new Comparison(
                "shop",
                "dev",
                new TreeMap<>(Map.of("same", 61)),
                List.of(),
                List.of(),
                List.of(new Mask("", "", "looks random"), new Mask("", "shop:databasePassword", "marked secret")),
                List.of(),
                List.of(),
                List.of(update("shop:databasePassword", "[secret]", "[secret]"), deleted("shop:<b>", "\"1\"")));
        return new Report("main", "settings", List.of(comparison));
    }

    private static List<Finding> findings() {
        return List.of(
                new Finding(
                        Severity.DANGER,
                        FindingId.SECURITY_GROUP_OPENS,
                        urn("aws:ec2/securityGroup:SecurityGroup", "storefront-web"),
                        "storefront-web opens tcp 3389 to 0.0.0.0/0"),
                new Finding(
                        Severity.WARNING,
                        FindingId.USER_DATA_CHANGED,
                        urn("aws:autoscaling/group:Group", "storefront-general"),
                        "user data and AMI of storefront-general change: its 4 instances are replaced by an instance"
                                + " refresh, now"),
                new Finding(
                        Severity.NOTE,
                        FindingId.LEFT_BEHIND,
                        urn("aws:cloudwatch/logGroup:LogGroup", "storefront-legacy"),
                        "storefront-legacy is deleted with its logs"));
    }

    private static ResourceChange launchTemplate() {
        return new ResourceChange(
                "update",
                urn("aws:ec2/launchTemplate:LaunchTemplate", "storefront-general-launch-template"),
                "aws:ec2/launchTemplate:LaunchTemplate",
                "storefront-general-launch-template",
                Optional.of(CLUSTER),
                List.of(urn("aws:ec2/securityGroup:SecurityGroup", "storefront-web")),
                List.of(),
                List.of(
                        update("imageId", "\"ami-0b7c1d2e3f4a59687\"", "\"ami-0f1e2d3c4b5a69788\""),
                        script("userData", "powershell", "base64", userData()),
                        noise(
                                "tagSpecifications[\"instance\"].tags[\"mullion:release\"]",
                                Noise.TAGS,
                                "\"41\"",
                                "\"42\""),
                        noise(
                                "tagSpecifications[\"volume\"].tags[\"mullion:release\"]",
                                Noise.TAGS,
                                "\"41\"",
                                "\"42\"")));
    }

    private static ResourceChange group() {
        return new ResourceChange(
                "update",
                urn("aws:autoscaling/group:Group", "storefront-general"),
                "aws:autoscaling/group:Group",
                "storefront-general",
                Optional.of(CLUSTER),
                List.of(urn("aws:ec2/launchTemplate:LaunchTemplate", "storefront-general-launch-template")),
                List.of(),
                List.of(
                        update("instanceRefresh.preferences.minHealthyPercentage", "90", "100"),
                        update("launchTemplate.version", "\"7\"", "[unknown]"),
                        noise(
                                "vpcZoneIdentifiers",
                                Noise.ORDER,
                                "[\"subnet-a\",\"subnet-b\"]",
                                "[\"subnet-b\",\"subnet-a\"]")));
    }

    private static ResourceChange taskDefinition() {
        return new ResourceChange(
                "replace",
                urn("aws:ecs/taskDefinition:TaskDefinition", "storefront-web-task"),
                "aws:ecs/taskDefinition:TaskDefinition",
                "storefront-web-task",
                Optional.of(CLUSTER),
                List.of(urn("aws:iam/role:Role", "storefront-web-task-role")),
                List.of(new ReplaceReason("containerDefinitions", true, "pulumi-aws 6.83.0, ForceNew")),
                List.of(
                        change(
                                "containerDefinitions[\"web\"].image",
                                Kind.UPDATE,
                                Replaces.YES,
                                Noise.NONE,
                                value("\"shop/web:1.8.0-ltsc2022\"", "\"shop/web:1.9.0-ltsc2022\"")),
                        change(
                                "containerDefinitions[\"web\"].environment[\"ConnectionStrings__Shop\"]",
                                Kind.UPDATE,
                                Replaces.YES,
                                Noise.NONE,
                                value("[secret]", "[secret]")),
                        change(
                                "containerDefinitions[\"web\"].stopTimeout",
                                Kind.ADD,
                                Replaces.YES,
                                Noise.NONE,
                                new Value(Optional.empty(), Optional.of("120"))),
                        change(
                                "containerDefinitions[\"web\"].logConfiguration",
                                Kind.UPDATE,
                                Replaces.NO,
                                Noise.SPELLING,
                                value("{\"logDriver\":\"awslogs\"}", "{ \"logDriver\": \"awslogs\" }"))));
    }

    private static ResourceChange nodeGroup() {
        return new ResourceChange(
                "replace",
                urn("aws:eks/nodeGroup:NodeGroup", "storefront-windows"),
                "aws:eks/nodeGroup:NodeGroup",
                "storefront-windows",
                Optional.of(CLUSTER),
                List.of(urn("aws:iam/role:Role", "storefront-web-task-role")),
                List.of(
                        new ReplaceReason("instanceTypes", true, "pulumi-aws 6.83.0, ForceNew"),
                        new ReplaceReason("amiType", true, "pulumi-aws 6.83.0, ForceNew")),
                List.of(
                        change(
                                "amiType",
                                Kind.UPDATE,
                                Replaces.YES,
                                Noise.NONE,
                                value("\"WINDOWS_CORE_2019_x86_64\"", "\"WINDOWS_CORE_2022_x86_64\"")),
                        change(
                                "instanceTypes[0]",
                                Kind.UPDATE,
                                Replaces.YES,
                                Noise.NONE,
                                value("\"m6i.large\"", "\"m6i.xlarge\"")),
                        noise("tags[\"mullion:release\"]", Noise.TAGS, "\"41\"", "\"42\"")));
    }

    private static ResourceChange securityGroup() {
        return new ResourceChange(
                "update",
                urn("aws:ec2/securityGroup:SecurityGroup", "storefront-web"),
                "aws:ec2/securityGroup:SecurityGroup",
                "storefront-web",
                Optional.of(CLUSTER),
                List.of(),
                List.of(),
                List.of(
                        change(
                                "ingress[tcp 3389 from 0.0.0.0/0]",
                                Kind.ADD,
                                Replaces.NO,
                                Noise.NONE,
                                new Value(
                                        Optional.empty(),
                                        Optional.of(
                                                "{\"cidrBlocks\":[\"0.0.0.0/0\"],\"description\":\"remote desktop\","
                                                        + "\"fromPort\":3389,\"protocol\":\"tcp\",\"toPort\":3389}"))),
                        change(
                                "ingress[tcp 3389 from 10.0.0.0/8]",
                                Kind.DELETE,
                                Replaces.NO,
                                Noise.NONE,
                                new Value(
                                        Optional.of(
                                                "{\"cidrBlocks\":[\"10.0.0.0/8\"],\"description\":\"remote desktop\","
                                                        + "\"fromPort\":3389,\"protocol\":\"tcp\",\"toPort\":3389}"),
                                        Optional.empty())),
                        noise("ingress", Noise.ORDER, "[...]", "[...]")));
    }

    private static ResourceChange logGroup() {
        return new ResourceChange(
                "delete",
                urn("aws:cloudwatch/logGroup:LogGroup", "storefront-legacy"),
                "aws:cloudwatch/logGroup:LogGroup",
                "storefront-legacy",
                Optional.of(CLUSTER),
                List.of(),
                List.of(),
                List.of(deleted("name", "\"/ecs/storefront-legacy\""), deleted("retentionInDays", "30")));
    }

    private static ResourceChange role() {
        return new ResourceChange(
                "update",
                urn("aws:iam/role:Role", "storefront-web-task-role"),
                "aws:iam/role:Role",
                "storefront-web-task-role",
                Optional.of(CLUSTER),
                List.of(),
                List.of(),
                List.of(noise("tags[\"mullion:release\"]", Noise.TAGS, "\"41\"", "\"42\"")));
    }

    private static ResourceChange queue() {
        return new ResourceChange(
                "update",
                urn("aws:sqs/queue:Queue", "storefront-drain"),
                "aws:sqs/queue:Queue",
                "storefront-drain",
                Optional.of(CLUSTER),
                List.of(),
                List.of(new ReplaceReason("namePrefix", false, "not in the table")),
                List.of(
                        change(
                                "namePrefix",
                                Kind.UPDATE,
                                Replaces.MAY,
                                Noise.NONE,
                                value("\"storefront-\"", "\"storefront-drain-\"")),
                        script("policy", "json", "", policy())));
    }

    private static ResourceChange schedule() {
        return new ResourceChange(
                "create",
                urn("aws:autoscaling/schedule:Schedule", "storefront-night"),
                "aws:autoscaling/schedule:Schedule",
                "storefront-night",
                Optional.of(CLUSTER),
                List.of(urn("aws:autoscaling/group:Group", "storefront-general")),
                List.of(),
                List.of(
                        added("autoscalingGroupName", "\"${storefront-general.name}\""),
                        added("minSize", "0"),
                        added("recurrence", "\"0 22 * * *\""),
                        added("timeZone", "\"Europe/Berlin\"")));
    }

    private static List<Line> userData() {
        Merged script = new Merged()
                .same(
                        "<powershell>",
                        "Set-StrictMode -Version Latest",
                        "$ErrorActionPreference = 'Stop'",
                        "$clusterName = 'storefront-dev'");
        filler(script, 5, 28);
        script.same("# Initialize-ECSAgent takes the cluster's name")
                .changed("Initialize-ECSAgent -Cluster $clusterName -EnableTaskIAMRole", "", " -EnableTaskENI", "")
                .same("$env:AWS_ACCESS_KEY_ID = '[secret]'", "if ($LASTEXITCODE -ne 0) {");
        script.same("    throw \"the agent did not start (exit code $LASTEXITCODE)\"", "}");
        filler(script, 35, 120);
        script.removed("Stop-Service AmazonECS")
                .added("# Tasks leave before the agent stops.")
                .added("Invoke-Native aws ecs update-container-instances-state --status DRAINING")
                .added("Stop-Service AmazonECS -NoWait");
        filler(script, 122, 160);
        script.changed(
                "$drainScript = '" + "QUJD".repeat(20),
                "1.8.0",
                "1.9.0",
                "RUZH".repeat(20) + "' # one line of an installer that somebody pasted here");
        filler(script, 162, 199);
        return script.same("</powershell>").lines();
    }

    private static void filler(Merged script, int from, int to) {
        for (int number = from; number <= to; number++) {
            script.same(String.format(Locale.ROOT, "Write-Log 'step %d of the boot'", number));
        }
    }

    private static List<Line> policy() {
        return new Merged()
                .same("{", "  \"Statement\": [", "    {")
                .changed("      \"Action\": \"", "sqs:SendMessage", "sqs:*", "\",")
                .same(
                        "      \"Effect\": \"Allow\",",
                        "      \"Principal\": {",
                        "        \"Service\": \"events.amazonaws.com\"")
                .same("      }", "    }", "  ]", "}")
                .lines();
    }

    static String urn(String type, String name) {
        return "urn:pulumi:dev::shop::" + type + "::" + name;
    }

    static PropertyChange update(String path, String before, String after) {
        return change(path, Kind.UPDATE, Replaces.NO, Noise.NONE, value(before, after));
    }

    static PropertyChange added(String path, String after) {
        return change(path, Kind.ADD, Replaces.NO, Noise.NONE, new Value(Optional.empty(), Optional.of(after)));
    }

    static PropertyChange deleted(String path, String before) {
        return change(path, Kind.DELETE, Replaces.NO, Noise.NONE, new Value(Optional.of(before), Optional.empty()));
    }

    static PropertyChange script(String path, String language, String encoding, List<Line> lines) {
        return change(path, Kind.UPDATE, Replaces.NO, Noise.NONE, new Text(language, encoding, lines));
    }

    private static PropertyChange noise(String path, Noise noise, String before, String after) {
        return change(path, Kind.UPDATE, Replaces.NO, noise, value(before, after));
    }

    private static Value value(String before, String after) {
        return new Value(Optional.of(before), Optional.of(after));
    }

    private static PropertyChange change(String path, Kind kind, Replaces replaces, Noise noise, Content content) {
        return new PropertyChange(path, kind, replaces, noise, content);
    }
}
