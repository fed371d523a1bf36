package dev.mullion.core.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Texts that Pulumi takes for something else than themselves, wherever they stand among properties
 * (sdk/go/common/resource/sig/sig.go and sdk/go/common/resource/plugin/rpc.go at 3.260.0).
 */
public final class PulumiSigns {
    /** The key of an object that is no plain one: a secret, a file, a reference to a resource. */
    public static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    /** A value that only a deployment can know, of which nobody says the type. */
    public static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /** For a string, a number, a boolean, a list, an object, an asset and an archive. */
    public static final Set<String> ALL_UNKNOWN = Set.of(
            UNKNOWN,
            "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
            "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
            "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
            "030794c1-ac77-496b-92df-f27374a8bd58",
            "e48ece36-62e2-4504-bad9-02848725956a");

    private static final List<String> ALL =
            Stream.concat(ALL_UNKNOWN.stream().sorted(), Stream.of(SIGNATURE)).toList();

    private PulumiSigns() {}

    /** The first of them in a text, of which a part may become a value of its own. */
    public static Optional<String> in(String text) {
        return text.length() < SIGNATURE.length()
                ? Optional.empty()
                : ALL.stream().filter(text::contains).findFirst();
    }
}
