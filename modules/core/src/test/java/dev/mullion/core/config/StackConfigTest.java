package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackConfigTest {
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
    void handsOutWhatPulumiWould() {
        project.with("Pulumi.dev.yaml", """
                secretsprovider: awskms://alias/x
                encryptionsalt: v1:abc=
                anything: else
                config:
                  size: 3
                  aws:region: eu-west-1
                  aws:config:profile: dev
                  aws:skipCheck: True
                  aws:token: {secure: AAABBB}
                  app:version: 1.10
                  app:empty:
                  mullion:tags: {Owner: "a\\"b", Day: "2024-01-01"}
                  mullion:pools:
                    web: {minSize: 010, instanceTypes: [a, b], x: {secure: CCC}, y: ~}
                """);

        EngineConfig engine = project.load().engine();

        assertThat(engine.project()).isEqualTo("shop");
        assertThat(engine.stack()).isEqualTo("dev");
        assertThat(engine.values())
                .containsExactly(
                        Map.entry("app:empty", ""),
                        Map.entry("app:version", "1.1"),
                        Map.entry("aws:profile", "dev"),
                        Map.entry("aws:region", "eu-west-1"),
                        Map.entry("aws:skipCheck", "true"),
                        Map.entry("aws:token", "[secret]"),
                        Map.entry(
                                "mullion:pools",
                                "{\"web\":{\"instanceTypes\":[\"a\",\"b\"],\"minSize\":8,\"x\":\"[secret]\",\"y\":null}}"),
                        Map.entry("mullion:tags", "{\"Day\":\"2024-01-01\",\"Owner\":\"a\\\"b\"}"),
                        Map.entry("shop:size", "3"));
        assertThat(engine.secretKeys()).containsExactly("aws:token", "mullion:pools");
        assertThat(engine)
                .hasToString("EngineConfig[shop/dev [app:empty, app:version, aws:profile, aws:region, aws:skipCheck,"
                        + " aws:token, mullion:pools, mullion:tags, shop:size]]");
    }

    @Test
    void takesWhatTheStackLeavesOutFromTheProject() {
        project.with("Pulumi.yaml", """
                        name: shop
                        runtime: java
                        config:
                          aws:region: eu-west-1
                          zones: [a, b]
                          size: {type: integer, default: 3}
                          declared: {type: string}
                          none: {type: string, default: ~}
                          mullion:name: {value: from-project}
                          mullion:tags: {value: {From: project}}
                        """).dev("mullion:tags: {From: stack}\n");

        assertThat(project.load().engine().values())
                .containsExactly(
                        Map.entry("aws:region", "eu-west-1"),
                        Map.entry("mullion:name", "from-project"),
                        Map.entry("mullion:tags", "{\"From\":\"stack\"}"),
                        Map.entry("shop:size", "3"),
                        Map.entry("shop:zones", "[\"a\",\"b\"]"));
        assertThat(project.bind().spec().name()).isEqualTo("from-project");
    }

    @Test
    void placesAProblemInTheProjectsFile() {
        project.with("Pulumi.yaml", "name: shop\nconfig:\n  mullion:name: 8\n  mullion:tags: {a: b}\n")
                .dev("{}");

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.yaml:3:17: mullion:name: got 8; quote it: \"8\"",
                        "Pulumi.yaml:4:3: mullion:tags: has no value: in the project; write the section below value:");
    }

    @Test
    void takesKeysOfAProjectThatIsCalledMullion() {
        project.with("Pulumi.yaml", "name: mullion\n").dev("name: shop\n");

        assertThat(project.bind().spec().name()).isEqualTo("shop");
    }

    @Test
    void takesOtherPlacesOfTheFile() {
        project.with("Pulumi.yaml", "name: shop\nstackConfigDir: stacks\n");
        project.with("stacks/Pulumi.dev.yaml", "config: {mullion:name: a}");
        project.with("elsewhere/x.yaml", "config: {mullion:name: b}");

        assertThat(project.bind().spec().name()).isEqualTo("a");
        StackConfig other = StackConfig.load(directory, "dev", Optional.of(directory.resolve("elsewhere/x.yaml")));
        assertThat(Bound.of(other).spec().name()).isEqualTo("b");
        assertThat(other.engine().stack()).isEqualTo("dev");
    }

    @Test
    void takesTheProjectFilesExtension(@TempDir Path other) {
        new Project(other).with("Pulumi.yml", "name: shop\n").with("Pulumi.dev.yml", "config: {mullion:name: a}\n");

        assertThat(StackConfig.load(other, "me/shop/dev", Optional.empty())
                        .engine()
                        .values())
                .containsExactly(Map.entry("mullion:name", "a"));
    }

    @Test
    void refusesWhatIsNotThere(@TempDir Path empty) {
        assertRefused(() -> StackConfig.load(empty, "dev", Optional.empty()))
                .isEqualTo(empty.resolve("Pulumi.yaml")
                        + ": does not exist; use the directory of a Pulumi project, or name it with -C");
        assertRefused(project::load)
                .isEqualTo("Pulumi.dev.yaml: does not exist, and no other stack has a file beside it");

        project.with("Pulumi.prod.yaml", "").with("Pulumi.ecs.yaml", "").with("Pulumi.txt", "");
        assertRefused(project::load)
                .isEqualTo("Pulumi.dev.yaml: does not exist; the stacks that have a file are ecs, prod");
        assertRefused(() -> StackConfig.load(directory, "dev", Optional.of(directory.resolve("x.yaml"))))
                .isEqualTo("x.yaml: does not exist");
        assertRefused(() -> StackConfig.load(directory, "../dev\n", Optional.empty()))
                .isEqualTo("got the stack \"../dev\\n\"; use letters, digits, hyphens, underscores and dots");

        project.with("Pulumi.dev.yaml", "# later\n");
        assertRefused(project::load).isEqualTo("Pulumi.dev.yaml: is empty; use a map of keys to values");

        project.with("Pulumi.yaml", "runtime: java\n");
        assertRefused(project::load).isEqualTo("Pulumi.yaml:1:1: name: is missing; use the project's name");
    }

    @Test
    @Tag("adversary")
    void refusesFilesThatAreLinksOutOfTheProject(@TempDir Path outside) throws Exception {
        Files.writeString(outside.resolve("passwords.yaml"), "config: {mullion:name: hunter2}\n");
        Files.createSymbolicLink(directory.resolve("Pulumi.dev.yaml"), outside.resolve("passwords.yaml"));
        Files.createSymbolicLink(directory.resolve("Pulumi.zero.yaml"), Path.of("/dev/zero"));
        Files.createSymbolicLink(directory.resolve("other.yaml"), outside.resolve("passwords.yaml"));
        Files.createSymbolicLink(directory.resolve("folder"), outside);
        assertThat(new ProcessBuilder(
                                "mkfifo", directory.resolve("Pulumi.pipe.yaml").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertRefused(project::load).isEqualTo("Pulumi.dev.yaml: leads out of the project's directory by a link");
        assertRefused(() -> StackConfig.load(directory, "zero", Optional.empty()))
                .isEqualTo("Pulumi.zero.yaml: leads out of the project's directory by a link");
        assertRefused(() -> StackConfig.load(directory, "pipe", Optional.empty()))
                .isEqualTo("Pulumi.pipe.yaml: is no regular file");
        for (String file : new String[] {"other.yaml", "folder/passwords.yaml"}) {
            assertRefused(() -> StackConfig.load(directory, "dev", Optional.of(directory.resolve(file))))
                    .isEqualTo(file + ": leads out of the project's directory by a link");
        }
        assertThat(StackConfig.load(directory, "dev", Optional.of(outside.resolve("passwords.yaml")))
                        .engine()
                        .values())
                .hasSize(1); // which the user names, not the project
    }

    /** {@code encoding.Exts} in pulumi/pulumi: .json, .yaml, .yml. */
    @Test
    @Tag("adversary")
    void refusesAProjectFileThatPulumiReadsInstead() {
        project.with("Pulumi.json", "{}");

        assertRefused(project::load)
                .isEqualTo(
                        "Pulumi.json: Pulumi reads it and the JSON beside it instead of Pulumi.yaml; write the project"
                                + " in YAML");
    }

    @Test
    @Tag("adversary")
    void refusesAProjectFileThatIsALink(@TempDir Path outside) throws Exception {
        Files.writeString(outside.resolve("x"), "name: shop\n");
        Files.delete(directory.resolve("Pulumi.yaml"));
        Files.createSymbolicLink(directory.resolve("Pulumi.yaml"), outside.resolve("x"));

        assertRefused(project::load).isEqualTo("Pulumi.yaml: leads out of the project's directory by a link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../..", "/etc", "stacks/../.."})
    @Tag("adversary")
    void refusesStackFilesBesideTheProject(String stacks) {
        project.with("Pulumi.yaml", "name: shop\nstackConfigDir: " + stacks + "\n");

        assertRefused(project::load)
                .isEqualTo("Pulumi.yaml:2:17: stackConfigDir: got \"" + stacks
                        + "\"; use a directory inside the project's, relative to it");
    }

    @Test
    @Tag("adversary")
    void refusesStackFilesBehindALink(@TempDir Path outside) throws Exception {
        project.with("Pulumi.yaml", "name: shop\nstackConfigDir: stacks\n");
        Files.createSymbolicLink(directory.resolve("stacks"), outside);

        assertRefused(project::load)
                .isEqualTo("Pulumi.yaml:2:17: stackConfigDir: got \"stacks\"; use a directory inside the project's,"
                        + " relative to it: a link leads out of it");
        assertRefused(() -> StackConfig.stacks(directory))
                .isEqualTo("Pulumi.yaml:2:17: stackConfigDir: got \"stacks\"; use a directory inside the project's,"
                        + " relative to it: a link leads out of it");
    }

    @Test
    void refusesKeysInTheWrongPlace() {
        project.with("Pulumi.dev.yaml", """
                mullion:tags: {}
                mullion: {}
                config:
                  mullion:
                    tags: {}
                  a:b:c: d
                  mullion:name: x
                  mullion:config:name: y
                other:
                  mullion:tags: {}
                """);

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: mullion:tags: stands outside config:; move it below config:",
                        "Pulumi.dev.yaml:2:1: mullion: stands outside config:; move it below config:",
                        "Pulumi.dev.yaml:4:3: mullion: is no section; write each section as one key, such as mullion:network",
                        "Pulumi.dev.yaml:6:3: a:b:c: is no configuration key; use namespace:name",
                        "Pulumi.dev.yaml:8:3: mullion:config:name: is the same key as mullion:name on line 7");
    }

    @Test
    @Tag("adversary")
    void refusesKeysThatOnlyLookLikeOurs() {
        project.with("Pulumi.dev.yaml", """
                Mullion:tags: {}
                config:
                  mullion:name: x
                  Mullion:tags: {}
                  MULLION:config:name: y
                  mullions:name: y
                """);

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: Mullion:tags: stands outside config:; move it below config:",
                        "Pulumi.dev.yaml:4:3: Mullion:tags: is in no namespace of Mullion's; write mullion in lower case",
                        "Pulumi.dev.yaml:5:3: MULLION:config:name: is in no namespace of Mullion's; write mullion in lower"
                                + " case");
    }

    @Test
    void takesKeysOfAProjectWhoseNameDiffersByCase() {
        project.with("Pulumi.yaml", "name: Mullion\n");
        project.with("Pulumi.dev.yaml", "config: {mullion:name: x, Mullion:tags: {}, owner: y}");

        assertThat(project.bind().spec().name()).isEqualTo("x");
    }

    @Test
    void refusesAConfigThatIsNoMap() {
        project.with("Pulumi.dev.yaml", "config: [a]\n");

        assertThat(project.refused()).containsExactly("Pulumi.dev.yaml:1:9: config: got a list; use a map");
    }

    @Test
    void saysOnceThatEnvironmentsAreNotKnown() {
        project.with("Pulumi.dev.yaml", "environment: [shop/dev]\nconfig: {}\n");

        assertThat(lines(project.bind().warnings()))
                .containsExactly("Pulumi.dev.yaml:1:1: warning CFG002: environment: only Pulumi ESC can resolve"
                        + " environments; the values that they bring are not known here");
    }

    @Test
    void placesWarnings() {
        project.dev("mullion:pools: {web: {instanceTypes: [a], maxSize: 60}}\n");

        assertThat(lines(project.bind().warnings()))
                .containsExactly("Pulumi.dev.yaml:2:54: warning TST001: mullion:pools.web.maxSize: is unusually large");
    }

    @Test
    void silencesWarnings() {
        project.dev("""
                mullion:pools:
                  web: {instanceTypes: [a], maxSize: 60}
                  web2: {instanceTypes: [a], maxSize: 60}
                  api: {instanceTypes: [a], maxSize: 60}
                mullion:silence:
                  - {id: TST001, path: web, reason: on purpose}
                  - {id: TST001, path: mullion:pools.api.maxSize, reason: on purpose}
                  - {id: TST002, path: web, reason: on purpose}
                  - {id: TST001, path: web.max, reason: on purpose}
                """);
        StackConfig config = project.load();
        Bound bound = Bound.of(config);

        List<Warning> heard =
                Bound.silenced(config, bound.warnings(), bound.spec().silence());

        assertThat(lines(heard))
                .containsExactly(
                        "Pulumi.dev.yaml:4:41: warning TST001: mullion:pools.web2.maxSize: is unusually large",
                        "Pulumi.dev.yaml:9:7: warning CFG001: mullion:silence[2]: silences nothing; remove it, or correct its"
                                + " id or its path",
                        "Pulumi.dev.yaml:10:7: warning CFG001: mullion:silence[3]: silences nothing; remove it, or correct its"
                                + " id or its path");
    }

    @Test
    void silencesTheWholeStackWithoutAPath() {
        Silence silence = Silence.builder().id("TST001").reason("on purpose").build();
        Warning warning = new Warning("TST001", SpecPath.ROOT, "x", Optional.empty());
        Warning below = new Warning("TST001", SpecPath.ROOT.key("mullion:pools").key("a.b"), "x", Optional.empty());

        assertThat(silence.covers(warning)).isTrue();
        assertThat(silence.covers(below)).isTrue();
        assertThat(new Silence("TST001", "[\"a.b\"]", "x").covers(below)).isTrue();
        assertThat(new Silence("TST001", "mullion:pools", "x").covers(below)).isTrue();
        assertThat(new Silence("TST001", "pools..", "x").covers(below)).isTrue();
        assertThat(new Silence("TST001", "ecs..", "x").covers(below)).isFalse();
    }

    @Test
    void refusesASilenceWithoutAReason() {
        project.dev("mullion:silence: [{id: ecs12}, {reason: ' '}]\n");

        assertThat(project.refused())
                .containsExactly(
                        "Pulumi.dev.yaml:2:21: mullion:silence[0].reason: is missing; say why this warning is fine here",
                        "Pulumi.dev.yaml:2:26: mullion:silence[0].id: got \"ecs12\"; use a warning's id, such as ECS012",
                        "Pulumi.dev.yaml:2:34: mullion:silence[1].id: is missing; use a warning's id, such as ECS012",
                        "Pulumi.dev.yaml:2:43: mullion:silence[1].reason: is missing; say why this warning is fine here");
    }

    @Test
    void bindsWhatPulumisEngineGives() {
        project.dev("""
                mullion:tags: {Z: "1", A: x}
                mullion:pools:
                  web: {instanceTypes: [a, b], minSize: 2, spot: "true"}
                """);
        StackConfig written = project.load();

        StackConfig given = StackConfig.of(
                engine(Map.of(
                        "mullion:tags", "{\"A\":\"x\",\"M\":\"new\",\"Z\":\"1\"}",
                        "mullion:pools",
                                "{\"web\":{\"instanceTypes\":[\"a\",\"b\"],\"minSize\":3,\"spot\":\"true\"}}")),
                directory);

        assertThat(given.engine().values().keySet())
                .isEqualTo(written.engine().values().keySet());
        assertThatThrownBy(() -> Bound.of(given))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        directory + "/Pulumi.dev.yaml:4:52: mullion:pools.web.spot: got \"true\"; use true or false");
        assertThat(given.position(path("mullion:tags", "Z"))).isEqualTo(written.position(path("mullion:tags", "Z")));
        assertThat(given.position(path("mullion:pools", "web", "minSize"))).isEmpty();
    }

    @Test
    void keepsTheOrderOfTheFileUnderPulumisEngine() {
        project.dev("mullion:tags: {Z: '1', A: x}\nmullion:name: '8'\n");

        Platform platform = Bound.of(StackConfig.of(
                        engine(Map.of("mullion:tags", "{\"A\":\"x\",\"M\":\"new\",\"Z\":\"1\"}", "mullion:name", "8")),
                        directory))
                .spec();

        assertThat(platform.tags().keySet()).containsExactly("Z", "A", "M");
        assertThat(platform.name()).isEqualTo("8");
    }

    @Test
    void bindsWhatPulumisEngineGivesWithoutAFile() {
        StackConfig config = StackConfig.of(
                engine(Map.of("mullion:name", "shop", "mullion:tags", "{\"A\":1}", "aws:region", "x")), directory);

        assertThatThrownBy(() -> Bound.of(config))
                .isInstanceOf(SpecException.class)
                .hasMessage("mullion:tags.A: got 1; quote it: \"1\"");
    }

    @Test
    void neverShowsASecretThatPulumisEngineDecrypted() {
        String secret = "mullion:tags.A: is a secret (secure:), and this key takes none: its value would be shown in"
                + " previews; keep it in Secrets Manager, and name its ARN where a key takes one, such as secrets"
                + " of a container";
        EngineConfig engine =
                new EngineConfig("shop", "dev", Map.of("mullion:tags", "{\"A\":\"hunter2\"}"), Set.of("mullion:tags"));

        StackConfig unknown = StackConfig.of(engine, directory);
        assertThatThrownBy(() -> Bound.of(unknown)).hasMessage(secret.replace(".A", ""));
        assertThat(unknown.engine().values()).containsExactly(Map.entry("mullion:tags", "[secret]"));

        project.dev("mullion:tags: {A: {secure: AAA}}\n");
        StackConfig known = StackConfig.of(engine, directory);
        assertThatThrownBy(() -> Bound.of(known)).hasMessage(directory + "/Pulumi.dev.yaml:2:21: " + secret);
    }

    @Test
    void readsTheProjectInTheWorkingDirectoryByItsBareName() {
        assertThatThrownBy(() -> StackConfig.load(Path.of("."), "dev", Optional.empty()))
                .hasMessageStartingWith("Pulumi.yaml: does not exist;");
        assertThatThrownBy(() -> StackConfig.load(Path.of(""), "dev", Optional.empty()))
                .hasMessageStartingWith("Pulumi.yaml: does not exist;");
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertRefused(ThrowingCallable load) {
        return assertThatThrownBy(load)
                .isInstanceOf(SpecException.class)
                .extracting(e -> project.shown(String.valueOf(e.getMessage())))
                .asString();
    }

    private List<String> lines(List<Warning> warnings) {
        return warnings.stream()
                .map(warning -> project.shown(warning.toString()))
                .toList();
    }

    private static EngineConfig engine(Map<String, String> values) {
        return new EngineConfig("shop", "dev", values, Set.of());
    }

    private static SpecPath path(String... keys) {
        return new SpecPath(List.of((Object[]) keys));
    }

    /** Pulumi takes the value where the default is empty. */
    @Test
    @Tag("adversary")
    void anEmptyDefaultOfTheProjectHidesNoValue() throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), """
                name: shop
                runtime: java
                config:
                  mullion:hosts:
                    value: {a: b}
                    default:
                  mullion:ecs:
                    value:
                    default: {c: d}
                """);
        Files.writeString(directory.resolve("Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");

        StackConfig config = StackConfig.load(directory, "dev", Optional.empty());

        assertThat(config.problems()).isEmpty();
        assertThat(config.entries()).containsKeys("mullion:hosts", "mullion:ecs");
    }

    /** Of two Pulumi takes the one that is first in their order, wherever it stands. */
    @Test
    @Tag("adversary")
    void aKeyOfTheProjectThatIsThereTwiceIsAProblem() throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), """
                name: shop
                runtime: java
                config:
                  mullion:ecs: {value: {a: b}}
                  mullion:config:ecs: {value: {c: d}}
                """);
        Files.writeString(directory.resolve("Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");

        assertThat(StackConfig.load(directory, "dev", Optional.empty()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .endsWith("Pulumi.yaml:5:3: mullion:config:ecs: is the same key as mullion:ecs on line 4"));
    }

    /** To where Pulumi would sign in with the user's token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'<<': {backend: {url: 'http://evil.example.com'}}",
                "\"\\nbackend\": {url: 'http://evil.example.com'}",
                "!!binary YmFja2VuZA==: {url: 'http://evil.example.com'}",
                "template: {a: ! b}",
                "backend: {url: 'http://evil.example.com'}",
                "x: &x {backend: {}}\n<<: *x"
            })
    @Tag("adversary")
    void noBackendIsOverlooked(String line) throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), "name: shop\nruntime: java\n" + line + "\n");

        boolean named;
        try {
            named = StackConfig.namesBackend(directory);
        } catch (SpecException e) {
            named = true; // and nobody signs in
        }
        assertThat(named).isTrue();
    }
}
