package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.aws.AnswerServer;
import dev.mullion.testkit.aws.AnswerServer.Answer;
import dev.mullion.testkit.aws.SignedIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code mullion ami} says when it can not ask; moto allows everything and deprecates nothing, hence recorded answers. */
class AmiRefusalsTest {
    private static final String PARAMETER = "{\"Parameters\":[{\"Name\":\"/aws/service/ami-windows-latest/"
            + "Windows_Server-2022-English-Core-ECS_Optimized\",\"Type\":\"String\",\"Value\":\"{\\\"image_id\\\":"
            + "\\\"ami-00000000000002022\\\",\\\"image_name\\\":\\\"Windows_Server-2022-English-Core-ECS_Optimized-"
            + "2026.11.14\\\"}\"}]}";

    @TempDir
    private Path directory = Path.of("");

    private static final Map<String, String> DAY = Map.of("SOURCE_DATE_EPOCH", "1795953600");

    private Mullion.Result ask(Map<String, Answer> answers, String... arguments) throws IOException {
        try (AnswerServer server = AnswerServer.start(answers);
                SignedIn user = SignedIn.withKeys(directory)) {
            assertThat(user).isNotNull();
            String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
            all[arguments.length] = "--endpoint-url";
            all[arguments.length + 1] = server.url().toString();
            return new Mullion(directory).runIn(DAY, all);
        }
    }

    @Test
    void aDeniedDescribeImagesLeavesWhatTheParametersTellByRecordedAnswers() throws IOException {
        Mullion.Result result = ask(
                Map.of(
                        "GetParameters", Answer.json(200, PARAMETER),
                        "DescribeImages", Answer.ec2Error(403, "UnauthorizedOperation", "no")),
                "ami",
                "list",
                "--family",
                "ecs",
                "--release",
                "WINDOWS_SERVER_2022_CORE",
                "--region",
                "eu-west-1");

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        1, """
                        eu-west-1              NAME                                                       AGENT  RUNTIME  RELEASED    DAYS  GIB  MARKS
                        ami-00000000000002022  Windows_Server-2022-English-Core-ECS_Optimized-2026.11.14  -      -        2026-11-14  15    -
                        """, "not allowed: ec2:DescribeImages in eu-west-1 (UnauthorizedOperation)\n"));
    }

    @Test
    void aDeprecatedPinFailsByRecordedAnswers() throws IOException {
        Mullion.in(directory)
                .stack(
                        "dev",
                        Mullion.VALID.replace(
                                "[m6i.large]",
                                "[m6i.large], ami: {id: ami-00000000000002022, name: Windows_Server-2022-English-Core-ECS_Optimized-2026.11.14}"));
        Mullion.Result result = ask(
                Map.of(
                        "GetParameters", Answer.json(200, PARAMETER),
                        "DescribeImages", Answer.xml(200, """
                                <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><imagesSet><item>
                                <imageId>ami-00000000000002022</imageId><imageState>available</imageState>
                                <name>Windows_Server-2022-English-Core-ECS_Optimized-2026.11.14</name>
                                <deprecationTime>2026-11-29T00:00:00.000Z</deprecationTime>
                                </item></imagesSet></DescribeImagesResponse>""")),
                "ami",
                "check");

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        1,
                        "mullion:ecs.storefront.capacity.general: ami-00000000000002022"
                                + " (Windows_Server-2022-English-Core-ECS_Optimized-2026.11.14): its owner has deprecated"
                                + " it\n",
                        ""));
    }

    @Test
    void aRegionThatFailsIsToldWithoutAnyRowByRecordedAnswers() throws IOException {
        assertThat(ask(
                        Map.of("*", Answer.jsonError(400, "AccessDeniedException", "no")),
                        "ami",
                        "list",
                        "--region",
                        "eu-west-1",
                        "--region",
                        "eu-west-1"))
                .isEqualTo(new Mullion.Result(
                        1, "", "not allowed: ssm:GetParameters in eu-west-1 (AccessDeniedException)\n"));
    }

    /** It is read in a thread of ours. */
    @Test
    @Tag("adversary")
    void anAnswerThatIsNestedDeeperThanAStackIsALine() throws IOException {
        assertThat(ask(
                        Map.of(
                                "GetParameters", Answer.json(200, PARAMETER),
                                "DescribeImages", Answer.xml(200, "<a>".repeat(200_000) + "</a>".repeat(200_000))),
                        "ami",
                        "list",
                        "--family",
                        "ecs",
                        "--release",
                        "WINDOWS_SERVER_2022_CORE",
                        "--region",
                        "eu-west-1"))
                .isEqualTo(new Mullion.Result(
                        1, "", "mullion: what it was given is nested, or goes on, deeper than Java's stack reaches\n"));
    }

    @Test
    @Tag("adversary")
    void aNameThatNoStackFileCanHoldIsNotWritten() throws IOException {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.VALID);
        Mullion.Result result = ask(
                Map.of(
                        "GetParameters",
                        Answer.json(
                                200,
                                PARAMETER.replace("Windows_Server-2022-English-Core-ECS_Optimized-2026", "\\\\ud800")),
                        "DescribeImages",
                        Answer.xml(200, "<DescribeImagesResponse><imagesSet/></DescribeImagesResponse>")),
                "ami",
                "pin");

        assertThat(result.err())
                .matches(
                        "ec2:DescribeImages in eu-west-1, or a call before it: what answers at \\S+ lacks or changes what AWS"
                                + " always tells \\(IllegalArgumentException at dev\\.mullion\\.\\S+\\); is --endpoint-url right\\? If it"
                                + " is AWS, please report this\n");
        assertThat(result.status()).isEqualTo(1);
        assertThat(mullion.run("config").out()).doesNotContain("ami-00000000000002022");
    }

    /** A proxy's page is no answer by which an image is shown or not. */
    @Test
    @Tag("adversary")
    void aPageInThePlaceOfAnAnswerIsALine() throws IOException {
        Mullion.in(directory)
                .stack(
                        "dev",
                        Mullion.VALID.replace(
                                "[m6i.large]",
                                "[m6i.large], ami: {id: ami-00000000000002022, name: Windows_Server-2022-English-Core-ECS_Optimized-2026.11.14}"));

        Mullion.Result result = ask(
                Map.of(
                        "GetParameters",
                        Answer.json(200, PARAMETER),
                        "DescribeImages",
                        new Answer(200, "text/html", "<html><body>Please sign in</body></html>")),
                "ami",
                "check");
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .matches(
                        "ec2:DescribeImages in eu-west-1: what answers at \\S+ is not AWS; is --endpoint-url right\\?\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void nobodyIsSignedIn() {
        try (SignedIn user = SignedIn.asNobody(directory)) {
            assertThat(user).isNotNull();
            assertThat(Mullion.plain("ami", "list", "--region", "eu-west-1"))
                    .isEqualTo(new Mullion.Result(
                            1,
                            "",
                            "no credentials for AWS; sign in (aws sso login), name a profile with --profile, or set"
                                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\n"));
        }
    }

    @Test
    void aStackInJavaHasItsPinsInJava() {
        Mullion mullion = Mullion.in(directory).file("pom.xml", "<project/>");

        assertThat(mullion.run("ami", "pin"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "the stack is a program in Java; write .ami(AmiSpec.builder().id(...).name(...)) there\n"));
        assertThat(mullion.run("ami", "check"))
                .isEqualTo(new Mullion.Result(
                        1, "", "the stack is a program in Java, whose pins mullion ami check does not read\n"));
    }

    @Test
    void standardInputIsNotWritten() {
        assertThat(Mullion.in(directory).run("ami", "pin", "--config-file", "-"))
                .isEqualTo(new Mullion.Result(1, "", "standard input can not be written; name a file\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ami | Missing required subcommand; use list, pin or check | ami",
                "ami lst | Unknown command: 'lst'; did you mean list? | ami",
                "ami list --region x | Invalid value for option '--region' (REGION): got \"x\"; use a region, such as eu-west-1 | ami list",
                "ami list --endpoint-url x | Invalid value for option '--endpoint-url': got \"x\"; use a URL, such as"
                        + " http://127.0.0.1:5000 | ami list",
                "ami list --family ec2 | Invalid value for option '--family' (FAMILY): got \"ec2\"; use ecs, eks or plain |"
                        + " ami list",
                "ami list --kubernetes 35 | Invalid value for option '--kubernetes' (VERSION): got \"35\"; use a Kubernetes"
                        + " version, such as \"1.35\" | ami list",
                "ami list --release WINDOWS_SERVER_2016_CORE | Invalid value for option '--release' (RELEASE): got"
                        + " \"WINDOWS_SERVER_2016_CORE\"; use WINDOWS_SERVER_2016_FULL: AWS publishes no Core image of 2016"
                        + " for containers | ami list",
                "ami list --kubernetes 1.35 --family ecs | --kubernetes goes with --family eks alone | ami list",
                "ami list --kubernetes 1.35 --release WINDOWS_SERVER_2016_FULL | AWS publishes no such image; mullion ami"
                        + " list without options lists all | ami list",
            })
    void wrongUsageIsTwoLines(String arguments, String message, String command) {
        assertThat(Mullion.plain(arguments.split(" ")))
                .isEqualTo(new Mullion.Result(2, "", message + "\nSee mullion " + command + " --help\n"));
    }
}
