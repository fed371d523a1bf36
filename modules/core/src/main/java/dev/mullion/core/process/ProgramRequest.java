package dev.mullion.core.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * What {@code mullion} asks of a stack's program in Java, which runs in a process of its own: a file that the system
 * property {@link #PROPERTY} names.
 *
 * @param stack its name
 * @param configFile instead of the stack's own file
 * @param configFileName how the user named that file, which messages call it
 * @param result where the result goes: the file of {@link Kind#PREVIEW}, {@link Kind#INPUTS} and {@link Kind#PLAN}, the folder of
 *     {@link Kind#RENDER} and {@link Kind#CHECK}; empty for standard output
 * @param said where warnings and problems go, a line each; empty for standard error
 * @param seeScripts the command that shows scripts, for the end of a preview
 */
public record ProgramRequest(
        Kind kind,
        String stack,
        Optional<Path> configFile,
        Optional<String> configFileName,
        boolean strictUnknowns,
        Optional<Path> result,
        Optional<Path> said,
        Optional<String> seeScripts) {
    public static final String PROPERTY = "mullion.request";

    /** The files of {@link Kind#CHECK}; of a stack that is refused there is no plan. */
    public static final String PLAN = "plan.json";

    public static final String PLACES = "places.json";

    /** What a program can be asked for. */
    public enum Kind {
        /** The text of a preview. */
        PREVIEW,
        /** The same with every input of every resource. */
        INPUTS,
        /** The plan as JSON. */
        PLAN,
        /** The plan as JSON with where the stack describes what is in it: two files of the result's folder. */
        CHECK,
        /** The checks alone. */
        VALIDATE,
        /** Every script as a file of the result's folder. */
        RENDER
    }

    /** A request without anything that may be left out. */
    public static ProgramRequest of(Kind kind, String stack) {
        return new ProgramRequest(
                kind,
                stack,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The request that the property names; a preview of {@code dev} on standard output where nobody asks. */
    public static ProgramRequest of(Properties system) {
        String file = system.getProperty(PROPERTY, "");
        if (file.isEmpty()) {
            return of(Kind.PREVIEW, "dev");
        }
        Properties written = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            written.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProgramRequest(
                Kind.valueOf(Objects.requireNonNull(written.getProperty("kind"))),
                Objects.requireNonNull(written.getProperty("stack")),
                path(written, "configFile"),
                Optional.ofNullable(written.getProperty("configFileName")),
                Boolean.parseBoolean(written.getProperty("strictUnknowns")),
                path(written, "result"),
                path(written, "said"),
                Optional.ofNullable(written.getProperty("seeScripts")));
    }

    private static Optional<Path> path(Properties written, String key) {
        return Optional.ofNullable(written.getProperty(key)).map(Path::of);
    }

    /** Writes the request for another process, which may have another current directory. */
    public void write(Path file) throws IOException {
        Properties written = new Properties();
        written.setProperty("kind", kind.name());
        written.setProperty("stack", stack);
        written.setProperty("strictUnknowns", String.valueOf(strictUnknowns));
        configFile.ifPresent(
                path -> written.setProperty("configFile", path.toAbsolutePath().toString()));
        configFileName.ifPresent(name -> written.setProperty("configFileName", name));
        result.ifPresent(
                path -> written.setProperty("result", path.toAbsolutePath().toString()));
        said.ifPresent(path -> written.setProperty("said", path.toAbsolutePath().toString()));
        seeScripts.ifPresent(text -> written.setProperty("seeScripts", text));
        try (Writer out = Files.newBufferedWriter(file)) {
            written.store(out, null);
        }
    }

    public ProgramRequest withConfigFile(Optional<Path> file, Optional<String> name) {
        return new ProgramRequest(kind, stack, file, name, strictUnknowns, result, said, seeScripts);
    }

    public ProgramRequest withStrictUnknowns(boolean strict) {
        return new ProgramRequest(kind, stack, configFile, configFileName, strict, result, said, seeScripts);
    }

    public ProgramRequest withResult(Path path) {
        return new ProgramRequest(
                kind, stack, configFile, configFileName, strictUnknowns, Optional.of(path), said, seeScripts);
    }

    public ProgramRequest withSaid(Path path) {
        return new ProgramRequest(
                kind, stack, configFile, configFileName, strictUnknowns, result, Optional.of(path), seeScripts);
    }

    public ProgramRequest withSeeScripts(String text) {
        return new ProgramRequest(
                kind, stack, configFile, configFileName, strictUnknowns, result, said, Optional.of(text));
    }
}
