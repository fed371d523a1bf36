package dev.mullion.review.operator;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.config.StackFile;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.ProblemLines;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.yaml.YamlWriter;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.Manifest;
import dev.mullion.kubernetes.Names;
import dev.mullion.kubernetes.ObjectMeta;
import dev.mullion.kubernetes.Role;
import dev.mullion.kubernetes.ServiceAccount;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.review.fleet.StackReferences;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that the operator is given for the stacks of a folder: a Stack each, who their workspaces are, and where the image holds the
 * programs, how to make it.
 *
 * @param files by their names; what {@code kubectl apply -f} takes lies at the top
 * @param notes what a reader has to do beside applying them, a line each
 */
public record OperatorFiles(Map<String, String> files, List<String> notes) {
    /** Nothing in it ends a word of a shell or of a Dockerfile. */
    private static final Pattern PLAIN_FOLDER = Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*+(?:/(?=.)|$))*+");

    /** https://www.pulumi.com/docs/iac/concepts/state-and-backends/ */
    private static final String PULUMI_CLOUD = "https://api.pulumi.com";

    private static final Pattern SECRET_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

    public OperatorFiles {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        notes = List.copyOf(notes);
    }

    /**
     * Makes them.
     *
     * @param stacks of which no two have one name
     * @param references between them, without a circle
     * @throws UserException with everything that is wrong, a line each
     */
    public static OperatorFiles of(List<OperatedStack> stacks, StackReferences references, OperatorSettings settings) {
        List<String> problems = new ArrayList<>();
        Map<String, String> names = names(stacks, settings, problems);
        stacks.forEach(each -> checkSecrets(each, problems));
        stacks.forEach(each -> checkPlaces(each, settings, problems));
        Map<String, String> image =
                settings.source() instanceof ProgramSource.Image ? image(stacks, problems) : Map.of();
        if (!problems.isEmpty()) {
            // What is wrong with a project is found by each of its stacks.
            throw new UserException(String.join("\n", ProblemLines.most(List.copyOf(new LinkedHashSet<>(problems)))));
        }
        Map<String, String> files = new TreeMap<>(image);
        files.put("service-account.yaml", serviceAccounts(settings));
        List<String> notes = new ArrayList<>();
        SortedMap<String, SortedSet<String>> needed = new TreeMap<>();
        for (OperatedStack stack : stacks) {
            String name = names.getOrDefault(stack.name(), "");
            StackObject object = new StackObject(stack, name, settings);
            List<String> before = references.readBy(stack.stack()).stream()
                    .map(each -> names.getOrDefault(each.name(), ""))
                    .sorted()
                    .toList();
            notes.addAll(elsewhere(stack.stack(), references, settings));
            files.put(file(name), object.deployed(before).yaml());
            settings.twins()
                    .ifPresent(branch -> files.put(
                            file(name + StackObject.TWIN),
                            object.previewed(branch, before).yaml()));
            object.needed().forEach((secret, keys) -> needed.computeIfAbsent(secret, first -> new TreeSet<>())
                    .addAll(keys));
        }
        if (settings.source() instanceof ProgramSource.Git git) {
            git.secret().ifPresent(secret -> needed.computeIfAbsent(secret, first -> new TreeSet<>())
                    .add(git.secretKey()));
        }
        needed.forEach((secret, keys) -> notes.add("needs the Secret " + secret + ": " + String.join(", ", keys)));
        return new OperatorFiles(files, notes);
    }

    /** Of values of stacks that are not among these, or of another organization: nothing waits for them. */
    private static List<String> elsewhere(FleetStack stack, StackReferences references, OperatorSettings settings) {
        List<String> notes = new ArrayList<>();
        for (StackConfig.WantedOutput wanted : references.wantedBy(stack)) {
            String named = wanted.output().stack();
            if (references.stackOf(wanted.output()).isEmpty()) {
                notes.add(StackReferences.line(
                        wanted,
                        "note: the stack " + named + " is not among these, and nothing waits for it; deploy it first"));
            } else if (!named.startsWith(settings.organization() + "/")) {
                notes.add(StackReferences.line(
                        wanted,
                        "note: the stack " + named + " is of another organization than these, "
                                + settings.organization()
                                + " (--organization): what is read there is not what is deployed here"));
            }
        }
        return notes;
    }

    /** The addresses of a stack's own files, whose values no message shows: they may hold a password. */
    private static void checkPlaces(OperatedStack stack, OperatorSettings settings, List<String> problems) {
        stack.file().backend().ifPresent(url -> {
            String backend = stack.stack().directory().resolve("Pulumi.yaml") + ": backend: ";
            if (!OperatorSettings.BACKEND.matcher(url).matches()) {
                problems.add(
                        backend + "is no address that all objects may show, or a folder, which a pod loses; use one"
                                + " without a password, such as s3://states");
            } else if (url.startsWith("https:")
                    && !url.equals(PULUMI_CLOUD)
                    && !settings.backend().equals(Optional.of(url))) {
                // Whoever changes the file would choose who gets the token.
                problems.add(
                        backend + "got " + Shown.text(url) + ", where workspaces would sign in with your token; leave"
                                + " it out, or give the same with --backend");
            }
        });
        if (stack.file()
                .secretsProvider()
                .filter(url -> !OperatorSettings.PROVIDER.matcher(url).matches())
                .isPresent()) {
            problems.add(stack.file().name()
                    + ": secretsprovider: is no address that all objects may show; use one without a password, such as"
                    + " awskms://alias/pulumi");
        }
    }

    /** Never a stack file's name: that one begins with Pulumi. */
    private static String file(String object) {
        return "stack-" + object + ".yaml";
    }

    private static Map<String, String> names(
            List<OperatedStack> stacks, OperatorSettings settings, List<String> problems) {
        int most = StackObject.MOST_NAME - (settings.twins().isPresent() ? StackObject.TWIN.length() : 0);
        Map<String, String> names = new TreeMap<>();
        Map<String, OperatedStack> taken = new TreeMap<>();
        for (OperatedStack each : stacks) {
            String name = settings.names()
                    .getOrDefault(
                            each.name(),
                            each.stack().project() + "-" + each.stack().stack());
            Problems wrong = new Problems();
            Names.checkLabelName(name, wrong);
            if (!wrong.problems().isEmpty() || name.length() > most) {
                problems.add(each.file().name() + ": got the name " + Shown.text(name) + " for the operator; use up to "
                        + most
                        + " lower-case letters, digits and dashes, with a letter or a digit at both ends: --name "
                        + each.name() + "=NAME");
            }
            OperatedStack first = taken.putIfAbsent(name, each);
            if (first != null) {
                problems.add(each.file().name() + ": got the name " + Shown.text(name)
                        + " for the operator, which is that of " + first.file().name() + "; use another: --name "
                        + each.name() + "=NAME");
            }
            names.put(each.name(), name);
        }
        if (settings.twins().isPresent()) {
            stacks.forEach(each -> {
                OperatedStack other = taken.get(names.get(each.name()) + StackObject.TWIN);
                if (other != null) {
                    problems.add(other.file().name() + ": has the name of the preview of "
                            + each.file().name() + "; use another: --name " + other.name() + "=NAME");
                }
            });
        }
        settings.names().keySet().stream()
                .sorted()
                .filter(named -> !names.containsKey(named))
                .forEach(named -> problems.add("--name " + named + ": is no stack here; the stacks are "
                        + Shown.some(List.copyOf(names.keySet()))));
        return names;
    }

    private static void checkSecrets(OperatedStack stack, List<String> problems) {
        Map<String, String> taken = new TreeMap<>();
        for (StackFile.Secret secret : stack.file().secrets()) {
            String key = StackObject.secretKey(secret);
            String first = taken.putIfAbsent(key, secret.key());
            if (!SECRET_KEY.matcher(key).matches() || first != null) {
                problems.add(new Problem(
                                SpecPath.ROOT.key(secret.key()),
                                "is a secret whose name no Secret of Kubernetes has; use letters, digits, dashes,"
                                        + " underscores and dots"
                                        + (first == null ? "" : ", and another than " + first),
                                secret.position())
                        .toString());
            }
        }
    }

    private static String serviceAccounts(OperatorSettings settings) {
        List<Manifest> objects =
                new ArrayList<>(serviceAccount(settings.serviceAccount(), settings.roleArn(), settings));
        if (settings.twins().isPresent()) {
            objects.addAll(serviceAccount(settings.previewServiceAccount(), settings.previewRoleArn(), settings));
        }
        return KubernetesObject.yaml(objects);
    }

    private static List<Manifest> serviceAccount(String name, Optional<String> roleArn, OperatorSettings settings) {
        ObjectMeta metadata = StackObject.metadata(name, settings);
        ServiceAccount account =
                new ServiceAccount(roleArn.map(arn -> metadata.annotation("eks.amazonaws.com/role-arn", arn))
                        .orElse(metadata));
        // The workspace asks the API server who it is that calls, by a TokenReview.
        String role = "system:auth-delegator";
        Role.Binding binding = Role.bindClusterRole(
                role,
                ObjectMeta.named(settings.namespace() + ":" + name + ":" + role)
                        .label("app.kubernetes.io/managed-by", "mullion"),
                Role.Subject.serviceAccount(settings.namespace(), name));
        return List.of(account, binding);
    }

    /** What the image is made by: the Dockerfile, which programs there are, and the projects that start them. */
    private static Map<String, String> image(List<OperatedStack> stacks, List<String> problems) {
        Map<String, String> files = new TreeMap<>();
        TreeSet<String> programs = new TreeSet<>();
        Map<String, OperatedStack> projects = new TreeMap<>();
        stacks.forEach(each -> projects.putIfAbsent(each.folder(), each));
        projects.forEach((folder, each) -> {
            Map<String, Object> project = new LinkedHashMap<>(each.file().project());
            String projectFile = each.stack().directory().resolve("Pulumi.yaml").toString();
            String main = project.getOrDefault("main", ".") instanceof String text ? text : "";
            String program = main.replaceFirst("^\\./?", "").replaceFirst("/$", "");
            if (!PLAIN_FOLDER.matcher(folder).matches()) {
                problems.add(projectFile + ": lies in " + Shown.text(folder)
                        + "; use folders of letters, digits, dashes, underscores and dots for an image");
            }
            if (!PLAIN_FOLDER.matcher(program).matches()) {
                problems.add(
                        projectFile + ": main: got " + Shown.text(main)
                                + "; use a folder in the project's, of letters, digits, dashes, underscores and dots, for an image");
            }
            Path pom = each.stack().directory().resolve(program).resolve("pom.xml");
            if (PLAIN_FOLDER.matcher(program).matches() && !Files.exists(pom)) {
                problems.add(projectFile + ": has its program in " + Shown.text(main)
                        + ", where there is no pom.xml; the image is built by Maven");
            }
            if (holdsSecret(project)) {
                problems.add(
                        projectFile
                                + ": config: holds a secret (secure:), which would be in the image; let the stack files have it");
            }
            if (!isJava(project.get("runtime"))) {
                problems.add(projectFile
                        + ": runtime: the image has a JDK alone; use java, or --git with an image of your own");
            }
            String in = folder.isEmpty() ? "" : folder + "/";
            Map<String, Object> runtime = new LinkedHashMap<>();
            runtime.put("name", "java");
            runtime.put("options", Map.of("binary", "/opt/mullion/" + in + "program.jar"));
            project.put("runtime", runtime);
            files.put("image/work/" + in + "Pulumi.yaml", YamlWriter.of(project));
            programs.add((folder.isEmpty() ? "." : folder) + " "
                    + (in + program).replaceFirst("/$", "").replaceFirst("^$", "."));
        });
        files.put("image/programs.txt", String.join("\n", programs) + "\n");
        files.put("Dockerfile", resource("Dockerfile"));
        return files;
    }

    private static boolean holdsSecret(Object value) {
        if (value instanceof Map<?, ?> map) {
            return (map.size() == 1 && map.get("secure") instanceof String)
                    || map.values().stream().anyMatch(each -> each != null && holdsSecret(each));
        }
        return value instanceof List<?> list && list.stream().anyMatch(each -> each != null && holdsSecret(each));
    }

    private static boolean isJava(@Nullable Object runtime) {
        return "java".equals(runtime) || (runtime instanceof Map<?, ?> map && "java".equals(map.get("name")));
    }

    private static String resource(String name) {
        try (InputStream in = OperatorFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
