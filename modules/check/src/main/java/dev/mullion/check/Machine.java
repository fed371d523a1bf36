package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance starts from: a launch template, an instance itself, a node class of Karpenter.
 *
 * @param userData empty where there is none, and where nobody knows it
 * @param image its id, or how it is looked up
 * @param devices block devices by their names
 */
record Machine(
        PlanResource resource,
        Kind kind,
        Optional<BootScript> userData,
        String image,
        List<String> instanceTypes,
        List<Device> devices) {
    private static final Pattern WINDOWS = Pattern.compile("Windows_Server-(\\d{4})|[Ww]indows-?(\\d{4})");

    private static final Pattern GIB = Pattern.compile("(\\d{1,6})(?:\\.0)?(?:Gi?)?");

    /** Where a kind of resource keeps what. */
    enum Kind {
        TEMPLATE("aws:ec2/launchTemplate:LaunchTemplate", ""),
        NATIVE_TEMPLATE("aws-native:ec2:LaunchTemplate", "launchTemplateData."),
        CONFIGURATION("aws:ec2/launchConfiguration:LaunchConfiguration", ""),
        INSTANCE("aws:ec2/instance:Instance", ""),
        NODE_CLASS("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "spec.");

        private static final Map<String, Kind> BY_TYPE = byType();

        private final String type;
        private final String prefix;

        Kind(String type, String prefix) {
            this.type = type;
            this.prefix = prefix;
        }

        private static Map<String, Kind> byType() {
            Map<String, Kind> byType = new HashMap<>();
            for (Kind kind : values()) {
                byType.put(kind.type, kind);
            }
            return Map.copyOf(byType);
        }

        String type() {
            return type;
        }

        /** Where it keeps what it says, with a dot behind. */
        String prefix() {
            return prefix;
        }
    }

    /**
     * A block device.
     *
     * @param root whether it is the root volume, whatever that is called
     */
    record Device(String name, boolean root, OptionalInt gib) {}

    Machine {
        instanceTypes = List.copyOf(instanceTypes);
        devices = List.copyOf(devices);
    }

    /** Empty for other resources. */
    static Optional<Machine> of(PlanResource resource) {
        Kind kind = Kind.BY_TYPE.get(resource.type());
        if (kind == null) {
            return Optional.empty();
        }
        String at = kind.prefix;
        List<String> types = Values.texts(resource.inputs(), at + "instanceType");
        String image = first(resource, at + "imageId", at + "ami");
        if (kind == Kind.NODE_CLASS) {
            image = resource.text("spec.amiFamily") + " " + alias(resource);
        }
        return Optional.of(
                new Machine(resource, kind, userData(resource, kind), image, types, devices(resource, kind)));
    }

    private static String first(PlanResource resource, String... paths) {
        for (String path : paths) {
            String text = resource.text(path);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** How a node class of Karpenter names a family of images; empty without. */
    static String alias(PlanResource resource) {
        for (MaskedValue term : resource.list("spec.amiSelectorTerms")) {
            String alias = Values.text(term, "alias");
            if (!alias.isEmpty()) {
                return alias;
            }
        }
        return "";
    }

    private static Optional<BootScript> userData(PlanResource resource, Kind kind) {
        return switch (kind) {
            case TEMPLATE, NATIVE_TEMPLATE ->
                resource.raw(kind.prefix + "userData").map(BootScript::ofBase64);
            case NODE_CLASS -> resource.raw("spec.userData").map(BootScript::ofText);
            case INSTANCE, CONFIGURATION ->
                resource.raw("userDataBase64").map(BootScript::ofBase64).or(() -> resource.raw("userData")
                        .map(BootScript::ofText));
        };
    }

    private static List<Device> devices(PlanResource resource, Kind kind) {
        List<Device> devices = new ArrayList<>();
        if (kind == Kind.INSTANCE || kind == Kind.CONFIGURATION) {
            resource.list("rootBlockDevice")
                    .forEach(device -> devices.add(new Device("", true, gib(Values.text(device, "volumeSize")))));
            resource.list("ebsBlockDevices")
                    .forEach(device -> devices.add(new Device(
                            Values.text(device, "deviceName"), false, gib(Values.text(device, "volumeSize")))));
            return devices;
        }
        for (MaskedValue device : resource.list(kind.prefix + "blockDeviceMappings")) {
            String name = Values.text(device, "deviceName");
            devices.add(new Device(name, name.equals("/dev/sda1"), gib(Values.text(device, "ebs.volumeSize"))));
        }
        return devices;
    }

    private static OptionalInt gib(String size) {
        Matcher number = GIB.matcher(size);
        return number.matches() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }

    /** Whether its image says that it is of Windows. */
    boolean hasWindowsImage() {
        return WINDOWS.matcher(image).find();
    }

    /** Whether it boots Windows, as far as it says itself. */
    boolean saysWindows() {
        return hasWindowsImage() || userData.filter(BootScript::isWindows).isPresent();
    }

    /** The year of its image's release, where that shows. */
    OptionalInt year() {
        Matcher name = WINDOWS.matcher(image);
        return name.find()
                ? OptionalInt.of(Integer.parseInt(name.group(1) == null ? name.group(2) : name.group(1)))
                : OptionalInt.empty();
    }
}
