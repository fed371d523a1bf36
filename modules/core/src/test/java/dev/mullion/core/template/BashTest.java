package dev.mullion.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.testkit.HostileValue;
import dev.mullion.testkit.Tries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BashTest {
    @Test
    void writesValuesAsWords() {
        assertThat(rendered(
                        "text=[=text]\nflag=[=flag]\nnumber=[=number]\nlist=[=list]\n",
                        Map.of("text", "a 'b' $c", "flag", true, "number", 7, "list", List.of("a b", "*"))))
                .isEqualTo("text='a '\\''b'\\'' $c'\nflag=true\nnumber=7\nlist=('a b' '*')\n");
    }

    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void aHostileValueIsRefusedOrReadsBackTheSame(HostileValue hostile, @TempDir Path directory)
            throws IOException, InterruptedException {
        String script;
        try {
            script = rendered("value=[=value]\nprintf %s \"$value\"\n", Map.of("value", hostile.value()));
        } catch (TemplateException e) {
            assertThat(e.getMessage()).contains("use printable ASCII on one line");
            return;
        }
        Path file = Files.writeString(directory.resolve("x.sh"), script);
        Process bash = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(hostile.value());
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    @Tag("adversary")
    void whateverIsWrittenIsReadBack(@TempDir Path directory) throws IOException, InterruptedException {
        Random random = new Random(20_261_129);
        List<String> words = new ArrayList<>();
        for (int i = Tries.of(5_000); i > 0; i--) {
            StringBuilder word = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                word.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
            }
            words.add(word.toString());
        }
        Path file = Files.writeString(
                directory.resolve("x.sh"),
                rendered("words=[=words]\n", Map.of("words", words)) + "printf '%s\\n' \"${words[@]}\"\n");
        Process bash = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(String.join("\n", words) + "\n");
        assertThat(bash.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x="[=a]"             | x.sh.ftl:1:4: [=a]: stands inside quotes or a comment; [=name] is a whole literal with its own quotes, write name=[=name]
            x=1 # [=a]           | x.sh.ftl:1:7: [=a]: stands inside quotes or a comment; [=name] is a whole literal with its own quotes, write name=[=name]
            x=1\\ny=[=a]         | x.sh.ftl:2:3: [=a]: Freemarker stays in the head of the file; plain bash stands above this line
            cat <<END\\n[=a]\\nEND | x.sh.ftl:1:5: a here-document; use printf, with values as words
            """)
    void keepsValuesOutOfOtherText(String text, String message) {
        assertThatThrownBy(() -> rendered(text.replace("\\n", "\n"), Map.of("a", "b")))
                .hasMessage(message);
    }

    private static String rendered(String text, Map<String, ?> model) {
        return new Templates(name -> text).render("x.sh.ftl", model);
    }
}
