package dev.mullion.diff.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Signature;
import dev.mullion.plan.Step;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanInputTest {
    private static final String URN = "urn:pulumi:dev::shop::";

    @Test
    void equalsWhatIsReadOfTheJson(@TempDir Path folder) throws IOException {
        Plan plan = new Plan(
                new TreeMap<>(Map.of("aws:region", "eu-west-1", "shop:password", "[secret]")),
                List.of(
                        new Step(Operation.CREATE, component()),
                        new Step(Operation.CREATE, everything()),
                        new Step(Operation.IMPORT, plain("imported")),
                        new Step(Operation.READ, plain("read"))),
                List.of(
                        new Diagnostic(Optional.of(URN + "t::n"), "warning: soon\n", Diagnostic.Severity.WARNING),
                        new Diagnostic(Optional.empty(), "error: a\nb\n", Diagnostic.Severity.ERROR)),
                new TreeMap<>(Map.of(Operation.CREATE, 2)));
        Path file = folder.resolve("plan.json");
        try (Writer out = Files.newBufferedWriter(file)) {
            PlanJson.write(plan, out);
        }

        Input embedded = PlanInput.of("HEAD", "shop", "dev", plan);

        assertThat(PlanFile.read(file, "HEAD")).isEqualTo(embedded);
        assertThat(embedded.toString()).doesNotContain("hunter2");
    }

    @Test
    void namesTheStackOfAPlanWithoutSteps() {
        Plan plan = new Plan(new TreeMap<>(), List.of(), List.of(), new TreeMap<>());

        Input.Side side = PlanInput.of("HEAD", "shop", "dev", plan);

        assertThat(side.project()).isEqualTo("shop");
        assertThat(side.stack()).isEqualTo("dev");
        assertThat(side.deployed()).isFalse();
    }

    private static ResourceState component() {
        return new ResourceState(
                URN + "mullion:ecs:EcsWindowsCluster::storefront",
                "mullion:ecs:EcsWindowsCluster",
                false,
                false,
                Optional.empty(),
                PropertyValue.Fields.NONE,
                fields(Map.of("arn", text("${storefront-cluster.arn}"))),
                Optional.of(URN + "pulumi:pulumi:Stack::shop-dev"),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                ResourceState.Options.NONE);
    }

    private static ResourceState everything() {
        PropertyValue asset =
                fields(Map.of(Signature.KEY, text("c44067f5952c0a294b673a41bacd8c17"), "text", text("<h1>")));
        return new ResourceState(
                URN + "mullion:ecs:EcsWindowsCluster$aws:ec2/launchTemplate:LaunchTemplate::node",
                "aws:ec2/launchTemplate:LaunchTemplate",
                true,
                true,
                Optional.of("lt-1"),
                fields(Map.of(
                        "secret",
                        PropertyValue.SECRET,
                        "fingerprint",
                        new PropertyValue.Secret("f52fbd32"),
                        "unknown",
                        PropertyValue.UNKNOWN,
                        "list",
                        new PropertyValue.Items(List.of(
                                new PropertyValue.Numeric(0.1),
                                new PropertyValue.Numeric(1e21),
                                new PropertyValue.Numeric(-7),
                                new PropertyValue.Bool(false),
                                new PropertyValue.Nothing(),
                                PropertyValue.SECRET)),
                        "empty",
                        PropertyValue.Fields.NONE,
                        "text",
                        text("\r\n\t\"\\\u0000\u2028\uD83D\uDE00"),
                        "asset",
                        asset)),
                PropertyValue.Fields.NONE,
                Optional.of(URN + "mullion:ecs:EcsWindowsCluster::storefront"),
                List.of(URN + "t::one", URN + "t::two"),
                new TreeMap<>(Map.of("text", List.of(URN + "t::one"), "list", List.of())),
                Optional.of(URN + "pulumi:providers:aws::west::${west.id}"),
                new ResourceState.Options(
                        true,
                        true,
                        true,
                        List.of("a"),
                        List.of("b"),
                        List.of("c"),
                        List.of(URN + "t::one"),
                        Optional.of(PropertyValue.SECRET),
                        List.of("e"),
                        List.of(URN + "t::before"),
                        new TreeMap<>(Map.of("create", 600.0, "delete", 0.5)),
                        Optional.of("lt-1"),
                        Optional.of(URN + "t::two"),
                        Optional.of("6.83.0")));
    }

    private static ResourceState plain(String name) {
        return new ResourceState(
                URN + "t::" + name,
                "t",
                true,
                false,
                Optional.empty(),
                PropertyValue.Fields.NONE,
                PropertyValue.Fields.NONE,
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                ResourceState.Options.NONE);
    }

    private static PropertyValue text(String text) {
        return new PropertyValue.Text(text);
    }

    private static PropertyValue.Fields fields(Map<String, PropertyValue> fields) {
        return new PropertyValue.Fields(new TreeMap<>(fields));
    }
}
