package example;

import com.pulumi.Context;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import dev.mullion.ec2.Ipv4Cidr;
import dev.mullion.ec2.Network;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.aws.StackContext;
import dev.mullion.windows.WindowsRelease;
import dev.mullion.ecs.EcsWindowsCapacitySpec;
import dev.mullion.ecs.EcsWindowsCluster;
import dev.mullion.ecs.EcsWindowsClusterInputs;
import dev.mullion.ecs.EcsWindowsClusterSpec;
import dev.mullion.ecs.service.ContainerSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.LoadBalancerSpec;
import dev.mullion.ecs.service.PortMappingSpec;
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
                .cidrBlock(Ipv4Cidr.parse("10.40.0.0/16"))
                .availabilityZones(List.of("eu-west-1a", "eu-west-1b"))
                .build();
        EcsWindowsClusterSpec cluster = EcsWindowsClusterSpec.builder()
                .capacity(Map.of(
                        "general",
                        EcsWindowsCapacitySpec.builder()
                                .operatingSystem(WindowsRelease.WINDOWS_SERVER_2022_CORE)
                                .instanceTypes(List.of("m6i.xlarge"))
                                .minSize(2)
                                .maxSize(6)
                                .build()))
                .services(Map.of("web", web()))
                .build();

        StackContext context = new StackContext(
                        ctx.projectName(),
                        ctx.stackName(),
                        ctx.config("aws").get("region"),
                        Map.of("Owner", "storefront"),
                        Path.of(""))
                // Whatever the SDK can say about a child, a program can say.
                .customize(LaunchTemplateArgs.Builder.class, template -> template.ebsOptimized("true"));
        Network vpc = new Network("network", network, context, null);
        EcsWindowsCluster storefront = new EcsWindowsCluster(
                "storefront",
                cluster,
                EcsWindowsClusterInputs.of("storefront", cluster, context, vpc.outputs()),
                null);
        ctx.export("clusterArn", storefront.arn());
    }

    private static EcsServiceSpec web() {
        return EcsServiceSpec.builder()
                .capacity("general")
                .desiredCount(2)
                .containers(Map.of(
                        "iis",
                        ContainerSpec.builder()
                                .image("mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022")
                                .cpu(1024)
                                .memoryMib(2048)
                                .portMappings(List.of(
                                        PortMappingSpec.builder().containerPort(80).build()))
                                .build()))
                .loadBalancer(LoadBalancerSpec.builder()
                        .container("iis")
                        .containerPort(80)
                        .build())
                .build();
    }
}
