package dev.mullion.stacks;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is asked of a stack's program: by {@code mullion} of a program in Java, which is another process, and by nobody when
 * such a program is started by itself.
 *
 * @param command what to do
 * @param stack its name
 * @param configFile instead of the stack's own file
 * @param result where the result goes: the file of {@link Command#PREVIEW} and {@link Command#PLAN}, the folder of
 *     {@link Command#RENDER}; empty for standard output
 * @param said where warnings and problems go, a line each; empty for standard error
 * @param seeScripts the command that shows scripts, for the end of a preview
 */
public record ProgramRequest(
        Command command,
        String stack,
        Optional<Path> configFile,
        boolean strictUnknowns,
        Optional<Path> result,
        Optional<Path> said,
        Optional<String> seeScripts) {
    /** The system property that names the file of a request. */
    public static final String PROPERTY = "mullion.request";

    private static final Path PROJECT = Path.of("");

    /** What a program can be asked for. */
    public enum Command {
        /** The text of a preview. */
        PREVIEW,
        /** The plan as JSON. */
        PLAN,
        /** The checks alone. */
        VALIDATE,
        /** Every script as a file of the result's folder, and nothing on standard output. */
        RENDER
    }

    /** What a program does that nobody asked for anything: a preview of {@code dev} on standard output. */
    static ProgramRequest ofStart() {
        return new ProgramRequest(
                Command.PREVIEW,
                "dev",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The request that a property names, or {@link #ofStart}. */
    static ProgramRequest of(Properties system) {
        String file = system.getProperty(PROPERTY, "");
        if (file.isEmpty()) {
            return ofStart();
        }
        Properties written = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(file))) {
            written.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProgramRequest(
                Command.valueOf(written.getProperty("command")),
                written.getProperty("stack"),
                Optional.ofNullable(written.getProperty("configFile")).map(Path::of),
                Boolean.parseBoolean(written.getProperty("strictUnknowns")),
                Optional.ofNullable(written.getProperty("result")).map(Path::of),
                Optional.ofNullable(written.getProperty("said")).map(Path::of),
                Optional.ofNullable(written.getProperty("seeScripts")));
    }

    /** Writes the request for another process; its paths are made absolute. */
    public void write(Path file) throws IOException {
        Properties written = new Properties();
        written.setProperty("command", command.name());
        written.setProperty("stack", stack);
        configFile.ifPresent(path ->
                written.setProperty("configFile", path.toAbsolutePath().toString()));
        written.setProperty("strictUnknowns", String.valueOf(strictUnknowns));
        result.ifPresent(path ->
                written.setProperty("result", path.toAbsolutePath().toString()));
        said.ifPresent(path -> written.setProperty("said", path.toAbsolutePath().toString()));
        seeScripts.ifPresent(text -> written.setProperty("seeScripts", text));
        try (Writer out = Files.newBufferedWriter(file)) {
            written.store(out, null);
        }
    }

    /**
     * Does what is asked for, with a program that is checked before it runs.
     *
     * @return the exit status: 0, or 1 when something was refused or failed
     */
    int run(Function<StackConfig, StackProgram> programs, Appendable out, Appendable err) throws IOException {
        List<String> lines = new ArrayList<>();
        int status;
        try {
            StackConfig config = StackConfig.load(PROJECT, stack, configFile);
            StackProgram program = programs.apply(config);
            program.warnings().forEach(warning -> lines.add(warning.toString()));
            status = run(config, program, out);
        } catch (SpecException e) {
            lines.add(String.valueOf(e.getMessage()));
            status = 1;
        }
        say(lines, err);
        return status;
    }

    private int run(StackConfig config, StackProgram program, Appendable out) throws IOException {
        switch (command) {
            case PREVIEW, PLAN -> {
                StackInput input = StackInput.of(config.engine());
                Plan plan = PreviewEngine.preview(strictUnknowns ? input.withStrictUnknowns() : input, program);
                write(plan, Optional.of(program), out);
                return plan.failed() ? 1 : 0;
            }
            case RENDER -> {
                for (Map.Entry<String, String> file : PreviewText.files(program).entrySet()) {
                    Files.writeString(result.orElseThrow().resolve(file.getKey()), file.getValue());
                }
                return 0;
            }
            case VALIDATE -> {
                return 0;
            }
        }
        throw new IllegalStateException(command.name());
    }

    /** The same for a program that only its run tells of. */
    int preview(BiFunction<StackInput, Boolean, Plan> preview, Appendable out, Appendable err) throws IOException {
        try {
            StackInput input = StackInput.of(
                    StackConfig.load(PROJECT, stack, configFile).engine());
            Plan plan = preview.apply(input, strictUnknowns);
            if (command == Command.PREVIEW || command == Command.PLAN) {
                write(plan, Optional.empty(), out);
            }
            return plan.failed() ? 1 : 0;
        } catch (SpecException e) {
            say(List.of(String.valueOf(e.getMessage())), err);
            return 1;
        }
    }

    private void write(Plan plan, Optional<StackProgram> program, Appendable out) throws IOException {
        StringBuilder text = new StringBuilder();
        if (command == Command.PLAN) {
            java.io.StringWriter json = new java.io.StringWriter();
            PlanJson.write(plan, json);
            text.append(json);
        } else {
            PreviewText.write(plan, program, stack, seeScripts, text);
        }
        if (result.isPresent()) {
            Files.writeString(result.get(), text);
        } else {
            out.append(text);
        }
    }

    private void say(List<String> lines, Appendable err) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        if (said.isPresent()) {
            Files.writeString(said.get(), text);
        } else {
            err.append(text);
        }
    }

    /** The scripts of a folder that a {@link Command#RENDER} wrote, by their names. */
    public static Map<String, String> rendered(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var found = Files.newDirectoryStream(folder)) {
            for (Path file : found) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
