package dev.mullion.review.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.process.HostSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static final Path CHECKOUT = Path.of("checkout").toAbsolutePath();

    @Test
    void theShellScriptIsTakenFromTheCheckoutThatItRunsIn() {
        assertThat(Launcher.program(HostSystem.POSIX, CHECKOUT)).isEqualTo("./mullion");
    }

    @Test
    void windowsFindsTheBatchFileByItsWholePathAlone() {
        assertThat(Launcher.program(HostSystem.WINDOWS, CHECKOUT))
                .isEqualTo(CHECKOUT.resolve("mullion.cmd").toString());
    }
}
