package dev.mullion.eks;

import dev.mullion.testkit.config.SaidOfLines;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is refused or warned of, by its whole message: tables of files and of what is said of each. */
class EksRulesTest {
    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatTheTableSays(SaidOfLines row) {
        row.isSaid(EksFile::problemsOf, EksFile::warningsOf);
    }

    static Stream<SaidOfLines> cases() {
        return Stream.of("/rules.txt", "/in-cluster-rules.txt")
                .flatMap(table -> SaidOfLines.read(EksRulesTest.class, table));
    }
}
