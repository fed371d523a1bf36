package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.EngineConfig;
import dev.mullion.plan.Diagnostic;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.testkit.HostileValue;
import dev.mullion.testkit.Tries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stack files of the project with a few places changed by a stranger, at random: refused in lines that can be read, or run. */
@Tag("adversary")
class HostileStackFilesTest {
    /** The keys of an agent alone are 700 characters. */
    private static final int LONGEST_PROBLEM = 1_200;

    /** What YAML reads in its own way, and what no key expects. */
    private static final List<String> ODD = List.of(
            "",
            "~",
            "[]",
            "{}",
            "[[[[[[[[]]]]]]]]",
            "{a: {b: {c: {d: {}}}}}",
            "[a, a, a]",
            "{<<: *x}",
            "&x a",
            "*x",
            "!!binary QQ==",
            "!!java.net.URL [x]",
            "!include /etc/passwd",
            "|\n    a\n    b",
            "yes",
            "0x1F",
            "0o17",
            "1_000",
            "-1",
            "-0",
            "0",
            "2147483648",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            "1e400",
            ".nan",
            ".inf",
            "12:30:45",
            "2026-11-29",
            "{secure: v1:AAAA:BBBB}",
            "[{secure: v1:AAAA:BBBB}]",
            "../../../etc/passwd",
            "/dev/zero",
            "\\\\host\\share\\x.ps1",
            "file:///etc/passwd",
            "http://169.254.169.254/latest",
            "arn:aws:iam::123456789012:role/x",
            "ami-0123456789abcdef0",
            "10.0.0.0/0",
            "0.0.0.0/0",
            "::/0",
            "1.2.3.4.5",
            "CON",
            "a".repeat(300));

    private final Random random = new Random(20_261_129);

    @Test
    void areRefusedInLinesOrRun() throws IOException {
        List<List<String>> files = new ArrayList<>();
        try (Stream<Path> examples = Files.list(StackFiles.ROOT.resolve("examples"));
                Stream<Path> contract = Files.list(Path.of("src/test/resources/contract"))) {
            for (Path file : Stream.concat(
                            examples.map(folder -> folder.resolve("Pulumi.dev.yaml"))
                                    .filter(Files::exists),
                            contract)
                    .sorted()
                    .toList()) {
                if (StackFile.of(Files.readString(file)).problems().isEmpty()) {
                    files.add(Files.readAllLines(file));
                }
            }
        }
        int accepted = 0;
        int tries = Tries.of(600);
        for (int i = 0; i < tries; i++) {
            String text = changed(files);
            StackFile file = StackFile.of(text);
            List<String> problems;
            try {
                problems = file.problems();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
                throw new AssertionError(e + "\n" + text, e);
            }
            assertThat(problems).as(text).allMatch(line -> line.length() < LONGEST_PROBLEM);
            if (problems.isEmpty()) {
                accepted++;
                assertThat(errors(file)).as(text).isEmpty();
            }
        }
        // A test of refusals alone would say nothing of what runs.
        assertThat(accepted).isBetween(tries / 20, tries / 2);
    }

    private static List<String> errors(StackFile file) {
        return file.project().inDirectory(directory -> {
            EngineConfig engine = file.project().config(directory).engine();
            return PreviewEngine.preview(StackInput.of(engine), file.program(directory)).diagnostics().stream()
                    .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                    .map(Diagnostic::message)
                    .toList();
        });
    }

    private String changed(List<List<String>> files) {
        List<String> lines = new ArrayList<>(of(files));
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(9)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, line);
                case 2 -> lines.set(at, lines.set(random.nextInt(lines.size()), line));
                case 3 -> lines.set(at, random.nextBoolean() ? "  " + line : line.replaceFirst("^ {2}", ""));
                case 4 -> lines.add(at, of(of(files)));
                case 5 -> {
                    int place = random.nextInt(line.length() + 1);
                    lines.set(at, line.substring(0, place) + (char) (random.nextInt(0x7F) + 1) + line.substring(place));
                }
                case 6 -> lines.set(at, key(line));
                default -> lines.set(at, value(line));
            }
            if (lines.isEmpty()) {
                lines.add("config: {}");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** Another value for the line's first key, or one in its list. */
    private String value(String line) {
        String value = random.nextBoolean()
                ? of(ODD)
                : HostileInputTest.yaml(of(List.of(HostileValue.values())).value());
        int list = line.indexOf('[');
        if (list >= 0 && random.nextBoolean()) {
            return line.substring(0, list + 1) + value + ", " + line.substring(list + 1);
        }
        int colon = line.indexOf(": ");
        return colon < 0 ? line + " " + value : line.substring(0, colon + 2) + value;
    }

    private String key(String line) {
        String trimmed = line.stripLeading();
        int colon = trimmed.indexOf(':');
        String indent = line.substring(0, line.length() - trimmed.length());
        return colon < 0
                ? line
                : indent
                        + HostileInputTest.yaml(
                                of(List.of(HostileValue.values())).value())
                        + trimmed.substring(colon);
    }

    private <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
