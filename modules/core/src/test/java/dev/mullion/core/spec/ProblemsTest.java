package dev.mullion.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
