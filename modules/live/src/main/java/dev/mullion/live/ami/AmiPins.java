package dev.mullion.live.ami;

import dev.mullion.core.text.Visible;
import dev.mullion.live.AwsProblem;
import dev.mullion.live.AwsRegion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pins of a stack, against what AWS publishes now. */
public final class AmiPins {
    private final AwsRegion region;
    private final LocalDate today;

    public AmiPins(AwsRegion region, LocalDate today) {
        this.region = region;
        this.today = today;
    }

    /** A pin to be written, to the newest image. */
    public record Move(AmiUse use, Ami to) {}

    /**
     * What is to be written.
     *
     * @param problems why something can not be, each on a line; then nothing should be
     */
    public record Plan(List<Move> moves, List<String> problems) {
        public Plan {
            moves = List.copyOf(moves);
            problems = List.copyOf(problems);
        }
    }

    /**
     * The pins of what has none; with those that are there already, where they are to be moved.
     *
     * @throws AwsProblem when AWS does not answer
     */
    public Plan plan(List<AmiUse> uses, boolean update) {
        List<AmiUse> wanted = uses.stream()
                .filter(use -> use.choice() == AmiUse.Choice.NEWEST || (update && use.choice() == AmiUse.Choice.PINNED))
                .toList();
        List<AwsProblem> denied = new ArrayList<>();
        Map<AmiVariant, Optional<Ami>> newest = newest(wanted, denied);
        List<Move> moves = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        denied.forEach(problem -> problems.add(Objects.requireNonNull(problem.getMessage())));
        for (AmiUse use : wanted) {
            Optional<Ami> ami = Objects.requireNonNull(newest.get(use.variant()));
            if (ami.isEmpty()) {
                problems.add(use.path() + ": there is no " + use.variant() + " in " + region.name());
            } else if (use.byEks() && ami.get().releaseVersion().isEmpty()) {
                problems.add(use.path() + ": " + ami.get().name() + " has no release version");
            } else if (!isAt(use, ami.get())) {
                moves.add(new Move(use, ami.get()));
            }
        }
        return new Plan(moves, problems);
    }

    private static boolean isAt(AmiUse use, Ami ami) {
        return use.byEks()
                ? use.releaseVersion().equals(ami.releaseVersion())
                : use.id().equals(Optional.of(ami.id()));
    }

    private Map<AmiVariant, Optional<Ami>> newest(List<AmiUse> uses, List<AwsProblem> denied) {
        List<AmiVariant> variants =
                uses.stream().map(AmiUse::variant).distinct().toList();
        return new PublishedAmis(region, today).newest(variants, denied);
    }

    /**
     * A pin, or an image of the user's own, and what speaks against it.
     *
     * @param ami as far as anybody knows it
     */
    public record Checked(AmiUse use, Ami ami, List<AmiMark> marks) {
        public Checked {
            marks = List.copyOf(marks);
        }

        /** Whether it is time to move it. */
        public boolean fails() {
            return marks.stream().anyMatch(mark -> mark.kind().fails());
        }

        /** The image and its marks, as in {@code ami-0a1b2c3d4e5f60718 (NAME): it is older than 45 days}. */
        public String text() {
            String named = ami.name().isEmpty() ? "" : " (" + ami.name() + ")";
            String what = ami.id().isEmpty() ? ami.name() : ami.id() + named;
            String how =
                    marks.isEmpty() ? "good" : marks.stream().map(AmiMark::text).collect(Collectors.joining("; "));
            return Visible.text(what + ": " + how);
        }
    }

    /**
     * Everything that has an id or a release.
     *
     * @param denied gets what EC2 may not be asked, without which a withdrawn image is not found
     * @throws AwsProblem when AWS does not answer
     */
    public List<Checked> check(List<AmiUse> uses, List<AwsProblem> denied) {
        List<AmiUse> pinned = uses.stream()
                .filter(use -> use.choice() == AmiUse.Choice.PINNED)
                .toList();
        List<AmiUse> looked = uses.stream()
                .filter(use -> use.choice() == AmiUse.Choice.PINNED || use.id().isPresent())
                .toList();
        Map<AmiVariant, Optional<Ami>> newest = newest(pinned, new ArrayList<>());
        ShownImages shown = ShownImages.ask(
                region, looked.stream().flatMap(use -> use.id().stream()).toList(), today, denied);
        List<Checked> checked = new ArrayList<>();
        for (AmiUse use : looked) {
            Ami ami = use.id().map(id -> shown.fill(Ami.of(id, texts(use)))).orElseGet(() -> Ami.of("", texts(use)));
            List<AmiMark> marks = new ArrayList<>(
                    use.choice() == AmiUse.Choice.PINNED
                            ? AmiMark.of(use.variant(), ami, today)
                            : AmiMark.ofVisibility(ami));
            newest.getOrDefault(use.variant(), Optional.empty())
                    .filter(now -> use.choice() == AmiUse.Choice.PINNED && !isAt(use, now))
                    .ifPresent(now -> marks.add(AmiMark.behind(
                            use.byEks()
                                    ? now.releaseVersion().orElse(now.name())
                                    : Stream.of(now.name(), now.id())
                                            .filter(text -> !text.isEmpty())
                                            .findFirst()
                                            .orElseThrow())));
            checked.add(new Checked(use, ami, marks));
        }
        return checked;
    }

    private static Map<String, String> texts(AmiUse use) {
        Map<String, String> texts = new LinkedHashMap<>();
        use.name().or(use::releaseVersion).ifPresent(name -> texts.put("image_name", name));
        use.releaseVersion().ifPresent(version -> texts.put("release_version", version));
        return texts;
    }
}
