package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.windows.FargateSize;
import dev.mullion.windows.WindowsRelease;
import dev.mullion.windows.WindowsRelease.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What Fargate has for Windows, and what it has not.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html">Fargate task definitions</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html">Windows on Fargate</a>
 */
final class FargateWindows {
    private static final int MAX_TIMEOUT_SECONDS = 120;
    private static final String NOT_ON_FARGATE = "leave it out, or use launchType: EC2: ";

    private FargateWindows() {}

    static void check(EcsServiceSpec spec, Problems problems) {
        checkPlace(spec, problems);
        checkSize(spec, problems);
        spec.containers()
                .forEach((key, container) ->
                        check(container, problems.at("containers").at(key)));
        spec.volumes()
                .forEach((key, volume) -> check(volume, problems.at("volumes").at(key)));
    }

    private static void checkPlace(EcsServiceSpec spec, Problems problems) {
        spec.capacity().ifPresent(key -> problems.at("capacity")
                .refuse(key, "leave it out: Fargate tasks run on no instance"));
        if (!spec.capacityProviderStrategy().isEmpty()) {
            problems.at("capacityProviderStrategy")
                    .add(
                            "belongs to EC2; leave it out: Fargate tasks run on no instance, and Fargate Spot has no Windows");
        }
        if (!spec.placementConstraints().isEmpty()) {
            problems.at("placementConstraints").add("belongs to EC2; leave it out: Fargate tasks run on no instance");
        }
        if (!spec.placementStrategies().isEmpty()) {
            problems.at("placementStrategies").add("belongs to EC2; leave it out: Fargate tasks run on no instance");
        }
        if (!spec.networkMode().isAwsvpc()) {
            problems.at("networkMode").refuse(spec.networkMode(), "use awsvpc, which is all that Fargate has");
        }
        if (spec.operatingSystem().isEmpty()) {
            problems.at("operatingSystem").add("has no value; use a release, such as WINDOWS_SERVER_2022_CORE");
        }
        spec.operatingSystem().filter(release -> !release.has(Feature.FARGATE)).ifPresent(release -> problems.at(
                        "operatingSystem")
                .refuse(
                        release,
                        "use " + releases() + ", or launchType: EC2: Fargate has no other release"
                                + release.fargateRequest()
                                        .map(where -> " (" + where + ")")
                                        .orElse("")));
        spec.ephemeralStorageGib().ifPresent(size -> EcsServiceSpecBuilder.checkEphemeralStorageGib(size, problems));
    }

    /** Those of Fargate, the newest and smallest first. */
    private static String releases() {
        List<String> names = new ArrayList<>(Arrays.stream(WindowsRelease.values())
                .filter(release -> release.has(Feature.FARGATE))
                .map(WindowsRelease::name)
                .toList());
        Collections.reverse(names);
        return Shown.either(names);
    }

    private static void checkSize(EcsServiceSpec spec, Problems problems) {
        if (spec.cpu().isEmpty()) {
            problems.at("cpu").add("has no value; use 1024, 2048 or 4096");
        }
        if (spec.memoryMib().isEmpty()) {
            problems.at("memoryMib").add("has no value; use what goes with cpu: " + FargateSize.all());
        }
        spec.cpu().ifPresent(cpu -> {
            Optional<FargateSize> size = FargateSize.of(cpu);
            if (size.isEmpty()) {
                problems.at("cpu")
                        .refuse(cpu, "use 1024, 2048 or 4096: Fargate has Windows tasks of 1, 2 and 4 vCPUs only");
                return;
            }
            spec.memoryMib()
                    .ifPresent(memory -> checkMemory(
                            size.get(), memory, problems.given("cpu").at("memoryMib")));
            int ofContainers = spec.totalCpu();
            if (ofContainers > cpu) {
                problems.given(new ServiceKeys(spec, problems).ofContainers("cpu"))
                        .at("cpu")
                        .refuse(cpu, "use at least the " + ofContainers + " that the containers ask for together");
            }
        });
        spec.memoryMib().filter(memory -> spec.totalMemoryMib() > memory).ifPresent(memory -> problems.given(
                        new ServiceKeys(spec, problems).ofContainers("memoryMib", "memoryReservationMib"))
                .at("memoryMib")
                .refuse(
                        memory,
                        "use at least the " + spec.totalMemoryMib() + " MiB that the containers ask for together"));
    }

    private static void checkMemory(FargateSize size, int memory, Problems problems) {
        if (!size.takes(memory)) {
            problems.refuse(
                    memory,
                    "use " + size.memory() + " in steps of 1024, which goes with cpu " + size.cpu()
                            + ": Fargate has no other sizes for Windows");
        }
    }

    private static void check(ContainerSpec container, Problems problems) {
        if (!container.environmentFiles().isEmpty()) {
            problems.at("environmentFiles").add("is not there for Windows on Fargate; use environment or secrets");
        }
        container.restartPolicy().ifPresent(policy -> problems.at("restartPolicy")
                .add("is not there for Windows on Fargate; leave it out: the service replaces a task that ended"));
        container.credentialSpec().ifPresent(spec -> problems.at("credentialSpec")
                .refuse(spec, NOT_ON_FARGATE + "Fargate has no gMSA"));
        // Beside memoryMib the container has refused it.
        container
                .memoryReservationMib()
                .filter(memory -> container.memoryMib().isEmpty())
                .ifPresent(memory -> problems.given("memoryMib")
                        .at("memoryReservationMib")
                        .refuse(memory, "use memoryMib: Windows has no soft limits"));
        if (container.logConfiguration().logDriver() != LogDriver.AWSLOGS) {
            problems.at("logConfiguration")
                    .at("logDriver")
                    .refuse(
                            container.logConfiguration().logDriver(),
                            "use awslogs, which is all that Fargate has for Windows");
        }
        container
                .startTimeoutSeconds()
                .filter(seconds -> seconds > MAX_TIMEOUT_SECONDS)
                .ifPresent(seconds -> problems.at("startTimeoutSeconds")
                        .refuse(seconds, "use 2 to 120, which is what Fargate takes"));
        container
                .stopTimeoutSeconds()
                .filter(seconds -> seconds > MAX_TIMEOUT_SECONDS)
                .ifPresent(seconds ->
                        problems.at("stopTimeoutSeconds").refuse(seconds, "use 1 to 120, which is what Fargate takes"));
    }

    private static void check(VolumeSpec volume, Problems problems) {
        volume.host().flatMap(HostVolumeSpec::sourcePath).ifPresent(path -> problems.at("host")
                .at("sourcePath")
                .refuse(path, "leave it out for an empty volume: Fargate tasks run on no instance"));
        volume.fsxWindowsFileServerVolumeConfiguration()
                .ifPresent(spec -> problems.at("fsxWindowsFileServerVolumeConfiguration")
                        .add("is not there on Fargate; use launchType: EC2 (aws/containers-roadmap issue 1654)"));
        volume.managedEbsVolume().ifPresent(spec -> problems.at("managedEbsVolume")
                .add("is not there for Windows on Fargate; use launchType: EC2, or ephemeralStorageGib"));
    }
}
