package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.plan.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ManyResourcesTest {
    private static final int MANY = 10_000;

    @Test
    void tenThousandOnEachSideOfWhichSomeDiffer() {
        Comparison comparison = Stack.compare(stack(0), stack(1));

        assertThat(comparison.counts())
                .containsExactly(Map.entry("same", MANY - MANY / 100 + 1), Map.entry("update", MANY / 100));
    }

    @Test
    void tenThousandNewOnes() {
        Comparison comparison = Stack.compare(new Stack(), stack(0));

        assertThat(comparison.count(Operation.CREATE)).isEqualTo(MANY);
        assertThat(comparison.masks()).isEmpty();
    }

    @Test
    @Tag("adversary")
    void manySourcesOfOneRuleAreComparedWithoutAWalkOverAllOfThem() {
        assertThat(Told.update(
                        "aws:ec2/securityGroup:SecurityGroup",
                        Map.of(
                                "ingress",
                                List.of(Map.of(
                                        "protocol", "tcp", "fromPort", 1, "toPort", 1, "cidrBlocks", blocks(0)))),
                        Map.of(
                                "ingress",
                                List.of(Map.of(
                                        "protocol", "tcp", "fromPort", 1, "toPort", 1, "cidrBlocks", blocks(64))))))
                .hasSize(51)
                .startsWith("WARNING security-group-opens it opens tcp 1 to 64.0.0.0/24")
                .endsWith("WARNING security-group-opens it opens 9950 times more");
    }

    @Test
    @Tag("adversary")
    void manyGroupsOfAnAccessEntryAreCounted() {
        assertThat(Told.update(
                        "aws:eks/accessEntry:AccessEntry",
                        Map.of("principalArn", "a", "kubernetesGroups", blocks(0)),
                        Map.of("principalArn", "a", "kubernetesGroups", blocks(1))))
                .singleElement()
                .asString()
                .startsWith("WARNING access-widens a gets the Kubernetes groups 1.0.0.0/24, ")
                .endsWith(" and 9950 more");
    }

    private static List<String> blocks(int first) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> first + "." + i / 256 + "." + i % 256 + ".0/24")
                .toList();
    }

    private static Stack stack(int version) {
        Stack stack = new Stack();
        for (int i = 0; i < MANY; i++) {
            int own = i % 100 == 0 ? version : 0;
            String script = "<powershell>\nWrite-Host 'host " + i + "'\n" + "# a line of a script\n".repeat(40)
                    + "$v = " + own + "\n</powershell>\n";
            stack.with(
                    "aws:ec2/launchTemplate:LaunchTemplate",
                    "template-" + i,
                    "userData",
                    Encoded.base64(script),
                    "tags",
                    Map.of("Name", "host " + i));
        }
        return stack;
    }
}
