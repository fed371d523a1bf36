package dev.mullion.stacks.engine;

import com.pulumi.Context;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.autoscaling.Group;
import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.inputs.GroupLaunchTemplateArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateIamInstanceProfileArgs;
import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.aws.ssm.SsmFunctions;
import com.pulumi.aws.ssm.inputs.GetParameterArgs;
import com.pulumi.aws.ssm.inputs.GetParameterPlainArgs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.resources.StackReference;
import dev.mullion.stacks.Mullion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One of every feature of Pulumi's engine that a Java program can use: look-ups, providers, aliases, secrets, references,
 * imports, reads, transformations, assets, nested components, and every option.
 */
public final class FeaturesProgram {
    static final String CONFIGURATION = """
            config:
              aws:region: us-east-1
              features:password: hunter2-of-the-test
              features:size: "20"
            """;

    private static final String IMAGE =
            "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id";
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

    private FeaturesProgram() {}

    /** Under Pulumi. */
    public static void main(String[] args) {
        Mullion.runProgram(FeaturesProgram::build);
    }

    static void build(Context context) {
        context.log().info("building one of everything");
        Provider west = new Provider(
                "west", ProviderArgs.builder().region("us-west-2").maxRetries(3).build());
        Output<String> image = SsmFunctions.getParameter(
                        GetParameterArgs.builder().name(IMAGE).build())
                .applyValue(parameter -> parameter.value());
        CompletableFuture<String> plainImage = SsmFunctions.getParameterPlain(
                        GetParameterPlainArgs.builder().name(IMAGE).build(),
                        InvokeOptions.builder().provider(west).build())
                .thenApply(parameter -> parameter.value());

        Vpc vpc = new Vpc(
                "net",
                VpcArgs.builder()
                        .cidrBlock("10.0.0.0/16")
                        .enableDnsHostnames(true)
                        .tags(Map.of("Name", "net", "Empty", "", "Text", "ünïcode, \"quotes\" and ${braces}"))
                        .build(),
                CustomResourceOptions.builder()
                        .aliases(
                                Alias.builder().name("network").build(),
                                Alias.builder().type("aws:ec2/oldVpc:OldVpc").build(),
                                Alias.builder()
                                        .project("elsewhere")
                                        .stack("prod")
                                        .build(),
                                Alias.withUrn("urn:pulumi:dev::features::aws:ec2/vpc:Vpc::by-urn"))
                        .build());
        Web web = new Web("storefront", image.asPlaintext(), vpc);
        new Cluster(
                "in-the-west",
                ClusterArgs.builder().name("shop").build(),
                CustomResourceOptions.builder().provider(west).dependsOn(web).build());
        Vpc western = new Vpc(
                "western",
                VpcArgs.builder().cidrBlock("10.1.0.0/16").build(),
                CustomResourceOptions.builder()
                        .provider(west)
                        .retainOnDelete(true)
                        .build());
        new Subnet(
                "western-child",
                SubnetArgs.builder()
                        .vpcId(western.id())
                        .cidrBlock("10.1.1.0/24")
                        .build(),
                CustomResourceOptions.builder().parent(western).build());
        new ByProvider(
                "by-provider", ComponentResourceOptions.builder().provider(west).build());
        new ByProvider(
                "by-providers",
                ComponentResourceOptions.builder().providers(west).build());
        new Subnet(
                "transformed",
                SubnetArgs.builder().vpcId(vpc.id()).cidrBlock("10.0.1.0/24").build(),
                CustomResourceOptions.builder()
                        .parent(vpc)
                        .resourceTransformations(FeaturesProgram::transform)
                        .build());
        new Parameter(
                "secret",
                ParameterArgs.builder()
                        .type("SecureString")
                        .value(context.config().requireSecret("password"))
                        .tags(Output.of(Map.of("open", "yes")))
                        .build(),
                CustomResourceOptions.builder()
                        .dependsOn(Output.of(List.of(web, vpc)))
                        .build());
        new Parameter(
                "partly-secret",
                ParameterArgs.builder()
                        .type("String")
                        .value(Output.format("%s and %s", vpc.arn(), Output.ofSecret("psst")))
                        .build());
        new LaunchTemplate(
                "plain",
                LaunchTemplateArgs.builder()
                        .imageId(Output.of(plainImage))
                        .instanceType("m5.large")
                        .build(),
                CustomResourceOptions.builder()
                        .replaceWith(vpc)
                        .hideDiffs("tags")
                        .replacementTrigger(Output.of("v1"))
                        .build());
        Policy read = Policy.get("read", Output.of(READ_ONLY), null, null);
        new Policy(
                "imported",
                com.pulumi.aws.iam.PolicyArgs.builder()
                        .name("AmazonSSMReadOnlyAccess")
                        .policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}")
                        .build(),
                CustomResourceOptions.builder()
                        .importId("arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess")
                        .ignoreChanges("policy", "description", "path")
                        .build());
        StackReference shared = new StackReference("organization/shared/dev");
        var inKnown = Output.of("known").applyValue(text -> new LogGroup(
                        "in-apply", LogGroupArgs.builder().name(text).build())
                .name());

        context.export("image", image);
        context.export("list", vpc.defaultSecurityGroupId().applyValue(id -> List.of(id, "sg-1")));
        context.export("nested", Output.of(Map.of("a", List.of(1, 2.5, true), "b", Map.of())));
        context.export("password", context.config().requireSecret("password"));
        context.export("read", read.arn());
        context.export("shared", shared.output("greeting"));
        context.export("size", Output.of(context.config().requireInteger("size")));
        context.export("version", web.template.latestVersion());
        context.export("inKnown", inKnown.apply(name -> name));
    }

    private static Optional<ResourceTransformation.Result> transform(ResourceTransformation.Args resource) {
        return Optional.of(new ResourceTransformation.Result(
                SubnetArgs.builder((SubnetArgs) resource.args())
                        .mapPublicIpOnLaunch(false)
                        .build(),
                resource.options()));
    }

    static final class Web extends ComponentResource {
        final LaunchTemplate template;

        Web(String name, Output<String> image, Vpc vpc) {
            super(
                    "mullion:test:Web",
                    name,
                    ComponentResourceOptions.builder()
                            .protect(true)
                            .aliases(
                                    Alias.builder().name("shopfront").build(),
                                    Alias.builder().parent(vpc).build())
                            .build());
            CustomResourceOptions child =
                    CustomResourceOptions.builder().parent(this).build();
            Role role = new Role(
                    name + "-role",
                    RoleArgs.builder()
                            .assumeRolePolicy("{\"Version\":\"2012-10-17\",\"Statement\":[]}")
                            .build(),
                    child);
            InstanceProfile profile = new InstanceProfile(
                    name + "-profile",
                    InstanceProfileArgs.builder().role(role.name()).build(),
                    child);
            template = new LaunchTemplate(
                    name + "-template",
                    LaunchTemplateArgs.builder()
                            .imageId(image)
                            .iamInstanceProfile(LaunchTemplateIamInstanceProfileArgs.builder()
                                    .arn(profile.arn())
                                    .build())
                            .userData(
                                    role.arn().applyValue(arn -> "<powershell>\n# runs as " + arn + "\n</powershell>"))
                            .build(),
                    CustomResourceOptions.builder()
                            .parent(this)
                            .protect(false)
                            .retainOnDelete(true)
                            .deleteBeforeReplace(true)
                            .ignoreChanges("tags", "tagSpecifications[*].tags")
                            .replaceOnChanges("imageId")
                            .additionalSecretOutputs("arn")
                            .version("6.83.0")
                            .pluginDownloadURL("https://example.com/plugins")
                            .customTimeouts(CustomTimeouts.builder()
                                    .create(Duration.ofMinutes(5))
                                    .update(Duration.ofSeconds(90))
                                    .delete(Duration.ofHours(1))
                                    .build())
                            .build());
            new Group(
                    name + "-group",
                    GroupArgs.builder()
                            .minSize(0)
                            .maxSize(1)
                            .launchTemplate(GroupLaunchTemplateArgs.builder()
                                    .id(template.id())
                                    .version(template.latestVersion().applyValue(version -> String.valueOf(version)))
                                    .build())
                            .vpcZoneIdentifiers(Output.all(vpc.id(), vpc.arn()))
                            .build(),
                    child);
            new Logs(name + "-logs", this);
            registerOutputs(Map.of("template", template.id()));
        }
    }

    static final class Logs extends ComponentResource {
        Logs(String name, Web parent) {
            super(
                    "mullion:test:Logs",
                    name,
                    ComponentResourceOptions.builder().parent(parent).build());
            new LogGroup(
                    name + "-group",
                    LogGroupArgs.builder().retentionInDays(7).build(),
                    CustomResourceOptions.builder()
                            .parent(this)
                            .aliases(
                                    Alias.noParent(),
                                    Alias.builder().name("storefront-old-group").build())
                            .build());
            registerOutputs(Map.of());
        }
    }

    static final class ByProvider extends ComponentResource {
        ByProvider(String name, ComponentResourceOptions options) {
            super("mullion:test:ByProvider", name, options);
            new LogGroup(
                    name + "-group",
                    LogGroupArgs.builder().build(),
                    CustomResourceOptions.builder().parent(this).build());
            registerOutputs(Map.of());
        }
    }
}
