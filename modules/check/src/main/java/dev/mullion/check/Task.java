package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.windows.WindowsImage;
import java.util.List;
import java.util.Optional;

/** A task definition of ECS. */
record Task(PlanResource resource, List<MaskedValue> containers) {
    static final String TYPE = "aws:ecs/taskDefinition:TaskDefinition";

    private static final String NATIVE_TYPE = "aws-native:ecs:TaskDefinition";

    Task {
        containers = List.copyOf(containers);
    }

    /** Empty for other resources. */
    static Optional<Task> of(PlanResource resource) {
        return resource.is(TYPE) || resource.is(NATIVE_TYPE)
                ? Optional.of(new Task(
                        resource,
                        resource.list("containerDefinitions").stream()
                                .map(Values::plain)
                                .filter(MaskedValue.Fields.class::isInstance)
                                .toList()))
                : Optional.empty();
    }

    /** As AWS's API spells it; empty where the task does not say. */
    String family() {
        return resource.text("runtimePlatform.operatingSystemFamily");
    }

    boolean isFargate() {
        return Values.texts(resource.inputs(), "requiresCompatibilities").contains("FARGATE");
    }

    /** Whether it says so, or one of its images does. */
    boolean isWindows() {
        return family().isEmpty()
                ? containers.stream().anyMatch(container -> isWindowsImage(Values.text(container, "image")))
                : family().startsWith("WINDOWS_");
    }

    /** Whether the name of an image can only be one of Windows. */
    static boolean isWindowsImage(String image) {
        return image.startsWith("mcr.microsoft.com/windows")
                || image.contains("windowsservercore")
                || WindowsImage.isNanoServer(image)
                || WindowsImage.release(image)
                        .filter(release -> image.contains("ltsc"))
                        .isPresent();
    }
}
