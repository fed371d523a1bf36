package dev.mullion.review.operator;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What all stacks of a folder have in common as objects of the operator.
 *
 * @param namespace of Kubernetes, for all objects
 * @param organization that stacks belong to; {@code organization} where Pulumi keeps states itself, as in S3
 * @param backend where Pulumi keeps the states of stacks whose project does not say it
 * @param secretsProvider of stacks whose file does not say it
 * @param serviceAccount of the workspaces that deploy
 * @param roleArn of AWS that EKS gives to the service account
 * @param previewServiceAccount of the workspaces that preview another branch, whose programs run with its rights
 * @param previewRoleArn of AWS that EKS gives to that one
 * @param resyncSeconds how often each stack is refreshed and deployed again, and a branch is looked at; 60 or more
 * @param memory that a workspace asks for and may use, such as {@code 2Gi}
 * @param names of objects, by stacks ({@code shop/dev}), where it is not {@code shop-dev}
 */
public record OperatorSettings(
        ProgramSource source,
        String namespace,
        String organization,
        Optional<String> backend,
        Optional<String> secretsProvider,
        String serviceAccount,
        Optional<String> roleArn,
        String previewServiceAccount,
        Optional<String> previewRoleArn,
        int resyncSeconds,
        String memory,
        Map<String, String> names) {
    /** Of where states are: a bucket, or a service, and without a password. */
    public static final Pattern BACKEND = Pattern.compile("(?!file:)[a-z][a-z0-9+.-]*://[^\\s@]+");

    /** Of what encrypts secrets. */
    public static final Pattern PROVIDER = Pattern.compile("passphrase|[a-z][a-z0-9+.-]*://[^\\s@]+");

    public OperatorSettings {
        names = Map.copyOf(names);
    }

    /** Of which branch each stack is previewed, too. */
    Optional<String> twins() {
        return source instanceof ProgramSource.Git git ? git.twins() : Optional.empty();
    }
}
