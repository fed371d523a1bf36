package dev.mullion.live.doctor;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.ProgramPath;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a stack deployed, asked of the Pulumi CLI. */
public final class DeployedByPulumi {
    /** A back end in the cloud may take its time. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** Counts more than what a project says: pkg/workspace/creds.go of Pulumi 3.260.0. */
    private static final String BACKEND = "PULUMI_BACKEND_URL";

    private DeployedByPulumi() {}

    /**
     * Runs {@code pulumi stack export}; empty where no {@code pulumi} is on the path.
     *
     * @param variables the user's
     * @param project its folder
     * @throws UserException when it fails, with what it says, and where the project would choose who gets the user's token
     */
    public static Optional<Deployed> of(Map<String, String> variables, Path project, String stack) throws IOException {
        Optional<Path> pulumi = ProgramPath.of(variables).find("pulumi", "pulumi.exe");
        if (pulumi.isEmpty()) {
            return Optional.empty();
        }
        if (variables.getOrDefault(BACKEND, "").isEmpty() && StackConfig.namesBackend(project)) {
            throw new UserException("Pulumi.yaml names a backend, and pulumi would sign in there with your token; set "
                    + BACKEND + " to the one that you mean, give what the stack deployed by --outputs FILE, or use"
                    + " --tags");
        }
        ProcessBuilder program = new ProcessBuilder(
                        pulumi.get().toString(), "stack", "export", "--stack", stack, "--non-interactive")
                // A process has no folder of the name "", which is where we are.
                .directory(project.toAbsolutePath().toFile());
        ChildProcess.Answer answer = ChildProcess.ask(program, List.of(), DEADLINE);
        if (answer.status() != 0) {
            throw new UserException("pulumi stack export --stack " + stack + " failed: " + Said.line(answer.err())
                    + "; give what the stack deployed by --outputs FILE, or use --tags");
        }
        return Optional.of(DeployedFile.read(answer.out(), "pulumi stack export --stack " + stack));
    }
}
