package dev.mullion.plan;

import dev.mullion.core.text.PulumiSigns;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What Pulumi writes where JSON has no word for it: objects whose signature says what they are, and texts that stand for
 * values that only a deployment can know (sdk/go/common/resource/sig/sig.go and sdk/go/common/resource/plugin/rpc.go at
 * 3.260.0).
 */
public final class Signature {
    /** The field that holds the signature. */
    public static final String KEY = PulumiSigns.SIGNATURE;

    public static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    public static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
    public static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
    public static final String RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
    public static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /** A text that is not UTF-8, and a number that is not finite; both of states (pkg/resource/stack/deployment.go). */
    public static final String BYTES = "803fd3297a5875dc03ca845dda5d2a98";

    public static final String FLOAT = "8ad145fe-0d11-4827-bfd7-1abcbf086f5c";

    /** Of a provider: where its plug-in comes from, by which the engine runs another one (pkg/resource/deploy/providers/registry.go). */
    public static final String PLUGIN = "__internal";

    /** Names of the properties that a provider filled in by itself; in each object that has such. */
    private static final String DEFAULTS = "__defaults";

    /** What providers keep for themselves beside the user's own properties; Pulumi's display leaves them out too. */
    private static final Set<String> BOOKKEEPING = Set.of(DEFAULTS, PLUGIN, "__meta", "__pulumi_raw_state_delta");

    private Signature() {}

    /** Whether a text stands for a value of any type that only a deployment can know. */
    public static boolean isUnknown(String text) {
        return text.length() == PropertyValue.UNKNOWN.value().length() && PulumiSigns.ALL_UNKNOWN.contains(text);
    }

    /** Whether a provider put this among the properties of a resource for itself. */
    public static boolean isOfProvider(String key, PropertyValue value) {
        boolean plugin =
                key.equals(PLUGIN) && value instanceof PropertyValue.Fields && !value.equals(PropertyValue.Fields.NONE);
        return key.startsWith("__") && BOOKKEEPING.contains(key) && !plugin;
    }

    /** The same of an object inside of a property, whose keys a user may choose: a ConfigMap takes each of these names. */
    public static boolean isBookkeeping(String key, PropertyValue value) {
        return filled(key, value).isPresent();
    }

    /** The names of the properties that a provider filled in by itself, if this tells them. */
    public static Optional<Set<String>> filled(String key, PropertyValue value) {
        if (!key.equals(DEFAULTS) || !(value instanceof PropertyValue.Items names)) {
            return Optional.empty();
        }
        Set<String> filled = new HashSet<>();
        for (PropertyValue name : names.values()) {
            if (!(name instanceof PropertyValue.Text text)) {
                return Optional.empty();
            }
            filled.add(text.value());
        }
        return Optional.of(filled);
    }
}
