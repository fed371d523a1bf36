package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Validator;
import dev.mullion.core.spec.Warning;
import dev.mullion.ec2.AmiSpec;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ecs.service.ContainerSpec;
import dev.mullion.ecs.service.ContainerSpecBuilder;
import dev.mullion.ecs.service.CredentialSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.EcsServiceSpecBuilder;
import dev.mullion.ecs.service.FsxAuthorizationSpec;
import dev.mullion.ecs.service.FsxWindowsVolumeSpec;
import dev.mullion.ecs.service.LogDriver;
import dev.mullion.ecs.service.NetworkMode;
import dev.mullion.ecs.service.PortMappingSpec;
import dev.mullion.ecs.service.SecretReference;
import dev.mullion.ecs.service.VolumeSpec;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlacementRulesTest {
    @Test
    void acceptsWhatFits() {
        assertThat(problems(agent -> agent, service -> service)).isEmpty();
    }

    @Test
    void refusesAwsvpcWithTaskEniOffAtTheSetting() {
        assertThat(problems(agent -> agent.enableTaskEni(false), service -> service))
                .containsExactly("capacity.general.agent.enableTaskEni: got false; use true: service web needs"
                        + " ecs.capability.task-eni, or its tasks are never placed");
    }

    @Test
    void refusesTaskRolesWithTheSwitchOff() {
        assertThat(problems(
                        agent -> agent.enableTaskIamRole(false),
                        service -> service.taskPolicies(List.of("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"))))
                .containsExactly("capacity.general.agent.enableTaskIamRole: got false; use true: service web needs"
                        + " com.amazonaws.ecs.capability.task-iam-role, or its tasks are never placed");
    }

    @Test
    void acceptsTheSwitchOffWhereEcsExecMakesNoRole() {
        assertThat(problemsWithCommands(WindowsRelease.WINDOWS_SERVER_2016_FULL))
                .isEmpty();
        assertThat(problemsWithCommands(WindowsRelease.WINDOWS_SERVER_2022_CORE))
                .containsExactly("capacity.general.agent.enableTaskIamRole: got false; use true: service web needs"
                        + " com.amazonaws.ecs.capability.task-iam-role, or its tasks are never placed");
    }

    private static List<String> problemsWithCommands(WindowsRelease release) {
        return problemsOf(EcsWindowsClusterSpec.builder()
                .executeCommand(true)
                .capacity("general", general -> general.operatingSystem(release)
                        .instanceTypes("m6i.xlarge")
                        .agent(agent -> agent.enableTaskIamRole(false)))
                .service(
                        "web",
                        service(container().image("r/app:1"))
                                .networkMode(NetworkMode.DEFAULT)
                                .unchecked())
                .unchecked());
    }

    @Test
    void refusesAwslogsWithoutTheOverrideAndWithoutTheDriver() {
        assertThat(problems(
                        agent -> agent.enableAwslogsExecutionRoleOverride(false)
                                .loggingDrivers(List.of(LogDriver.JSON_FILE)),
                        service -> service))
                .containsExactly(
                        "capacity.general.agent.enableAwslogsExecutionRoleOverride: got false; use true: service web"
                                + " needs ecs.capability.execution-role-awslogs, or its tasks are never placed",
                        "capacity.general.agent.loggingDrivers: has no awslogs; add it: service web needs"
                                + " com.amazonaws.ecs.capability.logging-driver.awslogs, or its tasks are never"
                                + " placed");
    }

    @Test
    void refusesGmsaOnInstancesThatKnowNothingOfIt() {
        assertThat(problems(
                        agent -> agent,
                        container()
                                .credentialSpec(
                                        CredentialSpec.parse("credentialspecdomainless:arn:aws:s3:::gmsa/worker.json")),
                        service -> service))
                .containsExactly("services.web: is never placed on capacity general, whose instances lack"
                        + " ecs.capability.gmsa-domainless; use gmsa: {credentialArns: [...]} on the capacity");
    }

    @Test
    void refusesAnAgentThatFsxVolumesWouldLetAttackersInto() {
        EcsWindowsClusterSpec cluster = EcsWindowsClusterSpec.builder()
                .capacity(
                        "general",
                        EcsWindowsCapacitySpec.builder()
                                .instanceTypes(List.of("m6i.xlarge"))
                                .domainJoin(DomainJoinSpec.builder()
                                        .joinedByImage(true)
                                        .build())
                                .agent(EcsAgentSpec.builder()
                                        .version("v1.102.2")
                                        .build())
                                .unchecked())
                .service("web", service().volume("share", fsx()).unchecked())
                .unchecked();
        Problems problems = check(cluster);

        assertThat(problems.problems().stream().map(Problem::toString))
                .containsExactly("capacity.general.agent.version: got \"v1.102.2\"; use v1.103.0 or newer: service web"
                        + " mounts FSx for Windows File Server, which gives attackers SYSTEM on older agents"
                        + " (GHSA-fc67-c4hg-q653)");
    }

    @Test
    void refusesHostPortsThatTheAgentKeeps() {
        assertThat(problems(
                        agent -> agent,
                        container().portMappings(List.of(mapping(80, 80), mapping(3389, 3389))),
                        service -> service.networkMode(NetworkMode.DEFAULT)))
                .containsExactly(
                        "services.web.containers.iis.portMappings[0].hostPort: got 80; use another port, or"
                                + " enableTaskIamRole: false on the capacity: with roles for tasks the host's port 80 is"
                                + " the agent's",
                        "services.web.containers.iis.portMappings[1].hostPort: got 3389; use another port: the agent"
                                + " keeps it from tasks (reservedPorts)");
    }

    @Test
    void refusesMoreCpuThanTheInstanceHas() {
        assertThat(problems(agent -> agent, container().cpu(8_192), service -> service))
                .containsExactly(
                        "services.web.containers.iis.cpu: got 8192; use at most the 4096 CPU units that m6i.xlarge"
                                + " offers on capacity general, or a larger type: the service's tasks are never placed"
                                + " there");
    }

    @Test
    void refusesMoreMemoryThanTheInstanceOffers() {
        assertThat(problems(agent -> agent.reservedMemoryMib(2_048), container().memoryMib(15_000), service -> service))
                .containsExactly("services.web.containers.iis.memoryMib: got 15000; use at most the 14336 MiB that"
                        + " m6i.xlarge offers on capacity general, less reservedMemoryMib or a larger type: the service's"
                        + " tasks are never placed there");
        assertThat(problems(agent -> agent, container().memoryMib(16_385), service -> service))
                .containsExactly("services.web.containers.iis.memoryMib: got 16385; use at most the 16384 MiB that"
                        + " m6i.xlarge offers on capacity general, or a larger type: the service's tasks are never placed"
                        + " there");
    }

    @Test
    void warnsOfADeploymentThatHasNoRoomForAnotherTask() {
        String counted = " tasks while a deployment starts another, and 8 fit on all that its capacity may have (cpu):"
                + " the deployment waits for ever; use a larger maxSize or type, or a smaller minimumHealthyPercent";

        assertThat(warned(8, service -> service))
                .containsExactly("warning ECS045: services.web.minimumHealthyPercent: 100 % keeps all 8" + counted);
        assertThat(warned(8, service -> service.minimumHealthyPercent(88)))
                .containsExactly("warning ECS045: services.web.minimumHealthyPercent: 88 % keeps all 8" + counted);
        assertThat(warned(8, service -> service.minimumHealthyPercent(87))).isEmpty();
        assertThat(warned(7, service -> service)).isEmpty();
        assertThat(warned(0, service -> service)).isEmpty();
    }

    @Test
    void warnsOfMoreTasksThanScalingFindsRoomFor() {
        assertThat(warned(
                        2,
                        service -> service.autoScaling(
                                scaling -> scaling.maxCapacity(9).cpuPercent(60))))
                .containsExactly(
                        "warning ECS046: services.web.autoScaling.maxCapacity: of 9 tasks 8 fit on all that the"
                                + " capacity may have (cpu), and the others stay pending; use a larger maxSize or type, or a"
                                + " smaller maxCapacity");
        assertThat(warned(
                        2,
                        service -> service.autoScaling(
                                scaling -> scaling.maxCapacity(8).cpuPercent(60))))
                .isEmpty();
    }

    private static List<String> warned(int tasks, UnaryOperator<EcsServiceSpecBuilder> change) {
        return check(cluster(
                        agent -> agent, container().cpu(2_048), service -> change.apply(service.desiredCount(tasks))))
                .warnings()
                .stream()
                .map(Warning::toString)
                .toList();
    }

    @Test
    void refusesMoreTasksThanTheTypeHasInterfaces() {
        assertThat(problems(agent -> agent, container().cpu(256).memoryMib(512), service -> service.desiredCount(13)))
                .containsExactly("services.web.desiredCount: got 13; use at most 12, a larger maxSize, a type with more"
                        + " interfaces, or networkMode: default: 3 fit on one m6i.xlarge (network interfaces), 12 on"
                        + " all that its capacity may have");
    }

    @Test
    void warnsOfMoreTasksThanFitByCpu() {
        EcsWindowsClusterSpec cluster =
                cluster(agent -> agent, container().cpu(2_048), service -> service.desiredCount(9));
        Problems problems = check(cluster);

        assertThat(problems.problems()).isEmpty();
        assertThat(problems.warnings().stream().map(Warning::toString))
                .containsExactly("warning ECS041: services.web.desiredCount: 9 tasks are wanted and 2 fit on one"
                        + " m6i.xlarge (cpu), 8 on all that its capacity may have; use a larger maxSize or type");
    }

    @Test
    void warnsOfServicesThatFitAloneAndNotTogether() {
        Problems problems = together(6, 6, NetworkMode.DEFAULT, 0);

        assertThat(problems.problems()).isEmpty();
        assertThat(problems.warnings().stream().map(Warning::toString))
                .containsExactly("warning ECS042: capacity.general.maxSize: the desired tasks of web, worker need 6"
                        + " instances or more together (cpu), and at most 4 may run; use a larger maxSize or type");
    }

    @Test
    void countsInterfacesAndPortsOfServicesTogether() {
        assertThat(together(8, 8, NetworkMode.AWSVPC, 0).warnings().stream().map(Warning::toString))
                .containsExactly("warning ECS042: capacity.general.maxSize: the desired tasks of web, worker need 8"
                        + " instances or more together (cpu), and at most 4 may run; use a larger maxSize or type");
        assertThat(together(3, 3, NetworkMode.DEFAULT, 8080).warnings().stream().map(Warning::toString))
                .containsExactly(
                        "warning ECS042: capacity.general.maxSize: the desired tasks of web, worker need 6"
                                + " instances or more together (host port), and at most 4 may run; use a larger maxSize or type");
        assertThat(together(4, 4, NetworkMode.DEFAULT, 0).warnings()).isEmpty();
    }

    private static Problems together(int web, int worker, NetworkMode mode, int hostPort) {
        ContainerSpecBuilder container =
                hostPort == 0 ? container().cpu(2_048) : container().portMappings(mapping(80, hostPort));
        EcsServiceSpecBuilder both = service(container).networkMode(mode);
        return check(EcsWindowsClusterSpec.builder()
                .capacity("general", general(agent -> agent))
                .service("web", both.minimumHealthyPercent(50).desiredCount(web).unchecked())
                .service("worker", both.desiredCount(worker).unchecked())
                .unchecked());
    }

    @Test
    void warnsOfAnImageWhoseAgentNobodyChecked() {
        EcsWindowsClusterSpec cluster = EcsWindowsClusterSpec.builder()
                .capacity(
                        "general",
                        EcsWindowsCapacitySpec.builder()
                                .instanceTypes(List.of("m6i.xlarge"))
                                .domainJoin(DomainJoinSpec.builder()
                                        .joinedByImage(true)
                                        .build())
                                .ami(AmiSpec.builder()
                                        .ssmParameter("/images/windows")
                                        .build())
                                .unchecked())
                .service("web", service().volume("share", fsx()).unchecked())
                .unchecked();
        Problems problems = check(cluster);

        assertThat(problems.problems()).isEmpty();
        assertThat(problems.warnings().stream().map(Warning::toString))
                .containsExactly("warning ECS043: capacity.general.ami: nobody checked that the agent in this image is"
                        + " v1.103.0 or newer; set agent.version when it may be older: service web mounts FSx for"
                        + " Windows File Server, which gives attackers SYSTEM on older agents"
                        + " (GHSA-fc67-c4hg-q653)");
    }

    @Test
    void warnsOfEveryWayToNameAnImage() {
        for (AmiSpec ami : List.of(
                AmiSpec.builder().id("ami-0123456789abcdef0").build(),
                AmiSpec.builder().namePrefix("golden-").owner("123456789012").build())) {
            assertThat(agentIsUnchecked(ami, EcsAgentSpec.builder())).isTrue();
            assertThat(agentIsUnchecked(ami, EcsAgentSpec.builder().version("v1.106.1")))
                    .isFalse();
        }
        assertThat(agentIsUnchecked(AmiSpec.builder().build(), EcsAgentSpec.builder()))
                .isFalse();
    }

    @Test
    void refusesFsxVolumesWhereTheAgentIsToldNotToMountThem() {
        assertThat(withFsx(
                                AmiSpec.builder().build(),
                                EcsAgentSpec.builder()
                                        .fsxWindowsFileServerSupported(false)
                                        .build())
                        .problems()
                        .stream()
                        .map(Problem::toString))
                .containsExactly(
                        "capacity.general.agent.fsxWindowsFileServerSupported: got false; use true: service web"
                                + " needs ecs.capability.fsxWindowsFileServer, or its tasks are never placed");
        assertThat(withFsx(
                                AmiSpec.builder().build(),
                                EcsAgentSpec.builder()
                                        .fsxWindowsFileServerSupported(true)
                                        .build())
                        .problems())
                .isEmpty();
    }

    private static boolean agentIsUnchecked(AmiSpec ami, EcsAgentSpecBuilder agent) {
        return withFsx(ami, agent.unchecked()).warnings().stream()
                .anyMatch(warning -> warning.id().equals("ECS043"));
    }

    private static Problems withFsx(AmiSpec ami, EcsAgentSpec agent) {
        return check(EcsWindowsClusterSpec.builder()
                .capacity(
                        "general",
                        EcsWindowsCapacitySpec.builder()
                                .instanceTypes(List.of("m6i.xlarge"))
                                .domainJoin(DomainJoinSpec.builder()
                                        .joinedByImage(true)
                                        .build())
                                .ami(ami)
                                .agent(agent)
                                .unchecked())
                .service("web", service().volume("share", fsx()).unchecked())
                .unchecked());
    }

    @Test
    void keepsThePortsThatTheAgentIsTold() {
        assertThat(hostPort(8_080, agent -> agent.reservedPorts(List.of(8_080))))
                .containsExactly("services.web.containers.iis.portMappings[0].hostPort: got 8080; use another port: the"
                        + " agent keeps it from tasks (reservedPorts)");
        assertThat(hostPort(3_389, agent -> agent.reservedPorts(List.of(8_080))))
                .isEmpty();
        assertThat(hostPort(80, agent -> agent.enableTaskIamRole(false))).isEmpty();
    }

    private static List<String> hostPort(int port, UnaryOperator<EcsAgentSpecBuilder> agent) {
        return problems(
                agent,
                container().portMappings(mapping(80, port)),
                service -> service.networkMode(NetworkMode.DEFAULT));
    }

    @Test
    void countsNothingOnATypeThatItDoesNotKnow() {
        Problems problems = new Problems();
        EcsWindowsClusterSpec.builder()
                .capacity(
                        "general",
                        EcsWindowsCapacitySpec.builder()
                                .instanceTypes(List.of("m99i.large"))
                                .unchecked())
                .service("web", service().desiredCount(1_000).unchecked())
                .unchecked()
                .check(problems);

        assertThat(problems.problems())
                .extracting(problem -> problem.path().toString())
                .noneMatch(path -> path.startsWith("services"));
        assertThat(problems.warnings()).noneMatch(warning -> warning.id().equals("ECS041"));
    }

    @Test
    void acceptsAsManyTasksAsFitAndNoMore() {
        assertThat(problems(agent -> agent, container().cpu(256).memoryMib(512), service -> service.desiredCount(12)))
                .isEmpty();
        assertThat(warnings(8)).isEmpty();
        assertThat(warnings(9)).hasSize(1);
    }

    private static List<Warning> warnings(int tasks) {
        return check(cluster(agent -> agent, container().cpu(2_048), service -> service.desiredCount(tasks)
                        .minimumHealthyPercent(50)))
                .warnings();
    }

    @Test
    void saysOnceThatACapacityMayHaveNoInstance() {
        EcsWindowsClusterSpec cluster = EcsWindowsClusterSpec.builder()
                .capacity(
                        "general",
                        EcsWindowsCapacitySpec.builder()
                                .instanceTypes(List.of("m6i.xlarge"))
                                .maxSize(0)
                                .unchecked())
                .service("web", service().unchecked())
                .unchecked();
        Problems problems = check(cluster);

        assertThat(problems.problems())
                .hasSize(1)
                .allMatch(problem -> problem.path().toString().equals("capacity.general.maxSize"));
    }

    @Test
    void forecastsEachTypeAndWhatLimitsIt() {
        EcsWindowsClusterSpec cluster = EcsWindowsClusterSpec.builder()
                .capacity(
                        "general",
                        EcsWindowsCapacitySpec.builder()
                                .instanceTypes(List.of("m6i.xlarge", "m6i.large", "m99i.large"))
                                .maxSize(3)
                                .unchecked())
                .service("web", service().unchecked())
                .unchecked();

        assertThat(PlacementForecast.of(cluster))
                .extracting(
                        PlacementForecast::instanceType,
                        row -> row.tasks().orElse(-1),
                        PlacementForecast::limit,
                        row -> row.most().orElse(-1))
                .containsExactly(
                        tuple("m6i.xlarge", 3, PlacementForecast.Limit.NETWORK_INTERFACES, 9),
                        tuple("m6i.large", 2, PlacementForecast.Limit.CPU, 6),
                        tuple("m99i.large", -1, PlacementForecast.Limit.UNKNOWN, -1));
    }

    private static List<String> problems(
            UnaryOperator<EcsAgentSpecBuilder> agent, UnaryOperator<EcsServiceSpecBuilder> service) {
        return problems(agent, container(), service);
    }

    private static List<String> problems(
            UnaryOperator<EcsAgentSpecBuilder> agent,
            ContainerSpecBuilder container,
            UnaryOperator<EcsServiceSpecBuilder> service) {
        return problemsOf(cluster(agent, container, service));
    }

    private static List<String> problemsOf(EcsWindowsClusterSpec cluster) {
        return check(cluster).problems().stream().map(Problem::toString).toList();
    }

    private static Problems check(EcsWindowsClusterSpec cluster) {
        StackContext context = new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of(""));
        Problems problems = new Problems();
        Validator.all(
                EcsClusterModel.VALIDATORS,
                new EcsClusterModel("storefront", cluster, context, Optional.empty()),
                problems);
        return problems;
    }

    private static EcsWindowsClusterSpec cluster(
            UnaryOperator<EcsAgentSpecBuilder> agent,
            ContainerSpecBuilder container,
            UnaryOperator<EcsServiceSpecBuilder> service) {
        return EcsWindowsClusterSpec.builder()
                .capacity("general", general(agent))
                .service("web", service.apply(service(container)).unchecked())
                .unchecked();
    }

    private static EcsWindowsCapacitySpec general(UnaryOperator<EcsAgentSpecBuilder> agent) {
        return EcsWindowsCapacitySpec.builder()
                .operatingSystem(WindowsRelease.WINDOWS_SERVER_2022_CORE)
                .instanceTypes("m6i.xlarge")
                .agent(agent.apply(EcsAgentSpec.builder()).unchecked())
                .unchecked();
    }

    private static EcsServiceSpecBuilder service() {
        return service(container());
    }

    private static EcsServiceSpecBuilder service(ContainerSpecBuilder container) {
        return EcsServiceSpec.builder().capacity("general").container("iis", container.build());
    }

    private static ContainerSpecBuilder container() {
        return ContainerSpec.builder()
                .image("mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022")
                .cpu(1_024)
                .memoryMib(2_048);
    }

    private static VolumeSpec fsx() {
        return VolumeSpec.builder()
                .fsxWindowsFileServerVolumeConfiguration(FsxWindowsVolumeSpec.builder()
                        .fileSystemId("fs-0123456789abcdef0")
                        .rootDirectory("share")
                        .authorizationConfig(FsxAuthorizationSpec.builder()
                                .credentialsParameter(SecretReference.parse(
                                        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:share-AbCdEf"))
                                .domain("corp.example.com")
                                .build())
                        .build())
                .build();
    }

    private static PortMappingSpec mapping(int containerPort, int hostPort) {
        return PortMappingSpec.builder()
                .containerPort(containerPort)
                .hostPort(hostPort)
                .build();
    }
}
