package dev.mullion.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.template.Templates;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestCheckTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec:
              containers: [{name: a, image: b}]
              %s
            """;

    @Test
    void acceptsEachKindThatHasARecord() {
        Problems problems = new Problems();

        Samples.all().forEach(each -> ManifestCheck.bundled().check(each.object(), problems));

        assertThat(problems.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodeSelectr: {a: b}|6:3: spec.nodeSelectr: is no field here; did you mean nodeSelector?",
                "flavour: x|6:3: spec.flavour: is no field here",
                "nodeSelector: {a: 1}|6:18: spec.nodeSelector.a: got 1; use text, in quotes where it looks like something else",
                "nodeSelector: x|6:3: spec.nodeSelector: got \"x\"; use a map",
                "tolerations: {}|6:3: spec.tolerations: got a map; use a list",
                "hostNetwork: \"yes\"|6:3: spec.hostNetwork: got \"yes\"; use true or false",
                "priority: 0.5|6:3: spec.priority: got 0.5; use a whole number",
                "os: {}|6:3: spec.os: has no name; it is required here",
                "dnsPolicy: []|6:3: spec.dnsPolicy: got a list; use text, in quotes where it looks like something else",
                "dnsPolicy: Never|6:3: spec.dnsPolicy: got \"Never\"; use one of ClusterFirst, ClusterFirstWithHostNet,"
                        + " Default, None",
                "tolerations: [{effect: NoShedule}]|6:18: spec.tolerations[0].effect: got \"NoShedule\"; use one of NoExecute,"
                        + " NoSchedule, PreferNoSchedule",
                "securityContext: {windowsOptions: {hostProces: true}}|6:38: spec.securityContext.windowsOptions.hostProces:"
                        + " is no field here; did you mean hostProcess?",
            })
    void refusesWhatAStrictServerRefuses(String line, String message) {
        assertThatThrownBy(() -> ManifestCheck.bundled().read("m.yaml", POD.formatted(line)))
                .isInstanceOf(SpecException.class)
                .hasMessage("m.yaml:" + message);
    }

    @Test
    void takesQuantitiesAndPortsAsTextOrAsNumbers() {
        assertThat(
                        ManifestCheck.bundled()
                                .read(
                                        "m.yaml",
                                        POD.formatted("overhead: {cpu: 1, memory: 64Mi}")
                                                + "---\napiVersion: v1\nkind: Service\nmetadata: {name: a}\n"
                                                + "spec: {ports: [{port: 80, targetPort: http}, {port: 81, targetPort: 8081}]}\n"))
                .hasSize(2);
    }

    @Test
    void refusesAnUnknownKindAndWrongNames() {
        assertThatThrownBy(() -> ManifestCheck.bundled()
                        .read("m.yaml", "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\n"))
                .hasMessage("m.yaml:2:1: kind: got \"Widget\"; use a kind of example.com/v1 whose schema is known");
        assertThatThrownBy(() -> ManifestCheck.bundled()
                        .read("m.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a.b}\n"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("m.yaml:3:12: metadata.name: got \"a.b\"; ");
        assertThat(ManifestCheck.bundled().knows(Samples.WINDOWS_2022.object())).isTrue();
    }

    @Test
    void namesTheLineOfTheTemplate() {
        Templates templates = new Templates(name -> """
                [#-- Why. --]
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: [=name]}
                data:
                [#list entries as entry]
                - [=entry]
                [/#list]
                """);

        assertThatThrownBy(() -> ManifestCheck.bundled()
                        .render(templates, "a.yaml.ftl", Map.of("name", "A B", "entries", List.of(1, 2))))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("a.yaml.ftl:4:12: metadata.name: got \"A B\"; ")
                .hasMessageEndingWith("a.yaml.ftl:5:1: data: got a list; use a map");
    }
}
