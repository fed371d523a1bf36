package dev.mullion.hosts;

import dev.mullion.core.network.AddressRanges;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.List;
import java.util.Optional;

/**
 * BuildKit on the network, with mutual TLS.
 *
 * <pre>{@code
 * endpoint:
 *   tls:
 *     secretArn: arn:aws:secretsmanager:eu-central-1:123456789012:secret:buildkit-tls-AbCdEf
 *     serverName: builders.internal.example
 *   allowedCidrBlocks: [10.80.0.0/16]
 * }</pre>
 *
 * @param port 1024 to 65535; 1234 when not given
 * @param tls the certificates; there is no endpoint without
 * @param allowedCidrBlocks networks that reach it, in the security group and in Windows's own firewall; one or more
 * @param loadBalancer an internal Network Load Balancer in front of all hosts, which passes TCP through; when false each host
 *     is its own builder. true when not given
 * @see <a href="https://github.com/moby/buildkit/blob/v0.34.2/README.md#expose-buildkit-as-a-tcp-service">TCP service</a>
 */
@GenerateBuilder
public record BuildkitEndpointSpec(
        @Explain(api = "buildkitd.toml grpc address", example = "4321")
        @Range(min = 1_024, max = 65_535)
        @Default("1234")
        int port,

        @Explain(
                api = "buildkitd.toml grpc tls",
                example =
                        "{secretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:buildkit-AbCdEf, serverName: buildkit.example.com}")
        Optional<BuildkitTlsSpec> tls,

        @Required @Explain(api = "AWS::EC2::SecurityGroupIngress CidrIp", example = "[10.0.0.0/8]")
        List<Ipv4Cidr> allowedCidrBlocks,

        @Explain(api = "AWS::ElasticLoadBalancingV2::LoadBalancer", example = "false") @Default("true")
        boolean loadBalancer)
        implements Spec {
    public static BuildkitEndpointSpecBuilder builder() {
        return new BuildkitEndpointSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        BuildkitEndpointSpecBuilder.checkPort(port, problems);
        tls.ifPresentOrElse(spec -> spec.check(problems.at("tls")), () -> problems.at("tls")
                .add("has no value; BuildKit listens with mutual TLS only: without, everybody who reaches the port"
                        + " builds, containers of builds included"));
        if (allowedCidrBlocks.isEmpty()) {
            problems.at("allowedCidrBlocks").add("has no value; name the networks that builds come from");
        }
        boolean one = false;
        for (int i = 0; i < allowedCidrBlocks.size(); i++) {
            AddressRanges own = AddressRanges.ofNetworks(List.of(allowedCidrBlocks.get(i)));
            if (own.areNearlyEverybody()) {
                one = true;
                problems.at("allowedCidrBlocks")
                        .at(i)
                        .refuse(
                                allowedCidrBlocks.get(i),
                                "use the networks that builds come from: this one is "
                                        + (own.areEverybody() ? "everybody" : "nearly everybody"));
            } else if (allowedCidrBlocks.indexOf(allowedCidrBlocks.get(i)) < i) {
                problems.at("allowedCidrBlocks").at(i).refuse(allowedCidrBlocks.get(i), "name each network once");
            }
        }
        if (!one && AddressRanges.ofNetworks(allowedCidrBlocks).areNearlyEverybody()) {
            problems.at("allowedCidrBlocks")
                    .add("is nearly everybody, its networks together; use the networks that builds come from");
        }
    }
}
