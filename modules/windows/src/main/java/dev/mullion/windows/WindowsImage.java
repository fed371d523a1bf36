package dev.mullion.windows;

import dev.mullion.core.spec.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an image's name says of the Windows release it was built on. Windows containers share the host's kernel, so that
 * the two must be of one release.
 *
 * @see <a href="https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility">Version compatibility</a>
 */
public final class WindowsImage {
    private static final Pattern TAG = Pattern.compile(":([^:/@]+)(?:@.*)?$");
    private static final Pattern LTSC = Pattern.compile("ltsc20\\d\\d");
    /** How tags of Nano Server and of older images name a release. */
    private static final Pattern VERSION =
            Pattern.compile("(?:^|(?:nanoserver|windowsservercore|servercore)-)(\\d{4})");

    private static final Pattern SEMI_ANNUAL =
            Pattern.compile("(?:^|-)(\\d\\dH\\d)(?:-|$)|(?:nanoserver|windowsservercore|servercore)-(\\d{4})(?:-|$)");

    private static final Pattern BUILD = Pattern.compile("10\\.0\\.(\\d{5})");

    private WindowsImage() {}

    /** The release in the tag, as {@code ltsc2022}; none when the tag does not say. */
    static Optional<String> release(String image) {
        Matcher tag = TAG.matcher(image);
        if (!tag.find()) {
            return Optional.empty();
        }
        Matcher ltsc = LTSC.matcher(tag.group(1));
        if (ltsc.find()) {
            return Optional.of(ltsc.group());
        }
        Matcher build = BUILD.matcher(tag.group(1));
        if (build.find()) {
            int number = Integer.parseInt(build.group(1));
            return first(release -> release.build() == number);
        }
        List<String> versions = VERSION.matcher(tag.group(1))
                .results()
                .map(found -> found.group(1))
                .toList();
        return first(
                release -> release.otherImageTag().filter(versions::contains).isPresent());
    }

    private static Optional<String> first(Predicate<WindowsRelease> is) {
        return Arrays.stream(WindowsRelease.values())
                .filter(is)
                .map(WindowsRelease::imageTag)
                .findFirst();
    }

    /** Whether it is built on Nano Server, which has no PowerShell. */
    public static boolean isNanoServer(String image) {
        return image.contains("nanoserver");
    }

    /** Refuses an image that the host can not start. */
    public static void check(String image, WindowsRelease host, Problems problems) {
        if (isSemiAnnual(image)) {
            problems.refuse(
                    image,
                    "use an image of " + host.imageTag()
                            + ": Windows containers share the host's kernel, and no host is"
                            + " of a semi-annual release any more");
            return;
        }
        Optional<String> release = release(image);
        if (release.isEmpty() || release.get().equals(host.imageTag()) || release.equals(host.olderImageTag())) {
            return;
        }
        problems.refuse(
                image,
                "use an image of " + host.imageTag() + ": Windows containers share the host's kernel, and " + host
                        + " starts no image of " + release.get());
    }

    /** The release of an image that is older than its host, which starts it all the same, as {@code ltsc2022}. */
    public static Optional<String> olderRelease(String image, WindowsRelease host) {
        return isSemiAnnual(image)
                ? Optional.empty()
                : release(image).filter(release -> host.olderImageTag().equals(Optional.of(release)));
    }

    private static boolean isSemiAnnual(String image) {
        Matcher tag = TAG.matcher(image);
        return tag.find()
                && SEMI_ANNUAL
                        .matcher(tag.group(1))
                        .results()
                        .flatMap(found -> Stream.of(found.group(1), found.group(2)))
                        .filter(Objects::nonNull)
                        .anyMatch(WindowsRelease::isSemiAnnual);
    }
}
