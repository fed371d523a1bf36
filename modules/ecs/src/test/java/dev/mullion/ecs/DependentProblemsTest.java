package dev.mullion.ecs;

import dev.mullion.testkit.config.DependentRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that read another value than the one they refuse. */
class DependentProblemsTest {
    @ParameterizedTest
    @MethodSource("rules")
    void areNoNewsWhereTheOtherValueIsBroken(DependentRule rule) {
        rule.isNoNewsWhereTheOtherValueIsBroken(EcsFile::problemsOf);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void areSaidWhereAnotherValueIsBroken(DependentRule rule) {
        rule.isSaidWhereAnotherValueIsBroken(EcsFile::problemsOf);
    }

    static Stream<DependentRule> rules() {
        return DependentRule.read(DependentProblemsTest.class, "/dependent-problems.txt");
    }
}
