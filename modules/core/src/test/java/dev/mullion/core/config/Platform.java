package dev.mullion.core.config;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Unshown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A root spec with every type that a key can have; what the tests bind. */
@GenerateBuilder
record Platform(
        @Singular("tag") Map<String, String> tags,
        @Singular("pool") Map<String, Pool> pools,
        String name,
        List<Silence> silence,
        Optional<Release> release)
        implements Spec {
    @Override
    public void check(Problems problems) {
        pools.forEach((name, pool) -> pool.check(problems.at("pools").at(name)));
        for (int i = 0; i < silence.size(); i++) {
            silence.get(i).check(problems.at("silence").at(i));
        }
        if (pools.containsKey("needs-a-name") && name.isEmpty()) {
            problems.at("name").add("is missing; use any name");
        }
    }

    static PlatformBuilder builder() {
        return new PlatformBuilder();
    }

    /** An enum whose constants are spelled as the field spells them. */
    enum Pull {
        ALWAYS("always"),
        PREFER_CACHED("prefer-cached");

        private final String text;

        Pull(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A value class. */
    record Release(int year) {
        static Release parse(String text) {
            if (!text.matches("20\\d\\d")) {
                throw new IllegalArgumentException("use a year such as \"2022\"");
            }
            return new Release(Integer.parseInt(text));
        }
    }

    /** Where a secret lies. */
    @Unshown
    record Place(String text) {
        static Place parse(String text) {
            if (!text.matches("arn:\\w+")) {
                throw new IllegalArgumentException("use an ARN");
            }
            return new Place(text);
        }
    }

    /** A union: one word, or a map. */
    @GenerateBuilder
    record Image(String id) implements Spec {
        @Override
        public void check(Problems problems) {
            if (!id.isEmpty() && !id.startsWith("ami-")) {
                problems.at("id").refuse(id, "use an id that starts with ami-");
            }
        }

        static Image parse(String text) {
            if (!text.equals("latest")) {
                throw new IllegalArgumentException("use latest or a map");
            }
            return new Image("");
        }

        static PlatformImageBuilder builder() {
            return new PlatformImageBuilder();
        }
    }

    @GenerateBuilder
    record Pool(
            List<String> instanceTypes,
            int minSize,
            @Default("4") int maxSize,
            long bytes,
            boolean spot,
            @Default("ALWAYS") Pull pull,
            Image image,
            List<Image> images,
            Map<String, List<Integer>> ports,
            Map<String, Place> places)
            implements Spec {
        @Override
        public void check(Problems problems) {
            if (instanceTypes.isEmpty()) {
                problems.at("instanceTypes").add("is missing; use a list of instance types");
            }
            problems.at("minSize").range(minSize, 0, 100);
            if (maxSize < minSize) {
                problems.given("minSize").at("maxSize").refuse(maxSize, "use at least minSize (" + minSize + ")");
            }
            if (maxSize > 50) {
                problems.at("maxSize").warn("TST001", "is unusually large");
            }
            image.check(problems.at("image"));
            for (int i = 0; i < images.size(); i++) {
                images.get(i).check(problems.at("images").at(i));
            }
        }

        static PlatformPoolBuilder builder() {
            return new PlatformPoolBuilder();
        }

        static Map<String, String> refusedKeys() {
            return Map.of("minimumSize", "is called minSize here; use that", "zones", "is not there; leave it out");
        }

        static Set<String> harmlessValues(String key) {
            return key.equals("zones") ? Set.of("[]", "{}", "none") : Set.of();
        }
    }
}
