package dev.mullion.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.ec2.Ec2Functions;
import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ec2.inputs.GetSubnetsArgs;
import com.pulumi.aws.ec2.inputs.GetSubnetsFilterArgs;
import com.pulumi.aws.ec2.inputs.GetVpcArgs;
import com.pulumi.aws.eks.Cluster;
import com.pulumi.aws.eks.ClusterArgs;
import com.pulumi.aws.eks.inputs.ClusterVpcConfigArgs;
import com.pulumi.aws.inputs.GetRegionArgs;
import com.pulumi.aws.rds.RdsFunctions;
import com.pulumi.aws.rds.inputs.GetClusterArgs;
import com.pulumi.aws.ssm.SsmFunctions;
import com.pulumi.aws.ssm.inputs.GetParameterPlainArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import dev.mullion.preview.engine.StackInput;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PreviewEngineTest {
    private static final StackInput DEV = StackInput.of("sample", "dev");
    private static final String URN = "urn:pulumi:dev::sample::";

    @AfterEach
    void leavesNothingBehind() {
        assertThatThrownBy(Deployment::getInstance).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsTheOrderOfTheProgram() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            vpc("z");
            Vpc parent = vpc("m");
            vpc("a");
            subnet("late", parent, vpc("last").id());
        });

        assertThat(plan.steps())
                .extracting(step -> step.newState().name())
                .containsExactly("sample-dev", "z", "m", "a", "last", "late");
    }

    @RepeatedTest(20)
    void putsWhatCallbacksMakeLastWithParentsFirst() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            var made = vpc("first").arn().applyValue(arn -> {
                Vpc inner = vpc("inner");
                subnet("below", inner, inner.id());
                return vpc("also").urn();
            });
            context.export("made", made.apply(urn -> urn));
            vpc("second");
        });

        assertThat(plan.steps())
                .extracting(step -> step.newState().name())
                .containsExactly("sample-dev", "first", "second", "also", "inner", "below");
    }

    @Test
    void tracksDependenciesThroughOutputs() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Vpc vpc = vpc("net");
            new Subnet(
                    "a",
                    SubnetArgs.builder()
                            .vpcId(vpc.arn().applyValue(arn -> arn + "!"))
                            .build());
        });

        ResourceState subnet = state(plan, "a");
        assertThat(subnet.dependencies()).containsExactly(URN + "aws:ec2/vpc:Vpc::net");
        assertThat(subnet.propertyDependencies()).containsEntry("vpcId", List.of(URN + "aws:ec2/vpc:Vpc::net"));
        assertThat(input(subnet, "vpcId")).isEqualTo(new PropertyValue.Text("${net.arn}!"));
    }

    @Test
    void leavesNumbersBooleansAndListsUnknown() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            LaunchTemplate template = new LaunchTemplate("node", LaunchTemplateArgs.Empty);
            context.export("number", template.latestVersion());
            context.export("boolean", vpc("net").assignGeneratedIpv6CidrBlock());
            context.export("enabled", vpc("other").enableDnsHostnames());
            context.export("applied", template.latestVersion().applyValue(version -> "v" + version));
        });

        assertThat(outputs(plan).values())
                .containsEntry("number", PropertyValue.UNKNOWN)
                .containsEntry("enabled", PropertyValue.UNKNOWN)
                .containsEntry("applied", PropertyValue.UNKNOWN);
    }

    @Test
    void shapesNestedObjectsAndKeepsWhatWasGiven() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Cluster cluster = new Cluster(
                    "shop",
                    ClusterArgs.builder()
                            .roleArn("arn:aws:iam::1:role/eks")
                            .vpcConfig(ClusterVpcConfigArgs.builder()
                                    .subnetIds("subnet-1", "subnet-2")
                                    .build())
                            .build());
            context.export("authority", cluster.certificateAuthority().applyValue(authority -> authority
                    .data()
                    .orElseThrow()));
            context.export("group", cluster.vpcConfig().applyValue(vpc -> vpc.clusterSecurityGroupId()
                    .orElseThrow()));
            context.export("subnets", cluster.vpcConfig().applyValue(vpc -> vpc.subnetIds()));
            context.export("endpoint", cluster.endpoint());
        });

        assertThat(outputs(plan).values())
                .containsEntry("authority", new PropertyValue.Text("${shop.certificateAuthority.data}"))
                .containsEntry("group", new PropertyValue.Text("${shop.vpcConfig.clusterSecurityGroupId}"))
                .containsEntry(
                        "subnets",
                        new PropertyValue.Items(
                                List.of(new PropertyValue.Text("subnet-1"), new PropertyValue.Text("subnet-2"))))
                .containsEntry("endpoint", new PropertyValue.Text("${shop.endpoint}"));
    }

    /** By whom it is asked, of which module it is and by which argument: another account, another table, another thing. */
    @Test
    void spellsALookUpWithAllThatItsAnswerDependsOn() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Provider other = new Provider(
                    "other", ProviderArgs.builder().region("us-east-1").build());
            InvokeOptions by = InvokeOptions.builder().provider(other).build();
            context.export("usual", id(Output.of("vpc-1"), InvokeOptions.Empty));
            context.export("by", id(Output.of("vpc-1"), by));
            context.export("of", id(vpc("net").id(), InvokeOptions.Empty));
            context.export("mistakable", id(Output.of("vpc-1 by 'other', x"), InvokeOptions.Empty));
            context.export(
                    "cidr",
                    Ec2Functions.getVpc(GetVpcArgs.builder()
                                    .cidrBlock("10.0.0.0/16")
                                    .build())
                            .applyValue(found -> found.arn()));
            context.export(
                    "region", AwsFunctions.getRegion(GetRegionArgs.Empty, by).applyValue(found -> found.name()));
            context.export(
                    "database",
                    RdsFunctions.getCluster(GetClusterArgs.builder()
                                    .clusterIdentifier("data")
                                    .build())
                            .applyValue(found -> found.endpoint()));
        });

        assertThat(outputs(plan).values())
                .containsExactly(
                        Map.entry("by", new PropertyValue.Text("${getVpc(vpc-1 by other).arn}")),
                        Map.entry("cidr", new PropertyValue.Text("${getVpc(cidrBlock=10.0.0.0/16).arn}")),
                        Map.entry(
                                "database",
                                new PropertyValue.Text("${aws:rds/getCluster(clusterIdentifier=data).endpoint}")),
                        Map.entry("mistakable", new PropertyValue.Text("${getVpc('vpc-1 by ''other'', x').arn}")),
                        Map.entry("of", new PropertyValue.Text("${getVpc(${net.id}).arn}")),
                        Map.entry("region", new PropertyValue.Text("${getRegion(by other).name}")),
                        Map.entry("usual", new PropertyValue.Text("${getVpc(vpc-1).arn}")));
    }

    private static Output<String> id(Output<String> vpc, InvokeOptions options) {
        return Ec2Functions.getVpc(GetVpcArgs.builder().id(vpc).build(), options)
                .applyValue(found -> found.arn());
    }

    @Test
    void spellsALookUpWithItsArguments() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            var found = Ec2Functions.getSubnets(GetSubnetsArgs.builder()
                    .filters(GetSubnetsFilterArgs.builder()
                            .name("vpc-id")
                            .values("vpc-1")
                            .build())
                    .tags(Map.of("tier", "private"))
                    .build());
            context.export("ids", found.applyValue(subnets -> subnets.ids()));
        });

        assertThat(outputs(plan).values().get("ids"))
                .asInstanceOf(InstanceOfAssertFactories.type(PropertyValue.Items.class))
                .isEqualTo(new PropertyValue.Items(List.of(new PropertyValue.Text(
                        "${getSubnets(filters=[{name=vpc-id, values=[vpc-1]}], tags={tier=private}).ids[*]}"))));
    }

    @Test
    void readsWhatTheProgramOnlyLooksUp() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Vpc vpc = Vpc.get("existing", Output.of("vpc-1"), null, null);
            context.export("id", vpc.id());
            context.export("cidr", vpc.cidrBlock());
        });

        assertThat(plan.changeSummary()).containsExactly(Map.entry(Operation.CREATE, 1));
        assertThat(state(plan, "existing").external()).isTrue();
        assertThat(state(plan, "existing").options().version()).isPresent();
        assertThat(outputs(plan).values())
                .containsEntry("id", new PropertyValue.Text("vpc-1"))
                .containsEntry("cidr", new PropertyValue.Text("${existing.cidrBlock}"));
    }

    @Test
    void importsWhatExists() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Vpc vpc = new Vpc(
                    "net",
                    VpcArgs.Empty,
                    CustomResourceOptions.builder().importId("vpc-1").build());
            context.export("id", vpc.id());
        });

        assertThat(plan.changeSummary())
                .containsExactly(Map.entry(Operation.CREATE, 1), Map.entry(Operation.IMPORT, 1));
        assertThat(state(plan, "net").options().importId()).contains("vpc-1");
        assertThat(outputs(plan).values()).containsEntry("id", new PropertyValue.Text("vpc-1"));
    }

    @Test
    void letsChildrenInheritWhatTheEngineHandsDown() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Provider west = new Provider(
                    "west", ProviderArgs.builder().region("us-west-2").build());
            Vpc parent = new Vpc(
                    "net",
                    VpcArgs.Empty,
                    CustomResourceOptions.builder()
                            .protect(true)
                            .retainOnDelete(true)
                            .provider(west)
                            .build());
            subnet("child", parent, parent.id());
            new Subnet(
                    "free",
                    SubnetArgs.builder().vpcId(parent.id()).build(),
                    CustomResourceOptions.builder()
                            .parent(parent)
                            .protect(false)
                            .retainOnDelete(false)
                            .build());
        });

        assertThat(state(plan, "child").provider()).isEqualTo(state(plan, "net").provider());
        assertThat(state(plan, "child").options().protect()).isTrue();
        assertThat(state(plan, "child").options().retainOnDelete()).isTrue();
        assertThat(state(plan, "free").options().protect()).isFalse();
        assertThat(state(plan, "free").options().retainOnDelete()).isFalse();
    }

    @Test
    void namesTheDefaultProviderOfAPluginFromElsewhere() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            new Vpc(
                    "net",
                    VpcArgs.Empty,
                    CustomResourceOptions.builder()
                            .version("1.2.3-beta.1")
                            .pluginDownloadURL("https://example.com/plugins")
                            .build());
        });

        assertThat(state(plan, "net").provider().orElseThrow())
                .startsWith(URN + "pulumi:providers:aws::default_1_2_3_beta_1_https_/example.com/plugins::");
    }

    @Test
    void keepsWhatTellsThatAResourceIsReplaced() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Vpc vpc = vpc("net");
            new Subnet(
                    "a",
                    SubnetArgs.builder().vpcId(vpc.id()).build(),
                    CustomResourceOptions.builder()
                            .hideDiffs("tags")
                            .replaceWith(vpc)
                            .replacementTrigger(vpc.arn())
                            .build());
        });

        ResourceState.Options options = state(plan, "a").options();
        assertThat(options.hideDiffs()).containsExactly("tags");
        assertThat(options.replaceWith()).containsExactly(URN + "aws:ec2/vpc:Vpc::net");
        assertThat(options.replacementTrigger()).contains(new PropertyValue.Text("${net.arn}"));
    }

    @Test
    void saysNothingOfItsOwn() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream caught = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            System.setErr(caught);
            PreviewEngine.preview(DEV, context -> {
                vpc("net");
                context.log().warn("careful");
                throw new RunException("no");
            });
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void showsUnknownValuesWhenAskedTo() {
        Plan plan = PreviewEngine.preview(DEV.withStrictUnknowns(), context -> {
            Vpc vpc = vpc("net");
            subnet("a", vpc, vpc.id());
            context.export("arn", vpc.arn().applyValue(arn -> "never " + arn));
            context.export("cidr", vpc.cidrBlock());
        });

        assertThat(input(state(plan, "a"), "vpcId")).isEqualTo(PropertyValue.UNKNOWN);
        assertThat(outputs(plan).values()).containsEntry("arn", PropertyValue.UNKNOWN);
    }

    @Test
    void answersWhatTheProgramWaitsForEvenThen() {
        Plan plan = PreviewEngine.preview(DEV.withStrictUnknowns(), context -> {
            var image = SsmFunctions.getParameterPlain(
                            GetParameterPlainArgs.builder().name("image").build())
                    .thenApply(parameter -> parameter.value());
            new LaunchTemplate(
                    "node",
                    LaunchTemplateArgs.builder().imageId(Output.of(image)).build());
        });

        assertThat(plan.diagnostics()).isEmpty();
        assertThat(input(state(plan, "node"), "imageId"))
                .isEqualTo(new PropertyValue.Text("${getParameter(image).value}"));
    }

    @Test
    void runsAgainWithUnknownValuesWhenTheProgramParsesAStandIn() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Vpc vpc = vpc("net");
            new Subnet(
                    "a",
                    SubnetArgs.builder()
                            .vpcId(vpc.id())
                            .ipv6CidrBlock(vpc.ipv6CidrBlock().applyValue(PreviewEngineTest::prefixLength))
                            .build());
        });

        assertThat(plan.failed()).isFalse();
        assertThat(input(state(plan, "a"), "vpcId")).isEqualTo(PropertyValue.UNKNOWN);
        assertThat(plan.diagnostics()).singleElement().satisfies(warning -> {
            assertThat(warning.severity()).isEqualTo(Diagnostic.Severity.WARNING);
            assertThat(warning.urn()).contains(URN + "aws:ec2/subnet:Subnet::a");
            assertThat(warning.message())
                    .startsWith("warning: values that only a deployment can know are unknown in this plan")
                    .contains("NumberFormatException", "PreviewEngineTest.java");
        });
    }

    @Test
    void showsTheMessageAloneOfARunException() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            vpc("net");
            throw new RunException("the program says no");
        });

        assertThat(plan.failed()).isTrue();
        assertThat(plan.diagnostics())
                .containsExactly(
                        new Diagnostic(Optional.empty(), "error: the program says no\n", Diagnostic.Severity.ERROR));
        assertThat(plan.steps()).hasSize(2);
    }

    @Test
    void saysWhatASpecRefusesWithoutOurOwnLines() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            throw new SpecException(List.of(new Problem(SpecPath.ROOT, "maxSize: got 1; use 2 or more")));
        });

        assertThat(plan.diagnostics())
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .startsWith("error: maxSize: got 1; use 2 or more\n")
                .doesNotContain("dev.mullion");
    }

    @Test
    void namesTheLineOfAnyOtherException() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            throw new IllegalStateException("broken");
        });

        assertThat(plan.diagnostics())
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .startsWith("error: the program failed with java.lang.IllegalStateException: broken\n    at ")
                .contains("PreviewEngineTest.java")
                .hasLineCount(2);
    }

    @Test
    void blamesTheFirstResourceThatAFailureReaches() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Output<String> bad = Output.of("x").applyValue(PreviewEngineTest::refuse);
            Subnet first = new Subnet("first", SubnetArgs.builder().vpcId(bad).build());
            new Subnet("second", SubnetArgs.builder().vpcId(bad).build());
            new Subnet("third", SubnetArgs.builder().vpcId(first.id()).build());
        });

        assertThat(plan.diagnostics())
                .containsExactly(new Diagnostic(
                        Optional.of(URN + "aws:ec2/subnet:Subnet::first"),
                        "error: x is no VPC\n",
                        Diagnostic.Severity.ERROR));
    }

    @RepeatedTest(20)
    void dependsOnTheChildrenThatAComponentHasByThen() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            ComponentResource shop = new ComponentResource("sample:index:Shop", "shop") {};
            vpc("before", shop);
            new Vpc(
                    "on-shop",
                    VpcArgs.Empty,
                    CustomResourceOptions.builder().dependsOn(shop).build());
            vpc("after", shop);
        });

        assertThat(state(plan, "on-shop").dependencies())
                .containsExactly(URN + "sample:index:Shop$aws:ec2/vpc:Vpc::before");
    }

    private static void vpc(String name, ComponentResource parent) {
        new Vpc(
                name,
                VpcArgs.Empty,
                CustomResourceOptions.builder().parent(parent).build());
    }

    @Test
    void refusesANumberThatIsNone() {
        Plan plan = PreviewEngine.preview(DEV, context -> context.export("ratio", Output.of(0.0 / 0.0)));

        assertThat(plan.failed()).isTrue();
        assertThat(plan.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("error: NaN is no number that JSON can hold\n");
    }

    /** A stack file's names may make one where a name is put together. */
    @Test
    void refusesATextThatPulumiTakesForUnknown() {
        Plan plan = PreviewEngine.preview(
                DEV, context -> context.export("name", Output.of("dd056dcd-154b-4c76-9bd3" + "-c8f88648b5ff")));

        assertThat(plan.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "error: dd056dcd-154b-4c76-9bd3-c8f88648b5ff is no text to Pulumi, but a value that only a"
                                + " deployment knows\n");
    }

    @Test
    void refusesTwoResourcesOfOneName() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            new Vpc("net", VpcArgs.builder().cidrBlock("10.0.0.0/16").build());
            new Vpc("net", VpcArgs.builder().cidrBlock("10.1.0.0/16").build());
        });

        assertThat(plan.steps()).hasSize(2);
        assertThat(input(state(plan, "net"), "cidrBlock")).isEqualTo(new PropertyValue.Text("10.0.0.0/16"));
        assertThat(plan.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("error: Duplicate resource URN '" + URN
                        + "aws:ec2/vpc:Vpc::net'; try giving it a unique name\n");
    }

    @Test
    void keepsWhatTheProgramLogsInItsOrder() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Vpc vpc = vpc("net");
            context.log().warn("careful");
            context.log().info("hello");
            context.log().debug("nobody reads this");
            context.log().error("no good");
            context.export("arn", vpc.arn());
        });

        assertThat(plan.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("warning: careful\n", "hello\n", "error: no good\n");
        assertThat(plan.failed()).isTrue();
        assertThat(plan.steps()).hasSize(2);
    }

    @Test
    void endsWhenAFailedProgramLeavesAPromiseUnkept() {
        Plan plan = PreviewEngine.preview(DEV.withStrictUnknowns(), context -> {
            subnet("waits", vpc("net"), Output.of(new CompletableFuture<String>()));
            throw new RunException("gave up");
        });

        assertThat(plan.diagnostics()).extracting(Diagnostic::message).containsExactly("error: gave up\n");
    }

    @Test
    void finishesAThousandResources() {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Vpc vpc = vpc("net");
            for (int i = 0; i < 1_000; i++) {
                subnet("subnet-" + i, vpc, vpc.id());
            }
        });

        assertThat(plan.failed()).isFalse();
        assertThat(plan.changeSummary()).containsEntry(Operation.CREATE, 1_002);
    }

    private static Vpc vpc(String name) {
        return new Vpc(name, VpcArgs.Empty);
    }

    private static void subnet(String name, Vpc parent, Output<String> vpcId) {
        new Subnet(
                name,
                SubnetArgs.builder().vpcId(vpcId).build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    private static String prefixLength(String block) {
        return String.valueOf(Integer.parseInt(block.substring(block.indexOf('/') + 1)));
    }

    private static String refuse(String text) {
        throw new RunException(text + " is no VPC");
    }

    private static ResourceState state(Plan plan, String name) {
        return plan.steps().stream()
                .map(Step::newState)
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PropertyValue.Fields outputs(Plan plan) {
        return state(plan, "sample-dev").outputs();
    }

    private static PropertyValue input(ResourceState state, String property) {
        return Objects.requireNonNull(state.inputs().values().get(property));
    }
}
