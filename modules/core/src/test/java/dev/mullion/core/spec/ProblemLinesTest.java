package dev.mullion.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("adversary")
class ProblemLinesTest {
    private static List<String> lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void aHundredAreSaid() {
        assertThat(ProblemLines.most(lines(100))).isEqualTo(lines(100));
    }

    @Test
    void ofMoreTheFirstHundredAndTheirCount() {
        assertThat(ProblemLines.most(lines(101)))
                .hasSize(101)
                .startsWith("line 1")
                .endsWith("line 100", "and 1 more problem");
        assertThat(ProblemLines.most(lines(14_345))).hasSize(101).endsWith("and 14245 more problems");
    }

    @Test
    void whatIsCountedStaysSo() {
        List<String> most = ProblemLines.most(lines(5_000));

        assertThat(ProblemLines.most(most)).isEqualTo(most);
    }

    @Test
    void anExceptionSaysAsManyAndHoldsAll() {
        SpecException refused = new SpecException(IntStream.range(0, 920)
                .mapToObj(i -> new Problem(SpecPath.ROOT, "no " + i))
                .toList());

        assertThat(String.valueOf(refused.getMessage()).lines()).hasSize(101).endsWith("and 820 more problems");
        assertThat(refused.problems()).hasSize(920);
    }
}
