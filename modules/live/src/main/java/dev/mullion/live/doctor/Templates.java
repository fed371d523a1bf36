package dev.mullion.live.doctor;

import static dev.mullion.live.doctor.DoctorCheck.IMAGE;
import static dev.mullion.live.doctor.DoctorCheck.ROOT_VOLUME;

import dev.mullion.live.Batches;
import dev.mullion.live.ImageQuery;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** The images and root volumes of launch templates. */
final class Templates {
    private final Examination examination;

    Templates(Examination examination) {
        this.examination = examination;
    }

    /** @param templates by their ids, each in its newest version */
    void examine(SortedMap<String, LaunchTemplateVersion> templates) {
        NavigableSet<String> ids = new TreeSet<>();
        templates.values().forEach(template -> image(template).ifPresent(ids::add));
        Map<String, Image> images = new TreeMap<>();
        for (List<String> some : Batches.of(ids, ImageQuery.MAX_IDS)) {
            Optional<List<Image>> answer =
                    examination.ask(ImageQuery.ACTION, () -> ImageQuery.shown(examination.region(), some));
            if (answer.isEmpty()) {
                return;
            }
            answer.get().forEach(image -> images.put(image.imageId(), image));
        }
        templates.values().forEach(template -> image(template).ifPresent(id -> {
            @Nullable Image image = images.get(id);
            image(template, id, image);
            if (image != null) {
                rootVolume(template, image);
            }
        }));
    }

    private static Optional<String> image(LaunchTemplateVersion template) {
        return Optional.ofNullable(template.launchTemplateData().imageId()).filter(id -> id.startsWith("ami-"));
    }

    private void image(LaunchTemplateVersion template, String id, @Nullable Image image) {
        String where = template.launchTemplateName();
        examination.looked(IMAGE, "launch template " + where);
        if (image == null || image.state() != ImageState.AVAILABLE) {
            examination.failure(
                    IMAGE,
                    where,
                    "EC2 does not show its image " + id + " to this account any more",
                    "name a newer one: mullion ami pin --update, and deploy the stack");
        } else if (isOver(image.deprecationTime())) {
            examination.warning(
                    IMAGE,
                    where,
                    "its image " + id + " is deprecated since " + image.deprecationTime(),
                    "name a newer one before it is withdrawn: mullion ami pin --update, and deploy the stack");
        }
    }

    private boolean isOver(@Nullable String time) {
        try {
            return time != null && Instant.parse(time).isBefore(examination.now());
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void rootVolume(LaunchTemplateVersion template, Image image) {
        String where = template.launchTemplateName();
        Optional<Integer> snapshot = image.blockDeviceMappings().stream()
                .filter(mapping -> Objects.equals(mapping.deviceName(), image.rootDeviceName()))
                .filter(mapping -> mapping.ebs() != null && mapping.ebs().volumeSize() != null)
                .map(mapping -> mapping.ebs().volumeSize())
                .findFirst();
        Optional<Integer> volume = template.launchTemplateData().blockDeviceMappings().stream()
                .filter(mapping -> Objects.equals(mapping.deviceName(), image.rootDeviceName()))
                .filter(mapping -> mapping.ebs() != null && mapping.ebs().volumeSize() != null)
                .map(mapping -> mapping.ebs().volumeSize())
                .findFirst();
        if (snapshot.isEmpty()) {
            return;
        }
        examination.looked(ROOT_VOLUME, "launch template " + where);
        if (volume.isPresent() && volume.get() < snapshot.get()) {
            examination.failure(
                    ROOT_VOLUME,
                    where,
                    "its root volume has " + volume.get() + " GiB, and the snapshot of its image " + image.imageId()
                            + " has " + snapshot.get(),
                    "set rootVolumeGib: " + snapshot.get() + " or more, and deploy the stack");
        }
    }
}
