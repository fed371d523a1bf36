package dev.mullion.core.config;

import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The silences of a stack in their order, each with its place where a file has it. */
public record Silences(List<Placed> all) {
    /** No silence. */
    public static final Silences NONE = new Silences(List.of());

    /** One of them. */
    public record Placed(Silence silence, Optional<Position> position) {}

    public Silences {
        all = List.copyOf(all);
    }

    /**
     * The warnings that no silence covers, and {@code CFG001} for every silence that covers none.
     *
     * @param looked whether warnings of an id were looked for at all; a silence of others may cover what is not found
     */
    public List<Warning> heard(List<Warning> found, Predicate<String> looked) {
        Set<Silence.Place> silenced =
                all.stream().map(each -> each.silence().place()).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Silence.Place> warned =
                found.stream().map(Silence.Place::of).collect(Collectors.toCollection(LinkedHashSet::new));
        Stream<Warning> heard = found.stream().filter(warning -> {
            Silence.Place place = Silence.Place.of(warning);
            return silenced.stream().noneMatch(each -> each.covers(place));
        });
        Map<Silence.Place, Boolean> areIdle = new HashMap<>();
        List<Warning> idle = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Silence silence = all.get(i).silence();
            boolean isIdle = areIdle.computeIfAbsent(
                    silence.place(), place -> warned.stream().noneMatch(place::covers));
            if (isIdle && looked.test(silence.id())) {
                SpecPath path = SpecPath.ROOT
                        .key(StackConfig.NAMESPACE + StackConfig.SILENCE)
                        .index(i);
                String message = "silences nothing; remove it, or correct its id or its path";
                idle.add(new Warning("CFG001", path, message, all.get(i).position()));
            }
        }
        return Warning.sorted(Stream.concat(heard, idle.stream()));
    }
}
