package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is allowed and probably unwanted, and how a user says that it is wanted. */
class WarningsTest {
    @Test
    void warnsOfAReleaseThatLeavesSupportWithinAYear() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                operatingSystem: WINDOWS_SERVER_2016_FULL
                """);

        assertThat(file.warnings())
                .containsExactly("Pulumi.dev.yaml:11:28: warning EC2005: mullion:ecs.shop.capacity.web.operatingSystem:"
                        + " WINDOWS_SERVER_2016_FULL leaves Microsoft's support on 2027-01-12; 2022 and 2025 stay"
                        + " longer");
    }

    @Test
    void warnsOfATightType() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [t3.medium]
                """);

        assertThat(file.warnings())
                .containsExactly(
                        "Pulumi.dev.yaml:10:27: warning EC2002: mullion:ecs.shop.capacity.web.instanceTypes[0]:"
                                + " instance type t3.medium has 4096 MiB; below 8 GiB little is left for containers beside"
                                + " Windows");
    }

    @Test
    void warnsOfATypeThatIsNewerThanTheTable() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m9i.large]
                """);

        assertThat(file.warnings())
                .containsExactly(
                        "Pulumi.dev.yaml:10:27: warning EC2003: mullion:ecs.shop.capacity.web.instanceTypes[0]:"
                                + " instance type m9i.large is not in Mullion's table of 2026-11-28; its size and architecture"
                                + " are not checked");
    }

    @Test
    void warnsOfASmallDisk() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                rootVolume: {sizeGib: 99}
                """);

        assertThat(file.warnings())
                .containsExactly(
                        "Pulumi.dev.yaml:11:33: warning EC2001: mullion:ecs.shop.capacity.web.rootVolume.sizeGib: a"
                                + " root volume of 99 GiB leaves little room beside Windows: one Windows Server image unpacks"
                                + " to some 9 GiB; 100 or more is usual");
    }

    @Test
    void warnsOfALiteralImageId() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                ami: {id: ami-0123456789abcdef0}
                """);

        assertThat(file.warnings())
                .containsExactly(
                        "Pulumi.dev.yaml:11:21: warning EC2004: mullion:ecs.shop.capacity.web.ami.id: a literal"
                                + " image id stops launching when its owner withdraws it; AWS keeps at least its last three"
                                + " releases public");
    }

    @Test
    void warnsOfAMissingRegion() {
        StackFile file = StackFile.of("""
                config:
                  mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [subnet-0123456789abcdef0]}
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}
                """);

        assertThat(file.warnings())
                .containsExactly(
                        "Pulumi.dev.yaml:1:1: warning EC2006: the configuration has no aws:region; zones are not"
                                + " checked against it, and ARNs are those of the partition aws");
    }

    @Test
    void warnsOfWordsThatAreNoRegion() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: EU West 1
                  mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [subnet-0123456789abcdef0]}
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}
                """);

        assertThat(file.warnings())
                .containsExactly(
                        "Pulumi.dev.yaml:2:15: warning EC2006: aws:region: got \"EU West 1\", which is no region; zones"
                                + " are not checked against it, and ARNs are those of the partition aws");
    }

    @Test
    void warnsOfASilenceThatSilencesNothing() {
        StackFile file = StackFile.sections("""
                mullion:silence: [{id: EC2002, path: shop, reason: the tests are small}]
                """);

        assertThat(file.warnings())
                .containsExactly(
                        "Pulumi.dev.yaml:7:21: warning CFG001: mullion:silence[0]: silences nothing; remove it, or"
                                + " correct its id or its path");
    }

    @Test
    void masksOfReportsAreRegularExpressions() {
        assertThat(StackFile.sections("mullion:diff: {mask: ['QX-[0-9]{4}', 'id: (.{1,20})']}\n")
                        .warnings())
                .isEmpty();
        assertThat(StackFile.sections("mullion:diff: {mask: ['a', '(']}\n").problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:30: mullion:diff.mask[1]: got \"(\"; use a regular expression of Java:"
                                + " unclosed group at character 1");
        assertThat(StackFile.sections("mullion:diff: {masks: []}\n").problems())
                .containsExactly("Pulumi.dev.yaml:7:18: mullion:diff: unknown key \"masks\"; did you mean mask?");
        String many = "a, ".repeat(51);
        assertThat(StackFile.sections("mullion:diff: {mask: [" + many + "]}\n").problems())
                .containsExactly("Pulumi.dev.yaml:7:24: mullion:diff.mask: has 51 masks; use at most 50");
    }

    @Test
    void refusesWhatAUserCanMeanUntilASilenceSaysSo() {
        String builders = """
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    vpcId: vpc-0a1b2c3d4e5f60718
                    subnetIds: [subnet-0123456789abcdef0]
                    cidrBlock: 10.80.0.0/16
                  mullion:hosts:
                    old:
                      operatingSystem: WINDOWS_SERVER_2019_CORE
                      instanceTypes: [m6i.xlarge]
                      containerd: {sha256: %s}
                      buildkit: {}
                """.formatted("0a".repeat(32));

        assertThat(StackFile.of(builders).problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:7: mullion:hosts.old.buildkit: does not work on WINDOWS_SERVER_2019_CORE: from"
                                + " its second RUN on a build has no network (https://github.com/moby/buildkit/issues/5668);"
                                + " use 2022 (or silence HST009)");
        StackFile silenced = StackFile.of(
                builders + "  mullion:silence: [{id: HST009, path: old.buildkit, reason: one RUN a build}]\n");
        assertThat(silenced.problems()).isEmpty();
        assertThat(silenced.warnings()).isEmpty();
        assertThat(StackFile.of(builders + "  mullion:silence: [{id: HST009, path: others, reason: none}]\n")
                        .problems())
                .hasSize(1);
    }

    @Test
    void rejectsASilenceWithoutReason() {
        StackFile file = StackFile.sections("""
                mullion:silence: [{id: EC2002, path: shop}]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:21: mullion:silence[0].reason: is missing; say why this warning is fine"
                                + " here");
    }

    @Test
    void rejectsASilenceOfNoWarning() {
        StackFile file = StackFile.sections("""
                mullion:silence: [{id: ec2002, reason: because}]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:26: mullion:silence[0].id: got \"ec2002\"; use a warning's id, such as"
                                + " ECS012");
    }

    @Test
    void rejectsAnEmptySilence() {
        StackFile file = StackFile.sections("""
                mullion:silence: [{}]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:21: mullion:silence[0].id: is missing; use a warning's id, such as ECS012",
                        "Pulumi.dev.yaml:7:21: mullion:silence[0].reason: is missing; say why this warning is fine"
                                + " here");
    }

    @Test
    void rejectsASilenceThatIsNoList() {
        StackFile file = StackFile.sections("""
                mullion:silence: {id: EC2002, reason: because}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:20: mullion:silence: got a map; use a list of maps: [{id: ..., reason: ...}]");
    }

    @Test
    void silencesWhatItsPathCovers() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [subnet-0123456789abcdef0]}
                  mullion:ecs:
                    shop: {capacity: {web: {instanceTypes: [t3.medium]}}}
                    shopping: {capacity: {web: {instanceTypes: [t3.medium]}}}
                  mullion:silence:
                    - {id: EC2002, path: shop, reason: the proof of concept is small}
                """);

        assertThat(file.warnings())
                .containsExactly("Pulumi.dev.yaml:6:49: warning EC2002:"
                        + " mullion:ecs.shopping.capacity.web.instanceTypes[0]: instance type t3.medium has 4096 MiB;"
                        + " below 8 GiB little is left for containers beside Windows");
    }
}
