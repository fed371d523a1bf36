package dev.mullion.ecs;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * The agent from its archive, in a version that you name and with a hash that is checked before anything of it runs,
 * instead of the image's own installation. One key stands for a whole older recipe: the archive, a service that starts at
 * boot and again when it dies, no roles for tasks and no interfaces of their own, instances with public IPs in public
 * subnets, a root volume of 128 GiB. Use it to keep what was made by hand; new clusters are better off without.
 *
 * <pre>{@code
 * agent:
 *   archive:
 *     version: v1.106.1
 *     sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
 *     url: https://artifacts.example.com/ecs-agent-windows-v1.106.1.zip      # AWS's when not given
 * }</pre>
 *
 * @param version the agent's version, such as v1.106.1
 * @param sha256 the archive's SHA-256 in hexadecimal; AWS publishes none for this archive, so compute it from a copy whose
 *     PGP signature you checked
 * @param url where the archive lies, https; AWS's bucket when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-agent.html">Signature of the agent</a>
 */
@GenerateBuilder
public record AgentArchiveSpec(
        @Required @Explain(api = "release of amazon-ecs-agent", example = "v1.106.1") @Matches(AgentArchiveSpec.VERSION)
        String version,

        @Required
        @Explain(
                api = "SHA-256 of ecs-agent-windows-VERSION.zip",
                example = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
        @Matches(AgentArchiveSpec.SHA256)
        String sha256,

        @Explain(
                api = "address of ecs-agent-windows-VERSION.zip",
                example = "https://mirror.example.com/ecs-agent-windows-v1.106.1.zip")
        @Matches(AgentArchiveSpec.URL)
        Optional<String> url)
        implements Spec {
    /** AWS's older versions carry the release of the package: v1.14.0-1.windows.1. */
    static final String VERSION = "v\\d+\\.\\d+\\.\\d+(-\\d+\\.windows\\.\\d+)?";

    static final String SHA256 = "[0-9A-Fa-f]{64}";
    static final String URL = "https://[A-Za-z0-9.-]+(:\\d{1,5})?/[A-Za-z0-9._~%/+=?&@:-]+";

    public static AgentArchiveSpecBuilder builder() {
        return new AgentArchiveSpecBuilder();
    }

    /** Where the archive is read from. */
    public String source() {
        return url.orElse("https://s3.amazonaws.com/amazon-ecs-agent/ecs-agent-windows-" + version + ".zip");
    }

    @Override
    public void check(Problems problems) {
        if (version.isEmpty()) {
            problems.at("version").add("has no value; name the agent's version, such as v1.106.1");
        } else if (!AgentArchiveSpecBuilder.matchesVersion(version)) {
            problems.at("version")
                    .refuse(version, "use a version, such as v1.106.1: what is latest has no hash to check");
        }
        if (sha256.isEmpty()) {
            problems.at("sha256").add("has no value; give the archive's SHA-256, without which nothing of it may run");
        } else if (!AgentArchiveSpecBuilder.matchesSha256(sha256)) {
            problems.at("sha256").refuse(sha256, "use the 64 hexadecimal digits of a SHA-256");
        }
        url.filter(text -> !AgentArchiveSpecBuilder.matchesUrl(text)).ifPresent(text -> problems.at("url")
                .refuse(text, "use an https address, such as https://artifacts.example.com/ecs-agent.zip"));
    }
}
