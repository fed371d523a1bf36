package dev.mullion.ecs.service;

import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.IamStatement;
import dev.mullion.aws.Partition;
import dev.mullion.aws.SecretAccess;
import dev.mullion.aws.SecretArn;
import dev.mullion.aws.StackContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the roles of a service may do: what its settings need, and nothing else. Pure text, known in every preview. */
final class ServicePolicies {
    /** Of all policies in a role together, ours is one: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
    static final int MAX_CHARACTERS = 10_240;

    private static final String TASKS = "ecs-tasks.amazonaws.com";

    private static final Pattern ECR_IMAGE =
            Pattern.compile("(\\d{12})\\.dkr\\.ecr(?:-fips)?\\.([a-z0-9-]+)\\." + Partition.DNS_SUFFIX + "/([^:@]+).*");

    private final EcsServiceSpec spec;
    private final StackContext context;
    private final List<IamStatement> statements = new ArrayList<>();

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
                Set.of(policies.logGroup(logGroup) + ":*"));
        return policies.text().orElseThrow();
    }

    /** Who may take a role on: ECS, for tasks of this account and region. */
    static String tasksOf(String accountId, StackContext context) {
        String tasks = context.partition().arn("ecs:" + context.region().orElse("*") + ":" + accountId + ":*");
        return json(IamStatement.trust(TASKS)
                .when("ArnLike", Map.of("aws:SourceArn", tasks))
                .when("StringEquals", Map.of("aws:SourceAccount", accountId)));
    }

    /** Who may take a role on: EventBridge Scheduler, for schedules of this account. */
    static String schedulesOf(String accountId) {
        return json(IamStatement.trust("scheduler.amazonaws.com")
                .when("StringEquals", Map.of("aws:SourceAccount", accountId)));
    }

    /**
     * What EventBridge Scheduler needs to start a task.
     *
     * @param definition the task definition's ARN, of any revision: it ends in a colon and a star
     * @param cluster the cluster's ARN
     * @param roles the ARNs of the roles that the task has
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html">EventBridge role</a>
     */
    static String scheduler(String definition, String cluster, List<String> roles) {
        IamStatement run = IamStatement.allow(List.of("ecs:RunTask"), List.of(definition))
                .when("ArnEquals", Map.of("ecs:cluster", cluster));
        IamStatement pass = IamStatement.allow(List.of("iam:PassRole"), roles)
                .when("StringEquals", Map.of("iam:PassedToService", TASKS));
        // The tasks have the definition's tags, and those of ECS.
        IamStatement tag = IamStatement.allow(List.of("ecs:TagResource"), List.of("*"))
                .when("StringEquals", Map.of("ecs:CreateAction", "RunTask"));
        return new IamPolicy(List.of(run, pass, tag)).shortJson();
    }

    /** Who may take a role on: ECS, to start tasks. */
    static String starters() {
        return json(IamStatement.trust(TASKS));
    }

    /** Who may take a role on: ECS itself, for the infrastructure of tasks. */
    static String infrastructure() {
        return json(IamStatement.trust("ecs.amazonaws.com"));
    }

    private static String json(IamStatement statement) {
        return new IamPolicy(List.of(statement)).shortJson();
    }

    private void logs(String ownGroup) {
        Set<String> groups = new TreeSet<>();
        Set<String> created = new TreeSet<>();
        spec.containers().values().stream()
                .map(ContainerSpec::logConfiguration)
                .filter(logging -> logging.logDriver() == LogDriver.AWSLOGS)
                .forEach(logging -> {
                    String group = logGroup(logging, ownGroup);
                    groups.add(group + ":*");
                    if (logging.createsGroup()) {
                        created.addAll(List.of(group, group + ":*"));
                    }
                });
        allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), groups);
        allow(List.of("logs:CreateLogGroup"), created);
    }

    private void images() {
        Set<String> repositories = new TreeSet<>();
        spec.containers().values().forEach(container -> {
            Matcher image = ECR_IMAGE.matcher(container.image());
            if (image.matches()) {
                repositories.add(Partition.of(image.group(2))
                        .arn("ecr:" + image.group(2) + ":" + image.group(1) + ":repository/" + image.group(3)));
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
        List<SecretArn> secrets = Stream.concat(
                        references().map(SecretReference::secret),
                        credentialSpecs(":ssm:").map(SecretArn::parse))
                .sorted(Comparator.comparing(SecretArn::text))
                .distinct()
                .toList();
        allow(List.of("secretsmanager:GetSecretValue"), texts(secrets, SecretArn::isSecretsManager));
        allow(List.of("ssm:GetParameters"), texts(secrets, secret -> !secret.isSecretsManager()));
        statements.addAll(SecretAccess.decrypt(secrets, spec.kmsKeyArns()));
    }

    private static Set<String> texts(List<SecretArn> secrets, Predicate<SecretArn> which) {
        return secrets.stream().filter(which).map(SecretArn::text).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> credentialSpecs(String service) {
        return spec.credentialSpecs().stream()
                .flatMap(credentials -> credentials.arn().stream())
                .filter(arn -> arn.contains(service));
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
        credentialSpecs(":s3:::").forEach(arn -> listed.add(bucket(arn, objects)));
        buckets.addAll(listed);
        if (!objects.isEmpty()) {
            statements.addAll(SecretAccess.decryptObjects(spec.kmsKeyArns()));
        }
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

    /** Where a container logs, in the region that its driver is told. */
    private String logGroup(LogConfigurationSpec logging, String ownGroup) {
        String group = logging.options().getOrDefault(LogConfigurationSpec.GROUP, ownGroup);
        return Optional.ofNullable(logging.options().get(LogConfigurationSpec.REGION))
                .map(region -> Partition.of(region).arn("logs:" + region + ":*:log-group:" + group))
                .orElseGet(() -> logGroup(group));
    }

    /** The account is left open: a role of this account reaches no other account's log groups. */
    private String logGroup(String group) {
        return context.partition().arn("logs:" + context.region().orElse("*") + ":*:log-group:" + group);
    }

    private void allow(List<String> actions, Set<String> resources) {
        if (!resources.isEmpty()) {
            statements.add(IamStatement.allow(actions, List.copyOf(resources)));
        }
    }

    private Optional<String> text() {
        IamPolicy policy = new IamPolicy(statements);
        return policy.isEmpty() ? Optional.empty() : Optional.of(policy.shortJson());
    }
}
