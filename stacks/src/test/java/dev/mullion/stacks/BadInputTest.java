package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with keys and with the shapes of values: refused before any spec looks at them. */
class BadInputTest {
    @Test
    void rejectsAnUnknownKey() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                colour: blue
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:11: mullion:ecs.shop.capacity.web: unknown key \"colour\"; use agent,"
                                + " managedScaling, gmsa, domainJoin, warmPool, replaceUnregisteredAfterSeconds,"
                                + " managedPolicyArns, tags, managedDraining, managedTerminationProtection or one of"
                                + " 20 more");
    }

    @Test
    void suggestsTheKeyThatIsMeant() {
        StackFile file = StackFile.capacity("""
                instanceType: [m6i.large]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:11: mullion:ecs.shop.capacity.web: unknown key \"instanceType\"; did you"
                                + " mean instanceTypes?");
    }

    @Test
    void suggestsASection() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:netwrok: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [subnet-0123456789abcdef0]}
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:3:3: unknown key \"mullion:netwrok\"; did you mean mullion:network?");
    }

    @Test
    void rejectsAnUnknownSection() {
        StackFile file = StackFile.sections("""
                mullion:kubernetes: {}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:3: unknown key \"mullion:kubernetes\"; use mullion:tags, mullion:network,"
                                + " mullion:ecs, mullion:eks, mullion:hosts, mullion:mesh, mullion:names, mullion:silence or mullion:diff");
    }

    @Test
    void rejectsADuplicateKey() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                minSize: 1
                minSize: 2
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:11: mullion:ecs.shop.capacity.web: duplicate key \"minSize\"; it stands on"
                                + " line 11 already");
    }

    @Test
    void rejectsTextForANumber() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                minSize: two
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:20: mullion:ecs.shop.capacity.web.minSize: got \"two\"; use a whole number");
    }

    @Test
    void rejectsAQuotedNumber() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                minSize: "2"
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:20: mullion:ecs.shop.capacity.web.minSize: got \"2\"; use a whole number");
    }

    @Test
    void rejectsAFraction() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                minSize: 1.5
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:20: mullion:ecs.shop.capacity.web.minSize: got 1.5; use a whole number");
    }

    @Test
    void rejectsTextForABoolean() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                managedDraining: yes
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:28: mullion:ecs.shop.capacity.web.managedDraining: got \"yes\"; use true"
                                + " or false");
    }

    @Test
    void rejectsAWordThatIsNoneOfTheChoices() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                instanceRefresh: rolling
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:28: mullion:ecs.shop.capacity.web.instanceRefresh: got \"rolling\"; use"
                                + " auto or manual");
    }

    @Test
    void rejectsAKeyWithoutAValue() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                rootVolume:
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:22: mullion:ecs.shop.capacity.web.rootVolume: has no value; use a map,"
                                + " or leave it out");
    }

    @Test
    void rejectsNullInAList() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large, ~]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:38: mullion:ecs.shop.capacity.web.instanceTypes[1]: has no value; use"
                                + " text, or leave it out");
    }

    @Test
    void rejectsAScalarForAList() {
        StackFile file = StackFile.capacity("""
                instanceTypes: m6i.large
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:26: mullion:ecs.shop.capacity.web.instanceTypes: got \"m6i.large\"; use a"
                                + " list: [m6i.large]");
    }

    @Test
    void rejectsAListForAMap() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                rootVolume: [100]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:23: mullion:ecs.shop.capacity.web.rootVolume: got a list; use a map");
    }

    @Test
    void rejectsAScalarForAMap() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                rootVolume: 100
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:11:23: mullion:ecs.shop.capacity.web.rootVolume: got 100; use a map");
    }

    @Test
    void rejectsAMapForAScalar() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                minSize: {is: 1}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:20: mullion:ecs.shop.capacity.web.minSize: got a map; use a whole number");
    }

    @Test
    void rejectsANumberWhereTextIsMeant() {
        StackFile file = StackFile.sections("""
                mullion:tags:
                  CostCenter: 4711
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:8:17: mullion:tags.CostCenter: got 4711; quote it: \"4711\"");
    }

    @Test
    void rejectsSectionsBelowOneKey() {
        StackFile file = StackFile.of("""
                config:
                  mullion:
                    ecs: {}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:2:3: mullion: is no section; write each section as one key, such as"
                        + " mullion:network");
    }

    @Test
    void rejectsASectionOutsideConfig() {
        StackFile file = StackFile.of("""
                mullion:ecs:
                  shop: {}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:1:1: mullion:ecs: stands outside config:; move it below config:");
    }

    @Test
    void rejectsSecureValues() {
        StackFile file = StackFile.capacity("""
                instanceTypes: [m6i.large]
                instanceProfile:
                  secure: v1:abcdef:0123
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:12:13: mullion:ecs.shop.capacity.web.instanceProfile: is a secret"
                        + " (secure:), and this key takes none: its value would be shown in previews; keep it in"
                        + " Secrets Manager, and name its ARN where a key takes one, such as secrets of a container");
    }

    @Test
    void rejectsASecureValueInAList() {
        StackFile file = StackFile.capacity("""
                instanceTypes:
                  - secure: v1:abcdef:0123
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:11:15: mullion:ecs.shop.capacity.web.instanceTypes[0]: is a secret"
                        + " (secure:), and this key takes none: its value would be shown in previews; keep it in"
                        + " Secrets Manager, and name its ARN where a key takes one, such as secrets of a container");
    }

    @Test
    void hidesNothingBehindABrokenValueOfTheSameWord() {
        StackFile file = StackFile.sections("""
                mullion:tags: {use: 1, got: [], Owner: R&D}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:23: mullion:tags.use: got 1; quote it: \"1\"",
                        "Pulumi.dev.yaml:7:31: mullion:tags.got: got a list; use text",
                        "Pulumi.dev.yaml:7:42: mullion:tags.Owner: got \"R&D\"; use at most 256 letters, digits, spaces"
                                + " and _ . : / = + - @, which is what AWS takes");
    }

    @Test
    void reportsEverythingAtOnceInTheOrderOfTheFile() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:tags:
                    Owner: R&D
                  mullion:network:
                    cidrBlock: 10.40.0.1/16
                    availabilityZones: [us-east-1a]
                    natGateways: 0
                  mullion:ecs:
                    storefront:
                      containerInsights: enhnaced
                      logRetentionDays: 31
                      capacity:
                        general:
                          operatingSystem: WINDOWS_SERVER_20H2_CORE
                          instanceTypes: [m7g.large]
                          minSize: 5
                          maxSize: 3
                          rootVolume: {sizeGib: 20}
                          agent: {reservedMemory: 1024}
                          steps: {before: [missing.ps1]}
                        my_jobs:
                          instanceTypes: m6i.large
                      defaultCapacityProviderStrategy: [{capacity: genral}]
                """);

        List<String> problems = file.problems();

        assertThat(problems).allMatch(line -> line.matches("Pulumi\\.dev\\.yaml:\\d+:\\d+: mullion:.*"));
        assertThat(problems)
                .extracting(line -> line.replaceFirst("Pulumi.dev.yaml:(\\d+):(\\d+): mullion:([^ ]+): .*", "$1:$2 $3"))
                .containsExactly(
                        "4:12 tags.Owner",
                        "6:16 network.cidrBlock",
                        "7:25 network.availabilityZones[0]",
                        "8:18 network.natGateways",
                        "11:26 ecs.storefront.containerInsights",
                        "12:25 ecs.storefront.logRetentionDays",
                        "15:28 ecs.storefront.capacity.general.operatingSystem",
                        "16:27 ecs.storefront.capacity.general.instanceTypes[0]",
                        "18:20 ecs.storefront.capacity.general.maxSize",
                        "19:33 ecs.storefront.capacity.general.rootVolume.sizeGib",
                        "20:19 ecs.storefront.capacity.general.agent",
                        "21:28 ecs.storefront.capacity.general.steps.before[0]",
                        "22:9 ecs.storefront.capacity.my_jobs",
                        "23:26 ecs.storefront.capacity.my_jobs.instanceTypes",
                        "24:52 ecs.storefront.defaultCapacityProviderStrategy[0].capacity");
    }
}
