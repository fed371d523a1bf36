package dev.mullion.live.ami;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why to think twice before starting an image.
 *
 * @param source where that is known from, where somebody published it
 */
public record AmiMark(Kind kind, String text, Optional<String> source) {
    /** What programs tell marks apart by. */
    public enum Kind {
        /** EC2 starts no instance of it, or soon will not. */
        HIDDEN,
        DEPRECATED,
        /** AWS has published a newer one since it was pinned. */
        BEHIND,
        /** Something in it is broken. */
        BAD,
        /** Nobody mends its Windows or its Kubernetes any more. */
        UNSUPPORTED,
        /** AWS publishes an image each month. */
        OLD;

        /** Whether it is time to move a pin. */
        boolean fails() {
            return this != UNSUPPORTED && this != OLD;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Two monthly releases of AWS lie at most so far apart. */
    static final int OLD_DAYS = 45;

    /** All of an image. */
    static List<AmiMark> of(AmiVariant variant, Ami ami, LocalDate today) {
        List<AmiMark> marks = new ArrayList<>(ofVisibility(ami));
        ami.released().ifPresent(day -> bad(variant, day, marks));
        ended("Windows Server " + variant.release().year(), variant.release().extendedSupportEnd(), today, marks);
        variant.kubernetes().ifPresent(version -> version.extendedSupportEnd()
                .ifPresent(end -> ended("Kubernetes " + version + " on EKS", end, today, marks)));
        ami.released()
                .filter(day -> ChronoUnit.DAYS.between(day, today) > OLD_DAYS)
                .ifPresent(day -> marks.add(mark(Kind.OLD, "it is older than " + OLD_DAYS + " days")));
        return marks;
    }

    /** Those that any image may have, be it AWS's or not. */
    static List<AmiMark> ofVisibility(Ami ami) {
        return switch (ami.visibility()) {
            case HIDDEN -> List.of(mark(Kind.HIDDEN, "EC2 does not show it to this account"));
            case DEPRECATED -> List.of(mark(Kind.DEPRECATED, "its owner has deprecated it"));
            default -> List.of();
        };
    }

    private static void bad(AmiVariant variant, LocalDate released, List<AmiMark> marks) {
        for (KnownBadAmi known : KnownBadAmi.values()) {
            if (known.holds(variant, released)) {
                marks.add(new AmiMark(Kind.BAD, known.what(), Optional.of(known.source())));
            }
        }
    }

    private static void ended(String what, LocalDate end, LocalDate today, List<AmiMark> marks) {
        if (!end.isAfter(today)) {
            marks.add(mark(Kind.UNSUPPORTED, "support of " + what + " ended on " + end));
        }
    }

    static AmiMark behind(String newest) {
        return mark(Kind.BEHIND, "the newest is " + newest);
    }

    private static AmiMark mark(Kind kind, String text) {
        return new AmiMark(kind, text, Optional.empty());
    }
}
