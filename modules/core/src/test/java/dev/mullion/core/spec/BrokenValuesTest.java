package dev.mullion.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenValuesTest {
    /** What is wrong at {@code pools}, where {@code broken} could not be read. */
    @ParameterizedTest
    @CsvSource({
        // path of what is broken, and whether that may be why the value, its entries or its key are wrong
        "pools,          true,  true,  false",
        "pools.web,      true,  false, false",
        "pools.web.size, true,  false, false",
        "other,          false, false, false",
    })
    void knowWhatMayFollowFromThem(String broken, boolean value, boolean entries, boolean key) {
        BrokenValues values = new BrokenValues();
        values.add(path(broken));

        assertThat(List.of(
                        values.isCauseOf(found(problems -> problems.at("pools"))),
                        values.isCauseOf(found(problems -> problems.at("pools").ofEntries())),
                        values.isCauseOf(found(problems -> problems.atKey("pools")))))
                .containsExactly(value, entries, key);
    }

    @ParameterizedTest
    @CsvSource({"pools.web, true", "pools.web.size, false", "other.web, false"})
    void hideHowManyEntriesThereAreWhereOneIsLeftOut(String leftOut, boolean hidden) {
        BrokenValues values = new BrokenValues();
        values.addLeftOut(path(leftOut));

        assertThat(values.isCauseOf(found(problems -> problems.at("pools").ofEntries())))
                .isEqualTo(hidden);
    }

    @ParameterizedTest
    @CsvSource({"pools.web.size, true", "pools.web.type, false"})
    void hideWhatDependsOnThem(String broken, boolean hidden) {
        BrokenValues values = new BrokenValues();
        values.add(path(broken));

        assertThat(values.isCauseOf(found(problems -> problems.given(
                                problems.at("pools").at("web").at("size"))
                        .at("pools")
                        .ofEntries())))
                .isEqualTo(hidden);
    }

    private static SpecPath path(String dotted) {
        return new SpecPath(List.of((Object[]) dotted.split("\\.")));
    }

    private static Problem found(UnaryOperator<Problems> place) {
        Problems problems = new Problems();
        place.apply(problems).add("has too many");
        return problems.problems().get(0);
    }
}
