package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.EngineConfig;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Plan;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.testkit.HostileValue;
import dev.mullion.testkit.config.Project;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every place that takes free text meets every hostile value: it is refused in one readable line, or it stays text. */
class HostileInputTest {
    private static final String SILENCE_EXPERIMENTAL = "mullion:silence: [{id: MSH001, reason: a trial}]\n  ";

    /** Where a user writes free text: a stack file with {@code @} for it, and something harmless to compare with. */
    enum Place {
        TAG_VALUE("mullion:tags: {Owner: @}", "x"),
        TAG_KEY("mullion:tags: {@: x}", "x"),
        CLUSTER_KEY("mullion:ecs: {@: {capacity: {web: {instanceTypes: [m6i.large]}}}}", "x"),
        CLUSTER_NAME("mullion:ecs: {shop: {name: @, capacity: {web: {instanceTypes: [m6i.large]}}}}", "x"),
        CONTAINER_INSIGHTS(
                "mullion:ecs: {shop: {containerInsights: @, capacity: {web: {instanceTypes: [m6i.large]}}}}",
                "enabled"),
        CAPACITY_KEY("mullion:ecs: {shop: {capacity: {@: {instanceTypes: [m6i.large]}}}}", "x"),
        UNKNOWN_KEY("mullion:ecs: {shop: {@: 1, capacity: {web: {instanceTypes: [m6i.large]}}}}", "x"),
        STRATEGY(
                "mullion:ecs: {shop: {defaultCapacityProviderStrategy: [{capacity: @}],"
                        + " capacity: {web: {instanceTypes: [m6i.large]}}}}",
                "web"),
        STRATEGY_BESIDE_A_BAD_KEY(
                "mullion:ecs: {shop: {defaultCapacityProviderStrategy: [{capacity: web}],"
                        + " capacity: {@: {instanceTypes: [m6i.large]}}}}",
                "web"),
        OPERATING_SYSTEM(capacity("operatingSystem: @"), "WINDOWS_SERVER_2022_CORE"),
        INSTANCE_TYPE("mullion:ecs: {shop: {capacity: {web: {instanceTypes: [@]}}}}", "m6i.large"),
        NUMBER(capacity("minSize: @"), "x"),
        AMI(capacity("ami: @"), "latest"),
        AMI_ID(capacity("ami: {id: @}"), "ami-0123456789abcdef0"),
        AMI_PARAMETER(capacity("ami: {ssmParameter: @}"), "/golden"),
        AMI_NAME_PREFIX(capacity("ami: {owner: self, namePrefix: @}"), "golden-"),
        AMI_OWNER(capacity("ami: {owner: @, namePrefix: golden-}"), "self"),
        KMS_KEY(capacity("rootVolume: {kmsKeyId: @}"), "x"),
        SECURITY_GROUP(capacity("securityGroupIds: [@]"), "sg-0123456789abcdef0"),
        INSTANCE_PROFILE(capacity("instanceProfile: @"), "x"),
        PERMISSIONS_BOUNDARY(capacity("permissionsBoundary: @"), "arn:aws:iam::123456789012:policy/x"),
        STEP(capacity("steps: {before: [@]}"), "x.ps1"),
        STEP_FILE(capacity("steps: {before: [@]}"), "x"),
        AGENT_VERSION(capacity("agent: {version: @}"), "v1.106.1"),
        ATTRIBUTE_NAME(capacity("agent: {instanceAttributes: {@: x}}"), "x"),
        ATTRIBUTE_VALUE(capacity("agent: {instanceAttributes: {team: @}}"), "x"),
        INSTANCE_TAG_KEY(capacity("agent: {containerInstanceTags: {@: x}}"), "x"),
        INSTANCE_TAG_VALUE(capacity("agent: {containerInstanceTags: {team: @}}"), "x"),
        LOGGING_DRIVER(capacity("agent: {loggingDrivers: [@]}"), "awslogs"),
        LOCAL_ROUTE(capacity("agent: {awsvpcAdditionalLocalRoutes: [@]}"), "10.0.0.0/16"),
        VPC_ID("mullion:network: {vpcId: @, subnetIds: [subnet-0123456789abcdef0]}", "vpc-0a1b2c3d4e5f60718"),
        SUBNET_ID("mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [@]}", "subnet-0123456789abcdef0"),
        ZONE("mullion:network: {availabilityZones: [@]}", "eu-west-1a"),
        ZONE_BESIDE_VPC(
                "mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, availabilityZones: [@],"
                        + " subnetIds: [subnet-0123456789abcdef0]}",
                "eu-west-1a"),
        CIDR_BLOCK("mullion:network: {cidrBlock: @, availabilityZones: [eu-west-1a]}", "10.0.0.0/16"),
        REGION("aws:region: @\n  mullion:network: {availabilityZones: [eu-west-1a]}", "eu-west-1"),
        OTHER_NAMESPACE("my:own: @", "x"),
        OTHER_KEY("@: x", "x"),
        SECTION("'mullion:@': {}", "x"),
        SILENCE_ID("mullion:silence: [{id: @, reason: x}]", "EC2002"),
        SILENCE_PATH("mullion:silence: [{id: EC2002, reason: x, path: @}]", "x"),
        SILENCE_REASON("mullion:silence: [{id: EC2002, reason: @}]", "x"),
        HOSTS_KEY("mullion:hosts: {@: {instanceTypes: [m6i.large]}}", "a"),
        TOOL_VERSION(hosts("containerd: {version: @}"), "2.3.7"),
        TOOL_HASH(hosts("containerd: {sha256: @}"), "0".repeat(64)),
        TOOL_URL(hosts("containerd: {version: 2.3.7, url: @}"), "https://example.com/c.tar.gz"),
        NAMESERVER(hosts("containerNetwork: {nameservers: [@]}"), "10.0.0.2"),
        CNI_FOLDER(hosts("containerNetwork: {binDir: @}"), "C:\\\\x"),
        PROXY(hosts("proxy: {httpProxy: @}"), "http://proxy.example.com"),
        NO_PROXY(hosts("proxy: {httpProxy: 'http://proxy', noProxy: [@]}"), "x"),
        PRE_PULL(hosts("prePull: [@]"), "x/y"),
        PRE_PULL_NAMESPACE(hosts("prePull: [{image: x/y, namespace: @}]"), "x"),
        BUILDKIT_NAMESPACE(hosts("buildkit: {namespace: @}"), "x"),
        BUILDKIT_GROUP(hosts("buildkit: {groups: [@]}"), "x"),
        BUILDKIT_MEMBER(hosts("buildkit: {groups: [{name: x, members: [@]}]}"), "x"),
        MIRRORED_REGISTRY(hosts("buildkit: {mirrors: {@: [m.example.com]}}"), "docker.io"),
        MIRROR(hosts("buildkit: {mirrors: {docker.io: [@]}}"), "m.example.com"),
        CACHE_BUCKET(hosts("buildkit: {cache: {s3: {bucket: @}}}"), "cache"),
        CACHE_PREFIX(hosts("buildkit: {cache: {s3: {bucket: cache, prefix: @}}}"), "x"),
        SERVER_NAME(
                hosts("buildkit: {endpoint: {allowedCidrBlocks: [10.0.0.0/8], tls: {serverName: @, secretArn:"
                        + " 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:tls-AbCdEf'}}}"),
                "x"),
        MESH_HUB(mesh("hub: @"), "registry.example.com/istio"),
        MESH_TAG(mesh("hub: registry.example.com/x, tag: @"), "x"),
        MESH_CONTEXT("mullion:mesh: {profile: ambient, kubeContext: @}", "shop"),
        MESH_NAMESPACE(mesh("namespaces: [@]"), "shop"),
        MESH_REVISION(mesh("revision: @"), "x"),
        MESH_DNS(mesh("clusterDnsIp: @"), "10.0.0.10"),
        MESH_CONFIG(mesh("meshConfig: @"), "accessLogFile: x"),
        MESH_IMAGE(mesh("hostProcessImage: @"), "x/y"),
        MESH_GATEWAY_API(mesh("gatewayApi: {manifest: @}"), "x.yaml"),
        MESH_CNI(
                SILENCE_EXPERIMENTAL
                        + "mullion:mesh: {profile: ambient-windows, platform: custom, kubeContext: shop, hub: registry.example.com/x,"
                        + " tag: x, clusterDnsIp: 10.0.0.10, cni: {binDir: @, confDir: 'C:\\x', confFile: x.conf}}",
                "C:\\x"),
        PROJECT_NAME("", "shop"),
        STACK_DIRECTORY("", "."),
        STACK_NAME("", "dev");

        /** What the value of these could not reach: no preview is worth its time. */
        private static final Set<Place> NOWHERE =
                EnumSet.of(REGION, OTHER_NAMESPACE, OTHER_KEY, SILENCE_ID, SILENCE_PATH, SILENCE_REASON);

        private final String text;
        private final String harmless;

        Place(String text, String harmless) {
            this.text = text;
            this.harmless = harmless;
        }

        private static String capacity(String keys) {
            return "mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large], " + keys + "}}}}";
        }

        private static String hosts(String keys) {
            return "mullion:hosts: {ci: {instanceTypes: [m6i.large], " + keys + "}}";
        }

        private static String mesh(String keys) {
            String rest = keys.contains("hub: ") ? "" : ", hub: registry.example.com/x";
            return SILENCE_EXPERIMENTAL + "mullion:mesh: {profile: ambient-windows, platform: eks, kubeContext: shop, "
                    + keys + rest + (keys.contains("tag: ") ? "" : ", tag: x") + "}";
        }

        StackFile with(String value) {
            String yaml = yaml(this == STEP_FILE ? value + ".ps1" : value);
            StringBuilder config = new StringBuilder("config:\n");
            config.append(
                    text.startsWith("'")
                            ? "  \"mullion:" + yaml.substring(1) + ": {}\n"
                            : "  " + text.replace("@", yaml) + "\n");
            if (!text.contains("aws:region:")) {
                config.append("  aws:region: eu-west-1\n");
            }
            if (!text.contains("mullion:network:")) {
                config.append(
                        "  mullion:network: {vpcId: vpc-0a1b2c3d4e5f60718, subnetIds: [subnet-0123456789abcdef0]}\n");
            }
            if (!text.contains("mullion:ecs:")) {
                config.append("  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}\n");
            }
            StackFile file = StackFile.of(config.toString()).with("x.ps1", "Write-Host 1\n");
            return switch (this) {
                case PROJECT_NAME -> file.with("Pulumi.yaml", "name: " + yaml + "\n");
                case STACK_DIRECTORY -> file.with("Pulumi.yaml", "name: shop\nstackConfigDir: " + yaml + "\n");
                case STEP_FILE -> canBeAFile(value) ? file.with(value + ".ps1", "Write-Host 1\n") : file;
                case STACK_NAME ->
                    new StackFile(new Project(value, file.project().files()));
                default -> file;
            };
        }
    }

    /** Linux takes any name of up to 255 bytes without NUL and slash; a lone surrogate has no bytes. */
    private static boolean canBeAFile(String value) {
        return value.length() < 250 && !value.matches("(?s).*[\0/\uD83D].*");
    }

    static Stream<Arguments> placesAndValues() {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of(HostileValue.values()).map(value -> Arguments.of(place, value)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("placesAndValues")
    void hostileValueIsRefusedInOneLineOrStaysText(Place place, HostileValue hostile) {
        StackFile file = place.with(hostile.value());

        List<String> problems = file.problems();

        if (problems.isEmpty()) {
            staysText(place, file);
        } else {
            assertThat(problems).allMatch(line -> line.length() < 600, "is no longer than a reader needs");
        }
    }

    private static void staysText(Place place, StackFile file) {
        if (!Place.NOWHERE.contains(place)) {
            assertThat(plan(file).diagnostics())
                    .noneMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
        }
        Map<String, String> harmless = place.with(place.harmless).scripts();
        assertThat(code(file.scripts())).isEqualTo(code(harmless));
        assertThat(file.warnings()).allMatch(line -> line.length() < 600, "is no longer than a reader needs");
    }

    private static Plan plan(StackFile file) {
        return file.project().inDirectory(directory -> {
            EngineConfig engine = file.project().config(directory).engine();
            return PreviewEngine.preview(StackInput.of(engine), file.program(directory));
        });
    }

    private static List<String> code(Map<String, String> scripts) {
        return scripts.values().stream()
                .map(script -> PowerShellCode.of(script).code())
                .toList();
    }

    /** The value in double quotes, with everything but plain ASCII escaped as YAML does. */
    static String yaml(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7F) {
                text.append(c);
            } else {
                text.append(String.format("\\u%04X", (int) c));
            }
        }
        return text.append('"').toString();
    }
}
