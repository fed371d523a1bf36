package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ec2.AmiSpec;
import dev.mullion.ec2.InstanceTypes;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.VolumeSpec;
import java.util.List;
import java.util.function.UnaryOperator;

/** What volumes ask of the instances that tasks run on. */
final class VolumeHostRules {
    /** https://github.com/aws/amazon-ecs-agent/security/advisories/GHSA-fc67-c4hg-q653 */
    private static final AgentVersion FSX_FLOOR = new AgentVersion(1, 103, 0);

    private VolumeHostRules() {}

    static void check(EcsClusterModel model, Problems problems) {
        EcsWindowsClusterSpec cluster = model.spec();
        cluster.workloads().forEach((key, service) -> {
            Problems placed = problems.given(cluster.placement(key, service, problems));
            cluster.capacities(service).forEach((capacityKey, capacity) -> {
                if (service.volumeKinds().contains(VolumeSpec.Kind.FSX_WINDOWS_FILE_SERVER)) {
                    checkFsx(cluster.shown(key), capacity, placed.at("capacity").at(capacityKey));
                }
                checkEbs(service, capacityKey, capacity, cluster.workload(key, placed), problems);
            });
        });
    }

    /** An agent in an image of AWS is newer: those of the table's date carry 1.106.1. */
    private static void checkFsx(String workload, EcsWindowsCapacitySpec capacity, Problems here) {
        EcsAgentSpec agent = capacity.agent();
        String why = workload + " mounts FSx for Windows File Server, which gives attackers"
                + " SYSTEM on older agents (GHSA-fc67-c4hg-q653)";
        agent.knownVersion().filter(version -> version.isBefore(FSX_FLOOR)).ifPresent(version -> (agent.version()
                                .isPresent()
                        ? here.at("agent")
                        : here.at("agent").at("archive"))
                .at("version")
                .refuse(version, "use " + FSX_FLOOR + " or newer: " + why));
        AmiSpec ami = capacity.instance().ami();
        if (agent.knownVersion().isEmpty()
                && (ami.id().isPresent()
                        || ami.ssmParameter().isPresent()
                        || ami.namePrefix().isPresent())) {
            here.at("ami")
                    .warn(
                            "ECS043",
                            "nobody checked that the agent in this image is " + FSX_FLOOR
                                    + " or newer; set agent.version" + " when it may be older: " + why);
        }
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html */
    private static void checkEbs(
            EcsServiceSpec service,
            String capacityKey,
            EcsWindowsCapacitySpec capacity,
            Problems here,
            Problems problems) {
        List<String> older = capacity.instance().instanceTypes().stream()
                .filter(name ->
                        InstanceTypes.find(name).filter(type -> !type.isNitro()).isPresent())
                .distinct()
                .toList();
        if (older.isEmpty()) {
            return;
        }
        String shown = Shown.list(older, UnaryOperator.identity());
        Problems types = problems.at("capacity").at(capacityKey).at("instanceTypes");
        service.volumes().forEach((name, volume) -> volume.managedEbsVolume().ifPresent(ebs -> here.given(types)
                .at("volumes")
                .at(name)
                .at("managedEbsVolume")
                .add("does not attach to " + shown + " of capacity " + SpecPath.ROOT.key(capacityKey)
                        + "; use types of the Nitro System, such as m6i.large: ECS attaches volumes of tasks to no"
                        + " others")));
    }
}
