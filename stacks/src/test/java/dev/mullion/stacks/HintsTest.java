package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is answered by what to write instead. */
class HintsTest {
    private static final String NETWORK = """
            config:
              aws:region: eu-west-1
              mullion:network:
                availabilityZones: [eu-west-1a, eu-west-1b]
            """;

    private static final String CLUSTER = NETWORK + """
              mullion:ecs:
                storefront:
                  capacity:
                    general:
                      instanceTypes: [m6i.large]
            """;

    private static final String SERVICE = CLUSTER + """
                  services:
                    web:
                      containers:
                        app: {image: 'r/app:ltsc2022', cpu: 256, memoryMib: 512}
            """;

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void makeProject() throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), "name: shop\nruntime: java\n");
    }

    private StackProgram program(String stack) throws IOException {
        Files.writeString(directory.resolve("Pulumi.dev.yaml"), stack);
        return StackProgram.of(StackConfig.load(directory, "dev", Optional.empty()), directory);
    }

    private void assertRefused(String stack, String... lines) {
        assertThatThrownBy(() -> program(stack))
                .isInstanceOf(SpecException.class)
                .satisfies(
                        thrown -> assertThat(String.valueOf(thrown.getMessage()).replace(directory + "/", ""))
                                .isEqualTo(String.join("\n", lines)));
    }

    @Test
    void aCapacityWithoutItsNameIsRecognised() {
        assertRefused(
                NETWORK + """
                          mullion:ecs:
                            storefront:
                              capacity:
                                instanceTypes: [m6i.large]
                                maxSize: 3
                                rootVolume: {sizeGib: 200}
                                minSize: 1
                        """,
                "Pulumi.dev.yaml:8:9: mullion:ecs.storefront.capacity: has the keys of one entry where each entry has a name;"
                        + " put a name of your own above them, such as main: {instanceTypes: [...], maxSize: ...,"
                        + " rootVolume: {...}, ...}");
    }

    @Test
    void soIsAServiceAndACluster() {
        assertRefused(
                CLUSTER + """
                              services:
                                cpu: 256
                                containers:
                                  app: {image: 'r/app:ltsc2022', cpu: 256, memoryMib: 512}
                        """,
                "Pulumi.dev.yaml:11:9: mullion:ecs.storefront.services: has the keys of one entry where each entry has a name;"
                        + " put a name of your own above them, such as main: {cpu: ..., containers: {...}}");
        assertRefused(
                NETWORK + """
                          mullion:ecs:
                            capacity:
                              general: {instanceTypes: [m6i.large]}
                        """,
                "Pulumi.dev.yaml:6:5: mullion:ecs: has the keys of one entry where each entry has a name;"
                        + " put a name of your own above them, such as main: {capacity: {...}}");
    }

    @Test
    void anEntryThatIsCalledLikeAKeyIsAnEntry() throws IOException {
        assertThat(program(CLUSTER.replace("general:", "tags:")).warnings()).isEmpty();
        assertThat(program(CLUSTER.replace("storefront:", "capacity:")).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "portMappings: 80, 80, [{containerPort: ...}]",
        "mountPoints: data, '\"data\"', '[{sourceVolume: ..., containerPath: ...}]'",
        "dependsOn: db, '\"db\"', [{container: ...}]",
    })
    void aScalarForAListOfMapsIsAnsweredByTheShapeOfAnEntry(String written, String got, String shape) {
        int colon = written.indexOf(':');
        String key = written.substring(0, colon);
        assertRefused(
                SERVICE.replace("memoryMib: 512", "memoryMib: 512, " + written),
                "Pulumi.dev.yaml:13:" + (72 + colon) + ": mullion:ecs.storefront.services.web.containers.app." + key
                        + ": got " + got + "; use a list of maps: " + shape);
    }

    @ParameterizedTest
    @CsvSource({
        "networkMode, awsvcp, did you mean awsvpc?",
        "networkMode, overlay, use awsvpc or default",
        "launchType, FARGAT, did you mean FARGATE?",
        "schedulingStrategy, Daemon, did you mean DAEMON?",
        "schedulingStrategy, often, use REPLICA or DAEMON",
        "operatingSystem, WINDOWS_SERVER_2022_COR, did you mean WINDOWS_SERVER_2022_CORE?",
    })
    void aSlipInAWordIsAnsweredByItsNeighbour(String key, String written, String hint) {
        assertRefused(
                SERVICE.replace("        containers:", "        " + key + ": " + written + "\n          containers:")
                        .replace("          " + key, "          " + key),
                "Pulumi.dev.yaml:12:" + (13 + key.length()) + ": mullion:ecs.storefront.services.web." + key
                        + ": got \"" + written + "\"; " + hint);
    }

    @Test
    void atMostTenKeysAreListed() {
        assertRefused(
                CLUSTER + "          frobnicate: 1\n",
                "Pulumi.dev.yaml:10:11: mullion:ecs.storefront.capacity.general: unknown key \"frobnicate\"; use agent,"
                        + " managedScaling, gmsa, domainJoin, warmPool, replaceUnregisteredAfterSeconds, managedPolicyArns,"
                        + " tags, managedDraining, managedTerminationProtection or one of 20 more");
    }

    @Test
    void aSectionWithoutItsNamespaceIsNamed() {
        assertRefused(
                CLUSTER.replace("mullion:", ""),
                "Pulumi.dev.yaml:3:3: \"network\" is no section of Mullion's and is not read; write mullion:network below"
                        + " config:",
                "Pulumi.dev.yaml:5:3: \"ecs\" is no section of Mullion's and is not read; write mullion:ecs below config:");
        assertRefused(
                "ecs: {storefront: {}}\n",
                "Pulumi.dev.yaml:1:1: \"ecs\" is no section of Mullion's and is not read; write mullion:ecs below config:");
    }

    @Test
    void whatIsTheUsersOwnStays() throws IOException {
        assertThat(program(CLUSTER + "  ecs: {own: 1}\n  mine: {own: 1}\n").warnings())
                .isEmpty();
    }

    @Test
    void aRegionThatNobodyKnowsIsRefusedUnlessThatIsSilenced() throws IOException {
        String unknown = CLUSTER.replace("eu-west-1", "eu-west-9");

        assertRefused(
                unknown,
                "Pulumi.dev.yaml:2:15: aws:region: got \"eu-west-9\", which is no region that this version of Mullion knows;"
                        + " did you mean eu-west-1? (or silence EC2010)");
        assertRefused(
                CLUSTER.replace("eu-west-1", "moon-base-1"),
                "Pulumi.dev.yaml:2:15: aws:region: got \"moon-base-1\", which is no region that this version of Mullion knows"
                        + " (or silence EC2010)");
        assertThat(program(unknown + "  mullion:silence: [{id: EC2010, reason: it opened today}]\n")
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"eu-west-9", "us-gov-west-1", "ap-southeast-7", "mx-central-1", "eusc-de-east-1", "cn-north-1"})
    void regionsOfAllPartitionsAreKnown(String region) {
        assertThat(dev.mullion.aws.Region.isKnown(region)).isEqualTo(!region.equals("eu-west-9"));
    }

    @Test
    void aCertificateOfAnotherRegionIsRefused() throws IOException {
        String balanced = SERVICE + """
                          loadBalancer:
                            container: app
                            containerPort: 80
                            certificateArn: arn:aws:acm:us-east-1:123456789012:certificate/12345678
                """;
        String served = balanced.replace("memoryMib: 512", "memoryMib: 512, portMappings: [{containerPort: 80}]");

        assertRefused(
                served,
                "Pulumi.dev.yaml:17:29: mullion:ecs.storefront.services.web.loadBalancer.certificateArn: got"
                        + " \"arn:aws:acm:us-east-1:123456789012:certificate/12345678\"; use a certificate of eu-west-1,"
                        + " which is this stack's aws:region: a load balancer takes those of its own region alone");
        assertThat(program(served.replace("us-east-1", "eu-west-1")).warnings()).isEmpty();
        assertThat(program(served.replace(
                                "acm:us-east-1:123456789012:certificate/", "iam::123456789012:server-certificate/"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void aFileOfTheOtherExtensionIsNamed() throws IOException {
        Files.writeString(directory.resolve("Pulumi.dev.yml"), CLUSTER);

        assertThatThrownBy(() -> StackConfig.load(directory, "dev", Optional.empty()))
                .hasMessage(
                        directory.resolve("Pulumi.dev.yaml")
                                + ": does not exist; rename Pulumi.dev.yml to it: a stack's file has the extension of Pulumi.yaml");
        Files.writeString(directory.resolve("Pulumi.yml"), "name: shop\n");
        assertThat(program(CLUSTER).warnings().stream().map(Warning::toString))
                .containsExactlyElementsOf(List.of(
                        "warning CFG004: " + directory.resolve("Pulumi.dev.yml")
                                + " is not read, since there is one of the extension .yaml beside it; remove one of the"
                                + " two",
                        "warning CFG004: " + directory.resolve("Pulumi.yml")
                                + " is not read, since there is one of the extension .yaml beside it; remove one of the"
                                + " two"));
    }
}
