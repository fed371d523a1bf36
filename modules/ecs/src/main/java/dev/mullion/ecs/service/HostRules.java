package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsImage;
import dev.mullion.windows.WindowsRelease;

/** What a service needs of the release and the agent that it runs on. */
final class HostRules {
    private final EcsServiceSpec spec;
    private final CapacityTraits host;
    private final HostKeys keys;
    private final Problems problems;

    HostRules(EcsServiceSpec spec, CapacityTraits host, HostKeys keys, Problems problems) {
        this.spec = spec;
        this.host = host;
        this.keys = keys;
        this.problems = problems;
    }

    void check() {
        if (host.release().year() == 2016 && !spec.isFargate()) {
            check2016();
        }
        boolean commands = spec.executesCommands(host.executeCommand());
        boolean needsRoutes = !spec.networkMode().isAwsvpc() && spec.hasTaskRoleOn(host);
        spec.containers().forEach((key, container) -> {
            Problems here = problems.at("containers").at(key);
            WindowsImage.check(
                    container.image(),
                    host.release(),
                    here.given(keys.release()).at("image"));
            checkSize(container, here);
            if (commands && WindowsImage.isNanoServer(container.image())) {
                here.at("image")
                        .warn("ECS014", "ECS Exec does not work in Nano Server, which has no shell that it needs");
            }
            if (needsRoutes && !container.taskRoleRoutes()) {
                here.warn(
                        "ECS016",
                        "in network mode default a container reaches the credentials of its task's role only behind"
                                + " AWS's route script; use taskRoleRoutes: true with the program in entryPoint, or"
                                + " networkMode: awsvpc");
            }
        });
    }

    private void checkSize(ContainerSpec container, Problems here) {
        if (container.cpu() == 0 && !host.cpuUnbounded()) {
            here.at("cpu")
                    .warn(
                            "ECS012",
                            "a Windows container without cpu gets 1 % of the instance's; use the units it needs");
        }
        if (!spec.isFargate()
                && container.memoryMib().isEmpty()
                && container.memoryReservationMib().isPresent()
                && !host.memoryUnbounded()) {
            here.given(here.at("memoryMib"), keys.memoryUnbounded())
                    .at("memoryReservationMib")
                    .refuse(
                            container.memoryReservationMib().get(),
                            "use memoryMib: Windows has hard limits only; for a container without limit set"
                                    + " agent.enableMemoryUnboundedWindowsWorkaround: true on its capacity");
        }
    }

    private void check2016() {
        WindowsRelease release = host.release();
        Problems on2016 = problems.given(keys.release());
        if (spec.networkMode().isAwsvpc()) {
            on2016.at("networkMode").refuse(spec.networkMode(), "use default: awsvpc does not work on " + release);
        }
        if (spec.executesCommands(host.executeCommand())) {
            problems.at("executeCommand")
                    .warn("ECS015", "the agent has no ECS Exec on " + release + ": the service is made without it");
        }
        spec.volumes().forEach((key, volume) -> {
            Problems here = on2016.at("volumes").at(key);
            volume.fsxWindowsFileServerVolumeConfiguration()
                    .ifPresent(fsx -> here.at("fsxWindowsFileServerVolumeConfiguration")
                            .add("does not work on " + release + "; use a capacity of a newer release"));
            volume.managedEbsVolume().ifPresent(ebs -> here.at("managedEbsVolume")
                    .warn(
                            "ECS017",
                            "AWS's pages do not name EBS volumes of tasks for " + release
                                    + "; the attachment may fail"));
        });
        spec.containers().forEach((key, container) -> container.credentialSpec().ifPresent(credentials -> {
            Problems here = on2016.at("containers").at(key);
            if (credentials.isDomainless()) {
                here.at("credentialSpec")
                        .refuse(
                                credentials,
                                "use a capacity of a newer release: " + release + " has no domainless gMSA");
            } else if (container.hostname().isEmpty()) {
                here.at("hostname")
                        .warn(
                                "ECS018",
                                "on " + release + " a gMSA works only where the container's hostname is its name");
            }
        }));
    }
}
