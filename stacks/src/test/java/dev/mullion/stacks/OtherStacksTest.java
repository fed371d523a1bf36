package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.Given;
import dev.mullion.core.config.OtherStacks;
import dev.mullion.core.config.StackOutput;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.Step;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.testkit.config.Project;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that other stacks give. */
class OtherStacksTest {
    /** What {@code pulumi up} of the network's stack leaves, beside outputs of a program of somebody's own. */
    private static final Map<String, Object> OUTPUTS = Map.of(
            "vpcId",
            "vpc-0a1b2c3d4e5f60718",
            "subnetIds",
            List.of("subnet-0123456789abcdef0", "subnet-0fedcba9876543210"),
            "roles",
            Map.of("web", "arn:aws:iam::123456789012:role/web"),
            "a.b",
            "vpc-0fedcba9876543210",
            "name",
            "shop",
            "zones",
            2.0,
            "mixed",
            List.of("a", 1.0),
            "tokenArn",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token-AbCdEf",
            "token",
            Given.SECRET);

    private static final OtherStacks NETWORK = output -> {
        if (!output.stack().equals("acme/network/dev")) {
            throw new OtherStacks.UnreadableStackException(
                    "reads " + output + ", and Pulumi could not read that stack: unknown stack");
        }
        return output.in(OUTPUTS);
    };

    private static final StackFile SHOP = StackFile.of("""
            config:
              aws:region: eu-west-1
              mullion:network:
                vpcId: {stack: acme/network/dev, output: vpcId}
                subnetIds: {stack: acme/network/dev, output: subnetIds}
              mullion:ecs:
                shop:
                  capacity: {web: {instanceTypes: [m6i.large]}}
                  services:
                    front:
                      taskRoleArn: {stack: acme/network/dev, output: roles.web}
                      containers:
                        app:
                          image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
                          cpu: 1024
                          memoryMib: 2048
                          environment: {HOME: {stack: acme/network/dev, output: vpcId}}
                          secrets: {TOKEN: {stack: acme/network/dev, output: tokenArn}}
            """);

    @Test
    void areSymbolsWhereNobodyReadsThem() {
        Plan plan = plan(SHOP, OtherStacks.UNREAD);

        assertThat(inputs(plan, "shop-front-security-group").get("vpcId"))
                .isEqualTo(new PropertyValue.Text("${acme/network/dev.vpcId}"));
        assertThat(inputs(plan, "shop-web-auto-scaling-group").get("vpcZoneIdentifiers"))
                .isEqualTo(new PropertyValue.Items(List.of(
                        new PropertyValue.Text("${acme/network/dev.subnetIds[0]}"),
                        new PropertyValue.Text("${acme/network/dev.subnetIds[1...]}"))));
        assertThat(inputs(plan, "acme/network/dev")).containsKey("name");
        assertThat(String.valueOf(inputs(plan, "shop-front-execution-policy").get("policy")))
                .contains("\"Resource\":\"${acme/network/dev.tokenArn}\"")
                .doesNotContain("000000000000");
        assertThat(String.valueOf(inputs(plan, "shop-front-task-definition").get("containerDefinitions")))
                .contains("\"valueFrom\":\"${acme/network/dev.tokenArn}\"");
    }

    @Test
    void areTheirValuesWherePulumiReadsThem() {
        Plan plan = plan(SHOP, NETWORK);

        assertThat(inputs(plan, "shop-front-security-group").get("vpcId"))
                .isEqualTo(new PropertyValue.Text("vpc-0a1b2c3d4e5f60718"));
        assertThat(inputs(plan, "shop-front-task-definition").get("taskRoleArn"))
                .isEqualTo(new PropertyValue.Text("arn:aws:iam::123456789012:role/web"));
        assertThat(program(SHOP, NETWORK).forecasts())
                .extracting(ForecastTable::title)
                .containsExactly("Tasks that fit");
    }

    @Test
    void areToldWithWhatWasNotChecked() {
        assertThat(program(SHOP, OtherStacks.UNREAD).forecasts().get(1).text()).isEqualTo("""

                Values of other stacks, which pulumi preview reads and checks:
                    Key                                                              Stack             Output     Not checked here
                    mullion:ecs.shop.services.front.taskRoleArn                      acme/network/dev  roles.web  use a role's ARN, such as arn:aws:iam::123456789012:role/web
                    mullion:ecs.shop.services.front.containers.app.environment.HOME  acme/network/dev  vpcId
                    mullion:ecs.shop.services.front.containers.app.secrets.TOKEN     acme/network/dev  tokenArn
                    mullion:network.vpcId                                            acme/network/dev  vpcId      use a VPC's id, such as vpc-0a1b2c3d4e5f60718
                    mullion:network.subnetIds                                        acme/network/dev  subnetIds  use a subnet's id, such as subnet-0123456789abcdef0
                """);
    }

    /** What is wrong beside a value that nobody knows yet is told at once. */
    @Test
    void hideNoOtherProblem() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    vpcId: {stack: acme/network/dev, output: vpcId}
                    subnetIds: {stack: acme/network/dev, output: subnetIds}
                    natGateways: 2
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m7g.large]}}}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:6:18: mullion:network.natGateways: got 2; leave it out: it belongs to a new VPC, and vpcId"
                                + " names an existing one",
                        "Pulumi.dev.yaml:7:57: mullion:ecs.shop.capacity.web.instanceTypes[0]: got \"m7g.large\"; use an x86_64"
                                + " instance type: Windows Server does not run on Graviton (arm64)");
    }

    /** One output that is named twice is one value, whatever it will be. */
    @Test
    void areRefusedWhereOneMayNotStandTwice() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:eks:
                    shop: {existing: true, name: {stack: acme/clusters/dev, output: eksClusters.shop.name}}
                    tax: {existing: true, name: {stack: acme/clusters/dev, output: eksClusters.tax.name}}
                    web: {existing: true, name: {stack: acme/clusters/dev, output: eksClusters.shop.name}}
                  mullion:network:
                    vpcId: {stack: acme/network/dev, output: vpcId}
                    subnetIds: [{stack: acme/network/dev, output: 'subnetIds[0]'}, {stack: acme/network/dev, output: 'subnetIds[0]'}]
                  mullion:mesh: {profile: ambient, namespaces: [shop]}
                """);

        assertThat(file.problems())
                .contains(
                        "Pulumi.dev.yaml:6:33: mullion:eks.web.name: got \"${acme/clusters/dev.eksClusters.shop.name}\"; use another"
                                + " name: that of the EKS cluster shop",
                        "Pulumi.dev.yaml:9:68: mullion:network.subnetIds[1]: got \"${acme/network/dev.subnetIds[0]}\"; name each"
                                + " subnet once");
    }

    /** Each stands at line 3, column 12 or 16. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{stack: acme/network/dev} | has no output that is text; a value of another stack is {stack: organization/project/stack, output: name}",
                "{output: vpcId} | has no stack that is text; a value of another stack is {stack: organization/project/stack, output: name}",
                "{stack: acme/network/dev, output: [vpcId]} | has no output that is text; a value of another stack is {stack: organization/project/stack, output: name}",
                "{stack: acme/network/dev, outputs: vpcId} | got the key \"outputs\"; a value of another stack is {stack: organization/project/stack, output: name}",
                "{stack: network/dev, output: vpcId} | got the stack \"network/dev\"; use its full name, such as acme/network/live (organization/network/live where states are in a bucket or a folder)",
                "{stack: acme/network/dev, output: 'vpc id'} | got the output \"vpc id\"; use the name of an output, or of a part of it, such as kubeconfigs.shop or subnetIds[0]",
                "{stack: acme/network/dev, output: vpcID} | reads the output vpcID of the stack acme/network/dev, which has no such output; pulumi stack output -s acme/network/dev lists those that it has",
                "{stack: acme/network/dev, output: roles.api} | reads the output roles.api of the stack acme/network/dev, which has no such output; pulumi stack output -s acme/network/dev lists those that it has",
                "{stack: acme/network/dev, output: 'subnetIds[2]'} | reads the output subnetIds[2] of the stack acme/network/dev, which has no such output; pulumi stack output -s acme/network/dev lists those that it has",
                "{stack: acme/network/dev, output: zones} | reads the output zones of the stack acme/network/dev, which is a number; use text",
                "{stack: acme/network/dev, output: roles} | reads the output roles of the stack acme/network/dev, which is a map; use text",
                "{stack: acme/network/dev, output: subnetIds} | reads the output subnetIds of the stack acme/network/dev, which is a list; use text: such as subnetIds[0]",
                "{stack: acme/network/dev, output: token} | reads the output token of the stack acme/network/dev, which is a secret, and this key takes none: its value would be shown in previews; keep it in Secrets Manager, and give its ARN",
                "{stack: acme/network/dev, output: name} | got \"shop\"; use a VPC's id, such as vpc-0a1b2c3d4e5f60718",
                "{stack: acme/networks/dev, output: vpcId} | reads the output vpcId of the stack acme/networks/dev, and Pulumi could not read that stack: unknown stack",
                "{stack: organization/shop/dev, output: vpcId} | reads an output of its own stack, organization/shop/dev, which is there only after it is deployed; name another stack",
            })
    void areRefused(String value, String message) {
        assertThat(problems("vpcId: " + value + "\n    subnetIds: [subnet-0123456789abcdef0]"))
                .containsExactly("Pulumi.dev.yaml:4:12: mullion:network.vpcId: " + message);
    }

    @Test
    void areRefusedInPlaceOfAList() {
        assertThat(problems("vpcId: vpc-0a1b2c3d4e5f60718\n    subnetIds: {stack: acme/network/dev, output: vpcId}"))
                .containsExactly("Pulumi.dev.yaml:5:16: mullion:network.subnetIds: reads the output vpcId of the stack"
                        + " acme/network/dev, which is a text; use a list");
        assertThat(problems("vpcId: vpc-0a1b2c3d4e5f60718\n    subnetIds: {stack: acme/network/dev, output: mixed}"))
                .containsExactly("Pulumi.dev.yaml:5:16: mullion:network.subnetIds: reads the output mixed of the stack"
                        + " acme/network/dev, which is a list that holds something else than texts; use a list: such as"
                        + " mixed[0]");
    }

    /** An output that is called so comes before a part of one. */
    @Test
    void areFoundByTheirWholeName() {
        assertThat(new StackOutput("acme/network/dev", "a.b").in(OUTPUTS))
                .isEqualTo(Optional.of("vpc-0fedcba9876543210"));
    }

    @Test
    void areRefusedWhereTheyDecide() {
        assertThat(StackFile.capacity("instanceTypes: {stack: acme/network/dev, output: types}")
                        .problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:26: mullion:ecs.shop.capacity.web.instanceTypes: takes no value of another"
                                + " stack, since it decides what there is to deploy; use a list");
    }

    /** What the stack of a network alone gives is what its readers want. */
    @Test
    void areWhatTheStackOfANewNetworkExports() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    availabilityZones: [eu-west-1a, eu-west-1b]
                    natGateways: 0
                    interfaceEndpoints: true
                    platforms: [ecs]
                  mullion:silence: [{id: EC2050, reason: images come from ECR}]
                """);

        Plan plan = plan(file, OtherStacks.UNREAD);

        Map<String, PropertyValue> exports =
                plan.steps().get(0).newState().outputs().values();
        assertThat(exports).containsOnlyKeys("publicSubnetIds", "scripts", "subnetIds", "vpcId");
        assertThat(exports.get("vpcId")).isEqualTo(new PropertyValue.Text("${network-vpc.id}"));
        assertThat(exports.get("subnetIds"))
                .isEqualTo(new PropertyValue.Items(List.of(
                        new PropertyValue.Text("${network-private-eu-west-1a.id}"),
                        new PropertyValue.Text("${network-private-eu-west-1b.id}"))));
        assertThat(plan.steps())
                .extracting(step -> step.urn().replaceFirst(".*::", ""))
                .contains("network-endpoint-ecs-agent")
                .doesNotContain("network-endpoint-eks");
    }

    /** A mesh in the cluster of another stack, which gets no nodes here. */
    @Test
    void nameTheClusterOfAMesh() {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:eks:
                    shop: {existing: true, name: {stack: acme/clusters/dev, output: eksClusters.shop.name}}
                  mullion:mesh: {profile: ambient, namespaces: [shop]}
                """);

        assertThat(plan(file, OtherStacks.UNREAD).steps())
                .extracting(step -> step.urn().replaceFirst(".*::", ""))
                .containsExactly(
                        "shop-dev",
                        "acme/clusters/dev",
                        "shop",
                        "shop-kubernetes",
                        "mesh",
                        "mesh-system-namespace",
                        "mesh-istio-base",
                        "mesh-istiod",
                        "mesh-istio-cni",
                        "mesh-ztunnel",
                        "mesh-shop-namespace");
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void aClusterWithoutNodesAndMeshIsNothingToMake() {
        assertThat(StackFile.of("""
                        config:
                          aws:region: eu-west-1
                          mullion:eks: {shop: {existing: true}}
                        """).problems())
                .containsExactly(
                        "Pulumi.dev.yaml:3:17: mullion:eks.shop.windowsNodePools: names no pool; use at least one, such"
                                + " as iis: {instanceTypes: [m6i.xlarge]}: a cluster that exists does without them for a mesh alone"
                                + " (mullion:mesh)");
    }

    /** By symbols that are alike a change of a role or of a VPC would be none. */
    @ParameterizedTest
    @Tag("adversary")
    @CsvSource(delimiter = '|', textBlock = """
            {stack: acme/network/dev, output: a.subnetIds} | {stack: acme/network/dev.a, output: subnetIds}
            {stack: acme/network/dev, output: subnetIds} | [{stack: acme/network/dev, output: 'subnetIds[0]'}, {stack: acme/network/dev, output: 'subnetIds[1]'}]
            """)
    void whatIsReadElsewhereHasAnotherSymbol(String before, String after) {
        assertThat(subnets(before)).hasSize(2).isNotEqualTo(subnets(after));
    }

    /** Nor does what stands in a program for the ARN of one secret stand for that of another. */
    @Test
    @Tag("adversary")
    void aSecretThatIsReadElsewhereHasAnotherSymbol() {
        String both = text(SHOP).replace("{TOKEN:", "{OTHER: {stack: acme/network/dev, output: 'a:b'}, TOKEN:");

        assertThat(String.valueOf(inputs(
                                plan(StackFile.of(both.replace("tokenArn", "a-b")), OtherStacks.UNREAD),
                                "shop-front-task-definition")
                        .get("containerDefinitions")))
                .contains("\"valueFrom\":\"${acme/network/dev.a-b}\"")
                .contains("\"valueFrom\":\"${acme/network/dev.a:b}\"");
    }

    private static String text(StackFile file) {
        return new String(
                Objects.requireNonNull(file.project().files().get("Pulumi.dev.yaml")), StandardCharsets.UTF_8);
    }

    private static List<PropertyValue> subnets(String written) {
        StackFile file = StackFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: %s}
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}
                """.formatted(written));
        return ((PropertyValue.Items)
                        Objects.requireNonNull(inputs(plan(file, OtherStacks.UNREAD), "shop-web-auto-scaling-group")
                                .get("vpcZoneIdentifiers")))
                .values();
    }

    private static List<String> problems(String network) {
        String file = """
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    %s
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}
                """;
        Project project = StackFile.of(file.formatted(network)).project();
        return project.problems(
                directory -> StackProgram.of(project.config(directory).reading(NETWORK), directory));
    }

    private static StackProgram program(StackFile file, OtherStacks others) {
        return file.project()
                .inDirectory(directory ->
                        StackProgram.of(file.project().config(directory).reading(others), directory));
    }

    private static Plan plan(StackFile file, OtherStacks others) {
        StackProgram program = program(file, others);
        return PreviewEngine.preview(program.input(), program);
    }

    private static Map<String, PropertyValue> inputs(Plan plan, String name) {
        return plan.steps().stream()
                .filter(step -> step.urn().endsWith("::" + name))
                .findFirst()
                .map(Step::newState)
                .orElseThrow()
                .inputs()
                .values();
    }
}
