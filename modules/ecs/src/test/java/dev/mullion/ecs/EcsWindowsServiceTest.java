package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ecs.service.ContainerSpec;
import dev.mullion.ecs.service.ContainerSpecBuilder;
import dev.mullion.ecs.service.CredentialSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.EcsServiceSpec.LaunchType;
import dev.mullion.ecs.service.EcsServiceSpecBuilder;
import dev.mullion.ecs.service.FsxAuthorizationSpec;
import dev.mullion.ecs.service.FsxWindowsVolumeSpec;
import dev.mullion.ecs.service.LoadBalancerSpec;
import dev.mullion.ecs.service.LoadBalancerSpecBuilder;
import dev.mullion.ecs.service.LogDriver;
import dev.mullion.ecs.service.MountPointSpec;
import dev.mullion.ecs.service.NetworkMode;
import dev.mullion.ecs.service.PlacementConstraintSpec;
import dev.mullion.ecs.service.PlacementStrategySpec;
import dev.mullion.ecs.service.PortMappingSpec;
import dev.mullion.ecs.service.SecretReference;
import dev.mullion.ecs.service.ServiceAutoScalingSpec;
import dev.mullion.ecs.service.ServiceDiscoverySpec;
import dev.mullion.ecs.service.VolumeSpec;
import dev.mullion.testkit.preview.Planned;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EcsWindowsServiceTest {
    private static final NetworkSpec NETWORK = NetworkSpec.builder()
            .vpcId("vpc-0a1b2c3d4e5f60718")
            .subnetIds(List.of("subnet-0000000000000000a", "subnet-0000000000000000b"))
            .publicSubnetIds(List.of("subnet-0000000000000000c", "subnet-0000000000000000d"))
            .cidrBlock(Ipv4Cidr.parse("10.0.0.0/16"))
            .build();
    private static final String TAGS = "{mullion:component: storefront-web, mullion:project: shop, mullion:stack: dev}";
    private static final String SERVICE = "Service storefront-web-service";
    private static final String TASK = "TaskDefinition storefront-web-task-definition";

    @Test
    void makesAServiceOfOneContainerByDefault() {
        Planned planned = planned(service());

        assertThat(serviceTree(planned)).isEqualTo("""
                mullion:ecs:EcsWindowsService storefront-web
                  mullion:ecs:ServiceRoles storefront-web
                    aws:iam/role:Role storefront-web-execution-role
                    aws:iam/rolePolicy:RolePolicy storefront-web-execution-policy
                  aws:cloudwatch/logGroup:LogGroup storefront-web-logs
                  aws:ecs/taskDefinition:TaskDefinition storefront-web-task-definition
                  aws:ec2/securityGroup:SecurityGroup storefront-web-security-group
                  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule storefront-web-egress
                  aws:ecs/service:Service storefront-web-service
                """);
        assertThat(planned.inputs(TASK)).isEqualTo("""
                containerDefinitions: [{"name":"app","image":"r/app:3","cpu":256,"memory":512,"essential":true,\
                "portMappings":[{"containerPort":80,"hostPort":80,"protocol":"tcp"}],"logConfiguration":\
                {"logDriver":"awslogs","options":{"awslogs-group":"/ecs/storefront-dev/web",\
                "awslogs-region":"eu-west-1","awslogs-stream-prefix":"app"}}}]
                executionRoleArn: ${storefront-web-execution-role.arn}
                family: storefront-dev-web
                networkMode: awsvpc
                requiresCompatibilities: [EC2]
                runtimePlatform: {cpuArchitecture: X86_64, operatingSystemFamily: WINDOWS_SERVER_2022_CORE}
                tags: %s
                """.formatted(TAGS));
        assertThat(planned.inputs(SERVICE)).isEqualTo("""
                capacityProviderStrategies: [{base: 0, capacityProvider: \
                ${storefront-general-capacity-provider.name}, weight: 1}]
                cluster: ${storefront-cluster.arn}
                deploymentCircuitBreaker: {enable: true, rollback: true}
                deploymentMaximumPercent: 200
                deploymentMinimumHealthyPercent: 100
                desiredCount: 1
                enableEcsManagedTags: true
                enableExecuteCommand: false
                networkConfiguration: {assignPublicIp: false, securityGroups: [${storefront-web-security-group.id}], \
                subnets: [subnet-0000000000000000a, subnet-0000000000000000b]}
                placementConstraints: [{expression: attribute:ecs.os-family == WINDOWS_SERVER_2022_CORE, \
                type: memberOf}]
                propagateTags: SERVICE
                tags: %s
                taskDefinition: ${storefront-web-task-definition.arn}
                """.formatted(TAGS.replace(
                "project: shop", "operating-system: WINDOWS_SERVER_2022_CORE, mullion:project: shop")));
        assertThat(planned.input("RolePolicy storefront-web-execution-policy", "policy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":"
                        + "\"arn:aws:logs:eu-west-1:*:log-group:/ecs/storefront-dev/web:*\"}]}");
    }

    @Test
    void letsItsDriverMakeAGroupOfTheUsersInTheRegionThatItIsTold() {
        Planned planned =
                planned(service(container().logConfiguration(logging -> logging.option("awslogs-group", "/ecs/web")
                        .option("awslogs-region", "cn-north-1")
                        .option("awslogs-create-group", "true"))));

        assertThat(planned.input("RolePolicy storefront-web-execution-policy", "policy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":"
                        + "\"arn:aws-cn:logs:cn-north-1:*:log-group:/ecs/web:*\"},"
                        + "{\"Effect\":\"Allow\",\"Action\":\"logs:CreateLogGroup\",\"Resource\":"
                        + "[\"arn:aws-cn:logs:cn-north-1:*:log-group:/ecs/web\","
                        + "\"arn:aws-cn:logs:cn-north-1:*:log-group:/ecs/web:*\"]}]}");
    }

    @Test
    void placesTasksAsItIsToldUnderAFixedName() {
        Planned planned = planned(service()
                .serviceName("web")
                .ignoreTaskDefinitionChanges(true)
                .forceNewDeployment(true)
                .trigger("image", "sha256:0a1b")
                .placementConstraint(constraint -> constraint.type(PlacementConstraintSpec.Type.DISTINCT_INSTANCE))
                .placementConstraint(constraint -> constraint.expression("attribute:team == web"))
                .placementStrategy(strategy -> strategy.field("attribute:ecs.availability-zone"))
                .placementStrategy(strategy ->
                        strategy.type(PlacementStrategySpec.Type.BINPACK).field("memory"))
                .logKmsKeyArn("arn:aws:kms:eu-west-1:123456789012:key/0a1b"));

        assertThat(planned.input(SERVICE, "name")).isEqualTo("web");
        assertThat(planned.input(SERVICE, "forceNewDeployment")).isEqualTo("true");
        assertThat(planned.input(SERVICE, "triggers")).isEqualTo("{image: sha256:0a1b}");
        assertThat(planned.input(SERVICE, "placementConstraints"))
                .isEqualTo("[{expression: attribute:ecs.os-family == WINDOWS_SERVER_2022_CORE, type: memberOf}, {type:"
                        + " distinctInstance}, {expression: attribute:team == web, type: memberOf}]");
        assertThat(planned.input(SERVICE, "orderedPlacementStrategies"))
                .isEqualTo("[{field: attribute:ecs.availability-zone, type: spread}, {field: memory, type: binpack}]");
        assertThat(planned.resource(SERVICE).options().ignoreChanges()).containsExactly("taskDefinition");
        assertThat(planned.resource(SERVICE).options().deleteBeforeReplace()).isTrue();
        assertThat(planned.input("LogGroup storefront-web-logs", "kmsKeyId"))
                .isEqualTo("arn:aws:kms:eu-west-1:123456789012:key/0a1b");
    }

    @Test
    void runsOneTaskOnEachInstanceAsADaemon() {
        Planned planned = planned(service().schedulingStrategy(EcsServiceSpec.SchedulingStrategy.DAEMON));

        assertThat(planned.input(SERVICE, "schedulingStrategy")).isEqualTo("DAEMON");
        assertThat(planned.input(SERVICE, "launchType")).isEqualTo("EC2");
        assertThat(planned.input(SERVICE, "deploymentMinimumHealthyPercent")).isEqualTo("0");
        assertThat(planned.input(SERVICE, "capacityProviderStrategies")).isEmpty();
        assertThat(planned.input(SERVICE, "desiredCount")).isEmpty();
        assertThat(planned.input(SERVICE, "deploymentMaximumPercent")).isEmpty();
    }

    @Test
    void keepsClientsAtTheirTasksAndLogsWhoAsked() {
        Planned planned = planned(service()
                .loadBalancer(balancer()
                        .stickiness(stickiness -> stickiness.durationSeconds(3_600))
                        .healthCheckTimeoutSeconds(15)
                        .accessLogs(logs -> logs.bucket("logs").prefix("web"))
                        .allowedPrefixListIds("pl-0123456789abcdef0")
                        .build()));

        assertThat(planned.input("TargetGroup storefront-web-target-group", "stickiness"))
                .isEqualTo("{cookieDuration: 3600, enabled: true, type: lb_cookie}");
        assertThat(planned.input("TargetGroup storefront-web-target-group", "healthCheck"))
                .contains("timeout: 15");
        assertThat(planned.input("LoadBalancer storefront-web-load-balancer", "accessLogs"))
                .isEqualTo("{bucket: logs, enabled: true, prefix: web}");
        assertThat(planned.input(
                        "SecurityGroupIngressRule storefront-web-load-balancer-from-pl-0123456789abcdef0-80",
                        "prefixListId"))
                .isEqualTo("pl-0123456789abcdef0");
        assertThat(serviceTree(planned)).doesNotContain("from-10.0.0.0-16");
        assertThat(planned(service()
                                .loadBalancer(balancer()
                                        .stickiness(stickiness -> stickiness.cookieName("SESSION"))
                                        .build()))
                        .input("TargetGroup storefront-web-target-group", "stickiness"))
                .isEqualTo("{cookieDuration: 86400, cookieName: SESSION, enabled: true, type: app_cookie}");
        assertThat(planned(service()
                                .loadBalancer(balancer()
                                        .type(LoadBalancerSpec.Type.NETWORK)
                                        .stickiness(stickiness -> {})
                                        .build()))
                        .input("TargetGroup storefront-web-target-group", "stickiness"))
                .isEqualTo("{enabled: true, type: source_ip}");
    }

    @Test
    void standsBehindAListenerThatExists() {
        Planned planned = planned(service()
                .loadBalancer(balancer()
                        .listenerArn(
                                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/0123456789abcdef/fedcba9876543210")
                        .securityGroupIds("sg-0123456789abcdef0")
                        .hostHeaders("web.example.com")
                        .pathPatterns("/api/*")
                        .priority(10)
                        .build())
                .autoScaling(scaling -> scaling.maxCapacity(4).requestCountPerTarget(100)));

        assertThat(serviceTree(planned)).contains("""
                  mullion:ecs:ServiceLoadBalancer storefront-web
                    aws:lb/targetGroup:TargetGroup storefront-web-target-group
                    aws:lb/listenerRule:ListenerRule storefront-web-listener-rule
                  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule storefront-web-from-sg-0123456789abcdef0
                """);
        assertThat(planned.inputs("ListenerRule storefront-web-listener-rule")).isEqualTo("""
                actions: [{targetGroupArn: ${storefront-web-target-group.arn}, type: forward}]
                conditions: [{hostHeader: {values: [web.example.com]}}, {pathPattern: {values: [/api/*]}}]
                listenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/0123456789abcdef/fedcba9876543210
                priority: 10
                tags: %s
                """.formatted(TAGS));
        assertThat(planned.input(
                        "SecurityGroupIngressRule storefront-web-from-sg-0123456789abcdef0",
                        "referencedSecurityGroupId"))
                .isEqualTo("sg-0123456789abcdef0");
        assertThat(planned.dependencies(SERVICE)).contains("ListenerRule storefront-web-listener-rule");
        assertThat(planned.input("Policy storefront-web-scale-by-requests", "targetTrackingScalingPolicyConfiguration"))
                .contains("resourceLabel: app/shared/0123456789abcdef/${storefront-web-target-group.arnSuffix}");
    }

    @Test
    void registersInATargetGroupThatExistsAndInSeveral() {
        String group = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef";
        Planned planned = planned(service()
                .loadBalancer(balancer()
                        .targetGroupArn(group)
                        .securityGroupIds("sg-0123456789abcdef0")
                        .build())
                .additionalLoadBalancer("internal", balancer().build()));

        assertThat(planned.input(SERVICE, "loadBalancers"))
                .isEqualTo("[{containerName: app, containerPort: 80, targetGroupArn: " + group
                        + "}, {containerName: app, containerPort: 80, targetGroupArn:"
                        + " ${storefront-web-internal-target-group.arn}}]");
        assertThat(planned.input(SERVICE, "healthCheckGracePeriodSeconds")).isEqualTo("300");
        assertThat(serviceTree(planned))
                .contains("SecurityGroupIngressRule storefront-web-from-sg-0123456789abcdef0")
                .contains("ServiceLoadBalancer storefront-web-internal")
                .contains("SecurityGroupEgressRule storefront-web-internal-to-targets")
                .contains("SecurityGroupIngressRule storefront-web-internal-from-load-balancer")
                .doesNotContain("ServiceLoadBalancer storefront-web\n");
    }

    @Test
    void waitsForItsCapacityProvidersItsRolesAndItsListener() {
        Planned planned = planned(service().loadBalancer(balancer().build()));

        assertThat(planned.dependencies(SERVICE))
                .contains(
                        "ClusterCapacityProviders storefront-capacity-providers",
                        "RolePolicy storefront-web-execution-policy",
                        "Listener storefront-web-listener",
                        "LogGroup storefront-web-logs");
    }

    @Test
    void putsAnInternalLoadBalancerInFrontThatTheVpcReaches() {
        Planned planned = planned(service().loadBalancer(balancer().build()));

        assertThat(serviceTree(planned)).contains("""
                  mullion:ecs:ServiceLoadBalancer storefront-web
                    aws:ec2/securityGroup:SecurityGroup storefront-web-load-balancer-security-group
                    aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule storefront-web-load-balancer-from-10.0.0.0-16-80
                    aws:lb/loadBalancer:LoadBalancer storefront-web-load-balancer
                    aws:lb/targetGroup:TargetGroup storefront-web-target-group
                    aws:lb/listener:Listener storefront-web-listener
                  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule storefront-web-to-targets
                  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule storefront-web-from-load-balancer
                """);
        assertThat(planned.inputs("LoadBalancer storefront-web-load-balancer"))
                .isEqualTo("""
                dropInvalidHeaderFields: true
                enableDeletionProtection: false
                internal: true
                loadBalancerType: application
                name: %s
                securityGroups: [${storefront-web-load-balancer-security-group.id}]
                subnets: [subnet-0000000000000000a, subnet-0000000000000000b]
                tags: %s
                """.formatted(planned.input("LoadBalancer storefront-web-load-balancer", "name"), TAGS));
        assertThat(planned.inputs("TargetGroup storefront-web-target-group"))
                .isEqualTo("""
                deregistrationDelay: 60
                healthCheck: {healthyThreshold: 2, interval: 30, matcher: 200-399, path: /, protocol: HTTP, \
                timeout: 10, unhealthyThreshold: 3}
                name: %s
                port: 80
                protocol: HTTP
                tags: %s
                targetType: ip
                vpcId: vpc-0a1b2c3d4e5f60718
                """.formatted(planned.input("TargetGroup storefront-web-target-group", "name"), TAGS));
        assertThat(planned.input(SERVICE, "loadBalancers"))
                .isEqualTo("[{containerName: app, containerPort: 80, targetGroupArn:"
                        + " ${storefront-web-target-group.arn}}]");
        assertThat(planned.input(SERVICE, "healthCheckGracePeriodSeconds")).isEqualTo("300");
        assertThat(planned.input("SecurityGroupIngressRule storefront-web-from-load-balancer", "toPort"))
                .isEqualTo("80");
    }

    @Test
    void facesTheInternetEncryptedAndRedirectsTheRest() {
        Planned planned = planned(service()
                .loadBalancer(balancer()
                        .scheme(LoadBalancerSpec.Scheme.INTERNET_FACING)
                        .allowedCidrBlocks(List.of(Ipv4Cidr.parse("203.0.113.0/24")))
                        .certificateArn("arn:aws:acm:eu-west-1:123456789012:certificate/12345678")
                        .build()));

        assertThat(planned.input("LoadBalancer storefront-web-load-balancer", "subnets"))
                .isEqualTo("[subnet-0000000000000000c, subnet-0000000000000000d]");
        assertThat(planned.input("LoadBalancer storefront-web-load-balancer", "internal"))
                .isEqualTo("false");
        assertThat(planned.inputs("Listener storefront-web-listener")).isEqualTo("""
                certificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/12345678
                defaultActions: [{targetGroupArn: ${storefront-web-target-group.arn}, type: forward}]
                loadBalancerArn: ${storefront-web-load-balancer.arn}
                port: 443
                protocol: HTTPS
                sslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
                tags: %s
                """.formatted(TAGS));
        assertThat(planned.input("Listener storefront-web-redirect", "defaultActions"))
                .isEqualTo("[{redirect: {port: \"443\", protocol: HTTPS, statusCode: HTTP_301}, type: redirect}]");
        assertThat(planned.tree())
                .contains(
                        "storefront-web-load-balancer-from-203.0.113.0-24-443",
                        "storefront-web-load-balancer-from-203.0.113.0-24-80");
    }

    @Test
    void reachesInstancesThroughPortsThatEcsChoosesInNetworkModeDefault() {
        Planned planned = planned(service()
                .networkMode(NetworkMode.DEFAULT)
                .loadBalancer(balancer().build()));

        assertThat(planned.input("TargetGroup storefront-web-target-group", "targetType"))
                .isEqualTo("instance");
        assertThat(planned.inputs("SecurityGroupIngressRule storefront-web-from-load-balancer-general"))
                .isEqualTo("""
                        description: from the load balancer of storefront-web-dev
                        fromPort: 49152
                        ipProtocol: tcp
                        referencedSecurityGroupId: ${storefront-web-load-balancer-security-group.id}
                        securityGroupId: ${storefront-general-security-group.id}
                        tags: %s
                        toPort: 65535
                        """.formatted(TAGS));
        assertThat(planned.input(TASK, "networkMode")).isEmpty();
        assertThat(planned.input(TASK, "containerDefinitions"))
                .contains("[{\"containerPort\":80,\"protocol\":\"tcp\"}]");
        assertThat(planned.input(SERVICE, "networkConfiguration")).isEmpty();
        assertThat(planned.tree()).doesNotContain("storefront-web-security-group");
    }

    @Test
    void balancesTcpWithAnOpenPortForAHealthCheck() {
        Planned planned = planned(service()
                .loadBalancer(balancer()
                        .type(LoadBalancerSpec.Type.NETWORK)
                        .port(8443)
                        .build()));

        assertThat(planned.input("Listener storefront-web-listener", "protocol"))
                .isEqualTo("TCP");
        assertThat(planned.input("Listener storefront-web-listener", "port")).isEqualTo("8443");
        assertThat(planned.input("TargetGroup storefront-web-target-group", "healthCheck"))
                .isEqualTo("{healthyThreshold: 2, interval: 30, protocol: TCP, timeout: 10, unhealthyThreshold: 3}");
    }

    @Test
    void scalesByCpuMemoryAndRequestsAndLeavesTheCountAlone() {
        Planned planned = planned(service()
                .desiredCount(1)
                .loadBalancer(balancer().build())
                .autoScaling(ServiceAutoScalingSpec.builder()
                        .minCapacity(2)
                        .maxCapacity(9)
                        .cpuPercent(60)
                        .memoryPercent(70)
                        .requestCountPerTarget(1000)
                        .scaleInCooldownSeconds(600)
                        .scaleOutCooldownSeconds(60)
                        .build()));

        assertThat(planned.inputs("Target storefront-web-scaling-target")).isEqualTo("""
                maxCapacity: 9
                minCapacity: 2
                resourceId: service/storefront-dev/${storefront-web-service.name}
                scalableDimension: ecs:service:DesiredCount
                serviceNamespace: ecs
                tags: %s
                """.formatted(TAGS));
        assertThat(planned.input("Policy storefront-web-scale-by-requests", "targetTrackingScalingPolicyConfiguration"))
                .isEqualTo("{predefinedMetricSpecification: {predefinedMetricType: ALBRequestCountPerTarget,"
                        + " resourceLabel: ${storefront-web-load-balancer.arnSuffix}/"
                        + "${storefront-web-target-group.arnSuffix}}, scaleInCooldown: 600, scaleOutCooldown: 60,"
                        + " targetValue: 1000}");
        assertThat(planned.input("Policy storefront-web-scale-by-cpu", "targetTrackingScalingPolicyConfiguration"))
                .isEqualTo("{predefinedMetricSpecification: {predefinedMetricType: ECSServiceAverageCPUUtilization},"
                        + " scaleInCooldown: 600, scaleOutCooldown: 60, targetValue: 60}");
        assertThat(planned.input("Policy storefront-web-scale-by-memory", "targetTrackingScalingPolicyConfiguration"))
                .isEqualTo("{predefinedMetricSpecification: {predefinedMetricType: ECSServiceAverageMemoryUtilization},"
                        + " scaleInCooldown: 600, scaleOutCooldown: 60, targetValue: 70}");
        assertThat(planned.input(SERVICE, "desiredCount")).isEqualTo("2");
        assertThat(planned.resource(SERVICE).options().ignoreChanges()).containsExactly("desiredCount");
    }

    @Test
    void movesTheCountWhereNothingScales() {
        assertThat(planned(service()).resource(SERVICE).options().ignoreChanges())
                .isEmpty();
    }

    @Test
    void givesEachRoleJustWhatTheSettingsNeed() {
        Planned planned = planned(service(container()
                        .image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:3")
                        .secret("A", secret("db-AbCdEf:password::"))
                        .secret("B", SecretReference.parse("arn:aws:ssm:eu-west-1:123456789012:parameter/b"))
                        .environmentFiles(List.of("arn:aws:s3:::settings/web.env"))
                        .credentialSpec(
                                CredentialSpec.parse("credentialspecdomainless:arn:aws:s3:::specs/worker.json")))
                .executeCommand(true)
                .taskPolicies(List.of("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"))
                .kmsKeyArns(List.of("arn:aws:kms:eu-west-1:123456789012:key/1234"))
                .permissionsBoundary("arn:aws:iam::123456789012:policy/boundary")
                .volume(
                        "share",
                        VolumeSpec.builder()
                                .fsxWindowsFileServerVolumeConfiguration(FsxWindowsVolumeSpec.builder()
                                        .fileSystemId("fs-0123456789abcdef0")
                                        .rootDirectory("share")
                                        .authorizationConfig(FsxAuthorizationSpec.builder()
                                                .credentialsParameter(secret("fsx-AbCdEf"))
                                                .domain("corp.example.com")
                                                .build())
                                        .build())
                                .build()));

        assertThat(planned.input("RolePolicy storefront-web-execution-policy", "policy")
                        .replace("{\"Effect\"", "\n{\"Effect\""))
                .isEqualTo("""
                        {"Version":"2012-10-17","Statement":[
                        {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"arn:aws:logs:eu-west-1:*:log-group:/ecs/storefront-dev/web:*"},
                        {"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},
                        {"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"arn:aws:ecr:eu-west-1:123456789012:repository/team/app"},
                        {"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":["arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf","arn:aws:secretsmanager:eu-west-1:123456789012:secret:fsx-AbCdEf"]},
                        {"Effect":"Allow","Action":"ssm:GetParameters","Resource":"arn:aws:ssm:eu-west-1:123456789012:parameter/b"},
                        {"Effect":"Allow","Action":"kms:Decrypt","Resource":"arn:aws:kms:eu-west-1:123456789012:key/1234","Condition":{"StringEquals":{"kms:ViaService":"secretsmanager.eu-west-1.amazonaws.com"}}},
                        {"Effect":"Allow","Action":"kms:Decrypt","Resource":"arn:aws:kms:eu-west-1:123456789012:key/1234","Condition":{"StringEquals":{"kms:ViaService":"ssm.eu-west-1.amazonaws.com"}}},
                        {"Effect":"Allow","Action":"kms:Decrypt","Resource":"arn:aws:kms:eu-west-1:123456789012:key/1234","Condition":{"StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"}}},
                        {"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::settings/web.env","arn:aws:s3:::specs/worker.json"]},
                        {"Effect":"Allow","Action":"s3:GetBucketLocation","Resource":["arn:aws:s3:::settings","arn:aws:s3:::specs"]},
                        {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::specs"},
                        {"Effect":"Allow","Action":"fsx:DescribeFileSystems","Resource":"*"}]}""");
        assertThat(planned.input("Role storefront-web-task-role", "assumeRolePolicy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\",\"Condition\":"
                        + "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:ecs:eu-west-1:${getCallerIdentity().accountId}:*\"},"
                        + "\"StringEquals\":{\"aws:SourceAccount\":\"${getCallerIdentity().accountId}\"}}}]}");
        assertThat(planned.input("Role storefront-web-task-role", "permissionsBoundary"))
                .isEqualTo("arn:aws:iam::123456789012:policy/boundary");
        assertThat(planned.input("Role storefront-web-execution-role", "assumeRolePolicy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}");
        assertThat(planned.input("RolePolicy storefront-web-execute-command-policy", "policy")
                        .replace("{\"Effect\"", "\n{\"Effect\""))
                .isEqualTo("""
                        {"Version":"2012-10-17","Statement":[
                        {"Effect":"Allow","Action":["ssmmessages:CreateControlChannel","ssmmessages:CreateDataChannel","ssmmessages:OpenControlChannel","ssmmessages:OpenDataChannel"],"Resource":"*"},
                        {"Effect":"Allow","Action":"logs:DescribeLogGroups","Resource":"*"},
                        {"Effect":"Allow","Action":["logs:CreateLogStream","logs:DescribeLogStreams","logs:PutLogEvents"],"Resource":"arn:aws:logs:eu-west-1:*:log-group:/ecs/storefront-dev:*"}]}""");
        assertThat(planned.tree()).contains("storefront-web-AmazonS3ReadOnlyAccess");
        assertThat(planned.input(TASK, "taskRoleArn")).isEqualTo("${storefront-web-task-role.arn}");
    }

    @Test
    void mountsVolumesOfEveryKind() {
        Planned planned = planned(service(container()
                        .mountPoints(List.of(MountPointSpec.builder()
                                .sourceVolume("logs")
                                .containerPath("C:\\logs")
                                .readOnly(true)
                                .build())))
                .volume("empty", volume -> volume.host(host -> {}))
                .volume("logs", volume -> volume.host(host -> host.sourcePath("C:\\logs")))
                .volume("data", volume -> volume.managedEbsVolume(ebs -> ebs.sizeGib(100))));

        assertThat(planned.input(TASK, "volumes"))
                .isEqualTo("[{name: empty}, {hostPath: C:\\logs, name: logs}, {configureAtLaunch: true, name: data}]");
        assertThat(planned.input(SERVICE, "volumeConfiguration"))
                .isEqualTo("{managedEbsVolume: {encrypted: true, fileSystemType: ntfs, roleArn:"
                        + " ${storefront-web-volumes-role.arn}, sizeInGb: 100, volumeType: gp3}, name: data}");
        assertThat(planned.tree()).contains("storefront-web-AmazonECSInfrastructureRolePolicyForVolumes");
        assertThat(planned.input("Role storefront-web-volumes-role", "assumeRolePolicy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"Service\":\"ecs.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}");
    }

    @Test
    void isFoundByNameInANamespaceThatTheClusterMakes() {
        Planned planned = planned(service()
                .serviceDiscovery(ServiceDiscoverySpec.builder()
                        .namespaceName("shop.local")
                        .build()));

        assertThat(planned.input("PrivateDnsNamespace storefront-shop.local", "name"))
                .isEqualTo("shop.local");
        assertThat(planned.input("Service storefront-web-discovery", "dnsConfig"))
                .isEqualTo("{dnsRecords: [{ttl: 60, type: A}], namespaceId: ${storefront-shop.local.id},"
                        + " routingPolicy: MULTIVALUE}");
        assertThat(planned.input(SERVICE, "serviceRegistries"))
                .isEqualTo("{registryArn: ${storefront-web-discovery.arn}}");
    }

    @Test
    void isFoundByItsPortInNetworkModeDefault() {
        Planned planned = planned(service()
                .networkMode(NetworkMode.DEFAULT)
                .serviceDiscovery(ServiceDiscoverySpec.builder()
                        .namespaceId("ns-e4anhexample0004")
                        .build()));

        assertThat(planned.input(SERVICE, "serviceRegistries"))
                .isEqualTo("{containerName: app, containerPort: 80, registryArn: ${storefront-web-discovery.arn}}");
    }

    @Test
    void runsOnFargateWithoutInstances() {
        Planned planned = planned(service()
                .launchType(LaunchType.FARGATE)
                .operatingSystem(WindowsRelease.WINDOWS_SERVER_2019_FULL)
                .cpu(1024)
                .memoryMib(2048)
                .ephemeralStorageGib(100));

        assertThat(planned.input(SERVICE, "launchType")).isEqualTo("FARGATE");
        assertThat(planned.input(SERVICE, "capacityProviderStrategies")).isEmpty();
        assertThat(planned.input(SERVICE, "placementConstraints")).isEmpty();
        assertThat(planned.input(TASK, "cpu")).isEqualTo("\"1024\"");
        assertThat(planned.input(TASK, "memory")).isEqualTo("\"2048\"");
        assertThat(planned.input(TASK, "ephemeralStorage")).isEqualTo("{sizeInGib: 100}");
        assertThat(planned.input(TASK, "runtimePlatform"))
                .isEqualTo("{cpuArchitecture: X86_64, operatingSystemFamily: WINDOWS_SERVER_2019_FULL}");
        assertThat(planned.input(TASK, "requiresCompatibilities")).isEqualTo("[FARGATE]");
    }

    @Test
    void leavesThePlatformOf2025ToThePlacementConstraint() {
        Planned planned = planned(service(), WindowsRelease.WINDOWS_SERVER_2025_CORE);

        assertThat(planned.input(TASK, "runtimePlatform")).isEmpty();
        assertThat(planned.input(SERVICE, "placementConstraints"))
                .isEqualTo("[{expression: attribute:ecs.os-family == WINDOWS_SERVER_2025_CORE, type: memberOf}]");
    }

    @Test
    void isReplacedWhereItsOperatingSystemChanges() {
        assertThat(planned(service()).resource(SERVICE).options().replaceOnChanges())
                .containsExactly("tags[\"mullion:operating-system\"]");
    }

    @Test
    void keepsNamesOfLoadBalancersWithinAwssLimitAndMovesThemWhereTheyAreReplaced() {
        Planned application = planned(service().loadBalancer(balancer().build()));
        Planned network = planned(service()
                .loadBalancer(balancer().type(LoadBalancerSpec.Type.NETWORK).build()));

        String name = application.input("LoadBalancer storefront-web-load-balancer", "name");
        assertThat(name).matches("storefront-web-dev-[0-9a-f]{7}").hasSizeLessThanOrEqualTo(32);
        assertThat(network.input("LoadBalancer storefront-web-load-balancer", "name"))
                .isNotEqualTo(name);
    }

    @Test
    void letsThoseInThatTheServiceNames() {
        Planned planned = planned(service(container()
                        .portMappings(List.of(
                                PortMappingSpec.builder().containerPort(80).build(),
                                PortMappingSpec.builder()
                                        .containerPortRange("5000-5010")
                                        .protocol(PortMappingSpec.TransportProtocol.UDP)
                                        .build())))
                .allowedCidrBlocks(List.of(Ipv4Cidr.parse("10.1.0.0/16"))));

        assertThat(planned.inputs("SecurityGroupIngressRule storefront-web-from-10.1.0.0-16-tcp-80"))
                .isEqualTo("""
                        cidrIpv4: 10.1.0.0/16
                        description: who may reach the tasks
                        fromPort: 80
                        ipProtocol: tcp
                        securityGroupId: ${storefront-web-security-group.id}
                        tags: %s
                        toPort: 80
                        """.formatted(TAGS));
        assertThat(planned.inputs("SecurityGroupIngressRule storefront-web-from-10.1.0.0-16-udp-5000-5010"))
                .isEqualTo("""
                        cidrIpv4: 10.1.0.0/16
                        description: who may reach the tasks
                        fromPort: 5000
                        ipProtocol: udp
                        securityGroupId: ${storefront-web-security-group.id}
                        tags: %s
                        toPort: 5010
                        """.formatted(TAGS));
    }

    @Test
    void asksAwsForTheRegionThatNobodySays() {
        Planned planned = planned(service(), WindowsRelease.WINDOWS_SERVER_2022_CORE, Optional.empty());

        assertThat(planned.input(TASK, "containerDefinitions")).contains("\"awslogs-region\":\"${getRegion().name}\"");
    }

    @Test
    void endsTlsAtANetworkLoadBalancerAndAsksForAPath() {
        Planned planned = planned(service()
                .loadBalancer(balancer()
                        .type(LoadBalancerSpec.Type.NETWORK)
                        .certificateArn("arn:aws:acm:eu-west-1:123456789012:certificate/12345678")
                        .healthCheckPath("/health")
                        .build()));

        assertThat(planned.input("Listener storefront-web-listener", "protocol"))
                .isEqualTo("TLS");
        assertThat(planned.input("Listener storefront-web-listener", "port")).isEqualTo("443");
        assertThat(planned.input("TargetGroup storefront-web-target-group", "healthCheck"))
                .contains("path: /health, protocol: HTTP");
        assertThat(planned.tree()).doesNotContain("storefront-web-redirect");
    }

    @Test
    void isFoundByThePortThatItNames() {
        Planned planned = planned(service(container()
                        .portMappings(List.of(
                                PortMappingSpec.builder().containerPort(80).build(),
                                PortMappingSpec.builder().containerPort(81).build())))
                .networkMode(NetworkMode.DEFAULT)
                .serviceDiscovery(ServiceDiscoverySpec.builder()
                        .namespaceId("ns-e4anhexample0004")
                        .container("app")
                        .containerPort(81)
                        .build()));

        assertThat(planned.input(SERVICE, "serviceRegistries"))
                .isEqualTo("{containerName: app, containerPort: 81, registryArn: ${storefront-web-discovery.arn}}");
    }

    @Test
    void reachesInstancesThroughThePortThatAContainerFixes() {
        Planned planned = planned(service(container()
                        .portMappings(List.of(PortMappingSpec.builder()
                                .containerPort(80)
                                .hostPort(8080)
                                .build())))
                .networkMode(NetworkMode.DEFAULT)
                .loadBalancer(balancer().build()));

        assertThat(planned.input("SecurityGroupIngressRule storefront-web-from-load-balancer-general", "fromPort"))
                .isEqualTo("8080");
        assertThat(planned.input("SecurityGroupIngressRule storefront-web-from-load-balancer-general", "toPort"))
                .isEqualTo("8080");
    }

    @Test
    void makesNoLogGroupThatNobodyWritesTo() {
        String logs = "aws:cloudwatch/logGroup:LogGroup storefront-web-logs";

        assertThat(planned(service(container().logConfiguration(log -> log.logDriver(LogDriver.JSON_FILE))))
                        .tree())
                .doesNotContain(logs);
        assertThat(planned(service(container().logConfiguration(log -> log.option("awslogs-group", "mine"))))
                        .tree())
                .doesNotContain(logs);
        assertThat(planned(service(container()
                                .logConfiguration(log -> log.secretOption("awslogs-group", secret("g-AbCdEf")))))
                        .tree())
                .doesNotContain(logs);
        assertThat(planned(service()).tree()).contains(logs);
    }

    private static String serviceTree(Planned planned) {
        String tree = planned.tree();
        return tree.substring(tree.indexOf("  mullion:ecs:EcsWindowsService"))
                .lines()
                .map(line -> line.substring(2) + "\n")
                .reduce("", String::concat);
    }

    private static SecretReference secret(String name) {
        return SecretReference.parse("arn:aws:secretsmanager:eu-west-1:123456789012:secret:" + name);
    }

    private static ContainerSpecBuilder container() {
        return ContainerSpec.builder()
                .image("r/app:3")
                .cpu(256)
                .memoryMib(512)
                .portMappings(
                        List.of(PortMappingSpec.builder().containerPort(80).build()));
    }

    private static EcsServiceSpecBuilder service() {
        return service(container());
    }

    private static EcsServiceSpecBuilder service(ContainerSpecBuilder container) {
        return EcsServiceSpec.builder().container("app", container.build());
    }

    private static LoadBalancerSpecBuilder balancer() {
        return LoadBalancerSpec.builder().container("app").containerPort(80);
    }

    private static Planned planned(EcsServiceSpecBuilder service) {
        return planned(service, WindowsRelease.WINDOWS_SERVER_2022_CORE);
    }

    private static Planned planned(EcsServiceSpecBuilder service, WindowsRelease release) {
        return planned(service, release, Optional.of("eu-west-1"));
    }

    private static Planned planned(EcsServiceSpecBuilder service, WindowsRelease release, Optional<String> region) {
        EcsWindowsClusterSpec spec = EcsWindowsClusterSpec.builder()
                .capacity(
                        "general",
                        EcsWindowsCapacitySpec.builder()
                                .operatingSystem(release)
                                .instanceTypes(List.of("m6i.large"))
                                .build())
                .service("web", service.build())
                // What places where is for others to test.
                .unchecked();
        StackContext context = new StackContext("shop", "dev", region, Map.of(), Path.of("."));
        return Planned.of(() -> new EcsWindowsCluster(
                new EcsClusterModel("storefront", spec, context, Optional.empty()),
                NetworkOutputs.existing(NETWORK),
                null));
    }
}
