package example;

import com.pulumi.Context;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import dev.mullion.ec2.Network;
import dev.mullion.ec2.NetworkInputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.aws.StackContext;
import dev.mullion.windows.WindowsRelease;
import dev.mullion.ecs.EcsPlatform;
import dev.mullion.ecs.EcsWindowsCluster;
import dev.mullion.ecs.EcsWindowsClusterInputs;
import dev.mullion.ecs.EcsWindowsClusterSpec;
import dev.mullion.preview.Mullion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** IIS behind an internal load balancer, as examples/02-ecs-web-service says it in YAML. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Mullion.run(Main::storefront);
    }

    private static void storefront(Context ctx) {
        NetworkSpec network = NetworkSpec.builder()
                .cidrBlock("10.40.0.0/16")
                .availabilityZones("eu-west-1a", "eu-west-1b")
                .build();
        EcsWindowsClusterSpec cluster = EcsWindowsClusterSpec.builder()
                .capacity("general", general -> general.operatingSystem(WindowsRelease.WINDOWS_SERVER_2022_CORE)
                        .instanceTypes("m6i.xlarge")
                        .minSize(2)
                        .maxSize(6))
                .service("web", web -> web.capacity("general")
                        .desiredCount(2)
                        .container("iis", iis -> iis.image(
                                        "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022")
                                .cpu(1024)
                                .memoryMib(2048)
                                .port(80))
                        .loadBalancer(balancer -> balancer.container("iis").containerPort(80)))
                .build();

        StackContext context = new StackContext(
                        ctx.projectName(),
                        ctx.stackName(),
                        ctx.config("aws").get("region"),
                        Map.of("Owner", "storefront"),
                        Path.of(""))
                // Whatever the SDK can say about a child, a program can say.
                .customize(LaunchTemplateArgs.Builder.class, template -> template.ebsOptimized("true"));
        Network vpc = new Network("network", network, new NetworkInputs(context, List.of(EcsPlatform.ECS)), null);
        EcsWindowsCluster storefront = new EcsWindowsCluster(
                "storefront",
                cluster,
                EcsWindowsClusterInputs.of("storefront", cluster, context, vpc.outputs()),
                null);
        ctx.export("clusterArn", storefront.arn());
    }
}
