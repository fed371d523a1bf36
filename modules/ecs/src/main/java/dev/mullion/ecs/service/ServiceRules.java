package dev.mullion.ecs.service;

import dev.mullion.aws.LogRetention;
import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.SecurityGroups;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Refuses what a service's own settings rule out, whatever it runs on. */
final class ServiceRules {
    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html: 64 KiB */
    private static final int MAX_DEFINITIONS_BYTES = 65_536;

    static final int MAX_CONTAINERS = 10;
    /** 10 vCPUs: https://github.com/aws/amazon-ecs-agent/issues/4197 */
    private static final int MAX_TASK_CPU = 10_240;
    /**
     * Of desiredCount. AWS names no upper bound:
     * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
     */
    private static final int MIN_MAXIMUM_PERCENT = 100;

    static final int MAX_CONSTRAINTS = 9;

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
    static final int MAX_STRATEGIES = 5;

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html: target groups per service */
    static final int MAX_ADDITIONAL_LOAD_BALANCERS = 4;

    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private final EcsServiceSpec service;
    private final Problems problems;
    private final ServiceKeys keys;

    ServiceRules(EcsServiceSpec service, Problems problems) {
        this.service = service;
        this.problems = problems;
        this.keys = new ServiceKeys(service, problems);
    }

    void check() {
        checkContainers(problems.at("containers"));
        service.volumes().forEach((key, volume) -> {
            Problems here = problems.at("volumes").at(key);
            if (!NAME.matcher(key).matches()) {
                problems.at("volumes")
                        .atKey(key)
                        .add("is no name for a volume; use 1 to 255 letters, digits, hyphens and underscores");
            }
            volume.check(here);
        });
        new TaskWiring(service, problems).check();
        if (service.isFargate()) {
            FargateWindows.check(service, problems.given("launchType"));
        } else {
            checkOnInstances(problems.given("launchType"));
        }
        checkDeployment(problems);
        checkRoles(problems);
        checkSecurityGroups(problems.at("securityGroupIds"));
        checkAllowed(problems.at("allowedCidrBlocks"));
        checkPlacement(problems.at("placementConstraints"));
        checkStrategies(problems.at("placementStrategies"));
        service.serviceName().filter(name -> !NAME.matcher(name).matches()).ifPresent(name -> problems.at("serviceName")
                .refuse(name, "use 1 to 255 letters, digits, hyphens and underscores"));
        if (service.isDaemon()) {
            checkDaemon(problems.given("schedulingStrategy"));
        }
        if (!service.triggers().isEmpty() && !service.forceNewDeployment()) {
            problems.given("forceNewDeployment")
                    .atKey("triggers")
                    .add("needs forceNewDeployment: true; without it an update starts no task anew");
        }
        service.logKmsKeyArn().ifPresent(arn -> ResourceId.KMS_KEY.check(arn, problems.at("logKmsKeyArn")));
        LogRetention.check(service.logRetentionDays(), problems.at("logRetentionDays"));
        checkLoadBalancers(problems);
        service.autoScaling().ifPresent(spec -> checkAutoScaling(spec, problems.at("autoScaling")));
        service.serviceDiscovery().ifPresent(spec -> checkServiceDiscovery(spec, problems.at("serviceDiscovery")));
    }

    private void checkContainers(Problems problems) {
        if (service.containers().isEmpty()) {
            problems.add("names no container; use at least one, such as web: {image: ..., cpu: 1024, memoryMib: 2048}");
        } else if (service.containers().values().stream().noneMatch(ContainerSpec::essential)) {
            problems.given(keys.ofContainers("essential"))
                    .ofEntries()
                    .add("names no essential container; use essential: true for at least one");
        }
        int size = ContainerDefinitions.size(service);
        if (size > MAX_DEFINITIONS_BYTES) {
            problems.add("are " + size + " bytes as JSON; use at most " + MAX_DEFINITIONS_BYTES
                    + ", which is what a task definition takes: keep large values in environmentFiles or secrets");
        }
        if (service.containers().size() > MAX_CONTAINERS) {
            problems.ofEntries()
                    .add("has " + service.containers().size() + " containers; use at most " + MAX_CONTAINERS
                            + ", which is what a task takes");
        }
        service.containers().forEach((key, container) -> {
            if (!NAME.matcher(key).matches()) {
                problems.atKey(key)
                        .add("is no name for a container; use 1 to 255 letters, digits, hyphens and underscores");
            }
            container.check(problems.at(key));
        });
    }

    private void checkOnInstances(Problems problems) {
        if (service.capacity().isPresent()
                && !service.capacityProviderStrategy().isEmpty()) {
            problems.at("capacity")
                    .refuse(service.capacity().get(), "leave it out: capacityProviderStrategy says where tasks run");
        }
        service.operatingSystem().ifPresent(release -> problems.at("operatingSystem")
                .refuse(release, "leave it out: it is the capacity's, or use launchType: FARGATE"));
        service.ephemeralStorageGib().ifPresent(size -> problems.at("ephemeralStorageGib")
                .refuse(size, "leave it out: it belongs to Fargate; on EC2 tasks share the instance's rootVolume"));
        if (service.networkMode() == NetworkMode.BRIDGE) {
            problems.at("networkMode")
                    .warn("ECS010", "Windows has no bridge, and the agent takes it for default; use default");
        }
        service.cpu().filter(units -> units > MAX_TASK_CPU).ifPresent(units -> problems.at("cpu")
                .refuse(
                        units,
                        "leave it out: on EC2 a Windows task of more than 10 vCPUs is never placed, and Windows ignores"
                                + " a task's cpu; size the containers (amazon-ecs-agent issue 4197)"));
        service.cpu().filter(units -> units <= MAX_TASK_CPU).ifPresent(units -> warnIgnored("cpu", problems));
        service.memoryMib().ifPresent(memory -> warnIgnored("memoryMib", problems));
        service.containers()
                .forEach((key, container) ->
                        container.checkLimit(problems.at("containers").at(key)));
    }

    private static void warnIgnored(String key, Problems problems) {
        problems.at(key).warn("ECS011", "Windows ignores a task's " + key + " on EC2; use the containers' own");
    }

    private void checkDeployment(Problems problems) {
        service.desiredCount().ifPresent(count -> {
            EcsServiceSpecBuilder.checkDesiredCount(count, problems);
            warnOfCount(count, problems.at("desiredCount"));
        });
        service.minimumHealthyPercent()
                .ifPresent(percent -> EcsServiceSpecBuilder.checkMinimumHealthyPercent(percent, problems));
        if (service.mostPercent() < MIN_MAXIMUM_PERCENT) {
            problems.at("maximumPercent")
                    .refuse(service.mostPercent(), "use 100 or more: with less, desiredCount tasks may not run");
        }
        if (service.stayingPercent() == 100 && service.mostPercent() == 100) {
            problems.given("minimumHealthyPercent")
                    .at("maximumPercent")
                    .refuse(100, "use more than 100, or a smaller minimumHealthyPercent: no task could be replaced");
        }
        service.deploymentCircuitBreaker().check(problems.at("deploymentCircuitBreaker"));
        service.healthCheckGracePeriodSeconds().ifPresent(seconds -> {
            if (service.loadBalancers().isEmpty()) {
                problems.given("loadBalancer", "additionalLoadBalancers")
                        .at("healthCheckGracePeriodSeconds")
                        .refuse(seconds, "leave it out: it belongs to a loadBalancer's health checks");
            } else {
                EcsServiceSpecBuilder.checkHealthCheckGracePeriodSeconds(seconds, problems);
            }
        });
    }

    private void warnOfCount(int count, Problems problems) {
        service.autoScaling()
                .filter(scaling -> count < scaling.minCapacity() || count > scaling.maxCapacity())
                .filter(scaling -> scaling.maxCapacity() >= scaling.minCapacity())
                .ifPresent(scaling -> problems.warn(
                        "ECS047",
                        count + " is outside of autoScaling (" + scaling.minCapacity() + " to " + scaling.maxCapacity()
                                + "), which moves it; the first deployment starts " + service.initialCount()
                                + " tasks"));
    }

    private void checkRoles(Problems problems) {
        service.taskRoleArn().ifPresent(arn -> ResourceId.ROLE.check(arn, problems.at("taskRoleArn")));
        service.executionRoleArn().ifPresent(arn -> ResourceId.ROLE.check(arn, problems.at("executionRoleArn")));
        if (service.taskRoleArn().isPresent() && !service.taskPolicies().isEmpty()) {
            problems.given("taskRoleArn")
                    .at("taskPolicies")
                    .add("belongs to a role that is made; leave it out, or taskRoleArn");
        }
        ManagedPolicies.check(service.taskPolicies(), List.of(), problems.at("taskPolicies"));
        service.permissionsBoundary()
                .ifPresent(arn -> ResourceId.POLICY.check(arn, problems.at("permissionsBoundary")));
        if (service.executionRoleArn().isPresent() && !service.kmsKeyArns().isEmpty()) {
            problems.given("executionRoleArn")
                    .at("kmsKeyArns")
                    .add("belongs to a role that is made; leave it out, or executionRoleArn");
        }
        for (int i = 0; i < service.kmsKeyArns().size(); i++) {
            if (!ResourceId.KMS_KEY.matches(service.kmsKeyArns().get(i))) {
                problems.at("kmsKeyArns")
                        .at(i)
                        .refuse(
                                service.kmsKeyArns().get(i),
                                "use a key's ARN, such as"
                                        + " arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
            }
        }
    }

    private void checkSecurityGroups(Problems problems) {
        if (!service.securityGroupIds().isEmpty() && !service.hasInterfaces()) {
            problems.given(keys.of("networkMode"))
                    .add("belongs to awsvpc; leave it out: in network mode default tasks have the security groups of"
                            + " their instance");
        }
        SecurityGroups.check(service.securityGroupIds(), problems);
    }

    private void checkAllowed(Problems problems) {
        if (service.allowedCidrBlocks().isEmpty()) {
            return;
        }
        if (!service.hasInterfaces()) {
            problems.given(keys.of("networkMode"))
                    .add("belongs to awsvpc; leave it out: in network mode default tasks have the security groups of"
                            + " their instance");
        }
        if (service.containers().values().stream()
                .allMatch(each -> each.portMappings().isEmpty())) {
            problems.given(keys.ofContainers("portMappings"))
                    .add("opens nothing; leave it out, or give a container portMappings");
        }
        for (int i = 0; i < service.allowedCidrBlocks().size(); i++) {
            if (service.allowedCidrBlocks().indexOf(service.allowedCidrBlocks().get(i)) < i) {
                problems.at(i).refuse(service.allowedCidrBlocks().get(i), "name each range once");
            }
        }
    }

    private void checkPlacement(Problems problems) {
        List<PlacementConstraintSpec> constraints = service.placementConstraints();
        if (constraints.size() > MAX_CONSTRAINTS) {
            problems.ofEntries()
                    .add("has " + constraints.size() + " constraints; use at most " + MAX_CONSTRAINTS
                            + ": a service takes ten with the one that is made");
        }
        for (int i = 0; i < constraints.size(); i++) {
            constraints.get(i).check(problems.at(i));
            if (constraints.indexOf(constraints.get(i)) < i) {
                problems.at(i).add("stands there already; name each constraint once");
            }
        }
    }

    private void checkStrategies(Problems problems) {
        List<PlacementStrategySpec> strategies = service.placementStrategies();
        if (strategies.size() > MAX_STRATEGIES) {
            problems.ofEntries()
                    .add("has " + strategies.size() + " strategies; use at most " + MAX_STRATEGIES
                            + ", which is what a service takes");
        }
        for (int i = 0; i < strategies.size(); i++) {
            strategies.get(i).check(problems.at(i));
        }
    }

    /**
     * What a service has not whose number of tasks is that of the instances.
     * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html, schedulingStrategy
     */
    private void checkDaemon(Problems problems) {
        String one = "leave it out, or use schedulingStrategy: REPLICA: a daemon has one task on each instance";
        service.desiredCount().ifPresent(count -> problems.at("desiredCount").refuse(count, one));
        service.autoScaling().ifPresent(scaling -> problems.atKey("autoScaling").add("belongs to REPLICA; " + one));
        service.maximumPercent()
                .ifPresent(percent -> problems.at("maximumPercent").refuse(percent, one));
        if (!service.placementStrategies().isEmpty()) {
            problems.atKey("placementStrategies").add("belongs to REPLICA; " + one);
        }
        if (!service.capacityProviderStrategy().isEmpty()) {
            problems.atKey("capacityProviderStrategy")
                    .add(
                            "belongs to REPLICA; use capacity: a daemon runs on each instance of that release, and takes no"
                                    + " capacity provider");
        }
        if (service.isFargate()) {
            problems.given("launchType")
                    .at("schedulingStrategy")
                    .refuse("DAEMON", "use REPLICA, or launchType: EC2: Fargate has no instances");
        }
    }

    private void checkLoadBalancers(Problems problems) {
        service.loadBalancers().forEach((key, spec) -> {
            checkLoadBalancer(spec, EcsServiceSpec.loadBalancer(key, problems));
            if (!key.isEmpty() && !KEY.matcher(key).matches()) {
                problems.at("additionalLoadBalancers")
                        .atKey(key)
                        .add("is no name for a load balancer; use letters, digits and hyphens, a letter first");
            }
        });
        if (service.additionalLoadBalancers().size() > MAX_ADDITIONAL_LOAD_BALANCERS) {
            problems.at("additionalLoadBalancers")
                    .ofEntries()
                    .add("has " + service.additionalLoadBalancers().size() + " load balancers; use at most "
                            + MAX_ADDITIONAL_LOAD_BALANCERS + ": a service has five target groups");
        }
        if (service.loadBalancer().isEmpty()
                && !service.additionalLoadBalancers().isEmpty()) {
            problems.given("loadBalancer")
                    .atKey("additionalLoadBalancers")
                    .add("stands beside no loadBalancer; use that for the first one");
        }
    }

    private void checkLoadBalancer(LoadBalancerSpec spec, Problems problems) {
        spec.check(problems);
        checkPort(spec.container(), Optional.of(spec.containerPort()).filter(port -> port > 0), problems);
    }

    private void checkAutoScaling(ServiceAutoScalingSpec spec, Problems problems) {
        spec.check(problems);
        Problems loadBalancer = this.problems.at("loadBalancer");
        boolean counts = service.loadBalancer()
                .filter(balancer -> balancer.type() == LoadBalancerSpec.Type.APPLICATION)
                .filter(balancer -> balancer.targetGroupArn().isEmpty())
                .isPresent();
        spec.requestCountPerTarget().filter(count -> count > 0 && !counts).ifPresent(count -> problems.given(
                        loadBalancer.at("type"), loadBalancer.at("targetGroupArn"))
                .at("requestCountPerTarget")
                .refuse(count, "leave it out, or add a loadBalancer of type application, which counts the requests"));
    }

    private void checkServiceDiscovery(ServiceDiscoverySpec spec, Problems problems) {
        spec.check(problems);
        Problems here = problems.given("dnsRecordType").given(keys.of("networkMode"));
        if (spec.recordType(service.networkMode()) == ServiceDiscoverySpec.DnsRecordType.A) {
            if (!service.hasInterfaces()) {
                here.at("dnsRecordType")
                        .refuse("A", "use SRV, or networkMode: awsvpc: only then has a task an address of its own");
            }
            spec.container()
                    .ifPresent(name -> here.at("container").refuse(name, "leave it out: an A record has no port"));
            spec.containerPort()
                    .ifPresent(port -> here.at("containerPort").refuse(port, "leave it out: an A record has no port"));
        } else if (spec.container().isPresent() != spec.containerPort().isPresent()) {
            here.given("container", "containerPort")
                    .at(spec.container().isPresent() ? "containerPort" : "container")
                    .add("has no value; an SRV record needs container and containerPort, or neither where the task has"
                            + " one port");
        } else if (spec.container().isPresent()) {
            checkPort(spec.container().get(), spec.containerPort(), here);
        } else if (service.onlyPort().isEmpty()) {
            here.given("containerPort")
                    .given(keys.ofContainers("portMappings"))
                    .at("container")
                    .add("has no value; name the container and its containerPort that the SRV record shall have: the"
                            + " task has not just one port");
        }
    }

    private void checkPort(String container, Optional<Integer> port, Problems problems) {
        ContainerSpec found = service.containers().get(container);
        if (found == null) {
            if (!container.isEmpty()) {
                problems.given(keys.ofMap("containers", service.containers()))
                        .at("container")
                        .refuse(
                                container,
                                TaskWiring.oneOf(
                                        "containers", service.containers().keySet()));
            }
            return;
        }
        List<Integer> ports = found.portMappings().stream()
                .filter(mapping -> mapping.protocol() == PortMappingSpec.TransportProtocol.TCP)
                .flatMap(mapping -> mapping.containerPort().stream())
                .toList();
        port.filter(number -> !ports.contains(number)).ifPresent(number -> problems.given("container")
                .given(this.problems.at("containers").at(container).at("portMappings"))
                .at("containerPort")
                .refuse(
                        number,
                        ports.isEmpty()
                                ? "add it to the portMappings of " + Texts.shown(container) + ": [{containerPort: "
                                        + number + "}]"
                                : "use a TCP port of " + Texts.shown(container) + ": "
                                        + ports.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
}
