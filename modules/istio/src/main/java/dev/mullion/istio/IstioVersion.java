package dev.mullion.istio;

import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsRelease;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Istio, such as {@code 1.31.4}: of its charts and of its Linux images.
 *
 * @param minor the number behind {@code 1.}
 * @param patch the last number
 * @see <a href="https://istio.io/latest/docs/releases/supported-releases/">Supported releases</a>
 */
@Matches(IstioVersion.TEXT)
public record IstioVersion(int minor, int patch) {
    static final String TEXT = "1\\.([1-9]\\d?)\\.(0|[1-9]\\d?)";
    private static final Pattern TEXT_PARTS = Pattern.compile(TEXT);

    /**
     * The newest patch of each minor, by the tags of https://github.com/istio/api, and the end of its support:
     * https://endoflife.date/istio; no end where none is announced.
     */
    private static final Map<Integer, Support> SUPPORT = new TreeMap<>(Map.of(
            28, new Support(10, Optional.of(LocalDate.of(2026, 7, 1))),
            29, new Support(7, Optional.of(LocalDate.of(2026, 10, 5))),
            30, new Support(8, Optional.of(LocalDate.of(2026, 11, 30))),
            31, new Support(4, Optional.empty()),
            32, new Support(0, Optional.empty())));

    private static final int OLDEST_KNOWN = 28;

    /** The Windows branch is of this minor, and its ztunnel and its CNI agent may be one older than istiod. */
    private static final int WINDOWS_BRANCH = 30;

    private record Support(int newestPatch, Optional<LocalDate> end) {}

    /**
     * Reads {@code 1.31.4}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static IstioVersion parse(String text) {
        Matcher matcher = TEXT_PARTS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    text.startsWith("v")
                            ? "leave out the v: Istio's releases are called 1.31.4"
                            : "use a release of Istio with its patch, such as 1.31.4");
        }
        return new IstioVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Warns of what has no support any more, and of what nobody saw yet. */
    void check(boolean windows, Problems problems) {
        Optional<Support> support = Optional.ofNullable(SUPPORT.get(minor));
        Optional<LocalDate> end = support.flatMap(Support::end).filter(day -> !day.isAfter(WindowsRelease.TABLE_DATE));
        if (minor < OLDEST_KNOWN || end.isPresent()) {
            problems.warn(
                    "MSH002",
                    "Istio 1." + minor + " left support"
                            + end.map(day -> " on " + day).orElse(" long ago") + "; its holes stay open");
        } else if (support.isEmpty() || support.get().newestPatch < patch) {
            problems.warn(
                    "MSH003",
                    "Istio " + this + " is newer than Mullion's table of " + WindowsRelease.TABLE_DATE
                            + "; whether its charts exist and take these values shows at deployment");
        }
        if (windows && minor != WINDOWS_BRANCH && minor != WINDOWS_BRANCH + 1) {
            problems.warn(
                    "MSH004",
                    "the Windows branch of Istio is of 1." + WINDOWS_BRANCH + ", whose agents go with istiod of 1."
                            + WINDOWS_BRANCH + " and 1." + (WINDOWS_BRANCH + 1) + "; with " + this
                            + " nobody tried them");
        }
    }

    @Override
    public String toString() {
        return "1." + minor + "." + patch;
    }
}
