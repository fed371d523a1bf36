package dev.mullion.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected text that people read, in {@code src/test/resources/golden/<component>/<name>/} of the module under test.
 * With {@code -Dgolden.update=true} a comparison writes the text it was given and then fails, so that nobody leaves the
 * switch on.
 *
 * @param component what makes the text, such as {@code UserData}
 * @param name the case, such as {@code ecs}
 */
public record Golden(String component, String name) {
    /** Compares one file of this case with what was made, character by character. */
    public void matches(String file, String actual) {
        // Maven and IDEs run a module's tests in the module's own folder.
        matches(Path.of("src/test/resources/golden", component, name, file), actual);
    }

    /** Compares a file that is made and kept elsewhere, such as a page of the documentation. */
    public static void matches(Path golden, String actual) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, actual);
                fail("wrote %s; read what changed, then run without -Dgolden.update=true", golden);
            }
            assertThat(golden).as("golden; -Dgolden.update=true writes it").exists();
            assertThat(actual)
                    .as("%s; -Dgolden.update=true rewrites it", golden)
                    .isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
