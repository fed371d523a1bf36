package dev.mullion.diff.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.FindingId;
import dev.mullion.diff.compare.Stack;
import dev.mullion.diff.compare.Told;
import dev.mullion.plan.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every row of every table of the rules has a change that is told because of it. */
class RuleTablesTest {
    private static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    /** What is told of each row, by its key. */
    private final Map<String, List<String>> told = new TreeMap<>();

    private final Map<String, List<String>> expected = new TreeMap<>();

    private void row(String key, List<String> findings, String... lines) {
        told.put(key, findings);
        expected.put(key, List.of(lines));
    }

    private void check(Set<String> rows) {
        assertThat(expected.keySet()).as("a case for each row").isEqualTo(Set.copyOf(rows));
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void whatHoldsData() {
        Map<String, String> nouns = new HashMap<>();
        nouns.put("aws:rds/instance:Instance", "database");
        nouns.put("aws:rds/cluster:Cluster", "database cluster");
        nouns.put("aws:dynamodb/table:Table", "table");
        nouns.put("aws:fsx/windowsFileSystem:WindowsFileSystem", "file system");
        nouns.put("aws:fsx/lustreFileSystem:LustreFileSystem", "file system");
        nouns.put("aws:efs/fileSystem:FileSystem", "file system");
        nouns.put("aws:ebs/volume:Volume", "volume");
        nouns.put("aws:kms/key:Key", "encryption key");
        nouns.put("aws:s3/bucket:Bucket", "bucket");
        nouns.put("aws:s3/bucketV2:BucketV2", "bucket");
        nouns.put("aws:secretsmanager/secret:Secret", "secret");
        nouns.put("aws:ecr/repository:Repository", "image repository");
        nouns.put("aws:directoryservice/directory:Directory", "directory");
        nouns.put("aws:elasticache/cluster:Cluster", "cache");
        nouns.put("aws:sqs/queue:Queue", "queue");

        nouns.forEach((type, noun) -> row(
                type,
                Told.of(new Stack().with(type, "it", "a", "b"), new Stack()),
                "DANGER data-lost " + noun + " it is deleted: what it holds is lost, or can no longer be read"));

        check(DataRule.HOLDERS.keySet());
    }

    @Test
    void whatHasASize() {
        CapacityRule.SIZES.forEach((type, sizes) -> sizes.forEach(size -> row(
                type + " " + size,
                Told.update(type, nested(size, 2), nested(size, 1)),
                "WARNING capacity-shrinks it shrinks: " + size.substring(size.indexOf('.') + 1) + " 2 to 1")));

        check(Set.of(
                "aws:autoscaling/group:Group desiredCapacity",
                "aws:autoscaling/group:Group maxSize",
                "aws:autoscaling/group:Group minSize",
                "aws:eks/nodeGroup:NodeGroup scalingConfig.desiredSize",
                "aws:eks/nodeGroup:NodeGroup scalingConfig.maxSize",
                "aws:eks/nodeGroup:NodeGroup scalingConfig.minSize",
                "aws:appautoscaling/target:Target maxCapacity",
                "aws:appautoscaling/target:Target minCapacity"));
    }

    @Test
    void whatGivesAPublicAddress() {
        Map<String, String> inputs = Map.of(
                "aws:ecs/service:Service",
                "networkConfiguration.assignPublicIp",
                TEMPLATE,
                "networkInterfaces.associatePublicIpAddress",
                "aws:ec2/instance:Instance",
                "associatePublicIpAddress",
                "aws:eks/cluster:Cluster",
                "vpcConfig.endpointPublicAccess",
                "aws:rds/instance:Instance",
                "publiclyAccessible",
                "aws:rds/clusterInstance:ClusterInstance",
                "publiclyAccessible");
        inputs.forEach((type, input) -> row(
                type,
                only(FindingId.PUBLIC_ADDRESS, Told.update(type, nested(input, false), nested(input, true))),
                "WARNING public-address it gets a public address: " + input + " is on"));

        check(ExposureRule.INPUTS.keySet());
    }

    @Test
    void anyNetworkInterfaceMayGetAPublicAddress() {
        Map<String, Object> first = Map.of("deviceIndex", 0, "associatePublicIpAddress", "false");
        Map<String, Object> second = Map.of("deviceIndex", 1, "associatePublicIpAddress", "true");

        assertThat(only(
                        FindingId.PUBLIC_ADDRESS,
                        Told.update(
                                TEMPLATE,
                                Map.of("networkInterfaces", List.of(first)),
                                Map.of("networkInterfaces", List.of(first, second)))))
                .containsExactly(
                        "WARNING public-address it gets a public address: networkInterfaces.associatePublicIpAddress is on");
    }

    @Test
    void whatKeepsThePublicOut() {
        for (String key :
                List.of("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")) {
            row(
                    key,
                    Told.update(
                            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                            Map.of(key, true),
                            Map.of(key, false)),
                    "DANGER public-address it no longer blocks public access: " + key + " is off");
        }

        check(Set.copyOf(ExposureRule.BLOCKS));
    }

    /** Of a bucket that is new, too. */
    @Test
    void whoMayReadABucketByItsAcl() {
        for (String type : List.of(
                "aws:s3/bucket:Bucket",
                "aws:s3/bucketV2:BucketV2",
                "aws:s3/bucketAcl:BucketAcl",
                "aws:s3/bucketAclV2:BucketAclV2")) {
            row(
                    type,
                    Told.update(type, Map.of("acl", "private"), Map.of("acl", "public-read")),
                    "DANGER public-address it can be read by everybody: acl is public-read");
        }
        Map.of(
                        "public-read",
                        "read by everybody",
                        "public-read-write",
                        "read and written by everybody",
                        "authenticated-read",
                        "read by every AWS account")
                .forEach((acl, who) -> row(
                        acl,
                        Told.update("aws:s3/bucket:Bucket", Map.of("a", "b"), Map.of("acl", acl)),
                        "DANGER public-address it can be " + who + ": acl is " + acl));
        Set<String> rows = new HashSet<>(ExposureRule.WITH_ACL);
        rows.addAll(ExposureRule.PUBLIC_ACLS.keySet());
        check(rows);
        assertThat(Told.update("aws:s3/bucket:Bucket", Map.of("acl", "public-read"), Map.of("acl", "private")))
                .isEmpty();
        assertThat(Told.update(
                        "aws:s3/bucket:Bucket",
                        Map.of("acl", "public-read", "a", "b"),
                        Map.of("acl", "public-read", "a", "c")))
                .isEmpty();
    }

    @Test
    void whatIsEncrypted() {
        for (String key :
                List.of("encrypted", "storageEncrypted", "atRestEncryptionEnabled", "transitEncryptionEnabled")) {
            row(
                    key,
                    Told.update("aws:test/it:It", Map.of("a", Map.of(key, true)), Map.of("a", Map.of(key, false))),
                    "WARNING encryption-off it is no longer encrypted: a." + key + " is off");
            assertThat(Told.update("aws:test/it:It", Map.of(key, true), Map.of("b", "c")))
                    .as("taken away")
                    .containsExactly("WARNING encryption-off it is no longer encrypted: " + key + " is off");
        }

        check(HardeningRule.ENCRYPTED);
    }

    @Test
    void whatEncryptsABucket() {
        for (String type : List.of(
                "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
                "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")) {
            row(
                    type,
                    Told.of(new Stack().with(type, "it", "bucket", "b"), new Stack()),
                    "WARNING encryption-off the encryption settings it are deleted");
        }

        check(HardeningRule.ENCRYPTION_OF_BUCKET);
    }

    @Test
    void listenerThatLosesItsEncryption() {
        for (String before : List.of("HTTPS", "TLS")) {
            for (String after : List.of("HTTP", "TCP")) {
                assertThat(Told.update(
                                "aws:lb/listener:Listener", Map.of("protocol", before), Map.of("protocol", after)))
                        .as(before + " to " + after)
                        .containsExactly("WARNING encryption-off listener it no longer uses TLS");
            }
        }
        assertThat(Told.update("aws:lb/listener:Listener", Map.of("protocol", "HTTP"), Map.of("protocol", "HTTPS")))
                .isEmpty();
    }

    @Test
    void whatKeepsAResourceFromBeingDeleted() {
        Map<String, String> inputs = Map.of(
                "aws:ec2/instance:Instance",
                "disableApiTermination",
                TEMPLATE,
                "disableApiTermination",
                "aws:lb/loadBalancer:LoadBalancer",
                "enableDeletionProtection",
                "aws:rds/instance:Instance",
                "deletionProtection",
                "aws:rds/cluster:Cluster",
                "deletionProtection",
                "aws:dynamodb/table:Table",
                "deletionProtectionEnabled",
                "aws:autoscaling/group:Group",
                "protectFromScaleIn");
        inputs.forEach((type, input) -> row(
                type,
                only(FindingId.PROTECTION_REMOVED, Told.update(type, Map.of(input, true), Map.of(input, false))),
                "WARNING protection-removed it: " + input + " is off"));

        check(ProtectionRule.INPUTS.keySet());
    }

    @Test
    void managedTerminationProtection() {
        assertThat(Told.update(
                        "aws:ecs/capacityProvider:CapacityProvider",
                        nested("autoScalingGroupProvider.managedTerminationProtection", "ENABLED"),
                        nested("autoScalingGroupProvider.managedTerminationProtection", "DISABLED")))
                .containsExactly(
                        "WARNING protection-removed it: managed termination protection is off, so scaling in may end new instances that run tasks;"
                                + " those that run stay protected until somebody takes it off them");
    }

    @Test
    void forceDestroyIsNoProtection() {
        assertThat(Told.update("aws:s3/bucketV2:BucketV2", Map.of("forceDestroy", false), Map.of("forceDestroy", true)))
                .containsExactly(
                        "WARNING protection-removed it: forceDestroy is on, so deleting it deletes its content");
    }

    @Test
    void whereTrafficComesFrom() {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        for (String field : List.of("cidrBlocks", "cidrIpv4")) {
            sources.put(field, List.of("10.0.0.0/8", "11.0.0.0/8"));
        }
        for (String field : List.of("ipv6CidrBlocks", "cidrIpv6")) {
            sources.put(field, List.of("fd00::/8", "fe00::/8"));
        }
        for (String field : List.of("securityGroups", "referencedSecurityGroupId", "sourceSecurityGroupId")) {
            sources.put(field, List.of("sg-1", "sg-2"));
        }
        for (String field : List.of("prefixListIds", "prefixListId")) {
            sources.put(field, List.of("pl-1", "pl-2"));
        }
        sources.forEach((field, values) -> row(
                field,
                Told.update(
                        INGRESS,
                        Map.of("ipProtocol", "tcp", "fromPort", 443, "toPort", 443, field, values.get(0)),
                        Map.of("ipProtocol", "tcp", "fromPort", 443, "toPort", 443, field, values.get(1))),
                "WARNING security-group-opens it opens tcp 443 to " + values.get(1)));

        List<String> fields = new ArrayList<>(Ingress.CIDRS);
        fields.addAll(Ingress.GROUPS);
        check(Set.copyOf(fields));
    }

    @Test
    void whatElseAnInstanceStartsWith() {
        for (String key : List.of(
                "blockDeviceMappings",
                "metadataOptions",
                "iamInstanceProfile",
                "networkInterfaces",
                "vpcSecurityGroupIds",
                "securityGroupNames",
                "keyName",
                "licenseSpecifications",
                "tagSpecifications")) {
            row(
                    key,
                    Told.update(TEMPLATE, Map.of(key, Map.of("a", "b")), Map.of(key, Map.of("a", "c"))),
                    "NOTE launch-template-changed " + key + " of it changed: what starts from it from now on has it");
        }

        check(Set.copyOf(LaunchTemplateRule.OTHERS));
    }

    @Test
    void whatAnInstanceBootsWith() {
        Map<String, String> words = Map.of(
                "userData", "user-data-changed user data",
                "userDataBase64", "user-data-changed user data",
                "imageId", "ami-changed AMI",
                "ami", "ami-changed AMI",
                "instanceType", "instance-type-changed instance type",
                "instanceRequirements", "instance-type-changed instance type");
        words.forEach((key, what) -> row(
                key,
                Told.update(TEMPLATE, Map.of(key, "a"), Map.of(key, "b")),
                "NOTE " + what + " of it changed: what starts from it from now on has it"));

        check(words.keySet());
    }

    @Test
    void whoseEndIsFelt() {
        Map<String, String> follows = new HashMap<>();
        follows.put(
                "aws:ecs/cluster:Cluster", "DANGER cluster-replaced ECS cluster it is %s: its services and tasks stop");
        follows.put("aws:ecs/service:Service", "DANGER service-replaced service it is %s: its tasks stop");
        follows.put(
                "aws:eks/cluster:Cluster", "DANGER cluster-replaced EKS cluster it is %s: all of its workloads end");
        follows.put(
                "aws:lb/listener:Listener",
                "WARNING listener-replaced listener it is %s: nothing answers until the new one is there");
        follows.put(
                "aws:ec2/instance:Instance",
                "DANGER instance-replaced instance it is %s: what runs on it ends, and its disk is lost");
        follows.put("aws:ec2/eip:Eip", "WARNING address-changes Elastic IP it is %s: the public address is lost");
        follows.put(
                "aws:ec2/natGateway:NatGateway",
                "WARNING address-changes NAT gateway it is %s: connections to the outside break");
        follows.forEach((type, sentence) -> {
            row(type, replaced(type), String.format(sentence, "replaced"));
            assertThat(deleted(type)).as(type).containsExactly(String.format(sentence, "deleted"));
        });
        String balancer = "aws:lb/loadBalancer:LoadBalancer";
        row(
                balancer,
                replaced(balancer),
                "DANGER load-balancer-replaced load balancer it is replaced: its DNS name changes");
        assertThat(deleted(balancer))
                .containsExactly("DANGER load-balancer-replaced load balancer it is deleted: its DNS name is gone");
        for (String type : List.of("aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet")) {
            assertThat(deleted(type)).as("with all that is in it").isEmpty();
        }
        row(
                "aws:ec2/vpc:Vpc",
                replaced("aws:ec2/vpc:Vpc"),
                "DANGER network-replaced VPC it is replaced: everything in it is replaced");
        row(
                "aws:ec2/subnet:Subnet",
                replaced("aws:ec2/subnet:Subnet"),
                "DANGER network-replaced subnet it is replaced: what is in it is replaced");

        check(LifecycleRule.EFFECTS.keySet());
    }

    private static List<String> replaced(String type) {
        return Told.of(
                new Stack().with(type, "it", options -> options.trigger("a"), "b", "c"),
                new Stack().with(type, "it", options -> options.trigger("b"), "b", "c"));
    }

    private static List<String> deleted(String type) {
        return Told.of(new Stack().with(type, "it", "b", "c"), new Stack());
    }

    @Test
    void whatGivesManagedPolicies() {
        String arn = "arn:aws:iam::aws:policy/Some";
        String told = "WARNING iam-widens it attaches the managed policy Some";
        Map<String, Object> attachments = new LinkedHashMap<>();
        for (String whom : List.of("role", "user", "group")) {
            String type = Character.toUpperCase(whom.charAt(0)) + whom.substring(1);
            attachments.put("aws:iam/" + whom + "PolicyAttachment:" + type + "PolicyAttachment", "policyArn");
            attachments.put(
                    "aws:iam/" + whom + "PolicyAttachmentsExclusive:" + type + "PolicyAttachmentsExclusive",
                    "policyArns");
        }
        attachments.put("aws:iam/policyAttachment:PolicyAttachment", "policyArn");
        attachments.put("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "managedPolicyArn");
        attachments.forEach((type, input) ->
                row(type, Told.of(new Stack(), new Stack().with(type, "it", input, List.of(arn))), told));
        String customer = "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment";
        row(
                customer,
                Told.of(
                        new Stack(),
                        new Stack().with(customer, "it", "customerManagedPolicyReference", Map.of("name", "Some"))),
                told);
        for (String holder : List.of("aws:iam/role:Role", "aws-native:iam:Role")) {
            Stack before = new Stack().with(holder, "it", "managedPolicyArns", List.of());
            Stack after = new Stack().with(holder, "it", "managedPolicyArns", List.of(arn));
            row(holder, Told.of(before, after), told);
        }
        for (String holder : List.of("aws-native:iam:User", "aws-native:iam:Group")) {
            row(holder, Told.of(new Stack(), new Stack().with(holder, "it", "managedPolicyArns", List.of(arn))), told);
        }
        String set = "aws-native:sso:PermissionSet";
        row(set, Told.of(new Stack(), new Stack().with(set, "it", "managedPolicies", List.of(arn))), told);

        check(RoleRule.ATTACHMENTS.keySet());
    }

    @Test
    void whatAClusterLosesWithAnAddOn() {
        Map<String, String> lost = Map.of(
                "coredns", "names no longer resolve in its cluster",
                "vpc-cni", "new pods in its cluster get no addresses",
                "kube-proxy", "services in its cluster no longer reach pods on new nodes");
        lost.forEach((addon, sentence) -> row(
                addon,
                Told.of(new Stack().with("aws:eks/addon:Addon", "it", "addonName", addon), new Stack()),
                "DANGER addon-deleted the add-on " + addon + " is deleted (it): " + sentence));

        check(AddonRule.NEEDED.keySet());
    }

    @Test
    void whatSwitchesAddressesOfWindowsPodsOnWithoutTheAddOn() {
        for (String type : List.of("kubernetes:core/v1:ConfigMap", "kubernetes:core/v1:ConfigMapPatch")) {
            Map<String, Object> metadata = Map.of("name", "amazon-vpc-cni");
            row(
                    type,
                    Told.update(
                            type,
                            Map.of("metadata", metadata, "data", Map.of("enable-windows-ipam", "true")),
                            Map.of("metadata", metadata, "data", Map.of("enable-windows-ipam", "false"))),
                    "DANGER windows-addresses-off it no longer switches addresses of Windows pods on: enable-windows-ipam is not"
                            + " the text \"true\", so that no new Windows pod starts");
        }

        check(AddonRule.CONFIG_MAPS);
    }

    @Test
    void whichAccessPoliciesAreMighty() {
        for (String policy : List.of("AmazonEKSClusterAdminPolicy", "AmazonEKSAdminPolicy")) {
            row(
                    policy,
                    Told.of(
                            new Stack(),
                            new Stack()
                                    .with(
                                            "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
                                            "it",
                                            "principalArn",
                                            "arn:t",
                                            "policyArn",
                                            "arn:aws:eks::aws:cluster-access-policy/" + policy,
                                            "accessScope",
                                            Map.of("type", "cluster"))),
                    "DANGER access-widens arn:t gets " + policy + " in the whole cluster");
        }

        check(AccessRule.MIGHTY);
    }

    @Test
    void whomAwsAuthLetsIn() {
        Map<String, Object> metadata = Map.of("name", "aws-auth");
        Map.of("mapRoles", "rolearn", "mapUsers", "userarn")
                .forEach((entry, arn) -> row(
                        entry,
                        Told.update(
                                "kubernetes:core/v1:ConfigMapPatch",
                                Map.of("metadata", metadata, "data", Map.of(entry, "[]")),
                                Map.of(
                                        "metadata",
                                        metadata,
                                        "data",
                                        Map.of(entry, "- " + arn + ": arn:t\n  groups:\n  - viewers\n"))),
                        "WARNING access-widens it lets arn:t in as viewers"));

        check(AwsAuthRule.ENTRIES.keySet());
    }

    @Test
    void whichManagedPoliciesAreMighty() {
        for (String name : List.of(
                "AdministratorAccess",
                "PowerUserAccess",
                "IAMFullAccess",
                "AmazonEC2FullAccess",
                "AmazonS3FullAccess")) {
            row(
                    name,
                    Told.of(
                            new Stack(),
                            new Stack()
                                    .with(
                                            "aws:iam/role:Role",
                                            "it",
                                            "managedPolicyArns",
                                            List.of("arn:aws:iam::aws:policy/" + name))),
                    "DANGER iam-widens it attaches the managed policy " + name);
        }

        check(RoleRule.MIGHTY);
    }

    @Test
    void whatHoldsAPolicy() {
        for (String input : List.of(
                "policy", "inlinePolicy", "policyDocument", "repositoryPolicy", "accessPolicies", "accessPolicy")) {
            row(
                    input,
                    Told.update(
                            "aws:test/it:It",
                            Map.of(input, policy("s3:GetObject")),
                            Map.of(input, policy("s3:PutObject"))),
                    "WARNING iam-widens it allows more: s3:PutObject on arn:x");
        }
        row(
                "inlinePolicies",
                Told.update(
                        "aws:iam/role:Role",
                        Map.of("inlinePolicies", List.of(Map.of("policy", policy("s3:GetObject")))),
                        Map.of("inlinePolicies", List.of(Map.of("policy", policy("s3:PutObject"))))),
                "WARNING iam-widens it allows more: s3:PutObject on arn:x");
        row(
                "policies",
                Told.update(
                        "aws-native:iam:Role",
                        Map.of("policies", List.of(Map.of("policyDocument", policy("s3:GetObject")))),
                        Map.of("policies", List.of(Map.of("policyDocument", policy("s3:PutObject"))))),
                "WARNING iam-widens it allows more: s3:PutObject on arn:x");
        row(
                "assumeRolePolicy",
                Told.update(
                        "aws:iam/role:Role",
                        Map.of("assumeRolePolicy", policy("sts:AssumeRole")),
                        Map.of(
                                "assumeRolePolicy",
                                policy("sts:AssumeRole").replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\""))),
                "DANGER iam-trust-widens it trusts everybody: principal *");

        check(Set.copyOf(PolicyRule.INPUTS));
    }

    @Test
    void whatAPolicyIsAttachedTo() {
        Map<String, Set<String>> owners = Map.of(
                "aws:iam/rolePolicy:RolePolicy", Set.of("aws:iam/role:Role"),
                "aws:iam/userPolicy:UserPolicy", Set.of("aws:iam/user:User"),
                "aws:iam/groupPolicy:GroupPolicy", Set.of("aws:iam/group:Group"),
                "aws:s3/bucketPolicy:BucketPolicy", Set.of("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"),
                "aws:sqs/queuePolicy:QueuePolicy", Set.of("aws:sqs/queue:Queue"),
                "aws:sns/topicPolicy:TopicPolicy", Set.of("aws:sns/topic:Topic"),
                "aws:kms/keyPolicy:KeyPolicy", Set.of("aws:kms/key:Key"),
                "aws:secretsmanager/secretPolicy:SecretPolicy", Set.of("aws:secretsmanager/secret:Secret"),
                "aws:ecr/repositoryPolicy:RepositoryPolicy", Set.of("aws:ecr/repository:Repository"),
                "aws:efs/fileSystemPolicy:FileSystemPolicy", Set.of("aws:efs/fileSystem:FileSystem"));
        owners.forEach((policy, types) -> types.forEach(owner -> {
            List<String> needs = List.of(Stack.urn(owner, "o"));
            Stack both = new Stack().with(owner, "o", "a", "b").needing(needs, policy, "p", "policy", policy("a:b"));
            row(
                    policy,
                    Told.of(new Stack().with(owner, "o", "a", "b"), both),
                    "WARNING iam-widens p allows more: a:b on arn:x");
            assertThat(Told.of(new Stack(), both)).as("made with its owner").isEmpty();
            String input = Objects.requireNonNull(PolicyRule.OWNERS.get(policy), policy)
                    .input();
            Stack untold = new Stack()
                    .with(owner, "o", "a", "b")
                    .with(policy, "p", input, PropertyValue.UNKNOWN, "policy", policy("a:b"));
            assertThat(Told.of(new Stack(), untold))
                    .as("made with its owner, as events tell it")
                    .isEmpty();
        }));

        check(PolicyRule.OWNERS.keySet());
        PolicyRule.OWNERS.forEach(
                (policy, owner) -> assertThat(owner.types()).as(policy).isEqualTo(owners.get(policy)));
    }

    private static String policy(String action) {
        return "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"arn:x\"}]}";
    }

    @Test
    void wordsThatAreAboutADomain() {
        Map<String, String> lines = Map.of(
                "Add-Computer", "Add-Computer -Credential $c",
                "DomainName", "$DomainName = $d",
                "JoinDomain", "$computer.JoinDomain($d)",
                "AWS-JoinDirectoryServiceDomain", "Start-SSM AWS-JoinDirectoryServiceDomain",
                "CredentialSpec", "New-CredentialSpec $a",
                "gMSA", "Test-Gmsa $a",
                "DirectoryId", "$directoryId = $d");
        lines.forEach((word, line) -> row(
                word,
                only(
                        FindingId.DOMAIN_IDENTITY_CHANGED,
                        Told.update(
                                TEMPLATE,
                                Map.of("userData", base64("Write-Host 1\nWrite-Host 2\n")),
                                Map.of("userData", base64("Write-Host 1\n" + line + "\n")))),
                "WARNING domain-identity-changed how it joins or uses its domain changed"));

        check(Set.copyOf(TaskRule.DOMAIN_WORDS));
    }

    @Test
    void whatElseIsOfADomain() {
        String changed = "WARNING domain-identity-changed how it joins or uses its domain changed";
        String files = "aws:fsx/windowsFileSystem:WindowsFileSystem";
        assertThat(Told.update(files, Map.of("activeDirectoryId", "d-1"), Map.of("activeDirectoryId", "d-2")))
                .contains(changed);
        assertThat(Told.update(
                        files,
                        nested("selfManagedActiveDirectory.domainName", "a"),
                        nested("selfManagedActiveDirectory.domainName", "b")))
                .contains(changed);
        assertThat(Told.update(
                        "aws:directoryservice/directory:Directory",
                        Map.of("desiredNumberOfDomainControllers", 2),
                        Map.of("desiredNumberOfDomainControllers", 3)))
                .contains(changed);
        assertThat(Told.update(
                        "aws:ssm/association:Association",
                        Map.of("name", "AWS-JoinDirectoryServiceDomain", "associationName", "a"),
                        Map.of("name", "AWS-JoinDirectoryServiceDomain", "associationName", "b")))
                .contains(changed);
        assertThat(Told.update(
                        "aws:ecs/taskDefinition:TaskDefinition",
                        Map.of("containerDefinitions", "[{\"name\":\"web\",\"dockerSecurityOptions\":[\"a\"]}]"),
                        Map.of("containerDefinitions", "[{\"name\":\"web\",\"dockerSecurityOptions\":[\"b\"]}]")))
                .contains("WARNING domain-identity-changed credential spec (gMSA) of container web in it changed");
    }

    private static List<String> only(FindingId id, List<String> findings) {
        return findings.stream()
                .filter(line -> line.contains(" " + id.id() + " "))
                .toList();
    }

    private static Map<String, Object> nested(String path, Object value) {
        int dot = path.indexOf('.');
        return dot < 0 ? Map.of(path, value) : Map.of(path.substring(0, dot), nested(path.substring(dot + 1), value));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
