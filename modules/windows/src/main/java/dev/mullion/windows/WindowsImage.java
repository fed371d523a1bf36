package dev.mullion.windows;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    private static final Pattern VERSION = Pattern.compile("(?:^|-|" + Base.NAME + "-?)(\\d{4})(?!\\d)");

    /** A year behind what can only be Windows: {@code win2022}, {@code windows-server-2019}, {@code servercore2022}. */
    private static final Pattern YEAR = Pattern.compile(Base.NAME + "-?(20\\d\\d)(?!\\d)");

    /** A year at the end, which may be that of a date: {@code 1.4-2022}, and not {@code 05-2022}. */
    private static final Pattern LAST_YEAR = Pattern.compile("(?<!(?:^|[^\\d.])\\d{1,2})-(20\\d\\d)$");

    private static final Pattern SEMI_ANNUAL =
            Pattern.compile("(?:^|-)(\\d\\d[Hh]\\d)(?:-|$)|" + Base.NAME + "-?(\\d{4})(?:-|$)");

    private static final Pattern BUILD = Pattern.compile("10\\.0\\.(\\d{5})");

    /** Apart, since constants can not use a field that stands behind them. */
    private static final class Base {
        static final String NAME =
                "(?:nanoserver|windowsservercore|servercore|win(?:dows)?(?:-?server)?(?:-?core)?|(?<![a-z])ws)";
    }

    private WindowsImage() {}

    /** The release in the tag, as {@code ltsc2022}; none when the tag does not say. */
    public static Optional<String> release(String image) {
        return certainRelease(image).or(() -> lastYear(image));
    }

    /** The release of a tag that ends in a year, and says it in no other way. */
    private static Optional<String> lastYear(String image) {
        Matcher tag = TAG.matcher(image);
        return tag.find() ? year(LAST_YEAR.matcher(tag.group(1))) : Optional.empty();
    }

    private static Optional<String> year(Matcher found) {
        return found.find()
                ? first(release -> String.valueOf(release.year()).equals(found.group(1)))
                : Optional.empty();
    }

    private static Optional<String> certainRelease(String image) {
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
        return first(release ->
                        release.otherImageTag().filter(versions::contains).isPresent())
                .or(() -> year(YEAR.matcher(tag.group(1))));
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

    /** Whether the host starts it, as far as its name tells. */
    public static boolean starts(String image, WindowsRelease host) {
        Problems problems = new Problems();
        check(image, host, problems);
        return problems.problems().isEmpty();
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
        String use = "use an image of " + host.imageTag() + ": Windows containers share the host's kernel, and " + host
                + " starts no image of " + release.get();
        if (certainRelease(image).isPresent()) {
            problems.refuse(image, use);
        } else {
            problems.addUnlessSilenced(
                    "EC2008", "got " + Shown.text(image) + "; " + use + ", as which the year at its end is read");
        }
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
                        .map(version -> version.toUpperCase(Locale.ROOT))
                        .anyMatch(WindowsRelease::isSemiAnnual);
    }
}
