package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of changes to the EKS cluster of the examples, from its stack file on. */
class EksDiffTest {
    private static final Path EXAMPLE = Path.of("../../examples/06-eks-windows/Pulumi.dev.yaml");

    /** A key of the example, on one line, to what a reviewer should hear of. */
    private static final String[][] CHANGES = {
        {"publicAccessCidrs: [203.0.113.0/24]", "publicAccessCidrs: [203.0.113.0/25, 198.51.100.0/24]"},
        {"enabledClusterLogTypes: [audit, authenticator]", "enabledClusterLogTypes: [authenticator]"},
        {"role/platform\"]", "role/platform\", \"arn:aws:iam::123456789012:role/contractor\"]"},
        {"windowsIpam: {prefixDelegation: true}", "windowsIpam: {prefixDelegation: false}"},
        {"instanceTypes: [m6i.2xlarge, m5.2xlarge]", "instanceTypes: [m6i.4xlarge]"},
        {"kubelet: {maxPods: 60}", "kubelet: {maxPods: 20}"},
        {", \"team=batch:NoSchedule\"]", "]"},
    };

    @TempDir
    private Path directory = Path.of("");

    private static String example() throws IOException {
        return Files.readString(EXAMPLE);
    }

    private static String changed() throws IOException {
        String text = example();
        for (String[] change : CHANGES) {
            assertThat(text).containsOnlyOnce(change[0]);
            text = text.replace(change[0], change[1]);
        }
        return text;
    }

    private String plan(String name, String config) {
        Path file = directory.resolve(name);
        Mullion.Result result =
                Mullion.in(directory).stack("dev", config).run("preview", "--format", "json", "-o", file.toString());
        assertThat(result.status()).as(result.err()).isZero();
        return file.toString();
    }

    private String report(String format) throws IOException {
        String before = plan("before.json", example());
        String after = plan("after.json", changed());
        return new Mullion(directory)
                .run("diff", before, after, "--format", format)
                .out();
    }

    @ParameterizedTest
    @CsvSource({"text, report.txt", "markdown, report.md", "json, report.json"})
    void reportIsWhatAReviewerShouldRead(String format, String file) throws IOException {
        new Golden("Diff", "eks-windows").matches(file, report(format));
    }

    @Test
    void pageSaysTheSame() throws IOException {
        assertThat(report("html"))
                .contains(
                        "node group shop-iis-node-group is replaced for its instanceTypes: its nodes (0 to 8) are drained and"
                                + " end, and new ones start",
                        "user data of shop-batch-launch-template changed: node group shop-batch-node-group replaces 0 to 4"
                                + " nodes one after another now");
    }

    @Test
    void sameStackInAnotherOrderIsNoChange() throws IOException {
        String before = plan("before.json", example());
        String after = plan(
                "after.json",
                example()
                        .replace("[audit, authenticator]", "[authenticator, audit]")
                        .replace("203.0.113.0/24]", "203.0.113.0/24]  # the office"));

        assertThat(new Mullion(directory).run("diff", before, after).out()).doesNotContain("DANGER", "WARNING");
    }
}
