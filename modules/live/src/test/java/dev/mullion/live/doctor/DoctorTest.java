package dev.mullion.live.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.UserException;
import dev.mullion.live.AwsClients;
import dev.mullion.live.AwsProblem;
import dev.mullion.live.AwsSettings;
import dev.mullion.testkit.aws.AnswerServer;
import dev.mullion.testkit.aws.AnswerServer.Answer;
import dev.mullion.testkit.aws.SignedIn;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A deployment in which all is well, and one thing of each kind broken. The answers are written in AWS's shapes, since moto
 * has no agents, no boots, no health and no access entries.
 */
class DoctorTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Path FILES = Path.of("src/test/resources/doctor");

    /** EKS is asked by paths. */
    private static final Map<String, String> EKS = Map.of(
            "GET /clusters/plant", "cluster",
            "GET /clusters/plant/node-groups", "node-groups",
            "GET /clusters/plant/node-groups/pool", "node-group",
            "GET /clusters/plant/addons", "addons",
            "GET /clusters/plant/addons/vpc-cni", "addon",
            "GET /clusters/plant/access-entries/arn:aws:iam::123456789012:role/plant-pool", "access-entry",
            "GET /clusters/plant/access-entries/arn:aws:iam::123456789012:role/plant-own", "access-entry");

    @TempDir
    private Path directory = Path.of("");

    private static Map<String, Answer> well() throws IOException {
        Map<String, Answer> answers = new HashMap<>();
        try (var files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                String text = Files.readString(file);
                answers.put(
                        name.replaceFirst("\\.\\w+$", ""),
                        name.endsWith(".xml") ? Answer.xml(200, text) : Answer.json(200, text));
            }
        }
        EKS.forEach((path, name) -> answers.put(path, Objects.requireNonNull(answers.get(name))));
        return answers;
    }

    /** The same with one answer changed. */
    private static Map<String, Answer> broken(String action, String from, String to) throws IOException {
        Map<String, Answer> answers = well();
        Answer answer = Objects.requireNonNull(answers.get(action), action);
        assertThat(answer.body()).contains(from);
        answers.put(
                action,
                new Answer(answer.status(), answer.contentType(), answer.body().replace(from, to)));
        return answers;
    }

    private static Deployed deployed() throws IOException {
        return DeployedFile.read(Files.readString(FILES.resolve("state.json")), "state.json");
    }

    private DoctorReport report(AnswerServer server) throws IOException {
        AwsSettings settings = new AwsSettings(Optional.empty(), Optional.of("eu-west-1"), Optional.of(server.url()));
        try (SignedIn user = SignedIn.withKeys(directory)) {
            assertThat(user).isNotNull();
            return AwsClients.with(settings, aws -> Doctor.examine(aws.in("eu-west-1"), deployed(), NOW));
        }
    }

    private DoctorReport report(Map<String, Answer> answers) throws IOException {
        try (AnswerServer server = AnswerServer.start(answers)) {
            return report(server);
        }
    }

    private static String written(DoctorReport report, DoctorFormat format) throws IOException {
        StringWriter out = new StringWriter();
        format.write(report, out);
        return out.toString();
    }

    @Test
    void ofADeploymentThatIsWellThereIsNothingToSay() throws IOException {
        DoctorReport report = report(well());

        assertThat(written(report, DoctorFormat.TEXT))
                .isEqualTo("eu-west-1: 17 checks of 15 resources: 0 failures, 0 warnings\n");
        assertThat(report.isWell()).isTrue();
        assertThat(report.checks()).containsExactly(DoctorCheck.values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            maxCharsPerColumn = 2000,
            value = {
                "DescribeAutoScalingGroups | <DesiredCapacity>1</DesiredCapacity><MaxSize>4 |"
                        + " <DesiredCapacity>2</DesiredCapacity><MaxSize>4 | DOC001 failure  shop-general: 1 of 2 instances"
                        + " are in service; last failure: We currently do not have sufficient m6i.xlarge capacity."
                        + " Launching EC2 instance failed.",
                "DescribeAutoScalingGroups | Healthy | Unhealthy | DOC001 failure  i-0000000000000001a: it is Unhealthy in"
                        + " shop-general",
                "DescribeAutoScalingGroups | <SuspendedProcesses/><Tags/> |"
                        + " <SuspendedProcesses><member><ProcessName>Terminate</ProcessName></member><member><ProcessName>Launch"
                        + "</ProcessName></member></SuspendedProcesses> | DOC001 warning  shop-general: suspended: Launch,"
                        + " Terminate",
                "DescribeAutoScalingGroups | shop-general</AutoScalingGroupName> | another</AutoScalingGroupName> | DOC001"
                        + " failure  shop-general: there is no such Auto Scaling group",
                "DescribeAutoScalingGroups | <LaunchTemplate><Version>5 | <LaunchTemplate><Version>3 |"
                        + " DOC002 warning  shop-general: 1 instance runs"
                        + " version 3 of its launch template; the newest is 5",
                "DescribeInstanceInformation | Online | ConnectionLost | DOC003 warning  i-0000000000000001a: it does not"
                        + " answer Systems Manager",
                "DescribeImages | <imageId>ami-00000000000002022 | <imageId>ami-another | DOC004 failure  shop-general: EC2"
                        + " does not show its image ami-00000000000002022 to this account any more",
                "DescribeImages | 2028-11-14 | 2026-11-14 | DOC004 warning  shop-general: its image ami-00000000000002022 is"
                        + " deprecated since 2026-11-14T00:00:00.000Z",
                "DescribeImages | <volumeSize>50 | <volumeSize>120 | DOC005 failure  shop-general: its root volume has 100"
                        + " GiB, and the snapshot of its image ami-00000000000002022 has 120",
                "DescribeInstanceTypeOfferings | eu-west-1a | eu-west-1c | DOC006 failure  shop-general: eu-west-1a offers"
                        + " none of its types: m6i.xlarge",
                "DescribeContainerInstances | true | false | DOC007 failure  i-0000000000000001a: its agent is not connected"
                        + " to shop-dev",
                "DescribeContainerInstances | ACTIVE | DRAINING | DOC007 warning  i-0000000000000001a: it is DRAINING in"
                        + " shop-dev",
                "DescribeContainerInstances | 000001a | 000009f | DOC007 failure  i-0000000000000001a: it is in service in"
                        + " shop-general and not registered in shop-dev",
                "DescribeContainerInstances | ecs.capability.task-eni | ecs.capability.other | DOC008 failure "
                        + " shop-dev/shop-web: no instance of the cluster has all that its tasks need; the nearest lacks"
                        + " ecs.capability.task-eni",
                "DescribeServices | \"runningCount\": 2 | \"runningCount\": 1 | DOC009 failure  shop-dev/shop-web: 1 of 2"
                        + " tasks run, 0 are starting; its last events: (service shop-web) has reached a steady state.",
                "DescribeServices | COMPLETED\" | FAILED\", \"rolloutStateReason\": \"tasks failed to start.\" | DOC009"
                        + " failure  shop-dev/shop-web: a deployment has failed: tasks failed to start.",
                "DescribeClusters | [\"shop-general\"] | [] | DOC010 failure  shop-general: no cluster of the stack has the"
                        + " capacity provider on its list",
                "DescribeClusters | UPDATE_COMPLETE | UPDATE_FAILED | DOC010 failure  shop-dev: its capacity providers could"
                        + " not be attached",
                "DescribeClusters | \"ACTIVE\" | \"INACTIVE\" | DOC010 failure  shop-dev: the cluster is INACTIVE",
                "DescribeCapacityProviders | UPDATE_COMPLETE\" | UPDATE_FAILED\", \"updateStatusReason\": \"why\" | DOC010"
                        + " failure  shop-general: the capacity provider is ACTIVE, its last update UPDATE_FAILED: why",
                "GET /clusters/plant | [] | [{\"code\": \"Ec2SubnetNotFound\", \"message\": \"gone\"}] | DOC011 failure "
                        + " plant: Ec2SubnetNotFound: gone",
                "GET /clusters/plant | \"ACTIVE\" | \"FAILED\" | DOC011 failure  plant: the cluster is FAILED",
                "GET /clusters/plant/node-groups/pool | \"issues\": [] | \"issues\": [{\"code\": \"NodeCreationFailure\","
                        + " \"message\": \"did not join\", \"resourceIds\": [\"i-1\"]}] | DOC011 failure  plant/pool:"
                        + " NodeCreationFailure: did not join (i-1)",
                "GET /clusters/plant/node-groups/pool | \"ACTIVE\" | \"DEGRADED\" | DOC011 failure  plant/pool: the node group"
                        + " is DEGRADED",
                "GET /clusters/plant/node-groups | [\"pool\"] | [] | DOC011 failure  plant/pool: there is no such node group",
                "GET /clusters/plant/addons | [\"vpc-cni\"] | [] | DOC012 failure  plant/vpc-cni: there is no such add-on",
                "ListServices | shop-web | other | DOC009 failure  shop-web: no cluster of the stack has such an ECS"
                        + " service",
                "DescribeServices | \"status\": \"ACTIVE\" | \"status\": \"INACTIVE\" | DOC009 failure  shop-web: no"
                        + " cluster of the stack has such an ECS service",
                "GET /clusters/plant/addons/vpc-cni | \\\"true\\\" | \\\"false\\\" | DOC012 failure  plant/vpc-cni: its"
                        + " configuration does not switch enableWindowsIpam on",
                "GET /clusters/plant/addons/vpc-cni | \"ACTIVE\" | \"DEGRADED\" | DOC012 failure  plant/vpc-cni: the add-on is"
                        + " DEGRADED",
                "GET /clusters/plant/addons/vpc-cni | v1.21.1 | v1.13.4 | DOC012 warning  plant/vpc-cni: it is"
                        + " v1.13.4-eksbuild.1; older ones do not take enableWindowsIpam",
                "GET /clusters/plant/access-entries/arn:aws:iam::123456789012:role/plant-own | EC2_WINDOWS | EC2_LINUX |"
                        + " DOC013 failure  plant arn:aws:iam::123456789012:role/plant-own: its access entry is of the type"
                        + " EC2_LINUX",
                "DescribeTargetHealth | >healthy | >unhealthy | DOC014 failure  shop-web: none of its 2 targets is healthy:"
                        + " 10.40.0.10:80 for no reason that is told; 10.40.0.11:80 for no reason that is told",
                "GetServiceQuota | 128.0 | 16.0 | DOC015 warning  quota L-1216C47A: 6 of 16 vCPUs of On-Demand Standard"
                        + " instances run, and the stack's groups may start 12 more",
                "GetServiceQuota | 128.0 | 2.0 | DOC016 warning  quota L-DF5E4CA3: 2 of 2 network interfaces of the region are"
                        + " used",
            })
    void whatIsBrokenIsNamed(String action, String from, String to, String line) throws IOException {
        DoctorReport report = report(broken(action, from, to));

        assertThat(written(report, DoctorFormat.TEXT).lines()).contains(line);
        assertThat(report.isWell()).isEqualTo(!line.contains(" failure  "));
    }

    @Test
    void aNodeRoleWithoutAnAccessEntryIsNamed() throws IOException {
        Map<String, Answer> answers = well();
        answers.put(
                "GET /clusters/plant/access-entries/arn:aws:iam::123456789012:role/plant-pool",
                Answer.jsonError(404, "ResourceNotFoundException", "no such entry"));

        assertThat(written(report(answers), DoctorFormat.TEXT)).isEqualTo("""
                DOC013 failure  plant arn:aws:iam::123456789012:role/plant-pool: it has no access entry
                       why: with another type nodes join, and no pod of theirs gets an address or a name
                       do:  its type has to be EC2_WINDOWS; an entry is made anew to change it. Where Linux nodes have the same role, give Windows nodes their own
                eu-west-1: 17 checks of 15 resources: 1 failure, 0 warnings
                """);
    }

    @Test
    void aTargetGroupThatIsGoneIsNamed() throws IOException {
        Map<String, Answer> answers = well();
        answers.put(
                "DescribeTargetHealth",
                Answer.xml(
                        400,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>TargetGroupNotFound</Code><Message>One or more"
                                + " target groups not found</Message></Error></ErrorResponse>"));

        assertThat(written(report(answers), DoctorFormat.TEXT))
                .startsWith("DOC014 failure  shop-web: there is no such target group\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mullion: Initialize-EcsAgent ended with exit code 11 | Initialize-EcsAgent ended with exit code 11",
                "mullion: user data ended with exit code 0\\r\\nmullion: own \u001b[31m.ps1 ended with exit code 100"
                        + " | own \\u001b[31m.ps1 ended with exit code 100",
                "mullion: own.ps1 ended with exit code 100\\r\\nmullion: user data ended with exit code 0 | ''",
                "Windows is Ready to use | ''",
            })
    void aBootThatFailedIsNamedByItsLastLine(String console, String said) throws IOException {
        Map<String, Answer> answers = well();
        answers.put("GetConsoleOutput", console(console.replace("\\r\\n", "\r\n")));
        DoctorReport report = report(answers);

        List<String> told = written(report, DoctorFormat.TEXT).lines().toList();
        if (said.isEmpty()) {
            assertThat(told)
                    .containsExactly("eu-west-1: " + (console.startsWith("mullion") ? 17 : 16)
                            + " checks of 15 resources: 0 failures, 0 warnings");
        } else {
            assertThat(told.subList(0, 3))
                    .containsExactly(
                            "DOC017 failure  i-0000000000000001a: " + said,
                            "       why: what stands behind the step that failed was not done, on this machine and on each"
                                    + " that starts as it did",
                            "       do:  read C:\\ProgramData\\Mullion\\log\\user-data.log there: aws ssm start-session"
                                    + " --target i-0000000000000001a; exit codes are in docs/ecs.md, docs/eks.md and"
                                    + " docs/hosts.md");
        }
    }

    private static Answer console(String text) {
        return Answer.xml(
                200,
                "<GetConsoleOutputResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>1</requestId>"
                        + "<instanceId>i-0000000000000001a</instanceId><timestamp>2026-11-29T11:00:00Z</timestamp><output>"
                        + Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1))
                        + "</output></GetConsoleOutputResponse>");
    }

    @Test
    void whatIsNotAllowedIsSaidAndTheRestIsLookedAt() throws IOException {
        Map<String, Answer> answers = well();
        answers.put("DescribeImages", Answer.ec2Error(403, "UnauthorizedOperation", "no"));
        answers.put("DescribeServices", Answer.jsonError(400, "AccessDeniedException", "no"));
        DoctorReport report = report(answers);

        assertThat(written(report, DoctorFormat.TEXT)).isEqualTo("""
                not told  not allowed: ec2:DescribeImages in eu-west-1 (UnauthorizedOperation)
                not told  not allowed: ecs:DescribeServices in eu-west-1 (AccessDeniedException)
                eu-west-1: 13 checks of 13 resources: 0 failures, 0 warnings, 2 questions not answered
                """);
        assertThat(report.isWell()).isFalse();
    }

    /** A proxy's page is well-formed in the XML that EC2 speaks. */
    @Test
    @Tag("adversary")
    void aPageInThePlaceOfAnAnswerIsNotNothing() throws IOException {
        Map<String, Answer> answers = well();
        Answer page = new Answer(200, "text/html", "<html><body>Please sign in</body></html>");
        answers.put("GetConsoleOutput", page);
        answers.put("DescribeTargetHealth", page);
        answers.put("GET /clusters/plant/addons", Answer.json(200, "{}"));

        assertThat(written(report(answers), DoctorFormat.TEXT).replaceAll("127\\.0\\.0\\.1:\\d+", "HOST"))
                .isEqualTo("""
                        not told  ec2:GetConsoleOutput in eu-west-1: what answers at http://HOST is not AWS; is --endpoint-url right?
                        not told  eks:ListAddons in eu-west-1: what answers at http://HOST is not AWS; is --endpoint-url right?
                        not told  elasticloadbalancing:DescribeTargetHealth in eu-west-1: what answers at http://HOST is not AWS; is --endpoint-url right?
                        eu-west-1: 14 checks of 13 resources: 0 failures, 0 warnings, 3 questions not answered
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DescribeAutoScalingGroups | <InstanceId>i-0000000000000001a</InstanceId>",
                "DescribeAutoScalingGroups | <Version>5</Version>",
                "DescribeImages | <imageId>ami-00000000000002022</imageId>",
                "GetInstanceProfile | <Arn>arn:aws:iam::123456789012:role/plant-own</Arn>",
            })
    @Tag("adversary")
    void anAnswerThatLacksWhatAwsAlwaysTellsIsALine(String action, String left) throws IOException {
        Map<String, Answer> answers = broken(action, left, "");

        assertThatThrownBy(() -> report(answers))
                .isInstanceOf(AwsProblem.class)
                .hasMessageMatching(
                        "\\S+ in eu-west-1(, or a call before it)?: what answers at http://\\S+ lacks or changes what"
                                + " AWS always tells \\(NullPointerException at dev\\.mullion\\.live\\.doctor\\..*\\); is --endpoint-url"
                                + " right\\? If it is AWS, please report this");
    }

    @Test
    void aServiceThatIsListedAndNotDescribedIsNotTold() throws IOException {
        Map<String, Answer> answers =
                broken("DescribeServices", "\"serviceName\": \"shop-web\"", "\"serviceName\": \"other\"");

        assertThat(written(report(answers), DoctorFormat.TEXT).lines())
                .contains("not told  ecs:DescribeServices in eu-west-1: the answer has no service shop-web");
    }

    /** AWS describes ten of them at a time. */
    @Test
    void manyCapacityProvidersAreAskedForInParts() throws IOException {
        String more =
                IntStream.range(0, 11).mapToObj(i -> "\"more-" + i + "\", ").collect(Collectors.joining());
        Map<String, Answer> answers =
                broken("DescribeClusters", "\"capacityProviders\": [", "\"capacityProviders\": [" + more);
        try (AnswerServer server = AnswerServer.start(answers)) {
            report(server);

            assertThat(server.asked())
                    .filteredOn("DescribeCapacityProviders"::equals)
                    .hasSize(2);
        }
    }

    /** AWS leaves out a capacity provider that was deleted; of the others it always knows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DescribeCapacityProviders | {\"capacityProviders\": [], \"failures\": [{\"reason\": \"MISSING\"}]} | DOC010 failure"
                        + "  shop-general: shop-dev has it on its list, and there is no such capacity provider",
                "DescribeLaunchTemplateVersions | <DescribeLaunchTemplateVersionsResponse><launchTemplateVersionSet/>"
                        + "</DescribeLaunchTemplateVersionsResponse> | not told  ec2:DescribeLaunchTemplateVersions in"
                        + " eu-west-1: the answer has no launch template lt-1",
                "DescribeInstances | <DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse> | not told"
                        + "  ec2:DescribeInstances in eu-west-1: the answer has no instance i-0000000000000001a",
            })
    @Tag("adversary")
    void whatAwsNamedAndDoesNotDescribeIsSaid(String action, String body, String line) throws IOException {
        Map<String, Answer> answers = well();
        Answer answer = Objects.requireNonNull(answers.get(action), action);
        answers.put(action, new Answer(200, answer.contentType(), body));

        assertThat(written(report(answers), DoctorFormat.TEXT)).contains(line);
    }

    /** EC2 may have forgotten them by then. */
    @Test
    void instancesThatEndNeedNotBeDescribed() throws IOException {
        Map<String, Answer> answers = broken("DescribeAutoScalingGroups", ">InService<", ">Terminating<");
        answers.put(
                "DescribeInstances",
                Answer.xml(200, "<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>"));

        assertThat(written(report(answers), DoctorFormat.TEXT)).doesNotContain("the answer has no instance");
    }

    /** Where it is read as a part of the question, the rest is looked at. */
    @Test
    @Tag("adversary")
    void aConsoleThatIsNoBase64IsNotTold() throws IOException {
        Map<String, Answer> answers = broken("GetConsoleOutput", "<output>", "<output>99999");

        assertThat(written(report(answers), DoctorFormat.TEXT))
                .matches(
                        "(?s)not told  ec2:GetConsoleOutput in eu-west-1: what answers at \\S+ lacks or changes what AWS always"
                                + " tells \\(IllegalArgumentException at dev\\.mullion\\.live\\.doctor\\.SerialConsole\\..*\\); is"
                                + " --endpoint-url right\\? If it is AWS, please report this\n"
                                + "eu-west-1: 16 checks of 15 resources: 0 failures, 0 warnings, 1 question not answered\n");
    }

    @Test
    void nothingIsLookedAtWhereNobodyIsSignedIn() throws IOException {
        Map<String, Answer> answers = Map.of("*", Answer.jsonError(400, "UnrecognizedClientException", "who are you?"));

        assertThatThrownBy(() -> report(answers))
                .isInstanceOf(AwsProblem.class)
                .hasMessage(
                        "AWS does not take the credentials in eu-west-1 (ecs:DescribeClusters in eu-west-1:"
                                + " UnrecognizedClientException); are they right, and does the account have this region enabled?");
    }

    @Test
    void policyHoldsWhatIsAskedFor() throws IOException {
        List<String> permissions = DoctorCheck.permissions();

        try (AnswerServer server = AnswerServer.start(well())) {
            report(server);
            assertThat(server.asked().stream().filter(action -> !action.startsWith("GET ")))
                    .isNotEmpty()
                    .allSatisfy(action ->
                            assertThat(permissions).anyMatch(permission -> permission.endsWith(":" + action)));
        }
        assertThat(permissions).allMatch(permission -> permission.matches("[a-z0-9]+:(Describe|Get|List)\\w+"));
    }

    @Test
    void documentationListsEveryCheck() throws IOException {
        assertThat(Files.readAllLines(Path.of("../../docs/live.md")))
                .containsSubsequence(Stream.of(DoctorCheck.values())
                        .map(check -> "| " + check.id() + " | " + check.title() + " |")
                        .toList());
    }

    @Test
    void wordsOfAwsAreTextInHtml() throws IOException {
        DoctorReport report = report(broken(
                "DescribeServices",
                "COMPLETED\"",
                "FAILED\", \"rolloutStateReason\": \"<img src=x onerror=alert(1)> \\u001b[31m & more\""));

        assertThat(written(report, DoctorFormat.HTML))
                .contains("a deployment has failed: &lt;img src=x onerror=alert(1)&gt; \\u001b[31m &amp; more")
                .doesNotContain("<img");
        assertThat(written(report, DoctorFormat.JSON))
                .contains("\"well\": false")
                .contains("\"id\": \"DOC009\"");
    }

    @Test
    void outputsOfAStackNameWhatItDeployed() {
        Deployed deployed = DeployedFile.read("""
                {"ecsClusters": {"shop": {"name": "shop-dev", "arn": "arn:x"}}, "ecsServices": {"shop-web": {"name": "web"}},
                 "eksClusters": {"plant": {"name": "plant"}}, "hosts": {"builders": {"autoScalingGroupName": "builders"}}}
                """, "outputs.json");

        assertThat(deployed.ecsClusters()).containsExactly("shop-dev");
        assertThat(deployed.ecsServices()).containsExactly("web");
        assertThat(deployed.eksClusters()).containsExactly("plant");
        assertThat(deployed.scalingGroups()).containsExactly("builders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"vpcId\": \"vpc-1\"}", "{\"deployment\": {\"resources\": 3}}"})
    void whatNamesNothingIsRefused(String text) {
        assertThatThrownBy(() -> DeployedFile.read(text, "file.json"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("file.json: ")
                .hasMessageEndingWith("use what pulumi stack output --json or pulumi stack export prints");
    }
}
