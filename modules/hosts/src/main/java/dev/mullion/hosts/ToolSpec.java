package dev.mullion.hosts;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Locale;
import java.util.Optional;

/**
 * Which release of a program is installed. Its archive is hash-checked before anything of it is unpacked.
 *
 * <pre>{@code
 * containerd:
 *   version: 2.3.7
 *   sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
 * }</pre>
 *
 * @param version such as 2.3.7; the newest that is above the security floor and whose hash two sources agree on when not
 *     given, else the floor itself
 * @param sha256 the archive's SHA-256, 64 hexadecimal digits; that of Mullion's table when not given. A version that the table
 *     does not know is not deployed without
 * @param sha512 its SHA-512 instead, 128 hexadecimal digits, which is all that windows-container-networking publishes
 * @param url where the archive lies, https; the project's release when not given
 */
@GenerateBuilder
public record ToolSpec(
        @Explain(api = "release of the tool", example = "2.3.7")
        Optional<ToolVersion> version,

        @Explain(
                api = "SHA-256 of the archive",
                example = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
        @Matches(ToolSpec.SHA256)
        Optional<String> sha256,

        @Explain(
                api = "SHA-512 of the archive",
                example =
                        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
        @Matches(ToolSpec.SHA512)
        Optional<String> sha512,

        @Explain(api = "address of the archive", example = "https://mirror.example.com/tool.tar.gz")
        @Matches(ToolSpec.URL)
        Optional<String> url)
        implements Spec {
    static final String SHA256 = "[0-9A-Fa-f]{64}";
    static final String SHA512 = "[0-9A-Fa-f]{128}";
    static final String URL = "https://[A-Za-z0-9.-]+(:\\d{1,5})?/[A-Za-z0-9._~%/+=?&@:-]+";

    /** A program that nobody said anything of. */
    public static final ToolSpec STANDARD = builder().unchecked();

    public static ToolSpecBuilder builder() {
        return new ToolSpecBuilder();
    }

    /** What belongs to any program; {@link #check(WindowsTool, Problems)} knows which one it is. */
    @Override
    public void check(Problems problems) {
        sha256.filter(text -> !ToolSpecBuilder.matchesSha256(text)).ifPresent(text -> problems.at("sha256")
                .refuse(text, "use the 64 hexadecimal digits of a SHA-256 (got " + text.length() + " characters)"));
        sha512.filter(text -> !ToolSpecBuilder.matchesSha512(text)).ifPresent(text -> problems.at("sha512")
                .refuse(text, "use the 128 hexadecimal digits of a SHA-512 (got " + text.length() + " characters)"));
        if (sha256.isPresent() && sha512.isPresent()) {
            problems.given("sha256").at("sha512").refuse(sha512.get(), "leave it out: sha256 says which archive it is");
        }
        url.filter(text -> !ToolSpecBuilder.matchesUrl(text)).ifPresent(text -> problems.at("url")
                .refuse(text, "use an https address, such as https://artifacts.example.com/containerd.tar.gz"));
    }

    /** Refuses a version that may not run, and warns of one whose hash is not sure. */
    public void check(WindowsTool tool, Problems problems) {
        check(problems);
        version.flatMap(tool::atLeast).ifPresent(floor -> problems.at("version")
                .refuse(version.get(), "use " + floor + " or later: " + tool.floorReason()));
        if (version.flatMap(tool::atLeast).isEmpty() && hash().isEmpty()) {
            warnOfHash(tool, problems.given("sha256", "sha512", "version"));
        }
        if (url.isPresent() && hash().isEmpty() && version.isEmpty()) {
            problems.given("url")
                    .at("version")
                    .add("has no value; say which version lies at url, so that its hash is the right one");
        }
    }

    private void warnOfHash(WindowsTool tool, Problems problems) {
        ToolVersion chosen = chosen(tool);
        Optional<KnownRelease> known = KnownRelease.find(tool, chosen);
        if (known.isEmpty()) {
            problems.warn(
                    "HST001",
                    "the hash of " + tool.display() + " " + chosen + " is in no source that Mullion knows; nothing is"
                            + " deployed before sha256 is given: " + tool.checksumCommand(chosen));
        } else if (known.get().sources() < 2) {
            problems.warn(
                    "HST002",
                    "the hash of " + tool.display() + " " + chosen + " was found in one place only; compare it: "
                            + tool.checksumCommand(chosen));
        }
    }

    private ToolVersion chosen(WindowsTool tool) {
        return version.orElseGet(() -> KnownRelease.standard(tool));
    }

    private Optional<ToolHash> hash() {
        return sha256.map(text -> new ToolHash("SHA256", text.toLowerCase(Locale.ROOT)))
                .or(() -> sha512.map(text -> new ToolHash("SHA512", text.toLowerCase(Locale.ROOT))));
    }

    /** The archive with all defaults. */
    public ToolArchive archive(WindowsTool tool) {
        ToolVersion chosen = chosen(tool);
        return new ToolArchive(
                tool, chosen, url.orElseGet(() -> tool.url(chosen)), hash().or(() -> KnownRelease.find(tool, chosen)
                        .map(KnownRelease::hash)));
    }
}
