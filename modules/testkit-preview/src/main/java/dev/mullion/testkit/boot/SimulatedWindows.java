package dev.mullion.testkit.boot;

import dev.mullion.core.json.JsonText;
import dev.mullion.core.json.JsonValue;
import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.testkit.Skip;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code tools/boot/run --serve}: one process for all trials of a test run, since starting PowerShell costs more than a trial. */
final class SimulatedWindows {
    private static @Nullable SimulatedWindows running;

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private SimulatedWindows(PowerShellProgram powerShell) throws IOException {
        ProcessBuilder builder = powerShell.script(root().resolve("tools/boot/boot.ps1"), List.of("--serve"));
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Aborts the calling test where there is no PowerShell. */
    static synchronized JsonValue run(String script, String scenario, int boots) {
        PowerShellProgram powerShell =
                Skip.without(PowerShellProgram.find(System.getenv()), "boot tests", PowerShellProgram.MISSING);
        try {
            if (running == null || !running.process.isAlive()) {
                running = new SimulatedWindows(powerShell);
            }
            return running.ask(script, scenario, boots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonValue ask(String script, String scenario, int boots) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("script", script);
        request.put("scenario", scenario);
        request.put("boots", boots);
        requests.write(JsonText.of(request));
        requests.newLine();
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("tools/boot ended without an answer");
        }
        return JsonValue.read(answer).orElseThrow(() -> new IOException("tools/boot answers " + answer));
    }

    /** The project's folder; tests run in that of their module. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("tools/boot/run"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no tools/boot above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }
}
