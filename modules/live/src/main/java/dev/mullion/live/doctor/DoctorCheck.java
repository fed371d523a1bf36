package dev.mullion.live.doctor;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is looked at, and which permissions looking needs. */
public enum DoctorCheck {
    SCALING_GROUP(
            "DOC001",
            "each Auto Scaling group has as many healthy instances in service as it wants",
            "what runs on fewer machines than were asked for is slower, or is not there",
            "autoscaling:DescribeAutoScalingGroups",
            "autoscaling:DescribeScalingActivities"),
    LAUNCH_TEMPLATE(
            "DOC002",
            "each instance was started from the newest version of its launch template",
            "an instance keeps the image, user data and role that it was started with until it is replaced",
            "ec2:DescribeLaunchTemplateVersions",
            "ssm:GetParameters"),
    SSM_AGENT(
            "DOC003",
            "each instance answers Systems Manager",
            "without it nobody gets onto the machine to see why something fails",
            "ssm:DescribeInstanceInformation"),
    IMAGE(
            "DOC004",
            "EC2 still shows the image of each launch template",
            "AWS withdraws old Windows images, and a group whose image is gone starts no instance any more",
            "ec2:DescribeImages"),
    ROOT_VOLUME(
            "DOC005",
            "each root volume holds the snapshot of its image",
            "EC2 refuses to start an instance whose root volume is smaller than the image's snapshot",
            "ec2:DescribeImages"),
    INSTANCE_TYPE(
            "DOC006",
            "each instance type is offered in the group's zones",
            "a group starts nothing in a zone that has none of its types",
            "ec2:DescribeInstanceTypeOfferings"),
    CONTAINER_INSTANCE(
            "DOC007",
            "each instance of an ECS capacity is registered in its cluster, with its agent connected",
            "ECS starts no task on an instance whose agent does not answer",
            "ecs:ListContainerInstances",
            "ecs:DescribeContainerInstances"),
    TASK_ATTRIBUTES(
            "DOC008",
            "some instance has all the attributes that each service's tasks need",
            "ECS places a task only where the agent offers all that its task definition asks for",
            "ecs:DescribeTaskDefinition"),
    SERVICE(
            "DOC009",
            "each ECS service runs as many tasks as it wants",
            "tasks that are missing serve nobody",
            "ecs:ListServices",
            "ecs:DescribeServices"),
    CAPACITY_PROVIDER(
            "DOC010",
            "each ECS cluster is active, with its capacity providers attached",
            "no service can use a capacity provider that is not on its cluster's list",
            "ecs:ListClusters",
            "ecs:DescribeClusters",
            "ecs:DescribeCapacityProviders"),
    EKS_CLUSTER(
            "DOC011",
            "each EKS cluster and each of its node groups is active, without issues",
            "nodes that EKS can not start or manage run no pods",
            "eks:ListClusters",
            "eks:DescribeCluster",
            "eks:ListNodegroups",
            "eks:DescribeNodegroup"),
    ADDON(
            "DOC012",
            "each add-on is active, new enough for Windows, and the VPC CNI gives Windows pods their addresses",
            "without enableWindowsIpam no pod of a Windows node gets an address",
            "eks:ListAddons",
            "eks:DescribeAddon"),
    ACCESS_ENTRY(
            "DOC013",
            "the role of Windows nodes has an access entry of the type EC2_WINDOWS",
            "with another type nodes join, and no pod of theirs gets an address or a name",
            "eks:DescribeAccessEntry",
            "iam:GetInstanceProfile"),
    TARGETS(
            "DOC014",
            "each target group has a healthy target",
            "a load balancer without healthy targets answers nobody",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTags",
            "elasticloadbalancing:DescribeTargetHealth"),
    VCPU_QUOTA(
            "DOC015",
            "the account's vCPUs are enough for the groups at their largest",
            "EC2 starts nothing beyond the quota, and a group then stays smaller than it wants to be",
            "ec2:DescribeInstances",
            "ec2:DescribeInstanceTypes",
            "servicequotas:GetServiceQuota",
            "servicequotas:GetAWSDefaultServiceQuota"),
    NETWORK_INTERFACE_QUOTA(
            "DOC016",
            "the region's network interfaces are not all but used up",
            "each task in awsvpc mode and each machine needs one, and nothing starts without",
            "ec2:DescribeNetworkInterfaces",
            "servicequotas:GetServiceQuota",
            "servicequotas:GetAWSDefaultServiceQuota"),
    BOOT(
            "DOC017",
            "the user data of each instance came to its end",
            "what stands behind the step that failed was not done, on this machine and on each that starts as it did",
            "ec2:GetConsoleOutput");

    private final String id;
    private final String title;
    private final String why;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<String> actions;

    DoctorCheck(String id, String title, String why, String... actions) {
        this.id = id;
        this.title = title;
        this.why = why;
        this.actions = List.of(actions);
    }

    /** Such as {@code DOC001}; it never changes. */
    public String id() {
        return id;
    }

    /** What should hold. */
    public String title() {
        return title;
    }

    /** What happens where it does not hold. */
    public String why() {
        return why;
    }

    /** Every permission that looking needs, in alphabetical order; all of them read. */
    public static List<String> permissions() {
        return List.copyOf(new TreeSet<>(
                Stream.of(values()).flatMap(check -> check.actions.stream()).toList()));
    }
}
