package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.spec.Warning;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.JavaStack;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which stack of which project a command is about. */
final class StackOptions {
    private final Main main;

    private final OptionSpec stack = OptionSpec.builder("-s", "--stack")
            .paramLabel("STACK")
            .type(String.class)
            .description("The stack, configured in Pulumi.STACK.yaml (default: dev).")
            .build();

    private final OptionSpec configFile = OptionSpec.builder("--config-file")
            .paramLabel("FILE")
            .type(Path.class)
            .description("The stack's configuration, instead of Pulumi.STACK.yaml; - is standard input.")
            .build();

    /** Offers them in a command, too. */
    StackOptions(Main main, CommandSpec command) {
        this.main = main;
        command.addOption(stack).addOption(configFile);
    }

    String stack() {
        return named().orElse("dev");
    }

    /** The project's name. */
    String project() throws IOException {
        return StackConfig.project(directory());
    }

    /** The stack's name without its organization and project. */
    String shortName() {
        return StackConfig.shortName(stack());
    }

    /** The stack with its project, as {@code project/stack}. */
    String owner() throws IOException {
        return project() + "/" + shortName();
    }

    /** Whether the command line picks one stack itself. */
    boolean namesOne() {
        return named().isPresent() || configFile().isPresent();
    }

    private Optional<String> named() {
        return Optional.ofNullable(stack.getValue());
    }

    private Optional<Path> configFile() {
        return Optional.ofNullable(configFile.getValue());
    }

    /** The command line that runs another command on the same stack. */
    String commandLine(String command) {
        return main.launch().command()
                + main.directories().stream().map(each -> " -C " + each).collect(Collectors.joining()) + " " + command
                + named().map(name -> " -s " + name).orElse("")
                + configFile().map(file -> " --config-file " + file).orElse("");
    }

    /** The project's directory, as the user named it, or above where the user is. */
    Path directory() throws IOException {
        return main.project();
    }

    /** The file of a stack, as messages name it. */
    String file(String name) throws IOException {
        Path own = StackConfig.file(directory(), name);
        return main.configFileName(configFile()).orElse(own.toString());
    }

    /** The program in Java that the project is, if it is one. */
    Optional<JavaStack> java(String name, PrintWriter err) throws IOException {
        return JavaProgram.isIn(directory())
                ? Optional.of(new JavaStack(
                        directory(),
                        name,
                        main.configFile(configFile()),
                        main.configFileName(configFile()),
                        err::println))
                : Optional.empty();
    }

    StackConfig config() throws IOException {
        return config(stack());
    }

    /** Of that stack. */
    StackConfig config(String name) throws IOException {
        return StackConfig.load(directory(), name, main.configFile(configFile()), main.configFileName(configFile()));
    }

    /** What another file in the place of the stack's own would say. */
    StackConfig config(Path file) throws IOException {
        return StackConfig.load(directory(), stack(), Optional.of(file), Optional.of(file(stack())));
    }

    /**
     * The file of the stack, to be written.
     *
     * @throws UserException where it is none
     */
    Path writableFile() throws IOException {
        Optional<Path> named = configFile();
        if (named.filter(Main::isStandardInput).isPresent()) {
            throw new UserException("standard input can not be written; name a file");
        }
        return named.map(main::path).orElse(StackConfig.file(directory(), stack()));
    }

    /** The checked program; warnings go to standard error. */
    StackProgram program(StackConfig config, PrintWriter err) throws IOException {
        StackProgram program = StackProgram.of(config, directory());
        program.warnings().stream().map(Warning::toString).forEach(err::println);
        return program;
    }
}
