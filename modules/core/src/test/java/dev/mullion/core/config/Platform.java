package dev.mullion.core.config;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A root spec with every type that a key can have; what the tests bind. */
record Platform(
        Map<String, String> tags,
        Map<String, Pool> pools,
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

    static Builder builder() {
        return new Builder();
    }

    static final class Builder extends SpecBuilder<Platform> {
        private Map<String, String> tags = Map.of();
        private Map<String, Pool> pools = Map.of();
        private String name = "";
        private List<Silence> silence = List.of();
        private Optional<Release> release = Optional.empty();

        public Builder tags(Map<String, String> tags) {
            this.tags = tags;
            return this;
        }

        public Builder pools(Map<String, Pool> pools) {
            this.pools = pools;
            return this;
        }

        public Builder name(String name) {
            this.name = name;
            return this;
        }

        public Builder silence(List<Silence> silence) {
            this.silence = silence;
            return this;
        }

        public Builder release(Release release) {
            this.release = Optional.of(release);
            return this;
        }

        @Override
        public Platform unchecked() {
            return new Platform(tags, pools, name, silence, release);
        }
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

    /** A union: one word, or a map. */
    record Image(String id, boolean latest) implements Spec {
        @Override
        public void check(Problems problems) {
            if (!latest && !id.startsWith("ami-")) {
                problems.at("id").refuse(id, "use an id that starts with ami-");
            }
        }

        static Image parse(String text) {
            if (!text.equals("latest")) {
                throw new IllegalArgumentException("use latest or a map");
            }
            return new Image("", true);
        }

        static Builder builder() {
            return new Builder();
        }

        static final class Builder extends SpecBuilder<Image> {
            private String id = "";

            public Builder id(String id) {
                this.id = id;
                return this;
            }

            @Override
            public Image unchecked() {
                return new Image(id, false);
            }
        }
    }

    record Pool(
            List<String> instanceTypes,
            int minSize,
            int maxSize,
            long bytes,
            boolean spot,
            Pull pull,
            Image image,
            List<Image> images,
            Map<String, List<Integer>> ports)
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

        static Builder builder() {
            return new Builder();
        }

        static final class Builder extends SpecBuilder<Pool> {
            private List<String> instanceTypes = List.of();
            private int minSize = 0;
            private int maxSize = 4;
            private long bytes = 0;
            private boolean spot = false;
            private Pull pull = Pull.ALWAYS;
            private Image image = Image.parse("latest");
            private List<Image> images = List.of();
            private Map<String, List<Integer>> ports = Map.of();

            @Override
            public Map<String, String> refusedKeys() {
                return Map.of("minimumSize", "is called minSize here; use that");
            }

            /** For Java; the key takes a list. */
            public Builder instanceTypes(String... instanceTypes) {
                return instanceTypes(List.of(instanceTypes));
            }

            public Builder instanceTypes(List<String> instanceTypes) {
                this.instanceTypes = instanceTypes;
                return this;
            }

            public Builder minSize(int minSize) {
                this.minSize = minSize;
                return this;
            }

            public Builder maxSize(int maxSize) {
                this.maxSize = maxSize;
                return this;
            }

            public Builder bytes(long bytes) {
                this.bytes = bytes;
                return this;
            }

            public Builder spot(boolean spot) {
                this.spot = spot;
                return this;
            }

            public Builder pull(Pull pull) {
                this.pull = pull;
                return this;
            }

            public Builder image(Image image) {
                this.image = image;
                return this;
            }

            public Builder images(List<Image> images) {
                this.images = images;
                return this;
            }

            public Builder ports(Map<String, List<Integer>> ports) {
                this.ports = ports;
                return this;
            }

            @Override
            public Pool unchecked() {
                return new Pool(instanceTypes, minSize, maxSize, bytes, spot, pull, image, images, ports);
            }
        }
    }
}
