package dev.mullion.live.ami;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A variant in a region.
 *
 * @param ami the newest; empty where AWS publishes none there
 * @param age in days, on the day of asking
 */
public record AmiRow(AmiVariant variant, Optional<Ami> ami, OptionalLong age, List<AmiMark> marks) {
    public AmiRow {
        marks = List.copyOf(marks);
    }

    static AmiRow of(AmiVariant variant, Optional<Ami> ami, LocalDate today) {
        Optional<Long> age = ami.flatMap(Ami::released).map(day -> ChronoUnit.DAYS.between(day, today));
        return new AmiRow(
                variant,
                ami,
                age.map(OptionalLong::of).orElse(OptionalLong.empty()),
                ami.map(image -> AmiMark.of(variant, image, today)).orElse(List.of()));
    }
}
