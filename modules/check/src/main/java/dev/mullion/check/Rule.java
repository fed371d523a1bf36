package dev.mullion.check;

/**
 * Every rule, a row each. The ids are API: they stay and are never reused, and docs/checks.md has a row of each, in this order.
 *
 * <p>What a finding says begins with what was found; the rule's reason and its remedy follow.
 */
public enum Rule {
    USER_DATA_TOO_LARGE(
            "CHK001",
            Severity.ERROR,
            "what boots Windows",
            "user data of more than 16,384 bytes before base64",
            "EC2 refuses it, and no instance starts",
            "keep the script in S3 and let user data fetch it",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
    USER_DATA_NOT_ENCODED(
            "CHK002",
            Severity.ERROR,
            "launch templates",
            "user data that is not base64",
            "EC2 refuses it (InvalidUserData.Malformed)",
            "encode it once",
            "https://github.com/pulumi/pulumi-aws/issues/2284"),
    USER_DATA_ENCODED_TWICE(
            "CHK003",
            Severity.ERROR,
            "what boots Windows",
            "user data that is base64 within base64",
            "the launch agent finds no tag in it and runs nothing",
            "encode it once",
            "https://github.com/eksctl-io/eksctl/issues/4101"),
    TAG_NOT_CLOSED(
            "CHK004",
            Severity.ERROR,
            "what boots Windows",
            "a tag around a script without its other half",
            "the launch agent runs nothing of it",
            "write both <powershell> and </powershell>, on lines of their own",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
    TAG_SPELLED_OTHERWISE(
            "CHK005",
            Severity.ERROR,
            "what boots Windows",
            "a tag that is spelled with other capitals than the launch agent's",
            "the launch agent tells capitals apart and takes no notice of it",
            "spell it as AWS does",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
    TAG_UNKNOWN(
            "CHK006",
            Severity.WARNING,
            "what boots Windows",
            "a tag that the launch agent does not know",
            "the launch agent takes no notice of it and of what stands in it",
            "remove it; known are <powershell>, <script>, <persist>, <powershellArguments>, <runAsLocalSystem> and <detach>",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
    SCRIPT_WITHOUT_TAG(
            "CHK007",
            Severity.ERROR,
            "what boots Windows",
            "user data of Windows without any tag",
            "the launch agent finds no script in it and runs nothing",
            "put it between <powershell> and </powershell>",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
    USER_DATA_MULTIPART(
            "CHK008",
            Severity.ERROR,
            "what boots Windows",
            "user data of Windows as a MIME multipart message",
            "that is cloud-init's form: Windows launch agents do not read it, and EKS refuses it",
            "write one <powershell> block",
            "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"),
    USER_DATA_OF_LINUX(
            "CHK009",
            Severity.ERROR,
            "what boots Windows",
            "user data of Linux on an image of Windows",
            "the launch agent finds no script in it and runs nothing",
            "write PowerShell between <powershell> and </powershell>, or use an image of Linux",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
    POWERSHELL_BROKEN(
            "CHK010",
            Severity.ERROR,
            "what boots Windows",
            "PowerShell with a quote or a bracket that is not closed, or with a <placeholder>",
            "PowerShell refuses a script as a whole that it can not parse, so nothing of it runs",
            "close it, or write the value",
            "https://github.com/aws/aws-cdk/issues/12583"),
    POWERSHELL_NESTED(
            "CHK011",
            Severity.ERROR,
            "what boots Windows",
            "a <powershell> within another one",
            "a module that wraps your script brings the tags itself: PowerShell can not parse them, and nothing runs",
            "leave the tags out where a module adds them",
            "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2987"),
    SECRET_IN_USER_DATA(
            "CHK012",
            Severity.ERROR,
            "what boots, Windows or not",
            "what looks like a secret in user data",
            "whoever may describe the instance or run code on it reads its user data",
            "read it at boot from Secrets Manager or Parameter Store, by the instance's role, and change it: it is known",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
    USER_DATA_MARKED(
            "CHK013",
            Severity.WARNING,
            "what boots Windows",
            "user data in UTF-16, or with a byte order mark",
            "AWS's own samples are ASCII, and what a launch agent does with another form is written nowhere",
            "save it as ASCII or as UTF-8 without a mark",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
    SCRIPT_NOT_ASCII(
            "CHK014",
            Severity.WARNING,
            "what boots Windows",
            "a dash or a quote that a text program made",
            "without a byte order mark Windows PowerShell reads a script in the system's code page, where it is other characters",
            "type - and ' or a double quote instead",
            "https://learn.microsoft.com/powershell/scripting/dev-cross-plat/vscode/understanding-file-encoding"),
    LAUNCH_AGENT_TOO_OLD(
            "CHK015",
            Severity.ERROR,
            "what boots Windows",
            "tasks in YAML or <detach> on Windows Server 2016 or 2019",
            "images of these releases have EC2Launch v1, which knows neither",
            "write a <powershell> block, or use an image of 2022 or newer",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2.html"),
    RESTART_IN_SCRIPT(
            "CHK016",
            Severity.WARNING,
            "what boots Windows",
            "a restart of Windows from within user data",
            "EC2Launch v2 is stopped in the middle of its own work, and runs the script again",
            "end with exit 3010, which EC2Launch v2 restarts for",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2-settings.html"),
    DOWNLOADED_CODE(
            "CHK017",
            Severity.WARNING,
            "what boots Windows",
            "code that is downloaded and run in one go",
            "who owns the address, or stands in between, runs what he likes as administrator, and its outage is yours",
            "download a pinned version, compare its SHA-256, then run it",
            "https://learn.microsoft.com/powershell/scripting/learn/deep-dives/avoid-using-invoke-expression"),
    BOOTSTRAP_EACH_BOOT(
            "CHK101",
            Severity.WARNING,
            "what boots Windows",
            "EKS's bootstrap at each boot, by <persist> or frequency: always",
            "it is made for the first boot of a node, and would configure network and services anew below pods that run",
            "leave <persist> out, or run the bootstrap on the first boot alone",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
    BOOTSTRAP_WITHOUT_SERVICE_CIDR(
            "CHK102",
            Severity.WARNING,
            "what boots Windows",
            "EKS's bootstrap without -ServiceCIDR",
            "it then guesses 172.20.0.0/16 or 10.100.0.0/16; with another range of services, pods reach neither DNS nor services",
            "pass -ServiceCIDR with the cluster's serviceIpv4Cidr",
            "https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html"),
    KUBELET_ARGUMENT_EMPTY(
            "CHK103",
            Severity.WARNING,
            "what boots Windows",
            "--node-labels or --register-with-taints without a value",
            "a template got nothing to put there: the node joins without them, and pods stay pending or start where they should not",
            "give it a value, or leave the argument out",
            "https://github.com/awslabs/amazon-eks-ami/issues/847"),
    NODE_LABEL_FORBIDDEN(
            "CHK104",
            Severity.ERROR,
            "what boots Windows",
            "a label in --node-labels that no node may give itself",
            "kubelet does not start with it, and no node joins",
            "use a domain of your own, or label the node from outside",
            "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3346"),
    BOOTSTRAP_TWICE(
            "CHK105",
            Severity.ERROR,
            "what boots Windows",
            "EKS's bootstrap in user data of a managed node group that has no image of its own",
            "EKS appends its own call to your script, so that it runs twice",
            "leave the call out, or give the launch template an image",
            "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"),
    BOOTSTRAP_WITH_DOCKER(
            "CHK106",
            Severity.ERROR,
            "what boots Windows",
            "EKS's bootstrap with -ContainerRuntime docker",
            "images for Kubernetes 1.24 and newer have containerd alone",
            "leave -ContainerRuntime out",
            "https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html"),
    BOOTSTRAP_OF_LINUX(
            "CHK107",
            Severity.ERROR,
            "what boots Windows",
            "arguments of Linux's bootstrap.sh in a Windows script",
            "Start-EKSBootstrap.ps1 has other ones, and the node never joins",
            "use -EKSClusterName, -APIServerEndpoint, -Base64ClusterCA and -KubeletExtraArgs",
            "https://github.com/awslabs/amazon-eks-ami/issues/348"),
    AMI_TYPE_OF_LINUX(
            "CHK108",
            Severity.ERROR,
            "EKS node groups",
            "an AMI type of Linux with user data of Windows",
            "its nodes run Linux, to which the script is nothing, and no Windows pod ever starts",
            "use a WINDOWS_ amiType",
            "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"),
    AGENT_WITHOUT_TASK_ROLES(
            "CHK201",
            Severity.WARNING,
            "what boots Windows",
            "Initialize-ECSAgent without -EnableTaskIAMRole",
            "the instance joins, and no task with a task role is ever placed on it",
            "add -EnableTaskIAMRole",
            "https://github.com/aws/aws-cdk/pull/36872"),
    AGENT_CACHE_REMOVED(
            "CHK202",
            Severity.ERROR,
            "what boots Windows",
            "a script that removes the ECS agent's cache",
            "since images of May 2022 it holds what ECS Exec needs, and instances no longer join without it",
            "leave the line out",
            "https://github.com/aws/aws-cdk/issues/20711"),
    AGENT_VARIABLE_LATE(
            "CHK203",
            Severity.WARNING,
            "what boots Windows",
            "a variable of the ECS agent that is set behind Initialize-ECSAgent",
            "the agent has started by then, and does not see it",
            "set it before",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html"),
    LOGGING_DRIVERS_QUOTED(
            "CHK204",
            Severity.ERROR,
            "what boots Windows",
            "-LoggingDrivers that is no JSON list",
            "the agent does not start (invalid character)",
            "write -LoggingDrivers '[\"json-file\",\"awslogs\"]'",
            "https://github.com/aws/amazon-ecs-agent/issues/4197"),
    AMI_PARAMETER_OLD(
            "CHK205",
            Severity.WARNING,
            "launch templates, instances",
            "an image by a public parameter that AWS deprecated",
            "it may stay behind, or go, at any time",
            "use /aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_windows_AMI.html"),
    ROOT_DEVICE(
            "CHK301",
            Severity.ERROR,
            "launch templates, instances, Karpenter's node classes",
            "a root volume by Linux's device name",
            "Windows has its root at /dev/sda1: the mapping adds an empty disk, and C: stays as small as the image's",
            "map /dev/sda1",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html"),
    INSTANCE_TYPE_ARM(
            "CHK302",
            Severity.ERROR,
            "launch templates, instances, node groups, Auto Scaling groups",
            "an instance type with a Graviton processor",
            "Windows Server does not run on arm64",
            "use an x86_64 type, such as m6i.large",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html"),
    ROOT_VOLUME_SMALL(
            "CHK303",
            Severity.WARNING,
            "launch templates, instances, Karpenter's node classes",
            "a root volume below 50 GiB",
            "the images for containers are larger, so that the launch fails, or the first image of some 9 GiB fills the disk",
            "give it 100 GiB or more",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-optimized_windows_AMI.html"),
    IMDSV1(
            "CHK304",
            Severity.WARNING,
            "launch templates, instances",
            "instance metadata without a token (IMDSv1)",
            "a request that a container is tricked into sends the role's credentials out",
            "set metadataOptions.httpTokens to required",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html"),
    NODE_GROUP_TEMPLATE(
            "CHK305",
            Severity.ERROR,
            "EKS node groups",
            "a launch template with what a managed node group decides itself",
            "EKS refuses the node group",
            "take it out of the launch template",
            "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"),
    NODE_GROUP_IMAGE(
            "CHK306",
            Severity.ERROR,
            "EKS node groups",
            "amiType, version or releaseVersion beside an image in the launch template",
            "EKS refuses the node group: the image says all of that",
            "leave them out, or the image",
            "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"),
    NODE_GROUP_DISK(
            "CHK307",
            Severity.ERROR,
            "EKS node groups",
            "diskSize or remoteAccess beside a launch template",
            "EKS refuses the node group: the launch template says both",
            "say it in the launch template",
            "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"),
    GRACE_PERIOD_SHORT(
            "CHK308",
            Severity.WARNING,
            "Auto Scaling groups",
            "a load balancer's health check that counts before Windows is up",
            "a Windows instance often takes 15 minutes and more: it is replaced before it serves, again and again",
            "set healthCheckGracePeriod to 900 or more",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/win-ami-config-fast-launch.html"),
    TERMINATION_PROTECTION(
            "CHK309",
            Severity.ERROR,
            "ECS capacity providers",
            "managed termination protection of a group without protection from scale-in",
            "ECS refuses the capacity provider",
            "set protectFromScaleIn on the Auto Scaling group, or managedTerminationProtection to DISABLED",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html"),
    ACCESS_ENTRY_OF_LINUX(
            "CHK401",
            Severity.ERROR,
            "EKS access entries",
            "an access entry of type EC2_LINUX for the role of Windows nodes",
            "kube-proxy lacks its rights: DNS and services fail in every pod",
            "use type EC2_WINDOWS, and another role for Linux nodes",
            "https://github.com/aws/containers-roadmap/issues/2327"),
    ACCESS_ENTRY_GROUPS(
            "CHK402",
            Severity.ERROR,
            "EKS access entries",
            "Kubernetes groups on an access entry of nodes",
            "EKS refuses it: such an entry has its groups",
            "leave kubernetesGroups out",
            "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html"),
    AWS_AUTH_WITHOUT_KUBE_PROXY(
            "CHK403",
            Severity.ERROR,
            "the ConfigMap aws-auth beside Windows nodes",
            "no role of aws-auth in the group eks:kube-proxy-windows",
            "kube-proxy of Windows nodes lacks its rights: DNS and services fail in every pod",
            "add eks:kube-proxy-windows to the groups of the Windows nodes' role",
            "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2471"),
    KUBE_PROXY_ACTION(
            "CHK404",
            Severity.ERROR,
            "IAM policies",
            "eks:kube-proxy-windows as an action of IAM",
            "there is no such action: it is a Kubernetes group, and nodes get nothing by the policy",
            "give the nodes' role an access entry of type EC2_WINDOWS, or the group in aws-auth",
            "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html"),
    VPC_RESOURCE_CONTROLLER(
            "CHK405",
            Severity.ERROR,
            "EKS clusters with Windows nodes",
            "a cluster with Windows nodes whose role lacks AmazonEKSVPCResourceController, in a plan that makes all of them",
            "without it on the cluster's role no Windows pod gets an address",
            "attach AmazonEKSVPCResourceController to the cluster's role",
            "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html"),
    WINDOWS_IPAM_NOT_TEXT(
            "CHK406",
            Severity.ERROR,
            "the EKS add-on vpc-cni",
            "enableWindowsIpam that is no string",
            "the add-on's schema takes the string \"true\" alone, and EKS refuses the add-on",
            "write \"enableWindowsIpam\": \"true\"",
            "https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/charts/aws-vpc-cni/values.yaml"),
    WINDOWS_2025_TOO_EARLY(
            "CHK407",
            Severity.ERROR,
            "EKS node groups",
            "Windows Server 2025 before Kubernetes 1.35",
            "EKS has no such image",
            "use 1.35 or newer, or Windows Server 2022",
            "https://github.com/eksctl-io/eksctl/issues/8648"),
    ACCESS_ENTRY_MISSING(
            "CHK408",
            Severity.WARNING,
            "EKS node groups",
            "a managed node group of Windows with an image of its own, and no access entry of type EC2_WINDOWS",
            "EKS takes the nodes for Linux and makes an EC2_LINUX entry: DNS and services fail in every pod",
            "make an access entry of type EC2_WINDOWS for the role before the node group",
            "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3411"),
    KARPENTER_SERVICE_CIDR(
            "CHK409",
            Severity.WARNING,
            "Karpenter's node classes",
            "a Windows node class without SERVICE_IPV4_CIDR",
            "Karpenter does not pass the range of services: where it is not EKS's default, pods reach neither DNS nor services",
            "set the machine variable SERVICE_IPV4_CIDR in its userData",
            "https://github.com/aws/karpenter-provider-aws/issues/4088"),
    KARPENTER_ALIAS(
            "CHK410",
            Severity.ERROR,
            "Karpenter's node classes",
            "a Windows alias with a version other than latest",
            "Karpenter knows @latest alone for Windows",
            "write @latest, or select images by id or tags",
            "https://karpenter.sh/docs/concepts/nodeclasses/"),
    FARGATE_SIZE(
            "CHK501",
            Severity.ERROR,
            "ECS task definitions",
            "a size that Fargate does not have for Windows",
            "ECS refuses it: no Fargate configuration exists for given values",
            "use cpu 1024 with memory 2048 to 8192, cpu 2048 with 4096 to 16384 or cpu 4096 with 8192 to 30720, in steps of 1024",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"),
    FARGATE_RELEASE(
            "CHK502",
            Severity.ERROR,
            "ECS task definitions",
            "a release of Windows that Fargate, or anybody, no longer or not yet has",
            "no task of it is ever placed",
            "use WINDOWS_SERVER_2019 or WINDOWS_SERVER_2022, CORE or FULL",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html"),
    TASK_ARM(
            "CHK503",
            Severity.ERROR,
            "ECS task definitions",
            "cpuArchitecture ARM64",
            "there are no Windows images for it",
            "use X86_64, or leave it out",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html"),
    CONTAINER_OF_LINUX(
            "CHK504",
            Severity.ERROR,
            "ECS task definitions",
            "parameters of a container that only Linux has",
            "the task is refused, fails to start, or runs without what they promise",
            "leave them out",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html"),
    TASK_OF_LINUX(
            "CHK505",
            Severity.ERROR,
            "ECS task definitions",
            "parameters of a task that only Linux has",
            "the task is refused, or is never placed",
            "leave them out",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html"),
    NETWORK_MODE(
            "CHK506",
            Severity.ERROR,
            "ECS task definitions",
            "a network mode that Windows does not have there",
            "the task is never placed",
            "use awsvpc; on instances leaving it out is Docker's NAT",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html"),
    NETWORK_BRIDGE(
            "CHK507",
            Severity.WARNING,
            "ECS task definitions",
            "network mode bridge",
            "Windows has no bridge: the agent takes it for its NAT network",
            "leave networkMode out, or use awsvpc",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html"),
    VOLUME_UNSUPPORTED(
            "CHK508",
            Severity.ERROR,
            "ECS task definitions",
            "a kind of volume that Windows tasks can not mount there",
            "the task is refused, or is never placed",
            "use FSx for Windows File Server on instances, or a bind mount",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html"),
    LOG_DRIVER(
            "CHK509",
            Severity.ERROR,
            "ECS task definitions",
            "a log driver that Windows does not have there",
            "the task is refused, or is never placed",
            "use awslogs",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html"),
    MEMORY_RESERVATION(
            "CHK510",
            Severity.ERROR,
            "ECS task definitions",
            "memoryReservation",
            "Windows has no soft limits: the container is not created",
            "use memory",
            "https://github.com/aws/amazon-ecs-agent/issues/1144"),
    CONTAINER_WITHOUT_CPU(
            "CHK511",
            Severity.WARNING,
            "ECS task definitions",
            "a container without cpu on instances",
            "Windows holds it to 1 % of the instance's",
            "give it cpu, 1024 to a vCPU",
            "https://github.com/aws/amazon-ecs-agent/issues/1127"),
    CONTAINER_WITHOUT_MEMORY(
            "CHK512",
            Severity.WARNING,
            "ECS task definitions",
            "a container without memory on instances",
            "Windows ignores the task's: the container may take all that the instance has",
            "give it memory",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html"),
    CREDENTIAL_SPEC(
            "CHK513",
            Severity.ERROR,
            "ECS task definitions",
            "a credential spec (gMSA) that no task can use",
            "the task is refused, or never joins its domain",
            "use one credentialspec: or credentialspecdomainless: with an ARN, on instances",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html"),
    FARGATE_UNSUPPORTED(
            "CHK514",
            Severity.ERROR,
            "ECS task definitions",
            "parameters of a container that Fargate does not have for Windows",
            "the task is refused, or is never placed",
            "leave them out, or run the task on instances",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html"),
    SECRET_IN_ENVIRONMENT(
            "CHK515",
            Severity.WARNING,
            "ECS task definitions, Windows or not",
            "what looks like a secret in a container's environment",
            "whoever may describe the task definition reads it, in every revision",
            "use secrets with valueFrom: Secrets Manager or Parameter Store",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-bp.html"),
    TASK_IMAGE_RELEASE(
            "CHK516",
            Severity.ERROR,
            "ECS task definitions",
            "an image of another release than the task's operating system",
            "Windows containers share the host's kernel: it does not start",
            "use an image of the same release",
            "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility"),
    HOST_PORT_RESERVED(
            "CHK517",
            Severity.ERROR,
            "ECS task definitions",
            "a host port that Windows or the ECS agent has itself",
            "the task is never placed",
            "use another host port, or 0",
            "https://github.com/aws/amazon-ecs-agent/blob/master/README.md"),
    FARGATE_SPOT(
            "CHK518",
            Severity.ERROR,
            "ECS services",
            "Windows tasks on Fargate Spot",
            "Fargate Spot has no Windows",
            "use FARGATE, or Spot instances",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html"),
    SERVICE_CONNECT(
            "CHK519",
            Severity.ERROR,
            "ECS services",
            "Service Connect for Windows tasks",
            "ECS refuses it: unsupported operating system in task definition",
            "use a load balancer or service discovery",
            "https://github.com/aws/copilot-cli/issues/5696"),
    PATH_OF_LINUX(
            "CHK520",
            Severity.ERROR,
            "ECS task definitions",
            "a path of Linux in a bind mount of Windows",
            "Docker refuses it, and the container is not created",
            "write a path with a drive, such as C:\\data",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html"),
    FAMILY_MISSING(
            "CHK521",
            Severity.ERROR,
            "ECS task definitions",
            "an image of Windows on Fargate without runtimePlatform",
            "Fargate takes it for Linux, and can not pull the image",
            "set runtimePlatform.operatingSystemFamily, such as WINDOWS_SERVER_2022_CORE",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html"),
    POD_SECURITY_CONTEXT(
            "CHK601",
            Severity.ERROR,
            "Kubernetes pods and what makes them",
            "a security context of Linux in a Windows pod",
            "the pod is refused, or never starts",
            "leave it out; windowsOptions.runAsUserName says who runs it",
            "https://kubernetes.io/docs/concepts/windows/intro/"),
    POD_WITHOUT_MEMORY_LIMIT(
            "CHK602",
            Severity.WARNING,
            "Kubernetes pods and what makes them",
            "a container of a Windows pod without a memory limit",
            "Windows has no OOM killer: the node pages until nothing on it answers",
            "set resources.limits.memory",
            "https://docs.aws.amazon.com/eks/latest/best-practices/windows-oom.html"),
    POD_WITHOUT_OS(
            "CHK603",
            Severity.WARNING,
            "Kubernetes pods and what makes them",
            "a pod of Windows without a node selector",
            "the pod may be placed on Linux, and gets no address of Windows IPAM",
            "set nodeSelector kubernetes.io/os: windows",
            "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html"),
    POD_HOST_NETWORK(
            "CHK604",
            Severity.ERROR,
            "Kubernetes pods and what makes them",
            "hostNetwork in a Windows pod that is no HostProcess pod",
            "Windows has no host network for other pods",
            "leave it out, or set windowsOptions.hostProcess",
            "https://kubernetes.io/docs/concepts/windows/intro/"),
    RUNTIME_CLASS_HANDLER(
            "CHK605",
            Severity.ERROR,
            "RuntimeClasses for Windows",
            "the handler docker",
            "nodes have containerd, which does not know it: no pod of the class starts",
            "use runhcs-wcow-process",
            "https://github.com/containerd/containerd/issues/5892"),
    POD_IMAGE_RELEASE(
            "CHK606",
            Severity.ERROR,
            "Kubernetes pods and what makes them",
            "an image of another release than the nodes that the pod selects",
            "Windows containers share the host's kernel: it does not start",
            "use an image of the same release, or select its nodes",
            "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility"),
    POD_SELECTED_BY_AFFINITY(
            "CHK607",
            Severity.WARNING,
            "Kubernetes pods and what makes them",
            "a Windows pod that only its affinity places",
            "EKS gives addresses to pods that have a nodeSelector: it stays without one",
            "set nodeSelector kubernetes.io/os: windows",
            "https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/webhooks/core/pod_webhook.go"),
    FSX_WITHOUT_DOMAIN(
            "CHK701",
            Severity.ERROR,
            "FSx for Windows file systems",
            "a file system without a domain",
            "FSx refuses it",
            "set activeDirectoryId or selfManagedActiveDirectory",
            "https://docs.aws.amazon.com/fsx/latest/WindowsGuide/aws-ad-integration-fsxW.html");

    private final String id;
    private final Severity severity;
    private final String toldOf;
    private final String what;
    private final String why;
    private final String fix;
    private final String source;

    /**
     * A row.
     *
     * @param toldOf the resources that it is told of
     * @param what the rule finds, in general
     * @param why what comes of it
     * @param fix what to do instead
     * @param source where that is written, or where it hurt somebody
     */
    Rule(String id, Severity severity, String toldOf, String what, String why, String fix, String source) {
        this.id = id;
        this.severity = severity;
        this.toldOf = toldOf;
        this.what = what;
        this.why = why;
        this.fix = fix;
        this.source = source;
    }

    /** {@code CHK} and three digits, by which users silence it. */
    public String id() {
        return id;
    }

    /** How grave it is, always. */
    public Severity severity() {
        return severity;
    }

    /** The resources that it is told of. */
    public String toldOf() {
        return toldOf;
    }

    /** What it finds, in general. */
    public String what() {
        return what;
    }

    /** What comes of it. */
    public String why() {
        return why;
    }

    /** What to do instead. */
    public String fix() {
        return fix;
    }

    /** An address of where that is written, or where it hurt somebody. */
    public String source() {
        return source;
    }
}
