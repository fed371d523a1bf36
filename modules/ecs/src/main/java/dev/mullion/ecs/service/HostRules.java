package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsImage;
import dev.mullion.windows.WindowsRelease.Feature;

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
        checkNetworkMode();
        checkCommands();
        spec.volumes()
                .forEach((key, volume) -> check(
                        volume, problems.given(keys.release()).at("volumes").at(key)));
        boolean commands = spec.executesCommands(host.executeCommand());
        boolean needsRoutes = !spec.networkMode().isAwsvpc() && spec.hasTaskRoleOn(host);
        spec.containers().forEach((key, container) -> {
            Problems here = problems.at("containers").at(key);
            checkImage(container.image(), here.given(keys.release()).at("image"));
            container
                    .credentialSpec()
                    .ifPresent(credentials ->
                            check(credentials, container.hostname().isPresent(), here.given(keys.release())));
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
        // On Fargate a task has its machine's share for itself, and its containers divide it.
        if (!spec.isFargate() && container.cpu() == 0 && !host.cpuUnbounded()) {
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

    private void checkImage(String image, Problems here) {
        WindowsImage.check(image, host.release(), here);
        WindowsImage.olderRelease(image, host.release())
                .ifPresent(older -> here.warn(
                        "ECS013",
                        "the image is built for " + older + ", and the instances are " + host.release()
                                + ": containerd starts it there, and nobody here has tried ECS; prefer "
                                + host.release().imageTag()));
    }

    private void checkNetworkMode() {
        if (spec.networkMode().isAwsvpc() && !host.release().has(Feature.TASK_ENI)) {
            problems.given(keys.release())
                    .at("networkMode")
                    .refuse(spec.networkMode(), "use default: awsvpc does not work on " + host.release());
        }
    }

    private void checkCommands() {
        if (spec.executesCommands(host.executeCommand()) && !host.release().has(Feature.ECS_EXEC)) {
            problems.at("executeCommand")
                    .warn(
                            "ECS015",
                            "the agent has no ECS Exec on " + host.release() + ": the service is made without it");
        }
    }

    private void check(VolumeSpec volume, Problems here) {
        if (volume.fsxWindowsFileServerVolumeConfiguration().isPresent()
                && !host.release().has(Feature.FSX_VOLUMES)) {
            here.at("fsxWindowsFileServerVolumeConfiguration")
                    .add("does not work on " + host.release() + "; use a capacity of a newer release");
        }
        if (volume.managedEbsVolume().isPresent() && !host.release().has(Feature.TASK_EBS_VOLUMES)) {
            here.at("managedEbsVolume")
                    .warn(
                            "ECS017",
                            "AWS's pages do not name EBS volumes of tasks for " + host.release()
                                    + "; the attachment may fail");
        }
    }

    private void check(CredentialSpec credentials, boolean hasHostname, Problems here) {
        if (credentials.isDomainless()) {
            if (!host.release().has(Feature.DOMAINLESS_GMSA)) {
                here.at("credentialSpec")
                        .refuse(
                                credentials,
                                "use a capacity of a newer release: " + host.release() + " has no domainless gMSA");
            }
        } else if (!hasHostname && !host.release().has(Feature.GMSA_WITH_ANY_HOSTNAME)) {
            here.at("hostname")
                    .warn(
                            "ECS018",
                            "on " + host.release() + " a gMSA works only where the container's hostname is its name");
        }
    }
}
