package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.testkit.Skip;
import dev.mullion.windows.PowerShellCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows PowerShell 5.1 takes every script that machines may get. */
@Tag("boot")
class RenderedScriptsTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void passTheCheckOfCommands() throws IOException {
        PowerShellProgram powerShell =
                Skip.without(PowerShellProgram.find(System.getenv()), "boot tests", PowerShellProgram.MISSING);
        Path project = Files.createDirectory(directory.resolve("project"));
        Path scripts = Files.createDirectory(directory.resolve("scripts"));
        Map<String, String> rendered = new TreeMap<>();
        StackFiles.programs(project).forEach((stack, program) -> {
            PreviewText.files(program).forEach((name, text) -> {
                if (name.endsWith(".ps1")) {
                    rendered.put(stack + "-" + name, text);
                }
            });
            program.scripts()
                    .forEach((name, userData) -> rendered.put(stack + "-" + name + "-from-s3.ps1", fromS3(userData)));
        });
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, String> script : rendered.entrySet()) {
            Files.writeString(scripts.resolve(script.getKey()), script.getValue());
            all.add(script.getKey());
        }
        all.addAll(goldens());

        Path check = PowerShellCheck.extract(directory);
        ProcessBuilder run = powerShell.script(check, all).directory(scripts.toFile());

        assertThat(ChildProcess.ask(run, List.of())).isEqualTo(new ChildProcess.Answer(0, "", ""));
        for (BootStep step : Platforms.ALL.stream()
                .flatMap(platform -> platform.steps().stream())
                .toList()) {
            assertThat(String.join("", rendered.values())).contains("-Name '" + step.stepName() + "'");
        }
    }

    /** What gets the script from S3, where it is kept there. */
    private static String fromS3(UserData script) {
        return new StoredUserData("web", "web-dev", Optional.of("artifacts"))
                .document(StoredUserData.Script.known(script), "artifacts")
                .script();
    }

    private static List<String> goldens() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(StackFiles.ROOT.resolve("modules"))) {
            for (Path module : modules.toList()) {
                Path folder = module.resolve("src/test/resources/golden");
                if (Files.exists(folder)) {
                    files.addAll(StackFiles.below(folder, ".*\\.ps1"));
                }
            }
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> file.toAbsolutePath().normalize().toString())
                .sorted()
                .toList();
    }
}
