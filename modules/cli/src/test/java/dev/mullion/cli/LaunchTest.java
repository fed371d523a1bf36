package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {
    private static final Launch TERMINAL = new Launch(Optional.empty(), "./mullion", Set.of("out", "err"), Map.of());

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aLauncherSaysWhatItBuiltAndWhereTheUserIs() {
        Properties properties = new Properties();
        properties.setProperty("mullion.root", "/src/mullion");
        properties.setProperty("mullion.command", "../mullion/mullion");
        properties.setProperty("mullion.terminal", "out,err");

        assertThat(Launch.of(properties, Map.of("A", "1")))
                .isEqualTo(new Launch(
                        Optional.of(Path.of("/src/mullion")),
                        "../mullion/mullion",
                        Set.of("out", "err"),
                        Map.of("A", "1")));
    }

    @ParameterizedTest
    @CsvSource({"'', false, false", "out, true, false", "',err', false, true", "'out,err', true, true"})
    void streamsThatAreTerminalsAreNamed(String terminal, boolean out, boolean err) {
        Properties properties = new Properties();
        properties.setProperty("mullion.terminal", terminal);
        Launch launch = Launch.of(properties, Map.of());

        assertThat(launch.isTerminal("out")).isEqualTo(out);
        assertThat(launch.isTerminal("err")).isEqualTo(err);
    }

    @Test
    void withoutALauncherNothingIsKnown() {
        Launch launch = Launch.of(new Properties(), Map.of());

        assertThat(launch.root()).isEmpty();
        assertThat(launch.command()).isEqualTo("mullion");
        assertThat(launch.isTerminal("out")).isFalse();
        assertThat(launch.isTerminal("err")).isFalse();
    }

    @Test
    void theCommandThatTheUserCalledIsTheOneToCallAgain() {
        assertThat(Mullion.in(directory).runBy(TERMINAL, "preview").out())
                .endsWith("See them: ./mullion -C " + directory + " render -o scripts\n");
    }

    @Test
    void aTerminalShowsColoursUnlessTheUserWantsNone() throws IOException {
        Mullion mullion = Mullion.in(directory);
        String plan = directory.resolve("plan.json").toString();
        mullion.run("preview", "--format", "json", "-o", plan);
        mullion.stack("dev", DiffCommandTest.LARGER);
        Launch plain = new Launch(Optional.empty(), "mullion", Set.of("out"), Map.of("NO_COLOR", "1"));
        Launch empty = new Launch(Optional.empty(), "mullion", Set.of("out"), Map.of("NO_COLOR", ""));
        Path file = directory.resolve("report");

        assertThat(mullion.runBy(TERMINAL, "preview", "--against", plan).out()).contains("\u001B[");
        assertThat(mullion.runBy(TERMINAL, "diff", plan, plan).out()).contains("\u001B[");
        assertThat(mullion.runBy(empty, "diff", plan, plan).out()).contains("\u001B[");
        assertThat(mullion.runBy(plain, "preview", "--against", plan).out()).doesNotContain("\u001B");
        assertThat(mullion.runBy(plain, "diff", plan, plan).out()).doesNotContain("\u001B");
        mullion.runBy(TERMINAL, "diff", plan, plan, "-o", file.toString());
        assertThat(Files.readString(file)).doesNotContain("\u001B");
        mullion.runBy(TERMINAL, "preview", "--against", plan, "-o", file.toString());
        assertThat(Files.readString(file)).doesNotContain("\u001B");
    }

    @Test
    void aTerminalIsToldOfLongWork() {
        Mullion mullion = Mullion.in(directory).repository().stack("dev", DiffCommandTest.LARGER);
        String commit = mullion.git("rev-parse", "HEAD").substring(0, 12);
        Launch silent = new Launch(Optional.empty(), "mullion", Set.of("out"), Map.of());

        assertThat(mullion.runBy(TERMINAL, "diff", "main").err())
                .isEqualTo("mullion: previewing dev of main (" + commit + ")\n");
        assertThat(mullion.commit("second")
                        .stack("dev", Mullion.VALID)
                        .runBy(silent, "diff", "main")
                        .err())
                .isEmpty();
    }
}
