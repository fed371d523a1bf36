package dev.mullion.live.doctor;

import static dev.mullion.live.doctor.DoctorCheck.INSTANCE_TYPE;
import static dev.mullion.live.doctor.DoctorCheck.LAUNCH_TEMPLATE;
import static dev.mullion.live.doctor.DoctorCheck.SCALING_GROUP;
import static dev.mullion.live.doctor.DoctorCheck.SSM_AGENT;

import dev.mullion.core.text.ShellWord;
import dev.mullion.live.Batches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;
import software.amazon.awssdk.services.ssm.model.PingStatus;

/** The Auto Scaling groups, with their instances and the newest version of what these start from. */
final class ScalingGroups {
    /** What one call of each kind takes. */
    private static final int MAX_GROUPS = 100;

    private static final int MAX_VALUES = 50;
    private static final int MAX_ACTIVITIES = 20;

    /** An instance whose SSM agent is not there by then is not just starting. */
    private static final Duration SSM_STARTS = Duration.ofMinutes(30);

    private final Examination examination;
    private final List<AutoScalingGroup> groups;
    private final Map<String, Instance> instances;
    private final SortedMap<String, LaunchTemplateVersion> templates = new TreeMap<>();

    private ScalingGroups(Examination examination, List<AutoScalingGroup> groups, Map<String, Instance> instances) {
        this.examination = examination;
        this.groups = groups;
        this.instances = instances;
    }

    /** Asks for groups by their names, and says which are not there. */
    static ScalingGroups describe(Examination examination, Collection<String> names) {
        List<AutoScalingGroup> groups = new ArrayList<>();
        for (List<String> some : Batches.of(names, MAX_GROUPS)) {
            Optional<List<AutoScalingGroup>> answer =
                    examination.ask("autoscaling:DescribeAutoScalingGroups", () -> examination
                            .region()
                            .autoScaling()
                            .describeAutoScalingGroupsPaginator(request -> request.autoScalingGroupNames(some))
                            .autoScalingGroups()
                            .stream()
                            .toList());
            if (answer.isEmpty()) {
                return new ScalingGroups(examination, List.of(), Map.of());
            }
            groups.addAll(answer.get());
        }
        Set<String> found =
                groups.stream().map(AutoScalingGroup::autoScalingGroupName).collect(Collectors.toSet());
        names.stream()
                .filter(name -> !found.contains(name))
                .forEach(name -> examination.failure(
                        SCALING_GROUP, name, "there is no such Auto Scaling group", "deploy the stack again"));
        NavigableSet<String> ids = new TreeSet<>();
        groups.forEach(group -> group.instances().forEach(instance -> ids.add(instance.instanceId())));
        Set<String> inService = groups.stream()
                .flatMap(group -> group.instances().stream())
                .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
                .map(software.amazon.awssdk.services.autoscaling.model.Instance::instanceId)
                .collect(Collectors.toSet());
        return new ScalingGroups(examination, List.copyOf(groups), described(examination, ids, inService));
    }

    /** @param inService those of which EC2 has to know, also where they were ended a moment ago */
    private static Map<String, Instance> described(
            Examination examination, Collection<String> ids, Set<String> inService) {
        Map<String, Instance> instances = new TreeMap<>();
        for (List<String> some : Batches.of(ids, MAX_VALUES)) {
            // A filter leaves out an instance that is gone by now; of a list of ids it fails the call.
            Optional<List<Instance>> answer = examination.ask("ec2:DescribeInstances", () -> examination
                    .region()
                    .ec2()
                    .describeInstancesPaginator(request -> request.filters(
                            Filter.builder().name("instance-id").values(some).build()))
                    .reservations()
                    .stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .toList());
            answer.ifPresent(told -> {
                told.forEach(instance -> instances.put(instance.instanceId(), instance));
                some.stream()
                        .filter(id -> inService.contains(id) && !instances.containsKey(id))
                        .forEach(id -> examination.leavesOut("ec2:DescribeInstances", "instance " + id));
            });
        }
        return instances;
    }

    List<AutoScalingGroup> groups() {
        return groups;
    }

    /** The newest version of the launch template of a group, where it could be asked for. */
    Optional<ResponseLaunchTemplateData> template(AutoScalingGroup group) {
        return specification(group)
                .map(LaunchTemplateSpecification::launchTemplateId)
                .flatMap(id -> Optional.ofNullable(templates.get(id)))
                .map(LaunchTemplateVersion::launchTemplateData);
    }

    /** The instance types that a group starts. */
    NavigableSet<String> types(AutoScalingGroup group) {
        NavigableSet<String> types = new TreeSet<>();
        if (group.mixedInstancesPolicy() != null) {
            group.mixedInstancesPolicy().launchTemplate().overrides().stream()
                    .map(LaunchTemplateOverrides::instanceType)
                    .filter(type -> type != null)
                    .forEach(types::add);
        }
        if (types.isEmpty()) {
            template(group)
                    .map(ResponseLaunchTemplateData::instanceTypeAsString)
                    .ifPresent(types::add);
        }
        return types;
    }

    /** The instances in service of some groups, each with its group. */
    Map<String, String> groupOfInstances(Set<String> names) {
        Map<String, String> groupOf = new TreeMap<>();
        groups.stream()
                .filter(group -> names.contains(group.autoScalingGroupName()))
                .forEach(group -> group.instances().stream()
                        .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
                        .forEach(instance -> groupOf.put(instance.instanceId(), group.autoScalingGroupName())));
        return groupOf;
    }

    /** Whether a group has an instance of Windows. */
    boolean startsWindows(AutoScalingGroup group) {
        return group.instances().stream()
                .map(instance -> instances.get(instance.instanceId()))
                // EC2 answers "windows" where its own model says "Windows".
                .anyMatch(instance -> instance != null && "windows".equalsIgnoreCase(instance.platformAsString()));
    }

    boolean isOlderThan(String instance, Duration age) {
        @Nullable Instance described = instances.get(instance);
        Instant started = described == null ? null : described.launchTime();
        return started != null && started.plus(age).isBefore(examination.now());
    }

    /** Looks at each group, and at what its next instance would start from. */
    void examine() {
        groups.forEach(this::capacity);
        newestTemplates();
        groups.forEach(this::versions);
        new Templates(examination).examine(templates);
        groups.forEach(this::offered);
        agents();
        new SerialConsole(examination).examine(instances.keySet());
    }

    private void capacity(AutoScalingGroup group) {
        String name = group.autoScalingGroupName();
        examination.looked(SCALING_GROUP, "Auto Scaling group " + name);
        long inService = group.instances().stream()
                .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
                .count();
        if (inService < group.desiredCapacity()) {
            examination.failure(
                    SCALING_GROUP,
                    name,
                    inService + " of " + group.desiredCapacity() + " instances are in service"
                            + lastFailure(name)
                                    .map(reason -> "; last failure: " + reason)
                                    .orElse(""),
                    "mend what the failure names; the group tries again by itself");
        }
        group.instances().stream()
                .filter(instance -> !"Healthy".equals(instance.healthStatus()))
                .forEach(instance -> examination.failure(
                        SCALING_GROUP,
                        instance.instanceId(),
                        "it is " + instance.healthStatus() + " in " + name,
                        "the group replaces it; where that happens again and again, look at its boot: docs/boot.md"));
        List<String> suspended = group.suspendedProcesses().stream()
                .map(SuspendedProcess::processName)
                .sorted()
                .toList();
        if (!suspended.isEmpty()) {
            examination.warning(
                    SCALING_GROUP,
                    name,
                    "suspended: " + String.join(", ", suspended),
                    "aws autoscaling resume-processes, where nobody suspended them on purpose");
        }
    }

    private Optional<String> lastFailure(String group) {
        return examination
                .ask("autoscaling:DescribeScalingActivities", () -> examination
                        .region()
                        .autoScaling()
                        .describeScalingActivities(
                                request -> request.autoScalingGroupName(group).maxRecords(MAX_ACTIVITIES))
                        .activities())
                .flatMap(activities -> activities.stream()
                        .filter(activity -> activity.statusCode() == ScalingActivityStatusCode.FAILED)
                        .map(Activity::statusMessage)
                        .filter(message -> message != null)
                        .map(Said::line)
                        .findFirst());
    }

    private void newestTemplates() {
        Set<String> ids = groups.stream()
                .flatMap(group -> specification(group).stream())
                .map(LaunchTemplateSpecification::launchTemplateId)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String id : ids) {
            examination
                    .ask("ec2:DescribeLaunchTemplateVersions", () -> examination
                            .region()
                            .ec2()
                            // An image of Systems Manager is told by its id.
                            .describeLaunchTemplateVersions(request -> request.launchTemplateId(id)
                                    .versions("$Latest")
                                    .resolveAlias(true))
                            .launchTemplateVersions())
                    .ifPresent(versions -> {
                        versions.forEach(version -> templates.put(id, version));
                        if (versions.isEmpty()) {
                            examination.leavesOut("ec2:DescribeLaunchTemplateVersions", "launch template " + id);
                        }
                    });
        }
    }

    private static Optional<LaunchTemplateSpecification> specification(AutoScalingGroup group) {
        return group.mixedInstancesPolicy() == null
                ? Optional.ofNullable(group.launchTemplate())
                : Optional.ofNullable(
                        group.mixedInstancesPolicy().launchTemplate().launchTemplateSpecification());
    }

    private void versions(AutoScalingGroup group) {
        Optional<LaunchTemplateVersion> newest = specification(group)
                .map(LaunchTemplateSpecification::launchTemplateId)
                .flatMap(id -> Optional.ofNullable(templates.get(id)));
        if (newest.isEmpty()) {
            return;
        }
        String name = group.autoScalingGroupName();
        examination.looked(LAUNCH_TEMPLATE, "Auto Scaling group " + name);
        String number = String.valueOf(newest.get().versionNumber());
        SortedMap<String, Integer> behind = new TreeMap<>();
        group.instances().stream()
                .map(software.amazon.awssdk.services.autoscaling.model.Instance::launchTemplate)
                .filter(template -> template != null && !number.equals(template.version()))
                .forEach(template -> behind.merge(template.version(), 1, Integer::sum));
        behind.forEach((version, count) -> examination.warning(
                LAUNCH_TEMPLATE,
                name,
                count + (count == 1 ? " instance runs" : " instances run") + " version " + version
                        + " of its launch template; the newest is " + number,
                "aws autoscaling start-instance-refresh --auto-scaling-group-name " + ShellWord.of(name)
                        + ", or wait for the refresh that runs"));
    }

    private void offered(AutoScalingGroup group) {
        NavigableSet<String> types = types(group);
        if (types.isEmpty() || group.availabilityZones().isEmpty()) {
            return;
        }
        String name = group.autoScalingGroupName();
        Optional<Map<String, Set<String>>> offered =
                examination.ask("ec2:DescribeInstanceTypeOfferings", () -> examination
                        .region()
                        .ec2()
                        .describeInstanceTypeOfferingsPaginator(
                                request -> request.locationType(LocationType.AVAILABILITY_ZONE)
                                        .filters(
                                                Filter.builder()
                                                        .name("instance-type")
                                                        .values(types)
                                                        .build(),
                                                Filter.builder()
                                                        .name("location")
                                                        .values(group.availabilityZones())
                                                        .build()))
                        .instanceTypeOfferings()
                        .stream()
                        .collect(Collectors.groupingBy(
                                InstanceTypeOffering::location,
                                Collectors.mapping(InstanceTypeOffering::instanceTypeAsString, Collectors.toSet()))));
        if (offered.isEmpty()) {
            return;
        }
        examination.looked(INSTANCE_TYPE, "Auto Scaling group " + name);
        for (String zone : new TreeSet<>(group.availabilityZones())) {
            if (offered.get().getOrDefault(zone, Set.of()).isEmpty()) {
                examination.failure(
                        INSTANCE_TYPE,
                        name,
                        zone + " offers none of its types: " + String.join(", ", types),
                        "name a type in instanceTypes: that the zone has, or leave the zone out");
            }
        }
    }

    private void agents() {
        NavigableSet<String> ids = new TreeSet<>();
        groups.forEach(group -> group.instances().stream()
                .filter(instance -> isOlderThan(instance.instanceId(), SSM_STARTS))
                .forEach(instance -> ids.add(instance.instanceId())));
        for (List<String> some : Batches.of(ids, MAX_VALUES)) {
            Optional<Set<String>> online = examination.ask("ssm:DescribeInstanceInformation", () -> examination
                    .region()
                    .ssm()
                    .describeInstanceInformationPaginator(
                            request -> request.filters(InstanceInformationStringFilter.builder()
                                    .key("InstanceIds")
                                    .values(some)
                                    .build()))
                    .instanceInformationList()
                    .stream()
                    .filter(information -> information.pingStatus() == PingStatus.ONLINE)
                    .map(InstanceInformation::instanceId)
                    .collect(Collectors.toSet()));
            if (online.isEmpty()) {
                return;
            }
            for (String id : some) {
                examination.looked(SSM_AGENT, "instance " + id);
                if (!online.get().contains(id)) {
                    examination.warning(
                            SSM_AGENT,
                            id,
                            "it does not answer Systems Manager",
                            "does its network reach ssm, ssmmessages and ec2messages, and does its role have"
                                    + " AmazonSSMManagedInstanceCore?");
                }
            }
        }
    }
}
