"""Makes in moto what a plan says, as Pulumi would: in its order, with what is known in the place of ${name.property}.

Usage: deploy.py URL PLAN
"""
import hashlib
import json
import re
import sys

import boto3

URL, PLAN = sys.argv[1:3]
with open(PLAN, encoding="utf-8") as file:
    STEPS = json.load(file)["steps"]
REGION = json.load(open(PLAN, encoding="utf-8"))["config"]["aws:region"]
KNOWN = {}


def client(name):
    return boto3.client(name, endpoint_url=URL, region_name=REGION, aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
                        aws_secret_access_key="example")


ec2, ecs, scaling, iam = client("ec2"), client("ecs"), client("autoscaling"), client("iam")
logs, balancers, sizing, names = client("logs"), client("elbv2"), client("application-autoscaling"), client("servicediscovery")


def resolved(value):
    if isinstance(value, dict):
        return {key: resolved(each) for key, each in value.items()}
    if isinstance(value, list):
        return [resolved(each) for each in value]
    if not isinstance(value, str):
        return value
    value = re.sub(r"\$\{getParameter\([^)]*\)\.value\}", "ami-00000000000002022", value)
    value = re.sub(r"\$\{getCallerIdentity\([^)]*\)\.accountId\}", "123456789012", value)
    return re.sub(r"\$\{([^${}]+)\.(\w+)\}", lambda found: str(KNOWN[found[1]][found[2]]), value)


def caps(value):
    """As EC2 and others spell keys."""
    if isinstance(value, dict):
        return {key[0].upper() + key[1:]: caps(each) for key, each in value.items()}
    return [caps(each) for each in value] if isinstance(value, list) else value


def pairs(tags, key="Key", value="Value"):
    return [{key: each, value: tags[each]} for each in tags or {}]


def vpc_tags(kind, tags):
    return [{"ResourceType": kind, "Tags": pairs(tags)}]


def log_group(i):
    logs.create_log_group(logGroupName=i["name"], tags=i["tags"])
    logs.put_retention_policy(logGroupName=i["name"], retentionInDays=i["retentionInDays"])
    return {"name": i["name"]}


def cluster(i):
    made = ecs.create_cluster(clusterName=i["name"], settings=i["settings"], tags=pairs(i["tags"], "key", "value"),
                              **({"configuration": i["configuration"]} if "configuration" in i else {}))["cluster"]
    return {"arn": made["clusterArn"], "id": made["clusterArn"], "name": i["name"]}


def role(i):
    made = iam.create_role(RoleName=i["name"], AssumeRolePolicyDocument=i["assumeRolePolicy"], Description=i["description"],
                           Tags=pairs(i["tags"]))["Role"]
    return {"name": i["name"], "arn": made["Arn"]}


def attachment(i):
    iam.attach_role_policy(RoleName=i["role"], PolicyArn=i["policyArn"])


def role_policy(i):
    iam.put_role_policy(RoleName=i["role"], PolicyName=i["name"], PolicyDocument=i["policy"])


def instance_profile(i):
    iam.create_instance_profile(InstanceProfileName=i["name"], Tags=pairs(i["tags"]))
    iam.add_role_to_instance_profile(InstanceProfileName=i["name"], RoleName=i["role"])
    return {"name": i["name"]}


def security_group(i):
    made = ec2.create_security_group(GroupName=i["name"], Description=i["description"], VpcId=i["vpcId"],
                                     TagSpecifications=vpc_tags("security-group", i["tags"]))["GroupId"]
    # The provider takes the rule away that AWS gives to each new group.
    ec2.revoke_security_group_egress(GroupId=made, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
    return {"id": made}


def rule(authorize):
    def make(i):
        permission = {"IpProtocol": i["ipProtocol"]}
        if "fromPort" in i:
            permission.update(FromPort=i["fromPort"], ToPort=i["toPort"])
        if "cidrIpv4" in i:
            permission["IpRanges"] = [{"CidrIp": i["cidrIpv4"], "Description": i["description"]}]
        else:
            permission["UserIdGroupPairs"] = [{"GroupId": i["referencedSecurityGroupId"], "Description": i["description"]}]
        authorize(GroupId=i["securityGroupId"], IpPermissions=[permission],
                  TagSpecifications=vpc_tags("security-group-rule", i["tags"]))
    return make


def launch_template(i):
    data = caps({key: i[key] for key in ("imageId", "instanceType", "iamInstanceProfile", "metadataOptions", "userData",
                                         "keyName", "monitoring") if key in i})
    data["SecurityGroupIds"] = i["vpcSecurityGroupIds"]
    data["TagSpecifications"] = [{"ResourceType": each["resourceType"], "Tags": pairs(each["tags"])}
                                 for each in i["tagSpecifications"]]
    data["BlockDeviceMappings"] = caps(i["blockDeviceMappings"])
    for mapping in data["BlockDeviceMappings"]:
        for flag in ("Encrypted", "DeleteOnTermination"):
            mapping["Ebs"][flag] = mapping["Ebs"][flag] == "true"
    made = ec2.create_launch_template(LaunchTemplateName=i["name"], VersionDescription=i["description"], LaunchTemplateData=data)["LaunchTemplate"]
    ec2.create_tags(Resources=[made["LaunchTemplateId"]], Tags=pairs(i["tags"]))
    return {"id": made["LaunchTemplateId"], "latestVersion": "1"}


def group(i):
    more = {"LaunchTemplate": {"LaunchTemplateId": i["launchTemplate"]["id"], "Version": "1"}} if "launchTemplate" in i else {}
    if "mixedInstancesPolicy" in i:
        more = {"MixedInstancesPolicy": caps(i["mixedInstancesPolicy"])}
        more["MixedInstancesPolicy"]["LaunchTemplate"]["LaunchTemplateSpecification"]["Version"] = "1"
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=i["name"], MinSize=i["minSize"], MaxSize=i["maxSize"], DesiredCapacity=0,
        VPCZoneIdentifier=",".join(i["vpcZoneIdentifiers"]), HealthCheckType=i["healthCheckType"],
        HealthCheckGracePeriod=i["healthCheckGracePeriod"], NewInstancesProtectedFromScaleIn=i["protectFromScaleIn"],
        Tags=[{**caps(tag), "ResourceId": i["name"], "ResourceType": "auto-scaling-group"} for tag in i["tags"]], **more)
    told = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[i["name"]])["AutoScalingGroups"][0]
    return {"name": i["name"], "arn": told["AutoScalingGroupARN"]}


def capacity_provider(i):
    made = ecs.create_capacity_provider(name=i["name"], autoScalingGroupProvider=i["autoScalingGroupProvider"],
                                        tags=pairs(i["tags"], "key", "value"))["capacityProvider"]
    return {"name": i["name"], "arn": made["capacityProviderArn"]}


def capacity_providers(i):
    ecs.put_cluster_capacity_providers(cluster=i["clusterName"], capacityProviders=i["capacityProviders"],
                                       defaultCapacityProviderStrategy=i["defaultCapacityProviderStrategies"])


def task_definition(i):
    more = {key: i[key] for key in ("networkMode", "runtimePlatform", "executionRoleArn", "taskRoleArn", "cpu", "memory") if key in i}
    if "volumes" in i:
        more["volumes"] = [{("host" if key == "hostPath" else key): ({"sourcePath": value} if key == "hostPath" else value)
                            for key, value in volume.items()} for volume in i["volumes"]]
    made = ecs.register_task_definition(
        family=i["family"], containerDefinitions=json.loads(i["containerDefinitions"]),
        requiresCompatibilities=i["requiresCompatibilities"], tags=pairs(i["tags"], "key", "value"), **more)["taskDefinition"]
    return {"arn": made["taskDefinitionArn"]}


def load_balancer(i):
    made = balancers.create_load_balancer(
        Name=i["name"], Subnets=i["subnets"], SecurityGroups=i["securityGroups"], Type=i["loadBalancerType"],
        Scheme="internal" if i["internal"] else "internet-facing", Tags=pairs(i["tags"]))["LoadBalancers"][0]
    if i["loadBalancerType"] == "application":
        balancers.modify_load_balancer_attributes(LoadBalancerArn=made["LoadBalancerArn"], Attributes=[
            {"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "true"}])
    return {"arn": made["LoadBalancerArn"], "arnSuffix": made["LoadBalancerArn"].split("loadbalancer/")[1], "dnsName": made["DNSName"]}


def target_group(i):
    check = i["healthCheck"]
    more = {"HealthCheckPath": check["path"], "Matcher": {"HttpCode": check["matcher"]}} if "path" in check else {}
    made = balancers.create_target_group(
        Name=i["name"], Protocol=i["protocol"], Port=i["port"], VpcId=i["vpcId"], TargetType=i["targetType"],
        HealthCheckProtocol=check["protocol"], HealthCheckIntervalSeconds=check["interval"],
        HealthCheckTimeoutSeconds=check["timeout"], HealthyThresholdCount=check["healthyThreshold"],
        UnhealthyThresholdCount=check["unhealthyThreshold"], Tags=pairs(i["tags"]), **more)["TargetGroups"][0]["TargetGroupArn"]
    balancers.modify_target_group_attributes(TargetGroupArn=made, Attributes=[
        {"Key": "deregistration_delay.timeout_seconds", "Value": str(i["deregistrationDelay"])}])
    return {"arn": made, "arnSuffix": made.split(":")[-1]}


def listener(i):
    made = balancers.create_listener(
        LoadBalancerArn=i["loadBalancerArn"], Port=i["port"], Protocol=i["protocol"], Tags=pairs(i["tags"]),
        DefaultActions=[{"Type": each["type"], "TargetGroupArn": each["targetGroupArn"]} for each in i["defaultActions"]])
    return {"arn": made["Listeners"][0]["ListenerArn"]}


def service(i):
    more = {key: i[key] for key in ("loadBalancers", "launchType", "healthCheckGracePeriodSeconds", "placementConstraints",
                                    "schedulingStrategy", "desiredCount") if key in i}
    if "capacityProviderStrategies" in i:
        more["capacityProviderStrategy"] = i["capacityProviderStrategies"]
    if "orderedPlacementStrategies" in i:
        more["placementStrategy"] = i["orderedPlacementStrategies"]
    if "serviceRegistries" in i:
        more["serviceRegistries"] = [i["serviceRegistries"]]
    if "networkConfiguration" in i:
        network = i["networkConfiguration"]
        more["networkConfiguration"] = {"awsvpcConfiguration": {**network, "assignPublicIp": "DISABLED"}}
    made = ecs.create_service(
        cluster=i["cluster"], serviceName=i["name"], taskDefinition=i["taskDefinition"],
        deploymentConfiguration={"minimumHealthyPercent": i["deploymentMinimumHealthyPercent"],
                                 # What ECS says of a daemon, to which the provider tells nothing.
                                 "maximumPercent": i.get("deploymentMaximumPercent", 100),
                                 "deploymentCircuitBreaker": i["deploymentCircuitBreaker"]},
        enableECSManagedTags=i["enableEcsManagedTags"], enableExecuteCommand=i["enableExecuteCommand"],
        propagateTags=i["propagateTags"], tags=pairs(i["tags"], "key", "value"), **more)["service"]
    return {"name": i["name"], "id": made["serviceArn"]}


def scaling_target(i):
    sizing.register_scalable_target(ServiceNamespace=i["serviceNamespace"], ResourceId=i["resourceId"],
                                    ScalableDimension=i["scalableDimension"], MinCapacity=i["minCapacity"],
                                    MaxCapacity=i["maxCapacity"])
    return i


def scaling_policy(i):
    sizing.put_scaling_policy(PolicyName=i["name"], PolicyType=i["policyType"], ServiceNamespace=i["serviceNamespace"],
                              ResourceId=i["resourceId"], ScalableDimension=i["scalableDimension"],
                              TargetTrackingScalingPolicyConfiguration=caps(i["targetTrackingScalingPolicyConfiguration"]))


MAKERS = {
    "aws:cloudwatch/logGroup:LogGroup": log_group,
    "aws:ecs/cluster:Cluster": cluster,
    "aws:iam/role:Role": role,
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attachment,
    "aws:iam/rolePolicy:RolePolicy": role_policy,
    "aws:iam/instanceProfile:InstanceProfile": instance_profile,
    "aws:ec2/securityGroup:SecurityGroup": security_group,
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule(ec2.authorize_security_group_egress),
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule(ec2.authorize_security_group_ingress),
    "aws:ec2/launchTemplate:LaunchTemplate": launch_template,
    "aws:autoscaling/group:Group": group,
    "aws:ecs/capacityProvider:CapacityProvider": capacity_provider,
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": capacity_providers,
    "aws:ecs/taskDefinition:TaskDefinition": task_definition,
    "aws:lb/loadBalancer:LoadBalancer": load_balancer,
    "aws:lb/targetGroup:TargetGroup": target_group,
    "aws:lb/listener:Listener": listener,
    "aws:ecs/service:Service": service,
    "aws:appautoscaling/target:Target": scaling_target,
    "aws:appautoscaling/policy:Policy": scaling_policy,
}

for step in STEPS:
    state = step["newState"]
    if state["custom"]:
        logical = state["urn"].split("::")[-1]
        inputs = resolved(state["inputs"])
        # What Pulumi makes up ends in seven digits.
        inputs.setdefault("name", logical + "-" + hashlib.sha256(state["urn"].encode()).hexdigest()[:7])
        KNOWN.setdefault(logical, {}).update(MAKERS[state["type"]](inputs) or {})
