package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tags, and clusters that are one in AWS. */
class BadClusterTest {
    @Test
    void acceptsTagsInEveryScript() {
        StackFile file = StackFile.sections("""
                mullion:tags: {Team: Größe, Projekt: "日本語"}
                """);

        assertThat(file.problems()).isEmpty();
    }

    @Test
    void rejectsTwoClustersOfOneName() {
        StackFile file = StackFile.clusters("""
                shop:
                  name: main
                  capacity: {web: {instanceTypes: [m6i.large]}}
                store:
                  name: main
                  capacity: {web: {instanceTypes: [m6i.large]}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:13: mullion:ecs.store.name: got \"main\"; use another name: that of the"
                                + " cluster shop");
    }

    @Test
    void saysNothingOfANameBesideOneThatIsBroken() {
        StackFile file = StackFile.clusters("""
                shop: {name: [], capacity: {web: {instanceTypes: [m6i.large]}}}
                store: {name: shop-dev, capacity: {web: {instanceTypes: [m6i.large]}}}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:7:18: mullion:ecs.shop.name: got a list; use text");
    }

    @Test
    void rejectsKeysThatMakeTheSameNames() {
        StackFile file = StackFile.clusters("""
                a-b:
                  capacity: {c: {instanceTypes: [m6i.large]}}
                a:
                  capacity: {b-c: {instanceTypes: [m6i.large]}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:18: mullion:ecs.a.capacity.b-c: makes resources of the same names as"
                                + " a-b.capacity.c; use another key");
    }

    @Test
    @Tag("adversary")
    void rejectsKeysWhoseFilesAreOneOnWindows() {
        StackFile file = StackFile.clusters("""
                shop:
                  capacity:
                    web: {instanceTypes: [m6i.large]}
                    Web: {instanceTypes: [m6i.large]}
                  services:
                    api: {capacity: web, networkMode: default, containers: {a: {image: 'r/a:ltsc2022', cpu: 256, memoryMib: 512, entryPoint: [a.exe], taskRoleRoutes: true}}}
                    API: {capacity: web, networkMode: default, containers: {a: {image: 'r/a:ltsc2022', cpu: 256, memoryMib: 512, entryPoint: [a.exe], taskRoleRoutes: true}}}
                    web: {capacity: web, networkMode: default, containers: {a: {image: 'r/a:ltsc2022', cpu: 256, memoryMib: 512, entryPoint: [a.exe], taskRoleRoutes: true}}}
                    job: {capacity: web, containers: {a: {image: 'r/a:ltsc2022', cpu: 256, memoryMib: 512}}}
                    Job: {capacity: web, containers: {a: {image: 'r/a:ltsc2022', cpu: 256, memoryMib: 512}}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:9: mullion:ecs.shop.capacity.Web: has scripts whose files are those of"
                                + " shop.capacity.web on Windows and macOS; use another key",
                        "Pulumi.dev.yaml:13:9: mullion:ecs.shop.services.API: has scripts whose files are those of"
                                + " shop.services.api on Windows and macOS; use another key");
    }

    @Test
    @Tag("adversary")
    void rejectsKeysOfTwoSectionsWhoseFilesAreOne() {
        StackFile file = StackFile.sections("""
                mullion:hosts:
                  shop-web: {operatingSystem: WINDOWS_SERVER_2022_CORE, instanceTypes: [m6i.large]}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:8:5: mullion:hosts.shop-web: has scripts whose files are those of"
                        + " mullion:ecs.shop.capacity.web; use another key");
    }

    @Test
    void rejectsTagsThatAwsRefuses() {
        StackFile file = StackFile.sections("""
                mullion:tags:
                  Team: R&D
                  Owner: O'Brien
                  "aws:autoscaling:groupName": mine
                  mullion:stack: mine
                  AWS:x: y
                  "R&D": x
                  "": empty
                  Long: %s
                """.formatted("x".repeat(257)));

        String value = "; use at most 256 letters, digits, spaces and _ . : / = + - @, which is what AWS takes";
        String key =
                ": is no tag key; use 1 to 128 letters, digits, spaces and _ . : / = + - @, which is what AWS takes";
        String reserved = ": is a reserved key; use one that starts with neither aws: nor mullion:";
        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:8:11: mullion:tags.Team: got \"R&D\"" + value,
                        "Pulumi.dev.yaml:9:12: mullion:tags.Owner: got \"O'Brien\"" + value,
                        "Pulumi.dev.yaml:10:5: mullion:tags.aws:autoscaling:groupName" + reserved,
                        "Pulumi.dev.yaml:11:5: mullion:tags.mullion:stack" + reserved,
                        "Pulumi.dev.yaml:12:5: mullion:tags.AWS:x" + reserved,
                        "Pulumi.dev.yaml:13:5: mullion:tags[\"R&D\"]" + key,
                        "Pulumi.dev.yaml:14:5: mullion:tags[\"\"]" + key,
                        "Pulumi.dev.yaml:15:11: mullion:tags.Long: got \"" + "x".repeat(60) + "\"... (257 characters)"
                                + value);
    }

    @Test
    void rejectsMoreTagsThanThereIsRoomFor() {
        String tags = IntStream.range(0, 46).mapToObj(i -> "Tag" + i + ": x").collect(Collectors.joining(", "));
        StackFile file = StackFile.sections("mullion:tags: {" + tags + "}");

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:7:17: mullion:tags: has 46 tags; use at most 45: AWS takes 50 with"
                        + " those that are added");
    }

    @Test
    void countsTagsThatCanNotBeReadAndLooksAtTheirKeys() {
        String tags = IntStream.range(0, 45).mapToObj(i -> "Tag" + i + ": x").collect(Collectors.joining(", "));
        StackFile file = StackFile.sections("mullion:tags: {" + tags + ", aws:x: 5}");

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:17: mullion:tags: has 46 tags; use at most 45: AWS takes 50 with those that are"
                                + " added",
                        "Pulumi.dev.yaml:7:458: mullion:tags.aws:x: is a reserved key; use one that starts with neither aws:"
                                + " nor mullion:",
                        "Pulumi.dev.yaml:7:465: mullion:tags.aws:x: got 5; quote it: \"5\"");
    }
}
