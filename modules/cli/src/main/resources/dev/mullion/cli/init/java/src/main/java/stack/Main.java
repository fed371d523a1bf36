package stack;

import static dev.mullion.windows.WindowsRelease.WINDOWS_SERVER_2022_CORE;

import dev.mullion.stacks.Mullion;
import dev.mullion.stacks.Stack;

/** IIS behind an internal load balancer, on Windows instances of an ECS cluster. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Mullion.run(Main::describe);
    }

    /** The stack: what its file would say, in lambdas. */
    static void describe(Stack stack) {
        stack.tag("Owner", "@name@");
        var vpc = stack.network(
                "network", n -> n.cidrBlock("10.40.0.0/16").availabilityZones("eu-west-1a", "eu-west-1b"));
        stack.ecsCluster("windows", vpc, cluster -> cluster.capacity("general", general -> general.operatingSystem(
                                WINDOWS_SERVER_2022_CORE)
                        .instanceTypes("m6i.xlarge")
                        .minSize(1)
                        .maxSize(4))
                .service("web", web -> web.capacity("general")
                        .desiredCount(1)
                        .container("iis", iis -> iis.image(
                                        "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022")
                                .cpu(1024)
                                .memoryMib(2048)
                                .port(80))
                        .loadBalancer(balancer -> balancer.container("iis").containerPort(80))));
    }
}
