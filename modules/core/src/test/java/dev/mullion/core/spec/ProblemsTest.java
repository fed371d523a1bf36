package dev.mullion.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProblemsTest {
    @Test
    void tellsWhatAProblemDependsOn() {
        Problems problems = new Problems();
        Problems release = problems.at("web").given("capacity").at("release");

        problems.given("network").given(release).at("image").add("is too new");

        assertThat(problems.problems()).singleElement().satisfies(problem -> assertThat(problem.dependsOn())
                .extracting(SpecPath::toString)
                .containsExactlyInAnyOrder("network", "web.release", "web.capacity"));
    }

    @Test
    void collectsFromEveryViewAtItsPath() {
        Problems problems = new Problems();
        Problems web = problems.at("ecs").at("web");

        web.at("minSize").range(0, 1, 3);
        web.at("minSize").range(4, 1, 3);
        web.at("minSize").range(1, 1, 3);
        web.at("minSize").range(3, 1, 3);
        web.atKey("my.key").add("is no key");
        web.at("types").at(1).refuse("a\\b", "use another");
        web.at(SpecPath.ROOT.key("agent").key("port")).add("is taken");
        problems.atRoot(SpecPath.ROOT.key("network")).add("has no zone");
        web.at("on").refuse(true, "use false");

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "ecs.web.minSize: got 0; use 1 to 3",
                        "ecs.web.minSize: got 4; use 1 to 3",
                        "ecs.web[\"my.key\"]: is no key",
                        "ecs.web.types[1]: got \"a\\\\b\"; use another",
                        "ecs.web.agent.port: is taken",
                        "network: has no zone",
                        "ecs.web.on: got true; use false");
        assertThat(problems.problems())
                .extracting(Problem::subject)
                .containsExactly(
                        Problem.Subject.VALUE,
                        Problem.Subject.VALUE,
                        Problem.Subject.KEY,
                        Problem.Subject.VALUE,
                        Problem.Subject.VALUE,
                        Problem.Subject.VALUE,
                        Problem.Subject.VALUE);
    }

    @Test
    void knowsWhatWasRefusedAtOrBelowAPath() {
        Problems problems = new Problems();
        problems.at("web").at("size").add("is wrong");

        assertThat(problems.refused()).isTrue();
        assertThat(problems.at("web").refused()).isTrue();
        assertThat(problems.at("web").at("size").refused()).isTrue();
        assertThat(problems.at("web").at("size").at("unit").refused()).isFalse();
        assertThat(problems.at("worker").refused()).isFalse();
        assertThat(new Problems().refused()).isFalse();
    }

    @Test
    void takesWhatWasFoundElsewhereBelowItsPath() {
        Problems problems = new Problems();
        Position position = new Position("Pulumi.dev.yaml", 4, 2);

        problems.at("web").include(List.of(new Problem(SpecPath.ROOT.key("size"), "is wrong", Optional.of(position))));

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly("Pulumi.dev.yaml:4:2: web.size: is wrong");
    }

    @Test
    void endsTheCheckWithEverythingAtOnce() {
        Problems problems = new Problems();
        problems.throwIfAny();
        problems.at("a").add("is wrong");
        problems.at("b").ofKey().add("is wrong too");

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(SpecException.class)
                .hasMessage("a: is wrong\nb: is wrong too");
    }

    @Test
    void runsValidatorsInTheirOrder() {
        Problems problems = new Problems();
        Validator<String> shout = (text, at) -> at.add(text + " is loud");
        Validator<String> whisper = (text, at) -> at.add(text + " is quiet");

        Validator.all(List.of(shout, whisper), "it", problems.at("web"));

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly("web: it is loud", "web: it is quiet");
    }

    @Test
    void warnsWithAndWithoutAPlace() {
        Problems problems = new Problems();
        problems.at("web").warn("ECS012", "is old");
        Warning warning = problems.warnings().get(0);
        Warning placed = new Warning("ECS012", warning.path(), "is old", Optional.of(new Position("f", 1, 2)));

        assertThat(warning).hasToString("warning ECS012: web: is old");
        assertThat(placed).hasToString("f:1:2: warning ECS012: web: is old");
        assertThat(placed.withoutLevel()).isEqualTo("f:1:2: ECS012: web: is old");
    }

    @Test
    void leavesOutWhatFollowsFromABrokenValue() {
        BrokenValues broken = new BrokenValues();
        Problems found = new Problems();
        found.at("web").at("size").add("is no number");
        found.atKey("worker").add("is no key");
        broken.addAll(found.problems());
        Problems later = new Problems();
        later.at("web").at("size").at("unit").add("below");
        later.at("web").add("above");
        later.at("web").at("other").add("beside");
        later.at("worker").add("value of a wrong key");
        later.atKey("web").add("key above");
        later.given("web").at("other").add("depends on what holds it");
        later.given(later.at("web").at("size")).at("other").add("depends on it");
        later.given("worker").at("other").add("depends on another");

        assertThat(later.problems().stream().filter(broken::isCauseOf))
                .extracting(Problem::message)
                .containsExactly("below", "above", "depends on what holds it", "depends on it");
    }

    @Test
    void writesPathsAsPulumiDoes() {
        SpecPath path = SpecPath.ROOT.key("mullion:ecs").key("a.b").index(2).key("x");

        assertThat(path).hasToString("mullion:ecs[\"a.b\"][2].x");
        assertThat(SpecPath.ROOT.key("x").under(SpecPath.ROOT.key("y"))).hasToString("y.x");
        assertThat(path.startsWith(SpecPath.ROOT.key("mullion:ecs"))).isTrue();
        assertThat(path.startsWith(path)).isTrue();
        assertThat(SpecPath.ROOT.startsWith(path)).isFalse();
        assertThat(path.startsWith(SpecPath.ROOT.key("mullion:network"))).isFalse();
        assertThat(path)
                .isNotEqualTo(SpecPath.ROOT)
                .isNotEqualTo("x")
                .hasSameHashCodeAs(
                        SpecPath.ROOT.key("mullion:ecs").key("a.b").index(2).key("x"));
    }

    @Test
    void showsValuesOnOneLineInAscii() {
        assertThat(Shown.text("a\"\\\n\r\t\u00FC\u007F ~\uD83D\uDE00"))
                .isEqualTo("\"a\\\"\\\\\\n\\r\\t\\u00FC\\u007F ~\\uD83D\\uDE00\"");
        assertThat(Shown.text("a".repeat(60))).isEqualTo("\"" + "a".repeat(60) + "\"");
        assertThat(Shown.text("a".repeat(61))).isEqualTo("\"" + "a".repeat(60) + "\"... (61 characters)");
        assertThat(Shown.value(7)).isEqualTo("7");
        assertThat(Shown.value(true)).isEqualTo("true");
        assertThat(Shown.value("7")).isEqualTo("\"7\"");
        assertThat(Shown.either(List.of("a"))).isEqualTo("a");
        assertThat(Shown.either(List.of("a", "b", "c"))).isEqualTo("a, b or c");
    }

    @Test
    void tellsWhetherSomethingWasRefusedHereOrBelow() {
        Problems problems = new Problems();
        Problems web = problems.at("ecs").at("web");

        assertThat(web.refused()).isFalse();

        web.at("types").at(1).add("is none");

        assertThat(problems.refused()).isTrue();
        assertThat(web.refused()).isTrue();
        assertThat(web.at("types").at(1).refused()).isTrue();
        assertThat(web.at("types").at(0).refused()).isFalse();
        assertThat(problems.at("ecs").at("api").refused()).isFalse();

        problems.at("ecs").include(List.of(new Problem(SpecPath.ROOT.key("api").key("cpu"), "is none")));

        assertThat(problems.at("ecs").at("api").refused()).isTrue();
    }

    @Test
    @Tag("adversary")
    @Timeout(4)
    void thousandsOfPlacesAskAmongThousandsOfProblems() {
        Problems problems = new Problems();
        IntStream.range(0, 20_000).forEach(i -> problems.at("ecs").at(i).add("is none"));

        assertThat(IntStream.range(0, 20_000)
                        .filter(i -> problems.at("eks").at(i).refused()))
                .isEmpty();
    }
}
