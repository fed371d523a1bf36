package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mullion.core.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Pulumi project in a directory of its own; its messages name files without the directory. */
record Project(Path directory) {
    static Project in(Path directory) {
        return new Project(directory).with("Pulumi.yaml", "name: shop\nruntime: java\n");
    }

    Project with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    Project with(String file, byte[] bytes) {
        try {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.write(directory.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The stack's file; text below {@code config:} without its own indentation. */
    Project dev(String config) {
        return with("Pulumi.dev.yaml", "config:\n" + config.indent(2));
    }

    StackConfig load() {
        return StackConfig.load(directory, "dev", Optional.empty());
    }

    Bound bind() {
        return Bound.of(load());
    }

    /** Every line of what is refused. */
    List<String> refused() {
        SpecException refused = catchThrowableOfType(SpecException.class, this::bind);
        return refused.problems().stream()
                .map(problem -> shown(problem.toString()))
                .toList();
    }

    String shown(String line) {
        return line.replace(directory + "/", "");
    }
}
