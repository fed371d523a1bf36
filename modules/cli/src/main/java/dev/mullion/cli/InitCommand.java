package dev.mullion.cli;

import dev.mullion.core.files.NewFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code mullion init}: a project to start from. */
final class InitCommand extends Command {
    /** Pulumi takes 100, and nobody reads them. */
    private static final int MOST_NAME = 60;

    private final Main main;

    private final PositionalParamSpec directory = PositionalParamSpec.builder()
            .index("0")
            .required(true)
            .paramLabel("DIR")
            .type(Path.class)
            .description("Where to write; made when missing. The project is called as the folder.")
            .build();

    private final OptionSpec template = WordConverter.option("--template", ProjectTemplate.values())
            .paramLabel("TEMPLATE")
            .required(true)
            .description("ecs, eks, hosts or mesh, each a stack file; or java, a program.")
            .build();

    InitCommand(Main main) {
        super("init", "Writes a new project that previews at once, and prints the files' names. Overwrites nothing.");
        this.main = main;
        explain(Map.of(), "docs/start.md", "mullion init shop --template ecs", "mullion init . --template java");
        spec().addPositional(directory).addOption(template);
    }

    @Override
    public Integer call() throws IOException {
        Path named = directory.getValue();
        Path target = main.path(named);
        ProjectTemplate chosen = template.getValue();
        Map<String, String> files = chosen.files(name(target), BuiltFrom.artifacts());
        new NewFiles(target).write(files);
        files.keySet().forEach(file -> say(main.launch(), target.resolve(file).toString()));
        return 0;
    }

    /** What Pulumi, a tag of AWS, YAML and Maven take: the folder's name, with hyphens for all else. */
    private static String name(Path directory) {
        Path folder = directory.toAbsolutePath().normalize().getFileName();
        String name = (folder == null ? "" : folder.toString())
                .replaceAll("[^A-Za-z0-9_-]+", "-")
                .replaceAll("^[^A-Za-z]+|-+$", "");
        return name.isEmpty() || name.matches("(?i)true|false|null|yes|no|on|off|y|n")
                ? "stack"
                : name.substring(0, Math.min(name.length(), MOST_NAME));
    }
}
