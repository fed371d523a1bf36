package dev.mullion.ecs.service;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Matches;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gMSA's credential spec, as {@code credentialSpecs} of a container takes it: {@code credentialspec:} for instances
 * that have joined the domain, {@code credentialspecdomainless:} for instances that have not.
 *
 * @param text what ECS is told
 * @param isDomainless whether the instance need not have joined the domain
 * @param arn the S3 object or SSM parameter that holds it; none for a file on the instance
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html">gMSA on EC2</a>
 */
@Matches(CredentialSpec.ARN + "|" + CredentialSpec.FILE)
public record CredentialSpec(String text, boolean isDomainless, Optional<String> arn) {
    static final String ARN = "(credentialspec|credentialspecdomainless):(" + ResourceId.Regex.S3_OBJECT + "|"
            + ResourceId.Regex.PARAMETER + ")";
    private static final Pattern ARN_PARTS = Pattern.compile(ARN);
    /** Relative to {@code C:\ProgramData\Docker\CredentialSpecs}. */
    static final String FILE = "credentialspec:file://[^<>:\"/|?*\\x00-\\x1F\\x7F]{1,200}\\.json";

    private static final Pattern FILE_NAME = Pattern.compile(FILE);

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException saying what to use instead
     */
    public static CredentialSpec parse(String text) {
        Matcher arn = ARN_PARTS.matcher(text);
        if (arn.matches()) {
            return new CredentialSpec(text, arn.group(1).equals("credentialspecdomainless"), Optional.of(arn.group(2)));
        }
        if (FILE_NAME.matcher(text).matches()) {
            return new CredentialSpec(text, false, Optional.empty());
        }
        if (text.startsWith("domainlesscredentialspec:")) {
            throw new IllegalArgumentException(
                    "use credentialspecdomainless:<ARN>: the agent knows no other spelling, although one AWS page does");
        }
        throw new IllegalArgumentException("use credentialspecdomainless:<ARN>, credentialspec:<ARN> or"
                + " credentialspec:file://name.json, where the ARN is an S3 object's (a bucket's name has 3 to 63"
                + " characters) or an SSM parameter's");
    }

    @Override
    public String toString() {
        return text;
    }
}
