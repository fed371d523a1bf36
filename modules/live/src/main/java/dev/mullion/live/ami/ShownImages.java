package dev.mullion.live.ami;

import dev.mullion.live.AwsProblem;
import dev.mullion.live.AwsRegion;
import dev.mullion.live.Batches;
import dev.mullion.live.ImageQuery;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/**
 * What EC2 shows of some images.
 *
 * @param images by their ids
 * @param asked whether EC2 could be asked, without which nothing is known
 * @param today by which deprecations are over or ahead
 */
record ShownImages(Map<String, Image> images, boolean asked, LocalDate today) {
    /** @param denied gets the problem where EC2 may not be asked */
    static ShownImages ask(AwsRegion region, Collection<String> ids, LocalDate today, List<AwsProblem> denied) {
        Map<String, Image> images = new TreeMap<>();
        for (List<String> some : Batches.of(new TreeSet<>(ids), ImageQuery.MAX_IDS)) {
            Optional<List<Image>> found =
                    region.askUnlessDenied(ImageQuery.ACTION, () -> ImageQuery.shown(region, some), denied);
            if (found.isEmpty()) {
                return new ShownImages(Map.of(), false, today);
            }
            found.get().forEach(image -> images.put(image.imageId(), image));
        }
        return new ShownImages(images, true, today);
    }

    /** An image with what EC2 knows beyond its parameter. */
    Ami fill(Ami ami) {
        @Nullable Image image = images.get(ami.id());
        if (image == null) {
            return new Ami(
                    ami.id(),
                    ami.name(),
                    ami.releaseVersion(),
                    ami.released(),
                    ami.agent(),
                    ami.runtime(),
                    OptionalInt.empty(),
                    asked ? Ami.Visibility.HIDDEN : Ami.Visibility.UNKNOWN);
        }
        String name = ami.name().isEmpty() ? Objects.requireNonNullElse(image.name(), "") : ami.name();
        return new Ami(
                ami.id(),
                name,
                ami.releaseVersion(),
                Ami.dateIn(name).or(() -> day(image.creationDate())),
                ami.agent(),
                ami.runtime(),
                rootGib(image),
                visibility(image));
    }

    private Ami.Visibility visibility(Image image) {
        if (image.state() != ImageState.AVAILABLE) {
            return Ami.Visibility.HIDDEN;
        }
        // AWS gives each image a day of deprecation, two years ahead.
        boolean over =
                day(image.deprecationTime()).filter(end -> !end.isAfter(today)).isPresent();
        return over ? Ami.Visibility.DEPRECATED : Ami.Visibility.USABLE;
    }

    /** Of a time as EC2 writes it: {@code 2026-08-15T01:02:03.000Z}. */
    private static Optional<LocalDate> day(@Nullable String time) {
        if (time == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static OptionalInt rootGib(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(mapping -> Objects.equals(mapping.deviceName(), image.rootDeviceName()))
                .map(BlockDeviceMapping::ebs)
                .filter(Objects::nonNull)
                .map(EbsBlockDevice::volumeSize)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .findFirst();
    }
}
