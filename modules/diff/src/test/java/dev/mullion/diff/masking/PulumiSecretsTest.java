package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.Signature;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PulumiSecretsTest {
    private static final PropertyValue WORDS = new PropertyValue.Text("words");

    @ParameterizedTest
    @ValueSource(strings = {"plaintext", "value", "ciphertext"})
    void findsWhatPulumiWrapped(String key) {
        PropertyValue.Fields wrapped = signed(Signature.SECRET, key);

        assertThat(PulumiSecrets.secret(wrapped)).contains(WORDS);
        assertThat(PulumiSecrets.isSecret(wrapped)).isTrue();
    }

    @Test
    void knowsASecretThatHoldsNothing() {
        assertThat(PulumiSecrets.secret(signed(Signature.SECRET, "other"))).contains(new PropertyValue.Nothing());
    }

    @Test
    void takesOtherObjectsForNone() {
        PropertyValue.Fields asset = signed(Signature.ASSET, "value");
        PropertyValue.Fields plain = new PropertyValue.Fields(new TreeMap<>(Map.of("value", WORDS)));

        assertThat(PulumiSecrets.secret(asset)).isEmpty();
        assertThat(PulumiSecrets.secret(plain)).isEmpty();
        assertThat(PulumiSecrets.isSecret(asset)).isFalse();
        assertThat(PulumiSecrets.isSecret(plain)).isFalse();
        assertThat(PulumiSecrets.isSecret(WORDS)).isFalse();
    }

    @Test
    void knowsTheWaysOfMullion() {
        // Of a file this has been read as a secret, where it is one.
        assertThat(PulumiSecrets.isSecret(PropertyValue.SECRET)).isFalse();
        assertThat(PulumiSecrets.isSecret(new PropertyValue.Secret("0a1b"))).isTrue();
    }

    private static PropertyValue.Fields signed(String signature, String key) {
        return new PropertyValue.Fields(
                new TreeMap<>(Map.of(Signature.KEY, new PropertyValue.Text(signature), key, WORDS)));
    }
}
