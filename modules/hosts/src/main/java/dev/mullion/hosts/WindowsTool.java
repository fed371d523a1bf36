package dev.mullion.hosts;

import java.util.List;
import java.util.Optional;

/** The programs that a container host installs from their own releases: where each lies, and from which version on it may run. */
public enum WindowsTool {
    /**
     * CVE-2026-53495 (2.3.5), CVE-2026-53493 (2.3.6, 2.4.1), CVE-2026-95839 and others (2.3.7, 2.4.2); 2.3 has long-term
     * support until 2028-04-30: https://github.com/containerd/containerd/blob/v2.4.2/RELEASES.md
     */
    CONTAINERD(
            "containerd",
            "containerd",
            "containerd/containerd",
            "containerd-%s-windows-amd64.tar.gz",
            List.of(new ToolVersion(2, 3, 7), new ToolVersion(2, 4, 2)),
            "versions below have known vulnerabilities (CVE-2026-53495, CVE-2026-53493, CVE-2026-95839)"),

    /** Older ones read no conflist: "0 plugins", then a panic (tried with libcni 1.3.0 and nerdctl's own code). */
    NERDCTL(
            "nerdctl",
            "nerdctl",
            "containerd/nerdctl",
            "nerdctl-%s-windows-amd64.tar.gz",
            List.of(new ToolVersion(2, 1, 0)),
            "versions below do not read the network configuration that all tools share"),

    /**
     * cniVersion 1.0.0 came with 0.3.1.
     * https://github.com/microsoft/windows-container-networking/blob/v0.3.1/cni/cni.go
     */
    CNI_PLUGINS(
            "cniPlugins",
            "windows-container-networking",
            "microsoft/windows-container-networking",
            "windows-container-networking-cni-amd64-v%s.zip",
            List.of(new ToolVersion(0, 3, 1)),
            "versions below accept no cniVersion 1.0.0"),

    /** 0.32.0 closes the escape of cache mounts by junctions. https://github.com/moby/buildkit/releases/tag/v0.32.0 */
    BUILDKIT(
            "buildkit",
            "buildkit",
            "moby/buildkit",
            "buildkit-v%s.windows-amd64.tar.gz",
            List.of(new ToolVersion(0, 32, 0)),
            "versions below let a build's cache mount escape by a junction");

    private final String key;
    private final String display;
    private final String repository;
    private final String file;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final List<ToolVersion> floors;

    private final String floorReason;

    WindowsTool(
            String key, String display, String repository, String file, List<ToolVersion> floors, String floorReason) {
        this.key = key;
        this.display = display;
        this.repository = repository;
        this.file = file;
        this.floors = List.copyOf(floors);
        this.floorReason = floorReason;
    }

    /** The key of hosts that it is described under. */
    public String key() {
        return key;
    }

    /** As its project calls it, and the table of hashes. */
    public String display() {
        return display;
    }

    /** Its project on GitHub: {@code moby/buildkit}. */
    String repository() {
        return repository;
    }

    /** The name of the archive of a version. */
    public String file(ToolVersion version) {
        return String.format(file, version);
    }

    /** Where its project publishes the archive of a version. */
    public String url(ToolVersion version) {
        return release(version) + "/" + file(version);
    }

    private String release(ToolVersion version) {
        return "https://github.com/" + repository + "/releases/download/v" + version;
    }

    /** The oldest version that may run. */
    public ToolVersion floor() {
        return floors.get(0);
    }

    /** Why it is the oldest. */
    String floorReason() {
        return floorReason;
    }

    /** What a version has to be at least to be as safe as the floor; nothing for one that is. */
    Optional<ToolVersion> atLeast(ToolVersion version) {
        return floors.stream()
                .filter(floor -> floor.equals(floor()) || floor.sameMinor(version))
                .filter(version::isBefore)
                .reduce((first, second) -> second);
    }

    /** The one line that reads the checksum that its project publishes for a version, on a machine with curl. */
    String checksumCommand(ToolVersion version) {
        return switch (this) {
            case CONTAINERD -> "curl -fsSL " + url(version) + ".sha256sum";
            case NERDCTL -> "curl -fsSL " + release(version) + "/SHA256SUMS | grep windows-amd64";
            case CNI_PLUGINS -> "curl -fsSL " + url(version) + ".sha512";
            // It publishes no sums; GitHub computes one of each file.
            case BUILDKIT ->
                "curl -fsSL https://api.github.com/repos/" + repository + "/releases/tags/v" + version
                        + " | jq -r '.assets[] | select(.name == \"" + file(version) + "\").digest'";
        };
    }
}
