package dev.mullion.live;

import dev.mullion.core.text.HiddenTexts;
import dev.mullion.core.text.Nearest;
import dev.mullion.core.text.Visible;
import dev.mullion.live.AwsProblem.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** What the SDK's exceptions mean to whoever runs a command. */
final class AwsProblems {
    private static final int LONGEST = 300;

    /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and the common errors of SSM. */
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

    private static final Set<String> UNKNOWN = Set.of(
            "AuthFailure",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "OptInRequired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "Client.UnauthorizedOperation",
            "UnauthorizedOperation");

    /** What the SDK says of an answer that it can not read, by messages since it has no exception of its own for that. */
    private static final Pattern UNREADABLE = Pattern.compile("(?i)unmarshall|parse|xml");

    private AwsProblems() {}

    /** Why nobody is signed in. */
    static AwsProblem signIn(RuntimeException exception, AwsSettings settings) {
        Optional<UnknownHostException> host = cause(exception, UnknownHostException.class);
        if (host.isPresent()) {
            return new AwsProblem(
                    Kind.UNREACHABLE,
                    "signing in: the host " + line(text(host.get()))
                            + " is not found; is there a way to AWS from here?");
        }
        // The SDK breaks on an answer that has none.
        String reason = exception instanceof NullPointerException
                ? "what answers has none"
                : line(text(exception)).replaceFirst("\\.$", "");
        Optional<String> profile = settings.profile();
        if (profile.isPresent()) {
            String command =
                    reason.contains("SSO") ? "aws sso login" : reason.contains("login_session") ? "aws login" : "";
            return new AwsProblem(
                    Kind.CREDENTIALS,
                    "no credentials of the profile " + profile.get() + ": " + reason
                            + (command.isEmpty() ? "" : "; sign in: " + command + " --profile " + profile.get()));
        }
        // The chain tells of each of its links what is missing there, over 20 lines.
        return new AwsProblem(
                Kind.CREDENTIALS,
                text(exception).contains("SSO session associated with this profile has expired")
                        ? "the SSO session of the profile has expired; sign in again: " + signIn(settings)
                        : "no credentials for AWS; sign in (" + signIn(settings)
                                + "), name a profile with --profile, or set AWS_ACCESS_KEY_ID and"
                                + " AWS_SECRET_ACCESS_KEY");
    }

    private static String signIn(AwsSettings settings) {
        return "aws sso login"
                + settings.profile().map(name -> " --profile " + name).orElse("");
    }

    /**
     * Why a call has no answer.
     *
     * @param secrets which what answers may say back; they are hidden before a long message is cut
     */
    static AwsProblem of(
            SdkException exception, String action, String region, AwsSettings settings, HiddenTexts secrets) {
        String call = action + " in " + region;
        if (exception instanceof AwsServiceException service) {
            return answered(service, call, region, settings, secrets);
        }
        if (exception instanceof ApiCallTimeoutException
                || exception instanceof ApiCallAttemptTimeoutException
                || exception instanceof AbortedException
                || cause(exception, SocketTimeoutException.class).isPresent()) {
            return new AwsProblem(
                    Kind.UNREACHABLE,
                    call + ": no answer within "
                            + settings.callTimeout().toSeconds() + " s" + from(settings.endpointUrl())
                            + "; is there a way to AWS from here, such as a proxy (HTTPS_PROXY)?");
        }
        Optional<UnknownHostException> host = cause(exception, UnknownHostException.class);
        if (host.isPresent()) {
            return new AwsProblem(Kind.UNREACHABLE, call + ": " + unknownHost(host.get(), region, settings));
        }
        // Those of the SDK's own packages are of readers of JSON and XML.
        Optional<IOException> broken = cause(exception, IOException.class)
                .filter(cause -> cause.getClass().getName().startsWith("java"));
        if (broken.isPresent()) {
            return new AwsProblem(
                    Kind.UNREACHABLE,
                    call + ": the connection failed" + from(settings.endpointUrl()) + ": "
                            + line(secrets.hidden(text(broken.get()))));
        }
        if (exception instanceof NoAnswerException) {
            return notAws(call, "", settings);
        }
        String text = text(exception);
        if (text.startsWith("Unable to load credentials") || text.contains("SSO session")) {
            return signIn(exception, settings);
        }
        if (cause(exception, IOException.class).isPresent()
                || UNREADABLE.matcher(text).find()) {
            return notAws(call, "", settings);
        }
        return new AwsProblem(Kind.REFUSED, call + ": " + line(secrets.hidden(text)));
    }

    /**
     * What comes of an answer that can be read, and lacks or changes what AWS's always has. Or else of a defect of ours: nobody can
     * tell which, and the answer is not trusted. The message of the exception may quote it.
     */
    static AwsProblem odd(RuntimeException exception, String call, AwsSettings settings) {
        String at = Stream.of(exception.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.mullion."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        return new AwsProblem(
                Kind.UNREACHABLE,
                call + ": what answers" + from(settings.endpointUrl()) + " lacks or changes what AWS always tells ("
                        + exception.getClass().getSimpleName() + at + "); " + inBetween(settings)
                        + " If it is AWS, please report this");
    }

    private static AwsProblem answered(
            AwsServiceException exception, String call, String region, AwsSettings settings, HiddenTexts secrets) {
        @Nullable AwsErrorDetails details = exception.awsErrorDetails();
        String code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
        if (code.isEmpty() || code.equals("UnknownError")) {
            return notAws(call, " (HTTP " + exception.statusCode() + ")", settings);
        }
        if (EXPIRED.contains(code)) {
            return new AwsProblem(
                    Kind.CREDENTIALS,
                    "the credentials have expired (" + call + ": " + code + "); sign in again: " + signIn(settings));
        }
        if (UNKNOWN.contains(code)) {
            return new AwsProblem(
                    Kind.CREDENTIALS,
                    "AWS does not take the credentials in " + region + " (" + call + ": " + code
                            + "); are they right, and does the account have this region enabled?");
        }
        if (DENIED.contains(code)) {
            return new AwsProblem(Kind.DENIED, "not allowed: " + call + " (" + code + ")");
        }
        if (exception.isThrottlingException()) {
            return new AwsProblem(
                    Kind.THROTTLED, "AWS throttles the account's calls (" + call + ": " + code + "); try again later");
        }
        String message = details == null ? "" : Objects.requireNonNullElse(details.errorMessage(), "");
        return new AwsProblem(
                Kind.REFUSED,
                call + ": " + secrets.hidden(code) + (message.isEmpty() ? "" : ": " + line(secrets.hidden(message))));
    }

    private static AwsProblem notAws(String call, String status, AwsSettings settings) {
        return new AwsProblem(
                Kind.UNREACHABLE,
                call + ": what answers" + from(settings.endpointUrl()) + " is not AWS" + status + "; "
                        + inBetween(settings));
    }

    private static String inBetween(AwsSettings settings) {
        return settings.endpointUrl().isPresent() ? "is --endpoint-url right?" : "is a proxy in between?";
    }

    private static String unknownHost(UnknownHostException exception, String region, AwsSettings settings) {
        if (settings.endpointUrl().isPresent()) {
            return "there is no host " + settings.endpointUrl().get().getHost() + "; is --endpoint-url right?";
        }
        List<String> known = Region.regions().stream().map(Region::id).sorted().toList();
        String host = line(text(exception));
        if (known.contains(region)) {
            return "the host " + host + " is not found; is there a way to AWS from here?";
        }
        return "the host " + host + " is not found; "
                + Nearest.hint(region, known, "is there a region " + region + "?");
    }

    private static String from(Optional<URI> endpoint) {
        return endpoint.map(url -> " at " + url).orElse("");
    }

    private static <E extends Throwable> Optional<E> cause(Throwable exception, Class<E> type) {
        @Nullable Throwable each = exception;
        while (each != null) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
            each = each.getCause();
        }
        return Optional.empty();
    }

    private static String text(Throwable exception) {
        return Objects.requireNonNullElse(
                exception.getMessage(), exception.getClass().getSimpleName());
    }

    private static String line(String text) {
        return Visible.brief(text.strip().replaceAll("\\s*\\R\\s*", " "), LONGEST);
    }
}
