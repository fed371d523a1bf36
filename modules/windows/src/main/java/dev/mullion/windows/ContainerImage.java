package dev.mullion.windows;

import dev.mullion.core.spec.Problems;
import java.util.regex.Pattern;

/** Names of images as containerd takes them. */
public final class ContainerImage {
    /** https://github.com/distribution/reference/blob/v0.6.0/reference.go, without what nobody writes; 255 characters before the tag. */
    public static final String NAME =
            "(?=.{1,456}$)[a-z0-9][a-z0-9._-]*(:\\d{1,5})?(/[a-z0-9][a-z0-9._-]*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?";

    private static final Pattern PATTERN = Pattern.compile(NAME);

    private ContainerImage() {}

    /** Refuses what is none. */
    public static void check(String image, Problems problems) {
        if (!PATTERN.matcher(image).matches()) {
            problems.refuse(image, "use an image's name, such as mcr.microsoft.com/windows/servercore:ltsc2022");
        }
    }
}
