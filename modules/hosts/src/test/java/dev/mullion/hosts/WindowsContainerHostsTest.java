package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.s3.BucketObjectv2Args;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.ssm.AssociationArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.testkit.preview.Planned;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WindowsContainerHostsTest {
    private static final NetworkSpec NETWORK = NetworkSpec.builder()
            .vpcId("vpc-0a1b2c3d4e5f60718")
            .subnetIds("subnet-0123456789abcdef0")
            .cidrBlock(Ipv4Cidr.parse("10.80.0.0/16"))
            .build();

    private static final List<Class<?>> BUILDERS = List.of(
            AssociationArgs.Builder.class,
            BucketObjectv2Args.Builder.class,
            BucketOwnershipControlsArgs.Builder.class,
            BucketPolicyArgs.Builder.class,
            BucketPublicAccessBlockArgs.Builder.class,
            BucketV2Args.Builder.class,
            GroupArgs.Builder.class,
            InstanceProfileArgs.Builder.class,
            LaunchTemplateArgs.Builder.class,
            ListenerArgs.Builder.class,
            LoadBalancerArgs.Builder.class,
            LogGroupArgs.Builder.class,
            RoleArgs.Builder.class,
            RolePolicyArgs.Builder.class,
            RolePolicyAttachmentArgs.Builder.class,
            SecurityGroupArgs.Builder.class,
            SecurityGroupEgressRuleArgs.Builder.class,
            SecurityGroupIngressRuleArgs.Builder.class,
            TargetGroupArgs.Builder.class);

    private static final String SHA256 = "0a".repeat(32);

    @Test
    void makesHostsAndTheWayToTheirBuildkit() {
        Planned planned = planned(ci -> ci.buildkit(WindowsContainerHostsTest::withEndpoint));

        assertThat(planned.tree()).isEqualTo("""
                mullion:hosts:WindowsContainerHosts ci
                  mullion:ec2:WindowsLaunchTemplate ci
                    aws:s3/bucketV2:BucketV2 ci-user-data
                    aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock ci-user-data-public-access
                    aws:s3/bucketOwnershipControls:BucketOwnershipControls ci-user-data-ownership
                    aws:s3/bucketObjectv2:BucketObjectv2 ci-user-data-script
                    aws:s3/bucketPolicy:BucketPolicy ci-user-data-policy
                    aws:iam/role:Role ci-role
                    aws:iam/rolePolicyAttachment:RolePolicyAttachment ci-AmazonSSMManagedInstanceCore
                    aws:iam/rolePolicy:RolePolicy ci-buildkit-tls
                    aws:iam/rolePolicy:RolePolicy ci-user-data-read
                    aws:iam/instanceProfile:InstanceProfile ci-instance-profile
                    aws:ec2/securityGroup:SecurityGroup ci-security-group
                    aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ci-egress
                    aws:ec2/launchTemplate:LaunchTemplate ci-launch-template
                  mullion:hosts:BuildkitEndpoint ci-buildkit
                    aws:ec2/securityGroup:SecurityGroup ci-buildkit-load-balancer-security-group
                    aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ci-buildkit-from-10.80.0.0-16
                    aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ci-buildkit-to-hosts
                    aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ci-buildkit-from-load-balancer
                    aws:lb/loadBalancer:LoadBalancer ci-buildkit-load-balancer
                    aws:lb/targetGroup:TargetGroup ci-buildkit-target-group
                    aws:lb/listener:Listener ci-buildkit-listener
                  aws:autoscaling/group:Group ci-auto-scaling-group
                """);
        assertThat(planned.inputs("SecurityGroupIngressRule ci-buildkit-from-10.80.0.0-16"))
                .contains(
                        "cidrIpv4: 10.80.0.0/16\n",
                        "fromPort: 1234\n",
                        "securityGroupId: ${ci-buildkit-load-balancer-security-group.id}\n",
                        "toPort: 1234\n");
        assertThat(planned.inputs("SecurityGroupIngressRule ci-buildkit-from-load-balancer"))
                .contains(
                        "referencedSecurityGroupId: ${ci-buildkit-load-balancer-security-group.id}\n",
                        "securityGroupId: ${ci-security-group.id}\n");
        assertThat(planned.inputs("Listener ci-buildkit-listener"))
                .contains("port: 1234\n", "protocol: TCP\n", "tcpIdleTimeoutSeconds: 6000\n");
        assertThat(planned.inputs("LoadBalancer ci-buildkit-load-balancer"))
                .contains("internal: true\n", "loadBalancerType: network\n", "subnets: [subnet-0123456789abcdef0]\n");
        assertThat(planned.input("Group ci-auto-scaling-group", "targetGroupArns"))
                .isEqualTo("[${ci-buildkit-target-group.arn}]");
        assertThat(planned.dependencies("Group ci-auto-scaling-group"))
                .contains(
                        "RolePolicy ci-buildkit-tls",
                        "SecurityGroupEgressRule ci-egress",
                        "Listener ci-buildkit-listener",
                        "SecurityGroupIngressRule ci-buildkit-from-load-balancer");
        assertThat(planned.input("LaunchTemplate ci-launch-template", "imageId"))
                .isEqualTo("${getParameter(/aws/service/ami-windows-latest/"
                        + "Windows_Server-2022-English-Core-Base).value}");
    }

    @Test
    void allowsTheHostsNothingButWhatTheyNeed() {
        Planned planned = planned(ci -> ci.cloudWatchLogs(logs -> {})
                .domainJoin(join -> join.directoryId("d-1234567890").domain("corp.example.com"))
                .buildkit(b -> withEndpoint(b)
                        .cache(cache -> cache.s3(s3 -> s3.bucket("cache").prefix("web/")))));

        assertThat(planned.input("RolePolicy ci-buildkit-tls", "policy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"secretsmanager:GetSecretValue\"],\"Resource\":"
                        + "[\"arn:aws:secretsmanager:eu-west-1:123456789012:secret:tls-AbCdEf\"]}]}");
        assertThat(planned.input("RolePolicy ci-buildkit-cache", "policy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::cache\"]},{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"s3:AbortMultipartUpload\",\"s3:GetObject\",\"s3:PutObject\"],\"Resource\":"
                        + "[\"arn:aws:s3:::cache/web/*\"]}]}");
        assertThat(planned.input("RolePolicy ci-logs", "policy"))
                .contains("arn:aws:logs:*:*:log-group:/mullion/hosts/ci-dev")
                .doesNotContain("\"*\"");
        assertThat(planned.inputs("LogGroup ci-logs"))
                .contains("name: /mullion/hosts/ci-dev\n", "retentionInDays: 30\n");
        assertThat(planned.inputs("Association ci-cloudwatch-agent"))
                .contains(
                        "name: AWS-ConfigureAWSPackage\n",
                        "parameters: {action: Install, name: AmazonCloudWatchAgent}\n");
        assertThat(planned.dependencies("Group ci-auto-scaling-group"))
                .contains("LogGroup ci-logs", "Association ci-cloudwatch-agent", "Association ci-domain-join");
    }

    @Test
    void opensEachHostWhereThereIsNoLoadBalancer() {
        Planned planned = planned(ci -> ci.buildkit(b ->
                b.endpoint(endpoint -> withTls(endpoint).loadBalancer(false).port(4321))));

        assertThat(planned.tree()).doesNotContain("aws:lb");
        assertThat(planned.inputs("SecurityGroupIngressRule ci-buildkit-from-10.80.0.0-16"))
                .contains("fromPort: 4321\n", "securityGroupId: ${ci-security-group.id}\n");
        assertThat(planned.input("Group ci-auto-scaling-group", "targetGroupArns"))
                .isEmpty();
    }

    @Test
    void tellsHowTheBuildersAreUsed() {
        ContainerHostsModel model = model(
                ci -> ci.maxSize(3).buildkit(b -> withEndpoint(b).cache(cache -> cache.s3(s3 -> s3.bucket("cache")))));

        assertThat(new HostHelp(model, "ci-1a2b3c4", Optional.of("nlb.example.com")).text())
                .isEqualTo("""
                # The hosts, with their private addresses:
                aws ec2 describe-instances --filters Name=tag:aws:autoscaling:groupName,Values=ci-1a2b3c4 \
                --query 'Reservations[].Instances[].[InstanceId,PrivateIpAddress]' --output text
                # A shell on one; nerdctl needs an elevated one, which this is:
                aws ssm start-session --target INSTANCE_ID
                # Builds from elsewhere, past the load balancer (the paths must be absolute, and cacert is needed):
                docker buildx create --name ci-dev --driver remote --driver-opt \
                cacert=/absolute/ca.pem,cert=/absolute/cert.pem,key=/absolute/key.pem,servername=b.example \
                tcp://nlb.example.com:1234
                buildctl --addr tcp://nlb.example.com:1234 --tlscacert ca.pem --tlscert cert.pem --tlskey key.pem \
                --tlsservername b.example debug workers
                # The same through Session Manager, from where no network leads there; then tcp://127.0.0.1:1234:
                aws ssm start-session --target INSTANCE_ID --document-name AWS-StartPortForwardingSession --parameters \
                portNumber=1234,localPortNumber=1234
                # Builds on a host; what they make is in containerd's namespace buildkit:
                buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=. --output \
                type=image,name=registry.example.com/app:1,push=true
                nerdctl --namespace buildkit images
                # The cache that the builders share; without it each has its own, on its disk:
                buildctl build ... --export-cache type=s3,region=eu-west-1,bucket=cache,name=app,mode=max \
                --import-cache type=s3,region=eu-west-1,bucket=cache,name=app
                """);
    }

    @Test
    void aNameOrAPrefixIsOneWordOfACommandToCopy() {
        ContainerHostsModel model = model(ci ->
                ci.buildkit(b -> b.cache(c -> c.s3(s3 -> s3.bucket("cache").prefix("a'(b)!/")))));

        assertThat(new HostHelp(model, "ci; calc", Optional.empty()).text())
                .contains(
                        "--filters 'Name=tag:aws:autoscaling:groupName,Values=ci; calc' --query",
                        "--import-cache 'type=s3,region=eu-west-1,bucket=cache,prefix=a'\\''(b)!/,name=app'\n");
    }

    @Test
    void saysThatBuildersShareNoCacheWhereTheyShareNone() {
        assertThat(new HostHelp(model(ci -> ci.maxSize(3).buildkit(b -> {})), "ci", Optional.empty()).text())
                .endsWith("# The builders share no cache: each keeps its own, on its disk.\n");
        assertThat(new HostHelp(model(ci -> ci.maxSize(1).buildkit(b -> {})), "ci", Optional.empty()).text())
                .doesNotContain("share");
    }

    @Test
    void deploysNothingWhoseHashNobodyKnows() {
        Problems problems = new Problems();
        model(ci -> ci.containerd(c -> {}).buildkit(b -> b.version(ToolVersion.parse("0.34.2"))))
                .checkDeployment(problems);

        assertThat(problems.problems())
                .extracting(Object::toString)
                .containsExactly(
                        "containerd.sha256: has no value, and no source that Mullion knows has the hash of containerd 2.3.7;"
                                + " nothing is installed unchecked: curl -fsSL https://github.com/containerd/containerd/"
                                + "releases/download/v2.3.7/containerd-2.3.7-windows-amd64.tar.gz.sha256sum",
                        "buildkit.sha256: has no value, and no source that Mullion knows has the hash of buildkit 0.34.2;"
                                + " nothing is installed unchecked: curl -fsSL https://api.github.com/repos/moby/buildkit/"
                                + "releases/tags/v0.34.2 | jq -r '.assets[] | select(.name =="
                                + " \"buildkit-v0.34.2.windows-amd64.tar.gz\").digest'");
    }

    @Test
    void refusesInAProgramWhatAStackFileRefuses() {
        WindowsContainerHostsSpec spec = spec(
                ci -> ci.containerd(c -> c.version(ToolVersion.parse("2.3.6"))).buildkit(b -> b.endpoint(e -> {})));

        assertThatThrownBy(() -> ContainerHostsModel.checked("ci", spec, context(), Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                ci.buildkit.endpoint.allowedCidrBlocks: has no value; name the networks that builds come from
                ci.buildkit.endpoint.tls: has no value; BuildKit listens with mutual TLS only: without, everybody who \
                reaches the port builds, containers of builds included
                ci.containerd.version: got "2.3.6"; use 2.3.7 or later: versions below have known vulnerabilities \
                (CVE-2026-53495, CVE-2026-53493, CVE-2026-95839)""");
    }

    @Test
    void everyChildCanBeCustomized() {
        AtomicInteger customized = new AtomicInteger();
        StackContext context = context();
        for (Class<?> builder : BUILDERS) {
            context = context.customize(builder, args -> {
                customized.incrementAndGet();
                return args;
            });
        }
        StackContext counting = context;
        Planned planned = Planned.of(() -> new WindowsContainerHosts(
                "ci",
                spec(ci -> ci.cloudWatchLogs(logs -> {})
                        .domainJoin(join -> join.directoryId("d-1234567890").domain("corp.example.com"))
                        .buildkit(WindowsContainerHostsTest::withEndpoint)),
                new WindowsContainerHostsInputs(counting, NetworkOutputs.existing(NETWORK)),
                null));

        assertThat(customized)
                .hasValue(Math.toIntExact(planned.tree()
                        .lines()
                        .filter(line -> line.contains("aws:"))
                        .count()));
        counting.checkCustomizations();
    }

    @Test
    void choosesANetworkApartFromTheVpcAndFromWhatIsNamed() {
        ContainerNetworkSpec spec = ContainerNetworkSpec.builder()
                .apartFrom(Ipv4Cidr.parse("192.168.0.0/16"))
                .build();

        assertThat(spec.network(Optional.empty()).subnet()).hasToString("172.30.208.0/20");
        assertThat(spec.network(Optional.of(Ipv4Cidr.parse("172.30.0.0/16"))).subnet())
                .hasToString("10.208.208.0/20");
        NatNetwork network = spec.network(Optional.of(Ipv4Cidr.parse("10.80.0.0/16")));
        assertThat(network.gateway()).isEqualTo("172.30.208.1");
        assertThat(network.nameservers()).containsExactly("10.80.0.2");
        assertThat(network.file()).isEqualTo("C:\\Program Files\\containerd\\cni\\conf\\0-containerd-nat.conflist");
    }

    private static BuildkitSpecBuilder withEndpoint(BuildkitSpecBuilder buildkit) {
        return buildkit.endpoint(WindowsContainerHostsTest::withTls);
    }

    private static BuildkitEndpointSpecBuilder withTls(BuildkitEndpointSpecBuilder endpoint) {
        return endpoint.allowedCidrBlocks(Ipv4Cidr.parse("10.80.0.0/16"))
                .tls(tls -> tls.secretArn("arn:aws:secretsmanager:eu-west-1:123456789012:secret:tls-AbCdEf")
                        .serverName("b.example"));
    }

    private static WindowsContainerHostsSpec spec(Consumer<WindowsContainerHostsSpecBuilder> description) {
        WindowsContainerHostsSpecBuilder builder = WindowsContainerHostsSpec.builder()
                .instanceTypes("m6i.xlarge")
                .containerd(containerd -> containerd.sha256(SHA256));
        description.accept(builder);
        return builder.unchecked();
    }

    private static StackContext context() {
        return new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of("."));
    }

    private static ContainerHostsModel model(Consumer<WindowsContainerHostsSpecBuilder> description) {
        return new ContainerHostsModel("ci", spec(description), context(), Optional.empty());
    }

    private static Planned planned(Consumer<WindowsContainerHostsSpecBuilder> description) {
        return Planned.of(() -> new WindowsContainerHosts(
                "ci",
                spec(description),
                new WindowsContainerHostsInputs(context(), NetworkOutputs.existing(NETWORK)),
                null));
    }
}
