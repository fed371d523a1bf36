package dev.mullion.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What others read: SnakeYAML by the rules of YAML 1.1, SnakeYAML Engine by those of 1.2. */
final class Readers {
    private Readers() {}

    /** What both read. */
    static Object read(String yaml) {
        Object first = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Object second = new Load(LoadSettings.builder()
                        .setSchema(new CoreSchema())
                        .setCodePointLimit(1 << 22)
                        .build())
                .loadFromString(yaml);
        assertThat(second).as(yaml).isEqualTo(first);
        return first;
    }
}
