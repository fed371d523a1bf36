package dev.mullion.live;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How AWS is reached. What is empty is found as the AWS command line finds it: in the environment, in the files of profiles, in
 * what {@code aws sso login} left, in the machine's own role.
 *
 * @param profile of {@code ~/.aws/config}
 * @param region that of whatever names none
 * @param endpointUrl of every service, such as that of a stand-in for AWS
 * @param attemptTimeout how long one answer may take
 * @param callTimeout how long all attempts of a call may take
 * @param secrets what no message may show beside the credentials, such as the passwords of proxies
 */
public record AwsSettings(
        Optional<String> profile,
        Optional<String> region,
        Optional<URI> endpointUrl,
        Duration attemptTimeout,
        Duration callTimeout,
        Set<String> secrets) {
    public AwsSettings {
        secrets = Set.copyOf(secrets);
    }

    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(30);

    /** With other time limits, as tests have. */
    AwsSettings(
            Optional<String> profile,
            Optional<String> region,
            Optional<URI> endpointUrl,
            Duration attemptTimeout,
            Duration callTimeout) {
        this(profile, region, endpointUrl, attemptTimeout, callTimeout, Set.of());
    }

    /** With the time limits that a command has. */
    public AwsSettings(Optional<String> profile, Optional<String> region, Optional<URI> endpointUrl) {
        this(profile, region, endpointUrl, ATTEMPT, CALL, Set.of());
    }

    /** The same, of which messages do not show these either. */
    public AwsSettings hiding(Set<String> more) {
        return new AwsSettings(profile, region, endpointUrl, attemptTimeout, callTimeout, more);
    }
}
