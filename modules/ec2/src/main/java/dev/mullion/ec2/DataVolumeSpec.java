package dev.mullion.ec2;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume of an instance beside {@code C:}: gp3, encrypted, deleted with its instance. It comes as a raw disk: a step of
 * yours makes a partition and a drive letter of it.
 *
 * <pre>{@code
 * dataVolumes:
 *   - {sizeGib: 200}
 *   - {sizeGib: 50, deviceName: xvdm, iops: 6000}
 * }</pre>
 *
 * @param sizeGib GiB, 1 to 16384
 * @param deviceName as EC2 names it for Windows, xvdf to xvdz; by its place in the list, xvdf first, when not given
 * @param iops 3000 to 16000; gp3's baseline of 3000 when not given
 * @param throughputMibPerSecond 125 to 1000; gp3's baseline of 125 when not given; at most a quarter of the iops
 * @param kmsKeyId the ARN of a key or an alias; the account's default key for EBS when not given
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device-naming.html">Device names</a>
 */
@GenerateBuilder
public record DataVolumeSpec(
        @Required
        @Explain(
                api = "AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings Ebs.VolumeSize",
                example = "200")
        @Range(min = 1, max = Gp3Volume.MAX_GIB)
        int sizeGib,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings DeviceName", example = "xvdf")
        @Matches(DataVolumeSpec.DEVICE)
        Optional<String> deviceName,

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
    /** Those that AWS recommends for EBS volumes: xvdf to xvdz. */
    static final String DEVICE = "xvd[f-z]";

    private static final int MAX = 'z' - 'f' + 1;

    public static DataVolumeSpecBuilder builder() {
        return new DataVolumeSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (sizeGib == 0) {
            problems.at("sizeGib").add("has no value; use GiB, 1 to " + Gp3Volume.MAX_GIB);
        } else {
            DataVolumeSpecBuilder.checkSizeGib(sizeGib, problems);
        }
        deviceName
                .filter(name -> !DataVolumeSpecBuilder.matchesDeviceName(name))
                .ifPresent(name -> problems.at("deviceName")
                        .refuse(name, "use xvdf to xvdz, which AWS names for volumes of Windows"));
        Gp3Volume.checkSpeed(iops, throughputMibPerSecond, problems);
        kmsKeyId.ifPresent(key -> ResourceId.KMS_KEY_OR_ALIAS.check(key, problems.at("kmsKeyId")));
    }

    /** Refuses more of them than there are devices, and two at one device. */
    static void check(List<DataVolumeSpec> volumes, Problems problems) {
        if (volumes.size() > MAX) {
            problems.ofEntries().add("has " + volumes.size() + " volumes; use at most " + MAX + ", xvdf to xvdz");
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < volumes.size(); i++) {
            volumes.get(i).check(problems.at(i));
            String device = volumes.get(i).device(i);
            Integer first = seen.putIfAbsent(device, i);
            if (first != null) {
                problems.given(problems.at(first).at("deviceName"))
                        .at(i)
                        .at("deviceName")
                        .refuse(device, "use another device: volume [" + first + "] has it");
            }
        }
    }

    /** The device of the volume at a place in the list. */
    String device(int place) {
        return deviceName.orElseGet(() -> "xvd" + (char) ('f' + place % MAX));
    }
}
