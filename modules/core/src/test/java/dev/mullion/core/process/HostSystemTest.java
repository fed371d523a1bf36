package dev.mullion.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSystemTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, mvn",
        "Mac OS X, mvn",
        "Windows 11, mvn.cmd",
        "Windows Server 2022, mvn.cmd",
        "Darwin, mvn",
        "'', mvn",
    })
    void aScriptIsABatchFileOnWindows(String name, String file) {
        assertThat(HostSystem.of(name).script("mvn")).isEqualTo(file);
    }
}
