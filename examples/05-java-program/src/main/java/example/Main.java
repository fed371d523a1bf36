package example;

import static dev.mullion.ecs.EcsAgentSpec.ImagePullBehavior.PREFER_CACHED;
import static dev.mullion.windows.WindowsRelease.WINDOWS_SERVER_2022_CORE;

import com.pulumi.aws.ec2.LaunchTemplateArgs;
import dev.mullion.stacks.Mullion;
import dev.mullion.stacks.Stack;

/** IIS behind an internal load balancer, as examples/02-ecs-web-service says it in YAML. */
public final class Main {
    public static void main(String[] args) {
        Mullion.run(Main::storefront);
    }

    private static void storefront(Stack stack) {
        stack.tag("Owner", "storefront");
        var vpc = stack.network(
                "network", n -> n.cidrBlock("10.40.0.0/16").availabilityZones("eu-west-1a", "eu-west-1b"));
        stack.ecsCluster("storefront", vpc, c -> c.capacity("general", g -> g.operatingSystem(WINDOWS_SERVER_2022_CORE)
                        .instanceTypes("m6i.xlarge")
                        .minSize(2)
                        .maxSize(6)
                        .agent(a -> a.reservedMemoryMib(1024).imagePullBehavior(PREFER_CACHED)))
                .service("web", s -> s.capacity("general")
                        .desiredCount(2)
                        .container("iis", i -> i.image(
                                        "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022")
                                .cpu(1024)
                                .memoryMib(2048)
                                .port(80))
                        .loadBalancer(l -> l.container("iis").containerPort(80))));
        // Whatever the SDK can say about a child, a program can say.
        stack.customize(LaunchTemplateArgs.Builder.class, template -> template.ebsOptimized("true"));
    }
}
