package dev.mullion.ec2;

import dev.mullion.testkit.config.Range;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides of both bounds of every number. */
class RangesTest {
    @ParameterizedTest
    @MethodSource("ranges")
    void takesItsBoundsAndNothingBeyond(Range range) {
        range.isKept(Ec2File::problemsOf);
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void countsWhatCanNotBeRead(Range range) {
        range.isKeptBesideABrokenItem(Ec2File::problemsOf);
    }

    static Stream<Range> ranges() {
        return Range.read(RangesTest.class, "/ranges.txt");
    }
}
