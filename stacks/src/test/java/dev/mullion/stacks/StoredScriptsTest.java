package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.s3.BucketV2Args;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.text.Sha256;
import dev.mullion.ec2.UserDataSpec.Storage;
import dev.mullion.plan.Plan;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.testkit.preview.Planned;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that machines get from S3, on each platform. */
class StoredScriptsTest {
    private static final String STACK = """
            config:
              aws:region: eu-west-1
              mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
              mullion:ecs:
                web:
                  capacity:
                    made: {instanceTypes: [m6i.large], userData: {storage: s3}}
                    given: {instanceTypes: [m6i.large], userData: {storage: s3, bucket: artifacts}, instanceProfile: ours}
                    long: {instanceTypes: [m6i.large], steps: {before: [long.ps1]}}
                    short: {instanceTypes: [m6i.large]}
              mullion:eks:
                shop:
                  endpointPublicAccess: true
                  publicAccessCidrs: [192.0.2.0/24]
                  linuxNodePools: {system: {instanceTypes: [m6i.large]}}
                  windowsNodePools:
                    own: {instanceTypes: [m6i.2xlarge], ownBootstrap: true, userData: {storage: s3}}
                    ahead: {instanceTypes: [m6i.2xlarge], steps: {before: [long.ps1]}, nodeRoleArn: 'arn:aws:iam::123456789012:role/nodes'}
            """;

    private static final String BUCKET = "${web-made-user-data.bucket}";

    private final Path project;
    private final StackConfig config;
    private final StackProgram program;
    private final Planned planned;

    StoredScriptsTest(@TempDir Path project) throws IOException {
        this.project = project;
        Files.writeString(project.resolve("long.ps1"), "Write-Host 'a line of many'\n".repeat(580));
        config = config(STACK);
        program = StackProgram.of(config, project);
        planned = planned(config, program);
    }

    @Test
    void areObjectsOfABucketThatNobodyElseReads() {
        assertThat(lines(planned.tree(), "web-made-user-data")).isEqualTo("""
                aws:s3/bucketV2:BucketV2 web-made-user-data
                aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock web-made-user-data-public-access
                aws:s3/bucketOwnershipControls:BucketOwnershipControls web-made-user-data-ownership
                aws:s3/bucketObjectv2:BucketObjectv2 web-made-user-data-script
                aws:s3/bucketPolicy:BucketPolicy web-made-user-data-policy
                aws:iam/rolePolicy:RolePolicy web-made-user-data-read
                """);
        assertThat(planned.inputs("BucketV2 web-made-user-data")).isEqualTo("""
                bucketPrefix: web-made-dev-
                forceDestroy: true
                tags: {Name: web-made-user-data-dev, mullion:component: web-made, mullion:project: shop, mullion:stack: dev}
                """);
        assertThat(planned.inputs("BucketPublicAccessBlock web-made-user-data-public-access"))
                .isEqualTo("""
                blockPublicAcls: true
                blockPublicPolicy: true
                bucket: ${web-made-user-data.bucket}
                ignorePublicAcls: true
                restrictPublicBuckets: true
                """);
        assertThat(planned.inputs("BucketOwnershipControls web-made-user-data-ownership"))
                .isEqualTo("""
                bucket: ${web-made-user-data.bucket}
                rule: {objectOwnership: BucketOwnerEnforced}
                """);
        assertThat(planned.inputs("BucketPolicy web-made-user-data-policy")).isEqualTo("""
                bucket: ${web-made-user-data.bucket}
                policy: {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*",\
                "Resource":["arn:aws:s3:::${web-made-user-data.bucket}","arn:aws:s3:::${web-made-user-data.bucket}/*"],\
                "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
                """);
        assertThat(planned.inputs("RolePolicy web-made-user-data-read")).isEqualTo("""
                policy: {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",\
                "Resource":"arn:aws:s3:::${web-made-user-data.bucket}/web-made-dev/*"}]}
                role: ${web-made-role.name}
                """);
    }

    @Test
    void standUnderTheirHashForTheDocumentThatGetsThem() {
        String script = script("web-made");
        String key = "web-made-dev/" + Sha256.hex(script) + ".ps1";

        assertThat(planned.inputs("BucketObjectv2 web-made-user-data-script"))
                .isEqualTo(
                        "bucket: " + BUCKET + "\ncontent: " + script + "\ncontentType: text/plain\nkey: " + key + "\n");
        assertThat(userData("web-made"))
                .startsWith("<powershell>\nSet-StrictMode")
                .contains("    $bucket = '" + BUCKET + "'\n    $key = '" + key + "'\n    $sha256 = '"
                        + Sha256.hex(script) + "'\n")
                .endsWith("""

                        Stop-Transcript | Out-Null
                        & ([ScriptBlock]::Create($fetched.Script))
                        </powershell>
                        <powershellArguments>-ExecutionPolicy Unrestricted -NoProfile -NonInteractive</powershellArguments>
                        <persist>true</persist>
                        """);
    }

    @Test
    void areThereBeforeAMachineBoots() {
        assertThat(planned.dependencies("BucketObjectv2 web-made-user-data-script"))
                .contains(
                        "BucketPublicAccessBlock web-made-user-data-public-access",
                        "BucketOwnershipControls web-made-user-data-ownership");
        assertThat(planned.dependencies("Group web-made-auto-scaling-group"))
                .contains(
                        "BucketObjectv2 web-made-user-data-script",
                        "BucketPolicy web-made-user-data-policy",
                        "RolePolicy web-made-user-data-read");
        assertThat(planned.dependencies("NodeGroup shop-own-node-group"))
                .contains("BucketObjectv2 shop-own-user-data-script", "RolePolicy shop-own-user-data-read");
    }

    @Test
    void lieInABucketOfTheUsersWhereOneIsGiven() {
        assertThat(lines(planned.tree(), "web-given-user-data"))
                .isEqualTo("aws:s3/bucketObjectv2:BucketObjectv2 web-given-user-data-script\n");
        assertThat(planned.input("BucketObjectv2 web-given-user-data-script", "bucket"))
                .isEqualTo("artifacts");
        assertThat(userData("web-given")).contains("$bucket = 'artifacts'\n");
    }

    @Test
    void goToS3ByThemselvesWhereTheyDoNotFitAndOtherwiseNot() {
        assertThat(planned.input("BucketObjectv2 web-long-user-data-script", "content"))
                .isEqualTo(script("web-long"));
        assertThat(planned.tree()).doesNotContain("web-short-user-data");
        assertThat(userData("web-short"))
                .isEqualTo(Objects.requireNonNull(program.scripts().get("web-short"))
                        .text());
    }

    @Test
    void haveAStandInForAHashThatOnlyADeploymentKnows() {
        String script = script("shop-own");
        String hash = "${shop-own.userDataSha256(" + Sha256.hex(script).substring(0, 12) + ")}";

        assertThat(script).contains("'APIServerEndpoint' = '${shop-cluster.endpoint}'");
        assertThat(planned.input("BucketObjectv2 shop-own-user-data-script", "content"))
                .isEqualTo(script);
        assertThat(planned.input("BucketObjectv2 shop-own-user-data-script", "key"))
                .isEqualTo("shop-own-dev/" + hash + ".ps1");
        assertThat(userData("shop-own")).contains("$sha256 = '" + hash + "'\n");
    }

    @Test
    void runAheadOfEksOwnBootstrapInItsOneTag() {
        String script = script("shop-ahead");

        assertThat(planned.input("BucketObjectv2 shop-ahead-user-data-script", "key"))
                .isEqualTo("shop-ahead-dev/" + Sha256.hex(script) + ".ps1");
        assertThat(userData("shop-ahead"))
                .startsWith("<powershell>\n& {\nSet-StrictMode")
                .endsWith("\n& ([ScriptBlock]::Create($fetched.Script))\n}\n</powershell>\n");
    }

    @Test
    void areReadByRolesOfTheUsersWhereTheseAllowIt() {
        assertThat(planned.tree()).doesNotContain("web-given-user-data-read", "shop-ahead-user-data-read");
        assertThat(program.warnings())
                .filteredOn(warning -> warning.id().equals("EC2007"))
                .extracting(warning -> warning.toString().replace(project + "/", ""))
                .containsExactly(
                        "Pulumi.dev.yaml:8:106: warning EC2007: mullion:ecs.web.capacity.given.instanceProfile: user data"
                                + " goes to S3, and the role of the existing instance profile ours must allow s3:GetObject on"
                                + " arn:aws:s3:::artifacts/web-given-dev/*",
                        "Pulumi.dev.yaml:18:89: warning EC2007: mullion:eks.shop.windowsNodePools.ahead.nodeRoleArn: user"
                                + " data goes to S3, and the role arn:aws:iam::123456789012:role/nodes must allow"
                                + " s3:GetObject on shop-ahead-dev/* in the bucket that is made (userData.bucket names one"
                                + " of yours)");
    }

    @Test
    void arePrintedWithTheReason() throws IOException {
        StringWriter text = new StringWriter();
        PreviewText.write(planned.plan(), Optional.of(program), "dev", Optional.empty(), text);

        assertThat(text.toString().replaceFirst("(?s).*\\nScripts that", "Scripts that"))
                .isEqualTo("""
                Scripts that machines will run:
                    shop-ahead.ps1  21,103 bytes from S3 (user data would be 21,130 of 16,384), at the first boot, EC2Launch v2
                    shop-own.ps1     5,683 bytes from S3 (storage: s3), at every boot, EC2Launch v2
                    web-given.ps1    6,004 bytes from S3 (storage: s3), at every boot, EC2Launch v2
                    web-long.ps1    25,716 bytes from S3 (user data would be 25,867 of 16,384), at every boot, EC2Launch v2
                    web-made.ps1     6,004 bytes from S3 (storage: s3), at every boot, EC2Launch v2
                    web-short.ps1    6,155 of 16,384 bytes, at every boot, EC2Launch v2
                """);
    }

    @Test
    void areRenderedBesideWhatGetsThem() {
        Map<String, String> files = PreviewText.files(program);

        assertThat(files.keySet().stream().filter(name -> name.endsWith(".ps1")))
                .containsExactly(
                        "shop-ahead.ps1",
                        "shop-ahead.user-data.ps1",
                        "shop-own.ps1",
                        "shop-own.user-data.ps1",
                        "web-given.ps1",
                        "web-given.user-data.ps1",
                        "web-long.ps1",
                        "web-long.user-data.ps1",
                        "web-made.ps1",
                        "web-made.user-data.ps1",
                        "web-short.ps1");
        for (String name : List.of("shop-ahead", "shop-own", "web-given", "web-long", "web-made")) {
            assertThat(userData(name)).startsWith("<powershell>\n" + files.get(name + ".user-data.ps1"));
        }
    }

    @Test
    void areWholeInTheStacksExport() {
        assertThat(planned.plan().steps().get(0).newState().outputs().toString())
                .contains("a line of many", "Confirm-EcsAgent");
    }

    @Test
    void areTheSameInJava() {
        Consumer<Stack> java = stack -> {
            var network = stack.network("network", n -> n.availabilityZones("eu-west-1a", "eu-west-1b"));
            stack.ecsCluster("web", network, c -> c.capacity(
                            "made", g -> g.instanceTypes("m6i.large").userData(u -> u.storage(Storage.S3)))
                    .capacity("given", g -> g.instanceTypes("m6i.large")
                            .userData(u -> u.storage(Storage.S3).bucket("artifacts"))
                            .instanceProfile("ours"))
                    .capacity("long", g -> g.instanceTypes("m6i.large").steps(s -> s.before("long.ps1")))
                    .capacity("short", g -> g.instanceTypes("m6i.large")));
            stack.eksCluster("shop", network, c -> c.endpointPublicAccess(true)
                    .publicAccessCidrs("192.0.2.0/24")
                    .linuxNodePool("system", p -> p.instanceTypes("m6i.large"))
                    .windowsNodePool("own", p -> p.instanceTypes("m6i.2xlarge")
                            .ownBootstrap(true)
                            .userData(u -> u.storage(Storage.S3)))
                    .windowsNodePool("ahead", p -> p.instanceTypes("m6i.2xlarge")
                            .steps(s -> s.before("long.ps1"))
                            .nodeRoleArn("arn:aws:iam::123456789012:role/nodes")));
        };
        StackConfig bare = config("config:\n  aws:region: eu-west-1\n");
        StackProgram ofJava = StackProgram.of(bare, project, java);

        assertThat(planned(bare, ofJava).plan().steps())
                .isEqualTo(planned.plan().steps());
        assertThat(PreviewText.files(ofJava)).isEqualTo(PreviewText.files(program));
        assertThat(planned(
                                bare,
                                StackProgram.of(
                                        bare,
                                        project,
                                        java.andThen(stack -> stack.customize(
                                                BucketV2Args.Builder.class,
                                                "web-made-user-data",
                                                args -> args.forceDestroy(false)))))
                        .input("BucketV2 web-made-user-data", "forceDestroy"))
                .isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "eks"})
    void areRefusedWhereTheyMayGoNowhereElse(String section) {
        String inline = STACK.replace(
                "steps: {before: [long.ps1]}", "steps: {before: [long.ps1]}, userData: {storage: inline}");

        assertThat(StackFile.of(inline)
                        .with("long.ps1", "Write-Host 'a line of many'\n".repeat(580))
                        .problems())
                .filteredOn(line -> line.contains("mullion:" + section))
                .containsExactly(
                        section.equals("ecs")
                                ? "Pulumi.dev.yaml:9:15: mullion:ecs.web.capacity.long: script is 25,867 bytes with its tags;"
                                        + " EC2 takes at most 16,384 (raw, before base64); use userData: {storage: auto} or"
                                        + " {storage: s3}, which keep it in S3, shorten the steps of your own, or bake them"
                                        + " into the AMI"
                                : "Pulumi.dev.yaml:18:16: mullion:eks.shop.windowsNodePools.ahead: script is 21,130 bytes"
                                        + " with its tags; EC2 takes at most 16,384 (raw, before base64); use userData:"
                                        + " {storage: auto} or {storage: s3}, which keep it in S3, shorten the steps of your"
                                        + " own, or bake them into the AMI");
    }

    private String script(String name) {
        return Objects.requireNonNull(program.scripts().get(name)).script();
    }

    private String userData(String name) {
        return new String(
                Base64.getDecoder().decode(planned.input("LaunchTemplate " + name + "-launch-template", "userData")),
                StandardCharsets.US_ASCII);
    }

    private static String lines(String tree, String part) {
        return tree.lines()
                .filter(line -> line.contains(part))
                .map(line -> line.strip() + "\n")
                .reduce("", String::concat);
    }

    private static Planned planned(StackConfig config, StackProgram program) {
        Plan plan = PreviewEngine.preview(StackInput.of(config.engine()), program);
        assertThat(plan.failed()).isFalse();
        return new Planned(plan);
    }

    private StackConfig config(String stackFile) {
        try {
            Files.writeString(project.resolve("Pulumi.yaml"), "name: shop\nruntime: java\n");
            Files.writeString(project.resolve("Pulumi.dev.yaml"), stackFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return StackConfig.load(project, "dev", Optional.empty());
    }
}
