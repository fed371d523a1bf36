package dev.mullion.review.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.json.Json;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.review.fleet.StackReferences;
import dev.mullion.testkit.GitFixture;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.HostileValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorFilesTest {
    private static final ProgramSource GIT = new ProgramSource.Git(
            "pulumi/pulumi:3.260.0-nonroot",
            "https://github.com/acme/platform",
            Optional.of("main"),
            Optional.empty(),
            Optional.of("git"),
            Optional.of("next"));

    private static final ProgramSource IMAGE = new ProgramSource.Image("registry.example.com/platform:1.4.0");

    private static final String NETWORK = """
            secretsprovider: awskms://alias/pulumi?region=eu-west-1
            encryptedkey: AQID
            config:
              aws:region: eu-west-1
              network:token: {secure: AAAB}
              mullion:network:
                availabilityZones: [eu-west-1a, eu-west-1b]
              mullion:tags: {Owner: platform, Ticket: 12345, Public: false, Since: 2026-11-30, Note: "on"}
            """;

    private static final String CLUSTERS = """
            encryptionsalt: v1:salt
            config:
              clusters:database: {user: app, password: {secure: AAAC}}
              mullion:network:
                vpcId: {stack: organization/network/prod, output: vpcId}
                subnetIds: [{stack: organization/network/prod, output: a}, {stack: organization/shared/prod, output: b}]
              mullion:eks:
                shop:
                  windowsNodePools:
                    zeta: {instanceTypes: [m6i.large]}
                    alpha: {instanceTypes: [m6i.large], maxSize: 10}
            """;

    @TempDir
    private Path directory = Path.of("");

    private final List<FleetStack> stacks = new ArrayList<>();

    @Test
    void stacksOfARepositoryAndOnesThatPreviewABranch() throws IOException {
        OperatorFiles files = make(platform(), settings(GIT));

        assertThat(files.files())
                .containsOnlyKeys(
                        "service-account.yaml",
                        "stack-clusters-prod-preview.yaml",
                        "stack-clusters-prod.yaml",
                        "stack-network-prod-preview.yaml",
                        "stack-network-prod.yaml");
        match("git", files.files());
        assertThat(files.notes())
                .containsExactly(
                        file("clusters") + ":6:64: mullion:network.subnetIds[1]: note: the stack"
                                + " organization/shared/prod is not among these, and nothing waits for it; deploy it first",
                        "needs the Secret clusters-prod-preview-secrets: PULUMI_CONFIG_PASSPHRASE",
                        "needs the Secret clusters-prod-secrets: PULUMI_CONFIG_PASSPHRASE, clusters.database (JSON)",
                        "needs the Secret git: accessToken",
                        "needs the Secret network-prod-secrets: network.token");
    }

    @Test
    void stacksOfAnImageAndHowItIsMade() throws IOException {
        OperatorFiles files = make(platform(), settings(IMAGE));

        assertThat(files.files())
                .containsOnlyKeys(
                        "Dockerfile",
                        "image/programs.txt",
                        "image/work/clusters/Pulumi.yaml",
                        "image/work/network/Pulumi.yaml",
                        "service-account.yaml",
                        "stack-clusters-prod.yaml",
                        "stack-network-prod.yaml");
        Map<String, String> made = new TreeMap<>(files.files());
        assertThat(made.remove("Dockerfile")).contains("COPY --from=operator image/programs.txt /tmp/programs.txt\n");
        match("image", made);
    }

    @Test
    void sameStacksGiveTheSameBytesInWhateverOrderTheyCome() throws IOException {
        OperatorFilesTest test = platform();
        OperatorFiles files = make(test, settings(GIT));

        Collections.reverse(stacks);

        assertThat(make(test, settings(GIT))).isEqualTo(files);
    }

    @Test
    void noSecretNorAnyCiphertextIsInAFile() throws IOException {
        OperatorFiles files = make(platform(), settings(IMAGE));

        assertThat(String.join("\n", files.files().values())).doesNotContain("AAAB", "AAAC", "AQID", "v1:salt");
    }

    /** What lies in Pulumi.yaml would lie in the image, and an address stands in every object. */
    @Test
    void whatPulumiYamlHoldsOfSecretsIsRefused() throws IOException {
        stack("shop", "dev", "secretsprovider: awskms://a:hunter2@b\nconfig: {'mullion:tags': {}}\n")
                .file("shop/Pulumi.yaml", """
                        name: shop
                        runtime: java
                        main: program
                        backend: {url: 'postgres://user:hunter2@db'}
                        config: {'shop:token': {value: {secure: 'v1:AAAD'}}}
                        """);
        stack("tax", "dev", "config: {'mullion:tags': {}}\n");
        stack("tax", "prod", "config: {'mullion:tags': {}}\n")
                .file("tax/Pulumi.yaml", "name: tax\nruntime: java\nmain: program\nBackend: {url: 'file://~'}\n");
        String place =
                ": backend: is no address that all objects may show, or a folder, which a pod loses; use one without a"
                        + " password, such as s3://states";

        refuses(
                settings(IMAGE),
                directory.resolve("shop/Pulumi.yaml") + place,
                file("shop", "dev")
                        + ": secretsprovider: is no address that all objects may show; use one without a password,"
                        + " such as awskms://alias/pulumi",
                directory.resolve("tax/Pulumi.yaml") + place,
                directory.resolve("shop/Pulumi.yaml")
                        + ": config: holds a secret (secure:), which would be in the image; let the stack files have it");
    }

    @Test
    void anotherOrganizationsStackIsNotWaitedForUnnoticed() throws IOException {
        stack("network", "prod", "config: {'mullion:tags': {}}\n");
        stack("shop", "prod", reads("acme/network/prod"));

        assertThat(make(this, settings(IMAGE)).notes())
                .contains(file("shop") + ":3:12: mullion:network.vpcId: note: the stack acme/network/prod is of another"
                        + " organization than these, organization (--organization): what is read there is not what is deployed"
                        + " here");
    }

    @ParameterizedTest
    @EnumSource(
            value = HostileValue.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "LONE_SURROGATE") // no file holds one
    void aValueComesBackAsItIs(HostileValue value) throws IOException {
        String json = Json.text(out -> out.writeString(value.value()));
        stack("shop", "dev", "config: {'shop:note': " + json + ", 'mullion:tags': {Note: " + json + "}}\n");

        String object = make(this, settings(IMAGE)).files().get("stack-shop-dev.yaml");

        assertThat(KubernetesObject.read("x", String.valueOf(object)))
                .singleElement()
                .satisfies(read -> {
                    assertThat(read.at("spec", "config", "shop:note")).contains(value.value());
                    assertThat(read.at("spec", "config", "mullion:tags", "Note"))
                            .contains(value.value());
                });
    }

    @Test
    void whereStatesAreAndWhatEncryptsThem() throws IOException {
        stack("own", "dev", "config: {'mullion:tags': {}}\n")
                .file("own/Pulumi.yaml", "name: own\nruntime: java\nmain: program\nbackend:\n  url: s3://own\n");
        stack("cloud", "dev", "encryptionsalt: v1:a\nconfig: {'mullion:tags': {}}\n");
        stack("plain", "dev", "config: {'mullion:tags': {}}\n");
        OperatorSettings none = settings(IMAGE, Optional.empty(), Optional.empty(), Map.of());

        assertThat(make(this, none).notes())
                .containsExactly(
                        "needs the Secret cloud-dev-secrets: PULUMI_CONFIG_PASSPHRASE",
                        "needs the Secret own-dev-secrets: PULUMI_CONFIG_PASSPHRASE",
                        "needs the Secret pulumi-access-token: PULUMI_ACCESS_TOKEN");
        OperatorFiles kms =
                make(this, settings(IMAGE, Optional.of("s3://all"), Optional.of("awskms://alias/a"), Map.of()));
        assertThat(kms.notes()).containsExactly("needs the Secret cloud-dev-secrets: PULUMI_CONFIG_PASSPHRASE");
        assertThat(kms.files().get("stack-own-dev.yaml"))
                .contains("  backend: s3://own\n  secretsProvider: awskms://alias/a\n");
        assertThat(kms.files().get("stack-plain-dev.yaml"))
                .contains("  backend: s3://all\n  secretsProvider: awskms://alias/a\n");
        assertThat(kms.files().get("stack-cloud-dev.yaml"))
                .contains("  backend: s3://all\n  envRefs:\n    PULUMI_CONFIG_PASSPHRASE:\n");
    }

    @Test
    @Tag("adversary")
    void aProjectDoesNotChooseWhoGetsTheToken() throws IOException {
        stack("shop", "dev", "config: {'mullion:tags': {}}\n")
                .file(
                        "shop/Pulumi.yaml",
                        "name: shop\nruntime: java\nmain: program\nbackend: {url: 'https://pulumi.evil.example'}\n");

        refuses(
                settings(IMAGE),
                directory.resolve("shop/Pulumi.yaml")
                        + ": backend: got \"https://pulumi.evil.example\", where workspaces would sign in with your token;"
                        + " leave it out, or give the same with --backend");
        assertThat(make(this, settings(IMAGE, Optional.of("https://pulumi.evil.example"), Optional.empty(), Map.of()))
                        .notes())
                .containsExactly("needs the Secret pulumi-access-token: PULUMI_ACCESS_TOKEN");
    }

    @Test
    void aCommitOfAnSshAddress() throws IOException {
        String commit = "0123456789abcdef0123456789abcdef01234567";
        ProgramSource git = new ProgramSource.Git(
                "pulumi/pulumi:3.260.0-nonroot",
                "git@github.com:acme/platform.git",
                Optional.empty(),
                Optional.of(commit),
                Optional.of("key"),
                Optional.empty());
        stack("shop", "dev", "config: {'mullion:tags': {}}\n");

        OperatorFiles files = make(this, settings(git));

        assertThat(files.files().get("stack-shop-dev.yaml")).contains("""
                  projectRepo: git@github.com:acme/platform.git
                  commit: "%s"
                  repoDir: shop
                  gitAuth:
                    sshAuth:
                      sshPrivateKey:
                        type: Secret
                        secret:
                          name: key
                          key: sshPrivateKey
                """.formatted(commit));
        assertThat(files.notes()).contains("needs the Secret key: sshPrivateKey");
    }

    @Test
    void aStackWaitsForThoseThatItReads() throws IOException {
        String valid = "config: {'mullion:tags': {}}\n";
        stack("b", "prod", valid);
        stack("a", "prod", valid);
        stack("c", "prod", """
                config:
                  mullion:network:
                    vpcId: {stack: acme/b/prod, output: vpcId}
                    subnetIds: [{stack: acme/a/prod, output: x}, {stack: acme/b/prod, output: x}]
                """);

        assertThat(make(this, settings(IMAGE)).files().get("stack-c-prod.yaml"))
                .contains("  prerequisites:\n  - name: a-prod\n  - name: b-prod\n");
    }

    @Test
    void namesAreWhatTheOperatorTakes() {
        String valid = "config: {'mullion:tags': {}}\n";
        stack("Shop", "dev", valid);
        stack("shop", "dev_1", valid);
        stack("a-b", "c", valid);
        stack("a", "b-c", valid);
        stack("s".repeat(39), "dev", valid);

        String use =
                " for the operator; use up to 42 lower-case letters, digits and dashes, with a letter or a digit at both"
                        + " ends: --name ";
        refuses(
                settings(IMAGE, Optional.empty(), Optional.empty(), Map.of("shop/prod", "x")),
                file("Shop", "dev") + ": got the name \"Shop-dev\"" + use + "Shop/dev=NAME",
                file("shop", "dev_1") + ": got the name \"shop-dev_1\"" + use + "shop/dev_1=NAME",
                file("a", "b-c") + ": got the name \"a-b-c\" for the operator, which is that of " + file("a-b", "c")
                        + "; use another: --name a/b-c=NAME",
                file("s".repeat(39), "dev") + ": got the name \"" + "s".repeat(39) + "-dev\"" + use + "s".repeat(39)
                        + "/dev=NAME",
                "--name shop/prod: is no stack here; the stacks are Shop/dev, a-b/c, a/b-c, shop/dev_1 or "
                        + "s".repeat(39) + "/dev");
    }

    @Test
    void aNameThatIsGivenCounts() throws IOException {
        stack("Shop", "dev", "config: {'mullion:tags': {}}\n");
        stack("other", "dev", reads("organization/Shop/dev"));

        OperatorFiles files =
                make(this, settings(IMAGE, Optional.empty(), Optional.empty(), Map.of("Shop/dev", "storefront")));

        assertThat(files.files().get("stack-storefront.yaml"))
                .contains("\n  name: storefront\n", "\n  stack: organization/Shop/dev\n");
        assertThat(files.files().get("stack-other-dev.yaml")).contains("  prerequisites:\n  - name: storefront\n");
    }

    @Test
    void aPreviewHasANameOfItsOwn() {
        String valid = "config: {'mullion:tags': {}}\n";
        stack("shop", "dev", valid);
        stack("shop", "dev-preview", valid);
        stack("s".repeat(31), "dev", valid);

        refuses(
                settings(GIT),
                file("s".repeat(31), "dev") + ": got the name \"" + "s".repeat(31)
                        + "-dev\" for the operator; use up to 34 lower-case letters, digits and dashes, with a letter or a"
                        + " digit at both ends: --name " + "s".repeat(31) + "/dev=NAME",
                file("shop", "dev-preview") + ": has the name of the preview of " + file("shop", "dev")
                        + "; use another: --name shop/dev-preview=NAME");
    }

    @Test
    void aSecretHasANameThatKubernetesTakes() {
        stack("a", "prod", "config:\n  'a:x.y': {secure: A}\n  'a.x:y': {secure: A}\n  'a:b c': {secure: A}\n");

        String use =
                ": is a secret whose name no Secret of Kubernetes has; use letters, digits, dashes, underscores and"
                        + " dots";
        refuses(
                settings(IMAGE),
                file("a") + ":4:3: [\"a:b c\"]" + use,
                file("a") + ":2:3: [\"a:x.y\"]" + use + ", and another than a.x:y");
    }

    @Test
    void anImageHoldsProgramsInJavaInPlainFolders() {
        String valid = "config: {'mullion:tags': {}}\n";
        stack("yaml", "dev", valid).file("yaml/Pulumi.yaml", "name: yaml\nruntime: yaml\nmain: program\n");
        stack("jar", "dev", valid).file("jar/Pulumi.yaml", "name: jar\nruntime: java\n");
        stack("up", "dev", valid).file("up/Pulumi.yaml", "name: up\nruntime: java\nmain: ../program\n");
        stack("a b", "dev", valid).file("a b/Pulumi.yaml", "name: ab\nruntime: {name: java}\nmain: ./program/\n");

        refuses(
                settings(IMAGE),
                directory.resolve("a b/Pulumi.yaml")
                        + ": lies in \"a b\"; use folders of letters, digits, dashes, underscores and dots for an image",
                directory.resolve("jar/Pulumi.yaml")
                        + ": has its program in \".\", where there is no pom.xml; the image is built by Maven",
                directory.resolve("up/Pulumi.yaml")
                        + ": main: got \"../program\"; use a folder in the project's, of letters, digits, dashes,"
                        + " underscores and dots, for an image",
                directory.resolve("yaml/Pulumi.yaml")
                        + ": runtime: the image has a JDK alone; use java, or --git with an image of your own");
    }

    @Test
    @Tag("adversary")
    void aProgramInAHundredThousandFoldersIsALine() {
        String main = "a/".repeat(100_000);
        stack("deep", "dev", "config: {'mullion:tags': {}}\n")
                .file("deep/Pulumi.yaml", "name: deep\nruntime: java\nmain: " + main + "\n");

        refuses(
                settings(IMAGE),
                directory.resolve("deep/Pulumi.yaml") + ": has its program in " + Shown.text(main)
                        + ", where there is no pom.xml; the image is built by Maven");
    }

    @Test
    void aProjectThatIsTheFolderItself() throws IOException {
        GitFixture files = new GitFixture(directory);
        files.file("Pulumi.yaml", "name: shop\nruntime: java\nmain: program\n");
        files.file("program/pom.xml", "<project/>");
        files.file("Pulumi.dev.yaml", "config: {'mullion:tags': {}}\n");
        stacks.add(new FleetStack(directory, "shop", "dev"));

        Map<String, String> image = make(this, settings(IMAGE)).files();

        assertThat(image.get("image/programs.txt")).isEqualTo(". program\n");
        assertThat(image.get("image/work/Pulumi.yaml")).contains("    binary: /opt/mullion/program.jar\n");
        assertThat(image.get("stack-shop-dev.yaml")).contains("      local:\n        dir: /work\n");
        assertThat(make(this, settings(GIT)).files().get("stack-shop-dev.yaml")).doesNotContain("repoDir");
    }

    private static void match(String name, Map<String, String> files) {
        SoftAssertions.assertSoftly(all ->
                files.forEach((file, text) -> all.check(() -> new Golden("OperatorFiles", name).matches(file, text))));
    }

    private OperatorFilesTest platform() {
        stack("network", "prod", NETWORK)
                .file(
                        "network/Pulumi.yaml",
                        "name: network\nruntime: java\nmain: program\nconfig:\n  mullion:check: {value: {}}\n");
        stack("clusters", "prod", CLUSTERS);
        return this;
    }

    private static String reads(String stack) {
        return "config:\n  mullion:network:\n    vpcId: {stack: " + (stack.isEmpty() ? "''" : stack)
                + ", output: vpcId}\n";
    }

    private GitFixture stack(String project, String stack, String text) {
        GitFixture files = new GitFixture(directory);
        files.file(project + "/Pulumi.yaml", "name: " + project.replace(" ", "") + "\nruntime: java\nmain: program\n");
        files.file(project + "/program/pom.xml", "<project/>");
        files.file(project + "/Pulumi." + stack + ".yaml", text);
        stacks.add(new FleetStack(directory.resolve(project), project.replace(" ", ""), stack));
        return files;
    }

    private String file(String project) {
        return file(project, "prod");
    }

    private String file(String project, String stack) {
        return directory.resolve(project).resolve("Pulumi." + stack + ".yaml").toString();
    }

    private static OperatorSettings settings(ProgramSource source) {
        return settings(source, Optional.of("s3://states?region=eu-west-1"), Optional.empty(), Map.of());
    }

    private static OperatorSettings settings(
            ProgramSource source, Optional<String> backend, Optional<String> provider, Map<String, String> names) {
        return new OperatorSettings(
                source,
                "platform",
                "organization",
                backend,
                provider,
                "mullion",
                Optional.of("arn:aws:iam::123456789012:role/mullion"),
                "mullion-preview",
                Optional.empty(),
                3600,
                "2Gi",
                names);
    }

    private static OperatorFiles make(OperatorFilesTest test, OperatorSettings settings) throws IOException {
        List<OperatedStack> read = new ArrayList<>();
        for (FleetStack each : test.stacks) {
            read.add(OperatedStack.read(each, test.directory.toRealPath()));
        }
        return OperatorFiles.of(read, new StackReferences(test.stacks), settings);
    }

    private void refuses(OperatorSettings settings, String... lines) {
        assertThatThrownBy(() -> make(this, settings))
                .isInstanceOf(UserException.class)
                .hasMessage(String.join("\n", lines));
    }
}
