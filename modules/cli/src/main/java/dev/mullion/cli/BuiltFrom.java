package dev.mullion.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** What this program was built from, as the manifest of its own jar says. */
final class BuiltFrom {
    /** What classes that are in no jar were compiled for. */
    static final String NOT_PACKAGED = "0.1.0-SNAPSHOT";

    private BuiltFrom() {}

    /** {@code mullion 0.1.0 (commit 0123456789ab)}; without the commit where the sources were in no repository. */
    static String line() {
        String commit = commit();
        return "mullion " + version() + (commit.isEmpty() ? "" : " (commit " + commit + ")");
    }

    /** {@code 0.1.0}, or that it is in no jar. */
    static String version() {
        return packaged().orElse("(not packaged)");
    }

    /** The version of Mullion's artifacts that this program is one of. */
    static String artifacts() {
        return packaged().orElse(NOT_PACKAGED);
    }

    private static Optional<String> packaged() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion());
    }

    private static String commit() {
        @Nullable URL own = Main.class.getResource("Main.class");
        if (own == null || !own.getProtocol().equals("jar")) {
            return "";
        }
        String jar = own.toString().substring(0, own.toString().indexOf("!/") + 2);
        try (InputStream manifest = new URL(jar + "META-INF/MANIFEST.MF").openStream()) {
            @Nullable
            String commit =
                    new Manifest(manifest).getMainAttributes().getValue(new Attributes.Name("Implementation-Commit"));
            return commit == null || commit.contains("$") ? "" : commit;
        } catch (IOException e) {
            return "";
        }
    }
}
