package dev.mullion.preview;

import com.pulumi.Context;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
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
import com.pulumi.aws.ecs.inputs.ClusterSettingArgs;
import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.aws.ssm.SsmFunctions;
import com.pulumi.aws.ssm.inputs.GetParameterArgs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import dev.mullion.preview.engine.StackInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of everything: a component with a nested one, a provider, a look-up, a secret, an alias, and every option. */
public final class SampleProgram {
    public static final StackInput INPUT = StackInput.of("sample", "dev")
            .withConfig(
                    Map.of("aws:region", "us-east-1", "sample:password", "hunter2-of-the-test"),
                    Set.of("sample:password"));

    private SampleProgram() {}

    public static void build(Context context) {
        Vpc vpc = new Vpc(
                "net",
                VpcArgs.builder()
                        .cidrBlock("10.0.0.0/16")
                        .tags(Map.of("Name", "net"))
                        .build());
        Output<String> ami = SsmFunctions.getParameter(GetParameterArgs.builder()
                        .name("/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id")
                        .build())
                .applyValue(parameter -> parameter.value());
        Provider west =
                new Provider("west", ProviderArgs.builder().region("us-west-2").build());
        Web web = new Web("storefront", ami.asPlaintext());
        Cluster cluster = new Cluster(
                "shop",
                ClusterArgs.builder()
                        .name("shop")
                        .settings(ClusterSettingArgs.builder()
                                .name("containerInsights")
                                .value("enabled")
                                .build())
                        .build(),
                CustomResourceOptions.builder().provider(west).dependsOn(web).build());
        new Subnet(
                "a",
                SubnetArgs.builder()
                        .vpcId(vpc.id())
                        .cidrBlock("10.0.1.0/24")
                        .mapPublicIpOnLaunch(false)
                        .build(),
                CustomResourceOptions.builder().parent(vpc).build());
        new Parameter(
                "secret",
                ParameterArgs.builder()
                        .type("SecureString")
                        .value(context.config().requireSecret("password"))
                        .build());
        context.export("ami", ami);
        context.export("cluster", cluster.arn());
        context.export("defaultSecurityGroups", vpc.defaultSecurityGroupId().applyValue(id -> List.of(id, "sg-1")));
        context.export("password", context.config().requireSecret("password"));
        context.export("script", web.script);
        context.export("templateVersion", web.template.latestVersion());
    }

    static final class Web extends ComponentResource {
        final Output<String> script;
        final LaunchTemplate template;

        Web(String name, Output<String> ami) {
            super(
                    "mullion:test:Web",
                    name,
                    ComponentResourceOptions.builder()
                            .aliases(Alias.builder().name("shopfront").build())
                            .build());
            CustomResourceOptions child =
                    CustomResourceOptions.builder().parent(this).build();
            Role role = new Role(
                    name + "-role",
                    RoleArgs.builder()
                            .assumeRolePolicy("{\"Version\":\"2012-10-17\"}")
                            .build(),
                    child);
            InstanceProfile profile = new InstanceProfile(
                    name + "-profile",
                    InstanceProfileArgs.builder().role(role.name()).build(),
                    child);
            script = role.arn().applyValue(arn -> "<powershell>\n# runs as " + arn + "\n</powershell>\n");
            template = new LaunchTemplate(
                    name + "-template",
                    LaunchTemplateArgs.builder()
                            .imageId(ami)
                            .instanceType("m5.large")
                            .iamInstanceProfile(LaunchTemplateIamInstanceProfileArgs.builder()
                                    .arn(profile.arn())
                                    .build())
                            .userData(script)
                            .build(),
                    CustomResourceOptions.builder()
                            .parent(this)
                            .protect(true)
                            .retainOnDelete(true)
                            .deleteBeforeReplace(true)
                            .ignoreChanges("tags")
                            .replaceOnChanges("imageId")
                            .additionalSecretOutputs("arn")
                            .customTimeouts(CustomTimeouts.builder()
                                    .create(Duration.ofMinutes(5))
                                    .build())
                            .build());
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
                    CustomResourceOptions.builder().parent(this).build());
            registerOutputs(Map.of());
        }
    }
}
