package dev.mullion.stacks;

import com.pulumi.Context;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a program in Java does what it is asked for; each gives the exit status: 0, or 1 when something was refused or failed. */
record ProgramAnswer(
        ProgramRequest request, Path project, Map<String, String> environment, Appendable out, Appendable err) {
    private interface Work {
        boolean isDone() throws IOException;
    }

    /** Of a program that is checked before it runs. */
    int of(Function<StackConfig, StackProgram> programs) throws IOException {
        List<String> said = new ArrayList<>();
        return status(said, () -> {
            StackConfig config = config();
            StackProgram program = programs.apply(config);
            said.addAll(
                    request.kind() == Kind.VALIDATE
                            ? ValidText.lines(program, environment)
                            : program.warnings().stream().map(Warning::toString).toList());
            switch (request.kind()) {
                case PREVIEW, PLAN -> {
                    Plan plan = preview(config, program);
                    write(plan, Optional.of(program));
                    return !plan.failed();
                }
                case RENDER -> {
                    Path folder = request.result().orElseThrow();
                    for (Map.Entry<String, String> file :
                            PreviewText.files(program).entrySet()) {
                        Files.writeString(folder.resolve(file.getKey()), file.getValue());
                    }
                }
                case VALIDATE -> {}
            }
            return true;
        });
    }

    /** Of a program that only a run tells of. */
    int ofRun(Consumer<Context> program) throws IOException {
        return status(new ArrayList<>(), () -> {
            Plan plan = preview(config(), program);
            if (request.kind() == Kind.PREVIEW || request.kind() == Kind.PLAN) {
                write(plan, Optional.empty());
            }
            return !plan.failed();
        });
    }

    /** Says what the work has to say, and what it is refused for. */
    private int status(List<String> said, Work work) throws IOException {
        boolean done;
        try {
            done = work.isDone();
        } catch (SpecException e) {
            said.add(String.valueOf(e.getMessage()));
            done = false;
        }
        say(said);
        return done ? 0 : 1;
    }

    private Plan preview(StackConfig config, Consumer<Context> program) {
        StackInput input = StackInput.of(config.engine());
        return PreviewEngine.preview(request.strictUnknowns() ? input.withStrictUnknowns() : input, program);
    }

    private StackConfig config() {
        return StackConfig.load(project, request.stack(), request.configFile());
    }

    private void write(Plan plan, Optional<StackProgram> program) throws IOException {
        StringWriter text = new StringWriter();
        if (request.kind() == Kind.PLAN) {
            PlanJson.write(plan, text);
        } else {
            PreviewText.write(plan, program, request.stack(), request.seeScripts(), text);
        }
        if (request.result().isPresent()) {
            Files.writeString(request.result().get(), text.toString());
        } else {
            out.append(text.toString());
        }
    }

    private void say(List<String> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        if (request.said().isPresent()) {
            Files.writeString(request.said().get(), text);
        } else {
            err.append(text);
        }
    }
}
