package dev.mullion.live.adopt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CapacityReservationPreference;
import software.amazon.awssdk.services.autoscaling.model.CapacityReservationSpecification;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.ManagedScaling;

/** One entry of {@code capacity}: an Auto Scaling group with its launch template and its capacity provider. */
final class CapacityAdoption {
    private static final String ROOT_DEVICE = "/dev/sda1";

    private static final Pattern DATA_DEVICE = Pattern.compile("xvd[f-z]");

    /** The least that a stack file takes; what is smaller gets the default. */
    private static final int LEAST_GIB = 50;

    /** Of an image, or of the parameter that names one. */
    private static final Pattern RELEASE = Pattern.compile("Windows_Server-(\\d{4})-English-(Full|Core)");

    /** The account that AWS publishes Windows images from. */
    private static final String AMAZON = "801119661308";

    private static final Set<String> READ_OF_GROUP = Set.of(
            "AutoScalingGroupName",
            "AutoScalingGroupARN",
            "LaunchConfigurationName",
            "LaunchTemplate",
            "MixedInstancesPolicy",
            "MinSize",
            "MaxSize",
            "DesiredCapacity",
            "PredictedCapacity",
            "AvailabilityZones",
            "HealthCheckType",
            "HealthCheckGracePeriod",
            "Instances",
            "CreatedTime",
            "VPCZoneIdentifier",
            "EnabledMetrics",
            "Status",
            "Tags",
            "NewInstancesProtectedFromScaleIn",
            "ServiceLinkedRoleARN",
            "MaxInstanceLifetime",
            "WarmPoolConfiguration",
            "WarmPoolSize",
            "TrafficSources");

    private static final Map<String, Object> USUAL_OF_GROUP = Map.of(
            "CapacityReservationSpecification",
            CapacityReservationSpecification.builder()
                    .capacityReservationPreference(CapacityReservationPreference.DEFAULT)
                    .build(),
            "DefaultCooldown",
            300,
            "TerminationPolicies",
            List.of("Default"),
            "DeletionProtection",
            "none");

    private static final Set<String> READ_OF_TEMPLATE = Set.of(
            "BlockDeviceMappings",
            "IamInstanceProfile",
            "ImageId",
            "InstanceType",
            "KeyName",
            "MetadataOptions",
            "Monitoring",
            "NetworkInterfaces",
            "SecurityGroupIds",
            "SecurityGroups",
            "TagSpecifications",
            "UserData");

    private static final Set<String> USUAL_POLICIES =
            Set.of("AmazonSSMManagedInstanceCore", "AmazonEC2ContainerServiceforEC2Role");

    private final Naming naming;
    private final RoleReading roles;
    private final Map<String, String> stackTags;
    private final List<String> subnets;
    private final Map<String, Image> images;
    private final Map<String, String> families;
    private final Set<String> joined;

    /** Ids of those that are taken over: Pulumi would keep one template in two places. */
    private final Set<String> templates = new HashSet<>();

    /**
     * @param roles of Mullion's own clusters
     * @param stackTags the tags that all of the stack has
     * @param subnets of the stack's network, in its order
     * @param reading with the images and what registered instances tell of their groups
     */
    CapacityAdoption(
            Naming naming,
            RoleReading roles,
            Map<String, String> stackTags,
            List<String> subnets,
            ClusterReading reading) {
        this.naming = naming;
        this.roles = roles;
        this.stackTags = stackTags;
        this.subnets = subnets;
        images = reading.images();
        families = reading.families();
        joined = reading.joined();
    }

    /** The tags of a group, of which those that instances get are some. */
    static Map<String, String> tags(AutoScalingGroup group) {
        Map<String, String> tags = new TreeMap<>();
        group.tags().forEach(tag -> tags.put(tag.key(), Objects.requireNonNullElse(tag.value(), "")));
        return tags;
    }

    static List<String> subnets(AutoScalingGroup group) {
        return Optional.ofNullable(group.vpcZoneIdentifier())
                .filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split(",")))
                .orElse(List.of());
    }

    /** The release of a group's instances, such as {@code WINDOWS_SERVER_2022_CORE}; empty where nothing tells. */
    Optional<String> release(ClusterReading.Group group) {
        String family = families.getOrDefault(group.group().autoScalingGroupName(), "");
        if (family.startsWith("WINDOWS_SERVER_")) {
            return Optional.of(family);
        }
        String image = group.machine().map(Machine::imageId).orElse("");
        Matcher release = RELEASE.matcher(Optional.ofNullable(images.get(image))
                .map(each -> each.name() + " " + each.description())
                .orElse(image));
        return release.find()
                ? Optional.of("WINDOWS_SERVER_" + release.group(1) + "_"
                        + release.group(2).toUpperCase(java.util.Locale.ROOT))
                : Optional.empty();
    }

    /**
     * @param key of the capacity in the stack file
     * @param needsDomain whether a service runs on it that only hosts of a domain have
     */
    Part adopt(String key, ClusterReading.Group read, boolean needsDomain) {
        AutoScalingGroup group = read.group();
        String name = naming.resource(key);
        String part = "capacity." + key;
        List<String> notes = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        List<Existing> existing = new ArrayList<>();
        Props spec = new Props();
        release(read)
                .ifPresentOrElse(
                        release -> spec.put("operatingSystem", release),
                        () -> notes.add(
                                "nothing tells which release of Windows Server it runs; check operatingSystem"));
        List<String> types = types(group, read.machine());
        spec.put("instanceTypes", types);
        if (types.isEmpty() || overrides(group).anyMatch(override -> override.instanceRequirements() != null)) {
            notes.add("it chooses instance types by what they have, and a stack file names them"
                    + (types.isEmpty() ? "" : "; check instanceTypes"));
        }
        if (overrides(group).anyMatch(override -> override.weightedCapacity() != null)) {
            notes.add("its instance types have weights, which a stack file can not say: its sizes count instances");
        }
        distribution(group, spec);
        spec.put("minSize", group.minSize());
        spec.put("maxSize", group.maxSize());
        spec.put("maxInstanceLifetimeSeconds", positive(group.maxInstanceLifetime()));
        spec.put(
                "enabledMetrics",
                group.enabledMetrics().stream()
                        .map(metric -> metric.metric())
                        .sorted()
                        .toList());
        warmPool(group.warmPoolConfiguration(), spec);
        read.machine().ifPresent(machine -> machine(name, machine, spec, files, notes));
        if (needsDomain || joined.contains(group.autoScalingGroupName())) {
            spec.put("domainJoin", Map.of("joinedByImage", true));
            notes.add("its instances are in a domain; taken for granted is that their image or their steps join it:"
                    + " check domainJoin");
        }
        read.provider().ifPresent(provider -> provider(provider, spec, notes));
        spec.put("tags", tags(group, read.machine()));

        Optional<LaunchTemplateVersion> template = read.machine().flatMap(Machine::template);
        if (template.isEmpty()) {
            notes.add(
                    group.launchConfigurationName() == null
                            ? "its launch template is not told"
                            : "its launch configuration " + group.launchConfigurationName()
                                    + " gives way to a launch template, which is made");
        } else if (templates.add(template.get().launchTemplateId())) {
            existing.add(template(part, name, read.machine().orElseThrow(), template.get()));
        } else {
            notes.add("its launch template " + template.get().launchTemplateName()
                    + " is another capacity's, too; it gets one of its own, which is made");
        }
        existing.add(group(part, name, group));
        read.provider()
                .ifPresentOrElse(
                        provider -> existing.add(provider(part, name, provider)),
                        () -> notes.add("it is behind no capacity provider: one is made, which then scales it"));
        unread(group, notes::add);
        template.ifPresent(version -> Unread.tell(
                "its launch template", version.launchTemplateData(), READ_OF_TEMPLATE, Map.of(), notes::add));
        return new Part(key, spec.map(), existing, notes, List.of(), files);
    }

    /** What of a group nothing above reads. */
    static void unread(AutoScalingGroup group, Consumer<String> lines) {
        Unread.tell("its Auto Scaling group", group, READ_OF_GROUP, USUAL_OF_GROUP, lines);
    }

    private static Stream<LaunchTemplateOverrides> overrides(AutoScalingGroup group) {
        return group.mixedInstancesPolicy() == null
                ? Stream.of()
                : group.mixedInstancesPolicy().launchTemplate().overrides().stream();
    }

    private static List<String> types(AutoScalingGroup group, Optional<Machine> machine) {
        List<String> overrides = overrides(group)
                .map(override -> override.instanceType())
                .filter(Objects::nonNull)
                .toList();
        return overrides.isEmpty()
                ? machine.map(Machine::instanceType).filter(type -> !type.isEmpty()).stream()
                        .toList()
                : overrides;
    }

    private static Optional<Integer> positive(@Nullable Integer number) {
        return Optional.ofNullable(number).filter(value -> value > 0);
    }

    private static void distribution(AutoScalingGroup group, Props spec) {
        @Nullable
        InstancesDistribution shares = group.mixedInstancesPolicy() == null
                ? null
                : group.mixedInstancesPolicy().instancesDistribution();
        if (shares != null) {
            spec.put(
                    "instancesDistribution",
                    new Props()
                            .putUnless(0, "onDemandBaseCapacity", shares.onDemandBaseCapacity())
                            .putUnless(
                                    100,
                                    "onDemandPercentageAboveBaseCapacity",
                                    shares.onDemandPercentageAboveBaseCapacity())
                            .putUnless(
                                    "price-capacity-optimized",
                                    "spotAllocationStrategy",
                                    shares.spotAllocationStrategy())
                            .put("spotMaxPrice", shares.spotMaxPrice()));
        }
    }

    private static void warmPool(@Nullable WarmPoolConfiguration pool, Props spec) {
        if (pool != null && pool.status() == null) {
            Map<String, Object> keys = new TreeMap<>();
            keys.put("minSize", Objects.requireNonNullElse(pool.minSize(), 0));
            if (pool.maxGroupPreparedCapacity() != null && pool.maxGroupPreparedCapacity() >= 0) {
                keys.put("maxGroupPreparedCapacity", pool.maxGroupPreparedCapacity());
            }
            if (pool.poolState() != null && !"Stopped".equals(pool.poolStateAsString())) {
                keys.put("poolState", pool.poolStateAsString());
            }
            spec.put("warmPool", keys);
        }
    }

    private void machine(String name, Machine machine, Props spec, Map<String, String> files, List<String> notes) {
        spec.put("ami", ami(machine.imageId()));
        rootVolume(machine, spec, notes);
        spec.put(
                "dataVolumes",
                machine.volumes().stream()
                        .filter(volume ->
                                !isRoot(volume, machine) && volume.sizeGib().isPresent())
                        .map(volume -> volume(volume)
                                .put("deviceName", dataDevice(volume.device(), notes))
                                .map())
                        .toList());
        if (!naming.isOwn()) {
            spec.put("securityGroupIds", machine.securityGroupIds());
            spec.put("instanceProfile", lastPart(machine.instanceProfile()));
        } else {
            spec.put(
                    "managedPolicyArns",
                    roles.profile(lastPart(machine.instanceProfile())).stream()
                            .flatMap(profile -> profile.roles().stream())
                            .flatMap(role -> roles.attached(role.roleName()).stream())
                            .filter(arn -> !USUAL_POLICIES.contains(lastPart(arn)))
                            .toList());
        }
        spec.put("keyName", machine.keyName());
        if (machine.monitoring()) {
            spec.put("monitoring", true);
        }
        spec.put("httpPutResponseHopLimit", machine.hopLimit().filter(hops -> hops > 1));
        spec.put("associatePublicIpAddress", machine.publicIpAddress().filter(given -> given));
        BootScript script = BootScript.of(machine.userData());
        spec.put("agent", script.agent());
        Props steps = new Props();
        step(name + "-before", "before", script.before(), steps, files, notes);
        step(name + "-after", "after", script.after(), steps, files, notes);
        spec.put("steps", steps);
        notes.addAll(script.notes());
    }

    private static void step(
            String file, String key, String text, Props steps, Map<String, String> files, List<String> notes) {
        if (text.isEmpty()) {
            return;
        }
        if (!text.chars()
                .allMatch(character ->
                        character == '\n' || character == '\t' || (character >= ' ' && character <= '~'))) {
            notes.add("its user data is not ASCII and is not kept as a step: " + key
                    + " Initialize-ECSAgent it does more");
            return;
        }
        String path = "steps/" + file + ".ps1";
        steps.put(key, List.of(path));
        files.put(path, text);
    }

    private Map<String, Object> ami(String imageId) {
        if (imageId.startsWith("resolve:ssm:")) {
            return new Props()
                    .put("ssmParameter", imageId.substring("resolve:ssm:".length()))
                    .put("resolveAtLaunch", true)
                    .map();
        }
        Props ami = new Props().put("id", imageId);
        Optional.ofNullable(images.get(imageId))
                .filter(image -> AMAZON.equals(image.ownerId()) || "amazon".equals(image.imageOwnerAlias()))
                .filter(image -> image.name() != null && image.name().startsWith("Windows_Server-"))
                .ifPresent(image -> {
                    ami.put("name", image.name());
                    if (image.creationDate() != null && image.creationDate().matches("\\d{4}-\\d{2}-\\d{2}.*")) {
                        ami.put("released", image.creationDate().substring(0, "2026-11-14".length()));
                    }
                });
        return ami.map();
    }

    /** The one that a stack file takes; without one it gets the next that is free. */
    private static Optional<String> dataDevice(String device, List<String> notes) {
        if (DATA_DEVICE.matcher(device).matches()) {
            return Optional.of(device);
        }
        notes.add("its volume " + device + " gets another device: a stack file takes xvdf to xvdz");
        return Optional.empty();
    }

    private boolean isRoot(Machine.Volume volume, Machine machine) {
        return volume.device()
                .equals(Optional.ofNullable(images.get(machine.imageId()))
                        .map(Image::rootDeviceName)
                        .orElse(ROOT_DEVICE));
    }

    private void rootVolume(Machine machine, Props spec, List<String> notes) {
        Optional<Machine.Volume> root = machine.volumes().stream()
                .filter(volume -> isRoot(volume, machine))
                .findFirst();
        Optional<Integer> size = root.flatMap(Machine.Volume::sizeGib)
                .or(() -> Optional.ofNullable(images.get(machine.imageId())).flatMap(CapacityAdoption::rootGib));
        if (size.isPresent() && size.get() < LEAST_GIB) {
            notes.add("its root volume has " + size.get() + " GiB; a stack file takes " + LEAST_GIB
                    + " or more, and Mullion's default stands in");
        }
        Props volume = root.map(CapacityAdoption::volume).orElseGet(Props::new);
        Map<String, Object> keys = new TreeMap<>(volume.map());
        size.ifPresent(gib -> keys.put("sizeGib", gib));
        if (size.isPresent() && size.get() < LEAST_GIB) {
            keys.remove("sizeGib");
        }
        spec.put("rootVolume", keys);
    }

    private static Optional<Integer> rootGib(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(mapping ->
                        Objects.equals(mapping.deviceName(), image.rootDeviceName()) && mapping.ebs() != null)
                .flatMap(mapping -> Optional.ofNullable(mapping.ebs().volumeSize()).stream())
                .findFirst();
    }

    /** Of gp3 alone: performance of other types is no setting, or another one. */
    private static Props volume(Machine.Volume volume) {
        Props keys = new Props().put("sizeGib", volume.sizeGib());
        if (volume.type().equals("gp3")) {
            keys.put("iops", volume.iops().filter(iops -> iops > 3000))
                    .put("throughputMibPerSecond", volume.throughput().filter(mib -> mib > 125));
        }
        return keys.put("kmsKeyId", volume.kmsKeyId());
    }

    private static void provider(CapacityProvider provider, Props spec, List<String> notes) {
        AutoScalingGroupProvider group = provider.autoScalingGroupProvider();
        @Nullable ManagedScaling scaling = group.managedScaling();
        if (scaling == null || !"ENABLED".equals(scaling.statusAsString())) {
            notes.add("its capacity provider does not scale the group; Mullion's does");
        } else {
            spec.put(
                    "managedScaling",
                    new Props()
                            .putUnless(100, "targetCapacityPercent", scaling.targetCapacity())
                            .putUnless(900, "instanceWarmupPeriodSeconds", scaling.instanceWarmupPeriod())
                            .putUnless(1, "minimumScalingStepSize", scaling.minimumScalingStepSize())
                            .putUnless(10000, "maximumScalingStepSize", scaling.maximumScalingStepSize()));
        }
        if ("DISABLED".equals(group.managedDrainingAsString())) {
            spec.put("managedDraining", false);
        }
        if ("DISABLED".equals(group.managedTerminationProtectionAsString())) {
            spec.put("managedTerminationProtection", false);
        }
    }

    /** Tags of the group and its template that are not the whole stack's. */
    private Map<String, String> tags(AutoScalingGroup group, Optional<Machine> machine) {
        Map<String, String> own = Naming.ofUser(tags(group));
        Map<String, String> template = machine.map(Machine::tags).orElse(Map.of());
        own.entrySet()
                .removeIf(tag -> tag.getValue().equals(stackTags.get(tag.getKey()))
                        || (machine.flatMap(Machine::template).isPresent()
                                && !template.isEmpty()
                                && !tag.getValue().equals(template.get(tag.getKey()))));
        return own;
    }

    private Existing provider(String part, String name, CapacityProvider provider) {
        AutoScalingGroupProvider group = provider.autoScalingGroupProvider();
        @Nullable ManagedScaling scaling = group.managedScaling();
        Props managed = new Props();
        if (scaling != null) {
            managed.put("instanceWarmupPeriod", scaling.instanceWarmupPeriod())
                    .put("maximumScalingStepSize", scaling.maximumScalingStepSize())
                    .put("minimumScalingStepSize", scaling.minimumScalingStepSize())
                    .put("status", scaling.statusAsString())
                    .put("targetCapacity", scaling.targetCapacity());
        }
        return new Existing(
                part,
                "aws:ecs/capacityProvider:CapacityProvider",
                name + "-capacity-provider",
                provider.name(),
                new Props()
                        .put("name", provider.name())
                        .put(
                                "autoScalingGroupProvider",
                                new Props()
                                        .put("autoScalingGroupArn", group.autoScalingGroupArn())
                                        .put("managedDraining", group.managedDrainingAsString())
                                        .put("managedScaling", managed)
                                        .put(
                                                "managedTerminationProtection",
                                                group.managedTerminationProtectionAsString()))
                        .put("tags", Naming.seen(ClusterReading.tags(provider.tags())))
                        .map(),
                Map.of("name", provider.name(), "arn", provider.capacityProviderArn()),
                Optional.of(provider.name()));
    }

    private Existing group(String part, String name, AutoScalingGroup group) {
        Props inputs = new Props()
                .put("name", group.autoScalingGroupName())
                .put("minSize", group.minSize())
                .put("maxSize", group.maxSize())
                .put("vpcZoneIdentifiers", ordered(subnets(group)))
                .put("healthCheckType", group.healthCheckType())
                .put("healthCheckGracePeriod", group.healthCheckGracePeriod())
                .put("maxInstanceLifetime", positive(group.maxInstanceLifetime()))
                .put("protectFromScaleIn", Boolean.TRUE.equals(group.newInstancesProtectedFromScaleIn()))
                .put(
                        "enabledMetrics",
                        group.enabledMetrics().stream()
                                .map(metric -> metric.metric())
                                .sorted()
                                .toList())
                .put("launchConfiguration", group.launchConfigurationName())
                .put("targetGroupArns", group.targetGroupARNs())
                .put("tags", groupTags(group));
        if (group.launchTemplate() != null) {
            inputs.put(
                    "launchTemplate",
                    new Props()
                            .put("id", group.launchTemplate().launchTemplateId())
                            .put("version", group.launchTemplate().version()));
        }
        if (group.mixedInstancesPolicy() != null) {
            inputs.put("mixedInstancesPolicy", mixed(group.mixedInstancesPolicy()));
        }
        @Nullable WarmPoolConfiguration pool = group.warmPoolConfiguration();
        if (pool != null && pool.status() == null) {
            inputs.put(
                    "warmPool",
                    new Props()
                            .put("minSize", pool.minSize())
                            .put("maxGroupPreparedCapacity", positive(pool.maxGroupPreparedCapacity()))
                            .put("poolState", pool.poolStateAsString()));
        }
        return new Existing(
                part,
                "aws:autoscaling/group:Group",
                name + "-auto-scaling-group",
                group.autoScalingGroupName(),
                inputs.map(),
                Map.of("name", group.autoScalingGroupName(), "arn", group.autoScalingGroupARN()),
                Optional.of(group.autoScalingGroupName()));
    }

    /** A provider's set of subnets, in the order of the network. */
    private List<String> ordered(List<String> ids) {
        return ids.stream()
                .sorted(Comparator.comparingInt(
                                (String id) -> subnets.contains(id) ? subnets.indexOf(id) : subnets.size())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static List<Map<String, Object>> groupTags(AutoScalingGroup group) {
        return group.tags().stream()
                .filter(tag -> !tag.key().startsWith("aws:"))
                .sorted(Comparator.comparing((TagDescription tag) -> !tag.key().equals("AmazonECSManaged"))
                        .thenComparing(TagDescription::key))
                .map(tag -> {
                    Map<String, Object> fields = new TreeMap<>();
                    fields.put("key", tag.key());
                    fields.put("propagateAtLaunch", Boolean.TRUE.equals(tag.propagateAtLaunch()));
                    // ECS gives its own tag no value, which the provider takes for the same.
                    fields.put(
                            "value",
                            tag.key().equals("AmazonECSManaged")
                                    ? "true"
                                    : Objects.requireNonNullElse(tag.value(), ""));
                    return fields;
                })
                .toList();
    }

    private static Props mixed(MixedInstancesPolicy policy) {
        @Nullable InstancesDistribution shares = policy.instancesDistribution();
        Props distribution = new Props();
        if (shares != null) {
            distribution
                    .put("onDemandAllocationStrategy", shares.onDemandAllocationStrategy())
                    .put("onDemandBaseCapacity", shares.onDemandBaseCapacity())
                    .put("onDemandPercentageAboveBaseCapacity", shares.onDemandPercentageAboveBaseCapacity())
                    .put("spotAllocationStrategy", shares.spotAllocationStrategy())
                    .put("spotMaxPrice", shares.spotMaxPrice());
        }
        return new Props()
                .put("instancesDistribution", distribution)
                .put(
                        "launchTemplate",
                        new Props()
                                .put(
                                        "launchTemplateSpecification",
                                        new Props()
                                                .put(
                                                        "launchTemplateId",
                                                        policy.launchTemplate()
                                                                .launchTemplateSpecification()
                                                                .launchTemplateId())
                                                .put(
                                                        "version",
                                                        policy.launchTemplate()
                                                                .launchTemplateSpecification()
                                                                .version()))
                                .put(
                                        "overrides",
                                        policy.launchTemplate().overrides().stream()
                                                .map(override -> new Props()
                                                        .put("instanceType", override.instanceType())
                                                        .put("weightedCapacity", override.weightedCapacity())
                                                        .map())
                                                .toList()));
    }

    private Existing template(String part, String name, Machine machine, LaunchTemplateVersion version) {
        ResponseLaunchTemplateData data = version.launchTemplateData();
        Props inputs = new Props()
                .put("name", version.launchTemplateName())
                .put("description", version.versionDescription())
                .put("imageId", machine.imageId())
                .put("instanceType", machine.instanceType())
                .put("keyName", machine.keyName())
                .put("userData", machine.userData());
        if (data.iamInstanceProfile() != null) {
            inputs.put(
                    "iamInstanceProfile",
                    new Props()
                            .put("arn", data.iamInstanceProfile().arn())
                            .put("name", data.iamInstanceProfile().name()));
        }
        if (data.networkInterfaces().isEmpty()) {
            inputs.put("vpcSecurityGroupIds", machine.securityGroupIds());
        } else {
            inputs.put(
                    "networkInterfaces",
                    data.networkInterfaces().stream()
                            .map(each -> new Props()
                                    .put("deviceIndex", each.deviceIndex())
                                    .put("associatePublicIpAddress", word(each.associatePublicIpAddress()))
                                    .put("deleteOnTermination", word(each.deleteOnTermination()))
                                    .put("securityGroups", each.groups())
                                    .map())
                            .toList());
        }
        inputs.put(
                "blockDeviceMappings",
                data.blockDeviceMappings().stream()
                        .filter(mapping -> mapping.ebs() != null)
                        .map(mapping -> new Props()
                                .put("deviceName", mapping.deviceName())
                                .put(
                                        "ebs",
                                        new Props()
                                                .put(
                                                        "deleteOnTermination",
                                                        word(mapping.ebs().deleteOnTermination()))
                                                .put(
                                                        "encrypted",
                                                        word(mapping.ebs().encrypted()))
                                                .put("volumeSize", mapping.ebs().volumeSize())
                                                .put("volumeType", mapping.ebs().volumeTypeAsString())
                                                .put("iops", mapping.ebs().iops())
                                                .put("throughput", mapping.ebs().throughput())
                                                .put("kmsKeyId", mapping.ebs().kmsKeyId())
                                                .put("snapshotId", mapping.ebs().snapshotId()))
                                .map())
                        .toList());
        if (data.metadataOptions() != null) {
            inputs.put(
                    "metadataOptions",
                    new Props()
                            .put("httpEndpoint", data.metadataOptions().httpEndpointAsString())
                            .put("httpTokens", data.metadataOptions().httpTokensAsString())
                            .put(
                                    "httpPutResponseHopLimit",
                                    data.metadataOptions().httpPutResponseHopLimit()));
        }
        if (machine.monitoring()) {
            inputs.put("monitoring", Map.of("enabled", true));
        }
        inputs.put(
                        "tagSpecifications",
                        data.tagSpecifications().stream()
                                .map(specification -> new Props()
                                        .put("resourceType", specification.resourceTypeAsString())
                                        .put("tags", Naming.seen(Machine.tags(specification.tags())))
                                        .map())
                                .toList())
                .put("tags", Naming.seen(machine.tags()));
        return new Existing(
                part,
                "aws:ec2/launchTemplate:LaunchTemplate",
                name + "-launch-template",
                version.launchTemplateId(),
                inputs.map(),
                Map.of("id", version.launchTemplateId(), "name", version.launchTemplateName()),
                Optional.of(version.launchTemplateName()));
    }

    /** The provider has some flags as texts. */
    private static Optional<String> word(@Nullable Boolean flag) {
        return Optional.ofNullable(flag).map(String::valueOf);
    }

    static String lastPart(String arnOrName) {
        return arnOrName.substring(arnOrName.lastIndexOf('/') + 1);
    }
}
