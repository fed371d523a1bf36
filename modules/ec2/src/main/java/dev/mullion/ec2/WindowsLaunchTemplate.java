package dev.mullion.ec2;

import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateIamInstanceProfileArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateMonitoringArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateNetworkInterfaceArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The launch template of Windows instances and what it refers to: a role with the least policies and its instance
 * profile, a security group without ingress, the image, and the user data. IMDSv2 is required, the root volume is
 * encrypted, there is no key pair unless one is named: people get in through Session Manager.
 *
 * <p>Children: {@code name-role}, {@code name-<policy>} (attachments and {@link WindowsLaunchTemplateInputs#policies}), {@code name-instance-profile},
 * {@code name-security-group}, {@code name-egress}, {@code name-launch-template}. With
 * {@link WindowsInstanceSpec#instanceProfile} there is no role, attachment or profile. Where user data goes to S3, those of
 * {@link UserDataObject}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-launch-template.html">Launch templates</a>
 */
public final class WindowsLaunchTemplate extends ComponentResource {
    public static final String TYPE = "mullion:ec2:WindowsLaunchTemplate";

    /** The root device of every Windows image: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device-naming.html */
    private static final String ROOT_DEVICE = "/dev/sda1";

    private final WindowsInstanceSpec spec;
    private final WindowsLaunchTemplateInputs inputs;
    private final String name;
    private final LaunchTemplate launchTemplate;
    private final SecurityGroup securityGroup;
    private final List<Resource> prerequisites = new ArrayList<>();
    private final Optional<UserDataObject> stored;

    public WindowsLaunchTemplate(
            String name,
            WindowsInstanceSpec spec,
            WindowsLaunchTemplateInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;

        stored = spec.userData().inS3(inputs.userData()) ? Optional.of(stored()) : Optional.empty();
        Output<String> instanceProfile = spec.instanceProfile().map(Output::of).orElseGet(this::instanceProfile);
        stored.ifPresent(script -> prerequisites.addAll(script.prerequisites()));
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

    /** The version that instances start from. */
    public LaunchTemplateVersion version() {
        return LaunchTemplateVersion.latest(launchTemplate);
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
        InstanceRole role = new InstanceRole(
                name,
                "Windows instances of " + inputs.context().name(name),
                spec.permissionsBoundary(),
                inputs.managedPolicies(),
                inputs.policies(),
                inputs.context(),
                this);
        prerequisites.addAll(role.policies());
        stored.ifPresent(script -> script.allow(role.name()));
        return role.instanceProfile();
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
        return args(name, spec, inputs.context(), Output.all(groups))
                .imageId(AmiLookup.imageId(
                        spec.ami(),
                        Output.of(inputs.imageParameter()),
                        InvokeOptions.builder().parent(this).build()))
                .instanceType(spec.instanceTypes().get(0))
                .iamInstanceProfile(LaunchTemplateIamInstanceProfileArgs.builder()
                        .name(instanceProfile)
                        .build())
                .userData(stored.map(script -> script.bucketName().applyValue(this::fetching))
                        .orElseGet(() -> Output.of(inputs.userData().base64())));
    }

    private UserDataObject stored() {
        return new UserDataObject(
                place(), Output.of(StoredUserData.Script.known(inputs.userData())), inputs.context(), this);
    }

    private StoredUserData place() {
        return StoredUserData.of(name, spec.userData(), inputs.context());
    }

    private String fetching(String bucket) {
        return place().document(StoredUserData.Script.known(inputs.userData()), bucket)
                .base64();
    }

    /**
     * What every launch template of Windows instances has: metadata options, the root volume, tags and security groups. Who
     * makes it says which image, type, profile and user data.
     *
     * @param name of the component, in descriptions and tags
     */
    public static LaunchTemplateArgs.Builder args(
            String name, WindowsInstanceSpec spec, StackContext context, Output<List<String>> securityGroupIds) {
        LaunchTemplateArgs.Builder args = InstanceLaunchTemplate.args(
                name,
                "Windows instances of " + context.name(name),
                ROOT_DEVICE,
                spec.rootVolumeOrDefault(),
                spec.httpPutResponseHopLimit(),
                context);
        if (!spec.dataVolumes().isEmpty()) {
            args.blockDeviceMappings(
                    InstanceLaunchTemplate.volumes(ROOT_DEVICE, spec.rootVolumeOrDefault(), spec.dataVolumes()));
        }
        spec.keyName().ifPresent(args::keyName);
        if (spec.monitoring()) {
            args.monitoring(LaunchTemplateMonitoringArgs.builder().enabled(true).build());
        }
        // EC2 takes groups of the template or of its interface, never both, and the public IP belongs to the interface:
        // https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-template.html
        return spec.hasPublicIpAddress()
                ? args.networkInterfaces(LaunchTemplateNetworkInterfaceArgs.builder()
                        .deviceIndex(0)
                        .associatePublicIpAddress("true")
                        .deleteOnTermination("true")
                        .securityGroups(securityGroupIds)
                        .build())
                : args.vpcSecurityGroupIds(securityGroupIds);
    }

    private <B> B customized(String suffix, B args) {
        return inputs.context().customized(name + "-" + suffix, args);
    }

    private Map<String, String> tags() {
        return inputs.context().tags(name, inputs.context().name(name));
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
