package dev.mullion.live.doctor;

import static dev.mullion.live.doctor.DoctorCheck.NETWORK_INTERFACE_QUOTA;
import static dev.mullion.live.doctor.DoctorCheck.VCPU_QUOTA;

import dev.mullion.live.Batches;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/** What the account may have in the region, beside what it has and what the groups may grow to. */
final class Quotas {
    /** Running On-Demand Standard instances, in vCPUs: https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html. */
    private static final String STANDARD_VCPUS = "L-1216C47A";

    /** The families that it counts: A, C, D, H, I, M, R, T and Z, of which {@code hpc}, {@code inf} and {@code trn} are none. */
    private static final Pattern STANDARD = Pattern.compile("(?:[acdimrtz]|h)\\d.*");

    /** Network interfaces per Region: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html. */
    private static final String NETWORK_INTERFACES = "L-DF5E4CA3";

    /** From here on somebody should ask for more, which AWS may take days to grant. */
    private static final double NEARLY = 0.9;

    private static final int MAX_TYPES = 100;

    private final Examination examination;

    Quotas(Examination examination) {
        this.examination = examination;
    }

    void examine(ScalingGroups machines) {
        if (machines.groups().isEmpty()) {
            return;
        }
        vcpus(machines);
        networkInterfaces();
    }

    private void vcpus(ScalingGroups machines) {
        NavigableSet<String> types = new TreeSet<>();
        machines.groups().forEach(group -> types.addAll(machines.types(group)));
        Optional<Map<String, Integer>> sizes = vcpusOf(types);
        Optional<Long> used = used();
        Optional<Double> quota = quota("ec2", STANDARD_VCPUS);
        if (sizes.isEmpty() || used.isEmpty() || quota.isEmpty()) {
            return;
        }
        examination.looked(VCPU_QUOTA, "quota " + STANDARD_VCPUS);
        long growth = machines.groups().stream()
                .mapToLong(group -> growth(group, machines, sizes.get()))
                .sum();
        if (used.get() + growth > quota.get()) {
            examination.warning(
                    VCPU_QUOTA,
                    "quota " + STANDARD_VCPUS,
                    used.get() + " of " + Math.round(quota.get())
                            + " vCPUs of On-Demand Standard instances run, and the" + " stack's groups may start "
                            + growth + " more",
                    "ask for more: aws service-quotas request-service-quota-increase --service-code ec2 --quota-code "
                            + STANDARD_VCPUS + " --desired-value " + (used.get() + growth));
        }
    }

    /** What a group may start beyond what it has, by its largest type. */
    private static long growth(AutoScalingGroup group, ScalingGroups machines, Map<String, Integer> sizes) {
        int most = machines.types(group).stream()
                .filter(type -> STANDARD.matcher(type).matches())
                .mapToInt(type -> sizes.getOrDefault(type, 0))
                .max()
                .orElse(0);
        return (long) Math.max(0, group.maxSize() - group.instances().size()) * most;
    }

    private Optional<Map<String, Integer>> vcpusOf(NavigableSet<String> types) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (List<String> some : Batches.of(types, MAX_TYPES)) {
            Optional<Map<String, Integer>> answer = examination.ask("ec2:DescribeInstanceTypes", () -> {
                Map<String, Integer> found = new TreeMap<>();
                examination
                        .region()
                        .ec2()
                        .describeInstanceTypesPaginator(request -> request.filters(Filter.builder()
                                .name("instance-type")
                                .values(some)
                                .build()))
                        .instanceTypes()
                        .forEach(type -> found.put(
                                type.instanceTypeAsString(), type.vCpuInfo().defaultVCpus()));
                return found;
            });
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            sizes.putAll(answer.get());
        }
        return Optional.of(sizes);
    }

    /** Of all that runs in the region, whoever started it. */
    private Optional<Long> used() {
        return examination.ask("ec2:DescribeInstances", () -> examination
                .region()
                .ec2()
                .describeInstancesPaginator(request -> request.filters(Filter.builder()
                        .name("instance-state-name")
                        .values("pending", "running")
                        .build()))
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(Quotas::counts)
                .mapToLong(Quotas::vcpus)
                .sum());
    }

    private static boolean counts(Instance instance) {
        return instance.instanceLifecycle() != InstanceLifecycleType.SPOT
                && STANDARD.matcher(instance.instanceTypeAsString()).matches();
    }

    private static long vcpus(Instance instance) {
        CpuOptions cpu = instance.cpuOptions();
        return cpu == null || cpu.coreCount() == null || cpu.threadsPerCore() == null
                ? 0
                : (long) cpu.coreCount() * cpu.threadsPerCore();
    }

    private void networkInterfaces() {
        Optional<Long> used = examination.ask(
                "ec2:DescribeNetworkInterfaces",
                () ->
                        examination
                                .region()
                                .ec2()
                                .describeNetworkInterfacesPaginator(request -> {})
                                .networkInterfaces()
                                .stream()
                                .count());
        Optional<Double> quota = quota("vpc", NETWORK_INTERFACES);
        if (used.isEmpty() || quota.isEmpty()) {
            return;
        }
        examination.looked(NETWORK_INTERFACE_QUOTA, "quota " + NETWORK_INTERFACES);
        if (used.get() > quota.get() * NEARLY) {
            examination.warning(
                    NETWORK_INTERFACE_QUOTA,
                    "quota " + NETWORK_INTERFACES,
                    used.get() + " of " + Math.round(quota.get()) + " network interfaces of the region are used",
                    "ask for more: aws service-quotas request-service-quota-increase --service-code vpc --quota-code "
                            + NETWORK_INTERFACES);
        }
    }

    /** The account's own, or that of every account where it never asked for another. */
    private Optional<Double> quota(String service, String code) {
        Optional<Optional<ServiceQuota>> own = examination.ask("servicequotas:GetServiceQuota", () -> {
            try {
                return Optional.of(examination
                        .region()
                        .serviceQuotas()
                        .getServiceQuota(request -> request.serviceCode(service).quotaCode(code))
                        .quota());
            } catch (NoSuchResourceException e) {
                return Optional.empty();
            }
        });
        if (own.isEmpty()) {
            return Optional.empty();
        }
        if (own.get().isPresent()) {
            return own.get().map(ServiceQuota::value);
        }
        return examination.ask("servicequotas:GetAWSDefaultServiceQuota", () -> examination
                .region()
                .serviceQuotas()
                .getAWSDefaultServiceQuota(
                        request -> request.serviceCode(service).quotaCode(code))
                .quota()
                .value());
    }
}
