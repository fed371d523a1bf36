package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and folders of plans. */
class DiffCommandTest {
    /** Its script is an object, which has another key with another script. */
    private static final String STORED = Mullion.VALID.replace("[m6i.large]}", "[m6i.large], userData: {storage: s3}}");

    private static final String STORED_LARGER =
            STORED.replace("userData:", "agent: {reservedMemoryMib: 1024}, userData:");

    /** Adds a volume's size, which updates a launch template. */
    static final String LARGER = Mullion.VALID.replace("[m6i.large]}", "[m6i.large], rootVolume: {sizeGib: 150}}");

    /** A cluster of another name: all of the old one is deleted. */
    static final String RENAMED = Mullion.VALID.replace("storefront", "shopfront");

    @TempDir
    private Path directory = Path.of("");

    private Mullion mullion() {
        return Mullion.in(directory);
    }

    /** The file of a plan of this configuration. */
    private String plan(String name, String config) {
        return plan(name, "dev", config);
    }

    private String plan(String name, String stack, String config) {
        Path file = directory.resolve(name);
        Mullion.Result result =
                mullion().stack(stack, config).run("preview", "-s", stack, "--format", "json", "-o", file.toString());
        assertThat(result.status()).isZero();
        return file.toString();
    }

    @Test
    void twoPlansAreCompared() {
        String before = plan("before.json", Mullion.VALID);
        String after = plan("after.json", LARGER);

        Mullion.Result result = mullion().run("diff", before, after);

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("shop/dev: 2 to update, ").contains("storefront-general-launch-template");
    }

    @Test
    void treeHasResourcesBelowTheirParents() {
        String before = plan("before.json", Mullion.VALID);
        String after = plan("after.json", LARGER);

        assertThat(mullion().run("diff", before, after, "--tree").out()).contains("""

                Resources by their parents
                     mullion:ecs:EcsWindowsCluster storefront
                       mullion:ecs:EcsWindowsCapacity storefront-general
                         mullion:ec2:WindowsLaunchTemplate storefront-general
                        ~  aws:ec2:LaunchTemplate storefront-general-launch-template: update
                """);
        assertThat(mullion()
                        .run("diff", before, after, "--tree", "--format", "markdown")
                        .out())
                .contains("- `storefront` `mullion:ecs:EcsWindowsCluster`\n  - `storefront-general` ");
        assertThat(mullion()
                        .run("diff", before, after, "--tree", "--format", "html")
                        .out())
                .contains("<p class=\"above depth-2\"><span class=\"name\">storefront-general</span>");
    }

    @Test
    void treeIsNotOfJson() {
        Mullion.Result result = mullion().run("diff", "a.json", "b.json", "--tree", "--format", "json");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("--tree is of text, markdown and html; JSON names the parent of each resource\n");
    }

    @ParameterizedTest
    @CsvSource({
        "text, shop/dev: 2 to update",
        "markdown, ## Preview of",
        "html, <!doctype html>",
        "json, {",
    })
    void everyFormatIsWritten(String format, String start) throws IOException {
        String before = plan("before.json", Mullion.VALID);
        String after = plan("after.json", LARGER);
        Path file = directory.resolve("report");

        Mullion.Result result = mullion().run("diff", before, after, "--format", format);
        Mullion.Result toFile = mullion().run("diff", before, after, "--format", format, "-o", file.toString());

        assertThat(result.out()).startsWith(start).contains("storefront-general-launch-template");
        assertThat(toFile).isEqualTo(new Mullion.Result(0, "", ""));
        assertThat(Files.readString(file).replace(directory + "/", "")).isEqualTo(result.out());
    }

    @Test
    void failsOnWhatATeamLetsNoChangeDo() throws IOException {
        String before = plan("before.json", Mullion.VALID);
        String renamed = plan("renamed.json", RENAMED);

        Mullion.Result stopped = mullion().run("diff", "--fail-on", "replaced,danger", before, renamed);
        assertThat(stopped.status()).isEqualTo(5);
        assertThat(stopped.err()).isEqualTo("""
                        mullion: --fail-on: shop/dev: ECS cluster storefront-cluster is deleted: its services and tasks stop
                        mullion: --fail-on: shop/dev: Auto Scaling group storefront-general-auto-scaling-group is deleted: 0 to 4 \
                        instances will end, and the tasks on them stop
                        """);
        assertThat(mullion()
                        .run("diff", "--fail-on=replaced", "--exit-code", before, renamed)
                        .status())
                .isEqualTo(4);
        assertThat(mullion()
                        .run(
                                "diff",
                                "--fail-on=danger",
                                "--allow=aws:ecs:Cluster",
                                "--allow=aws:autoscaling/group:Group",
                                before,
                                renamed)
                        .status())
                .isZero();
    }

    @Test
    void exitCodesTellWhatChanges() {
        String before = plan("before.json", Mullion.VALID);
        String larger = plan("larger.json", LARGER);
        String renamed = plan("renamed.json", RENAMED);

        assertThat(mullion().run("diff", "--exit-code", before, before).status())
                .isZero();
        assertThat(mullion().run("diff", "--exit-code", before, larger).status())
                .isEqualTo(3);
        assertThat(mullion().run("diff", "--exit-code", before, renamed).status())
                .isEqualTo(4);
        assertThat(mullion().run("diff", before, renamed).status()).isZero();
        assertThat(mullion()
                        .run("diff", "--exit-code", plan("s3.json", STORED), plan("s3-larger.json", STORED_LARGER))
                        .status())
                .isEqualTo(3);
    }

    @Test
    void aFirstPlanAloneIsAllCreated() {
        String plan = plan("plan.json", Mullion.VALID);

        Mullion.Result result = mullion().run("diff", plan);

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("shop/dev: ").contains(" to create").doesNotContain(" to delete");
    }

    @Test
    void plansOfTwoProjectsOrStacksAreRefused() {
        String dev = plan("a.json", Mullion.VALID);
        String prod = plan("b.json", "prod", Mullion.VALID);

        Mullion.Result result = mullion().run("diff", dev, prod);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo(
                        "b.json: got project shop, stack prod, but a.json is project shop, stack dev; use two of one stack,"
                                + " since all else would show as deleted and created\n");
    }

    @Test
    void aPlanOfAnotherStackThanTheOneAskedForIsRefused() {
        String plan = plan("a.json", Mullion.VALID);

        assertThat(mullion().run("diff", plan, plan, "-s", "prod"))
                .isEqualTo(new Mullion.Result(1, "", "a.json: is of the stack dev, not prod\n"));
        assertThat(mullion().run("diff", plan, plan, "-s", "dev").status()).isZero();
    }

    @Test
    void problemsOfAPlanDoNotActOnATerminal() {
        mullion().file("failed.json", """
                        {"steps": [], "diagnostics": [{"message": "error: \\u001b]0;title\\u0007\\u202eno\\n", "severity": "error"}],
                        "duration": 0}""");

        Mullion.Result result =
                mullion().run("diff", directory.resolve("failed.json").toString(), "-o", "/dev/null");

        assertThat(result.err()).contains("\\u0007\\u202eno").doesNotContain("\u001b", "\u0007", "\u202e");
    }

    /** What was done stands beside the error, and a run that failed is never the same. */
    @Test
    void aRunThatFailedTellsWhatItDidBesideTheError() {
        String urn = "urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders";
        String step = """
                {"metadata": {"op": "update", "urn": "%1$s", "old": {"urn": "%1$s", "inputs": {"delaySeconds": 1}},
                "new": {"urn": "%1$s", "inputs": {"delaySeconds": 2}}, "detailedDiff": {"delaySeconds": {"diffKind": "update"}}}}""".formatted(urn);
        mullion()
                .file(
                        "up.jsonl",
                        "{\"resourcePreEvent\": " + step + "}\n{\"resOpFailedEvent\": " + step + "}\n"
                                + "{\"diagnosticEvent\": {\"urn\": \"" + urn
                                + "\", \"prefix\": \"error: \", \"message\": \"no such queue\", \"severity\": \"error\"}}\n"
                                + "{\"summaryEvent\": {\"isPreview\": false}}\n{\"cancelEvent\": {}}\n");
        String log = directory.resolve("up.jsonl").toString();

        assertThat(mullion().run("diff", log)).isEqualTo(new Mullion.Result(1, """
                        Update of shop/dev: incomplete (1 error), 1 failed to update

                        Diagnostics
                          error: orders: no such queue

                        Details
                          ~  aws:sqs:Queue orders: update failed
                               ~ delaySeconds: 1 -> 2

                        Notes
                          the run failed: what it did not reach is not in its log
                        """, ""));
        assertThat(mullion().run("diff", log, "--exit-code").status()).isEqualTo(1);
        assertThat(mullion().run("diff", log, "--format", "markdown").out())
                .contains("## Update of `shop/dev`", "incomplete (1 error), 1 failed to update");
    }

    @Test
    void aPlanThatTellsOfAFailureIsReportedAsOne() {
        String good = plan("good.json", Mullion.VALID);
        String failed = directory.resolve("failed.json").toString();
        mullion().file("failed.json", """
                        {"steps": [{"op": "create", "urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "newState":
                        {"urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "type": "pulumi:pulumi:Stack"}}],
                        "diagnostics": [{"message": "error: no such zone\\n", "severity": "error"}], "duration": 0}""");

        assertThat(mullion().run("diff", good, failed)).isEqualTo(new Mullion.Result(1, """
                        shop/dev: the preview failed
                          in failed.json:
                          no such zone
                        """, ""));
        assertThat(mullion().run("diff", failed).out()).isEqualTo("shop/dev: the preview failed\n  no such zone\n");
        Mullion.Result elsewhere = mullion().run("diff", good, failed, "--exit-code", "-o", "/dev/null");
        assertThat(elsewhere)
                .isEqualTo(new Mullion.Result(
                        1, "", "mullion: the preview of dev failed\nin failed.json:\nno such zone\n"));
    }

    @Test
    void aPlanThatFailedBeforeItsFirstResourceIsOfTheProjectAtHand() {
        mullion()
                .file(
                        "failed.json",
                        "{\"diagnostics\": [{\"message\": \"error: no\", \"severity\": \"error\"}], \"duration\": 0}");
        String failed = directory.resolve("failed.json").toString();

        assertThat(mullion().run("diff", failed).out()).isEqualTo("shop/dev: the preview failed\n  no\n");
        assertThat(mullion().run("diff", failed, "-s", "prod").out())
                .isEqualTo("shop/prod: the preview failed\n  no\n");
    }

    @Test
    void aPlanThatHoldsADiffStandsAlone() {
        String plan = plan("plan.json", Mullion.VALID);
        mullion().file("engine.json", """
                {"steps": [{"op": "update", "urn": "urn:pulumi:dev::shop::a:b:C::c",
                "oldState": {"urn": "urn:pulumi:dev::shop::a:b:C::c", "type": "a:b:C", "inputs": {"x": 1}},
                "newState": {"urn": "urn:pulumi:dev::shop::a:b:C::c", "type": "a:b:C", "inputs": {"x": 2}}}]}""");
        String engine = directory.resolve("engine.json").toString();

        assertThat(mullion().run("diff", engine, "--exit-code").status()).isEqualTo(3);
        assertThat(mullion().run("diff", plan, engine))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "engine.json: holds a diff already, without the resources that stay; name it alone, or compare two"
                                + " states (`pulumi stack export`) or two plans of `mullion preview`\n"));
    }

    @Test
    void foldersOfPlansAreComparedStackByStack() {
        mullion().file("base/x", "").file("head/x", "");
        plan("base/dev.json", Mullion.VALID);
        plan("head/dev.json", LARGER);
        plan("head/prod.json", "prod", Mullion.VALID);

        Mullion.Result result = mullion()
                .run(
                        "diff",
                        "--exit-code",
                        directory.resolve("base").toString(),
                        directory.resolve("head").toString());

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("shop/dev: 2 to update", "shop/prod: ", " to create");
    }

    @Test
    void aFolderFileOfAnotherStackIsRefused() {
        mullion().file("base/x", "").file("head/x", "");
        plan("base/prod.json", Mullion.VALID);
        String base = directory.resolve("base").toString();

        assertThat(mullion().run("diff", base, base))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "base/prod.json: got the stack \"dev\"; a file of a folder has the name of its stack\n"));
        assertThat(mullion().run("diff", base))
                .isEqualTo(new Mullion.Result(1, "", "base: is a folder; name the other side too\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the file is empty; use the JSON",
                "'{\"steps\": [' | :1:12: the file ends in the middle of its JSON; make it again",
                "'no JSON' | not JSON",
                "'{\"version\": 2, \"deployment\": {}}' | got a state of version 2; use version 3",
                "'{\"a\": 1}' | got an object with a; use the JSON",
                "'[]' | got a list; use the JSON",
            })
    void whatIsNoPlanIsRefusedInALine(String text, String problem) {
        String good = plan("good.json", Mullion.VALID);
        mullion().file("bad.json", text);

        Mullion.Result result =
                mullion().run("diff", good, directory.resolve("bad.json").toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("bad.json:").contains(problem).hasLineCount(1);
    }

    @Test
    void whatIsNeitherAFileNorARevisionIsRefused() {
        assertThat(mullion().run("diff", "nowhere"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "\"nowhere\": no such file, and no revision: the project is in no Git repository; compare plan files"
                                + " instead of revisions\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diff",
                "diff a b c",
                "diff a --format yaml",
                "diff a --post bitbucket",
                "diff a --pull-request x",
                "diff a --link javascript:x",
                "diff a -s x -s y --config-file f"
            })
    void wrongUsageIsSaid(String arguments) {
        Mullion.Result result = mullion().run(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).endsWith("\nSee mullion diff --help\n");
    }

    @Test
    void masksOfTheCommandLineHideWhatTheyMatch() {
        String before = plan("before.json", Mullion.VALID);
        String after = plan("after.json", LARGER);

        assertThat(mullion().run("diff", before, after).out()).contains("150");
        Mullion.Result result =
                mullion().run("diff", before, after, "--mask", "\\b150\\b", "--mask", "general-(launch)");
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .doesNotContain("150", "general-launch")
                .contains("storefront-general-[secret]-template", "a mask of your own");
    }

    @Test
    void whatIsNoMaskIsRefused() {
        Mullion.Result result = mullion().run("diff", "a", "b", "--mask", "(");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith(
                        "Invalid value for option '--mask' (REGEX): got \"(\"; use a regular expression of Java: unclosed"
                                + " group at character 1\n");
    }

    @Test
    void rulesOfANamedFileCount() throws IOException {
        String before = plan("before.json", Mullion.VALID);
        String after = plan("after.json", LARGER);
        Path rules = Files.writeString(directory.resolve("rules.yaml"), """
                config:
                  mullion:diff:
                    mask: ['\\b1[0-9]0\\b']
                    ignore:
                      - {path: launchTemplate, reason: follows its template}
                """);

        Mullion.Result result = mullion().run("diff", before, after, "--rules", rules.toString());

        assertThat(result.out())
                .doesNotContain("150")
                .contains("a mask of your own")
                .contains("left out, as mullion:diff.ignore says");
    }

    @Test
    void aFileWithoutRulesIsRefused() throws IOException {
        Path wrong = Files.writeString(
                directory.resolve("wrong.yaml"),
                "config:\n  mullion:diff:\n    masks: []\n    mask: ['(']\n    ignore:\n      - {path: a}\n");
        Path without = Files.writeString(directory.resolve("without.yaml"), "config:\n  aws:region: eu-west-1\n");

        assertThat(mullion().run("diff", "a", "b", "--rules", wrong.toString()).err())
                .isEqualTo("""
                        wrong.yaml:3:5: mullion:diff: unknown key "masks"; did you mean mask?
                        wrong.yaml:3:5: mullion:diff.ignore[0].reason: is missing; say why nobody has to read it
                        wrong.yaml:4:12: mullion:diff.mask[0]: got "("; use a regular expression of Java: unclosed group\
                         at character 1
                        """);
        assertThat(mullion()
                        .run("diff", "a", "b", "--rules", without.toString())
                        .err())
                .isEqualTo("without.yaml:1:1: mullion:diff: is missing\n");
    }

    @Test
    void masksOfTheOldPlansStackFileCountAndThoseOfTheNewAloneDoNot() {
        String masked = "  mullion:diff: {mask: ['\\b1[0-9]0\\b']}\n";
        String before = plan("before.json", Mullion.VALID + masked);
        String after = plan("after.json", LARGER + masked);

        assertThat(mullion().run("diff", before, after).out())
                .contains("[secret]")
                .doesNotContain("150");
        assertThat(mullion().run("diff", plan("old.json", Mullion.VALID), after).out())
                .contains("150", "a mask that only the new stack file has hides nothing here");
    }

    @Test
    void aReportThatCanNotBeWrittenIsSaid() {
        String plan = plan("a.json", Mullion.VALID);

        assertThat(mullion()
                        .run(
                                "diff",
                                plan,
                                plan,
                                "-o",
                                directory.resolve("nowhere/report").toString()))
                .isEqualTo(new Mullion.Result(1, "", "mullion: nowhere/report: no such file or directory\n"));
    }

    @Test
    void previewAgainstAPlanIsTheSameComparison() {
        String before = plan("before.json", Mullion.VALID);
        String after = plan("after.json", LARGER);
        String text = mullion().run("diff", before, after).out();

        Mullion.Result against = mullion().stack("dev", LARGER).run("preview", "--against", before);

        assertThat(against).isEqualTo(new Mullion.Result(0, text, ""));
        assertThat(mullion()
                        .stack("dev", LARGER)
                        .run("preview", "--against", before, "--format", "json")
                        .out())
                .startsWith("{")
                .contains("storefront-general-launch-template");
    }

    @Test
    void previewAgainstAPlanOfAnotherStackIsRefused() {
        String prod = plan("prod.json", "prod", Mullion.VALID);

        Mullion.Result result = mullion().run("preview", "--against", prod);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("preview: got project shop, stack dev, but prod.json is project shop, stack prod");
    }

    @Test
    void twoRunsAreTheSameBytes() {
        String before = plan("before.json", Mullion.VALID);
        String after = plan("after.json", RENAMED);

        for (String format : List.of("text", "markdown", "html", "json")) {
            assertThat(mullion().run("diff", before, after, "--format", format))
                    .isEqualTo(mullion().run("diff", before, after, "--format", format));
        }
    }
}
