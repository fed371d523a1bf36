package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.windows.WindowsImage;
import dev.mullion.windows.WindowsPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the parts of a task say of each other: mounts of volumes, waits between containers, ports on one interface. */
final class TaskWiring {
    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html: drive letters of an instance. */
    private static final int MAX_FSX_VOLUMES = 23;

    /** Of a circle, which may go through every container of a task. */
    private static final int MOST_WAITS = 10;

    private final EcsServiceSpec spec;
    private final Problems problems;
    private final ServiceKeys keys;

    TaskWiring(EcsServiceSpec spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
        this.keys = new ServiceKeys(spec, problems);
    }

    void check() {
        checkVolumes();
        spec.containers().forEach((key, container) -> {
            Problems here = problems.at("containers").at(key);
            checkMounts(container, here.at("mountPoints"));
            checkDependencies(key, container, here.at("dependsOn"));
            checkNetwork(container, here);
        });
        checkCircles();
        checkPorts();
    }

    private void checkVolumes() {
        int ebs = 0;
        int fsx = 0;
        for (Map.Entry<String, VolumeSpec> entry : spec.volumes().entrySet()) {
            Problems here = problems.at("volumes").at(entry.getKey());
            ebs += entry.getValue().managedEbsVolume().isPresent() ? 1 : 0;
            fsx += entry.getValue().fsxWindowsFileServerVolumeConfiguration().isPresent() ? 1 : 0;
            if (ebs > 1 && entry.getValue().managedEbsVolume().isPresent()) {
                here.at("managedEbsVolume")
                        .ofEntries()
                        .add("is the task's second; use one: ECS attaches no more to a task");
            }
            if (fsx == MAX_FSX_VOLUMES + 1
                    && entry.getValue()
                            .fsxWindowsFileServerVolumeConfiguration()
                            .isPresent()) {
                here.ofEntries()
                        .add("is the task's FSx volume number " + fsx + "; use at most " + MAX_FSX_VOLUMES
                                + ": the instance gives each a drive letter");
            }
        }
    }

    private void checkMounts(ContainerSpec container, Problems here) {
        Map<String, Integer> paths = new HashMap<>();
        for (int i = 0; i < container.mountPoints().size(); i++) {
            MountPointSpec mount = container.mountPoints().get(i);
            Optional<VolumeSpec> volume = Optional.ofNullable(spec.volumes().get(mount.sourceVolume()));
            if (volume.isEmpty() && !mount.sourceVolume().isEmpty()) {
                here.given(keys.ofMap("volumes", spec.volumes()))
                        .at(i)
                        .at("sourceVolume")
                        .refuse(
                                mount.sourceVolume(),
                                oneOf("volumes", spec.volumes().keySet()));
            }
            Integer first = paths.putIfAbsent(mount.containerPath().toLowerCase(Locale.ROOT), i);
            if (first != null) {
                here.given(here.at(first).at("containerPath"))
                        .at(i)
                        .at("containerPath")
                        .refuse(mount.containerPath(), "mount one volume at each path");
            }
            Problems sourcePath =
                    problems.at("volumes").at(mount.sourceVolume()).at("host").at("sourcePath");
            Problems path =
                    here.given(sourcePath, here.at(i).at("sourceVolume")).at(i).at("containerPath");
            volume.filter(any -> !spec.isFargate())
                    .flatMap(VolumeSpec::host)
                    .flatMap(HostVolumeSpec::sourcePath)
                    .ifPresent(source -> checkBind(source, mount.containerPath(), path));
        }
    }

    /**
     * Windows containers mount directories of the drive of %ProgramData%, and another drive as a whole at its own letter, by
     * AWS's words (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostVolumeProperties.html). Directories of
     * other drives on C: work all the same; a container has no other drive than C: to mount a directory on
     * (https://github.com/moby/moby/issues/41681).
     */
    private static void checkBind(String source, String target, Problems problems) {
        if (!WindowsPath.isAbsolute(source) || !WindowsPath.isAbsolute(target)) {
            return; // Refused already.
        }
        if (WindowsPath.isNamedPipe(source)) {
            if (!source.equalsIgnoreCase(target)) {
                problems.refuse(target, "use the named pipe itself: " + Shown.text(source));
            }
            return;
        }
        if (WindowsPath.isNamedPipe(target)) {
            problems.refuse(target, "use a directory, as the volume's sourcePath is one: " + Shown.text(source));
            return;
        }
        String drive = WindowsPath.drive(target);
        if (!drive.equals("C:") && !WindowsPath.isRoot(target)) {
            problems.refuse(
                    target,
                    "use a directory on C:, or " + drive + "\\ as a whole: a container has no drive " + drive
                            + " that a directory could be on (moby/moby issue 41681)");
        } else if (!drive.equals(WindowsPath.drive(source))) {
            problems.warn(
                    "ECS048",
                    Shown.text(target) + " is mounted from " + Shown.text(source)
                            + ": some run it, and AWS's page says that mount points can not be used across drives"
                            + " (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostVolumeProperties.html);"
                            + " try it, or use a sourcePath on C:");
        }
    }

    private void checkDependencies(String key, ContainerSpec container, Problems here) {
        for (int i = 0; i < container.dependsOn().size(); i++) {
            ContainerDependencySpec dependency = container.dependsOn().get(i);
            Optional<ContainerSpec> other =
                    Optional.ofNullable(spec.containers().get(dependency.container()));
            Problems name = here.at(i).at("container");
            if (dependency.container().equals(key)) {
                name.refuse(key, "name another container: this is the container itself");
            } else if (other.isEmpty() && !dependency.container().isEmpty()) {
                name.refuse(
                        dependency.container(),
                        oneOf("containers", spec.containers().keySet()));
            }
            Problems condition = here.at(i).given("container").at("condition");
            Problems otherKeys = problems.at("containers").at(dependency.container());
            other.ifPresent(found -> checkCondition(dependency, found, otherKeys, condition));
        }
    }

    private static void checkCondition(
            ContainerDependencySpec dependency, ContainerSpec other, Problems otherKeys, Problems problems) {
        switch (dependency.condition()) {
            case HEALTHY -> {
                if (other.healthCheck().isEmpty()) {
                    problems.given(otherKeys.at("healthCheck"))
                            .refuse(
                                    dependency.condition(),
                                    "use START, or give " + Texts.shown(dependency.container())
                                            + " a healthCheck: without one it never becomes healthy");
                }
            }
            case COMPLETE, SUCCESS -> {
                if (other.essential()) {
                    problems.given(otherKeys.at("essential"))
                            .refuse(
                                    dependency.condition(),
                                    "use START, or essential: false for " + Texts.shown(dependency.container())
                                            + ": the task ends with an essential container");
                }
            }
            case START -> {}
        }
    }

    /** Without Java's stack: thousands of containers that wait for each other in a row are more than it holds. */
    private void checkCircles() {
        Set<String> seen = new HashSet<>();
        List<String> way = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        Deque<Iterator<ContainerDependencySpec>> open = new ArrayDeque<>();
        for (String start : spec.containers().keySet()) {
            String next = start;
            while (true) {
                @Nullable Integer place = places.get(next);
                if (place != null) {
                    tellCircle(way.subList(place, way.size()));
                } else if (spec.containers().containsKey(next) && seen.add(next)) {
                    places.put(next, way.size());
                    way.add(next);
                    open.push(spec.containers().get(next).dependsOn().iterator());
                }
                while (!open.isEmpty() && !open.element().hasNext()) {
                    open.pop();
                    places.remove(way.remove(way.size() - 1));
                }
                if (open.isEmpty()) {
                    break;
                }
                next = open.element().next().container();
            }
        }
    }

    private void tellCircle(List<String> circle) {
        if (circle.size() < 2) {
            return; // Said of the wait itself.
        }
        int more = circle.size() - MOST_WAITS;
        String waits = circle.stream().limit(MOST_WAITS).map(Texts::shown).collect(Collectors.joining(" -> "))
                + (more > 0 ? " -> " + more + " more" : "");
        String first = circle.get(0);
        problems.at("containers")
                .at(first)
                .at("dependsOn")
                .add("waits in a circle (" + waits + " -> " + Texts.shown(first) + "); leave out one of the waits");
    }

    private void checkNetwork(ContainerSpec container, Problems here) {
        Problems inMode = here.given(keys.of("networkMode"));
        if (spec.hasInterfaces()) {
            String use = spec.isFargate() ? "leave it out" : "leave it out, or use networkMode: default";
            container.hostname().ifPresent(name -> inMode.at("hostname")
                    .refuse(name, use + ": ECS takes none with awsvpc"));
            if (container.taskRoleRoutes()) {
                inMode.at("taskRoleRoutes")
                        .refuse(true, "leave it out: awsvpc has the routes to the task's credentials itself");
            }
        } else if (container.taskRoleRoutes() && WindowsImage.isNanoServer(container.image())) {
            inMode.given("image")
                    .at("taskRoleRoutes")
                    .refuse(
                            true,
                            "leave it out, and use networkMode: awsvpc: Nano Server has no PowerShell to set routes");
        }
    }

    /** With awsvpc all containers share the task's interface; otherwise those ports of the instance that are fixed. */
    private void checkPorts() {
        boolean awsvpc = spec.hasInterfaces();
        Map<String, Map.Entry<String, Problems>> seen = new HashMap<>();
        spec.containers().forEach((key, container) -> {
            for (int i = 0; i < container.portMappings().size(); i++) {
                PortMappingSpec mapping = container.portMappings().get(i);
                Problems here = problems.given("networkMode")
                        .at("containers")
                        .at(key)
                        .at("portMappings")
                        .at(i);
                Optional<Integer> host = mapping.hostPort();
                if (awsvpc) {
                    host.filter(port -> !mapping.containerPort().equals(Optional.of(port)))
                            .ifPresent(port -> here.given("containerPort")
                                    .at("hostPort")
                                    .refuse(port, "leave it out: with awsvpc it is the containerPort"));
                }
                Optional<Integer> port = awsvpc ? mapping.containerPort() : host.filter(number -> number > 0);
                port.ifPresent(number -> {
                    Map.Entry<String, Problems> other =
                            seen.putIfAbsent(number + "/" + mapping.protocol(), Map.entry(key, here));
                    if (other != null && !(awsvpc && other.getKey().equals(key))) {
                        here.given(here.at("protocol"), other.getValue().at("protocol"))
                                .at(awsvpc ? "containerPort" : "hostPort")
                                .refuse(
                                        number,
                                        "use another port: " + Texts.shown(other.getKey()) + " has it, and "
                                                + (awsvpc
                                                        ? "with awsvpc the containers of a task share an interface"
                                                        : "an instance has each port once"));
                    }
                });
            }
        });
    }

    static String oneOf(String what, Set<String> keys) {
        return keys.isEmpty() ? "add it to " + what : "use a key of " + what + ": " + Texts.shown(keys);
    }
}
