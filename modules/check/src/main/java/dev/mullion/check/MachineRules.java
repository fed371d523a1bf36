package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Windows instances start with, apart from their user data. */
final class MachineRules implements Checks.Look {
    /** Names of root devices of Linux images. */
    private static final List<String> LINUX_ROOTS = List.of("/dev/xvda", "/dev/nvme0n1");

    // https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html: g behind the generation
    private static final Pattern GRAVITON = Pattern.compile("(?:a1|[a-z]{1,4}\\d{1,2}g[a-z]{0,4})\\..{1,20}");

    private static final int SMALL_GIB = 50;

    private static final String OLD_PARAMETER = "/aws/service/ecs/optimized-ami/windows_server/";

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (Machine machine : all.machines()) {
            if (machine.image().contains(OLD_PARAMETER)) {
                collector.add(
                        Rule.AMI_PARAMETER_OLD, machine.resource(), "image by a parameter below " + OLD_PARAMETER);
            }
            if (all.isWindows(machine)) {
                devices(machine, collector);
                types(machine.resource(), machine.instanceTypes(), collector);
                metadata(machine, collector);
            }
        }
        for (PlanResource group : all.resources().of(CheckedPlan.NODE_GROUP)) {
            if (all.isWindows(group)) {
                types(group, Values.texts(group.inputs(), "instanceTypes"), collector);
            }
        }
        for (PlanResource group : all.resources().of(ScalingRules.GROUP)) {
            if (ScalingRules.template(group, all).filter(all::isWindows).isPresent()) {
                types(group, overrides(group), collector);
            }
        }
    }

    private static List<String> overrides(PlanResource group) {
        List<String> types = new ArrayList<>();
        for (MaskedValue override : group.list("mixedInstancesPolicy.launchTemplate.overrides")) {
            types.add(Values.text(override, "instanceType"));
        }
        return types;
    }

    private static void devices(Machine machine, FindingCollector collector) {
        for (Machine.Device device : machine.devices()) {
            if (LINUX_ROOTS.contains(device.name())) {
                collector.add(Rule.ROOT_DEVICE, machine.resource(), "block device " + device.name());
            }
            if (device.root() && device.gib().isPresent() && device.gib().getAsInt() < SMALL_GIB) {
                collector.add(
                        Rule.ROOT_VOLUME_SMALL,
                        machine.resource(),
                        "root volume of " + device.gib().getAsInt() + " GiB");
            }
        }
    }

    private static void types(PlanResource resource, List<String> types, FindingCollector collector) {
        types.stream()
                .filter(type -> GRAVITON.matcher(type).matches())
                .forEach(type -> collector.add(Rule.INSTANCE_TYPE_ARM, resource, "instance type " + type));
    }

    /** Without a word, it is the account's default that counts, which is optional where nobody changed it. */
    private static void metadata(Machine machine, FindingCollector collector) {
        if (machine.kind() == Machine.Kind.NODE_CLASS) {
            return; // Karpenter's default is required
        }
        PlanResource resource = machine.resource();
        String at = machine.kind().prefix() + "metadataOptions";
        String tokens = resource.text(at + ".httpTokens");
        boolean unknown = resource.list(at).stream().anyMatch(MaskedValue.Unknown.class::isInstance);
        if (!tokens.equals("required") && !resource.text(at + ".httpEndpoint").equals("disabled") && !unknown) {
            collector.add(
                    Rule.IMDSV1, resource, tokens.isEmpty() ? "httpTokens has no value" : "httpTokens is " + tokens);
        }
    }
}
