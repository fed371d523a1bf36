package dev.mullion.hosts;

import dev.mullion.testkit.config.SaidOfLines;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is refused or warned of, by its whole message: a table of files and of what is said of each. */
class HostRulesTest {
    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatTheTableSays(SaidOfLines row) {
        row.isSaid(HostsFile::problemsOf, HostsFile::warningsOf);
    }

    static Stream<SaidOfLines> cases() {
        return SaidOfLines.read(HostRulesTest.class, "/host-rules.txt");
    }
}
