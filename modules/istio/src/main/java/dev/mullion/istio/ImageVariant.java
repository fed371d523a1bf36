package dev.mullion.istio;

import java.util.Locale;

/**
 * What an image is made on: {@code <hub>/<name>:<tag>-distroless}.
 *
 * @see <a href="https://istio.io/latest/docs/ops/configuration/security/harden-docker-images/">Variants</a>
 */
public enum ImageVariant {
    /** Nothing but the program; the suffix {@code -distroless}. */
    DISTROLESS,
    /** With tools to look around; the suffix {@code -debug}. Windows images have none. */
    DEBUG,
    /** No suffix: what {@code DOCKER_BUILD_VARIANTS} makes when nobody sets it. */
    DEFAULT;

    /** The tag with it. */
    String of(String tag) {
        return this == DEFAULT ? tag : tag + "-" + this;
    }

    /** As charts take it: nothing for the default. */
    String value() {
        return this == DEFAULT ? "" : toString();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
