package dev.mullion.ec2;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.windows.WindowsRelease;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every Windows instance is made of, whoever runs on it. Its keys stand directly in the spec of a capacity, a node
 * pool or a host group.
 *
 * @param operatingSystem the release; WINDOWS_SERVER_2022_CORE when not given
 * @param ami the image; AWS's newest of the release when not given
 * @param instanceTypes x86_64 instance types with 4 GiB or more, one or more, the preferred first
 * @param rootVolume the volume {@code C:}
 * @param dataVolumes volumes beside it, raw disks; none when not given
 * @param keyName an EC2 key pair, which decrypts the administrator's password; none when not given, since Session Manager needs
 *     none
 * @param monitoring detailed monitoring: EC2's metrics each minute instead of every five, which CloudWatch charges; false when
 *     not given
 * @param httpPutResponseHopLimit how many hops an instance metadata answer may travel, 1 to 64; IMDSv2 is always required
 * @param associatePublicIpAddress instances stand in public subnets and have public IPs; nothing opens a port to them;
 *     false when not given
 * @param securityGroupIds security groups beside the one that is made
 * @param instanceProfile the name of an existing instance profile, instead of a role with the least that is needed
 * @param permissionsBoundary the ARN of a policy that bounds the role that is made
 * @param steps the user's own steps in the user data
 * @param userData where the script is kept that instances boot with; in the launch template where it fits, when not given
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html">IMDS options</a>
 */
@GenerateBuilder
public record WindowsInstanceSpec(
        @Explain(api = "release of Windows Server", example = "WINDOWS_SERVER_2025_CORE")
        @Default("WINDOWS_SERVER_2022_CORE")
        WindowsRelease operatingSystem,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.ImageId", example = "{id: ami-0123456789abcdef0}")
        AmiSpec ami,

        @Required
        @Matches(InstanceTypes.NAME)
        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.InstanceType", example = "[m6i.xlarge, m6a.xlarge]")
        List<String> instanceTypes,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings", example = "{sizeGib: 150}")
        Optional<RootVolumeSpec> rootVolume,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings", example = "[{sizeGib: 200}]")
        @Singular("dataVolume")
        List<DataVolumeSpec> dataVolumes,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.KeyName", example = "windows-admins")
        @Matches(WindowsInstanceSpec.KEY_NAME)
        Optional<String> keyName,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.Monitoring.Enabled", example = "true")
        boolean monitoring,

        @Explain(
                api = "AWS::EC2::LaunchTemplate LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit",
                example = "2")
        @Range(min = 1, max = 64)
        @Default("1")
        int httpPutResponseHopLimit,

        @Explain(
                api = "AWS::EC2::LaunchTemplate LaunchTemplateData.NetworkInterfaces.AssociatePublicIpAddress",
                example = "true")
        Optional<Boolean> associatePublicIpAddress,

        @Matches(ResourceId.Regex.SECURITY_GROUP)
        @Explain(
                api = "AWS::EC2::LaunchTemplate LaunchTemplateData.SecurityGroupIds",
                example = "[sg-0123456789abcdef0]")
        List<String> securityGroupIds,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.IamInstanceProfile.Name", example = "windows-hosts")
        Optional<String> instanceProfile,

        @Explain(api = "AWS::IAM::Role PermissionsBoundary", example = "arn:aws:iam::123456789012:policy/boundary")
        @Matches(ResourceId.Regex.POLICY)
        Optional<String> permissionsBoundary,

        @Explain(
                api = "AWS::EC2::LaunchTemplate LaunchTemplateData.UserData",
                example = "{before: [install-agent.ps1]}")
        StepsSpec steps,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.UserData", example = "{storage: s3}")
        UserDataSpec userData)
        implements Spec {
    /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html */
    private static final Pattern INSTANCE_PROFILE = Pattern.compile("[\\w+=,.@-]{1,128}", Pattern.UNICODE_CASE);

    /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateKeyPair.html: up to 255 ASCII characters. */
    static final String KEY_NAME = "[!-~]([ -~]{0,253}[!-~])?";

    public static WindowsInstanceSpecBuilder builder() {
        return new WindowsInstanceSpecBuilder();
    }

    /** The root volume, with all its defaults where nobody spoke of it. */
    public RootVolumeSpec rootVolumeOrDefault() {
        return rootVolume.orElseGet(() -> RootVolumeSpec.builder().unchecked());
    }

    /** Whether instances have public IPs. */
    public boolean hasPublicIpAddress() {
        return associatePublicIpAddress.orElse(false);
    }

    /** The same with another root volume and other public IPs, where nobody spoke of them. */
    public WindowsInstanceSpec withDefaults(RootVolumeSpec otherRootVolume, boolean otherPublicIpAddress) {
        return new WindowsInstanceSpec(
                operatingSystem,
                ami,
                instanceTypes,
                Optional.of(rootVolume.orElse(otherRootVolume)),
                dataVolumes,
                keyName,
                monitoring,
                httpPutResponseHopLimit,
                Optional.of(associatePublicIpAddress.orElse(otherPublicIpAddress)),
                securityGroupIds,
                instanceProfile,
                permissionsBoundary,
                steps,
                userData);
    }

    @Override
    public void check(Problems problems) {
        if (operatingSystem.endsWithinAYear()) {
            problems.at("operatingSystem")
                    .warn(
                            "EC2005",
                            operatingSystem + " leaves Microsoft's support on " + operatingSystem.extendedSupportEnd()
                                    + "; 2022 and 2025 stay longer");
        }
        ami.check(problems.at("ami"));
        rootVolume.ifPresent(spec -> spec.check(problems.at("rootVolume")));
        DataVolumeSpec.check(dataVolumes, problems.at("dataVolumes"));
        keyName.ifPresent(name -> checkKeyName(name, problems.at("keyName")));
        WindowsInstanceSpecBuilder.checkHttpPutResponseHopLimit(httpPutResponseHopLimit, problems);
        SecurityGroups.check(securityGroupIds, problems.at("securityGroupIds"));
        instanceProfile
                .filter(name -> !INSTANCE_PROFILE.matcher(name).matches())
                .ifPresent(name -> problems.at("instanceProfile")
                        .refuse(
                                name,
                                "use an instance profile's name, not its ARN: 1 to 128 of A-Z a-z 0-9 + = , . @ _ -"));
        permissionsBoundary.ifPresent(arn -> ResourceId.POLICY.check(arn, problems.at("permissionsBoundary")));
        if (instanceProfile.isPresent() && permissionsBoundary.isPresent()) {
            problems.given("instanceProfile")
                    .at("permissionsBoundary")
                    .refuse(permissionsBoundary.get(), "leave it out: with instanceProfile no role is made");
        }
        steps.check(problems.at("steps"));
        userData.check(problems.at("userData"));
    }

    private static void checkKeyName(String name, Problems problems) {
        if (!WindowsInstanceSpecBuilder.matchesKeyName(name)) {
            problems.refuse(name, "use a key pair's name: 1 to 255 ASCII characters, no space at either end");
        } else {
            problems.warn(
                    "EC2009",
                    "Session Manager needs no key pair, and whoever has the private key of this one gets the"
                            + " administrator's password of each instance; leave it out unless your people use it");
        }
    }

    /**
     * Refuses unfit instance types; apart from {@link #check} since it depends on who buys them and how.
     *
     * @param spot whether some of them may be Spot instances
     * @param spotKey the value that says so
     */
    public void checkInstanceTypes(boolean spot, Problems spotKey, Problems problems) {
        InstanceTypes.check(instanceTypes, spot, spotKey, problems.at("instanceTypes"));
    }
}
