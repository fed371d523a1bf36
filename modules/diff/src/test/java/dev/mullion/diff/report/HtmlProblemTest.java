package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlProblemTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Pulumi.dev.yaml:3:5: mullion:ecs.a.b[0]: got 1 | Pulumi.dev.yaml:3:5 | mullion:ecs.a.b[0] | got 1",
                "Pulumi.dev.yaml:3:5: not YAML: oh | Pulumi.dev.yaml:3:5 | '' | not YAML: oh",
                "error: resource 'bad': got 8 | '' | bad | got 8",
                "in main: | '' | '' | in main:",
                "aws:ec2:Vpc: no place | '' | '' | aws:ec2:Vpc: no place"
            })
    void saysWhereItIsAndOfWhat(String line, String place, String resource, String text) {
        assertThat(HtmlProblem.of(line)).isEqualTo(new HtmlProblem(place, new HtmlLink(resource, ""), text));
    }
}
