package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.reference.Explanation;
import dev.mullion.core.reference.Reference;
import dev.mullion.core.reference.ReferencePage;
import dev.mullion.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of each key of a stack file. */
class ReferenceTest {
    private static final Reference REFERENCE = StackFileReference.read();

    @Test
    void isADocument() {
        Golden.matches(StackFiles.ROOT.resolve("docs/reference.md"), ReferencePage.of(REFERENCE));
    }

    @Test
    void saysOfEachKeyWhatItIsAndGivesAnExample() {
        List<String> silent = new ArrayList<>();
        REFERENCE.forEach((path, key) -> {
            if (key.text().text().isBlank() || key.example().isEmpty()) {
                silent.add(path);
            }
        });

        assertThat(silent).isEmpty();
    }

    @Test
    void findsEachKeyByItsPathWithNamesAndWithout() {
        List<String> lost = new ArrayList<>();
        REFERENCE.forEach((path, key) -> {
            for (String written : List.of(
                    path,
                    path.substring("mullion:".length()),
                    path.replace(".*", ".my-name").replace("[*]", "[3]"),
                    path.replace(".*", "").replace("[*]", ""))) {
                Reference.Found found = REFERENCE.find(written);
                if (!found.path().equals(path) || !found.key().equals(key)) {
                    lost.add(written + " leads to " + found.path());
                }
            }
        });

        assertThat(lost).isEmpty();
    }

    @Test
    void explainsAKey() {
        assertThat(Explanation.of(REFERENCE.find("mullion:ecs.services.loadBalancer.healthCheckIntervalSeconds")))
                .isEqualTo("""
                        mullion:ecs.*.services.*.loadBalancer.healthCheckIntervalSeconds

                            how often the path is asked, 5 to 300; 30 when not given

                            type      whole number, seconds
                            default   30
                            range     5 to 300
                            called    AWS::ElasticLoadBalancingV2::TargetGroup HealthCheckIntervalSeconds
                            example   healthCheckIntervalSeconds: 15
                            since     0.1.0
                        """);
    }

    @Test
    void explainsASectionByItsKeysOneALine() {
        assertThat(Explanation.of(REFERENCE.find("mullion:silence"))).isEqualTo("""
                mullion:silence

                    warnings that somebody has read and accepts

                    type      list of maps of the keys below
                    default   none
                    example   silence: [{id: EC2002, path: ecs.storefront.general, reason: a test stack}]
                    since     0.1.0

                    A warning that a user has read and accepts.

                        mullion:silence:
                          - id: ECS012
                            path: storefront.services.worker
                            reason: the worker is drained by hand

                Keys, each explained by its own path:

                    id      the warning's id
                    path    covers warnings at this path and below it; mullion: and keys may be left out ...
                    reason  why the warning is fine here; required
                """);
    }

    @Test
    void explainsAnEntryOfAMap() {
        assertThat(Explanation.of(REFERENCE.find("mullion:tags.Team"))).isEqualTo("""
                mullion:tags.*

                    tags on everything that takes tags, beside those that Mullion gives; at most 45

                    type     text, or {stack, output} of another stack
                    called   tags of every resource
                    since    0.1.0
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mullion:esc | unknown key "mullion:esc"; did you mean mullion:ecs?
            kubernetes | unknown key "mullion:kubernetes"; use mullion:tags, mullion:network, mullion:ecs, mullion:eks, mullion:hosts, mullion:mesh, mullion:names, mullion:silence or mullion:diff
            mullion:ecs.services.loadBalancr | mullion:ecs.*.services.*: unknown key "loadBalancr"; did you mean mullion:ecs.*.services.*.loadBalancer?
            mullion:ecs.shop.loadBalancer | mullion:ecs.*: unknown key "loadBalancer"; did you mean mullion:ecs.*.services.*.loadBalancer?
            ecs.services.containers.memory | mullion:ecs.*.services.*.containers.*.memory: is called memoryMib here; use that
            mullion:network.vpcId.name | mullion:network.vpcId: got "mullion:network.vpcId.name"; there are no keys below mullion:network.vpcId
            mullion:network. | got the path "mullion:network."; use keys with dots between them, such as mullion:ecs.*.services.*.loadBalancer
            """)
    void namesTheNearestNeighbourOfAWrongPath(String path, String message) {
        assertThatThrownBy(() -> REFERENCE.find(path)).hasMessage(message);
    }
}
