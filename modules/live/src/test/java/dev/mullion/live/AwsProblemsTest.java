package dev.mullion.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.text.ProxyLogin;
import dev.mullion.live.AwsProblem.Kind;
import dev.mullion.testkit.aws.AnswerServer;
import dev.mullion.testkit.aws.AnswerServer.Answer;
import dev.mullion.testkit.aws.SignedIn;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;

/** What each failure is said to be. No answer here is moto's, which never fails like this. */
class AwsProblemsTest {
    @TempDir
    private Path directory = Path.of("");

    private static AwsSettings settings(URI url) {
        return new AwsSettings(Optional.empty(), Optional.of("eu-west-1"), Optional.of(url));
    }

    private AwsProblem problem(AwsSettings settings) {
        try (SignedIn user = SignedIn.withKeys(directory);
                AwsClients aws = AwsClients.of(settings)) {
            assertThat(user).isNotNull();
            AwsRegion region = aws.in(aws.region());
            region.ask("ssm:GetParameters", () -> region.ssm().getParameters(request -> request.names("/a")));
            throw new AssertionError("there was an answer");
        } catch (AwsProblem problem) {
            return problem;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ExpiredTokenException | CREDENTIALS | the credentials have expired (ssm:GetParameters in eu-west-1:"
                        + " ExpiredTokenException); sign in again: aws sso login",
                "400 | UnrecognizedClientException | CREDENTIALS | AWS does not take the credentials in eu-west-1"
                        + " (ssm:GetParameters in eu-west-1: UnrecognizedClientException); are they right, and does the"
                        + " account have this region enabled?",
                "400 | AccessDeniedException | DENIED | not allowed: ssm:GetParameters in eu-west-1 (AccessDeniedException)",
                "400 | ThrottlingException | THROTTLED | AWS throttles the account's calls (ssm:GetParameters in eu-west-1:"
                        + " ThrottlingException); try again later",
                "400 | ValidationException | REFUSED | ssm:GetParameters in eu-west-1: ValidationException: why\\nnot",
            })
    void whatAwsRefusesIsALine(int status, String code, Kind kind, String message) throws IOException {
        try (AnswerServer server = AnswerServer.start(Map.of("*", Answer.jsonError(status, code, "why\\nnot")))) {
            AwsProblem problem = problem(settings(server.url()));

            assertThat(problem).hasMessage(message.replace("\\n", " "));
            assertThat(problem.kind()).isEqualTo(kind);
        }
    }

    @Test
    void aThrottledCallIsTriedThreeTimes() throws IOException {
        try (AnswerServer server =
                AnswerServer.start(Map.of("*", Answer.jsonError(400, "ThrottlingException", "slowly")))) {
            assertThat(problem(settings(server.url())).kind()).isEqualTo(Kind.THROTTLED);
            assertThat(server.asked()).containsExactly("GetParameters", "GetParameters", "GetParameters");
        }
    }

    @ParameterizedTest
    @CsvSource({"200, ''", "404, ' (HTTP 404)'", "502, ' (HTTP 502)'"})
    void aPageOfSomebodyElseIsNotAws(int status, String said) throws IOException {
        try (AnswerServer server =
                AnswerServer.start(Map.of("*", new Answer(status, "text/html", "<html><h1>Login</h1></html>")))) {
            assertThat(problem(settings(server.url())))
                    .hasMessage("ssm:GetParameters in eu-west-1: what answers at " + server.url() + " is not AWS" + said
                            + "; is --endpoint-url right?");
        }
    }

    /** As a proxy does that shows what was asked. */
    @Test
    @Tag("adversary")
    void whatSaysTheCredentialsBackIsNotRepeated() throws IOException {
        String token = "IQoJb3JpZ2luX2VjEXAMPLE".repeat(20); // as long as real ones
        Answer echo =
                Answer.jsonError(400, "ValidationException", "got " + token + ", of wJalrXUtnFEMIEXAMPLE by p%20wd");
        try (AnswerServer server = AnswerServer.start(Map.of("*", echo));
                SignedIn user = SignedIn.withSession(directory, "wJalrXUtnFEMIEXAMPLE", token);
                AwsClients aws = AwsClients.of(settings(server.url())
                        .hiding(ProxyLogin.secrets(Map.of("HTTPS_PROXY", "http://me:p%20wd@proxy:3128"))))) {
            assertThat(user).isNotNull();
            AwsRegion region = aws.in("eu-west-1");
            assertThatThrownBy(() -> region.ask(
                            "ssm:GetParameters", () -> region.ssm().getParameters(request -> request.names("a"))))
                    .hasMessage(
                            "ssm:GetParameters in eu-west-1: ValidationException: got [secret], of [secret] by [secret]");
        }
    }

    /** What the SDK reads as an answer in which nothing is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body><p>Please sign in</p></body></html>",
                "<DescribeRegionsResponse><requestId>1</requestId><regionInfo/></DescribeRegionsResponse>",
                "",
                "{}",
                "[]",
                "null",
                "\"sign in\"",
                "{\"error\": \"sign in\"}",
                "{\"nextToken\": \"\"}"
            })
    @Tag("adversary")
    void whatAnswersAnotherCallIsNotAws(String page) throws IOException {
        Answer answer = page.startsWith("<") ? Answer.xml(200, page) : Answer.json(200, page);
        try (AnswerServer server = AnswerServer.start(Map.of("*", answer));
                SignedIn user = SignedIn.withKeys(directory);
                AwsClients aws = AwsClients.of(settings(server.url()))) {
            assertThat(user).isNotNull();
            AwsRegion region = aws.in("eu-west-1");
            Map<String, Supplier<?>> calls = Map.of(
                    "ec2:DescribeImages", () -> region.ec2().describeImages(),
                    "autoscaling:DescribeAutoScalingGroups",
                            () -> region.autoScaling().describeAutoScalingGroups(),
                    "iam:ListRolePolicies", () -> region.iam().listRolePolicies(request -> request.roleName("a")),
                    "ecs:ListServices", () -> region.ecs().listServices(request -> request.cluster("a")),
                    "eks:ListAddons", () -> region.eks().listAddons(request -> request.clusterName("a")),
                    "logs:DescribeLogGroups",
                            () -> region.json(JsonService.Name.CLOUDWATCH_LOGS)
                                    .all("DescribeLogGroups", Map.of(), "logGroups"));
            calls.forEach((action, call) -> assertThatThrownBy(() -> region.ask(action, call))
                    .hasMessage(action + " in eu-west-1: what answers at " + server.url()
                            + " is not AWS; is --endpoint-url right?"));
        }
    }

    @Test
    void anEmptyListIsAnAnswer() throws IOException {
        try (AnswerServer server = AnswerServer.start(Map.of(
                        "DescribeImages",
                        Answer.xml(200, "<DescribeImagesResponse><imagesSet/></DescribeImagesResponse>"),
                        "DescribeAutoScalingGroups",
                        Answer.xml(
                                200,
                                "<DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups/>"
                                        + "</DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>"),
                        "ListServices",
                        Answer.json(200, "{\"serviceArns\": []}"),
                        "GET /clusters/a/addons",
                        Answer.json(200, "{\"addons\": [], \"nextToken\": null}"),
                        "DescribeLogGroups",
                        Answer.json(200, "{\"logGroups\": []}")));
                SignedIn user = SignedIn.withKeys(directory);
                AwsClients aws = AwsClients.of(settings(server.url()))) {
            assertThat(user).isNotNull();
            AwsRegion region = aws.in("eu-west-1");

            assertThat(region.ec2().describeImages().images()).isEmpty();
            assertThat(region.autoScaling().describeAutoScalingGroups().autoScalingGroups())
                    .isEmpty();
            assertThat(region.ecs()
                            .listServices(request -> request.cluster("a"))
                            .serviceArns())
                    .isEmpty();
            assertThat(region.eks()
                            .listAddons(request -> request.clusterName("a"))
                            .addons())
                    .isEmpty();
            assertThat(region.json(JsonService.Name.CLOUDWATCH_LOGS).all("DescribeLogGroups", Map.of(), "logGroups"))
                    .isEmpty();
        }
    }

    @Test
    @Tag("adversary")
    void whatAnAnswerBreaksIsALine() throws IOException {
        Answer unnamed = Answer.json(200, "{\"Parameters\": [{\"Value\": \"ami-1\"}]}");
        try (AnswerServer server = AnswerServer.start(Map.of("*", unnamed));
                SignedIn user = SignedIn.withKeys(directory)) {
            assertThat(user).isNotNull();
            String here = "\\(NullPointerException at dev\\.mullion\\.live\\.AwsProblemsTest\\..*:\\d+\\)\\)";
            String said = ": what answers at " + server.url() + " lacks or changes what AWS always tells " + here
                    + "; is --endpoint-url right\\? If it is AWS, please report this";

            assertThatThrownBy(() -> AwsClients.with(settings(server.url()), aws -> {
                        AwsRegion region = aws.in("eu-west-1");
                        return region.ask("ssm:GetParameters", () -> nameOfFirst(region));
                    }))
                    .isInstanceOf(AwsProblem.class)
                    .hasMessageMatching("ssm:GetParameters in eu-west-1" + said);
            assertThatThrownBy(() -> AwsClients.with(settings(server.url()), aws -> {
                        AwsRegion region = aws.in("eu-west-1");
                        GetParametersResponse answer = region.ask(
                                "ssm:GetParameters", () -> region.ssm().getParameters(request -> request.names("/a")));
                        return answer.parameters().get(0).name().length();
                    }))
                    .isInstanceOf(AwsProblem.class)
                    .hasMessageMatching("ssm:GetParameters in eu-west-1, or a call before it" + said);
        }
    }

    private static int nameOfFirst(AwsRegion region) {
        return region.ssm()
                .getParameters(request -> request.names("/a"))
                .parameters()
                .get(0)
                .name()
                .length();
    }

    /** Of what is asked without AWS. */
    @Test
    void aDefectWithoutAnAnswerIsADefect() {
        try (SignedIn user = SignedIn.withKeys(directory)) {
            assertThat(user).isNotNull();
            IllegalStateException defect = new IllegalStateException("ours");

            assertThatThrownBy(() -> AwsClients.with(settings(URI.create("http://127.0.0.1:1")), aws -> {
                        throw defect;
                    }))
                    .isSameAs(defect);
        }
    }

    @Test
    void whoeverHangsIsLeft() throws IOException {
        try (ServerSocket socket = AnswerServer.hanging()) {
            AwsSettings impatient = new AwsSettings(
                    Optional.empty(),
                    Optional.of("eu-west-1"),
                    Optional.of(AnswerServer.url(socket)),
                    Duration.ofMillis(400),
                    Duration.ofSeconds(2));
            assertThat(problem(impatient))
                    .hasMessage("ssm:GetParameters in eu-west-1: no answer within 2 s at " + AnswerServer.url(socket)
                            + "; is there a way to AWS from here, such as a proxy (HTTPS_PROXY)?");
        }
    }

    /** The socket's own limit is one of each read. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Never: "})
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anAnswerThatComesByteByByteEndsAtTheLimit(String begin) throws IOException {
        try (ServerSocket socket = AnswerServer.dripping(begin);
                SignedIn user = SignedIn.withKeys(directory);
                AwsClients aws = AwsClients.of(new AwsSettings(
                        Optional.empty(),
                        Optional.of("eu-west-1"),
                        Optional.of(AnswerServer.url(socket)),
                        Duration.ofMillis(400),
                        Duration.ofSeconds(2)))) {
            assertThat(user).isNotNull();
            AwsRegion region = aws.in(aws.region());
            assertThatThrownBy(() ->
                            region.ask("servicediscovery:GetService", () -> region.json(JsonService.Name.CLOUD_MAP)
                                    .call("GetService", Map.of(), "Service")))
                    .hasMessageStartingWith("servicediscovery:GetService in eu-west-1: no answer within 2 s at ");
        }
    }

    @Test
    void pagesWithoutAnEndEnd() throws IOException {
        Answer page = Answer.json(200, "{\"Services\":[],\"NextToken\":\"more\"}");
        try (AnswerServer server = AnswerServer.start(Map.of("*", page));
                SignedIn user = SignedIn.withKeys(directory);
                AwsClients aws = AwsClients.of(settings(server.url()))) {
            assertThat(user).isNotNull();
            AwsRegion region = aws.in(aws.region());
            assertThatThrownBy(() ->
                            region.ask("servicediscovery:ListServices", () -> region.json(JsonService.Name.CLOUD_MAP)
                                    .all("ListServices", Map.of(), "Services")))
                    .hasMessageStartingWith("servicediscovery:ListServices in eu-west-1: ")
                    .hasMessageContaining("there are more than 1000 pages");
        }
    }

    /** The SDK's paginators ask for as long as what answers names a next page. */
    @Test
    void pagesOfTheSdkWithoutAnEndEnd() throws IOException {
        Map<String, Answer> pages = Map.of(
                "ListClusters",
                Answer.json(200, "{\"clusterArns\":[],\"nextToken\":\"more\"}"),
                "DescribeVpcs",
                Answer.xml(200, "<DescribeVpcsResponse><vpcSet/><nextToken>more</nextToken></DescribeVpcsResponse>"),
                "ListAttachedRolePolicies",
                Answer.xml(
                        200,
                        "<ListAttachedRolePoliciesResponse><ListAttachedRolePoliciesResult><AttachedPolicies/>"
                                + "<IsTruncated>true</IsTruncated><Marker>more</Marker>"
                                + "</ListAttachedRolePoliciesResult></ListAttachedRolePoliciesResponse>"),
                "DescribeTargetGroups",
                Answer.xml(
                        200,
                        "<DescribeTargetGroupsResponse><DescribeTargetGroupsResult><TargetGroups/>"
                                + "<NextMarker>more</NextMarker></DescribeTargetGroupsResult>"
                                + "</DescribeTargetGroupsResponse>"));
        try (AnswerServer server = AnswerServer.start(pages);
                SignedIn user = SignedIn.withKeys(directory);
                AwsClients aws = AwsClients.of(settings(server.url()))) {
            assertThat(user).isNotNull();
            AwsRegion region = aws.in(aws.region());
            Map<String, Supplier<Long>> calls = Map.of(
                    "ecs:ListClusters",
                    () -> region.ecs().listClustersPaginator().clusterArns().stream()
                            .count(),
                    "ec2:DescribeVpcs",
                    () -> region.ec2().describeVpcsPaginator().vpcs().stream().count(),
                    "iam:ListAttachedRolePolicies",
                    () -> region
                            .iam()
                            .listAttachedRolePoliciesPaginator(request -> request.roleName("a"))
                            .attachedPolicies()
                            .stream()
                            .count(),
                    "elasticloadbalancing:DescribeTargetGroups",
                    () -> region.elasticLoadBalancing().describeTargetGroupsPaginator().targetGroups().stream()
                            .count());
            calls.forEach((call, pagesOf) -> {
                assertThatThrownBy(() -> region.ask(call, pagesOf))
                        .hasMessage(call + " in eu-west-1: there are more than 1000 pages");
                assertThat(server.asked())
                        .filteredOn(call.replaceFirst(".*:", "")::equals)
                        .hasSize(1000);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Encoding: gzip\r\n"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anAnswerWithoutAnEndIsNotRead(String header) throws IOException {
        try (ServerSocket socket = AnswerServer.flooding("HTTP/1.1 200 OK\r\n" + header + "\r\n{\"a\": \"");
                SignedIn user = SignedIn.withKeys(directory);
                AwsClients aws = AwsClients.of(settings(AnswerServer.url(socket)))) {
            assertThat(user).isNotNull();
            AwsRegion region = aws.in(aws.region());
            Map<String, Supplier<Object>> calls = Map.of(
                    "ecs:ListClusters", () -> region.ecs().listClusters(),
                    "ec2:DescribeVpcs", () -> region.ec2().describeVpcs(),
                    "servicediscovery:GetService",
                            () -> region.json(JsonService.Name.CLOUD_MAP).call("GetService", Map.of(), "Service"));
            calls.forEach((call, answer) -> assertThatThrownBy(() -> region.ask(call, answer))
                    .hasMessage(call + " in eu-west-1: what answers at " + AnswerServer.url(socket)
                            + " is not AWS; is --endpoint-url right?"));
        }
    }

    @Test
    void aConnectionThatIsCutOrRefusedSaysSo() throws IOException {
        URI url;
        try (ServerSocket socket = AnswerServer.resetting()) {
            url = AnswerServer.url(socket);
            assertThat(problem(settings(url)).getMessage())
                    .startsWith("ssm:GetParameters in eu-west-1: the connection failed at " + url + ": ")
                    .doesNotContain("\n");
        }
        assertThat(problem(settings(url)))
                .hasMessage("ssm:GetParameters in eu-west-1: the connection failed at " + url + ": Connection refused");
    }

    @Test
    void aHostThatIsNotThereIsNamed() {
        assertThat(problem(settings(URI.create("http://nobody.invalid"))))
                .hasMessage(
                        "ssm:GetParameters in eu-west-1: there is no host nobody.invalid; is --endpoint-url right?");
    }

    @Test
    void aRegionThatIsNotThereIsProbablyAnother() {
        assertThat(problem(new AwsSettings(Optional.empty(), Optional.of("eu-wst-1"), Optional.empty())))
                .hasMessage("ssm:GetParameters in eu-wst-1: the host ssm.eu-wst-1.amazonaws.com is not found; did you"
                        + " mean eu-west-1?");
    }

    @Test
    void nobodyIsToldHowToSignIn() throws IOException {
        Files.writeString(directory.resolve("config"), """
                [profile admin]
                region = eu-central-1
                [profile corp]
                sso_session = corp
                sso_account_id = 123456789012
                sso_role_name = admin
                [profile other]
                role_arn = arn:aws:iam::123456789012:role/other
                source_profile = none
                [profile console]
                login_session = arn:aws:iam::123456789012:user/me
                region = eu-west-1
                [profile keys]
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                aws_secret_access_key = example
                [profile role]
                role_arn = arn:aws:iam::123456789012:role/other
                source_profile = keys
                region = eu-wst-1
                [sso-session corp]
                sso_region = eu-west-1
                sso_start_url = https://example.awsapps.com/start
                """);
        try (SignedIn user = SignedIn.asNobody(directory)) {
            assertThat(user).isNotNull();
            assertThatThrownBy(() -> AwsClients.of(profile("admni")))
                    .hasMessage("no profile \"admni\" in AWS's files of profiles; did you mean admin?");
            assertThatThrownBy(() -> AwsClients.of(profile("nobody")))
                    .hasMessage(
                            "no profile \"nobody\" in AWS's files of profiles; aws configure list-profiles lists them");
            assertThatThrownBy(() -> AwsClients.of(profile("corp")))
                    .hasMessage("no credentials of the profile corp: The SSO session associated with this profile has"
                            + " expired or is otherwise invalid. To refresh this SSO session run aws sso login with the"
                            + " corresponding profile; sign in: aws sso login --profile corp");
            assertThatThrownBy(() -> AwsClients.of(profile("other")))
                    .hasMessage(
                            "no credentials of the profile other: The source profile of 'other' was configured to be"
                                    + " 'none', but that source profile has no credentials configured");
            assertThatThrownBy(() -> AwsClients.of(profile("console")))
                    .hasMessage("no credentials of the profile console: Token cache file for login_session"
                            + " `arn:aws:iam::123456789012:user/me` not found. You must re-authenticate; sign in: aws login"
                            + " --profile console");
            assertThatThrownBy(() -> AwsClients.of(profile("role")))
                    .hasMessage(
                            "signing in: the host sts.eu-wst-1.amazonaws.com is not found; is there a way to AWS from"
                                    + " here?");
            assertThatThrownBy(
                            () -> AwsClients.of(new AwsSettings(Optional.empty(), Optional.empty(), Optional.empty())))
                    .hasMessage("no credentials for AWS; sign in (aws sso login), name a profile with --profile, or set"
                            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
    }

    /** The SDK breaks on it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body><p>Please sign in</p></body></html>",
                "<AssumeRoleResponse><AssumeRoleResult><Credentials/></AssumeRoleResult></AssumeRoleResponse>"
            })
    @Tag("adversary")
    void whoeverSignsInByAPageHasNoCredentials(String page) throws IOException {
        try (AnswerServer server = AnswerServer.start(Map.of("*", Answer.xml(200, page)));
                SignedIn user = SignedIn.asNobody(directory)) {
            assertThat(user).isNotNull();
            Files.writeString(directory.resolve("config"), """
                    [profile keys]
                    aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                    aws_secret_access_key = example
                    [profile role]
                    role_arn = arn:aws:iam::123456789012:role/other
                    source_profile = keys
                    region = eu-west-1
                    """);
            System.setProperty("aws.endpointUrlSts", server.url().toString());

            assertThatThrownBy(() -> AwsClients.of(profile("role")))
                    .isInstanceOf(AwsProblem.class)
                    .hasMessage("no credentials of the profile role: what answers has none");
            assertThat(server.asked()).containsExactly("AssumeRole");
        } finally {
            System.clearProperty("aws.endpointUrlSts");
        }
    }

    private static AwsSettings profile(String name) {
        return new AwsSettings(Optional.of(name), Optional.empty(), Optional.empty());
    }

    @Test
    void theRestIsAskedWhereOneCallIsDenied() throws IOException {
        try (AnswerServer server = AnswerServer.start(Map.of(
                        "DescribeImages", Answer.ec2Error(403, "UnauthorizedOperation", "You are not authorized"),
                        "GetParameters", Answer.json(200, "{\"Parameters\":[],\"InvalidParameters\":[\"/a\"]}")));
                SignedIn user = SignedIn.withKeys(directory);
                AwsClients aws = AwsClients.of(settings(server.url()))) {
            assertThat(user).isNotNull();
            AwsRegion region = aws.in("eu-west-1");
            List<AwsProblem> denied = new ArrayList<>();

            assertThat(region.askUnlessDenied(
                            "ec2:DescribeImages", () -> region.ec2().describeImages(), denied))
                    .isEmpty();
            assertThat(region.askUnlessDenied(
                                    "ssm:GetParameters",
                                    () -> region.ssm().getParameters(request -> request.names("/a")),
                                    denied)
                            .orElseThrow()
                            .invalidParameters())
                    .containsExactly("/a");
            assertThat(denied)
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("not allowed: ec2:DescribeImages in eu-west-1 (UnauthorizedOperation)");
        }
    }
}
