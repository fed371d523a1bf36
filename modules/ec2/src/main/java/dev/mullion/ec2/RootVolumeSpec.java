package dev.mullion.ec2;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * The root volume {@code C:}: gp3, encrypted, deleted with its instance. EC2Launch extends {@code C:} to all of it.
 *
 * <pre>{@code
 * rootVolume:
 *   sizeGib: 150
 *   iops: 6000
 *   throughputMibPerSecond: 500
 *   kmsKeyId: arn:aws:kms:eu-west-1:123456789012:key/...
 * }</pre>
 *
 * @param sizeGib GiB, 50 to 16384; 100 when not given. AWS documents no floor; practitioners report that the images'
 *     snapshot has 50 GiB, and EC2 refuses less than the snapshot
 * @param iops 3000 to 16000; gp3's baseline of 3000 when not given
 * @param throughputMibPerSecond 125 to 1000; gp3's baseline of 125 when not given; at most a quarter of the iops
 * @param kmsKeyId the ARN of a key or an alias; the account's default key for EBS when not given
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html">gp3 volumes</a>
 */
@GenerateBuilder
public record RootVolumeSpec(
        @Range(min = RootVolumeSpec.SNAPSHOT_GIB, max = Gp3Volume.MAX_GIB)
        @Explain(
                api = "AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings Ebs.VolumeSize",
                example = "150")
        @Default("" + RootVolumeSpec.COMFORTABLE_GIB)
        int sizeGib,

        @Range(min = Gp3Volume.MIN_IOPS, max = Gp3Volume.MAX_IOPS)
        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings Ebs.Iops", example = "6000")
        Optional<Integer> iops,

        @Range(min = Gp3Volume.MIN_THROUGHPUT, max = Gp3Volume.MAX_THROUGHPUT)
        @Explain(
                api = "AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings Ebs.Throughput",
                example = "500")
        Optional<Integer> throughputMibPerSecond,

        @Explain(
                api = "AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings Ebs.KmsKeyId",
                example = "arn:aws:kms:eu-west-1:123456789012:alias/volumes")
        @Matches(ResourceId.Regex.KMS_KEY_OR_ALIAS)
        Optional<String> kmsKeyId)
        implements Spec {
    private static final int SNAPSHOT_GIB = 50;
    private static final int COMFORTABLE_GIB = 100;

    public static RootVolumeSpecBuilder builder() {
        return new RootVolumeSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        Problems size = problems.at("sizeGib");
        if (sizeGib > Gp3Volume.MAX_GIB) {
            size.refuse(
                    sizeGib, "use " + SNAPSHOT_GIB + " to " + Gp3Volume.MAX_GIB + ", which is the most that gp3 takes");
        } else if (sizeGib < SNAPSHOT_GIB) {
            size.refuse(
                    sizeGib,
                    "use " + SNAPSHOT_GIB + " to " + Gp3Volume.MAX_GIB + ": EC2 refuses a root volume smaller than the"
                            + " image's snapshot, " + SNAPSHOT_GIB + " GiB for Windows with containers");
        } else if (sizeGib < COMFORTABLE_GIB) {
            size.warn(
                    "EC2001",
                    "a root volume of " + sizeGib + " GiB leaves little room beside Windows: one Windows Server image"
                            + " unpacks to some 9 GiB; 100 or more is usual");
        }
        Gp3Volume.checkSpeed(iops, throughputMibPerSecond, problems);
        kmsKeyId.ifPresent(key -> ResourceId.KMS_KEY_OR_ALIAS.check(key, problems.at("kmsKeyId")));
    }
}
