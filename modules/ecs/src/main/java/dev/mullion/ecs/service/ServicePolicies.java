package dev.mullion.ecs.service;

import dev.mullion.aws.StackContext;
import dev.mullion.core.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the roles of a service may do: what its settings need, and nothing else. Pure text, known in every preview. */
final class ServicePolicies {
    /** Of all policies in a role together, ours is one: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
    static final int MAX_CHARACTERS = 10_240;

    private static final Pattern ECR_IMAGE =
            Pattern.compile("(\\d{12})\\.dkr\\.ecr(?:-fips)?\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+).*");

    private final EcsServiceSpec spec;
    private final StackContext context;
    private final List<Map<String, Object>> statements = new ArrayList<>();

    private ServicePolicies(EcsServiceSpec spec, StackContext context) {
        this.spec = spec;
        this.context = context;
    }

    /**
     * What ECS does before a task runs.
     *
     * @param logGroup the service's own log group
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">Execution role</a>
     */
    static Optional<String> execution(EcsServiceSpec spec, StackContext context, String logGroup) {
        ServicePolicies policies = new ServicePolicies(spec, context);
        policies.logs(logGroup);
        policies.images();
        policies.secrets();
        policies.objects();
        policies.fsx();
        return policies.text();
    }

    /**
     * What ECS Exec needs in the task.
     *
     * @param logGroup the cluster's log group, which keeps the sessions
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html">ECS Exec</a>
     */
    static String commands(EcsServiceSpec spec, StackContext context, String logGroup) {
        ServicePolicies policies = new ServicePolicies(spec, context);
        policies.allow(
                List.of(
                        "ssmmessages:CreateControlChannel",
                        "ssmmessages:CreateDataChannel",
                        "ssmmessages:OpenControlChannel",
                        "ssmmessages:OpenDataChannel"),
                Set.of("*"));
        policies.allow(List.of("logs:DescribeLogGroups"), Set.of("*"));
        policies.allow(
                List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                Set.of(policies.logGroupArn(logGroup)));
        return policies.text().orElseThrow();
    }

    /** Who may take a role on: ECS, for tasks of this account and region. */
    static String tasksOf(String accountId, StackContext context) {
        return trust(
                "ecs-tasks.amazonaws.com",
                Map.of(
                        "ArnLike",
                        Map.of(
                                "aws:SourceArn",
                                "arn:" + context.partition() + ":ecs:"
                                        + context.region().orElse("*") + ":" + accountId + ":*"),
                        "StringEquals",
                        Map.of("aws:SourceAccount", accountId)));
    }

    /** Who may take a role on: one service of AWS. */
    static String service(String principal) {
        return trust(principal, Map.of());
    }

    private static String trust(String principal, Map<String, ?> condition) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("Service", principal));
        statement.put("Action", "sts:AssumeRole");
        if (!condition.isEmpty()) {
            statement.put("Condition", new TreeMap<>(condition));
        }
        return policy(List.of(statement));
    }

    private void logs(String ownGroup) {
        Set<String> groups = new TreeSet<>();
        spec.containers().values().stream()
                .map(ContainerSpec::logConfiguration)
                .filter(logging -> logging.logDriver() == LogDriver.AWSLOGS)
                .forEach(logging ->
                        groups.add(logGroupArn(logging.options().getOrDefault(LogConfigurationSpec.GROUP, ownGroup))));
        allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), groups);
    }

    private void images() {
        Set<String> repositories = new TreeSet<>();
        spec.containers().values().forEach(container -> {
            Matcher image = ECR_IMAGE.matcher(container.image());
            if (image.matches()) {
                repositories.add("arn:" + context.partition() + ":ecr:" + image.group(2) + ":" + image.group(1)
                        + ":repository/" + image.group(3));
            }
        });
        if (!repositories.isEmpty()) {
            allow(List.of("ecr:GetAuthorizationToken"), Set.of("*"));
        }
        allow(
                List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                repositories);
    }

    private void secrets() {
        Set<String> secrets = new TreeSet<>();
        Set<String> parameters = new TreeSet<>();
        references().forEach(secret -> (secret.store() == SecretReference.Store.SECRETS_MANAGER ? secrets : parameters)
                .add(secret.resource()));
        spec.credentialSpecs().stream()
                .flatMap(credentials -> credentials.arn().stream())
                .filter(arn -> arn.contains(":ssm:"))
                .forEach(parameters::add);
        allow(List.of("secretsmanager:GetSecretValue"), secrets);
        allow(List.of("ssm:GetParameters"), parameters);
        allow(List.of("kms:Decrypt"), new TreeSet<>(spec.kmsKeyArns()));
    }

    private Stream<SecretReference> references() {
        Stream<SecretReference> ofContainers = spec.containers().values().stream()
                .flatMap(container -> Stream.of(
                                container.secrets().values().stream(),
                                container.logConfiguration().secretOptions().values().stream(),
                                container.repositoryCredentials().stream()
                                        .flatMap(credentials -> credentials.credentialsParameter().stream()))
                        .flatMap(each -> each));
        Stream<SecretReference> ofVolumes = spec.volumes().values().stream()
                .flatMap(volume -> volume.fsxWindowsFileServerVolumeConfiguration().stream())
                .flatMap(fsx -> fsx.authorizationConfig().credentialsParameter().stream());
        return Stream.concat(ofContainers, ofVolumes);
    }

    private void objects() {
        Set<String> objects = new TreeSet<>();
        Set<String> buckets = new TreeSet<>();
        Set<String> listed = new TreeSet<>();
        spec.containers().values().stream()
                .flatMap(container -> container.environmentFiles().stream())
                .forEach(arn -> buckets.add(bucket(arn, objects)));
        spec.credentialSpecs().stream()
                .flatMap(credentials -> credentials.arn().stream())
                .filter(arn -> arn.contains(":s3:::"))
                .forEach(arn -> listed.add(bucket(arn, objects)));
        buckets.addAll(listed);
        allow(List.of("s3:GetObject"), objects);
        allow(List.of("s3:GetBucketLocation"), buckets);
        allow(List.of("s3:ListBucket"), listed);
    }

    /** The bucket of an object, which is noted. */
    private static String bucket(String object, Set<String> objects) {
        objects.add(object);
        return object.substring(0, object.indexOf('/'));
    }

    private void fsx() {
        if (spec.volumeKinds().contains(VolumeSpec.Kind.FSX_WINDOWS_FILE_SERVER)) {
            allow(List.of("fsx:DescribeFileSystems"), Set.of("*"));
        }
    }

    /** The account is left open: a role of this account reaches no other account's log groups. */
    private String logGroupArn(String group) {
        return "arn:" + context.partition() + ":logs:" + context.region().orElse("*") + ":*:log-group:" + group + ":*";
    }

    private void allow(List<String> actions, Set<String> resources) {
        if (resources.isEmpty()) {
            return;
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", oneOrMany(actions));
        statement.put("Resource", oneOrMany(List.copyOf(resources)));
        statements.add(statement);
    }

    private Optional<String> text() {
        return statements.isEmpty() ? Optional.empty() : Optional.of(policy(statements));
    }

    private static String policy(List<Map<String, Object>> statements) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        return JsonText.of(policy);
    }

    /** A list that holds one text is that text in a policy of IAM, so that a reviewer reads less. */
    private static Object oneOrMany(List<String> values) {
        return values.size() == 1 ? values.get(0) : values;
    }
}
