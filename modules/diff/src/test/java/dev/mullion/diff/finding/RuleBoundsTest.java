package dev.mullion.diff.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.FindingId;
import dev.mullion.diff.compare.Stack;
import dev.mullion.diff.compare.Told;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a finding begins and ends: the changes next to those that {@link RuleTablesTest} has told. */
class RuleBoundsTest {
    private static final String LOGS = "aws:cloudwatch/logGroup:LogGroup";
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String GROUP = "aws:autoscaling/group:Group";
    private static final String NODES = "aws:eks/nodeGroup:NodeGroup";
    private static final String SERVICE = "aws:ecs/service:Service";
    private static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";
    private static final String SECURITY = "aws:ec2/securityGroup:SecurityGroup";
    private static final String RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String OLD_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String BALANCER = "aws:lb/loadBalancer:LoadBalancer";
    private static final String IT = "aws:test/it:It";

    @Test
    void logsThatAreKeptAreNotLost() {
        assertThat(Told.of(new Stack().with(LOGS, "it", "skipDestroy", true), new Stack()))
                .isEmpty();
        assertThat(Told.of(new Stack().with(LOGS, "it", "skipDestroy", false), new Stack()))
                .containsExactly("WARNING logs-deleted log group it is deleted: its logs are lost");
        assertThat(Told.of(new Stack(), new Stack().with(LOGS, "it", "retentionInDays", 1)))
                .isEmpty();
    }

    @Test
    void noRetentionIsForEver() {
        assertThat(retention(0, 7))
                .containsExactly("WARNING log-retention-shortened log group it keeps logs 7 days instead of for ever");
        assertThat(retention(7, 0)).isEmpty();
        assertThat(retention(7, 7)).isEmpty();
        assertThat(retention(7, 14)).isEmpty();
    }

    private static List<String> retention(int before, int after) {
        return Told.update(
                LOGS,
                Map.of("retentionInDays", before, "kmsKeyId", "a"),
                Map.of("retentionInDays", after, "kmsKeyId", "b"));
    }

    @Test
    void forceDestroyIsToldOnce() {
        assertThat(Told.update(
                        BUCKET, Map.of("forceDestroy", true, "tags", "a"), Map.of("forceDestroy", true, "tags", "b")))
                .isEmpty();
        assertThat(Told.of(new Stack(), new Stack().with(BUCKET, "it", "forceDestroy", true)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} to {2}")
    @CsvSource({
        "-1, 0, 0, all traffic",
        "all, 1, 2, all traffic",
        "'', 1, 2, all traffic",
        "tcp, '', '', tcp",
        "tcp, 0, 65535, tcp",
        "tcp, 443, '', tcp 443",
        "tcp, 0, 10, tcp 0-10",
        "udp, 1, 65535, udp 1-65535",
        "udp, 53, 53, udp 53",
    })
    void portsAreNamedAsTheyAreMeant(String protocol, String from, String to, String shown) {
        Map<String, Object> rule = new LinkedHashMap<>(Map.of("cidrIpv4", "10.0.0.0/8"));
        Map.of("ipProtocol", protocol, "fromPort", from, "toPort", to)
                .forEach((key, value) -> rule.putAll(value.isEmpty() ? Map.of() : Map.of(key, value)));

        assertThat(Told.update(RULE, Map.of("description", "x"), rule))
                .containsExactly("WARNING security-group-opens it opens " + shown + " to 10.0.0.0/8");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "::/0, fd00::/8",
        "0.0.0.0/0, 10.0.0.0/8",
        "fd00::/8, fd00::/8",
        "sg-1, sg-1",
    })
    void narrowerSourceOpensNothing(String before, String after) {
        assertThat(Told.update(RULE, source(before), source(after))).isEmpty();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "::/0, 10.0.0.0/8",
        "0.0.0.0/0, fd00::/8",
        "0.0.0.0/0, sg-1",
        "fd00::/8, fd00::/16",
        "sg-1, sg-2",
        "10.0.0.0/8, sg-1",
    })
    void anotherSourceOpens(String before, String after) {
        assertThat(Told.update(RULE, source(before), source(after)))
                .containsExactly("WARNING security-group-opens it opens tcp 443 to " + after);
    }

    private static Map<String, Object> source(String source) {
        return Map.of("ipProtocol", "tcp", "fromPort", 443, "toPort", 443, "cidrBlocks", source);
    }

    @Test
    void morePortsOrAnotherProtocolOpen() {
        assertThat(ports("tcp", 443, 443)).isEmpty();
        assertThat(ports("tcp", 442, 443))
                .containsExactly("WARNING security-group-opens it opens wider: tcp 442-443 to 10.0.0.0/8");
        assertThat(ports("tcp", 443, 444))
                .containsExactly("WARNING security-group-opens it opens wider: tcp 443-444 to 10.0.0.0/8");
        assertThat(ports("udp", 443, 443))
                .containsExactly("WARNING security-group-opens it opens udp 443 to 10.0.0.0/8");
        assertThat(Told.update(
                        RULE,
                        Map.of("ipProtocol", "-1", "cidrIpv4", "10.0.0.0/8"),
                        Map.of("ipProtocol", "udp", "fromPort", 53, "toPort", 53, "cidrIpv4", "10.0.0.0/8")))
                .isEmpty();
    }

    private static List<String> ports(String protocol, int from, int to) {
        return Told.update(
                RULE,
                Map.of("ipProtocol", "tcp", "fromPort", 443, "toPort", 443, "cidrIpv4", "10.0.0.0/8"),
                Map.of(
                        "ipProtocol",
                        protocol,
                        "fromPort",
                        from,
                        "toPort",
                        to,
                        "cidrIpv4",
                        "10.0.0.0/8",
                        "description",
                        "x"));
    }

    @Test
    void rulesOfTheOldTypeGoBothWays() {
        assertThat(oldRule("egress")).isEmpty();
        assertThat(oldRule("ingress")).containsExactly("WARNING security-group-opens it opens tcp 443 to 10.0.0.0/8");
    }

    private static List<String> oldRule(String type) {
        Map<String, Object> rule = Map.of("protocol", "tcp", "fromPort", 443, "toPort", 443, "type", type);
        Map<String, Object> open = new LinkedHashMap<>(rule);
        open.put("cidrBlocks", List.of("10.0.0.0/8"));
        return Told.update(OLD_RULE, rule, open);
    }

    @Test
    void rulesThatComeToAGroupOpenIt() {
        Object[] rule = {"ipProtocol", "tcp", "fromPort", 443, "toPort", 443, "cidrIpv4", "10.0.0.0/8"};
        List<String> needs = List.of(Stack.urn(SECURITY, "g"));
        Stack group = new Stack().with(SECURITY, "g", "description", "a");

        assertThat(Told.of(
                        group,
                        new Stack().with(SECURITY, "g", "description", "a").needing(needs, RULE, "r", rule)))
                .containsExactly("WARNING security-group-opens r opens tcp 443 to 10.0.0.0/8");
        assertThat(Told.of(new Stack(), new Stack().with(RULE, "r", rule)))
                .as("of a group that is in no plan")
                .containsExactly("WARNING security-group-opens r opens tcp 443 to 10.0.0.0/8");
        assertThat(Told.of(group.needing(needs, RULE, "r", rule), new Stack())).isEmpty();
    }

    @Test
    void newGroupIsToldOnlyWhereItIsOpenToEverybody() {
        assertThat(Told.of(new Stack(), new Stack().with(SECURITY, "g", "ingress", List.of(inline("10.0.0.0/8")))))
                .isEmpty();
        assertThat(Told.of(new Stack(), new Stack().with(SECURITY, "g", "ingress", List.of(inline("0.0.0.0/0")))))
                .containsExactly("DANGER security-group-opens g opens tcp 443 to 0.0.0.0/0, that is to everybody");
    }

    private static Map<String, Object> inline(String source) {
        return Map.of("protocol", "tcp", "fromPort", 443, "toPort", 443, "cidrBlocks", List.of(source));
    }

    @Test
    void serviceShrinksOnlyToFewer() {
        assertThat(service(Map.of("desiredCount", 2), Map.of("desiredCount", 2)))
                .isEmpty();
        assertThat(service(Map.of(), Map.of("desiredCount", 0))).isEmpty();
        assertThat(service(Map.of("desiredCount", 2), Map.of()))
                .as("AWS's provider asks for none")
                .containsExactly("DANGER service-stopped service it stops: desiredCount 2 is gone, and 0 without it");
        assertThat(service(Map.of("desiredCount", 0), Map.of())).isEmpty();
        assertThat(service(Map.of("desiredCount", 2), Map.of("schedulingStrategy", "DAEMON")))
                .filteredOn(line -> line.contains("service-stopped"))
                .isEmpty();
        assertThat(service(Map.of("desiredCount", 2), Map.of("desiredCount", 1)))
                .containsExactly("WARNING capacity-shrinks service it shrinks: desiredCount 2 to 1");
        assertThat(Told.of(new Stack().with(SERVICE, "it", "desiredCount", 2), new Stack()))
                .containsExactly("DANGER service-replaced service it is deleted: its tasks stop");
    }

    @Test
    void deploymentThatStoppedTasksBeforeIsNoNews() {
        String healthy = "deploymentMinimumHealthyPercent";
        String sentence = "service it may have no task at all while it deploys: deploymentMinimumHealthyPercent is 0";

        assertThat(service(Map.of(healthy, 0), Map.of(healthy, 0))).isEmpty();
        assertThat(service(Map.of(healthy, 100), Map.of(healthy, 1))).isEmpty();
        assertThat(service(Map.of(healthy, 100), Map.of())).isEmpty();
        assertThat(service(Map.of(healthy, 100), Map.of(healthy, 0, "schedulingStrategy", "DAEMON")))
                .as("which never runs two on an instance")
                .isEmpty();
        assertThat(service(Map.of(), Map.of(healthy, 0))).containsExactly("DANGER deployment-stops-tasks " + sentence);
        assertThat(Told.of(new Stack(), new Stack().with(SERVICE, "it", healthy, 0)))
                .containsExactly("NOTE deployment-stops-tasks " + sentence);
    }

    private static List<String> service(Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> one = new LinkedHashMap<>(before);
        one.put("tags", "a");
        Map<String, Object> other = new LinkedHashMap<>(after);
        other.put("tags", "b");
        return Told.update(SERVICE, one, other).stream()
                .filter(line -> !line.contains("replaced"))
                .toList();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"HTTPS, TLS", "TLS, HTTPS", "HTTP, TCP", "HTTPS, UDP"})
    void listenerThatLosesNoEncryption(String before, String after) {
        assertThat(Told.update("aws:lb/listener:Listener", Map.of("protocol", before), Map.of("protocol", after)))
                .isEmpty();
    }

    @Test
    void encryptionIsOffWhereItWasOn() {
        assertThat(Told.update(IT, Map.of("encrypted", false), Map.of("encrypted", true)))
                .isEmpty();
        assertThat(Told.update(IT, Map.of("encrypted", true), Map.of("encrypted", "${key.on}")))
                .isEmpty();
        assertThat(Told.update(IT, Map.of("encrypted", false, "a", 1), Map.of("encrypted", false, "a", 2)))
                .isEmpty();
        assertThat(Told.update(
                        IT,
                        Map.of("disks", List.of(Map.of("encrypted", true), Map.of("encrypted", true))),
                        Map.of("disks", List.of(Map.of("encrypted", true), Map.of("encrypted", false), "c"))))
                .containsExactly("WARNING encryption-off it is no longer encrypted: disks.encrypted is off");
        assertThat(Told.update(
                        IT,
                        Map.of("disks", List.of(Map.of("encrypted", true), Map.of("encrypted", true))),
                        Map.of("disks", List.of(Map.of("encrypted", true)))))
                .as("one disk fewer")
                .isEmpty();
    }

    @Test
    void metadataIsHardenedOrNot() {
        assertThat(metadata(Map.of("httpTokens", "required"), Map.of("httpTokens", "required")))
                .isEmpty();
        assertThat(metadata(Map.of("httpTokens", "optional"), Map.of("httpTokens", "optional")))
                .isEmpty();
        assertThat(metadata(Map.of("httpPutResponseHopLimit", 2), Map.of("httpPutResponseHopLimit", 2)))
                .isEmpty();
        assertThat(metadata(Map.of(), Map.of("httpPutResponseHopLimit", 2)))
                .containsExactly("WARNING imds-hop-limit the metadata hop limit of it rises from 1 to 2, so that"
                        + " containers may reach it");
        assertThat(metadata(Map.of("httpPutResponseHopLimit", 2), Map.of())).isEmpty();
        assertThat(Told.of(
                        new Stack(),
                        new Stack().with(TEMPLATE, "it", "metadataOptions", Map.of("httpTokens", "optional"))))
                .containsExactly("DANGER imdsv2-optional instances of it answer IMDSv1 too: httpTokens is no longer"
                        + " required");
        assertThat(Told.of(
                        new Stack(),
                        new Stack()
                                .with(
                                        TEMPLATE,
                                        "it",
                                        "metadataOptions",
                                        Map.of("httpTokens", "required", "httpPutResponseHopLimit", 9))))
                .isEmpty();
    }

    private static List<String> metadata(Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> one = new LinkedHashMap<>(before);
        one.put("instanceMetadataTags", "a");
        Map<String, Object> other = new LinkedHashMap<>(after);
        other.put("instanceMetadataTags", "b");
        return Told.update(TEMPLATE, Map.of("metadataOptions", one), Map.of("metadataOptions", other)).stream()
                .filter(line -> !line.contains(FindingId.LAUNCH_TEMPLATE_CHANGED.id()))
                .toList();
    }

    @Test
    void attachmentIsToldWhereItGivesMore() {
        Stack role = new Stack().with(ROLE, "r", "path", "/");
        List<String> needs = List.of(Stack.urn(ROLE, "r"));
        String told = "WARNING iam-widens a attaches the managed policy ReadOnlyAccess";

        assertThat(Told.of(new Stack().with(ATTACHMENT, "a", "policyArn", READ_ONLY), new Stack()))
                .isEmpty();
        assertThat(Told.of(
                        role,
                        new Stack()
                                .with(ROLE, "r", "path", "/")
                                .needing(needs, ATTACHMENT, "a", "policyArn", READ_ONLY)))
                .containsExactly(told);
        assertThat(Told.of(
                        new Stack(),
                        new Stack()
                                .with(ROLE, "r", "path", "/")
                                .needing(needs, ATTACHMENT, "a", "policyArn", READ_ONLY)))
                .as("with its role")
                .isEmpty();
        assertThat(Told.of(new Stack(), new Stack().with(ATTACHMENT, "a", "role", "r")))
                .as("of nothing")
                .isEmpty();
        assertThat(Told.update(ATTACHMENT, attached("arn:x/a", "a"), attached("arn:x/a", "b")))
                .as("the same to another role")
                .containsExactly("WARNING iam-widens it attaches the managed policy a to b");
        assertThat(Told.update(
                        "aws:iam/policyAttachment:PolicyAttachment",
                        Map.of("policyArn", ADMINISTRATOR, "roles", List.of("a", "b")),
                        Map.of("policyArn", ADMINISTRATOR, "roles", List.of("b", "a"), "users", List.of("u"))))
                .containsExactly("DANGER iam-widens it attaches the managed policy AdministratorAccess to u");
        assertThat(Told.update(
                        "aws-native:iam:Role",
                        Map.of("managedPolicyArns", List.of(ADMINISTRATOR), "roleName", "a"),
                        Map.of("managedPolicyArns", List.of(ADMINISTRATOR), "roleName", "b")))
                .as("a role with another name")
                .isEmpty();
        assertThat(Told.update(ATTACHMENT, attached("arn:x/a", "a"), attached("arn:x/b", "a")))
                .containsExactly("WARNING iam-widens it attaches the managed policy b");
    }

    private static Map<String, Object> attached(String policy, String role) {
        return Map.of("policyArn", policy, "role", role);
    }

    @Test
    void roleIsToldOfWhatComesAndWhatGoes() {
        assertThat(managed(List.of("arn:x/a"), List.of("arn:x/a", "arn:x/b")))
                .containsExactly("WARNING iam-widens it attaches the managed policy b");
        assertThat(managed(List.of("arn:x/a", "arn:x/b"), List.of("arn:x/a"))).isEmpty();
        assertThat(Told.of(new Stack(), new Stack().with(ROLE, "it", "managedPolicyArns", List.of("arn:x/a"))))
                .isEmpty();
        assertThat(Told.of(
                        new Stack(),
                        new Stack()
                                .with(
                                        ROLE,
                                        "it",
                                        "managedPolicyArns",
                                        List.of("arn:aws:iam::aws:policy/PowerUserAccess"))))
                .containsExactly("DANGER iam-widens it attaches the managed policy PowerUserAccess");
        assertThat(bounded("arn:x/a", "arn:x/b"))
                .containsExactly(
                        "WARNING iam-widens it may be allowed more: its permissions boundary is b from now on");
        assertThat(bounded("arn:x/a", ADMINISTRATOR))
                .containsExactly(
                        "DANGER permissions-boundary-removed the permissions boundary of it bounds nothing any more:"
                                + " it is AdministratorAccess");
        assertThat(bounded("arn:x/a", ""))
                .containsExactly("DANGER permissions-boundary-removed it has no permissions boundary any more");
        assertThat(bounded("", "arn:x/a")).isEmpty();
        assertThat(Told.of(new Stack().with(ROLE, "it", "permissionsBoundary", "arn:x"), new Stack()))
                .isEmpty();
    }

    private static List<String> bounded(String before, String after) {
        return Told.update(ROLE, Map.of("permissionsBoundary", before), Map.of("permissionsBoundary", after));
    }

    private static List<String> managed(List<String> before, List<String> after) {
        return Told.update(ROLE, Map.of("managedPolicyArns", before), Map.of("managedPolicyArns", after));
    }

    @Test
    void templateIsToldByThoseWhoStartFromIt() {
        String still = "NOTE ami-changed AMI of t changed: what starts from it from now on has it";

        assertThat(users("aws:ec2/instance:Instance", Map.of("a", "b"))).containsExactly(still);
        assertThat(Told.of(
                        template("1").needing(List.of(Stack.urn(TEMPLATE, "t")), GROUP, "u", "maxSize", 1),
                        template("2")))
                .contains(still);
        assertThat(users(GROUP, Map.of("maxSize", 4)))
                .containsExactly("WARNING ami-changed AMI of t changed: its instances of u will keep the old one until"
                        + " the next launch, since no instance refresh is configured");
        assertThat(users(GROUP, Map.of("minSize", 4)))
                .containsExactly("WARNING ami-changed AMI of t changed: its instances of u will keep the old one until"
                        + " the next launch, since no instance refresh is configured");
        assertThat(users(
                        GROUP,
                        Map.of(
                                "desiredCapacity",
                                1,
                                "instanceRefresh",
                                Map.of("strategy", "Rolling"),
                                "launchTemplate",
                                Map.of("version", "$Default"))))
                .containsExactly("WARNING ami-changed AMI of t changed: 1 instance of u will keep the old one until the"
                        + " next refresh or launch");
        assertThat(users(NODES, Map.of("a", "b")))
                .containsExactly(
                        "WARNING ami-changed AMI of t changed: node group u replaces the nodes one after another now");
    }

    private static List<String> users(String type, Map<String, Object> inputs) {
        List<String> needs = List.of(Stack.urn(TEMPLATE, "t"));
        return Told.of(
                template("1").needing(needs, type, "u", Told.flat(inputs)),
                template("2").needing(needs, type, "u", Told.flat(inputs)));
    }

    private static Stack template(String image) {
        return new Stack().with(TEMPLATE, "t", "imageId", "ami-" + image);
    }

    @Test
    void instanceIsStoppedForWhatChangesInPlace() {
        assertThat(Told.update("aws:ec2/instance:Instance", Map.of("instanceType", "a"), Map.of("instanceType", "b")))
                .containsExactly("WARNING instance-type-changed instance type of it changed: the instance is stopped"
                        + " and started");
        assertThat(Told.update("aws:ec2/instance:Instance", Map.of("ami", "a"), Map.of("ami", "b")))
                .containsExactly(
                        "DANGER instance-replaced instance it is replaced: what runs on it ends, and its disk is lost");
    }

    @Test
    void domainIsChangedByWhatIsAboutIt() {
        String told = "WARNING domain-identity-changed how it joins or uses its domain changed";
        String files = "aws:fsx/windowsFileSystem:WindowsFileSystem";
        String association = "aws:ssm/association:Association";

        assertThat(domain(files, Map.of("selfManagedActiveDirectory", Map.of("domainName", "a"))))
                .containsExactly(told);
        assertThat(domain(files, Map.of("activeDirectoryId", "d-1"))).containsExactly(told);
        assertThat(domain(files, Map.of("tags", "a"))).isEmpty();
        assertThat(domain(association, Map.of("name", "AWS-JoinDirectoryServiceDomain")))
                .containsExactly(told);
        assertThat(domain(association, Map.of("name", "AWS-RunPatchBaseline"))).isEmpty();
        assertThat(domain("aws:directoryservice/directory:Directory", Map.of("size", "Small")))
                .containsExactly(told);
    }

    /** What is told of a domain when the inputs come to what was there. */
    private static List<String> domain(String type, Map<String, Object> inputs) {
        Map<String, Object> after = new LinkedHashMap<>(Map.of("alias", "b"));
        after.putAll(inputs);
        return Told.update(type, Map.of("alias", "a"), after).stream()
                .filter(line -> line.contains("domain-identity-changed"))
                .toList();
    }

    @Test
    void containerThatIsNewChangesNothing() {
        assertThat(Told.update(TASK, containers("a:1"), containers("a:1", "b:1")))
                .isEmpty();
        assertThat(Told.update(TASK, containers("a:1", "b:1"), containers("a:1", "b:2")))
                .containsExactly("NOTE image-changed image of container c1 in it changed from b:1 to b:2");
    }

    private static Map<String, Object> containers(String... images) {
        return Map.of(
                "containerDefinitions",
                IntStream.range(0, images.length)
                        .mapToObj(i -> Map.of("name", "c" + i, "image", images[i]))
                        .toList());
    }

    @Test
    void whatIsDeletedFirstOnOneSideIsToldToo() {
        String told =
                "WARNING deleted-before-replaced it is deleted before its replacement is made: nothing is there in"
                        + " between";
        Stack plain = new Stack().with(SERVICE, "it", "name", "a");
        assertThat(Told.of(plain, new Stack().with(SERVICE, "it", options -> options.deletedFirst(), "name", "b")))
                .contains(told);
        assertThat(Told.of(
                        new Stack().with(SERVICE, "it", options -> options.deletedFirst(), "name", "a"),
                        new Stack().with(SERVICE, "it", "name", "b")))
                .contains(told);
        assertThat(Told.of(plain, new Stack().with(SERVICE, "it", "name", "b"))).doesNotContain(told);
        assertThat(Told.of(
                        new Stack().with(SERVICE, "it", options -> options.deletedFirst(), "name", "a"), new Stack()))
                .doesNotContain(told);
    }

    @Test
    void whatWasPublicBeforeIsNoNews() {
        assertThat(both(BALANCER, "internal", false)).isEmpty();
        assertThat(both("aws:ec2/subnet:Subnet", "mapPublicIpOnLaunch", true)).isEmpty();
        assertThat(both("aws:rds/instance:Instance", "publiclyAccessible", true))
                .isEmpty();
        assertThat(both("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "blockPublicAcls", false))
                .isEmpty();
        assertThat(both("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "blockPublicAcls", true))
                .isEmpty();
        assertThat(Told.update(BALANCER, Map.of("internal", true), Map.of("internal", true, "tags", "b")))
                .isEmpty();
        assertThat(Told.update(
                        "aws:ec2/subnet:Subnet",
                        Map.of("mapPublicIpOnLaunch", false),
                        Map.of("mapPublicIpOnLaunch", true)))
                .containsExactly("WARNING public-address what starts in subnet it gets a public address");
    }

    @Test
    void whatBlocksThePublicAndGoes() {
        String block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
        String told = "DANGER public-address it no longer blocks public access: ";
        Stack bucket = new Stack().with(BUCKET, "b", "bucket", "shop");
        Stack blocked = new Stack()
                .with(BUCKET, "b", "bucket", "shop")
                .with(block, "it", "bucket", "${b.id}", "blockPublicAcls", true)
                .referring("bucket", Stack.urn(BUCKET, "b"));

        assertThat(Told.of(blocked, bucket)).containsExactly(told + "it is deleted");
        assertThat(Told.of(blocked, new Stack())).noneMatch(line -> line.contains("public-address"));
        assertThat(Told.of(new Stack().with(block, "it", "bucket", "x", "blockPublicAcls", false), new Stack()))
                .isEmpty();
        assertThat(Told.update(
                        block,
                        Map.of("bucket", "a", "restrictPublicBuckets", true),
                        Map.of("bucket", "b", "restrictPublicBuckets", true)))
                .containsExactly(told + "it is of b from now on, not of a");
    }

    @Test
    void grantsToEverybody() {
        String everybody = "http://acs.amazonaws.com/groups/global/AllUsers";
        assertThat(Told.update(BUCKET, Map.of("tags", "a"), Map.of("grants", List.of(Map.of("uri", everybody)))))
                .containsExactly("DANGER public-address it has a grant to everybody");
        assertThat(Told.update(
                        "aws:s3/bucketAclV2:BucketAclV2",
                        Map.of("tags", "a"),
                        Map.of(
                                "accessControlPolicy",
                                Map.of(
                                        "grants",
                                        List.of(Map.of("grantee", Map.of("uri", everybody), "permission", "READ"))))))
                .containsExactly("DANGER public-address it has a grant to everybody");
        assertThat(both(BUCKET, "grants", List.of(Map.of("uri", everybody)))).isEmpty();
    }

    @Test
    void volumesThatAreNoLongerEncrypted() {
        String told = "WARNING encryption-off it is no longer encrypted: blockDeviceMappings.ebs.encrypted is off";
        Object root = Map.of("deviceName", "/dev/sda1", "ebs", Map.of("encrypted", "true"));
        Object plain = Map.of("deviceName", "/dev/sda1", "ebs", Map.of("encrypted", "false"));
        Object other = Map.of("deviceName", "/dev/sdb", "ebs", Map.of("encrypted", "true"));

        assertThat(volumes(List.of(root), List.of(other, plain)))
                .as("behind another")
                .containsExactly(told);
        assertThat(volumes(List.of(root), List.of(other, root))).isEmpty();
        assertThat(volumes(List.of(other, root), List.of(root)))
                .as("one that goes")
                .isEmpty();
        assertThat(volumes(List.of(root), List.of(Map.of("deviceName", "/dev/sda1"))))
                .containsExactly(told);
        assertThat(volumes(List.of(root), List.of(Map.of("deviceName", "xvda", "ebs", Map.of("encrypted", "false")))))
                .as("under another name")
                .containsExactly(told);
        assertThat(Told.update(TEMPLATE, Map.of("blockDeviceMappings", List.of(root)), Map.of("tags", "a")))
                .contains(told);
        assertThat(Told.update(
                        "aws:ec2/instance:Instance",
                        Map.of("rootBlockDevice", Map.of("encrypted", true)),
                        Map.of("tags", "a")))
                .containsExactly("WARNING encryption-off it is no longer encrypted: rootBlockDevice.encrypted is off");
    }

    private static List<String> volumes(List<Object> before, List<Object> after) {
        return Told.update(TEMPLATE, Map.of("blockDeviceMappings", before), Map.of("blockDeviceMappings", after))
                .stream()
                .filter(line -> line.contains("encryption-off"))
                .toList();
    }

    private static List<String> both(String type, String key, Object value) {
        return Told.update(type, Map.of(key, value, "tags", "a"), Map.of(key, value, "tags", "b"));
    }

    @Test
    void protectionIsToldWhereItIsLost() {
        assertThat(Told.of(
                        new Stack().with(IT, "it", options -> options.isProtected(), "a", "b"),
                        new Stack().with(IT, "it", options -> options.isProtected(), "a", "c")))
                .isEmpty();
        assertThat(Told.of(
                        new Stack().with(LOGS, "it", options -> options.isProtected(), "name", "a"),
                        new Stack().with(LOGS, "it", "name", "b")))
                .as("off, and replaced")
                .containsExactly(
                        "WARNING protection-removed it is no longer protected from being deleted",
                        "WARNING logs-deleted log group it is replaced: its logs are lost");
        assertThat(both(BALANCER, "enableDeletionProtection", true)).isEmpty();
        assertThat(capacityProvider("ENABLED", "ENABLED")).isEmpty();
        assertThat(capacityProvider("DISABLED", "DISABLED")).isEmpty();
    }

    private static List<String> capacityProvider(String before, String after) {
        return Told.update(
                "aws:ecs/capacityProvider:CapacityProvider",
                Map.of("autoScalingGroupProvider", Map.of("managedTerminationProtection", before), "tags", "a"),
                Map.of("autoScalingGroupProvider", Map.of("managedTerminationProtection", after), "tags", "b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void secretsThatChangedAreNamedUpToThree(int count) {
        Map<String, Object> before = new LinkedHashMap<>();
        Map<String, Object> after = new LinkedHashMap<>();
        List<String> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            before.put("password" + i, Map.of("password", "one words " + i));
            after.put("password" + i, Map.of("password", "two words " + i));
            places.add("password" + i + ".password");
        }

        assertThat(Told.update(IT, before, after))
                .containsExactly("NOTE secret-changed a secret of it changed: "
                        + (count > 3 ? "4 places" : String.join(", ", places)));
    }

    @Test
    void sizeThatWasUnknownDoesNotShrink() {
        assertThat(Told.update(GROUP, Map.of("maxSize", 6, "minSize", 1), Map.of("minSize", 1)))
                .isEmpty();
        assertThat(Told.update(GROUP, Map.of("minSize", 1), Map.of("maxSize", 6, "minSize", 1)))
                .isEmpty();
    }

    @Test
    void groupOfNodesThatEndsIsCounted() {
        assertThat(Told.of(new Stack().with(NODES, "n", "scalingConfig", Map.of("desiredSize", 1)), new Stack()))
                .containsExactly(
                        "DANGER node-group-deleted node group n is deleted: 1 node will end, and the pods on them move");
        assertThat(Told.of(new Stack().with(NODES, "n", "a", "b"), new Stack()))
                .containsExactly(
                        "DANGER node-group-deleted node group n is deleted: its nodes will end, and the pods on them move");
    }

    @Test
    void whoeverIsNamedBeforeIsFoundAmongTenThousandOthers() {
        List<String> roles = IntStream.range(0, 10_000)
                .mapToObj(i -> "arn:aws:iam::123456789012:role/r" + i)
                .toList();
        List<String> turned = new ArrayList<>(roles);
        Collections.reverse(turned);

        assertThat(Told.update(ROLE, trust(roles), trust(turned))).isEmpty();
    }

    /** AWS takes no such policy, but whoever reads of it reads what it says. */
    @Test
    void manyPatternsAreHeldAgainstThoseThatBeginAlike() {
        assertThat(Told.update("aws:iam/rolePolicy:RolePolicy", allowing(folders("b")), allowing(folders("c"))))
                .singleElement()
                .asString()
                .startsWith("WARNING iam-widens it allows more: s3:GetObject on arn:aws:s3:::c0/*, ")
                .endsWith(" and 29995 more");
    }

    private static List<String> folders(String bucket) {
        return IntStream.range(0, 30_000)
                .mapToObj(i -> "arn:aws:s3:::" + bucket + i + "/*")
                .toList();
    }

    /** Each with its own condition, of which the one that is nearest is told. */
    @Test
    void oneAmongManyThatTrustTheSameAccountIsFound() {
        List<Map<String, Object>> before = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            before.add(trusting("arn:aws:iam::123456789012:root", Map.of("a", "x" + i, "b", "y")));
        }
        before.add(trusting("arn:aws:iam::123456789012:role/it", Map.of("a", "z")));

        assertThat(Told.update(
                        ROLE,
                        Map.of("assumeRolePolicy", Map.of("Statement", before)),
                        Map.of(
                                "assumeRolePolicy",
                                Map.of(
                                        "Statement",
                                        List.of(trusting("arn:aws:iam::123456789012:role/it", Map.of("c", "z")))))))
                .containsExactly("WARNING iam-trust-widens it trusts arn:aws:iam::123456789012:role/it"
                        + " on looser conditions: StringEquals a is gone");
    }

    private static Map<String, Object> trusting(String principal, Map<String, String> conditions) {
        return Map.of(
                "Effect",
                "Allow",
                "Action",
                "sts:AssumeRole",
                "Principal",
                Map.of("AWS", principal),
                "Condition",
                Map.of("StringEquals", conditions));
    }

    private static Map<String, Object> trust(List<String> roles) {
        return Map.of(
                "assumeRolePolicy",
                Map.of(
                        "Statement",
                        List.of(Map.of(
                                "Effect", "Allow", "Action", "sts:AssumeRole", "Principal", Map.of("AWS", roles)))));
    }

    /** Of a policy that no AWS takes, more is told rather than less. */
    @Test
    void whatIsTooMuchToCompareCountsAsMore() {
        List<String> before = IntStream.range(0, 300)
                .mapToObj(i -> "*" + "a".repeat(1_500) + "b" + i)
                .toList();
        List<String> after = IntStream.range(0, 300)
                .mapToObj(i -> "a".repeat(1_990) + "b" + i)
                .toList();

        assertThat(Told.update("aws:iam/rolePolicy:RolePolicy", allowing(before), allowing(after)))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("DANGER iam-widens it may allow more: the policies hold more to compare than"
                                        + " AWS takes"),
                        second -> assertThat(second)
                                .startsWith("WARNING iam-widens it allows more: s3:GetObject on aaaa"));
    }

    private static Map<String, Object> allowing(List<String> resources) {
        return Map.of(
                "policy",
                Map.of(
                        "Statement",
                        List.of(Map.of("Effect", "Allow", "Action", "s3:GetObject", "Resource", resources))));
    }
}
