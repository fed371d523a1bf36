package dev.mullion.core.config;

import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.text.Sha256;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the files of a stack tell Pulumi beside the configuration, and what no preview of ours follows: the runtime and the
 * program, plug-ins, the backend, environments, how secrets are encrypted; and of each secret which ciphertext it is.
 */
public final class StackSettings {
    /** A key of every stack's settings, by which one knows that something tells of them. */
    public static final String PROJECT = "Pulumi.yaml: name";

    private static final Pattern KEY = Pattern.compile("Pulumi\\.(?:[A-Za-z0-9._-]+\\.)?yaml: ");

    /** Of Pulumi.yaml, what a preview follows (a stack has the defaults of {@code config}), and what is only said. */
    private static final Set<String> FOLLOWED =
            Set.of("stackConfigDir", "config", "description", "author", "website", "license", "template");

    /** Of a stack's file, what is encrypted. */
    private static final Set<String> ENCRYPTED = Set.of("encryptedkey", "encryptionsalt");

    private final SortedMap<String, String> settings = new TreeMap<>();

    private StackSettings() {}

    /** Whether a key is of settings, rather than of the configuration. */
    public static boolean isOne(String key) {
        return KEY.matcher(key).lookingAt();
    }

    /**
     * Reads them from the files that {@link StackConfig#load} reads.
     *
     * @return the file and the key ({@code Pulumi.yaml: main}) to the value, as JSON or a text; a stack's own file is
     *     Pulumi.STACK.yaml, whatever its name
     * @throws SpecException when a file can not be read
     */
    public static SortedMap<String, String> read(Path directory, String stack, Optional<Path> file) {
        ProjectFile project = ProjectFile.read(directory);
        YamlFile own = StackConfig.stackFile(project, directory, stack, file, file.map(Path::toString));
        StackSettings all = new StackSettings();
        all.add("Pulumi.yaml", project.file().root(), FOLLOWED);
        all.add("Pulumi." + StackConfig.shortName(stack) + ".yaml", own.root(), Set.of("config"));
        return all.settings;
    }

    private void add(String file, Mapping root, Set<String> followed) {
        root.entries().forEach((key, entry) -> {
            if (ENCRYPTED.contains(key)) {
                settings.put(file + ": " + key, ciphertext(NodeJson.plain(entry.value())));
            } else if (!followed.contains(key)) {
                settings.put(file + ": " + key, NodeJson.engine(entry.value()));
            }
        });
        addSecrets(file, root, SpecPath.ROOT);
    }

    private void addSecrets(String file, Node node, SpecPath path) {
        if (node instanceof Mapping mapping && mapping.isSecret()) {
            settings.put(file + ": " + path, ciphertext(NodeJson.plain(mapping)));
        } else if (node instanceof Mapping mapping) {
            mapping.entries().forEach((key, entry) -> addSecrets(file, entry.value(), path.key(key)));
        } else if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                addSecrets(file, sequence.items().get(i), path.index(i));
            }
        }
    }

    /** Which one it is, and nothing of it. */
    private static String ciphertext(String text) {
        return "ciphertext " + Sha256.hex(text).substring(0, 12);
    }
}
