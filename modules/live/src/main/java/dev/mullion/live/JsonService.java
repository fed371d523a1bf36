package dev.mullion.live;

import dev.mullion.core.json.JsonText;
import dev.mullion.core.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * A service that is asked for a thing or two, in the SDK's JSON protocol by the SDK's own signer, HTTP client and retries: a
 * whole client each is some megabytes. From {@link AwsRegion#json}.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public final class JsonService {
    /** Which services there are. */
    public enum Name {
        APPLICATION_AUTO_SCALING("application-autoscaling", "AnyScaleFrontendService", "NextToken"),
        CLOUD_MAP("servicediscovery", "Route53AutoNaming_v20170314", "NextToken"),
        CLOUDWATCH_LOGS("logs", "Logs_20140328", "nextToken");

        private final String endpoint;
        private final String target;
        private final String nextToken;

        Name(String endpoint, String target, String nextToken) {
            this.endpoint = endpoint;
            this.target = target;
            this.nextToken = nextToken;
        }
    }

    private final Name name;
    private final String region;
    private final AwsSettings settings;
    private final AwsCredentials credentials;
    private final SdkHttpClient http;
    private final RetryStrategy retries = AwsRetryStrategy.adaptiveRetryStrategy();

    JsonService(Name name, String region, AwsSettings settings, AwsCredentials credentials, SdkHttpClient http) {
        this.name = name;
        this.region = region;
        this.settings = settings;
        this.credentials = credentials;
        this.http = http;
    }

    /**
     * One call's answer.
     *
     * @param operation such as {@code GetService}
     * @param input strings, numbers, booleans, lists and maps of them
     * @param member the object or list that every answer of the operation has
     * @throws SdkException as a client of the SDK throws
     */
    public JsonValue.Fields call(String operation, Map<String, ?> input, String member) {
        AcquireInitialTokenResponse first =
                retries.acquireInitialToken(AcquireInitialTokenRequest.create(name.endpoint));
        pause(first.delay());
        RetryToken token = first.token();
        while (true) {
            try {
                JsonValue.Fields answer = attempt(operation, JsonText.of(input));
                JsonValue told = answer.values().getOrDefault(member, new JsonValue.Nothing());
                if (!(told instanceof JsonValue.Fields) && !(told instanceof JsonValue.Items)) {
                    throw new NoAnswerException();
                }
                retries.recordSuccess(RecordSuccessRequest.create(token));
                return answer;
            } catch (SdkException e) {
                token = next(token, e);
            }
        }
    }

    /**
     * The items of all pages of a call.
     *
     * @throws SdkException as a client of the SDK throws, and of more pages than any account has
     */
    public List<JsonValue.Fields> all(String operation, Map<String, ?> input, String items) {
        List<JsonValue.Fields> all = new ArrayList<>();
        Map<String, Object> asked = new LinkedHashMap<>(input);
        Optional<String> next;
        int pages = 0;
        do {
            if (++pages > PageLimit.MOST) {
                throw PageLimit.tooMany();
            }
            JsonValue.Fields page = call(operation, asked, items);
            all.addAll(items(page, items));
            next = text(page, name.nextToken);
            next.ifPresent(token -> asked.put(name.nextToken, token));
        } while (next.isPresent());
        return all;
    }

    /** A text in an answer. */
    public static Optional<String> text(JsonValue.Fields fields, String key) {
        return fields.values().get(key) instanceof JsonValue.Text text
                        && !text.value().isEmpty()
                ? Optional.of(text.value())
                : Optional.empty();
    }

    /** An object in an answer. */
    public static Optional<JsonValue.Fields> fields(JsonValue.Fields of, String key) {
        return of.values().get(key) instanceof JsonValue.Fields fields ? Optional.of(fields) : Optional.empty();
    }

    /** The objects of a list in an answer; none where there is no list. */
    public static List<JsonValue.Fields> items(JsonValue.Fields of, String key) {
        List<JsonValue.Fields> items = new ArrayList<>();
        if (of.values().get(key) instanceof JsonValue.Items list) {
            list.values().forEach(item -> {
                if (item instanceof JsonValue.Fields fields) {
                    items.add(fields);
                }
            });
        }
        return items;
    }

    /** A number in an answer, a whole one as an integer. */
    public static Optional<Object> number(JsonValue.Fields of, String key) {
        if (!(of.values().get(key) instanceof JsonValue.Numeric number)) {
            return Optional.empty();
        }
        double value = Double.parseDouble(number.text());
        return Optional.of(value == Math.rint(value) ? (Object) (int) value : (Object) value);
    }

    private RetryToken next(RetryToken token, SdkException failure) {
        try {
            RefreshRetryTokenResponse refreshed = retries.refreshRetryToken(RefreshRetryTokenRequest.builder()
                    .token(token)
                    .failure(failure)
                    .build());
            pause(refreshed.delay());
            return refreshed.token();
        } catch (TokenAcquisitionFailedException e) {
            throw failure;
        }
    }

    private static void pause(java.time.Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        }
    }

    private JsonValue.Fields attempt(String operation, String body) {
        URI endpoint = settings.endpointUrl()
                .orElseGet(() -> URI.create(
                        "https://" + ServiceMetadata.of(name.endpoint).endpointFor(Region.of(region))));
        SdkHttpRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint.resolve("/"))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", name.target + "." + operation)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create().sign(unsigned -> unsigned.identity(credentials)
                .request(request)
                .payload(ContentStreamProvider.fromUtf8String(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, name.endpoint)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        HttpExecuteRequest.Builder execute = HttpExecuteRequest.builder().request(signed.request());
        signed.payload().ifPresent(execute::contentStreamProvider);
        ExecutableHttpRequest prepared = http.prepareRequest(execute.build());
        long end = System.nanoTime() + settings.attemptTimeout().toNanos();
        AtomicBoolean late = new AtomicBoolean();
        try {
            HttpExecuteResponse response = begun(prepared, late);
            String text = response.responseBody().isPresent()
                    ? body(response.responseBody().get(), end)
                    : "";
            return read(text, response.httpResponse().statusCode());
        } catch (IOException e) {
            throw SdkClientException.create("the call failed", late.get() ? new SocketTimeoutException() : e);
        }
    }

    /** The headers. The socket's own limit is one of each read, and a byte now and then keeps to it. */
    private HttpExecuteResponse begun(ExecutableHttpRequest request, AtomicBoolean late) throws IOException {
        Thread watch = watch(request, late);
        HttpExecuteResponse response;
        try {
            response = request.call();
        } finally {
            watch.interrupt();
        }
        if (late.get()) {
            throw new SocketTimeoutException();
        }
        return response;
    }

    /**
     * What comes in time. Another thread can not end this: the JDK's stream of a connection has a lock, which whoever reads holds, and
     * after a cut goes on to read what a connection that is to be kept still has.
     */
    private static String body(InputStream in, long end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try (in) {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                if (System.nanoTime() - end > 0) {
                    throw new SocketTimeoutException();
                }
                read.write(some, 0, count);
            }
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private Thread watch(ExecutableHttpRequest request, AtomicBoolean late) {
        Thread watch = new Thread(
                () -> {
                    try {
                        Thread.sleep(settings.attemptTimeout().toMillis());
                        late.set(true);
                        request.abort();
                    } catch (InterruptedException e) {
                        // it has its answer
                    }
                },
                "deadline");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    private JsonValue.Fields read(String text, int status) {
        Optional<JsonValue.Fields> answer =
                JsonValue.read(text).filter(JsonValue.Fields.class::isInstance).map(JsonValue.Fields.class::cast);
        if (status == 200) {
            return answer.orElseThrow(NoAnswerException::new);
        }
        JsonValue.Fields error = answer.orElse(new JsonValue.Fields(Map.of()));
        throw AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        // Some services have a namespace before the code: com.amazonaws.x#AccessDeniedException.
                        .errorCode(text(error, "__type").orElse("").replaceFirst("^.*#", ""))
                        .errorMessage(text(error, "message")
                                .or(() -> text(error, "Message"))
                                .orElse(""))
                        .serviceName(name.endpoint)
                        .build())
                .build();
    }
}
