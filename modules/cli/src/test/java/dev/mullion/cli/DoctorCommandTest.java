package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.Golden;
import dev.mullion.testkit.aws.AnswerServer;
import dev.mullion.testkit.aws.AnswerServer.Answer;
import dev.mullion.testkit.aws.SignedIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mullion doctor}: how it learns what was deployed, and how it ends. Answers are written in AWS's shapes. */
class DoctorCommandTest {
    private static final Map<String, String> DAY = Map.of("SOURCE_DATE_EPOCH", "1795953600");

    /** One ECS cluster without capacity, and nothing else. */
    private static final Map<String, Answer> CLUSTER = Map.of(
            "ListClusters",
            Answer.json(200, "{\"clusterArns\": [\"arn:aws:ecs:eu-west-1:123456789012:cluster/shop-dev\"]}"),
            "DescribeClusters",
            Answer.json(
                    200,
                    "{\"clusters\": [{\"clusterName\": \"shop-dev\", \"status\": \"ACTIVE\", \"capacityProviders\": [],"
                            + " \"tags\": [{\"key\": \"mullion:project\", \"value\": \"shop\"},"
                            + " {\"key\": \"mullion:stack\", \"value\": \"dev\"}]}]}"),
            "GET /clusters",
            Answer.json(200, "{\"clusters\": []}"),
            "DescribeAutoScalingGroups",
            Answer.xml(
                    200,
                    "<DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups/>"
                            + "</DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>"),
            "DescribeTargetGroups",
            Answer.xml(
                    200,
                    "<DescribeTargetGroupsResponse><DescribeTargetGroupsResult><TargetGroups/>"
                            + "</DescribeTargetGroupsResult></DescribeTargetGroupsResponse>"),
            "ListContainerInstances",
            Answer.json(200, "{\"containerInstanceArns\": []}"),
            "ListServices",
            Answer.json(200, "{\"serviceArns\": []}"));

    private static final String STATE = "{\"deployment\": {\"resources\": [{\"type\": \"aws:ecs/cluster:Cluster\","
            + " \"id\": \"arn:aws:ecs:eu-west-1:123456789012:cluster/shop-dev\"}]}}";

    private static final String WELL = "eu-west-1: 1 check of 1 resource: 0 failures, 0 warnings\n";

    @TempDir
    private Path directory = Path.of("");

    private Mullion.Result ask(Map<String, Answer> answers, String... arguments) throws IOException {
        try (AnswerServer server = AnswerServer.start(answers);
                SignedIn user = SignedIn.withKeys(directory)) {
            assertThat(user).isNotNull();
            List<String> all = new ArrayList<>(List.of("doctor"));
            all.addAll(List.of(arguments));
            all.addAll(List.of("--endpoint-url", server.url().toString()));
            return Mullion.in(directory).runIn(DAY, all.toArray(String[]::new));
        }
    }

    @Test
    void whatHasTheTagsOfTheStackIsLookedAt() throws IOException {
        assertThat(ask(CLUSTER, "--tags")).isEqualTo(new Mullion.Result(0, WELL, ""));
    }

    @Test
    void withoutPulumiOnThePathTheTagsAreLookedFor() throws IOException {
        assertThat(ask(CLUSTER)).isEqualTo(new Mullion.Result(0, WELL, ""));
    }

    /** It is read up to a limit, by its name, be it a link to a device. */
    @Test
    @Tag("adversary")
    void outputsThatAreNoTextAreNamed() throws IOException {
        Files.write(directory.resolve("outputs.json"), new byte[] {(byte) 0xff, 0});

        assertThat(ask(CLUSTER, "--outputs", "outputs.json"))
                .isEqualTo(
                        new Mullion.Result(
                                1,
                                "",
                                "outputs.json: is no JSON; use what pulumi stack output --json or pulumi stack export prints\n"));
    }

    /** A name is whatever a state or a tag says. */
    @Test
    @Tag("adversary")
    void noNameActsOnATerminalOrIsALineOfTheReport() throws IOException {
        new Mullion(directory)
                .file(
                        "outputs.json",
                        "{\"ecsClusters\": {\"a\": {\"name\": \"x\\u001b[2J\\u202e\\neu-west-1: 9 checks of 9 resources:"
                                + " 0 failures, 0 warnings\"}}}");
        Map<String, Answer> gone = new HashMap<>(CLUSTER);
        gone.put("DescribeClusters", Answer.json(200, "{\"clusters\": []}"));
        String shown =
                "x\\u001b[2J\\u202e\\u000aeu-west-1: 9 checks of 9 resources: 0 failures, 0 warnings: there is no such"
                        + " ECS cluster";

        assertThat(ask(gone, "--outputs", "outputs.json").out().lines())
                .hasSize(4)
                .first()
                .isEqualTo("DOC010 failure  " + shown);
        assertThat(ask(gone, "--outputs", "outputs.json", "--format", "html").out())
                .contains("x\\u001b[2J\\u202e\\u000aeu-west-1")
                .doesNotContain("\u202e");
    }

    /** A region is a part of the name of the host that is asked. */
    @ParameterizedTest
    @ValueSource(strings = {"''", "a\\nb", "evil.example/x", "eu west 1", "x@evil.example"})
    @Tag("adversary")
    void whatIsNoRegionIsNotAsked(String region) throws IOException {
        String written = region.equals("''") ? "" : region;
        new Mullion(directory)
                .stack("odd", Mullion.VALID.replace("aws:region: eu-west-1", "aws:region: \"" + written + "\""));

        assertThat(ask(CLUSTER, "--tags", "-s", "odd"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "Pulumi.odd.yaml:2:15: aws:region: got \"" + written
                                + "\"; use a region, such as eu-west-1\n"));
    }

    /** Pulumi takes the user's token to whatever backend the project names, which a stranger may have written. */
    @ParameterizedTest
    @ValueSource(strings = {"backend: {url: 'https://evil.example'}\n", "<<: {backend: {url: 's3://evil'}}\n"})
    @Tag("adversary")
    @DisabledOnOs(OS.WINDOWS) // which starts no file of this kind
    void aProjectChoosesNotWhoGetsTheTokenOfPulumi(String backend) throws IOException {
        Path tools = Files.createDirectory(directory.resolve("tools"));
        Path pulumi = Files.writeString(tools.resolve("pulumi"), "#!/bin/sh\necho '" + STATE + "'\n");
        assertThat(pulumi.toFile().setExecutable(true)).isTrue();
        Path project = Files.createDirectory(directory.resolve("shop"));
        new Mullion(project).stack("dev", Mullion.VALID).file("Pulumi.yaml", "name: shop\nruntime: java\n" + backend);
        Map<String, String> given = Map.of("PATH", tools.toString(), "SOURCE_DATE_EPOCH", "1795953600");
        Map<String, String> meant = new HashMap<>(given);
        meant.put("PULUMI_BACKEND_URL", "https://api.pulumi.com");

        try (AnswerServer server = AnswerServer.start(CLUSTER);
                SignedIn user = SignedIn.withKeys(directory)) {
            assertThat(user).isNotNull();
            String[] doctor = {"doctor", "--endpoint-url", server.url().toString()};
            assertThat(new Mullion(project).runIn(given, doctor))
                    .isEqualTo(new Mullion.Result(
                            1,
                            "",
                            "Pulumi.yaml names a backend, and pulumi would sign in there with your token; set"
                                    + " PULUMI_BACKEND_URL to the one that you mean, give what the stack deployed by"
                                    + " --outputs FILE, or use --tags\n"));
            assertThat(new Mullion(project).runIn(meant, doctor)).isEqualTo(new Mullion.Result(0, WELL, ""));
        }
    }

    @Test
    void anotherStackHasOtherTags() throws IOException {
        new Mullion(directory).stack("prod", Mullion.VALID);

        assertThat(ask(CLUSTER, "-s", "prod"))
                .isEqualTo(new Mullion.Result(
                        1, "", "nothing in eu-west-1 has the tags of shop/prod; was the stack deployed there?\n"));
    }

    @Test
    void aStateSaysWhatWasDeployedAndWhatIsGoneIsAFailure() throws IOException {
        new Mullion(directory).file("state.json", STATE);
        Map<String, Answer> gone = new HashMap<>(CLUSTER);
        gone.put("DescribeClusters", Answer.json(200, "{\"clusters\": []}"));

        assertThat(ask(CLUSTER, "--outputs", "state.json")).isEqualTo(new Mullion.Result(0, WELL, ""));
        assertThat(ask(gone, "--outputs", "state.json")).isEqualTo(new Mullion.Result(1, """
                DOC010 failure  shop-dev: there is no such ECS cluster
                       why: no service can use a capacity provider that is not on its cluster's list
                       do:  deploy the stack again; is this the account and the region of the stack?
                eu-west-1: 1 check of 1 resource: 1 failure, 0 warnings
                """, ""));
    }

    @Test
    void aReportIsJsonForPrograms() throws IOException {
        assertThat(ask(CLUSTER, "--tags", "--format", "json")).isEqualTo(new Mullion.Result(0, """
                {
                  "region": "eu-west-1",
                  "well": true,
                  "checks": [
                    {
                      "id": "DOC010",
                      "title": "each ECS cluster is active, with its capacity providers attached"
                    }
                  ],
                  "lookedAt": [
                    "ECS cluster shop-dev"
                  ],
                  "findings": [],
                  "notTold": []
                }
                """, ""));
    }

    @Test
    void policyIsPrintedWithoutAsking() {
        Mullion.Result result = Mullion.in(directory).run("doctor", "--policy");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        new Golden("DoctorCommand", "policy").matches("policy.json", result.out());
    }

    @Test
    void tagsAndAFileAreNotBothTaken() {
        assertThat(Mullion.in(directory).run("doctor", "--tags", "--outputs", "state.json"))
                .isEqualTo(new Mullion.Result(2, "", "--tags goes without --outputs\nSee mullion doctor --help\n"));
    }

    @Test
    void aFileThatIsNoStateIsRefused() throws IOException {
        new Mullion(directory).file("state.json", "[]");

        assertThat(ask(CLUSTER, "--outputs", "state.json"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "state.json: names no ECS cluster, EKS cluster or hosts of Mullion; use what pulumi stack output"
                                + " --json or pulumi stack export prints\n"));
    }
}
