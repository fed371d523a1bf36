package dev.mullion.review;

import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A stack that a program in Java describes, which is asked instead of reading a stack file here.
 *
 * @param configFile instead of the stack's own
 * @param configFileName what messages call that file
 * @param says takes warnings and problems, a line each
 */
public record JavaStack(
        Path project, String stack, Optional<Path> configFile, Optional<String> configFileName, Consumer<String> says) {
    /** The request of a command on this stack. */
    public ProgramRequest request(Kind kind) {
        return ProgramRequest.of(kind, stack).withConfigFile(configFile, configFileName);
    }

    /** Whether nothing was refused and nothing failed; what was said is said. */
    public boolean ask(ProgramRequest request) throws IOException {
        JavaProgram.Answer answer = JavaProgram.ask(project, request);
        answer.said().forEach(says);
        return answer.done();
    }

    /** Every script and other file by its path; empty when something was refused. */
    public Optional<Map<String, String>> scripts() throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path folder = Files.createDirectory(scratch.directory().resolve("scripts"));
            return ask(request(Kind.RENDER).withResult(folder)) ? Optional.of(scripts(folder)) : Optional.empty();
        }
    }

    /** What the program was asked to write into a folder. */
    public static Map<String, String> scripts(Path folder) throws IOException {
        Map<String, String> scripts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                scripts.put(name.replace('\\', '/'), Files.readString(file));
            }
        }
        return scripts;
    }
}
