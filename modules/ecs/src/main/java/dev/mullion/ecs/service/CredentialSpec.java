package dev.mullion.ecs.service;

import dev.mullion.aws.ResourceId;
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
public record CredentialSpec(String text, boolean isDomainless, Optional<String> arn) {
    private static final Pattern ARN = Pattern.compile("(credentialspec|credentialspecdomainless):" + "("
            + ResourceId.S3_OBJECT.regex() + "|" + ResourceId.PARAMETER.regex() + ")");
    /** Relative to {@code C:\ProgramData\Docker\CredentialSpecs}. */
    private static final Pattern FILE = Pattern.compile("credentialspec:file://[^<>:\"/|?*\\p{Cntrl}]{1,200}\\.json");

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException saying what to use instead
     */
    public static CredentialSpec parse(String text) {
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return new CredentialSpec(text, arn.group(1).equals("credentialspecdomainless"), Optional.of(arn.group(2)));
        }
        if (FILE.matcher(text).matches()) {
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
