package dev.mullion.live;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.text.HiddenTexts;
import dev.mullion.core.text.Nearest;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Whoever is signed in, and the clients of AWS's services that ask as them. All of it is of the SDK's default chains but what
 * {@link AwsSettings} names.
 *
 * <pre>{@code
 * var images = AwsClients.with(settings, aws -> {
 *     AwsRegion region = aws.in(aws.region());
 *     return region.ask("ec2:DescribeImages", () -> region.ec2().describeImages(request));
 * });
 * }</pre>
 */
public final class AwsClients implements AutoCloseable {
    private final AwsSettings settings;
    private final AwsCredentialsProvider credentials;
    private final HiddenTexts secrets;
    private final SdkHttpClient http;
    private final Map<String, AwsRegion> regions = new ConcurrentHashMap<>();
    private volatile Optional<String> lastAsked = Optional.empty();

    private AwsClients(AwsSettings settings, AwsCredentialsProvider credentials, HiddenTexts secrets) {
        this.settings = settings;
        this.credentials = credentials;
        this.secrets = secrets;
        // The socket's own limit, since a thread that reads from one can not be interrupted.
        http = new LimitedHttpClient(UrlConnectionHttpClient.builder()
                .connectionTimeout(settings.attemptTimeout())
                .socketTimeout(settings.attemptTimeout())
                // Else it asks HTTP_PROXY for AWS's hosts, too.
                .proxyConfiguration(ProxyConfiguration.builder()
                        .scheme(settings.endpointUrl().map(URI::getScheme).orElse("https"))
                        .build())
                .build());
    }

    /** What is asked, and what is made of the answers. */
    public interface Work<R> {
        R done(AwsClients aws) throws IOException;
    }

    /**
     * Signs in and does the work. What an answer breaks, since it is not what AWS answers, is a problem in one line.
     *
     * @throws AwsProblem when nobody is signed in, and as the calls throw
     * @throws IOException of the work alone
     */
    public static <R> R with(AwsSettings settings, Work<R> work) throws IOException {
        try (AwsClients aws = of(settings)) {
            try {
                return work.done(aws);
            } catch (UserException | SpecException e) {
                throw e;
            } catch (RuntimeException e) {
                throw aws.lastAsked
                        .map(call -> AwsProblems.odd(e, call + ", or a call before it", settings))
                        .orElseThrow(() -> e);
            }
        }
    }

    /**
     * Signs in.
     *
     * @throws AwsProblem when nobody is signed in
     */
    static AwsClients of(AwsSettings settings) {
        settings.profile().ifPresent(AwsClients::checkProfile);
        // As the AWS command line does: a profile that is named counts more than keys in the environment.
        AwsCredentialsProvider credentials = settings.profile().isPresent()
                ? ProfileCredentialsProvider.create(settings.profile().get())
                : DefaultCredentialsProvider.builder().build();
        try {
            HiddenTexts secrets = secrets(settings, credentials.resolveCredentials());
            return new AwsClients(settings, credentials, secrets);
        } catch (RuntimeException e) { // of the SDK, of a profile's own text, of an answer without credentials
            close(credentials);
            throw AwsProblems.signIn(e, settings);
        }
    }

    private static void checkProfile(String name) {
        Map<String, ?> known = new TreeMap<>(ProfileFile.defaultProfileFile().profiles());
        if (!known.containsKey(name)) {
            throw new AwsProblem(
                    AwsProblem.Kind.CREDENTIALS,
                    "no profile " + Shown.text(name) + " in AWS's files of profiles"
                            + Nearest.to(name, known.keySet().stream().toList())
                                    .map(meant -> "; did you mean " + meant + "?")
                                    .orElse("; aws configure list-profiles lists them"));
        }
    }

    /**
     * The region of the settings, of the environment or of the profile.
     *
     * @throws AwsProblem when nothing names one
     */
    public String region() {
        if (settings.region().isPresent()) {
            return settings.region().get();
        }
        DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
        settings.profile().ifPresent(chain::profileName);
        try {
            return chain.build().getRegion().id();
        } catch (SdkException e) {
            throw new AwsProblem(
                    AwsProblem.Kind.REFUSED,
                    "no region; name one with --region, or set AWS_REGION or the profile's region");
        }
    }

    /** A call is about to be made, such as {@code ec2:DescribeImages in eu-west-1}. */
    void asks(String call) {
        lastAsked = Optional.of(call);
    }

    /** The credentials, which what answers may say back. */
    HiddenTexts secrets() {
        return secrets;
    }

    private static HiddenTexts secrets(AwsSettings settings, AwsCredentials credentials) {
        Set<String> secrets = new HashSet<>(settings.secrets());
        secrets.add(credentials.secretAccessKey());
        if (credentials instanceof AwsSessionCredentials session) {
            secrets.add(session.sessionToken());
        }
        return new HiddenTexts(secrets);
    }

    /** The same signed-in user in a region. */
    public AwsRegion in(String region) {
        return regions.computeIfAbsent(region, name -> new AwsRegion(this, settings, name));
    }

    /** A client with what all have in common; {@link AwsRegion} keeps those that it made. */
    <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder, String region) {
        ClientOverrideConfiguration calls = ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.ADAPTIVE_V2)
                .apiCallAttemptTimeout(settings.attemptTimeout())
                .apiCallTimeout(settings.callTimeout())
                .addExecutionInterceptor(new AnswerCheck())
                .addExecutionInterceptor(new PageLimit())
                .build();
        settings.endpointUrl().ifPresent(builder::endpointOverride);
        return builder.httpClient(http)
                .credentialsProvider(credentials)
                .region(Region.of(region))
                .overrideConfiguration(calls)
                .build();
    }

    JsonService json(JsonService.Name service, String region) {
        return new JsonService(service, region, settings, credentials.resolveCredentials(), http);
    }

    @Override
    public void close() {
        regions.values().forEach(AwsRegion::close);
        http.close();
        close(credentials);
    }

    private static void close(AwsCredentialsProvider credentials) {
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
