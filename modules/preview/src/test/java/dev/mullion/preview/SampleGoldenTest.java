package dev.mullion.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PlanJson;
import dev.mullion.plan.PlanText;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SampleGoldenTest {
    @Test
    void printsTheTextThatPeopleRead() throws Exception {
        StringWriter text = new StringWriter();
        PlanText.write(PreviewEngine.preview(SampleProgram.INPUT, SampleProgram::build), "dev", text);

        assertThat(text).hasToString(golden("plan.txt"));
    }

    @RepeatedTest(20)
    void writesTheSameJsonEveryTime() throws Exception {
        StringWriter json = new StringWriter();
        PlanJson.write(PreviewEngine.preview(SampleProgram.INPUT, SampleProgram::build), json);

        assertThat(json).hasToString(golden("plan.json"));
        assertThat(json.toString()).doesNotContain("hunter2");
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = SampleGoldenTest.class.getResourceAsStream("/golden/sample/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
