package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code explain}, {@code schema}, {@code config} and {@code preview --show-inputs}. */
class ReferenceCommandsTest {
    @Test
    void explainsAKey() {
        Mullion.Result result = Mullion.plain("explain", "mullion:ecs.services.loadBalancer.priority");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("""
                mullion:ecs.*.services.*.loadBalancer.priority

                    the rule's place among those of the listener, 1 to 50000, each once; with listenerArn

                    type      whole number
                    default   none
                    range     1 to 50000
                    called    AWS::ElasticLoadBalancingV2::ListenerRule Priority
                    example   priority: 10
                    since     0.1.0
                """);
    }

    @Test
    void listsTheSections() {
        Mullion.Result result = Mullion.plain("explain");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("    mullion:network  where instances run: an existing VPC, or a new one\n")
                .contains("    mullion:silence  warnings that somebody has read and accepts\n");
    }

    @Test
    void namesTheNeighbourOfAWrongPath() {
        Mullion.Result result = Mullion.plain("explain", "mullion:network.vpcid");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("mullion:network: unknown key \"vpcid\"; did you mean mullion:network.vpcId?\n");
    }

    @Test
    void writesTheSchemaWhereItIsAsked(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("mullion.schema.json");

        Mullion.Result written = Mullion.plain("schema", "-o", file.toString());
        Mullion.Result printed = Mullion.plain("schema");

        assertThat(written.status()).isZero();
        assertThat(written.out()).isEmpty();
        assertThat(printed.out())
                .startsWith("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n")
                .isEqualTo(Files.readString(file));
    }

    @Test
    void fillsInAndMarksDefaults(@TempDir Path directory) {
        Mullion.Result result = Mullion.in(directory).run("config");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("""
                        # Lines that end in "# default" say what holds where nobody writes it.
                        config:
                          aws:region: eu-west-1
                          mullion:network:
                            availabilityZones:
                              - eu-west-1a
                            interfaceEndpoints: false # default
                            # cidrBlock: 10.0.0.0/16
                            # natGateways: 1
                            # platforms: the stack's own
                            # subnetCidrBlocks: divided from cidrBlock
                          mullion:ecs:
                            storefront:
                              capacity:
                                general:
                                  instanceTypes:
                                    - m6i.large
                        """)
                .contains("          ami: latest # default\n")
                .contains("            enableAwslogsExecutionRoleOverride: true # default\n")
                .contains("          # maxInstanceLifetimeSeconds: none\n");
    }

    @Test
    void aFilledFileMakesTheSame(@TempDir Path directory) {
        Mullion project = Mullion.in(directory);
        Mullion.Result filled = project.run("config");
        Mullion.Result before = project.run("preview", "--format", "json");

        Mullion.Result again = project.stack("dev", filled.out()).run("preview", "--format", "json");

        assertThat(steps(again.out())).isEqualTo(steps(before.out()));
        assertThat(project.run("config").out().replaceAll(" # default\\n", "\n"))
                .isEqualTo(filled.out().replaceAll(" # default\\n", "\n"));
    }

    /** A plan without the configuration that it was made from. */
    private static String steps(String plan) {
        return plan.substring(plan.indexOf("\"steps\""));
    }

    @Test
    void keepsSecretsAndOthersKeysAsTheyAre(@TempDir Path directory) {
        Mullion.Result result = Mullion.in(directory)
                .stack("dev", Mullion.VALID + "  shop:password:\n    secure: v1:abcd:efgh\n  shop:retries: 3\n")
                .run("config");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("  shop:password:\n    secure: v1:abcd:efgh\n  shop:retries: 3\n");
    }

    @Test
    void refusesToFillAProgramInJava(@TempDir Path directory) {
        Mullion.Result result =
                Mullion.in(directory).file("pom.xml", "<project/>").run("config");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "the stack is a program in Java, whose defaults its builders have; mullion preview --show-inputs"
                                + " shows what it makes of them\n");
    }

    @Test
    void showsEveryInput(@TempDir Path directory) {
        Mullion.Result result = Mullion.in(directory).run("preview", "--show-inputs");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("""
                        Previewing update (dev):

                        + pulumi:pulumi:Stack: (create)
                            [urn=urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev]
                        """)
                .contains("            cidrBlock         : \"10.0.0.0/16\"\n            enableDnsHostnames: true\n")
                .contains("            retentionInDays: 30\n")
                .contains("\nResources:\n")
                .doesNotContain("more lines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview --show-inputs --format json", "preview --show-inputs --against plan.json"})
    void showsInputsAsTextAlone(String arguments) {
        Mullion.Result result = Mullion.plain(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("--show-inputs goes with neither --against nor --format json, which has them all\n");
    }
}
