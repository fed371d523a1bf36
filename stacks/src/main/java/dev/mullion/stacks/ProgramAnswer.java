package dev.mullion.stacks;

import com.pulumi.Context;
import dev.mullion.core.config.Silences;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import dev.mullion.plan.NamedSecrets;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a program in Java does what it is asked for; each gives the exit status: 0, or 1 when something was refused or failed. */
record ProgramAnswer(
        ProgramRequest request, Path project, Map<String, String> environment, Appendable out, Appendable err) {
    private static final List<String> NOT_THE_USERS = List.of(
            "java.",
            "jdk.",
            "dev.mullion.core.",
            "dev.mullion.ec2.",
            "dev.mullion.ecs.",
            "dev.mullion.eks.",
            "dev.mullion.hosts.",
            "dev.mullion.istio.",
            Stack.class.getName());

    private interface Work {
        boolean isDone() throws IOException;
    }

    /** Of a program that is checked before it runs. */
    int of(Function<StackConfig, StackProgram> programs) throws IOException {
        List<String> said = new ArrayList<>();
        return status(said, () -> {
            if (request.kind() == Kind.CHECK) {
                return check(programs);
            }
            StackConfig config = config();
            StackProgram program = programs.apply(config);
            said.addAll(
                    request.kind() == Kind.VALIDATE
                            ? ValidText.lines(program, environment)
                            : program.warnings().stream().map(Warning::toString).toList());
            switch (request.kind()) {
                case PREVIEW, INPUTS, PLAN -> {
                    Plan plan = preview(config, program);
                    write(plan, Optional.of(program));
                    return !plan.failed();
                }
                case RENDER -> {
                    Path folder = folder();
                    for (Map.Entry<String, String> file :
                            PreviewText.files(program).entrySet()) {
                        Path path = folder.resolve(file.getKey());
                        Files.createDirectories(path.resolveSibling("."));
                        Files.writeString(path, file.getValue());
                    }
                }
                case VALIDATE, CHECK -> {}
            }
            return true;
        });
    }

    /** What is refused is an answer too, with its places. */
    private boolean check(Function<StackConfig, StackProgram> programs) throws IOException {
        try {
            StackConfig config = config();
            StackProgram program = programs.apply(config);
            Plan plan = preview(config, program);
            writeChecked(plan, program.places(plan));
            return !plan.failed();
        } catch (SpecException e) {
            Files.writeString(
                    folder().resolve(ProgramRequest.PLACES),
                    StackPlaces.refused(e.problems()).json());
            return true;
        }
    }

    private void writeChecked(Plan plan, StackPlaces places) throws IOException {
        StringWriter text = new StringWriter();
        PlanJson.write(plan, text);
        Files.writeString(folder().resolve(ProgramRequest.PLAN), text.toString());
        Files.writeString(folder().resolve(ProgramRequest.PLACES), places.json());
    }

    private Path folder() {
        return request.result().orElseThrow();
    }

    /** Of a program that only a run tells of. */
    int ofRun(Consumer<Context> program) throws IOException {
        List<String> said = new ArrayList<>();
        return status(said, () -> {
            StackConfig config = config();
            Plan plan = preview(config, program);
            switch (request.kind()) {
                case PREVIEW, INPUTS, PLAN -> write(plan, Optional.empty());
                case CHECK -> {
                    said.addAll(errors(plan));
                    writeChecked(plan, new StackPlaces(List.of(), List.of(), silences(config), Map.of()));
                }
                case VALIDATE -> said.addAll(errors(plan));
                case RENDER -> {
                    said.addAll(errors(plan));
                    if (!plan.failed()) {
                        said.add(
                                "a program in Mullion.runProgram has nothing to render, since only its run knows its"
                                        + " scripts; describe the stack in Mullion.run, or see the scripts in a preview's plan");
                        return false;
                    }
                }
            }
            return !plan.failed();
        });
    }

    /** Those of the stack file. */
    private static Silences silences(StackConfig config) {
        StackSpecBuilder written = StackSpec.builder();
        return config.bind(written).silences(written, written.unchecked().silence());
    }

    /** What made the program fail, a line each; where in the program stands behind it. */
    private static List<String> errors(Plan plan) {
        return plan.errors().stream()
                .map(error -> error.replaceFirst("^error: ", "").replaceAll("\\n\\s+at ", " at "))
                .toList();
    }

    /** Says what the work has to say, and what it is refused for or fails with. */
    private int status(List<String> said, Work work) throws IOException {
        boolean done;
        try {
            done = work.isDone();
        } catch (SpecException e) {
            said.add(String.valueOf(e.getMessage()));
            done = false;
        } catch (RuntimeException e) {
            // Who runs this in Maven would hear of it by its message alone.
            said.add("the program failed with " + e + place(e));
            say(said);
            throw e;
        }
        say(said);
        return done ? 0 : 1;
    }

    /** The line of the user's own code that threw it. */
    private static String place(RuntimeException thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> NOT_THE_USERS.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .map(frame -> "\n    at " + frame)
                .orElse("");
    }

    private Plan preview(StackConfig config, Consumer<Context> program) {
        StackInput input = program instanceof StackProgram stack ? stack.input() : StackInput.of(config.engine());
        return PreviewEngine.preview(request.strictUnknowns() ? input.withStrictUnknowns() : input, program);
    }

    private StackConfig config() {
        return StackConfig.load(project, request.stack(), request.configFile(), request.configFileName());
    }

    private void write(Plan plan, Optional<StackProgram> program) throws IOException {
        StringWriter text = new StringWriter();
        if (request.kind() == Kind.PLAN) {
            PlanJson.write(plan, text);
        } else if (request.kind() == Kind.INPUTS) {
            PreviewText.writeInputs(plan, program, request.stack(), request.seeScripts(), text);
        } else {
            PreviewText.write(plan, program, request.stack(), request.seeScripts(), text);
        }
        if (request.result().isPresent()) {
            Files.writeString(request.result().get(), text.toString());
        } else if (request.kind() == Kind.PLAN) {
            StringWriter shown = new StringWriter();
            NamedSecrets.hide(new StringReader(text.toString()), shown);
            out.append(shown.toString());
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
