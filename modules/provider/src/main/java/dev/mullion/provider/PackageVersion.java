package dev.mullion.provider;

import java.util.Objects;

/** The version of the plug-in, which SDKs are made for. */
final class PackageVersion {
    /** That of the jar; of classes that are in none, what they were compiled for. */
    static final String VERSION =
            Objects.requireNonNullElse(PackageVersion.class.getPackage().getImplementationVersion(), "0.1.0-SNAPSHOT");

    private PackageVersion() {}
}
