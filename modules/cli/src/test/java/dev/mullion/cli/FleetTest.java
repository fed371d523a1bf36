package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mullion.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --all}: the stacks of many projects. */
class FleetTest {
    @TempDir
    private Path directory = Path.of("");

    private Mullion fleet() {
        return project("shop", "dev", Mullion.VALID)
                .file("shop/Pulumi.prod.yaml", Mullion.WARNED)
                .file("tax/Pulumi.yaml", "name: tax\nruntime: java\n")
                .file("tax/Pulumi.dev.yaml", Mullion.REFUSED)
                .file("web/Pulumi.yaml", "name: web\nruntime: nodejs\n")
                .file("web/Pulumi.dev.yaml", "config: {aws:region: eu-west-1}\n")
                .file("web/node_modules/it/Pulumi.yaml", "name: it\n")
                .file("web/node_modules/it/Pulumi.dev.yaml", Mullion.VALID)
                .file(".mullion/old/Pulumi.yaml", "name: old\n")
                .file(".mullion/old/Pulumi.dev.yaml", Mullion.VALID);
    }

    private Mullion project(String name, String stack, String text) {
        return new Mullion(directory)
                .file(name + "/Pulumi.yaml", "name: " + name + "\nruntime: java\n")
                .file(name + "/Pulumi." + stack + ".yaml", text);
    }

    private static String warning(String file) {
        return file + Mullion.WARNING.substring(Mullion.WARNING.indexOf(':'));
    }

    private static String problem(String file) {
        return file + Mullion.PROBLEM.substring(Mullion.PROBLEM.indexOf(':'));
    }

    @Test
    void everyStackOfEveryProjectHasARow() {
        assertThat(fleet().run("preview", "--all"))
                .isEqualTo(
                        new Mullion.Result(1, """
                PROJECT  STACK  RESOURCES  WARNINGS  PROBLEMS  CHANGES
                shop     dev    29         0         0         29 to create
                shop     prod   29         1         0         29 to create
                tax      dev    -          0         1         -
                3 stacks of 2 projects: 58 resources, 1 warning, 1 broken
                """, warning("shop/Pulumi.prod.yaml") + problem("tax/Pulumi.dev.yaml")));
    }

    @Test
    void programsGetALineAStack() {
        Mullion.Result result = fleet().run("preview", "--all", "--format", "json");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().replaceAll("\"directory\":\"[^\"]*/", "\"directory\":\""))
                .isEqualTo("""
                {"project":"shop","stack":"dev","directory":"shop","resources":29,"warnings":[],"problems":[],"changes":{"create":29}}
                {"project":"shop","stack":"prod","directory":"shop","resources":29,"warnings":["WARNING"],"problems":[],"changes":{"create":29}}
                {"project":"tax","stack":"dev","directory":"tax","warnings":[],"problems":["PROBLEM"]}
                """.replace("WARNING", quoted(warning("shop/Pulumi.prod.yaml")))
                        .replace("PROBLEM", quoted(problem("tax/Pulumi.dev.yaml"))));
    }

    private static String quoted(String line) {
        return line.strip().replace("\"", "\\\"");
    }

    @Test
    void validateAndRenderDoTheSame() throws IOException {
        Mullion fleet = fleet();

        assertThat(fleet.run("validate", "--all"))
                .isEqualTo(
                        new Mullion.Result(1, """
                PROJECT  STACK  RESOURCES  WARNINGS  PROBLEMS  CHANGES
                shop     dev    -          0         0         -
                shop     prod   -          1         0         -
                tax      dev    -          0         1         -
                3 stacks of 2 projects: 0 resources, 1 warning, 1 broken
                """, warning("shop/Pulumi.prod.yaml") + problem("tax/Pulumi.dev.yaml")));
        assertThat(fleet.run("render", "--all", "-o", "out").status()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("out/shop/dev/storefront-general.ps1")))
                .isEqualTo(Files.readString(directory.resolve("out/shop/prod/storefront-general.ps1"))
                        .replace("storefront-prod", "storefront-dev"));
        assertThat(directory.resolve("out/tax")).doesNotExist();
    }

    @Test
    void checkSaysWhatIsFoundInAllOfThem() {
        Mullion fleet = fleet().file("tax/Pulumi.prod.yaml", Mullion.withPassword("Hunter2x!"));

        Mullion.Result result = fleet.run("check", "--all");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out().lines().filter(line -> line.startsWith("shop/") || line.startsWith("tax/")))
                .anyMatch(line -> line.startsWith("shop/Pulumi.prod.yaml:8:35: warning EC2002"))
                .anyMatch(line -> line.startsWith("tax/Pulumi.dev.yaml:8:35: error: "))
                .anyMatch(line -> line.startsWith("tax/Pulumi.prod.yaml:16:42: warning ECS044"))
                .isSorted();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void onlyStacksThatChangedAreLookedAt() throws IOException {
        Mullion fleet = fleet();
        String steps = Mullion.VALID.replace("general: {", "general: {steps: {before: [steps/own.ps1]}, ");
        fleet.file("shop/Pulumi.steps.yaml", steps)
                .file("shop/steps/own.ps1", "exit 0\n")
                .file("readme.md", "old\n");
        new GitFixture(directory).repository();

        assertThat(changed(fleet)).isEmpty();
        fleet.file("readme.md", "new\n").file("shop/notes.md", "new\n");
        assertThat(changed(fleet)).isEmpty();
        fleet.file("shop/steps/own.ps1", "exit 1\n");
        assertThat(changed(fleet)).containsExactly("shop steps");
        fleet.file("tax/Pulumi.dev.yaml", Mullion.VALID);
        assertThat(changed(fleet)).containsExactly("shop steps", "tax dev");
        fleet.file("shop/Pulumi.yaml", "name: shop\nruntime: java\ndescription: ours\n");
        assertThat(changed(fleet)).containsExactly("shop dev", "shop prod", "shop steps", "tax dev");
        project("fresh", "dev", Mullion.VALID);
        assertThat(changed(fleet)).contains("fresh dev");
    }

    /** The commit before the first push of a branch, as GitHub and GitLab name it, is none. */
    @Test
    void onANewBranchEveryStackChanged() throws IOException {
        Mullion fleet = fleet();
        new GitFixture(directory).repository();

        assertThat(fleet.run("validate", "--all", "--changed-since", "0".repeat(40))
                        .out())
                .endsWith("3 stacks of 2 projects: 0 resources, 1 warning, 1 broken\n");
        assertThat(fleet.run("validate", "--all", "--changed-since", "0".repeat(39)))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "\"" + "0".repeat(39) + "\": neither a file nor a revision of the project's repository\n"));
    }

    /** Git is told not to look at the file. */
    @Test
    @Tag("adversary")
    void whatGitOverlooksCountsAsChanged() throws IOException {
        Mullion fleet = fleet();
        GitFixture git = new GitFixture(directory).repository();
        git.git("update-index", "--skip-worktree", "shop/Pulumi.dev.yaml");
        fleet.file("shop/Pulumi.dev.yaml", Mullion.WARNED);

        assertThat(changed(fleet)).contains("shop dev");
    }

    /** What the name leads through became a link, by which it leads elsewhere. */
    @Test
    @Tag("adversary")
    void aFileByALinkCountsAsChanged() throws IOException {
        String steps = Mullion.VALID.replace("general: {", "general: {steps: {before: [a/../own.ps1]}, ");
        Mullion fleet = project("shop", "dev", steps)
                .file("shop/own.ps1", "exit 0\n")
                .file("shop/b/own.ps1", "exit 1\n")
                .file("shop/b/c/k", "")
                .file("shop/a/k", "");
        GitFixture git = new GitFixture(directory).repository();
        assertThat(changed(fleet)).isEmpty();
        git.git("rm", "-q", "-r", "shop/a");
        Files.createSymbolicLink(directory.resolve("shop/a"), Path.of("b/c"));

        assertThat(changed(fleet)).containsExactly("shop dev");
    }

    /** What a text could name is looked at for every folder on the way. */
    @Test
    @Tag("adversary")
    void aTextOfSlashesIsNoWork() {
        Mullion fleet = project("shop", "dev", Mullion.VALID + "  x:y: " + "a/".repeat(450_000) + "\n");
        new GitFixture(directory).repository();

        assertThat(changed(fleet)).containsExactly("shop dev");
        assertThat(new Mullion(directory.resolve("shop")).run("diff", "HEAD").out())
                .startsWith("shop/dev: no changes, 29 unchanged\n");
    }

    @Test
    @Tag("adversary")
    void whatIsInASubmoduleCountsAsChanged() {
        Path other = directory.resolve("other");
        project("other", "dev", Mullion.VALID);
        new GitFixture(other).repository();
        GitFixture outer =
                new GitFixture(directory.resolve("outer")).file("a", "").repository();
        outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.toString(), "shop");

        assertThat(changed(new Mullion(outer.directory()))).containsExactly("other dev");
    }

    /** A program in Java needs Maven to run; what it says of its failure is not of interest. */
    @Test
    @Tag("adversary")
    void theParentOfAProgramInJavaCountsAsItsOwn() {
        Mullion fleet = project("shop", "dev", Mullion.VALID)
                .file("shop/pom.xml", "dev.mullion")
                .file("tax/Pulumi.yaml", "name: tax\n")
                .file("tax/Pulumi.dev.yaml", Mullion.VALID)
                .file("pom.xml", "old");
        new GitFixture(directory).repository();

        fleet.file("tax/Pulumi.dev.yaml", Mullion.WARNED);
        assertThat(changed(fleet)).containsExactly("tax dev");
        fleet.file("pom.xml", "new");
        assertThat(changed(fleet)).containsExactly("shop dev", "tax dev");
    }

    /** By two files a pull request would make what it changes there another project's. */
    @Test
    @Tag("adversary")
    void theParentOfAProgramInJavaBecomesNoProjectOfItsOwn() {
        Mullion fleet = project("shop", "dev", Mullion.VALID)
                .file("shop/pom.xml", "dev.mullion")
                .file("parent/pom.xml", "old");
        new GitFixture(directory).repository();
        assertThat(changed(fleet)).isEmpty();

        project("parent", "dev", Mullion.VALID).file("parent/pom.xml", "new");

        assertThat(changed(fleet)).containsExactly("parent dev", "shop dev");
    }

    /** What was a program is a stack file's stack now, or the other way round. */
    @ParameterizedTest
    @CsvSource({"pom.xml, shop/pom.xml", "pom.xml tools/launch.sh, shop/tools/launch.sh"})
    @Tag("adversary")
    void aProgramInJavaThatIsNoneAnyLongerCountsAsChanged(String files, String gone) throws IOException {
        Mullion fleet = project("shop", "dev", Mullion.VALID);
        for (String file : files.split(" ", -1)) {
            fleet.file("shop/" + file, "dev.mullion");
        }
        new GitFixture(directory).repository();
        assertThat(changed(fleet)).isEmpty();

        Files.delete(directory.resolve(gone));

        assertThat(changed(fleet)).containsExactly("shop dev");
    }

    /** Maven reads the name all the same; what it says of these poms is not of interest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<groupId>dev&#46;mullion</groupId>",
                "<groupId>dev.<!-- -->mullion</groupId>",
                "<groupId>dev<?x y?>.mullion</groupId>",
                "<groupId>dev.${us}</groupId>",
                "<groupId a='>'>dev.${us}</groupId>",
                "<!DOCTYPE project [<!ENTITY us 'mullion'>]>",
                "<\0g\0r\0"
            })
    @Tag("adversary")
    void aNameThatIsWrittenOtherwiseHidesNoProgram(String pom) {
        Mullion fleet =
                project("shop", "dev", "config:\n  aws:region: eu-west-1\n").file("shop/pom.xml", pom);
        assertThat(fleet.run("validate", "--all").out()).contains("\nshop     dev ");

        fleet.file("shop/pom.xml", "<groupId>${project.groupId}</groupId>");
        assertThat(fleet.run("validate", "--all").err())
                .isEqualTo("no stack file here or below has a section mullion:; write Pulumi.dev.yaml\n");
    }

    /** It is looked at before any stack is, so nobody else ends it. */
    @Test
    @Tag("adversary")
    void aPomTakesNoLongerThanItIsLong() {
        Mullion fleet = project("shop", "dev", Mullion.VALID).file("shop/pom.xml", "<groupId".repeat(130_000));

        Mullion.Result result = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> fleet.run("validate", "--all"));

        assertThat(result.out()).contains("\nshop     dev ");
    }

    /** By one file a pull request would take a stack out of what is validated. */
    @Test
    @Tag("adversary")
    void aPomThatDoesNotNameMullionHidesNoStack() {
        Mullion fleet = project("shop", "dev", Mullion.VALID).file("shop/pom.xml", "<project/>");

        assertThat(fleet.run("validate", "--all").out()).contains("\nshop     dev ");
    }

    @ParameterizedTest
    @CsvSource({"..,dev", ".,dev", "...,dev", "shop,..", "..,.."})
    @Tag("adversary")
    void nothingIsRenderedOutsideOfTheFolder(String project, String stack) {
        Mullion fleet = new Mullion(directory)
                .file("made/a/out/keep", "")
                .file("shop/Pulumi.yaml", "name: " + project + "\n")
                .file(
                        "shop/Pulumi." + stack + ".yaml",
                        Mullion.VALID.replace("    storefront:\n", "    storefront:\n      name: x\n"));

        Mullion.Result result = fleet.run("render", "--all", "-o", "made/a/out");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("got \"" + project + "/" + stack
                        + "\"; rename the project or the stack: dots alone are no folder's name\n");
        assertThat(new GitFixture(directory).git("init", "-q").run("ls-files", "--others", "made"))
                .isEqualTo("made/a/out/keep");
    }

    @Test
    @Tag("adversary")
    void nothingIsRenderedThroughALink() throws IOException {
        Mullion fleet =
                project("shop", "dev", Mullion.VALID).file("out/keep", "").file("elsewhere/keep", "");
        Files.createSymbolicLink(directory.resolve("out/shop"), directory.resolve("elsewhere"));

        Mullion.Result result = fleet.run("render", "--all", "-o", "out");

        assertThat(result.err())
                .isEqualTo("out/shop: is no folder of its own; move it away, or use another directory\n");
        assertThat(directory.resolve("elsewhere/dev")).doesNotExist();
    }

    @Test
    @Tag("adversary")
    void aFolderWhoseNameIsTwoLinesIsNotLookedInto() {
        project("shop", "dev", Mullion.VALID);
        project("a\n1 stack of 1 project", "dev", Mullion.VALID);

        Mullion.Result result = new Mullion(directory).run("validate", "--all");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "\"a\\n1 stack of 1 project\": has a name that can not be shown or read here; rename the folder,"
                                + " or set LC_ALL=C.UTF-8\n");
        assertThat(result.out()).contains("\nshop     dev ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview --all", "validate --all", "render --all -o out"})
    @Tag("adversary")
    void noFolderIsACommandToTheRunner(String command) {
        project("##[error]shop", "dev", Mullion.WARNED).file("##[error]shop/Pulumi.yaml", "name: shop\n");

        Mullion.Result result =
                new Mullion(directory).runIn(Map.of("GITHUB_ACTIONS", "true"), (command + " --format json").split(" "));

        assertThat(result.status()).isZero();
        assertThat(result.out() + result.err()).contains("#\\u0023[error]shop").doesNotContain("##[error]");
    }

    private static List<String> changed(Mullion fleet) {
        return fleet.run("validate", "--all", "--changed-since", "HEAD")
                .out()
                .lines()
                .filter(line ->
                        !line.startsWith("PROJECT") && !line.contains(" stacks of ") && !line.contains(" stack of "))
                .map(line -> line.replaceFirst(" +", " ").replaceFirst("(\\S+ \\S+) .*", "$1"))
                .toList();
    }

    @Test
    void twoStacksOfOneNameAreNamed() {
        project("shop", "dev", Mullion.VALID)
                .file("other/Pulumi.yaml", "name: shop\n")
                .file("other/Pulumi.dev.yaml", Mullion.VALID);

        assertThat(new Mullion(directory).run("validate", "--all").err())
                .isEqualTo(
                        "shop/Pulumi.dev.yaml: is the stack \"shop/dev\", as is other/Pulumi.dev.yaml; Pulumi keeps one"
                                + " state for both: rename the project or the stack\n");
    }

    @Test
    void aProjectThatCanNotBeReadHidesNoOther() {
        project("shop", "dev", Mullion.VALID).file("bad/Pulumi.yaml", "runtime: java\n");

        Mullion.Result result = new Mullion(directory).run("validate", "--all");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("bad/Pulumi.yaml:1:1: name: is missing; use the project's name\n");
        assertThat(result.out()).contains("\nshop     dev ");
    }

    /** Each stack has a name, a size and a password of its own; what one has, no other may show. */
    @Test
    void nothingOfOneStackIsInAnother() {
        Mullion fleet = new Mullion(directory).file("Pulumi.yaml", "name: many\n");
        IntStream.range(0, 64)
                .forEach(i -> fleet.stack(
                        "s" + i, Mullion.withPassword("Hunter" + i + "x!").replace("storefront", "store" + i)));

        Mullion.Result all = fleet.run("preview", "--all", "--format", "json");

        assertThat(all.status()).isZero();
        assertThat(all.out().lines()).hasSize(64);
        for (int i = 0; i < 64; i += 9) {
            String row = "{\"project\":\"many\",\"stack\":\"s" + i + "\",";
            String warnings = fleet.run("preview", "-s", "s" + i).err();
            assertThat(warnings).contains("mullion:ecs.store" + i + ".services.web");
            assertThat(all.out().lines())
                    .filteredOn(line -> line.startsWith(row))
                    .singleElement()
                    .asString()
                    .contains("\"warnings\":[\""
                            + String.join("\",\"", warnings.lines().toList()) + "\"]");
        }
        assertThat(all.out()).doesNotContain("Hunter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preview --all -s dev | --all goes with neither -s nor --config-file",
                "preview --changed-since HEAD | --changed-since goes with --all",
                "validate --format json | --format json goes with --all",
                "preview --all --show-inputs | --all goes with neither --show-inputs nor --against; mullion diff --all compares",
            })
    void optionsThatDoNotGoTogetherAreRefused(String arguments, String why) {
        Mullion.Result result = fleet().run(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith(why + "\n");
    }

    /** Pulumi takes them: https://github.com/pulumi/pulumi/blob/v3.260.0/sdk/go/common/tokens/stack_name.go */
    @Test
    void aStackMayHaveDotsInItsName() {
        Mullion fleet = project("shop", "v1.2-eu.west", """
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
                """);

        assertThat(fleet.run("validate", "--all").out()).startsWith("""
                PROJECT  STACK         RESOURCES  WARNINGS  PROBLEMS  CHANGES
                shop     v1.2-eu.west  -          0         0         -
                """);
    }

    /** A network, and two stacks that read what it gives; one of them reads what it does not. */
    private Mullion readers() {
        String reader = """
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    vpcId: {stack: acme/network/dev, output: vpcId}
                    subnetIds: {stack: acme/network/dev, output: %s}
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}
                """;
        return project("network", "dev", """
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
                """)
                .file("shop/Pulumi.yaml", "name: shop\nruntime: java\n")
                .file("shop/Pulumi.dev.yaml", reader.formatted("subnetIds"))
                .file("tax/Pulumi.yaml", "name: tax\nruntime: java\n")
                .file("tax/Pulumi.dev.yaml", reader.formatted("'subnetIds[2]'"));
    }

    @Test
    void anOutputThatAnotherStackWillNotHaveIsAProblem() {
        assertThat(readers().run("preview", "--all"))
                .isEqualTo(new Mullion.Result(
                        1,
                        """
                PROJECT  STACK  RESOURCES  WARNINGS  PROBLEMS  CHANGES
                network  dev    20         0         0         20 to create
                shop     dev    16         0         0         16 to create
                tax      dev    -          0         1         -
                3 stacks of 3 projects: 36 resources, 0 warnings, 1 broken
                """,
                        "tax/Pulumi.dev.yaml:5:16: mullion:network.subnetIds: reads the output subnetIds[2] of the stack"
                                + " acme/network/dev, which will have none of that name; it has publicSubnetIds, scripts, subnetIds,"
                                + " vpcId\n"));
    }

    /** Of what Pulumi does not know in a preview, nobody knows what it is, nor how long. */
    @Test
    void whatIsStrictlyUnknownIsOfAnyKind() {
        Mullion.Result all = readers().run("preview", "--all", "--strict-unknowns");

        assertThat(all.err()).isEmpty();
        assertThat(all.out()).endsWith("3 stacks of 3 projects: 52 resources, 0 warnings, 0 broken\n");
    }

    /** A cluster on a network of its own, whose file says the names, and a stack that wants what it gives for something else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vpcId: {stack: acme/clusters/dev, output: subnetIds} | 4:12: mullion:network.vpcId: reads the output subnetIds of the stack acme/clusters/dev, which is a list; use text: such as subnetIds[0]",
                "vpcId: {stack: acme/clusters/dev, output: eksClusters.shop} | 4:12: mullion:network.vpcId: reads the output eksClusters.shop of the stack acme/clusters/dev, which is a map; use text",
                "vpcId: {stack: acme/clusters/dev, output: 'vpcId[0]'} | 4:12: mullion:network.vpcId: reads the output vpcId[0] of the stack acme/clusters/dev, which will have none of that name; it has eksClusters, kubeconfigs, publicSubnetIds, scripts, subnetIds, vpcId",
                "vpcId: {stack: acme/clusters/dev, output: kubeconfigs.shop} | 4:12: mullion:network.vpcId: reads the output kubeconfigs.shop of the stack acme/clusters/dev, which is a secret, and this key takes none: its value would be shown in previews; keep it in Secrets Manager, and give its ARN",
                "vpcId: {stack: acme/clusters/dev, output: eksClusters.shop.name} | 4:12: mullion:network.vpcId: got \"shop-dev\"; use a VPC's id, such as vpc-0a1b2c3d4e5f60718",
                "subnetIds: {stack: acme/clusters/dev, output: vpcId} | 4:16: mullion:network.subnetIds: reads the output vpcId of the stack acme/clusters/dev, which is a text; use a list",
                "subnetIds: {stack: acme/clusters/dev, output: eksClusters} | 4:16: mullion:network.subnetIds: reads the output eksClusters of the stack acme/clusters/dev, which is a map; use a list",
                "subnetIds: [{stack: acme/clusters/dev, output: subnetIds}] | 4:17: mullion:network.subnetIds[0]: reads the output subnetIds of the stack acme/clusters/dev, which is a list; use text: such as subnetIds[0]",
            })
    void anOutputOfAnotherKindIsAProblem(String wrong, String problem) {
        String right = wrong.startsWith("vpcId")
                ? "subnetIds: {stack: acme/clusters/dev, output: subnetIds}"
                : "vpcId: {stack: acme/clusters/dev, output: vpcId}";
        Mullion fleet = project("clusters", "dev", """
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
                  mullion:eks: {shop: {linuxNodePools: {system: {instanceTypes: [m6i.large]}}, windowsNodePools: {iis: {instanceTypes: [m6i.xlarge]}}}}
                  mullion:silence: [{id: EKS003, reason: deployed from within}]
                """)
                .file("tax/Pulumi.yaml", "name: tax\nruntime: java\n")
                .file("tax/Pulumi.dev.yaml", """
                        config:
                          aws:region: eu-west-1
                          mullion:network:
                            %s
                            %s
                          mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m7g.large]}}}}
                        """.formatted(wrong, right));

        assertThat(fleet.run("preview", "--all").err().lines())
                .as("with what else is wrong")
                .containsExactly(
                        "tax/Pulumi.dev.yaml:" + problem,
                        "tax/Pulumi.dev.yaml:6:57: mullion:ecs.shop.capacity.web.instanceTypes[0]: got \"m7g.large\"; use an x86_64"
                                + " instance type: Windows Server does not run on Graviton (arm64)");
    }

    @Test
    void stacksThatAreNotThereAndCirclesAreProblems() throws IOException {
        Mullion fleet = readers();
        fleet.file("network/Pulumi.dev.yaml", """
                config:
                  aws:region: eu-west-1
                  mullion:tags: {Tax: {stack: acme/tax/dev, output: vpcId}}
                  mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
                """);
        fleet.file(
                "shop/Pulumi.dev.yaml",
                Files.readString(directory.resolve("shop/Pulumi.dev.yaml"))
                        .replace("network/dev, output: vpcId", "network/prod, output: vpcId"));

        assertThat(fleet.run("validate", "--all").err()).isEqualTo("""
                shop/Pulumi.dev.yaml:4:12: mullion:network.vpcId: reads the output vpcId of the stack acme/network/prod, and the project\
                 network has no such stack; use dev
                network/Pulumi.dev.yaml:3:23: mullion:tags.Tax: makes a circle that can not be deployed: network/dev reads tax/dev reads\
                 network/dev; leave out one of these values
                """);
        assertThat(fleet.run("validate", "--all").status()).isEqualTo(1);
    }

    /** Stacks that all read each other have more circles than memory holds, and each name of a stack may be long. */
    @Test
    @Tag("adversary")
    void whatManyStacksReadOfEachOtherIsSaidInFewWords() {
        List<String> stacks =
                IntStream.range(0, 40).mapToObj("s%02d"::formatted).toList();
        Mullion fleet = new Mullion(directory).file("net/Pulumi.yaml", "name: net\nruntime: java\n");
        for (String stack : stacks) {
            String tags = Stream.concat(stacks.stream().filter(other -> !other.equals(stack)), Stream.of("gone"))
                    .map(other -> other + ": {stack: acme/net/" + other + ", output: vpcId}")
                    .collect(Collectors.joining(", "));
            fleet.file("net/Pulumi." + stack + ".yaml", """
                    config:
                      aws:region: eu-west-1
                      mullion:network: {availabilityZones: [eu-west-1a]}
                      mullion:tags: {%s}
                    """.formatted(tags));
        }

        List<String> problems = fleet.run("validate", "--all").err().lines().toList();

        assertThat(problems)
                .filteredOn(line -> line.contains("gone"))
                .hasSize(40)
                .allMatch(line -> line.endsWith(
                        ": reads the output vpcId of the stack acme/net/gone, and the project net has no such"
                                + " stack; use s00, s01, s02, s03, s04, s05, s06, s07, s08, s09 or one of 30 more"));
        assertThat(problems)
                .filteredOn(line -> line.contains("circle"))
                .hasSize(39)
                .contains(
                        "net/Pulumi.s00.yaml:4:23: mullion:tags.s01: makes a circle that can not be deployed: net/s00 reads net/s01"
                                + " reads net/s02 reads net/s03 reads net/s04 reads net/s05 reads net/s06 reads net/s07 reads net/s08 reads"
                                + " net/s09 reads, by way of 30 more, net/s00; leave out one of these values");
    }

    /** A few lines of aliases are 28,830 values of another stack. */
    @Test
    @Tag("adversary")
    void whatAStackReadsAgainAndAgainIsSaidOnce() {
        Mullion fleet = new Mullion(directory).file("net/Pulumi.yaml", "name: net\nruntime: java\n");
        String again = """
                config:
                  mullion:network:
                    a: &a {stack: acme/net/gone, output: vpcId}
                    b: &b [%s]
                    c: &c [%s]
                    d: [%s]
                """.formatted(aliases("*a", 31), aliases("*b", 31), aliases("*c", 30));
        List<String> stacks = IntStream.range(10, 99).mapToObj("s%d"::formatted).toList();
        stacks.forEach(stack -> fleet.file("net/Pulumi." + stack + ".yaml", again));

        assertThat(fleet.run("validate", "--all").err().lines().filter(line -> line.contains("gone")))
                .hasSize(89)
                .allMatch(line ->
                        line.matches("net/Pulumi.s..\\.yaml:3:8: mullion:network.a: reads the output vpcId .*"));
    }

    private static String aliases(String alias, int times) {
        return String.join(", ", Collections.nCopies(times, alias));
    }

    @Test
    @Tag("adversary")
    void ofMoreThanAHundredProblemsOfProjectsTheFirstAreSaid() {
        Mullion fleet = new Mullion(directory).file("net/Pulumi.yaml", "name: net\nruntime: java\n");
        String tags = IntStream.range(0, 150)
                .mapToObj(each -> "t" + each + ": {stack: acme/net/gone, output: o" + each + "}")
                .collect(Collectors.joining(", "));
        fleet.file("net/Pulumi.dev.yaml", "config:\n  mullion:tags: {" + tags + "}\n");

        List<String> lines = fleet.run("validate", "--all").err().lines().toList();

        assertThat(lines).filteredOn(line -> line.contains("reads the output")).hasSize(100);
        assertThat(lines).contains("and 50 more problems");
    }
}
