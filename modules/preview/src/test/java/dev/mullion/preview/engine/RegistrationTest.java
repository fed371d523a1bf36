package dev.mullion.preview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Context;
import com.pulumi.asset.StringAsset;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.aws.s3.BucketObjectv2Args;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.preview.SampleProgram;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What {@link Registration} makes of a program is what the SDK's own code makes of it, byte for byte. */
class RegistrationTest {
    private static final StackInput DEV = StackInput.of("sample", "dev");

    @Test
    void ofOneOfEverything() {
        same(SampleProgram.INPUT, SampleProgram::build);
        same(SampleProgram.INPUT.withStrictUnknowns(), SampleProgram::build);
    }

    @Test
    void ofComponentsThatOthersDependOn() {
        same(context -> {
            Shop shop = new Shop("shop", ComponentResourceOptions.Empty);
            Vpc custom = vpc("custom", child(shop));
            vpc("below-custom", child(custom));
            Shop inner = new Shop(
                    "inner", ComponentResourceOptions.builder().parent(shop).build());
            vpc("below", child(inner));
            vpc("on-component", dependingOn(shop));
            vpc(
                    "on-two",
                    CustomResourceOptions.builder().dependsOn(inner, custom).build());
            new Shop(
                    "on-shop",
                    ComponentResourceOptions.builder().dependsOn(inner).build());
        });
    }

    @Test
    void ofSecretsAndOfWhatIsNotKnown() {
        same(context -> {
            Vpc vpc = vpc("net", CustomResourceOptions.Empty);
            Parameter secret = parameter("secret", Output.ofSecret("hunter2-of-the-test"));
            parameter("both", Output.format("%s/%s", secret.value(), vpc.arn()));
            parameter("derived", vpc.assignGeneratedIpv6CidrBlock().applyValue(given -> "given: " + given));
            parameter("tags", vpc.tagsAll().applyValue(tags -> "tags: " + tags));
            context.export("secret", secret.value());
            context.export("unknown", vpc.mainRouteTableId());
            context.export("urn", vpc.urn());
            context.export("object", Output.of(Map.of("id", List.of(vpc.id(), secret.id()))));
        });
    }

    @Test
    void ofOtherProvidersAndOptions() {
        same(context -> {
            Provider west = new Provider(
                    "west", ProviderArgs.builder().region("us-west-2").build());
            Shop shop = new Shop(
                    "shop",
                    ComponentResourceOptions.builder()
                            .providers(west)
                            .protect(true)
                            .build());
            Vpc own = vpc("inherits", child(shop));
            vpc(
                    "below",
                    CustomResourceOptions.builder().parent(own).protect(false).build());
            vpc(
                    "chosen",
                    CustomResourceOptions.builder()
                            .provider(west)
                            .version("6.1.0")
                            .build());
            vpc(
                    "transformed",
                    CustomResourceOptions.builder()
                            .resourceTransformations(args -> Optional.of(new ResourceTransformation.Result(
                                    VpcArgs.builder().cidrBlock("10.9.0.0/16").build(), args.options())))
                            .build());
            Vpc.get("existing", Output.of("vpc-1"), null, CustomResourceOptions.Empty);
            vpc("imported", CustomResourceOptions.builder().importId("vpc-2").build());
        });
    }

    @Test
    void ofAssets() {
        same(context -> new BucketObjectv2(
                "script",
                BucketObjectv2Args.builder()
                        .bucket("scripts")
                        .source(new StringAsset("Write-Host 1"))
                        .build()));
    }

    @Test
    void ofProgramsThatFail() {
        same(context -> context.export("object", Output.of(new Object())));
        same(context -> new Redeclared());
        same(context -> new Subnet("none", SubnetArgs.builder().build()));
        same(context -> new Subnet(
                "lost",
                SubnetArgs.builder()
                        .vpcId(vpc("net", CustomResourceOptions.Empty).id().applyValue(id -> {
                            throw new IllegalStateException("no such network: " + id);
                        }))
                        .build()));
        same(context -> {
            Output<String> failed = Output.of("a").applyValue(a -> {
                throw new RunException("not today");
            });
            parameter("behind", parameter("first", failed).value());
            context.export("lost", failed);
        });
        same(context -> {
            vpc("twice", CustomResourceOptions.Empty);
            vpc("twice", CustomResourceOptions.Empty);
        });
    }

    private static final class Shop extends ComponentResource {
        private Shop(String name, ComponentResourceOptions options) {
            super("sample:index:Shop", name, options);
            registerOutputs(Map.of("name", Output.of(name)));
        }
    }

    private static final class Redeclared extends Vpc {
        @SuppressWarnings({"UnusedVariable", "HidingField"}) // the SDK reads it
        @Export(name = "cidrBlock", refs = String.class)
        private Output<String> cidrBlock = Output.of("");

        private Redeclared() {
            super("redeclared", VpcArgs.Empty);
        }
    }

    private static Vpc vpc(String name, CustomResourceOptions options) {
        return new Vpc(
                name,
                VpcArgs.builder()
                        .cidrBlock("10.0.0.0/16")
                        .tags(Map.of("Name", name))
                        .build(),
                options);
    }

    private static Parameter parameter(String name, Output<String> value) {
        return new Parameter(
                name, ParameterArgs.builder().type("String").value(value).build());
    }

    private static CustomResourceOptions child(com.pulumi.resources.Resource parent) {
        return CustomResourceOptions.builder().parent(parent).build();
    }

    private static CustomResourceOptions dependingOn(com.pulumi.resources.Resource other) {
        return CustomResourceOptions.builder().dependsOn(other).build();
    }

    private static void same(Consumer<Context> program) {
        same(DEV, program);
        same(DEV.withStrictUnknowns(), program);
    }

    private static void same(StackInput input, Consumer<Context> program) {
        Plan ours = EmbeddedDeployment.run(input, program).plan();
        Plan theirs = EmbeddedDeployment.run(input, program, false).plan();

        assertThat(json(ours)).isEqualTo(json(theirs)).contains("urn:pulumi:dev::sample::");
    }

    private static String json(Plan plan) {
        StringWriter text = new StringWriter();
        try {
            PlanJson.write(plan, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
