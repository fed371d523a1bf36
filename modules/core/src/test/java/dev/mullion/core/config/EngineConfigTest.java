package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineConfigTest {
    @Test
    void readsWhatPulumisEngineTellsAProgram() {
        EngineConfig config = EngineConfig.of(Map.of(
                "PULUMI_PROJECT",
                "shop",
                "PULUMI_STACK",
                "dev",
                "PULUMI_CONFIG",
                "{\"aws:config:region\": \"eu-west-1\", \"shop:size\": \"3\", \"shop:a:config:b\": \"c\"}",
                "PULUMI_CONFIG_SECRET_KEYS",
                "[\"shop:config:token\", \"aws:token\"]"));

        assertThat(config.project()).isEqualTo("shop");
        assertThat(config.stack()).isEqualTo("dev");
        assertThat(config.values())
                .containsExactly(
                        Map.entry("aws:region", "eu-west-1"),
                        Map.entry("shop:a:config:b", "c"),
                        Map.entry("shop:size", "3"));
        assertThat(config.secretKeys()).containsExactly("aws:token", "shop:token");
    }

    @Test
    void takesNoConfigurationForNone() {
        EngineConfig config = EngineConfig.of(Map.of("PULUMI_PROJECT", "shop", "PULUMI_STACK", "dev"));

        assertThat(config.values()).isEmpty();
        assertThat(config.secretKeys()).isEmpty();
    }

    @Test
    void saysWhatPulumiSetsForItsPrograms() {
        assertThatThrownBy(() -> EngineConfig.of(Map.of("PULUMI_STACK", "dev")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("PULUMI_PROJECT is not set; Pulumi sets it for the programs it runs");
        assertThatThrownBy(() -> EngineConfig.of(Map.of("PULUMI_PROJECT", "shop")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("PULUMI_STACK is not set; Pulumi sets it for the programs it runs");
    }
}
