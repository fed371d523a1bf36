package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void aValidStackIsSaidToBe() {
        assertThat(Mullion.in(directory).run("validate")).isEqualTo(new Mullion.Result(0, "dev: valid\n", ""));
    }

    @Test
    void anotherStackIsNamed() {
        Mullion mullion = Mullion.in(directory).stack("prod", Mullion.VALID);

        assertThat(mullion.run("validate", "-s", "prod")).isEqualTo(new Mullion.Result(0, "prod: valid\n", ""));
    }

    @Test
    void aWarningDoesNotMakeAStackInvalid() {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.WARNED);

        assertThat(mullion.run("validate")).isEqualTo(new Mullion.Result(0, "dev: valid\n", Mullion.WARNING));
    }

    @Test
    void aRefusedStackIsNotSaidToBeValid() {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.REFUSED);

        assertThat(mullion.run("validate")).isEqualTo(new Mullion.Result(1, "", Mullion.PROBLEM));
    }

    @Test
    void allReportsGoodStacksBesideBadOnes() {
        Mullion mullion = Mullion.in(directory)
                .stack("bad", Mullion.REFUSED)
                .stack("broken", "\t")
                .stack("prod", Mullion.VALID);

        assertThat(mullion.run("validate", "--all"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "dev: valid\nprod: valid\n",
                        Mullion.PROBLEM.replace("dev", "bad") + "Pulumi.broken.yaml:1:1: got a tab; YAML indents with"
                                + " spaces\n"));
    }

    @Test
    void allOfAProjectWithoutStacksIsRefused() throws IOException {
        Mullion mullion = Mullion.in(directory);
        Files.delete(directory.resolve("Pulumi.dev.yaml"));

        assertThat(mullion.run("validate", "--all"))
                .isEqualTo(new Mullion.Result(1, "", "no stack has a file; write Pulumi.dev.yaml\n"));
    }
}
