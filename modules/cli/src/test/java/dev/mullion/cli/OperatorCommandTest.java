package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.Skip;
import dev.mullion.testkit.kube.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorCommandTest {
    /** The variable that names a folder with the operator's own definitions: deploy/crds of its repository. */
    private static final String DEFINITIONS = "MULLION_OPERATOR_CRDS";

    private static final String GIT = "operator -o out --git https://github.com/acme/platform --branch main";
    private static final String IMAGE = "operator -o out --image registry.example.com/platform:1.4.0";
    private static final String TOKEN = "needs the Secret pulumi-access-token: PULUMI_ACCESS_TOKEN\n";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void writesAnObjectForEachStackAndSaysWhatElseIsNeeded() throws IOException {
        Mullion fleet = fleet();

        Mullion.Result result = run(fleet, GIT);

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        0, "out/service-account.yaml\nout/stack-shop-dev.yaml\nout/stack-tax-dev.yaml\n", TOKEN));
        assertThat(files())
                .containsExactlyInAnyOrder(
                        ".mullion-operator", "service-account.yaml", "stack-shop-dev.yaml", "stack-tax-dev.yaml");
        assertThat(directory.resolve("out/stack-tax-dev.yaml")).content().contains("""
                  repoDir: tax
                """, """
                  prerequisites:
                  - name: shop-dev
                """);
        assertThat(run(fleet, GIT)).isEqualTo(result);
    }

    @Test
    void removesWhatAnEarlierRunWroteAndNothingElse() throws IOException {
        Mullion fleet = fleet();
        run(fleet, GIT + " --preview-branch next");
        Files.writeString(directory.resolve("out/stack-tax-dev-preview.yaml"), "mine\n");
        Files.writeString(directory.resolve("out/notes.yaml"), "mine\n");

        Mullion.Result result = run(fleet, IMAGE);

        assertThat(result).isEqualTo(new Mullion.Result(0, """
                        out/Dockerfile
                        out/image/programs.txt
                        out/image/work/shop/Pulumi.yaml
                        out/image/work/tax/Pulumi.yaml
                        out/service-account.yaml
                        out/stack-shop-dev.yaml
                        out/stack-tax-dev.yaml
                        """, "removed out/stack-shop-dev-preview.yaml\n" + TOKEN));
        assertThat(directory.resolve("out/stack-tax-dev-preview.yaml")).hasContent("mine");
        assertThat(directory.resolve("out/notes.yaml")).exists();
    }

    @Test
    void workspacesHaveTheSameCliByGitAndInAnImage() throws IOException {
        run(fleet(), GIT);
        String image = "image: pulumi/pulumi:3.260.0-nonroot\n";
        assertThat(directory.resolve("out/stack-shop-dev.yaml")).content().contains(image);

        run(fleet(), IMAGE);

        assertThat(directory.resolve("out/Dockerfile"))
                .content()
                .contains(
                        "\nARG PULUMI_VERSION=3.260.0\n", "\nFROM pulumi/pulumi:${PULUMI_VERSION}-nonroot AS pulumi\n");
    }

    @Test
    void overwritesNothingOfOthers() throws IOException {
        Mullion fleet = fleet().file("out/stack-shop-dev.yaml", "mine\n").file("out/service-account.yaml", "mine\n");

        Mullion.Result result = run(fleet, GIT);

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        Stream.of("service-account", "stack-shop-dev")
                                .map(name ->
                                        "out/" + name + ".yaml: exists and is not what mullion operator wrote; move it"
                                                + " away, or use another directory\n")
                                .collect(Collectors.joining())));
        assertThat(directory.resolve("out/stack-shop-dev.yaml")).hasContent("mine");
    }

    @Test
    void writesNothingWhereAStackIsBrokenAndNamesAllThatAre() {
        Mullion fleet = fleet().file("shop/Pulumi.prod.yaml", Mullion.REFUSED)
                .file("shop/Pulumi.test.yaml", "config: {\n")
                .file("other/Pulumi.yaml", "name: shop\n")
                .file("other/Pulumi.dev.yaml", Mullion.VALID);

        Mullion.Result result = run(fleet, GIT);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith(
                        "shop/Pulumi.dev.yaml: is the stack \"shop/dev\", as is other/Pulumi.dev.yaml; Pulumi keeps one"
                                + " state for both: rename the project or the stack\nshop/"
                                + Mullion.PROBLEM.replace("dev", "prod")
                                + "shop/Pulumi.test.yaml:")
                .hasLineCount(3);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void namesACycleWhole() {
        Mullion fleet = fleet().file("shop/Pulumi.dev.yaml", reads("tax"));

        assertThat(run(fleet, GIT))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "shop/Pulumi.dev.yaml:4:12: mullion:network.vpcId: makes a circle that can not be deployed: shop/dev"
                                + " reads tax/dev reads shop/dev; leave out one of these values\n"));
    }

    @Test
    void folderInARepositoryIsNamedFromItsRoot() throws IOException {
        Mullion.in(directory.resolve("infra/shop"));
        new Mullion(directory).repository();

        Mullion.Result result = run(new Mullion(directory.resolve("infra")), GIT);

        assertThat(result.err()).isEqualTo(TOKEN);
        assertThat(directory.resolve("infra/out/stack-shop-dev.yaml")).content().contains("  repoDir: infra/shop\n");
    }

    @Test
    void aFolderInAProjectIsThatProject() throws IOException {
        Mullion.in(directory)
                .file("docs/page.md", "")
                .file("program/pom.xml", "<project/>")
                .file("Pulumi.yaml", "name: shop\nruntime: java\nmain: program\n");

        Mullion.Result result = run(new Mullion(directory.resolve("docs")), IMAGE);

        assertThat(result.status()).isZero();
        assertThat(directory.resolve("docs/out/image/programs.txt")).hasContent(". program");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operator -o out | use --git URL, or --image IMAGE with the programs inside",
                "operator -o out --git https://a/b | --git goes with one of --branch and --commit",
                "operator -o out --git https://a/b --branch a --commit 1 | --git goes with one of --branch and --commit",
                "operator -o out --image a --branch main | --branch goes with --git",
                "operator -o out --image a --preview-branch main | --preview-branch goes with --git",
                "operator -o out --git https://a:b@c/d --branch main | --git: got \"https://a:b@c/d\"; use an https:// or SSH"
                        + " address without a password; --git-secret names the Secret with one",
                "operator -o out --git https://a/b --commit abc | --commit: got \"abc\"; use the whole hash of a commit: 40 or 64"
                        + " hexadecimal digits",
                "operator -o out --git https://a/b --branch -x | --branch: got \"-x\"; use the name of a branch",
                "operator -o out --image Acme/x | --image: got \"Acme/x\"; use the name of an image",
                "operator -o out --image a --namespace Shop | --namespace: got \"Shop\"; use up to 63 lower-case letters, digits"
                        + " and dashes, with a letter or a digit at both ends",
                "operator -o out --image a --service-account a_b | --service-account: got \"a_b\"; use up to 253 lower-case"
                        + " letters, digits, dashes and dots, with a letter or a digit at both ends and on both sides of a dot",
                "operator -o out --image a --organization a/b | --organization: got \"a/b\"; use letters, digits, dashes and"
                        + " underscores",
                "operator -o out --image a --backend bucket | --backend: got \"bucket\"; use an address without a password,"
                        + " and no folder, which a pod loses, such"
                        + " as s3://states",
                "operator -o out --image a --secrets-provider kms | --secrets-provider: got \"kms\"; use passphrase, or an"
                        + " address such as awskms://alias/pulumi",
                "operator -o out --image a --role-arn role | --role-arn: got \"role\"; use the ARN of an IAM role",
                "operator -o out --image a --memory 2G | --memory: got \"2G\"; use a size such as 1536Mi or 2Gi",
                "operator -o out --image a --resync-seconds 59 | --resync-seconds: got 59; use 60 or more: the operator takes"
                        + " less for it",
                "operator -o out --image a --name shop-dev | --name: got \"shop-dev\"; use PROJECT/STACK=NAME",
            })
    void optionsThatNobodyTakesAreRefused(String arguments, String why) {
        Mullion.Result result = new Mullion(directory).run(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith(why + "\n");
    }

    /** The operator's own definitions, strictly; fields that they lack are refused by the same way. */
    @Test
    @Tag("kube")
    void theApiServerTakesThemByTheOperatorsOwnDefinitions() throws IOException {
        Path definitions = Path.of(Skip.without(
                Optional.ofNullable(System.getenv(DEFINITIONS)).filter(name -> !name.isEmpty()),
                "tests of the operator's objects",
                "no definitions of the operator's kinds: name deploy/crds of its repository by the variable "
                        + DEFINITIONS));
        try (Cluster cluster = Cluster.get()) {
            cluster.define(definitions.resolve("pulumi.com_stacks.yaml"));
            cluster.established("stacks.pulumi.com");
            for (String options : List.of(
                    GIT + " --preview-branch next --git-secret git",
                    IMAGE + " --role-arn" + " arn:aws:iam::123456789012:role/mullion --backend s3://states")) {
                assertThat(run(fleet(), options).status()).isZero();
                String objects = objects();
                assertThat(cluster.refusal(objects)).isEmpty();
                assertThat(cluster.refusal(objects.replace("resyncFrequencySeconds", "resyncSeconds")))
                        .hasValueSatisfying(why -> assertThat(why).contains("unknown field \"spec.resyncSeconds\""));
                assertThat(cluster.refusal(objects.replace("refresh: true", "refresh: \"yes\"")))
                        .isNotEmpty();
                assertThat(cluster.refusal(objects.replace("name: shop-dev\n", "name: " + "s".repeat(43) + "\n")))
                        .hasValueSatisfying(
                                why -> assertThat(why).contains("Stack name must be no more than 42 characters"));
            }
        }
    }

    private String objects() throws IOException {
        List<String> objects = new ArrayList<>();
        for (String file : files()) {
            if (file.endsWith(".yaml") && !file.contains("/")) {
                objects.add(Files.readString(directory.resolve("out").resolve(file)));
            }
        }
        return String.join("---\n", objects);
    }

    /** Two stacks, of which one reads the other. */
    private Mullion fleet() {
        return new Mullion(directory)
                .file("shop/Pulumi.yaml", "name: shop\nruntime: java\nmain: program\n")
                .file("shop/program/pom.xml", "<project/>")
                .file("shop/Pulumi.dev.yaml", Mullion.VALID)
                .file("tax/Pulumi.yaml", "name: tax\nruntime: java\nmain: program\n")
                .file("tax/program/pom.xml", "<project/>")
                .file("tax/Pulumi.dev.yaml", reads("shop"));
    }

    private static String reads(String project) {
        return Mullion.VALID.replace(
                "availabilityZones: [eu-west-1a]",
                "vpcId: {stack: organization/" + project
                        + "/dev, output: vpcId}\n    subnetIds: [subnet-0123456789abcdef0]");
    }

    private Mullion.Result run(Mullion in, String arguments) {
        return in.run(Arrays.stream(arguments.split(" "))
                .map(word -> word.equals("out") ? in.project().resolve("out").toString() : word)
                .toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        Path out = directory.resolve("out");
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
