"""Makes an ECS cluster in moto as others than Mullion do, in the shape that is named.

Usage: clusters.py URL SHAPE
"""
import base64
import json
import sys

import boto3

URL, SHAPE = sys.argv[1:3]
REGION = "eu-west-1"
WINDOWS = "ami-00000000000002022"
LINUX = "ami-00000000000000a12"


def client(name):
    return boto3.client(name, endpoint_url=URL, region_name=REGION, aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
                        aws_secret_access_key="example")


ec2, ecs, scaling, iam = client("ec2"), client("ecs"), client("autoscaling"), client("iam")
logs, balancers, sizing, names = client("logs"), client("elbv2"), client("application-autoscaling"), client("servicediscovery")

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})


def network():
    vpc = ec2.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"]
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.20.{i}.0/24", AvailabilityZone=f"{REGION}{zone}")["Subnet"]
               ["SubnetId"] for i, zone in enumerate("ab")]
    return vpc, subnets


def group(name, vpc):
    return ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]


def profile(name):
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)
    iam.create_instance_profile(InstanceProfileName=name)
    iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)


def script(text):
    return base64.b64encode(text.encode()).decode()


def template(name, image, user_data, groups, instance_profile, instance_type="m6i.large", **more):
    return ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={
        "ImageId": image, "InstanceType": instance_type, "SecurityGroupIds": groups,
        "IamInstanceProfile": {"Name": instance_profile}, "UserData": script(user_data), **more})["LaunchTemplate"]["LaunchTemplateId"]


def capacity(name, launch_template, subnets, tags=(), protect=False, **managed):
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name, MinSize=0, MaxSize=4, DesiredCapacity=0, VPCZoneIdentifier=",".join(subnets),
        LaunchTemplate={"LaunchTemplateId": launch_template, "Version": "$Latest"}, NewInstancesProtectedFromScaleIn=protect,
        Tags=[{"Key": key, "Value": value, "PropagateAtLaunch": True, "ResourceId": name,
               "ResourceType": "auto-scaling-group"} for key, value in tags])
    arn = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]["AutoScalingGroupARN"]
    ecs.create_capacity_provider(name=name, autoScalingGroupProvider={
        "autoScalingGroupArn": arn, "managedScaling": {
            "status": "ENABLED", "targetCapacity": 100, "minimumScalingStepSize": 1, "maximumScalingStepSize": 10000,
            "instanceWarmupPeriod": 300, **managed},
        "managedTerminationProtection": "ENABLED" if protect else "DISABLED"})


JOIN = """<powershell>
Import-Module ECSTools
Initialize-ECSAgent -Cluster %s -EnableTaskIAMRole%s
</powershell>
"""


def minimal():
    """What the console makes: one capacity, one service on Docker's NAT network, on the cluster's default strategy."""
    vpc, subnets = network()
    profile("ecsInstanceRole")
    web = template("ECSLaunchTemplate_0KdX", WINDOWS, JOIN % ("legacy", ""), [group("legacy-instances", vpc)], "ecsInstanceRole")
    capacity("Infra-ECS-Cluster-legacy-1a2b3c4d", web, subnets)
    ecs.create_cluster(clusterName="legacy", capacityProviders=["FARGATE", "Infra-ECS-Cluster-legacy-1a2b3c4d"])
    ecs.register_task_definition(family="iis-sample", containerDefinitions=[{
        "name": "iis", "image": "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022", "cpu": 512,
        "memory": 1024, "essential": True, "portMappings": [{"containerPort": 80, "hostPort": 8080, "protocol": "tcp"}]}],
        requiresCompatibilities=["EC2"], runtimePlatform={"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"})
    ecs.create_service(cluster="legacy", serviceName="iis", taskDefinition="iis-sample", desiredCount=1,
                       capacityProviderStrategy=[{"capacityProvider": "Infra-ECS-Cluster-legacy-1a2b3c4d", "weight": 1}])


def balanced():
    """What a CloudFormation or Terraform module makes: awsvpc behind an application load balancer, scaling, secrets."""
    vpc, subnets = network()
    profile("shop-prod-instance")
    instances, tasks, front = group("shop-instances", vpc), group("shop-tasks", vpc), group("shop-alb", vpc)
    user_data = """<powershell>
# Joins the cluster.
[Environment]::SetEnvironmentVariable("ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE", $TRUE, "Machine")
[Environment]::SetEnvironmentVariable('ECS_IMAGE_PULL_BEHAVIOR', 'prefer-cached', 'Machine')
[Environment]::SetEnvironmentVariable("ECS_CONTAINER_START_TIMEOUT", "10m", "Machine")
[Environment]::SetEnvironmentVariable("ECS_LOGLEVEL", "debug", "Machine")
New-Item -ItemType Directory -Force -Path C:\\data | Out-Null
Import-Module ECSTools
Initialize-ECSAgent -Cluster 'shop-prod' -EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS `
  -LoggingDrivers '["json-file","awslogs"]'
Write-Host "joined"
</powershell>
<persist>true</persist>
"""
    web = template("shop-prod", WINDOWS, user_data, [instances], "shop-prod-instance", BlockDeviceMappings=[
        {"DeviceName": "/dev/sda1", "Ebs": {"VolumeSize": 120, "VolumeType": "gp3", "Encrypted": True,
                                            "DeleteOnTermination": True}}],
        MetadataOptions={"HttpTokens": "required", "HttpPutResponseHopLimit": 2, "HttpEndpoint": "enabled"})
    capacity("shop-prod", web, subnets, tags=[("Owner", "shop")], protect=True, targetCapacity=90)
    ecs.create_cluster(clusterName="shop-prod", capacityProviders=["shop-prod"], tags=[{"key": "Owner", "value": "shop"}],
                       settings=[{"name": "containerInsights", "value": "enabled"}],
                       defaultCapacityProviderStrategy=[{"capacityProvider": "shop-prod", "weight": 1, "base": 0}])
    for role in ("shop-task", "shop-exec"):
        iam.create_role(RoleName=role, AssumeRolePolicyDocument=TRUST)
    logs.create_log_group(logGroupName="/shop/api")
    ecs.register_task_definition(
        family="shop-api", networkMode="awsvpc", cpu="1024", memory="2048", requiresCompatibilities=["EC2"],
        taskRoleArn="arn:aws:iam::123456789012:role/shop-task", executionRoleArn="arn:aws:iam::123456789012:role/shop-exec",
        runtimePlatform={"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE", "cpuArchitecture": "X86_64"},
        containerDefinitions=[{
            "name": "api", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:7", "cpu": 1024, "memory": 2048,
            "essential": True, "portMappings": [{"containerPort": 8080, "protocol": "tcp"}],
            "environment": [{"name": "LOGLEVEL", "value": "info"}, {"name": "DB_PASSWORD", "value": "Tr0ub4dor&3"}],
            "secrets": [{"name": "ApiKey", "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:key-AbCdEf"}],
            "logConfiguration": {"logDriver": "awslogs", "options": {
                "awslogs-group": "/shop/api", "awslogs-region": REGION, "awslogs-stream-prefix": "ecs"}}}])
    balancer = balancers.create_load_balancer(Name="shop", Subnets=subnets, SecurityGroups=[front])["LoadBalancers"][0]
    targets = balancers.create_target_group(Name="shop-api", Protocol="HTTP", Port=8080, VpcId=vpc, TargetType="ip")
    target = targets["TargetGroups"][0]["TargetGroupArn"]
    balancers.create_listener(LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80,
                              DefaultActions=[{"Type": "forward", "TargetGroupArn": target}])
    space = names.create_private_dns_namespace(Name="shop.internal", Vpc=vpc)
    namespace = [n["Id"] for n in names.list_namespaces()["Namespaces"] if n["Name"] == "shop.internal"][0]
    registry = names.create_service(Name="api", NamespaceId=namespace, DnsConfig={
        "NamespaceId": namespace, "RoutingPolicy": "MULTIVALUE", "DnsRecords": [{"Type": "A", "TTL": 10}]},
        HealthCheckCustomConfig={"FailureThreshold": 1})["Service"]
    ecs.create_service(
        cluster="shop-prod", serviceName="api", taskDefinition="shop-api", desiredCount=2, enableExecuteCommand=True,
        capacityProviderStrategy=[{"capacityProvider": "shop-prod", "weight": 1, "base": 0}],
        deploymentConfiguration={"maximumPercent": 150, "minimumHealthyPercent": 50,
                                 "deploymentCircuitBreaker": {"enable": True, "rollback": True}},
        healthCheckGracePeriodSeconds=120, propagateTags="SERVICE", tags=[{"key": "Owner", "value": "shop"}],
        loadBalancers=[{"targetGroupArn": target, "containerName": "api", "containerPort": 8080}],
        serviceRegistries=[{"registryArn": registry["Arn"]}],
        placementStrategy=[{"type": "binpack", "field": "memory"}],
        networkConfiguration={"awsvpcConfiguration": {"subnets": subnets, "securityGroups": [tasks],
                                                      "assignPublicIp": "DISABLED"}})
    at = {"ServiceNamespace": "ecs", "ResourceId": "service/shop-prod/api", "ScalableDimension": "ecs:service:DesiredCount"}
    sizing.register_scalable_target(MinCapacity=2, MaxCapacity=8, **at)
    sizing.put_scaling_policy(PolicyName="cpu", PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration={
        "TargetValue": 60.0, "ScaleInCooldown": 120, "ScaleOutCooldown": 60,
        "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}, **at)
    sizing.put_scaling_policy(PolicyName="night", PolicyType="StepScaling", StepScalingPolicyConfiguration={
        "AdjustmentType": "ChangeInCapacity", "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}]}, **at)


def mixed():
    """Windows beside Linux in one cluster, whose default is Linux."""
    vpc, subnets = network()
    profile("both")
    both = [group("both", vpc)]
    windows = template("both-windows", WINDOWS, JOIN % ("both", " -EnableTaskENI"), both, "both")
    linux = template("both-linux", LINUX, "#!/bin/bash\necho ECS_CLUSTER=both >> /etc/ecs/ecs.config\n", both, "both")
    capacity("both-windows", windows, subnets)
    capacity("both-linux", linux, subnets)
    ecs.create_cluster(clusterName="both", capacityProviders=["both-linux", "both-windows"],
                       defaultCapacityProviderStrategy=[{"capacityProvider": "both-linux", "weight": 1, "base": 0}])
    for family, image, system in (("front", "nginx:1.27", None), ("report", "r/report:4", "WINDOWS_SERVER_2022_CORE")):
        ecs.register_task_definition(family=family, containerDefinitions=[{
            "name": family, "image": image, "cpu": 256, "memory": 512}], requiresCompatibilities=["EC2"],
            **({"runtimePlatform": {"operatingSystemFamily": system}} if system else {}))
    ecs.create_service(cluster="both", serviceName="front", taskDefinition="front", desiredCount=1)
    ecs.create_service(cluster="both", serviceName="report", taskDefinition="report", desiredCount=1, launchType="EC2",
                       placementConstraints=[{"type": "memberOf", "expression": "attribute:ecs.os-type == windows"}])


def filed():
    """What older guides make: a launch configuration, a network load balancer, shares of FSx, and a daemon."""
    vpc, subnets = network()
    profile("filed")
    scaling.create_launch_configuration(
        LaunchConfigurationName="filed-2021", ImageId=WINDOWS, InstanceType="m5.xlarge", KeyName="ops",
        SecurityGroups=[group("filed-instances", vpc)], IamInstanceProfile="filed", InstanceMonitoring={"Enabled": True},
        UserData="<powershell>\nInitialize-ECSAgent -Cluster filed -EnableTaskIAMRole\n</powershell>\n",
        BlockDeviceMappings=[{"DeviceName": "/dev/sda1", "Ebs": {"VolumeSize": 100, "VolumeType": "gp2"}},
                             {"DeviceName": "xvdb", "Ebs": {"VolumeSize": 200, "VolumeType": "gp3"}}])
    scaling.create_auto_scaling_group(AutoScalingGroupName="filed", MinSize=1, MaxSize=3, DesiredCapacity=0,
                                      LaunchConfigurationName="filed-2021", VPCZoneIdentifier=",".join(subnets))
    arn = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=["filed"])["AutoScalingGroups"][0]["AutoScalingGroupARN"]
    ecs.create_capacity_provider(name="filed", autoScalingGroupProvider={
        "autoScalingGroupArn": arn, "managedScaling": {"status": "DISABLED"}, "managedTerminationProtection": "DISABLED"})
    ecs.create_cluster(clusterName="filed", capacityProviders=["filed"],
                       defaultCapacityProviderStrategy=[{"capacityProvider": "filed", "weight": 1, "base": 0}])
    iam.create_role(RoleName="filed-exec", AssumeRolePolicyDocument=TRUST)
    on = {"requiresCompatibilities": ["EC2"], "runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}}
    share = {"fileSystemId": "fs-0a1b2c3d4e5f60718", "rootDirectory": "\\data", "authorizationConfig": {
        "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:fsx-AbCdEf", "domain": "corp.example.com"}}
    ecs.register_task_definition(
        family="filed-archive", executionRoleArn="arn:aws:iam::123456789012:role/filed-exec",
        volumes=[{"name": "share", "fsxWindowsFileServerVolumeConfiguration": share},
                 {"name": "scratch", "host": {"sourcePath": "C:\\scratch"}}],
        containerDefinitions=[{
            "name": "archive", "image": "r/archive:2", "cpu": 512, "memory": 1024, "essential": True,
            "portMappings": [{"containerPort": 8443, "hostPort": 8443, "protocol": "tcp"}],
            "mountPoints": [{"sourceVolume": "share", "containerPath": "C:\\share", "readOnly": False},
                            {"sourceVolume": "scratch", "containerPath": "C:\\scratch"}]}], **on)
    balancer = balancers.create_load_balancer(Name="filed", Type="network", Subnets=subnets)["LoadBalancers"][0]
    target = balancers.create_target_group(Name="filed-archive", Protocol="TCP", Port=8443, VpcId=vpc, TargetType="instance",
                                           HealthCheckProtocol="TCP")["TargetGroups"][0]["TargetGroupArn"]
    balancers.create_listener(LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="TCP", Port=443,
                              DefaultActions=[{"Type": "forward", "TargetGroupArn": target}])
    ecs.create_service(
        cluster="filed", serviceName="archive", taskDefinition="filed-archive", desiredCount=1,
        capacityProviderStrategy=[{"capacityProvider": "filed", "weight": 1, "base": 0}],
        loadBalancers=[{"targetGroupArn": target, "containerName": "archive", "containerPort": 8443}])
    ecs.register_task_definition(
        family="filed-shipper", volumes=[{"name": "logs", "host": {"sourcePath": "C:\\ProgramData\\Amazon\\ECS\\log"}}],
        containerDefinitions=[{
            "name": "shipper", "image": "r/shipper:1", "cpu": 128, "memory": 256, "essential": True,
            "mountPoints": [{"sourceVolume": "logs", "containerPath": "C:\\log", "readOnly": True}]}], **on)
    ecs.create_service(cluster="filed", serviceName="shipper", taskDefinition="filed-shipper", schedulingStrategy="DAEMON",
                       launchType="EC2", deploymentConfiguration={"maximumPercent": 100, "minimumHealthyPercent": 0})


def reported():
    """What people report of imports: shares of one provider, definitions that are deregistered, controllers other than
    ECS, classic load balancers by a role, one template for two groups, types by weights and by what they have."""
    vpc, subnets = network()
    profile("reported")
    groups = [group("reported", vpc)]
    template("reported", WINDOWS, JOIN % ("reported", ""), groups, "reported", TagSpecifications=[
        {"ResourceType": "instance", "Tags": [{"Key": "Owner", "Value": "shop"}]}])
    shared = {"MinSize": 0, "MaxSize": 4, "DesiredCapacity": 0, "VPCZoneIdentifier": ",".join(subnets)}
    by_name = {"LaunchTemplateSpecification": {"LaunchTemplateName": "reported", "Version": "1"}}
    # pulumi/pulumi-aws#1039 and #4457
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="reported", TerminationPolicies=["OldestInstance"], MixedInstancesPolicy={
            "LaunchTemplate": {**by_name, "Overrides": [{"InstanceType": "m6i.large", "WeightedCapacity": "1"},
                                                        {"InstanceType": "m6i.xlarge", "WeightedCapacity": "2"}]}}, **shared)
    scaling.create_auto_scaling_group(AutoScalingGroupName="reported-any", MixedInstancesPolicy={
        "LaunchTemplate": {**by_name, "Overrides": [{"InstanceRequirements": {
            "VCpuCount": {"Min": 4}, "MemoryMiB": {"Min": 16384}}}]}}, **shared)
    for name in ("reported", "reported-any"):
        arn = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]["AutoScalingGroupARN"]
        ecs.create_capacity_provider(name=name, autoScalingGroupProvider={
            "autoScalingGroupArn": arn, "managedScaling": {
                "status": "ENABLED", "targetCapacity": 100, "minimumScalingStepSize": 1, "maximumScalingStepSize": 10000,
                "instanceWarmupPeriod": 300}, "managedTerminationProtection": "DISABLED"})
    ecs.create_cluster(clusterName="reported", capacityProviders=["reported", "reported-any"],
                       defaultCapacityProviderStrategy=[{"capacityProvider": "reported", "weight": 100, "base": 1}])
    for family in ("orders", "batch", "blue", "classic"):
        ecs.register_task_definition(family=family, containerDefinitions=[{
            "name": family, "image": f"r/{family}:1", "cpu": 256, "memory": 512,
            "portMappings": [{"containerPort": 80, "protocol": "tcp"}]}], requiresCompatibilities=["EC2"],
            runtimePlatform={"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"})
    at = {"cluster": "reported", "desiredCount": 1}
    # pulumi/pulumi-aws#5903
    ecs.create_service(serviceName="orders", taskDefinition="orders", capacityProviderStrategy=[
        {"capacityProvider": "reported", "weight": 100, "base": 1}], **at)
    # hashicorp/terraform-provider-aws#5565
    ecs.create_service(serviceName="batch", taskDefinition="batch", capacityProviderStrategy=[
        {"capacityProvider": "reported", "weight": 1}], **at)
    ecs.deregister_task_definition(taskDefinition="batch:1")
    # cdklabs/cdk-ecs-codedeploy#121, aws/containers-roadmap#397
    ecs.create_service(serviceName="blue", taskDefinition="blue", deploymentController={"type": "CODE_DEPLOY"}, **at)
    ecs.create_service(serviceName="green", taskDefinition="blue", deploymentController={"type": "EXTERNAL"}, **at)
    # hashicorp/terraform-provider-aws#30161
    ecs.create_service(
        serviceName="classic", taskDefinition="classic", role="arn:aws:iam::123456789012:role/group/ecs", launchType="EC2",
        loadBalancers=[{"loadBalancerName": "classic", "containerName": "classic", "containerPort": 80}], **at)


def arns(form):
    """All services have their ARNs in this form from now on, which moto makes whenever it is asked."""
    ecs.put_account_setting(name="serviceLongArnFormat", value=form)


def linux():
    """Nothing for Mullion."""
    vpc, subnets = network()
    profile("linux")
    only = template("linux", LINUX, "#!/bin/bash\n", [group("linux", vpc)], "linux")
    capacity("linux", only, subnets)
    ecs.create_cluster(clusterName="linux", capacityProviders=["linux"])


def subnets():
    """A VPC to deploy into; prints its id and those of its subnets."""
    vpc, ids = network()
    print(vpc, *ids)


{"subnets": subnets, "minimal": minimal, "balanced": balanced, "mixed": mixed, "filed": filed, "reported": reported, "linux": linux,
 "short": lambda: arns("disabled"), "long": lambda: arns("enabled")}[SHAPE]()
