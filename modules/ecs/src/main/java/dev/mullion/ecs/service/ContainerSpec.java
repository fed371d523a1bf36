package dev.mullion.ecs.service;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Entries;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.text.SecretNames;
import dev.mullion.windows.WindowsPath;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Windows container of a task.
 *
 * <pre>{@code
 * containers:
 *   iis:
 *     image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
 *     cpu: 1024
 *     memoryMib: 2048
 *     portMappings: [{containerPort: 80}]
 *     environment: {GREETING: hello}
 *     secrets: {ConnectionString: <ARN>}
 * }</pre>
 *
 * @param image the image, with its tag
 * @param cpu units of which a vCPU has 1024; a hard quota on Windows, and 1 % of the instance where it is 0 or not given
 * @param memoryMib the hard limit, 4 or more; on EC2 it must be given, on Fargate the task's own is enough
 * @param memoryReservationMib a soft limit, which Windows does not have: only instead of {@code memoryMib}, on a
 *     capacity whose agent has {@code enableMemoryUnboundedWindowsWorkaround}; the container is then unbounded
 * @param essential whether the task ends with it; true when not given
 * @param portMappings ports that others reach
 * @param environment variables; the definition, previews and logs of AWS show them
 * @param environmentFiles ARNs of S3 objects with variables, ending in {@code .env}, at most 10; on EC2 only
 * @param secrets variables whose values are read from Secrets Manager or SSM at the start, by ARN
 * @param healthCheck a command that says whether it is healthy
 * @param dependsOn containers that it waits for
 * @param logConfiguration where its output goes; CloudWatch Logs when not given
 * @param entryPoint the program instead of the image's
 * @param command arguments instead of the image's
 * @param workingDirectory an absolute path; the image's when not given
 * @param startTimeoutSeconds how long others wait for it; on Fargate 2 to 120
 * @param stopTimeoutSeconds how long it may take to end, 30 when not given; on Fargate at most 120
 * @param mountPoints volumes in it
 * @param credentialSpec the gMSA that it runs as; on EC2 only
 * @param dockerLabels labels
 * @param hostname its name; not with awsvpc
 * @param repositoryCredentials the account at a private registry that is not ECR
 * @param restartPolicy restarts it without its task; on EC2 only
 * @param taskRoleRoutes starts it behind AWS's script that routes to the task's credentials, which Docker's NAT network
 *     lacks; for network mode default, with the program in entryPoint
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html">Windows task definitions</a>
 */
@GenerateBuilder(shorthands = ContainerShorthands.class)
public record ContainerSpec(
        @Required
        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions Image",
                example = "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022")
        @Matches(ContainerSpec.IMAGE)
        String image,

        @Range(min = 0, max = Integer.MAX_VALUE)
        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions Cpu",
                example = "1024",
                unit = "CPU units, of which a vCPU has 1024")
        int cpu,

        @Range(min = ContainerSpec.MIN_MEMORY_MIB, max = Integer.MAX_VALUE)
        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions Memory", example = "2048")
        Optional<Integer> memoryMib,

        @Range(min = ContainerSpec.MIN_MEMORY_MIB, max = Integer.MAX_VALUE)
        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions MemoryReservation", example = "1024")
        Optional<Integer> memoryReservationMib,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions Essential", example = "false") @Default("true")
        boolean essential,

        @Entries(max = ContainerSpec.MAX_PORT_MAPPINGS)
        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions PortMappings", example = "[{containerPort: 80}]")
        @Singular("portMapping")
        List<PortMappingSpec> portMappings,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions Environment",
                example = "{ASPNETCORE_ENVIRONMENT: Production}")
        Map<String, String> environment,

        @Entries(max = ContainerSpec.MAX_ENVIRONMENT_FILES)
        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions EnvironmentFiles",
                example = "[arn:aws:s3:::configuration/web.env]")
        @Matches(ContainerSpec.ENVIRONMENT_FILE)
        List<String> environmentFiles,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions Secrets",
                example = "{DB_PASSWORD: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf}")
        @Singular("secret")
        Map<String, SecretReference> secrets,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions HealthCheck",
                example = "{command: [CMD-SHELL, curl.exe -f http://localhost/health]}")
        Optional<HealthCheckSpec> healthCheck,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions DependsOn",
                example = "[{container: migrations, condition: SUCCESS}]")
        List<ContainerDependencySpec> dependsOn,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions LogConfiguration",
                example = "{options: {awslogs-group: /shop/web}}")
        LogConfigurationSpec logConfiguration,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions EntryPoint",
                example = "['C:\\\\ServiceMonitor.exe', w3svc]")
        List<String> entryPoint,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions Command", example = "[--urls, \"http://+:80\"]")
        List<String> command,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions WorkingDirectory", example = "'C:\\app'")
        Optional<String> workingDirectory,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions StartTimeout", example = "300")
        @Range(min = 2, max = 86_400)
        Optional<Integer> startTimeoutSeconds,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions StopTimeout", example = "60")
        @Range(min = 1, max = 86_400)
        Optional<Integer> stopTimeoutSeconds,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions MountPoints",
                example = "[{sourceVolume: data, containerPath: 'C:\\data'}]")
        @Singular("mountPoint")
        List<MountPointSpec> mountPoints,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions CredentialSpecs",
                example = "credentialspecdomainless:arn:aws:ssm:eu-west-1:123456789012:parameter/web-gmsa")
        Optional<CredentialSpec> credentialSpec,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions DockerLabels", example = "{team: storefront}")
        @Singular("dockerLabel")
        Map<String, String> dockerLabels,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions Hostname", example = "web")
        @Matches(ContainerSpec.HOSTNAME)
        Optional<String> hostname,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions RepositoryCredentials",
                example =
                        "{credentialsParameter: arn:aws:secretsmanager:eu-west-1:123456789012:secret:registry-AbCdEf}")
        Optional<RepositoryCredentialsSpec> repositoryCredentials,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions RestartPolicy",
                example = "{restartAttemptPeriodSeconds: 120}")
        Optional<RestartPolicySpec> restartPolicy,

        @Explain(api = "IAMRoleNetConfig.ps1 of AWS", example = "true")
        boolean taskRoleRoutes)
        implements Spec {
    /** Docker's own minimum on Windows is not documented; ECS takes 4 and more. */
    private static final int MIN_MEMORY_MIB = 4;

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
    private static final int MAX_ENVIRONMENT_FILES = 10;

    private static final int MAX_PORT_MAPPINGS = 100;
    static final String IMAGE = "[A-Za-z0-9][A-Za-z0-9_.:/-]{0,254}(@sha256:[0-9a-f]{64})?";
    static final String ENVIRONMENT_FILE = ResourceId.Regex.S3_OBJECT + "\\.env";
    /**
     * 32,767 with the null at its end:
     * https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessw
     */
    private static final int MAX_COMMAND_LINE = 32_766;

    private static final Pattern SCRIPT = Pattern.compile("(?i)\\.(ps1|vbs|js|wsf|py|sh)$");
    private static final Pattern BATCH = Pattern.compile("(?i)\\.(cmd|bat)$");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]]");
    static final String HOSTNAME = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    public static ContainerSpecBuilder builder() {
        return new ContainerSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return LinuxOnly.CONTAINER;
    }

    static Set<String> harmlessValues(String key) {
        return LinuxOnly.harmlessValues(key);
    }

    /** What the task reserves for it on an instance: the hard limit, or the reservation where there is none. */
    public int reservedMemoryMib() {
        return memoryMib.or(() -> memoryReservationMib).orElse(0);
    }

    @Override
    public void check(Problems problems) {
        if (image.isEmpty()) {
            problems.at("image")
                    .add("has no value; use an image, such as mcr.microsoft.com/windows/servercore:ltsc2022");
        } else if (!ContainerSpecBuilder.matchesImage(image)) {
            problems.at("image")
                    .refuse(image, "use repository:tag or repository@sha256:digest, at most 255 characters");
        }
        checkSize(problems);
        checkPorts(problems.at("portMappings"));
        checkVariables(problems);
        healthCheck.ifPresent(spec -> spec.check(problems.at("healthCheck")));
        for (int i = 0; i < dependsOn.size(); i++) {
            dependsOn.get(i).check(problems.at("dependsOn").at(i));
        }
        logConfiguration.check(problems.at("logConfiguration"));
        Texts.check(entryPoint, problems.at("entryPoint"));
        Texts.check(command, problems.at("command"));
        int commandLine = ContainerDefinitions.commandLine(this);
        if (commandLine > MAX_COMMAND_LINE) {
            problems.given("taskRoleRoutes")
                    .at(command.isEmpty() ? "entryPoint" : "command")
                    .add("makes a command line of " + commandLine + " characters; use at most " + MAX_COMMAND_LINE
                            + ", since Windows takes no longer one");
        }
        workingDirectory.ifPresent(path -> WindowsPath.check(path, problems.at("workingDirectory")));
        startTimeoutSeconds.ifPresent(seconds -> ContainerSpecBuilder.checkStartTimeoutSeconds(seconds, problems));
        stopTimeoutSeconds.ifPresent(seconds -> ContainerSpecBuilder.checkStopTimeoutSeconds(seconds, problems));
        for (int i = 0; i < mountPoints.size(); i++) {
            mountPoints.get(i).check(problems.at("mountPoints").at(i));
        }
        dockerLabels.forEach(
                (key, value) -> Texts.check(value, problems.at("dockerLabels").at(key)));
        hostname.filter(name -> !ContainerSpecBuilder.matchesHostname(name)).ifPresent(name -> problems.at("hostname")
                .refuse(name, "use 1 to 63 letters, digits and hyphens, no hyphen at either end"));
        repositoryCredentials.ifPresent(spec -> spec.check(problems.at("repositoryCredentials")));
        restartPolicy.ifPresent(spec -> spec.check(problems.at("restartPolicy")));
        if (taskRoleRoutes) {
            checkRoutes(problems);
        }
    }

    private void checkRoutes(Problems problems) {
        Problems behind = problems.given("taskRoleRoutes");
        if (entryPoint.isEmpty()) {
            behind.at("entryPoint")
                    .add("has no value; name the image's own program, such as ['C:\\ServiceMonitor.exe', w3svc]: with"
                            + " taskRoleRoutes it starts behind the routes, and what the image would start is not known"
                            + " here");
        }
        checkPowerShell(entryPoint, behind.at("entryPoint"));
        checkPowerShell(command, behind.at("command"));
        String program = entryPoint.isEmpty() ? "" : entryPoint.get(0);
        Problems first = behind.at("entryPoint").at(0);
        if (SCRIPT.matcher(program).find()) {
            first.refuse(
                    program,
                    "use its interpreter, such as [powershell.exe, -File, ...]: Windows starts no script itself");
        } else if (BATCH.matcher(program).find() && hasPercent()) {
            first.refuse(
                    program,
                    "use [cmd.exe, /c, ...] with what it should run: a batch file would replace the % in its arguments");
        } else if (WILDCARD.matcher(program).find()) {
            first.refuse(program, "use a path without * ? [ and ], which PowerShell would take for a pattern");
        }
    }

    private boolean hasPercent() {
        return Stream.concat(entryPoint.stream(), command.stream()).anyMatch(word -> word.indexOf('%') >= 0);
    }

    /** Windows PowerShell 5.1 drops empty arguments of programs, and takes the quotes out of others. */
    private static void checkPowerShell(List<String> words, Problems problems) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Problems here = problems.at(i);
            PowerShell.refusal(word).ifPresent(use -> here.refuse(word, use));
            if (word.isEmpty() || word.indexOf('"') >= 0) {
                here.refuse(
                        word,
                        "use text without double quotes, and not empty: with taskRoleRoutes PowerShell starts the"
                                + " program, and it would not pass this on");
            }
            if (word.equals("--%")) {
                here.refuse(
                        word,
                        "leave it out: with taskRoleRoutes PowerShell starts the program, and would pass on what is"
                                + " behind it without quotes and with its %VARIABLES% replaced");
            }
        }
    }

    private void checkSize(Problems problems) {
        if (cpu < 0) {
            problems.at("cpu").refuse(cpu, "use units of CPU, of which a vCPU has 1024");
        }
        memoryMib.filter(memory -> memory < MIN_MEMORY_MIB).ifPresent(memory -> problems.at("memoryMib")
                .refuse(memory, "use " + MIN_MEMORY_MIB + " or more"));
        memoryReservationMib.ifPresent(memory -> {
            if (memoryMib.isPresent()) {
                problems.given("memoryMib")
                        .at("memoryReservationMib")
                        .refuse(
                                memory,
                                "leave it out: Windows has hard limits only, and creating the container fails with"
                                        + " Windows does not support MemoryReservation; memoryMib is enough");
            } else if (memory < MIN_MEMORY_MIB) {
                problems.at("memoryReservationMib").refuse(memory, "use " + MIN_MEMORY_MIB + " or more");
            }
        });
    }

    /**
     * Refuses a container without a limit on an instance. Fargate has the task's, and asks for no other.
     *
     * <p>"If using the Fargate launch type, this parameter is optional. If using the EC2 launch type, you must specify
     * either a task-level memory value or a container-level memory value"
     * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html, memory), and "task-level CPU
     * and memory parameters are ignored for Windows containers"
     * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html, memory).
     */
    void checkLimit(Problems problems) {
        if (memoryMib.isEmpty() && memoryReservationMib.isEmpty()) {
            problems.given("memoryReservationMib")
                    .at("memoryMib")
                    .add(
                            "has no value; use the container's hard limit: on EC2 Windows ignores the task's memoryMib, and"
                                    + " without either ECS does not take the definition");
        }
    }

    private void checkPorts(Problems problems) {
        if (portMappings.size() > MAX_PORT_MAPPINGS) {
            problems.ofEntries().add("has " + portMappings.size() + " ports; use at most " + MAX_PORT_MAPPINGS);
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < portMappings.size(); i++) {
            PortMappingSpec mapping = portMappings.get(i);
            mapping.check(problems.at(i));
            int index = i;
            Integer first = mapping.containerPort()
                    .map(port -> seen.putIfAbsent(port + "/" + mapping.protocol(), index))
                    .orElse(null);
            if (first != null) {
                problems.given(problems.at(i).at("protocol"), problems.at(first).at("protocol"))
                        .at(i)
                        .at("containerPort")
                        .refuse(mapping.containerPort().orElseThrow(), "name each port once");
            }
        }
    }

    private void checkVariables(Problems problems) {
        Map<String, String> seen = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            Problems here = problems.at("environment").at(name);
            checkVariable(name, "environment", seen)
                    .ifPresent(problems.at("environment").atKey(name)::add);
            Texts.check(value, here);
            if (SecretNames.hides(name, value).isPresent()) {
                here.warn(
                        "ECS044",
                        "looks like a password, which then stands in the task definition, the state and the log of each"
                                + " preview; keep it in Secrets Manager or SSM, and name its ARN under secrets");
            }
        });
        secrets.keySet().forEach(name -> checkVariable(name, "secrets", seen)
                .ifPresent(problems.at("secrets").atKey(name)::add));
        if (environmentFiles.size() > MAX_ENVIRONMENT_FILES) {
            problems.at("environmentFiles")
                    .ofEntries()
                    .add("has " + environmentFiles.size() + " files; use at most " + MAX_ENVIRONMENT_FILES);
        }
        for (int i = 0; i < environmentFiles.size(); i++) {
            if (!ContainerSpecBuilder.matchesEnvironmentFiles(environmentFiles.get(i))) {
                problems.at("environmentFiles")
                        .at(i)
                        .refuse(
                                environmentFiles.get(i),
                                "use the ARN of an S3 object that ends in .env, such as arn:aws:s3:::bucket/web.env; a bucket's"
                                        + " name has 3 to 63 characters");
            }
        }
    }

    /** Windows does not tell upper from lower case in the names of variables. */
    private static Optional<String> checkVariable(String name, String key, Map<String, String> seen) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            return Optional.of("is no name for a variable; use 1 or more characters, no = and no NUL among them");
        }
        String other = seen.putIfAbsent(
                name.toUpperCase(Locale.ROOT), SpecPath.ROOT.key(key).key(name).toString());
        return other == null
                ? Optional.empty()
                : Optional.of("is the variable " + other + " again, since Windows does not tell upper from lower case;"
                        + " use one of them");
    }
}
