package dev.mullion.hosts;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.KeysMatch;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Unwrapped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * BuildKit as a service beside containerd, so that images of Windows are built on the host.
 *
 * <pre>{@code
 * buildkit:
 *   groups: [buildkit-users]
 *   gc: {maxUsedSpaceGib: 200}
 *   mirrors: {docker.io: [mirror.example.com]}
 *   endpoint:
 *     tls: {secretArn: …, serverName: builders.internal.example}
 *     allowedCidrBlocks: [10.80.0.0/16]
 * }</pre>
 *
 * @param tool which release of BuildKit
 * @param groups local groups that may use its pipe, beside administrators
 * @param namespace of containerd that its images are in; {@code buildkit} when not given. {@code default} shares them with
 *     nerdctl
 * @param maxParallelism how many steps of builds run at once, 1 to 64; 4 when not given
 * @param hypervIsolation builds run in Hyper-V containers; false when not given. It needs hyperV and BuildKit 0.34
 * @param gc how much of the disk the cache may fill
 * @param history how many builds are remembered
 * @param mirrors registries that are asked first, by the registry they stand for: {@code docker.io: [mirror.example.com]}
 * @param cache where several builders share what they built
 * @param endpoint BuildKit on the network; its named pipe alone when not given
 * @param stopTimeoutSeconds how long Windows waits for running builds when it shuts down, 20 to 3600; 900 when not given
 * @param debug its log says more; false when not given
 * @param testBuild each boot builds an image of three lines and fails where it can not; false when not given
 * @see <a href="https://github.com/moby/buildkit/blob/v0.34.2/docs/windows.md">BuildKit on Windows</a>
 */
@GenerateBuilder
public record BuildkitSpec(
        @Unwrapped ToolSpec tool,

        @Explain(api = "grpc group of buildkitd", example = "[docker-users]") @Singular("group")
        List<BuildkitGroupSpec> groups,

        @Explain(api = "buildkitd.toml worker.containerd.namespace", example = "default")
        @Matches(PrePullSpec.NAMESPACE)
        @Default("buildkit")
        String namespace,

        @Explain(api = "buildkitd.toml worker.containerd.max-parallelism", example = "8")
        @Range(min = 1, max = 64)
        @Default("4")
        int maxParallelism,

        @Explain(api = "buildkitd.toml worker.containerd.runtime", example = "true")
        boolean hypervIsolation,

        @Explain(api = "buildkitd.toml worker.containerd.gcpolicy", example = "{maxUsedSpaceGib: 100}")
        BuildkitGcSpec gc,

        @Explain(api = "buildkitd.toml history", example = "{maxEntries: 100}")
        BuildkitHistorySpec history,

        @Explain(api = "buildkitd.toml registry.mirrors", example = "{docker.io: [mirror.example.com]}")
        @Singular("mirror")
        @KeysMatch(BuildkitSpec.REGISTRY)
        Map<String, List<String>> mirrors,

        @Explain(api = "cache of buildctl", example = "{s3: {bucket: build-cache}}")
        BuildkitCacheSpec cache,

        @Explain(
                api = "buildkitd.toml grpc.address",
                example =
                        "{tls: {secretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:buildkit-AbCdEf, serverName: buildkit.example.com}, allowedCidrBlocks: [10.0.0.0/8]}")
        Optional<BuildkitEndpointSpec> endpoint,

        @Explain(api = "preshutdown timeout of the service", example = "1800")
        @Range(min = 20, max = 3_600)
        @Default("900")
        int stopTimeoutSeconds,

        @Explain(api = "buildkitd.toml debug", example = "true")
        boolean debug,

        @Explain(example = "true") boolean testBuild)
        implements Spec {
    static final String REGISTRY = "[A-Za-z0-9.-]+(:\\d{1,5})?";
    private static final Pattern MIRROR = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._/-]+)?");

    /** https://github.com/moby/buildkit/pull/7067 */
    private static final ToolVersion HYPERV_SINCE = new ToolVersion(0, 34, 0);

    public static BuildkitSpecBuilder builder() {
        return new BuildkitSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        tool.check(WindowsTool.BUILDKIT, problems);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).check(problems.at("groups").at(i));
            if (!names.add(groups.get(i).name().toLowerCase(Locale.ROOT))) {
                problems.at("groups").at(i).refuse(groups.get(i).name(), "name each group once");
            }
        }
        if (!BuildkitSpecBuilder.matchesNamespace(namespace)) {
            problems.at("namespace").refuse(namespace, "use a containerd namespace, such as buildkit or default");
        }
        BuildkitSpecBuilder.checkMaxParallelism(maxParallelism, problems);
        gc.check(problems.at("gc"));
        history.check(problems.at("history"));
        checkMirrors(problems.at("mirrors"));
        cache.check(problems.at("cache"));
        endpoint.ifPresent(spec -> spec.check(problems.at("endpoint")));
        BuildkitSpecBuilder.checkStopTimeoutSeconds(stopTimeoutSeconds, problems);
        ToolVersion version = tool.archive(WindowsTool.BUILDKIT).version();
        if (hypervIsolation && version.isBefore(HYPERV_SINCE)) {
            problems.given("version")
                    .at("hypervIsolation")
                    .refuse(
                            true,
                            "use BuildKit " + HYPERV_SINCE + " or later (version, sha256), or false: " + version
                                    + " builds without Hyper-V only");
        }
    }

    private void checkMirrors(Problems problems) {
        mirrors.forEach((registry, hosts) -> {
            if (!BuildkitSpecBuilder.matchesKeyOfMirrors(registry)) {
                problems.atKey(registry).add("is no registry; use its host, such as docker.io");
            }
            if (hosts.isEmpty()) {
                problems.at(registry).add("names no mirror; use at least one, such as [mirror.example.com]");
            }
            for (int i = 0; i < hosts.size(); i++) {
                if (!MIRROR.matcher(hosts.get(i)).matches()) {
                    problems.at(registry)
                            .at(i)
                            .refuse(hosts.get(i), "use a host without scheme, such as mirror.example.com");
                }
            }
        });
    }
}
