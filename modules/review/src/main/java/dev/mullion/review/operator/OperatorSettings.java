package dev.mullion.review.operator;

import java.util.Map;
import java.util.Optional;

/**
 * What all stacks of a folder have in common as objects of the operator.
 *
 * @param namespace of Kubernetes, for all objects
 * @param organization that stacks belong to; {@code organization} where Pulumi keeps states itself, as in S3
 * @param backend where Pulumi keeps the states of stacks whose project does not say it
 * @param secretsProvider of stacks whose file does not say it
 * @param serviceAccount of the workspaces
 * @param roleArn of AWS that EKS gives to the service account
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
        int resyncSeconds,
        String memory,
        Map<String, String> names) {
    public OperatorSettings {
        names = Map.copyOf(names);
    }
}
