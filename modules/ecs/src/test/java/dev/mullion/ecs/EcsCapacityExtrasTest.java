package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.LifecycleHookArgs;
import com.pulumi.aws.ecs.CapacityProviderArgs;
import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.iam.RolePolicyArgs;
import dev.mullion.aws.SecretArn;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ecs.service.ContainerSpec;
import dev.mullion.ecs.service.CredentialSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.testkit.preview.Planned;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a capacity can have beyond its instances: accounts, a domain, a warm pool, an agent of its own. */
class EcsCapacityExtrasTest {
    private static final StackContext CONTEXT =
            new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of("."));
    private static final NetworkSpec EXISTING = NetworkSpec.builder()
            .vpcId("vpc-0a1b2c3d4e5f60718")
            .subnetIds(List.of("subnet-0123456789abcdef0"))
            .publicSubnetIds(List.of("subnet-0fedcba9876543210"))
            .build();
    private static final SecretArn SECRET =
            SecretArn.parse("arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-worker-AbCdEf");
    private static final String OURS =
            "\"Resource\":[\"arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/*\"],"
                    + "\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/mullion:component\":\"storefront-domain\","
                    + "\"aws:ResourceTag/mullion:project\":\"shop\",\"aws:ResourceTag/mullion:stack\":\"dev\"}}}]}";
    private static final String GROUP = "Group storefront-domain-auto-scaling-group";

    @Test
    void letsTheInstanceReadJustTheAccountsOfItsTasks() {
        EcsWindowsCapacitySpecBuilder spec = capacity()
                .gmsa(GmsaSpec.builder()
                        .credentialArns(List.of(
                                SECRET, SecretArn.parse("arn:aws:ssm:eu-west-1:123456789012:parameter/gmsa/api")))
                        .build());

        assertThat(planned(spec).input("RolePolicy storefront-domain-gmsa", "policy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":[\"secretsmanager:GetSecretValue\"],\"Resource\":[\"" + SECRET + "\"]},"
                        + "{\"Effect\":\"Allow\",\"Action\":[\"ssm:GetParameter\",\"ssm:GetParameters\"],"
                        + "\"Resource\":[\"arn:aws:ssm:eu-west-1:123456789012:parameter/gmsa/api\"]}]}");
        assertThat(script(spec)).contains("'ECS_GMSA_SUPPORTED' = 'true'");
        assertThat(spec.build().isGmsaSupported()).isTrue();
        assertThat(spec.build().isDomainJoined()).isFalse();
    }

    @Test
    void keepsInstancesOfAWarmPoolBackUntilTheyAreInitialized() {
        EcsWindowsCapacitySpecBuilder spec = capacity()
                .warmPool(WarmPoolSpec.builder()
                        .minSize(1)
                        .maxGroupPreparedCapacity(2)
                        .build());

        Planned planned = planned(spec);

        assertThat(planned.input(GROUP, "warmPool"))
                .isEqualTo("{maxGroupPreparedCapacity: 2, minSize: 1, poolState: Stopped}");
        assertThat(planned.input(GROUP, "initialLifecycleHooks"))
                .isEqualTo("[{defaultResult: ABANDON, heartbeatTimeout: 1800,"
                        + " lifecycleTransition: autoscaling:EC2_INSTANCE_LAUNCHING, name: mullion-ecs-agent}]");
        // A change of them would replace the group; the hook below keeps it.
        assertThat(planned.resource(GROUP).options().ignoreChanges()).containsExactly("initialLifecycleHooks");
        assertThat(planned.inputs("LifecycleHook storefront-domain-launching")).isEqualTo("""
                autoscalingGroupName: ${storefront-domain-auto-scaling-group.name}
                defaultResult: ABANDON
                heartbeatTimeout: 1800
                lifecycleTransition: autoscaling:EC2_INSTANCE_LAUNCHING
                name: mullion-ecs-agent
                """);
        assertThat(planned.input("RolePolicy storefront-domain-warm-pool", "policy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":[\"autoscaling:CompleteLifecycleAction\"]," + OURS);
        assertThat(planned.dependencies(GROUP)).contains("RolePolicy storefront-domain-warm-pool");
        assertThat(script(spec)).contains("'ECS_WARM_POOLS_CHECK' = 'true'");
        assertThat(steps(spec))
                .containsExactly(
                        "Set-EcsAgentEnvironment",
                        "Initialize-EcsAgent",
                        "Register-LifecycleCompletion",
                        "Confirm-EcsAgent");
    }

    @Test
    void letsTheDirectoryJoinInstancesBeforeTheAgentStarts() {
        EcsWindowsCapacitySpecBuilder spec = capacity()
                .domainJoin(DomainJoinSpec.builder()
                        .directoryId("d-1234567890")
                        .ouPath("OU=Containers,DC=corp,DC=example,DC=com")
                        .build());

        Planned planned = planned(spec);

        assertThat(planned.inputs("Association storefront-domain-domain-join")).isEqualTo("""
                associationName: storefront-domain-dev-domain-join
                name: AWS-JoinDirectoryServiceDomain
                parameters: {directoryId: d-1234567890, directoryName: ${getDirectory(d-1234567890).name}, \
                directoryOU: OU=Containers,DC=corp,DC=example,DC=com}
                tags: {mullion:component: storefront-domain, mullion:project: shop, mullion:stack: dev}
                targets: [{key: tag:mullion:project, values: [shop]}, {key: tag:mullion:stack, values: [dev]}, \
                {key: tag:mullion:component, values: [storefront-domain]}]
                """);
        assertThat(planned.dependencies(GROUP))
                .contains("Association storefront-domain-domain-join", "RolePolicy storefront-domain-domain-join");
        assertThat(steps(spec))
                .containsExactly(
                        "Wait-DomainJoin", "Set-EcsAgentEnvironment", "Initialize-EcsAgent", "Confirm-EcsAgent");
        assertThat(script(spec)).contains("'ECS_GMSA_SUPPORTED' = 'true'");
    }

    @Test
    void joinsAnyDomainWithAnAccountThatOnlyTheInstanceReads() {
        EcsWindowsCapacitySpecBuilder spec = capacity()
                .domainJoin(DomainJoinSpec.builder()
                        .domain("corp.example.com")
                        .secretArn(SECRET)
                        .ouPath("OU=O'Brien,DC=corp,DC=example,DC=com")
                        .build());

        assertThat(script(spec)).contains("""
                Invoke-Step -Name 'Join-Domain' -ExitCode 13 -Script {
                    $domain = 'corp.example.com'
                    $secretArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-worker-AbCdEf'
                    $region = 'eu-west-1'
                    $options = @{ 'OUPath' = 'OU=O''Brien,DC=corp,DC=example,DC=com' }
                """).contains("\n$restartByExitCode = $true\n");
        assertThat(script(spec.operatingSystem(WindowsRelease.WINDOWS_SERVER_2019_FULL)))
                .contains("\n$restartByExitCode = $false\n");
    }

    @Test
    void leavesTheDomainToAnImageThatJoinsIt() {
        EcsWindowsCapacitySpecBuilder spec = capacity()
                .domainJoin(DomainJoinSpec.builder().joinedByImage(true).build());

        assertThat(steps(spec)).containsExactly("Set-EcsAgentEnvironment", "Initialize-EcsAgent", "Confirm-EcsAgent");
        assertThat(planned(spec).tree()).doesNotContain("RolePolicy ", "Association");
        assertThat(spec.build().isDomainJoined()).isTrue();
    }

    @Test
    void replacesInstancesThatDidNotJoinWhenAsked() {
        EcsWindowsCapacitySpecBuilder spec = capacity().replaceUnregisteredAfterSeconds(2_700);

        assertThat(planned(spec).input("RolePolicy storefront-domain-agent-watch", "policy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":[\"autoscaling:SetInstanceHealth\"]," + OURS);
        // First of all, so that no other step can keep it from looking.
        assertThat(steps(spec))
                .containsExactly(
                        "Register-AgentWatch", "Set-EcsAgentEnvironment", "Initialize-EcsAgent", "Confirm-EcsAgent");
        // Three attempts and what lies between, a service that is starting, and the wait for the agent: the shortest
        // watch
        // looks behind them.
        assertThat(3 * EcsCapacityUserData.INITIALIZATION_TIMEOUT_SECONDS
                        + 2 * 30
                        + 120
                        + EcsCapacityUserData.JOIN_TIMEOUT_SECONDS)
                .isLessThan(1_800);
        assertThatThrownBy(() -> capacity().replaceUnregisteredAfterSeconds(60).build())
                .isInstanceOf(SpecException.class)
                .hasMessage("replaceUnregisteredAfterSeconds: got 60; use 1800 to 86400");
    }

    @Test
    void makesTheOlderRecipeOfOneSetting() {
        EcsWindowsCapacitySpecBuilder spec = capacity().agent(archive().build());

        Planned planned = planned(spec);

        assertThat(steps(spec))
                .containsExactly(
                        "Set-EcsAgentEnvironment",
                        "Install-EcsAgentArchive",
                        "Start-EcsAgentService",
                        "Confirm-EcsAgent");
        assertThat(script(spec))
                .contains(
                        "'ECS_CLUSTER' = 'storefront-dev'",
                        "'ECS_ENABLE_TASK_IAM_ROLE' = 'false'",
                        "'ECS_AVAILABLE_LOGGING_DRIVERS' = '[\"json-file\",\"awslogs\"]'",
                        "$url = 'https://s3.amazonaws.com/amazon-ecs-agent/ecs-agent-windows-v1.106.1.zip'",
                        "$sha256 = '" + "AB".repeat(32) + "'");
        assertThat(userData(spec).persist()).isTrue();
        assertThat(planned.input("LaunchTemplate storefront-domain-launch-template", "networkInterfaces"))
                .contains("associatePublicIpAddress: \"true\"");
        assertThat(planned.input("LaunchTemplate storefront-domain-launch-template", "blockDeviceMappings"))
                .contains("volumeSize: 128");
        assertThat(planned.input(GROUP, "vpcZoneIdentifiers")).isEqualTo("[subnet-0fedcba9876543210]");
        assertThat(spec.build().agent().taskEni(WindowsRelease.WINDOWS_SERVER_2022_CORE))
                .isFalse();
        assertThat(spec.build().agent().knownVersion()).contains(new AgentVersion(1, 106, 1));
    }

    @Test
    void letsTheUserHaveTheArchiveWithoutItsPublicIp() {
        EcsWindowsCapacitySpecBuilder spec = capacity().agent(archive().build()).associatePublicIpAddress(false);

        assertThat(planned(spec).input(GROUP, "vpcZoneIdentifiers")).isEqualTo("[subnet-0123456789abcdef0]");
    }

    @Test
    void refusesWhatTheArchiveCanNotDo() {
        assertThatThrownBy(() -> capacity()
                        .agent(archive()
                                .version("v1.106.1")
                                .enableTaskIamRole(true)
                                .enableTaskEni(true)
                                .awsvpcBlockImds(true)
                                .unchecked())
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        agent.awsvpcBlockImds: got true; use false, or leave archive out: only AWS's \
                        Initialize-ECSAgent sets up the host for it
                        agent.enableTaskEni: got true; use false, or leave archive out: only AWS's \
                        Initialize-ECSAgent sets up the host for it
                        agent.enableTaskIamRole: got true; use false, or leave archive out: only AWS's \
                        Initialize-ECSAgent sets up the host for it
                        agent.version: got "v1.106.1"; leave it out: archive.version says it, and \
                        Initialize-ECSAgent, which downloads versions, does not run""");
        assertThatThrownBy(() -> AgentArchiveSpec.builder().build())
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        sha256: has no value; give the archive's SHA-256, without which nothing of it may run
                        version: has no value; name the agent's version, such as v1.106.1""");
        assertThatThrownBy(() -> AgentArchiveSpec.builder()
                        .version("latest")
                        .sha256("abc")
                        .url("http://example.com/agent.zip")
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        sha256: got "abc"; use the 64 hexadecimal digits of a SHA-256
                        url: got "http://example.com/agent.zip"; use an https address, such as \
                        https://artifacts.example.com/ecs-agent.zip
                        version: got "latest"; use a version, such as v1.106.1: what is latest has no hash to check""");
    }

    @Test
    void refusesAccountsThatTheReleaseOrTheAgentCanNotRead() {
        GmsaSpec gmsa = GmsaSpec.builder().credentialArns(List.of(SECRET)).build();

        assertThatThrownBy(() -> capacity()
                        .operatingSystem(WindowsRelease.WINDOWS_SERVER_2016_FULL)
                        .gmsa(gmsa)
                        .agent(EcsAgentSpec.builder()
                                .gmsaSupported(false)
                                .fsxWindowsFileServerSupported(true)
                                .build())
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        agent.fsxWindowsFileServerSupported: got true; use false: WINDOWS_SERVER_2016_FULL has no FSx \
                        volumes
                        agent.gmsaSupported: got false; use true, or leave it out: gmsa of this capacity needs it
                        gmsa: does not work on WINDOWS_SERVER_2016_FULL; use 2019 or later, or domainJoin""");
        assertThatThrownBy(() -> GmsaSpec.builder()
                        .credentialArns(List.of(SECRET, SECRET))
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("credentialArns[1]: got \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-wo\"..."
                        + " (71 characters); name each secret once");
        assertThatThrownBy(() -> GmsaSpec.builder().build())
                .isInstanceOf(SpecException.class)
                .hasMessage("credentialArns: names no secret; use the ARNs that the credential specs name");
    }

    @Test
    void refusesServicesThatNeedWhatTheArchiveOrAFlagKeepsFromThem() {
        EcsWindowsClusterSpec cluster = EcsWindowsClusterSpec.builder()
                .capacity(
                        "domain",
                        capacity()
                                .domainJoin(DomainJoinSpec.builder()
                                        .joinedByImage(true)
                                        .build())
                                .agent(archive().gmsaSupported(false).build())
                                .build())
                .service(
                        "worker",
                        EcsServiceSpec.builder()
                                .capacity("domain")
                                .container(
                                        "worker",
                                        ContainerSpec.builder()
                                                .image("mcr.microsoft.com/windows/servercore/iis:ltsc2022")
                                                .cpu(512)
                                                .memoryMib(1_024)
                                                .credentialSpec(CredentialSpec.parse(
                                                        "credentialspec:arn:aws:s3:::gmsa/worker.json"))
                                                .build())
                                .build())
                .build();
        StackContext context = new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of(""));

        assertThatThrownBy(() -> EcsClusterModel.checked("storefront", cluster, context, Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                storefront.capacity.domain.agent.archive: sets up no host for enableTaskEni; leave it out: service worker needs \
                ecs.capability.task-eni, or its tasks are never placed
                storefront.capacity.domain.agent.gmsaSupported: got false; use true: service worker needs ecs.capability.gmsa, or \
                its tasks are never placed""");
    }

    @Test
    void refusesAWarmPoolWithAnAgentThatDoesNotLook() {
        assertThatThrownBy(() -> capacity()
                        .warmPool(WarmPoolSpec.builder().build())
                        .agent(EcsAgentSpec.builder().version("v1.58.0").build())
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("warmPool: needs agent v1.59.0 or later; the agent's version is v1.58.0");
    }

    @Test
    void warnsWhereARoleOfTheUserNeedsMore() {
        Problems problems = new Problems();

        capacity()
                .instanceProfile("golden")
                .gmsa(GmsaSpec.builder().credentialArns(List.of(SECRET)).build())
                .warmPool(WarmPoolSpec.builder().build())
                .build()
                .check(problems);

        assertThat(problems.warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        "warning ECS050: gmsa: the role of the existing instance profile golden must allow what this"
                                + " needs; docs/ecs.md has the policies",
                        "warning ECS050: warmPool: the role of the existing instance profile golden must allow what"
                                + " this needs; docs/ecs.md has the policies");
    }

    @Test
    void refusesWhatTheNetworkCanNotGive() {
        Problems problems = new Problems();
        NetworkSpec closed = NetworkSpec.builder()
                .availabilityZones(List.of("eu-west-1a"))
                .natGateways(0)
                .interfaceEndpoints(true)
                .build();
        NetworkSpec privateOnly = NetworkSpec.builder()
                .vpcId("vpc-0a1b2c3d4e5f60718")
                .subnetIds(List.of("subnet-0123456789abcdef0"))
                .build();

        capacity()
                .warmPool(WarmPoolSpec.builder().build())
                .domainJoin(DomainJoinSpec.builder().directoryId("d-1234567890").build())
                .build()
                .checkNetwork(closed, problems.at("network"), problems.at("closed"));
        capacity()
                .agent(archive().build())
                .build()
                .checkNetwork(privateOnly, problems.at("network"), problems.at("private"));

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "closed.domainJoin: calls services that a network without NAT gateways does not reach; use"
                                + " additionalInterfaceEndpoints: [ds] in mullion:network",
                        "closed.warmPool: calls services that a network without NAT gateways does not reach; use"
                                + " additionalInterfaceEndpoints: [autoscaling, ec2] in mullion:network",
                        "private.associatePublicIpAddress: needs public subnets, and mullion:network names none; use"
                                + " publicSubnetIds there, or false here (agent.archive makes it true)");
    }

    @Test
    void comparesVersionsOfTheAgent() {
        AgentVersion mended = new AgentVersion(1, 103, 0);

        assertThat(AgentVersion.of("v1.102.2")).hasValueSatisfying(version -> assertThat(version.isBefore(mended))
                .isTrue());
        assertThat(AgentVersion.of("v1.14.0-1.windows.1")).contains(new AgentVersion(1, 14, 0));
        assertThat(AgentVersion.of("latest")).isEmpty();
        assertThat(EcsAgentSpec.DEFAULT.knownVersion()).isEmpty();
    }

    @Test
    void letsACallerCustomizeItsChildren() {
        StackContext context = CONTEXT.customize(
                        GroupArgs.Builder.class, "storefront-domain-auto-scaling-group", args -> args.maxSize(9))
                .customize(
                        CapacityProviderArgs.Builder.class,
                        "storefront-domain-capacity-provider",
                        args -> args.tags(Map.of("team", "storefront")))
                .customize(LifecycleHookArgs.Builder.class, args -> args.heartbeatTimeout(7_200))
                .customize(RolePolicyArgs.Builder.class, "storefront-domain-warm-pool", args -> args.name("warm"));

        Planned planned = planned(capacity().warmPool(WarmPoolSpec.builder().build()), context);

        context.checkCustomizations();
        assertThat(planned.input(GROUP, "maxSize")).isEqualTo("9");
        assertThat(planned.input("CapacityProvider storefront-domain-capacity-provider", "tags"))
                .isEqualTo("{team: storefront}");
    }

    private static EcsAgentSpecBuilder archive() {
        return EcsAgentSpec.builder()
                .archive(AgentArchiveSpec.builder()
                        .version("v1.106.1")
                        .sha256("ab".repeat(32))
                        .build());
    }

    private static EcsWindowsCapacitySpecBuilder capacity() {
        return EcsWindowsCapacitySpec.builder().instanceTypes(List.of("m6i.large"));
    }

    private static UserData userData(EcsWindowsCapacitySpecBuilder spec) {
        Problems problems = new Problems();
        UserData userData = EcsCapacityUserData.of("storefront-dev", spec.build(), Path.of("."), problems);
        assertThat(problems.problems()).isEmpty();
        return userData;
    }

    private static String script(EcsWindowsCapacitySpecBuilder spec) {
        return userData(spec).script();
    }

    private static List<String> steps(EcsWindowsCapacitySpecBuilder spec) {
        return Pattern.compile("^Invoke-Step -Name '([^']+)'", Pattern.MULTILINE)
                .matcher(script(spec))
                .results()
                .map(step -> step.group(1))
                .toList();
    }

    private static Planned planned(EcsWindowsCapacitySpecBuilder spec) {
        return planned(spec, CONTEXT);
    }

    private static Planned planned(EcsWindowsCapacitySpecBuilder spec, StackContext context) {
        return Planned.of(() -> new EcsWindowsCapacity(
                "storefront-domain",
                spec.build(),
                new EcsWindowsCapacityInputs(
                        context,
                        NetworkOutputs.existing(EXISTING),
                        Optional.of(new Cluster("storefront-cluster", ClusterArgs.Empty)),
                        userData(spec)),
                null));
    }
}
