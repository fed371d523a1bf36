package dev.mullion.ecs.service;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a secret that a task gets when it starts: a Secrets Manager secret, with
 * {@code :json-key:version-stage:version-id} behind it where only a part is wanted, or an SSM parameter. The value never
 * passes through Mullion.
 *
 * @param valueFrom what ECS is told
 * @param resource the ARN of the whole secret, which the execution role may read
 * @param store where the secret is kept
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html">Secrets</a>
 */
public record SecretReference(String valueFrom, String resource, Store store) {
    /** Services that keep secrets. */
    public enum Store {
        SECRETS_MANAGER,
        PARAMETER_STORE
    }

    private static final Pattern SECRETS_MANAGER = Pattern.compile(
            "(arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}-[A-Za-z0-9]{6})"
                    + "(:[^:\\s\\p{Cntrl}]*:[^:\\s\\p{Cntrl}]*:[^:\\s\\p{Cntrl}]*)?");
    private static final Pattern PARTIAL =
            Pattern.compile("arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}(:.*)?");
    private static final Pattern PARAMETER =
            Pattern.compile("arn:aws[a-z-]*:ssm:[a-z0-9-]+:\\d{12}:parameter/[A-Za-z0-9_./-]{1,1011}");

    /**
     * Reads an ARN.
     *
     * @throws IllegalArgumentException saying what to use instead
     */
    public static SecretReference parse(String text) {
        Matcher secret = SECRETS_MANAGER.matcher(text);
        if (secret.matches()) {
            return new SecretReference(text, secret.group(1), Store.SECRETS_MANAGER);
        }
        if (PARAMETER.matcher(text).matches()) {
            return new SecretReference(text, text, Store.PARAMETER_STORE);
        }
        throw new IllegalArgumentException(
                PARTIAL.matcher(text).matches()
                        ? "use the secret's full ARN, with the hyphen and six characters at its end and nothing or"
                                + " :json-key:version-stage:version-id behind it"
                        : "use the full ARN of a Secrets Manager secret or of an SSM parameter: the role that reads it"
                                + " may read nothing else");
    }

    @Override
    public String toString() {
        return valueFrom;
    }
}
