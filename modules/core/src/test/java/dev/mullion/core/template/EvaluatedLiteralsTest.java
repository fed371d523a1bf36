package dev.mullion.core.template;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.testkit.Skip;
import dev.mullion.testkit.Tries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the literals say to PowerShell itself: it evaluates them, and gives the values back. */
@Tag("boot")
@Tag("adversary")
class EvaluatedLiteralsTest {
    private static final int VALUES = 20_000;
    private static final int VALUES_A_BLOCK = 200;
    private static final List<String> PIECES = List.of(
            "'",
            "''",
            "\"",
            "`",
            "`n",
            "$",
            "$(",
            "${",
            "$x",
            "$env:PATH",
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            "@",
            "@'",
            "'@",
            "@\"",
            "\"@",
            "@(",
            "@{",
            "#",
            "<#",
            "#>",
            ";",
            "|",
            "&",
            "&&",
            "<",
            ">",
            "%",
            "%PATH%",
            ",",
            "=",
            "\\",
            "/",
            "*",
            "?",
            "!",
            "~",
            "^",
            "-",
            "--%",
            ".",
            ":",
            "::",
            "_",
            " ",
            "  ",
            "a",
            "Z",
            "0",
            "1e3",
            "null",
            "$null",
            "true",
            "exit",
            "if");

    @TempDir
    Path directory = Path.of("");

    private final Random random = new Random(20_261_129);

    @Test
    void readBackAsTheyWere() throws IOException {
        PowerShellProgram powerShell =
                Skip.without(PowerShellProgram.find(System.getenv()), "boot tests", PowerShellProgram.MISSING);
        for (int round = Tries.of(1); round > 0; round--) {
            readBack(powerShell);
        }
    }

    private void readBack(PowerShellProgram powerShell) throws IOException {
        List<Object> values = new ArrayList<>();
        StringBuilder script =
                new StringBuilder("$all = New-Object -TypeName 'System.Collections.Generic.List[object]'\n");
        for (int i = 0; i < VALUES; i++) {
            // One large block would be compiled as one method.
            script.append(i % VALUES_A_BLOCK == 0 ? (i == 0 ? "& {\n" : "}\n& {\n") : "");
            if (i % 4 == 0) {
                String text = lines();
                values.add(text.substring(0, text.length() - 1));
                script.append("$all.Add((").append(PowerShell.block(text)).append("))\n");
            } else {
                Object value = value(4);
                values.add(value);
                script.append("$all.Add((").append(PowerShell.literal(value)).append("))\n");
            }
        }
        Path out = directory.resolve("values.json");
        script.append("}\n[IO.File]::WriteAllText('")
                .append(out)
                .append("', (ConvertTo-Json -Compress -Depth 20 -InputObject $all))\n");
        Path file = Files.writeString(directory.resolve("values.ps1"), script, US_ASCII);

        assertThat(ChildProcess.ask(powerShell.script(file, List.of()), List.of()))
                .isEqualTo(new ChildProcess.Answer(0, "", ""));
        assertThat(JsonValue.read(Files.readString(out))).contains(json(values));
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> random.nextBoolean();
            case 1 -> random.nextBoolean() ? random.nextLong() : (long) random.nextInt(100) - 50;
            case 2, 3 -> text(this::anything);
            case 4, 5 -> {
                List<Object> list = new ArrayList<>();
                int size = random.nextInt(4);
                for (int i = 0; i < size; i++) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                Map<String, Object> keys = new LinkedHashMap<>();
                int size = random.nextInt(4);
                for (int i = 0; i < size; i++) {
                    String key = text(this::anything);
                    if (keys.put(key.toLowerCase(Locale.ROOT), true) == null) {
                        map.put(key, value(depth - 1));
                    }
                }
                yield map;
            }
        };
    }

    /** A text that a literal may hold. */
    private String text(Supplier<String> made) {
        String text = made.get();
        while (PowerShell.refusal(text.replaceAll("[\n\t]", "")).isPresent()) {
            text = made.get();
        }
        return text;
    }

    private String anything() {
        StringBuilder text = new StringBuilder();
        int size = random.nextInt(8);
        for (int i = 0; i < size; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private String lines() {
        return text(() -> {
            StringBuilder text = new StringBuilder();
            int size = random.nextInt(5);
            for (int i = 0; i < size; i++) {
                text.append(random.nextInt(5) == 0 ? "\t" : "")
                        .append(anything())
                        .append('\n');
            }
            return text + "\n";
        });
    }

    private static JsonValue json(Object value) {
        if (value instanceof List<?> list) {
            return new JsonValue.Items(
                    list.stream().map(EvaluatedLiteralsTest::json).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            map.forEach((key, each) -> fields.put((String) key, json(each)));
            return new JsonValue.Fields(fields);
        }
        if (value instanceof Boolean flag) {
            return new JsonValue.Bool(flag);
        }
        return value instanceof Long number
                ? new JsonValue.Numeric(number.toString())
                : new JsonValue.Text((String) value);
    }
}
