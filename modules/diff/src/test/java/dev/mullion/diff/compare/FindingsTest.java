package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String GROUP = "aws:autoscaling/group:Group";
    private static final String SERVICE = "aws:ecs/service:Service";
    private static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String SECURITY = "aws:ec2/securityGroup:SecurityGroup";
    private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String BALANCER = "aws:lb/loadBalancer:LoadBalancer";
    private static final String LOGS = "aws:cloudwatch/logGroup:LogGroup";

    @Test
    void userDataReplacesInstancesNowWithARefresh() {
        assertThat(Told.of(
                        instances("one", Map.of("strategy", "Rolling"), "1"),
                        instances("two", Map.of("strategy", "Rolling"), "2")))
                .containsExactly(
                        "WARNING user-data-changed user data of template changed: the instance refresh of group replaces 2 to 6 instances now");
    }

    @Test
    void userDataWaitsForTheNextLaunchWithoutARefresh() {
        assertThat(Told.of(instances("one", null, "1"), instances("two", null, "1")))
                .containsExactly(
                        "WARNING user-data-changed user data of template changed: 2 to 6 instances of group will keep the old one until the next launch, since no instance refresh is configured");
    }

    @Test
    void groupThatFollowsTheLatestVersionIsNotRefreshedByItself() {
        assertThat(Told.of(
                        instances("one", Map.of("strategy", "Rolling"), "$Latest"),
                        instances("two", Map.of("strategy", "Rolling"), "$Latest")))
                .containsExactly(
                        "WARNING user-data-changed user data of template changed: 2 to 6 instances of group will keep the old one until the next refresh or launch");
    }

    private static Stack instances(String word, @Nullable Object refresh, String version) {
        Stack stack = new Stack()
                .with(
                        TEMPLATE,
                        "template",
                        "userData",
                        Encoded.base64("<powershell>\nWrite-Host '" + word + "'\n</powershell>"));
        List<String> needs = List.of(Stack.urn(TEMPLATE, "template"));
        Map<String, Object> template = Map.of("id", "${template.id}", "version", version);
        return refresh == null
                ? stack.needing(needs, GROUP, "group", "launchTemplate", template, "minSize", 2, "maxSize", 6)
                : stack.needing(
                        needs,
                        GROUP,
                        "group",
                        "launchTemplate",
                        template,
                        "minSize",
                        2,
                        "maxSize",
                        6,
                        "instanceRefresh",
                        refresh);
    }

    @Test
    void amiAndInstanceTypeAreNamed() {
        assertThat(Told.of(
                        new Stack().with(TEMPLATE, "t", "imageId", "ami-1", "instanceType", "m6i.large"),
                        new Stack().with(TEMPLATE, "t", "imageId", "ami-2", "instanceType", "m6i.xlarge")))
                .containsExactly(
                        "NOTE ami-changed AMI and instance type of t changed: what starts from it from now on has it");
    }

    @Test
    void nodeGroupsRollTheirNodes() {
        String nodes = "aws:eks/nodeGroup:NodeGroup";
        List<String> needs = List.of(Stack.urn(TEMPLATE, "t"));
        assertThat(Told.of(
                        new Stack()
                                .with(TEMPLATE, "t", "imageId", "ami-1")
                                .needing(needs, nodes, "n", "scalingConfig", Map.of("desiredSize", 3)),
                        new Stack()
                                .with(TEMPLATE, "t", "imageId", "ami-2")
                                .needing(needs, nodes, "n", "scalingConfig", Map.of("desiredSize", 3))))
                .containsExactly(
                        "WARNING ami-changed AMI of t changed: node group n replaces 3 nodes one after another now");
    }

    @Test
    void groupThatEndsTakesItsInstancesAlong() {
        assertThat(Told.of(new Stack().with(GROUP, "g", "desiredCapacity", 3, "maxSize", 6), new Stack()))
                .containsExactly(
                        "DANGER auto-scaling-group-deleted Auto Scaling group g is deleted: 3 instances will end, and the tasks on them stop");
        assertThat(Told.update(
                        GROUP,
                        Map.of("name", "a", "minSize", 1, "maxSize", 1),
                        Map.of("name", "b", "minSize", 1, "maxSize", 1)))
                .containsExactly(
                        "DANGER auto-scaling-group-replaced Auto Scaling group it is replaced: 1 instance will end, and the tasks on them stop");
    }

    @Test
    void capacityShrinks() {
        assertThat(Told.update(GROUP, Map.of("minSize", 2, "maxSize", 6), Map.of("minSize", 0, "maxSize", 4)))
                .containsExactly("WARNING capacity-shrinks it shrinks: maxSize 6 to 4, minSize 2 to 0");
        assertThat(Told.update(SERVICE, Map.of("desiredCount", 4), Map.of("desiredCount", 2)))
                .containsExactly("WARNING capacity-shrinks service it shrinks: desiredCount 4 to 2");
        assertThat(Told.update(SERVICE, Map.of("desiredCount", 4), Map.of("desiredCount", 0)))
                .containsExactly("DANGER service-stopped service it stops: desiredCount 4 to 0");
        assertThat(Told.update(GROUP, Map.of("maxSize", 4), Map.of("maxSize", 6)))
                .isEmpty();
    }

    @Test
    void deploymentThatStopsAllTasks() {
        assertThat(Told.update(
                        SERVICE,
                        Map.of("deploymentMinimumHealthyPercent", 100),
                        Map.of("deploymentMinimumHealthyPercent", 0)))
                .containsExactly(
                        "DANGER deployment-stops-tasks service it may have no task at all while it deploys: deploymentMinimumHealthyPercent is 0");
    }

    @Test
    void securityGroupOpens() {
        assertThat(Told.update(
                        SECURITY,
                        Map.of(),
                        Map.of("ingress", List.of(rule(3389, "0.0.0.0/0"), rule(22, "10.0.0.0/8")))))
                .containsExactly(
                        "DANGER security-group-opens it opens tcp 3389 to 0.0.0.0/0, that is to everybody",
                        "WARNING security-group-opens it opens tcp 22 to 10.0.0.0/8");
        assertThat(Told.update(
                        SECURITY,
                        Map.of("ingress", List.of(rule(22, "10.0.0.0/8"))),
                        Map.of("ingress", List.of(rule(22, "10.1.0.0/16")))))
                .as("narrower")
                .isEmpty();
        assertThat(Told.update(INGRESS, own("10.1.0.0/16", 80, 80), own("10.0.0.0/8", 80, 90)))
                .containsExactly("WARNING security-group-opens it opens wider: tcp 80-90 to 10.0.0.0/8");
        assertThat(Told.update(INGRESS, own("10.1.0.0/16", 80, 80), Map.of("cidrIpv6", "::/0", "ipProtocol", "-1")))
                .containsExactly("DANGER security-group-opens it opens all traffic to ::/0, that is to everybody");
    }

    @Test
    @Tag("adversary")
    void everybodyIsEverybodyInPieces() {
        assertThat(Told.update(
                        SECURITY,
                        Map.of("ingress", List.of(rule(443, "10.0.0.0/8"))),
                        Map.of("ingress", List.of(rule(443, "0.0.0.0/1"), rule(443, "128.0.0.0/1")))))
                .containsExactly(
                        "DANGER security-group-opens it opens wider: tcp 443 to 0.0.0.0/1, with its other ranges that is to"
                                + " everybody",
                        "DANGER security-group-opens it opens tcp 443 to 128.0.0.0/1, with its other ranges that is to"
                                + " everybody");
        assertThat(Told.update(
                        SECURITY, Map.of(), Map.of("ingress", List.of(rule(443, "20.0.0.0/8"), rule(80, "3.0.0.0/8")))))
                .as("other ports")
                .containsExactly(
                        "WARNING security-group-opens it opens tcp 443 to 20.0.0.0/8",
                        "WARNING security-group-opens it opens tcp 80 to 3.0.0.0/8");
        assertThat(Told.update(INGRESS, Map.of(), own("2.0.0.0/7", 80, 80)))
                .containsExactly(
                        "DANGER security-group-opens it opens tcp 80 to 2.0.0.0/7, that is to nearly everybody");
        assertThat(Told.update(INGRESS, Map.of(), Map.of("cidrIpv6", "2000::/3", "ipProtocol", "-1")))
                .containsExactly("DANGER security-group-opens it opens all traffic to 2000::/3, that is to everybody");
    }

    @Test
    @Tag("adversary")
    void rulesOfOneGroupCountTogether() {
        Map<String, Object> one = new LinkedHashMap<>(own("20.0.0.0/8", 443, 443));
        one.put("securityGroupId", "sg-1");
        Map<String, Object> other = new LinkedHashMap<>(own("3.0.0.0/8", 440, 450));
        other.put("securityGroupId", "sg-1");

        assertThat(Told.of(
                        new Stack(),
                        new Stack().with(INGRESS, "a", Told.flat(one)).with(INGRESS, "b", Told.flat(other))))
                .containsExactly(
                        "DANGER security-group-opens a opens tcp 443 to 20.0.0.0/8, with its other ranges that is to nearly"
                                + " everybody",
                        "DANGER security-group-opens b opens tcp 440-450 to 3.0.0.0/8, with its other ranges that is to"
                                + " nearly everybody");
        other.put("securityGroupId", "sg-2");
        assertThat(Told.of(
                        new Stack(),
                        new Stack().with(INGRESS, "a", Told.flat(one)).with(INGRESS, "b", Told.flat(other))))
                .allMatch(finding -> finding.startsWith("WARNING security-group-opens "));
    }

    @Test
    void rulesOfANewGroupAreNoOpening() {
        assertThat(Told.of(
                        new Stack(),
                        new Stack()
                                .with(SECURITY, "new")
                                .needing(
                                        List.of(Stack.urn(SECURITY, "new")),
                                        INGRESS,
                                        "rule",
                                        Told.flat(own("10.0.0.0/8", 80, 80)))))
                .isEmpty();
    }

    private static Map<String, Object> rule(int port, String cidr) {
        return Map.of("protocol", "tcp", "fromPort", port, "toPort", port, "cidrBlocks", List.of(cidr));
    }

    private static Map<String, Object> own(String cidr, int from, int to) {
        return Map.of("ipProtocol", "tcp", "fromPort", from, "toPort", to, "cidrIpv4", cidr);
    }

    /** Whoever writes the stack file chooses the words in a symbol. */
    @Test
    @Tag("adversary")
    void aSymbolIsNoPolicysName() {
        assertThat(Told.of(
                        new Stack(),
                        new Stack()
                                .with(
                                        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                                        "a",
                                        "policyArn",
                                        "${mallory/a/b.aws/ReadOnlyAccess}")))
                .containsExactly("WARNING iam-widens a attaches the managed policy ${mallory/a/b.aws/ReadOnlyAccess}");
    }

    @Test
    void roleGetsAPolicyOrLosesItsBoundary() {
        String attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
        assertThat(Told.of(
                        new Stack(),
                        new Stack().with(attachment, "a", "policyArn", "arn:aws:iam::aws:policy/AdministratorAccess")))
                .containsExactly("DANGER iam-widens a attaches the managed policy AdministratorAccess");
        assertThat(Told.of(
                        new Stack(),
                        new Stack().with(attachment, "a", "policyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess")))
                .containsExactly("WARNING iam-widens a attaches the managed policy ReadOnlyAccess");
        assertThat(Told.update(ROLE, Map.of("permissionsBoundary", "arn:x"), Map.of("path", "/")))
                .contains("DANGER permissions-boundary-removed it has no permissions boundary any more");
    }

    @Test
    void addressesBecomePublic() {
        assertThat(Told.update(
                        SERVICE,
                        Map.of("networkConfiguration", Map.of("assignPublicIp", false)),
                        Map.of("networkConfiguration", Map.of("assignPublicIp", true))))
                .containsExactly(
                        "WARNING public-address it gets a public address: networkConfiguration.assignPublicIp is on");
        assertThat(Told.of(new Stack(), new Stack().with(BALANCER, "b", "internal", false)))
                .containsExactly("WARNING public-address load balancer b is internet-facing");
    }

    @Test
    void hardeningIsTakenBack() {
        assertThat(Told.update(
                        TEMPLATE,
                        Map.of("metadataOptions", Map.of("httpTokens", "required", "httpPutResponseHopLimit", 1)),
                        Map.of("metadataOptions", Map.of("httpTokens", "optional", "httpPutResponseHopLimit", 2))))
                .startsWith(
                        "DANGER imdsv2-optional instances of it answer IMDSv1 too: httpTokens is no longer required",
                        "WARNING imds-hop-limit the metadata hop limit of it rises from 1 to 2, so that containers may reach it");
        assertThat(Told.update(
                        TEMPLATE,
                        Map.of(
                                "blockDeviceMappings",
                                List.of(Map.of("deviceName", "a", "ebs", Map.of("encrypted", "true")))),
                        Map.of(
                                "blockDeviceMappings",
                                List.of(Map.of("deviceName", "a", "ebs", Map.of("encrypted", "false"))))))
                .startsWith(
                        "WARNING encryption-off it is no longer encrypted: blockDeviceMappings.ebs.encrypted is off");
    }

    @Test
    void protectionIsInTheWayOrRemoved() {
        assertThat(Told.of(new Stack().with(LOGS, "l", options -> options.isProtected(), "name", "a"), new Stack()))
                .contains("DANGER protected-resource l is protected: Pulumi refuses to delete it until protect is off");
        assertThat(Told.of(
                        new Stack().with(LOGS, "l", options -> options.isProtected(), "name", "a"),
                        new Stack().with(LOGS, "l", options -> options.isProtected(), "name", "b")))
                .contains(
                        "DANGER protected-resource l is protected: Pulumi refuses to replace it until protect is off");
        assertThat(Told.of(
                        new Stack().with(LOGS, "l", options -> options.isProtected(), "name", "a"),
                        new Stack().with(LOGS, "l", "name", "a")))
                .containsExactly("WARNING protection-removed l is no longer protected from being deleted");
        assertThat(Told.update(
                        BALANCER, Map.of("enableDeletionProtection", true), Map.of("enableDeletionProtection", false)))
                .containsExactly("WARNING protection-removed it: enableDeletionProtection is off");
    }

    @Test
    void logsAndDataAreLost() {
        assertThat(Told.update(LOGS, Map.of("retentionInDays", 30), Map.of("retentionInDays", 7)))
                .containsExactly("WARNING log-retention-shortened log group it keeps logs 7 days instead of 30 days");
        assertThat(Told.update(LOGS, Map.of("kmsKeyId", "a"), Map.of("kmsKeyId", "a", "retentionInDays", 7)))
                .containsExactly("WARNING log-retention-shortened log group it keeps logs 7 days instead of for ever");
        assertThat(Told.of(new Stack().with("aws:rds/instance:Instance", "db", "size", 1), new Stack()))
                .containsExactly(
                        "DANGER data-lost database db is deleted: what it holds is lost, or can no longer be read");
        assertThat(Told.of(
                        new Stack().with("aws:kms/key:Key", "k", options -> options.retained(), "description", "a"),
                        new Stack()))
                .containsExactly("NOTE left-behind k leaves the stack and stays in the account (retainOnDelete)");
    }

    @Test
    void whatServesIsReplaced() {
        assertThat(Told.update(BALANCER, Map.of("internal", true, "name", "a"), Map.of("internal", true, "name", "b")))
                .containsExactly("DANGER load-balancer-replaced load balancer it is replaced: its DNS name changes");
        assertThat(Told.update(SERVICE, Map.of("launchType", "EC2"), Map.of("launchType", "FARGATE")))
                .containsExactly("DANGER service-replaced service it is replaced: its tasks stop");
        assertThat(Told.of(
                        new Stack().with(SERVICE, "s", options -> options.deletedFirst(), "name", "a"),
                        new Stack().with(SERVICE, "s", options -> options.deletedFirst(), "name", "b")))
                .contains(
                        "WARNING deleted-before-replaced s is deleted before its replacement is made: nothing is there in between");
    }

    @Test
    void imageAndIdentityOfATaskChange() {
        assertThat(Told.update(
                        TASK,
                        Map.of(
                                "containerDefinitions",
                                "[{\"name\":\"web\",\"image\":\"a:1\",\"credentialSpecs\":[\"x\"]}]"),
                        Map.of(
                                "containerDefinitions",
                                "[{\"name\":\"web\",\"image\":\"a:2\",\"credentialSpecs\":[\"y\"]}]")))
                .containsExactly(
                        "WARNING domain-identity-changed credential spec (gMSA) of container web in it changed",
                        "NOTE image-changed image of container web in it changed from a:1 to a:2");
        assertThat(Told.update(
                        TEMPLATE,
                        Map.of("userData", Encoded.base64("Write-Host 1\nAdd-Computer -DomainName a.example.com\n")),
                        Map.of("userData", Encoded.base64("Write-Host 1\nAdd-Computer -DomainName b.example.com\n"))))
                .contains("WARNING domain-identity-changed how it joins or uses its domain changed");
    }

    @Test
    void rotatedSecretIsNoted() {
        assertThat(Told.update(
                        "aws:secretsmanager/secretVersion:SecretVersion",
                        Map.of("secretString", "one words"),
                        Map.of("secretString", "two words")))
                .containsExactly("NOTE secret-changed a secret of it changed: secretString");
    }

    @Test
    void gravestComesFirst() {
        Comparison comparison = Stack.compare(
                new Stack().with(LOGS, "a", "retentionInDays", 30).with(BALANCER, "b", "name", "x", "internal", true),
                new Stack().with(LOGS, "a", "retentionInDays", 7).with(BALANCER, "b", "name", "y", "internal", true));

        assertThat(comparison.findings())
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.DANGER, Finding.Severity.WARNING);
    }
}
