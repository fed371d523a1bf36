package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.Platform.Image;
import dev.mullion.core.config.Platform.Pool;
import dev.mullion.core.config.Platform.Pull;
import dev.mullion.core.config.Platform.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    Project project;

    @BeforeEach
    void makeProject() {
        project = Project.in(directory);
    }

    @Test
    void bindsEveryTypeOfKey() {
        project.dev("""
                mullion:tags: {Owner: storefront, "CostCenter": "1234"}
                mullion:name: shop
                mullion:release: "2022"
                mullion:pools:
                  web:
                    instanceTypes: [m6i.large, m6i.xlarge]
                    minSize: 2
                    maxSize: 6
                    bytes: 9223372036854775807
                    spot: true
                    pull: prefer-cached
                    image: {id: ami-1}
                    images: [latest, {id: ami-2}]
                    ports: {http: [80, 8080]}
                  api:
                    instanceTypes: [m6i.large]
                """);

        Platform platform = project.bind().spec();

        assertThat(platform.tags()).containsExactly(Map.entry("Owner", "storefront"), Map.entry("CostCenter", "1234"));
        assertThat(platform.name()).isEqualTo("shop");
        assertThat(platform.release()).contains(new Release(2022));
        assertThat(platform.pools())
                .containsExactly(
                        Map.entry(
                                "web",
                                new Pool(
                                        List.of("m6i.large", "m6i.xlarge"),
                                        2,
                                        6,
                                        Long.MAX_VALUE,
                                        true,
                                        Pull.PREFER_CACHED,
                                        new Image("ami-1"),
                                        List.of(new Image(""), new Image("ami-2")),
                                        Map.of("http", List.of(80, 8080)),
                                        Map.of())),
                        Map.entry(
                                "api", Pool.builder().instanceTypes("m6i.large").build()));
    }

    @Test
    void keepsEveryDefaultOfTheBuilder() {
        project.with("Pulumi.dev.yaml", "config:\n");

        assertThat(project.bind()).isEqualTo(new Bound(Platform.builder().build(), List.of()));
    }

    /** Each value stands at line 5 below the key {@code mullion:pools.web}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "instanceTypes: m6i.large | 22: mullion:pools.web.instanceTypes: got \"m6i.large\"; use a list: [m6i.large]",
                "instanceTypes: 'a b' | 22: mullion:pools.web.instanceTypes: got \"a b\"; use a list: [\"a b\"]",
                "instanceTypes: 3 | 22: mullion:pools.web.instanceTypes: got 3; use a list: [3]",
                "instanceTypes: {a: b} | 22: mullion:pools.web.instanceTypes: got a map; use a list",
                "instanceTypes: | 21: mullion:pools.web.instanceTypes: has no value; use a list, or leave it out",
                "instanceTypes: [a, 1.5] | 26: mullion:pools.web.instanceTypes[1]: got 1.5; quote it: \"1.5\"",
                "instanceTypes: [[a]] | 23: mullion:pools.web.instanceTypes[0]: got a list; use text",
                "instanceTypes: [~] | 23: mullion:pools.web.instanceTypes[0]: has no value; use text, or leave it out",
                "minSize: '3' | 16: mullion:pools.web.minSize: got \"3\"; use a whole number",
                "minSize: 2.0 | 16: mullion:pools.web.minSize: got 2.0; use a whole number",
                "minSize: true | 16: mullion:pools.web.minSize: got true; use a whole number",
                "minSize: [3] | 16: mullion:pools.web.minSize: got a list; use a whole number",
                "minSize: {a: 3} | 16: mullion:pools.web.minSize: got a map; use a whole number",
                "minSize: null | 16: mullion:pools.web.minSize: has no value; use a whole number, or leave it out",
                "minSize: 2147483648 | 16: mullion:pools.web.minSize: got 2147483648; use a whole number from -2147483648 to 2147483647",
                "minSize: 007 | 16: mullion:pools.web.minSize: got 007; use decimal digits only, with no zero before them",
                "minSize: 0x10 | 16: mullion:pools.web.minSize: got 0x10; use decimal digits only, with no zero before them",
                "bytes: 9223372036854775808 | 14: mullion:pools.web.bytes: got 9223372036854775808; use a whole number from -9223372036854775808 to 9223372036854775807",
                "spot: yes | 13: mullion:pools.web.spot: got \"yes\"; use true or false",
                "spot: 1 | 13: mullion:pools.web.spot: got 1; use true or false",
                "pull: Always | 13: mullion:pools.web.pull: got \"Always\"; did you mean always?",
                "pull: 1 | 13: mullion:pools.web.pull: got 1; use always or prefer-cached",
                "pull: [always] | 13: mullion:pools.web.pull: got a list; use always or prefer-cached",
                "image: newest | 14: mullion:pools.web.image: got \"newest\"; use latest or a map",
                "image: 1 | 14: mullion:pools.web.image: got 1; quote it: \"1\"",
                "image: [latest] | 14: mullion:pools.web.image: got a list; use text or a map",
                "image: {id: 1} | 19: mullion:pools.web.image.id: got 1; quote it: \"1\"",
                "image: {di: ami-1} | 15: mullion:pools.web.image: unknown key \"di\"; did you mean id?",
                "ports: [80] | 14: mullion:pools.web.ports: got a list; use a map",
                "ports: {http: 80} | 21: mullion:pools.web.ports.http: got 80; use a list: [80]",
                "spot: {secure: AAA} | 13: mullion:pools.web.spot: is a secret (secure:), and this key takes none: its value would be shown in previews; keep it in Secrets Manager, and name its ARN where a key takes one, such as secrets of a container",
                "pull: {secure: AAA} | 13: mullion:pools.web.pull: is a secret (secure:), and this key takes none: its value would be shown in previews; keep it in Secrets Manager, and name its ARN where a key takes one, such as secrets of a container",
                "ports: {secure: AAA} | 14: mullion:pools.web.ports: is a secret (secure:), and this key takes none: its value would be shown in previews; keep it in Secrets Manager, and name its ARN where a key takes one, such as secrets of a container",
                "instanceType: [a] | 7: mullion:pools.web: unknown key \"instanceType\"; did you mean instanceTypes?",
                "mniSize: 3 | 7: mullion:pools.web: unknown key \"mniSize\"; did you mean minSize?",
                "maxsize: 3 | 7: mullion:pools.web: unknown key \"maxsize\"; did you mean maxSize?",
                "byte: 3 | 7: mullion:pools.web: unknown key \"byte\"; did you mean bytes?",
                "min: 3 | 7: mullion:pools.web: unknown key \"min\"; did you mean minSize?",
                "minimumSize: 3 | 7: mullion:pools.web.minimumSize: is called minSize here; use that",
                "zone: a | 7: mullion:pools.web: unknown key \"zone\"; use instanceTypes, minSize, maxSize, bytes, spot, pull, image, images, ports or places",
                "minimum_size: 3 | 7: mullion:pools.web.minimum_size: is called minSize here; use that",
                "MinimumSize: 3 | 7: mullion:pools.web.MinimumSize: is called minSize here; use that",
                "zones: [a] | 7: mullion:pools.web.zones: is not there; leave it out",
                "zones: all | 7: mullion:pools.web.zones: is not there; leave it out",
                "places: {A: hunter2} | 19: mullion:pools.web.places.A: got a value that is not shown, since it may be the secret itself; use an ARN",
                "places: {A: 12345678} | 19: mullion:pools.web.places.A: got a value that is not shown, since it may be the secret itself; quote it",
                "places: {A: 'arn:-'} | 19: mullion:pools.web.places.A: got \"arn:-\"; use an ARN",
                "places: hunter2 | 15: mullion:pools.web.places: got a value that is not shown, since it may be the secret itself; use a map",
                "places: [hunter2] | 15: mullion:pools.web.places: got a list; use a map",
                "places: [{name: A}, {Name: B, value: x}] | 15: mullion:pools.web.places: got a list; use a map by name: {A: ..., B: ...}",
                "places: [{name: A}, {name: B}, {name: C}, {name: D}, {name: E}, {name: F}] | 15: mullion:pools.web.places: got a list; use a map by name: {A: ..., B: ..., C: ..., D: ..., E: ..., ...}",
            })
    void refusesAValueThatDoesNotFit(String value, String line) {
        project.dev("mullion:pools:\n  web:\n    ports: {}\n    " + value + "\n");
        if (value.startsWith("ports")) {
            project.dev("mullion:pools:\n  web:\n\n    " + value + "\n");
        }

        assertThat(project.refused()).contains("Pulumi.dev.yaml:5:" + line);
        assertThat(project.refused()).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mullion:tags: {A: 1234} | 21: mullion:tags.A: got 1234; quote it: \"1234\"",
                "mullion:tags: {A: 1.30} | 21: mullion:tags.A: got 1.30; quote it: \"1.30\"",
                "mullion:tags: {A: true} | 21: mullion:tags.A: got true; quote it: \"true\"",
                "mullion:tags: {A: 2024-01-01} | 21: mullion:tags.A: got 2024-01-01; quote it: \"2024-01-01\"",
                "mullion:tags: {A: 012345678901} | 21: mullion:tags.A: got 012345678901; quote it: \"012345678901\"",
                "mullion:tags: {A: 12e4567} | 21: mullion:tags.A: got 12e4567; quote it: \"12e4567\"",
                "mullion:tags: {A: {b: c}} | 21: mullion:tags.A: got a map; use text",
                "mullion:tags: {A: {secure: x}} | 21: mullion:tags.A: is a secret (secure:), and this key takes none: its value would be shown in previews; keep it in Secrets Manager, and name its ARN where a key takes one, such as secrets of a container",
                "mullion:tags: {8: x} | 18: mullion:tags: got a key that is no text; quote it: \"8\"",
                "mullion:tags: {A: x, A: y} | 24: mullion:tags: duplicate key \"A\"; it stands on line 2 already",
                "mullion:tags: x | 17: mullion:tags: got \"x\"; use a map",
                "mullion:tags: | 16: mullion:tags: has no value; use a map, or leave it out",
                "mullion:name: 8 | 17: mullion:name: got 8; quote it: \"8\"",
                "mullion:name: [a] | 17: mullion:name: got a list; use text",
                "mullion:release: \"1999\" | 20: mullion:release: got \"1999\"; use a year such as \"2022\"",
                "mullion:release: 2022 | 20: mullion:release: got 2022; quote it: \"2022\"",
                "mullion:pools: {a: x} | 22: mullion:pools.a: got \"x\"; use a map",
                "mullion:pools: {a: } | 21: mullion:pools.a: has no value; use a map, or leave it out",
                "mullion:pool: {} | 3: unknown key \"mullion:pool\"; did you mean mullion:pools?",
                "mullion:istio: {} | 3: unknown key \"mullion:istio\"; use mullion:tags, mullion:pools, mullion:name, mullion:silence or mullion:release",
            })
    void refusesASectionThatDoesNotFit(String section, String line) {
        project.dev(section);

        assertThat(project.refused()).containsExactly("Pulumi.dev.yaml:2:" + line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zones: []", "zones: {}", "zones: none"})
    void takesRefusedKeysThatAskForNothing(String value) {
        project.dev("mullion:pools:\n  web:\n    instanceTypes: [a]\n    " + value + "\n");

        assertThat(project.bind().spec().pools()).containsOnlyKeys("web");
    }

    @Test
    void tellsWhatIsWrongWithAListThatShouldBeAMapAndWithItsItems() {
        project.dev("""
                mullion:pools:
                  - {name: web, minimumSize: 3}
                  - {minSize: few}
                """);

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:3:5: mullion:pools: got a list; use a map by name: {web: {...}}",
                        "Pulumi.dev.yaml:3:8: mullion:pools[0]: unknown key \"name\"; use instanceTypes, minSize, maxSize,"
                                + " bytes, spot, pull, image, images, ports or places",
                        "Pulumi.dev.yaml:3:19: mullion:pools[0].minimumSize: is called minSize here; use that",
                        "Pulumi.dev.yaml:4:17: mullion:pools[1].minSize: got \"few\"; use a whole number");
    }

    @Test
    void showsNoValueOfAKeyThatIsNamedLikeAPassword() {
        project.dev("mullion:tags: {DB_PASSWORD: 12345678, Owner: 12345678}\n");

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:2:31: mullion:tags.DB_PASSWORD: got a value that is not shown, since it may be the"
                                + " secret itself; quote it",
                        "Pulumi.dev.yaml:2:48: mullion:tags.Owner: got 12345678; quote it: \"12345678\"");
    }

    @Test
    void tellsEverythingAtOnceInTheOrderOfTheFile() {
        project.dev("""
                mullion:tags: {CostCenter: 1234}
                mullion:pools:
                  web:
                    instanceTypes: [a]
                    spott: true
                    minSize: 1000
                    maxSize: 2000
                  api:
                    image: {id: emi-1}
                    pull: sometimes
                """);

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:2:30: mullion:tags.CostCenter: got 1234; quote it: \"1234\"",
                        "Pulumi.dev.yaml:6:7: mullion:pools.web: unknown key \"spott\"; did you mean spot?",
                        "Pulumi.dev.yaml:7:16: mullion:pools.web.minSize: got 1000; use 0 to 100",
                        "Pulumi.dev.yaml:9:5: mullion:pools.api.instanceTypes: is missing; use a list of instance types",
                        "Pulumi.dev.yaml:10:19: mullion:pools.api.image.id: got \"emi-1\"; use an id that starts with ami-",
                        "Pulumi.dev.yaml:11:13: mullion:pools.api.pull: got \"sometimes\"; use always or prefer-cached");
    }

    @Test
    void saysNothingThatOnlyFollowsFromABrokenValue() {
        project.dev("""
                mullion:pools:
                  broken-itself: {instanceTypes: m6i.large}
                  misspelt: {instanceType: [a]}
                  names-a-broken-one: {instanceTypes: [a], minSize: "1", maxSize: -1}
                  part-of-a-broken-one: [a]
                  misspelt-limit: {instanceTypes: [a], minSize: 9, maxSzie: 10}
                  list-with-holes: {instanceTypes: [a], images: [8, {id: emi-1}]}
                """);

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:3:36: mullion:pools.broken-itself.instanceTypes: got \"m6i.large\"; use a list: [m6i.large]",
                        "Pulumi.dev.yaml:4:16: mullion:pools.misspelt: unknown key \"instanceType\"; did you mean instanceTypes?",
                        "Pulumi.dev.yaml:5:55: mullion:pools.names-a-broken-one.minSize: got \"1\"; use a whole number",
                        "Pulumi.dev.yaml:6:27: mullion:pools.part-of-a-broken-one: got a list; use a map",
                        "Pulumi.dev.yaml:7:54: mullion:pools.misspelt-limit: unknown key \"maxSzie\"; did you mean maxSize?",
                        "Pulumi.dev.yaml:8:52: mullion:pools.list-with-holes.images[0]: got 8; quote it: \"8\"",
                        "Pulumi.dev.yaml:8:60: mullion:pools.list-with-holes.images[1].id: got \"emi-1\"; use an id that starts with ami-");
    }

    @Test
    void saysWhatIsWrongWithAKeyThatIsWrittenTwoWays() {
        project.dev("""
                mullion:pools: {web: {instanceTypes: [a], minSize: 200, minSiz: 1, maxSize: 200}}
                """);

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:2:54: mullion:pools.web.minSize: got 200; use 0 to 100",
                        "Pulumi.dev.yaml:2:59: mullion:pools.web: unknown key \"minSiz\"; did you mean minSize?");
    }

    @Test
    void saysWhatIsWrongBesideABrokenValueOfTheSameKey() {
        project.dev("""
                mullion:pools:
                  broken: {instanceTypes: [a], minSize: "1"}
                  other: {instanceTypes: [a], minSize: 5, maxSize: 3}
                """);

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:3:43: mullion:pools.broken.minSize: got \"1\"; use a whole number",
                        "Pulumi.dev.yaml:4:54: mullion:pools.other.maxSize: got 3; use at least minSize (5)");
    }

    @Test
    void keepsThePlaceOfABrokenEntryThatOthersReferTo() {
        project.dev("mullion:pools: {needs-a-name: x}\n");

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: mullion:name: is missing; use any name",
                        "Pulumi.dev.yaml:2:33: mullion:pools.needs-a-name: got \"x\"; use a map");
    }

    @Test
    void placesAProblemInAnAliasWhereTheAliasIsUsed() {
        project.dev("""
                other:base: &base {instanceTypes: [a], minSize: 1000, maxSize: 2000}
                mullion:pools:
                  web: *base
                  api:
                    <<: *base
                    minSize: 3
                    maxSize: 2
                """);

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:4:10: mullion:pools.web.minSize: got 1000; use 0 to 100",
                        "Pulumi.dev.yaml:8:16: mullion:pools.api.maxSize: got 2; use at least minSize (3)");
    }

    @Test
    void printsHostileKeysAndValuesAsOneLineOfAscii() {
        for (String hostile : List.of(
                "it's \\\"quoted\\\"",
                "\u2018curly\u2019 \u201Cquotes\u201D",
                "line\\nbreak\\r\\u2028",
                "\\0",
                "\\e[31mred",
                "x".repeat(10_000),
                "\\U0001F600",
                "\u202Eleft\u200F",
                "\\uD800",
                "7".repeat(10_000))) {
            project.dev("""
                    mullion:tags:
                      ? "HOSTILE"
                      : 1
                    mullion:release: "HOSTILE"
                    ? "mullion:HOSTILE"
                    : 1
                    mullion:pools:
                      ? "HOSTILE"
                      : {spot: "HOSTILE", ? "HOSTILE" : 1}
                    """.replace("HOSTILE", hostile));

            List<String> lines = project.refused();

            // The half of a character is refused beside what else is wrong with the text.
            assertThat(lines).hasSize(hostile.equals("\\uD800") ? 12 : 6);
            assertThat(lines).allSatisfy(line -> assertThat(line).matches("[ -~]{1,700}"));
        }
    }
}
