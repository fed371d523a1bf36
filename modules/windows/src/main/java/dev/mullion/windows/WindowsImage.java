package dev.mullion.windows;

import dev.mullion.core.spec.Problems;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image's name says of the Windows release it was built on. Windows containers share the host's kernel, so that
 * the two must be of one release.
 *
 * @see <a href="https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility">Version compatibility</a>
 */
public final class WindowsImage {
    private static final Pattern TAG = Pattern.compile(":([^:/@]+)(?:@.*)?$");
    private static final Pattern LTSC = Pattern.compile("ltsc(20\\d\\d)");
    /** The tags of Nano Server and of older images that are ltsc2019 by another name. */
    private static final Pattern RELEASE_1809 =
            Pattern.compile("(?:^|(?:nanoserver|windowsservercore|servercore)-)1809");

    /** Semi-annual releases, of which no host that AWS offers is one. */
    private static final Pattern SEMI_ANNUAL = Pattern.compile(
            "(?:^|-)(20H2)(?:-|$)|(?:nanoserver|windowsservercore|servercore)-(1709|1803|1903|1909|2004)(?:-|$)");

    private static final Pattern BUILD = Pattern.compile("10\\.0\\.(\\d{5})");

    private WindowsImage() {}

    /** The year of the release in the tag; none when the tag does not say. */
    static Optional<Integer> year(String image) {
        Matcher tag = TAG.matcher(image);
        if (!tag.find()) {
            return Optional.empty();
        }
        Matcher ltsc = LTSC.matcher(tag.group(1));
        if (ltsc.find()) {
            return Optional.of(Integer.valueOf(ltsc.group(1)));
        }
        Matcher build = BUILD.matcher(tag.group(1));
        if (build.find()) {
            int number = Integer.parseInt(build.group(1));
            return Arrays.stream(WindowsRelease.values())
                    .filter(release -> release.build() == number)
                    .map(WindowsRelease::year)
                    .findFirst();
        }
        return RELEASE_1809.matcher(tag.group(1)).find() ? Optional.of(2019) : Optional.empty();
    }

    /** Whether it is built on Nano Server, which has no PowerShell. */
    public static boolean isNanoServer(String image) {
        return image.contains("nanoserver");
    }

    /** Refuses an image that the host can not start. */
    public static void check(String image, WindowsRelease host, Problems problems) {
        Matcher tag = TAG.matcher(image);
        if (tag.find() && SEMI_ANNUAL.matcher(tag.group(1)).find()) {
            problems.refuse(
                    image,
                    "use an image of ltsc" + host.year()
                            + ": Windows containers share the host's kernel, and no host is"
                            + " of a semi-annual release any more");
            return;
        }
        Optional<Integer> year = year(image).filter(found -> found != host.year());
        if (year.isEmpty()) {
            return;
        }
        if (year.get() == 2022 && host.year() == 2025) {
            problems.warn(
                    "ECS013",
                    "the image is built for ltsc2022, and the instances are " + host
                            + ": containerd starts it there, and nobody here has tried ECS; prefer ltsc2025");
            return;
        }
        problems.refuse(
                image,
                "use an image of ltsc" + host.year() + ": Windows containers share the host's kernel, and " + host
                        + " starts no image of ltsc" + year.get());
    }
}
