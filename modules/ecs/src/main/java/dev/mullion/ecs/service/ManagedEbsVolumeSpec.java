package dev.mullion.ecs.service;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.Gp3Volume;
import java.util.Optional;

/**
 * An EBS volume that ECS makes for each task, attaches and formats with NTFS: {@code {sizeGib: 100}}.
 *
 * @param sizeGib 1 to 16384 for gp3; the snapshot's size when not given
 * @param snapshotId what the volume holds at first; empty when not given
 * @param volumeType gp3 when not given
 * @param iops gp3: 3000 to 16000; io1 and io2 need it
 * @param throughputMibPerSecond 125 to 1000, at most a quarter of the iops; for gp3 only
 * @param encrypted true when not given
 * @param kmsKeyId the ARN of a key or an alias; the account's default for EBS when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html">EBS volumes</a>
 */
@GenerateBuilder
public record ManagedEbsVolumeSpec(
        @Range(min = 1, max = Gp3Volume.MAX_GIB)
        @Explain(api = "AWS::ECS::Service VolumeConfigurations.ManagedEBSVolume SizeInGiB", example = "100")
        Optional<Integer> sizeGib,

        @Explain(
                api = "AWS::ECS::Service VolumeConfigurations.ManagedEBSVolume SnapshotId",
                example = "snap-0123456789abcdef0")
        @Matches(ResourceId.Regex.SNAPSHOT)
        Optional<String> snapshotId,

        @Explain(api = "AWS::ECS::Service VolumeConfigurations.ManagedEBSVolume VolumeType", example = "io2")
        @Default("GP3")
        VolumeType volumeType,

        @Explain(api = "AWS::ECS::Service VolumeConfigurations.ManagedEBSVolume Iops", example = "6000")
        @Range(min = 100, max = 64_000)
        Optional<Integer> iops,

        @Range(min = Gp3Volume.MIN_THROUGHPUT, max = Gp3Volume.MAX_THROUGHPUT)
        @Explain(api = "AWS::ECS::Service VolumeConfigurations.ManagedEBSVolume Throughput", example = "500")
        Optional<Integer> throughputMibPerSecond,

        @Explain(api = "AWS::ECS::Service VolumeConfigurations.ManagedEBSVolume Encrypted", example = "false")
        @Default("true")
        boolean encrypted,

        @Explain(
                api = "AWS::ECS::Service VolumeConfigurations.ManagedEBSVolume KmsKeyId",
                example = "arn:aws:kms:eu-west-1:123456789012:alias/volumes")
        @Matches(ResourceId.Regex.KMS_KEY_OR_ALIAS)
        Optional<String> kmsKeyId)
        implements Spec {
    /** Types of EBS volumes, spelled as EC2 does, with the sizes they come in. */
    public enum VolumeType {
        GP3("gp3", 1),
        GP2("gp2", 1),
        IO2("io2", 4),
        IO1("io1", 4);

        private final String spelling;
        private final int minGib;

        VolumeType(String spelling, int minGib) {
            this.spelling = spelling;
            this.minGib = minGib;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    public static ManagedEbsVolumeSpecBuilder builder() {
        return new ManagedEbsVolumeSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (sizeGib.isEmpty() && snapshotId.isEmpty()) {
            problems.given("snapshotId")
                    .at("sizeGib")
                    .add("has no value; use a size, or snapshotId, whose size the volume then has");
        }
        sizeGib.ifPresent(size -> problems.at("sizeGib").range(size, volumeType.minGib, Gp3Volume.MAX_GIB));
        snapshotId.ifPresent(id -> ResourceId.SNAPSHOT.check(id, problems.at("snapshotId")));
        checkSpeed(problems.given("volumeType"));
        kmsKeyId.ifPresent(key -> ResourceId.KMS_KEY_OR_ALIAS.check(key, problems.at("kmsKeyId")));
        if (kmsKeyId.isPresent() && !encrypted) {
            problems.given("kmsKeyId").at("encrypted").refuse(false, "use true, or leave kmsKeyId out");
        }
    }

    private void checkSpeed(Problems problems) {
        boolean provisioned = volumeType == VolumeType.IO1 || volumeType == VolumeType.IO2;
        if (provisioned && iops.isEmpty()) {
            problems.at("iops").add("has no value; " + volumeType + " needs one, such as 3000");
        }
        if (volumeType == VolumeType.GP3) {
            Gp3Volume.checkSpeed(iops, throughputMibPerSecond, problems);
            return;
        }
        iops.ifPresent(value -> {
            if (provisioned) {
                ManagedEbsVolumeSpecBuilder.checkIops(value, problems);
            } else {
                problems.at("iops").refuse(value, "leave it out: gp2 has what its size brings; or use gp3");
            }
        });
        throughputMibPerSecond.ifPresent(
                value -> problems.at("throughputMibPerSecond").refuse(value, "leave it out: it belongs to gp3"));
    }
}
