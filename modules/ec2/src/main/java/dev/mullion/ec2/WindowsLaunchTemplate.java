package dev.mullion.ec2;

import com.pulumi.aws.ec2.Ec2Functions;
import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.inputs.GetAmiArgs;
import com.pulumi.aws.ec2.inputs.GetAmiFilterArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingEbsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateIamInstanceProfileArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateMetadataOptionsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateNetworkInterfaceArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateTagSpecificationArgs;
import com.pulumi.aws.ec2.outputs.GetAmiResult;
import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.aws.ssm.SsmFunctions;
import com.pulumi.aws.ssm.inputs.GetParameterArgs;
import com.pulumi.aws.ssm.outputs.GetParameterResult;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.IamStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The launch template of Windows instances and what it refers to: a role with the least policies and its instance
 * profile, a security group without ingress, the image, and the user data. IMDSv2 is required, the root volume is
 * encrypted, there is no key pair: people get in through Session Manager.
 *
 * <p>Children: {@code name-role}, {@code name-<policy>} (attachments and {@link WindowsLaunchTemplateInputs#policies}), {@code name-instance-profile},
 * {@code name-security-group}, {@code name-egress}, {@code name-launch-template}. With
 * {@link WindowsInstanceSpec#instanceProfile} there is no role, attachment or profile.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-launch-template.html">Launch templates</a>
 */
public final class WindowsLaunchTemplate extends ComponentResource {
    public static final String TYPE = "mullion:ec2:WindowsLaunchTemplate";

    /** The root device of every Windows image: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device-naming.html */
    private static final String ROOT_DEVICE = "/dev/sda1";

    private static final String SESSION_MANAGER_POLICY = "AmazonSSMManagedInstanceCore";

    private final WindowsInstanceSpec spec;
    private final WindowsLaunchTemplateInputs inputs;
    private final String name;
    private final LaunchTemplate launchTemplate;
    private final SecurityGroup securityGroup;
    private final List<Resource> prerequisites = new ArrayList<>();

    public WindowsLaunchTemplate(
            String name,
            WindowsInstanceSpec spec,
            WindowsLaunchTemplateInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;

        Output<String> instanceProfile = spec.instanceProfile().map(Output::of).orElseGet(this::instanceProfile);
        securityGroup = securityGroup();
        launchTemplate = new LaunchTemplate(
                name + "-launch-template",
                customized("launch-template", launchTemplateArgs(instanceProfile))
                        .build(),
                child());
        registerOutputs(Map.of(
                "launchTemplateId", launchTemplate.id(),
                "securityGroupId", securityGroup.id()));
    }

    public Output<String> id() {
        return launchTemplate.id();
    }

    /** The version that this deployment makes or keeps: a changed template gives another one. */
    public Output<String> latestVersion() {
        return launchTemplate.latestVersion().applyValue(String::valueOf);
    }

    public Output<String> securityGroupId() {
        return securityGroup.id();
    }

    /**
     * What must exist before an instance boots, since no template refers to it: what its role allows, and its way out.
     * The provider takes the rule that AWS gives a new security group away.
     */
    public List<Resource> prerequisites() {
        return List.copyOf(prerequisites);
    }

    private Output<String> instanceProfile() {
        RoleArgs.Builder args = RoleArgs.builder()
                .description("Windows instances of " + inputs.context().name(name))
                .assumeRolePolicy(trust())
                .tags(tags());
        spec.permissionsBoundary().ifPresent(args::permissionsBoundary);
        Role role = new Role(name + "-role", customized("role", args).build(), child());
        Stream.concat(Stream.of(SESSION_MANAGER_POLICY), inputs.managedPolicies().stream())
                .map(policy -> attach(policy, role))
                .forEach(prerequisites::add);
        inputs.policies()
                .forEach((suffix, policy) -> prerequisites.add(new RolePolicy(
                        name + "-" + suffix,
                        customized(
                                        suffix,
                                        RolePolicyArgs.builder()
                                                .role(role.name())
                                                .policy(policy))
                                .build(),
                        child())));
        InstanceProfile profile = new InstanceProfile(
                name + "-instance-profile",
                customized(
                                "instance-profile",
                                InstanceProfileArgs.builder().role(role.name()).tags(tags()))
                        .build(),
                child());
        return profile.name();
    }

    private RolePolicyAttachment attach(String policy, Role role) {
        String suffix = policy.substring(policy.lastIndexOf('/') + 1);
        return new RolePolicyAttachment(
                name + "-" + suffix,
                customized(
                                suffix,
                                RolePolicyAttachmentArgs.builder()
                                        .role(role.name())
                                        .policyArn(inputs.context().partition().arn("iam::aws:policy/" + policy)))
                        .build(),
                child());
    }

    private String trust() {
        IamStatement trust = IamStatement.trust(inputs.context().partition().ec2Principal());
        return new IamPolicy(List.of(trust)).shortJson();
    }

    private SecurityGroup securityGroup() {
        SecurityGroup group = new SecurityGroup(
                name + "-security-group",
                customized(
                                "security-group",
                                SecurityGroupArgs.builder()
                                        .description("Windows instances of "
                                                + inputs.context().name(name) + " - no ingress by default")
                                        .vpcId(inputs.vpcId())
                                        .tags(tags()))
                        .build(),
                child());
        prerequisites.add(new SecurityGroupEgressRule(
                name + "-egress",
                customized(
                                "egress",
                                SecurityGroupEgressRuleArgs.builder()
                                        .securityGroupId(group.id())
                                        .description("to AWS, image registries and what the workloads call")
                                        .ipProtocol("-1")
                                        .cidrIpv4("0.0.0.0/0")
                                        .tags(tags()))
                        .build(),
                child()));
        return group;
    }

    private LaunchTemplateArgs.Builder launchTemplateArgs(Output<String> instanceProfile) {
        List<Output<String>> groups = new ArrayList<>(List.of(securityGroup.id()));
        spec.securityGroupIds().forEach(id -> groups.add(Output.of(id)));
        LaunchTemplateArgs.Builder args = LaunchTemplateArgs.builder()
                .description("Windows instances of " + inputs.context().name(name))
                .imageId(imageId())
                .instanceType(spec.instanceTypes().get(0))
                .iamInstanceProfile(LaunchTemplateIamInstanceProfileArgs.builder()
                        .name(instanceProfile)
                        .build())
                .metadataOptions(LaunchTemplateMetadataOptionsArgs.builder()
                        .httpEndpoint("enabled")
                        .httpTokens("required")
                        .httpPutResponseHopLimit(spec.httpPutResponseHopLimit())
                        .build())
                .blockDeviceMappings(LaunchTemplateBlockDeviceMappingArgs.builder()
                        .deviceName(ROOT_DEVICE)
                        .ebs(rootVolume())
                        .build())
                .tagSpecifications(Stream.of("instance", "volume", "network-interface")
                        .map(type -> LaunchTemplateTagSpecificationArgs.builder()
                                .resourceType(type)
                                .tags(tags())
                                .build())
                        .toList())
                .userData(inputs.userData().base64())
                .updateDefaultVersion(true)
                .tags(tags());
        // EC2 takes groups of the template or of its interface, never both, and the public IP belongs to the interface:
        // https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-template.html
        return spec.hasPublicIpAddress()
                ? args.networkInterfaces(LaunchTemplateNetworkInterfaceArgs.builder()
                        .deviceIndex(0)
                        .associatePublicIpAddress("true")
                        .deleteOnTermination("true")
                        .securityGroups(Output.all(groups))
                        .build())
                : args.vpcSecurityGroupIds(Output.all(groups));
    }

    private LaunchTemplateBlockDeviceMappingEbsArgs rootVolume() {
        RootVolumeSpec volume = spec.rootVolumeOrDefault();
        LaunchTemplateBlockDeviceMappingEbsArgs.Builder args = LaunchTemplateBlockDeviceMappingEbsArgs.builder()
                .volumeType("gp3")
                .volumeSize(volume.sizeGib())
                .encrypted("true")
                .deleteOnTermination("true");
        volume.iops().ifPresent(args::iops);
        volume.throughputMibPerSecond().ifPresent(args::throughput);
        volume.kmsKeyId().ifPresent(args::kmsKeyId);
        return args.build();
    }

    private Output<String> imageId() {
        AmiSpec ami = spec.ami();
        Optional<Output<String>> named = ami.id().map(Output::of).or(() -> ami.namePrefix()
                .map(prefix -> newestImage(prefix, ami.owner().orElseThrow())));
        if (named.isPresent()) {
            return named.get();
        }
        String parameter =
                ami.ssmParameter().orElseGet(() -> spec.operatingSystem().imageIdParameter(inputs.imageVariant()));
        return ami.resolveAtLaunch()
                ? Output.of("resolve:ssm:" + parameter)
                // The provider marks all parameters secret. An image id is none, and behind [secret] nobody could
                // review it.
                : SsmFunctions.getParameter(
                                GetParameterArgs.builder().name(parameter).build(), invoke())
                        .applyValue(GetParameterResult::value)
                        .asPlaintext();
    }

    private Output<String> newestImage(String namePrefix, String owner) {
        return Ec2Functions.getAmi(
                        GetAmiArgs.builder()
                                .mostRecent(true)
                                .owners(owner)
                                .filters(
                                        filter("name", namePrefix + "*"),
                                        filter("platform", "windows"),
                                        filter("state", "available"))
                                .build(),
                        invoke())
                .applyValue(GetAmiResult::id);
    }

    private static GetAmiFilterArgs filter(String name, String value) {
        return GetAmiFilterArgs.builder().name(name).values(value).build();
    }

    private <B> B customized(String suffix, B args) {
        return inputs.context().customized(name + "-" + suffix, args);
    }

    private Map<String, String> tags() {
        return inputs.context().tags(name, inputs.context().name(name));
    }

    private InvokeOptions invoke() {
        return InvokeOptions.builder().parent(this).build();
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
