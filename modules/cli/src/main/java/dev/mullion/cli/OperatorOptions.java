package dev.mullion.cli;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.kubernetes.Names;
import dev.mullion.review.operator.OperatorSettings;
import dev.mullion.review.operator.ProgramSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** What all stacks have in common as objects of the operator. */
final class OperatorOptions {
    /** Structured configuration needs 3.202.0 of the CLI. */
    private static final String IMAGE = "pulumi/pulumi:3.260.0-nonroot";

    private static final int LEAST_RESYNC = 60;

    /** Without a password: all objects show the address. */
    private static final Pattern GIT =
            Pattern.compile("https://[^\\s/@]+/\\S+|ssh://[^\\s:/@]+@[^\\s/@]+/\\S+|[A-Za-z0-9._-]+@[^\\s:@/]+:\\S+");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern WORD = Pattern.compile("[^\\s~^:?*\\[\\\\-][^\\s~^:?*\\[\\\\]*");
    private static final Pattern PULLED = Pattern.compile("[a-z0-9][A-Za-z0-9._:/@-]*");
    private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+");
    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,4}(Mi|Gi)");
    private static final Pattern NAMED = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+=.*");

    private final Command command;

    private final OptionSpec git = text("--git", "URL", "The repository that each workspace clones.");
    private final OptionSpec branch = text("--branch", "BRANCH", "With --git: deploy the newest commit of a branch.");
    private final OptionSpec commit = text("--commit", "COMMIT", "With --git: deploy this commit.");
    private final OptionSpec gitSecret = text(
            "--git-secret",
            "SECRET",
            "With --git: the Secret with accessToken, or of an SSH address with sshPrivateKey, to clone with.");
    private final OptionSpec previewBranch = text(
            "--preview-branch", "BRANCH", "With --git: beside each stack one that only previews it by this branch.");
    private final OptionSpec image = text(
            "--image",
            "IMAGE",
            "Without --git, the image that holds the programs, for which a Dockerfile is written, too; with it, what"
                    + " workspaces run in (default: " + IMAGE + ").");
    private final OptionSpec namespace =
            text("--namespace", "NAMESPACE", "Of Kubernetes, for all objects (default: default).", "default");
    private final OptionSpec organization = text(
            "--organization",
            "NAME",
            "What stacks belong to (default: organization, as where Pulumi keeps states in S3).",
            "organization");
    private final OptionSpec backend =
            text("--backend", "URL", "Where states are, such as s3://BUCKET, where a project does not say it.");
    private final OptionSpec secretsProvider = text(
            "--secrets-provider",
            "URL",
            "What encrypts secrets, such as awskms://alias/NAME?region=REGION, where a stack file does not say it.");
    private final OptionSpec serviceAccount =
            text("--service-account", "NAME", "Of workspaces (default: mullion).", "mullion");
    private final OptionSpec roleArn = text("--role-arn", "ARN", "The IAM role that EKS gives to the service account.");
    private final OptionSpec previewServiceAccount = text(
            "--preview-service-account",
            "NAME",
            "Of workspaces that preview a branch, whose programs run with its rights (default: mullion-preview).",
            "mullion-preview");
    private final OptionSpec previewRoleArn =
            text("--preview-role-arn", "ARN", "The IAM role that EKS gives to that one; let it read alone.");
    private final OptionSpec resync = OptionSpec.builder("--resync-seconds")
            .paramLabel("SECONDS")
            .type(int.class)
            .initialValue(3600)
            .description("How often a stack is refreshed and deployed again, and a branch is looked at; " + LEAST_RESYNC
                    + " or more (default: 3600).")
            .build();
    private final OptionSpec memory =
            text("--memory", "SIZE", "What a workspace asks for and may use (default: 2Gi).", "2Gi");
    private final OptionSpec name = OptionSpec.builder("--name")
            .paramLabel("PROJECT/STACK=NAME")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .description("The object's name of a stack, where it is not PROJECT-STACK.")
            .build();

    /** Offers them in the command. */
    OperatorOptions(Command command) {
        this.command = command;
        List.of(
                        git,
                        branch,
                        commit,
                        gitSecret,
                        previewBranch,
                        image,
                        namespace,
                        organization,
                        backend,
                        secretsProvider,
                        serviceAccount,
                        roleArn,
                        previewServiceAccount,
                        previewRoleArn,
                        resync,
                        memory,
                        name)
                .forEach(command.spec()::addOption);
    }

    private static OptionSpec text(String option, String label, String description) {
        return OptionSpec.builder(option)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    private static OptionSpec text(String option, String label, String description, String value) {
        return OptionSpec.builder(option)
                .paramLabel(label)
                .type(String.class)
                .initialValue(value)
                .description(description)
                .build();
    }

    boolean isGit() {
        return value(git).isPresent();
    }

    /**
     * What they say.
     *
     * @throws picocli.CommandLine.ParameterException where they do not go together, or one is nothing that the operator takes
     */
    OperatorSettings settings() {
        ProgramSource source = isGit() ? fromGit() : fromImage();
        int seconds = resync.getValue();
        if (seconds < LEAST_RESYNC) {
            throw command.misused("--resync-seconds: got " + seconds + "; use " + LEAST_RESYNC
                    + " or more: the operator takes less for it");
        }
        return new OperatorSettings(
                source,
                label(namespace, Names::checkLabelName),
                required(organization, ORGANIZATION, "use letters, digits, dashes and underscores"),
                checked(
                        backend,
                        OperatorSettings.BACKEND,
                        "use an address without a password, and no folder, which a pod loses, such as s3://states"),
                checked(
                        secretsProvider,
                        OperatorSettings.PROVIDER,
                        "use passphrase, or an address such as awskms://alias/pulumi"),
                label(serviceAccount, Names::checkName),
                checked(roleArn, ROLE, "use the ARN of an IAM role"),
                label(previewServiceAccount, Names::checkName),
                checked(previewRoleArn, ROLE, "use the ARN of an IAM role"),
                seconds,
                required(memory, MEMORY, "use a size such as 1536Mi or 2Gi"),
                names());
    }

    private ProgramSource fromGit() {
        if (value(branch).isPresent() == value(commit).isPresent()) {
            throw command.misused("--git goes with one of --branch and --commit");
        }
        return new ProgramSource.Git(
                checked(image, PULLED, "use the name of an image").orElse(IMAGE),
                required(
                        git,
                        GIT,
                        "use an https:// or SSH address without a password; --git-secret names the Secret with one"),
                checked(branch, WORD, "use the name of a branch"),
                checked(commit, COMMIT, "use the whole hash of a commit: 40 or 64 hexadecimal digits"),
                value(gitSecret).map(named -> label(gitSecret, Names::checkName)),
                checked(previewBranch, WORD, "use the name of a branch"));
    }

    private ProgramSource fromImage() {
        for (OptionSpec each : List.of(branch, commit, gitSecret, previewBranch)) {
            if (value(each).isPresent()) {
                throw command.misused(each.longestName() + " goes with --git");
            }
        }
        return new ProgramSource.Image(checked(image, PULLED, "use the name of an image")
                .orElseThrow(() -> command.misused("use --git URL, or --image IMAGE with the programs inside")));
    }

    private Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        List<String> all = name.getValue();
        for (String each : all) {
            if (!NAMED.matcher(each).matches()) {
                throw command.misused("--name: got " + Shown.text(each) + "; use PROJECT/STACK=NAME");
            }
            int equals = each.indexOf('=');
            names.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return names;
    }

    private static Optional<String> value(OptionSpec option) {
        @Nullable String value = option.getValue();
        return Optional.ofNullable(value);
    }

    private String required(OptionSpec option, Pattern pattern, String use) {
        return checked(option, pattern, use).orElseThrow();
    }

    private Optional<String> checked(OptionSpec option, Pattern pattern, String use) {
        Optional<String> value = value(option);
        value.filter(given -> !pattern.matcher(given).matches()).ifPresent(given -> {
            throw command.misused(option.longestName() + ": got " + Shown.text(given) + "; " + use);
        });
        return value;
    }

    private String label(OptionSpec option, BiConsumer<String, Problems> rule) {
        String value = value(option).orElseThrow();
        Problems problems = new Problems();
        rule.accept(value, problems);
        if (!problems.problems().isEmpty()) {
            throw command.misused(
                    option.longestName() + ": " + problems.problems().get(0).message());
        }
        return value;
    }
}
