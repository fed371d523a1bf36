package dev.mullion.hosts;

import dev.mullion.core.text.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How people and pipelines use hosts: commands to copy, and what surprises everybody once.
 *
 * @param group the name of the Auto Scaling group
 * @param address the name of the load balancer, where there is one
 */
record HostHelp(ContainerHostsModel hosts, String group, Optional<String> address) {
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("# The hosts, with their private addresses:");
        lines.add("aws ec2 describe-instances --filters "
                + ShellWord.of("Name=tag:aws:autoscaling:groupName,Values=" + group)
                + " --query 'Reservations[].Instances[].[InstanceId,PrivateIpAddress]' --output text");
        lines.add("# A shell on one; nerdctl needs an elevated one, which this is:");
        lines.add("aws ssm start-session --target INSTANCE_ID");
        hosts.spec().buildkit().ifPresent(buildkit -> {
            buildkit.endpoint().ifPresent(endpoint -> lines.addAll(remote(endpoint)));
            lines.add("# Builds on a host; what they make is in containerd's namespace " + buildkit.namespace() + ":");
            lines.add("buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=. --output"
                    + " type=image,name=registry.example.com/app:1,push=true");
            lines.add("nerdctl --namespace " + buildkit.namespace() + " images");
            buildkit.cache().s3().ifPresent(cache -> {
                lines.add("# The cache that the builders share; without it each has its own, on its disk:");
                lines.add("buildctl build ... --export-cache " + ShellWord.of(cacheOf(cache) + ",mode=max")
                        + " --import-cache " + ShellWord.of(cacheOf(cache)));
            });
            if (hosts.spec().autoScaling().maxSize() > 1
                    && buildkit.cache().s3().isEmpty()) {
                lines.add("# The builders share no cache: each keeps its own, on its disk.");
            }
        });
        return String.join("\n", lines) + "\n";
    }

    private List<String> remote(BuildkitEndpointSpec endpoint) {
        String serverName = endpoint.tls().map(BuildkitTlsSpec::serverName).orElse("");
        String host = address.orElse("PRIVATE_IP");
        List<String> lines = new ArrayList<>();
        lines.add(
                address.isPresent()
                        ? "# Builds from elsewhere, past the load balancer (the paths must be absolute, and cacert is needed):"
                        : "# Builds from elsewhere, one builder a host (the paths must be absolute, and cacert is needed):");
        lines.add("docker buildx create --name " + hosts.context().name(hosts.key())
                + " --driver remote --driver-opt cacert=/absolute/ca.pem,cert=/absolute/cert.pem,key=/absolute/key.pem,servername="
                + serverName + " tcp://" + host + ":" + endpoint.port());
        lines.add("buildctl --addr tcp://" + host + ":" + endpoint.port()
                + " --tlscacert ca.pem --tlscert cert.pem --tlskey key.pem --tlsservername " + serverName
                + " debug workers");
        lines.add("# The same through Session Manager, from where no network leads there; then tcp://127.0.0.1:"
                + endpoint.port() + ":");
        lines.add(
                "aws ssm start-session --target INSTANCE_ID --document-name AWS-StartPortForwardingSession --parameters"
                        + " portNumber=" + endpoint.port() + ",localPortNumber=" + endpoint.port());
        return lines;
    }

    private String cacheOf(S3CacheSpec cache) {
        String region = cache.region().or(() -> hosts.context().region()).orElse("REGION");
        return "type=s3,region=" + region + ",bucket=" + cache.bucket()
                + (cache.prefix().isEmpty() ? "" : ",prefix=" + cache.prefix()) + ",name=app";
    }
}
