package dev.mullion.core.template;

import dev.mullion.core.config.YamlDocument;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.log.Logger;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Renders the templates that are packed with this module, by their path below {@code templates/}. A template and its
 * model fit exactly: a name without a value and a value without a reader both fail, and so does a template that breaks
 * the rules of {@link TemplateSource}.
 */
public final class Templates {
    private static final Templates BUNDLED = new Templates(Templates::resource);

    private final Function<String, String> texts;
    private final Configuration configuration = configuration();
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    private record Loaded(Template template, TemplateSource source, LiteralOutput output) {}

    /** Templates from elsewhere: their text by their path, which gives a {@link TemplateException} where there is none. */
    public Templates(Function<String, String> texts) {
        this.texts = texts;
    }

    public static Templates bundled() {
        return BUNDLED;
    }

    /**
     * The text of one template with its model's values as literals.
     *
     * @param template such as {@code powershell/ecs/confirm-ecs-agent.ps1.ftl}; the extension before {@code .ftl}
     *     chooses how values are written
     * @param model by name; values as {@link PowerShell#literal} takes them, {@code YamlScalar.flow} or {@code Bash.literal}
     * @throws TemplateException with the place in the template
     */
    public String render(String template, Map<String, ?> model) {
        Loaded source = loaded.computeIfAbsent(template, this::load);
        Set<String> unread = new TreeSet<>(model.keySet());
        unread.removeAll(source.source().names());
        if (!unread.isEmpty()) {
            throw new TemplateException(
                    template,
                    "never reads " + joined(unread) + " of its model; it reads "
                            + joined(source.source().names()));
        }
        String text = process(template, source.template(), source.output().model(model));
        if (source.output() == LiteralOutput.YAML) {
            checkYaml(template, model, text);
        }
        return text;
    }

    /**
     * The line of a YAML template that a line of what it renders comes from, for messages about that.
     *
     * @param line counted from 1
     */
    public int line(String template, Map<String, ?> model, int line) {
        Loaded source = loaded.computeIfAbsent(template, this::load);
        List<String> lines = process(
                        template,
                        parsed(template, source.source().numbered(), source.output()),
                        source.output().model(model))
                .lines()
                .toList();
        return lines.isEmpty() ? 1 : Integer.parseInt(lines.get(Math.min(line, lines.size()) - 1));
    }

    private void checkYaml(String template, Map<String, ?> model, String text) {
        try {
            YamlDocument.read(template, text);
        } catch (SpecException e) {
            Problem problem = e.problems().get(0);
            Position at = problem.position().orElseThrow();
            String path = problem.path().segments().isEmpty() ? "" : problem.path() + ": ";
            throw new TemplateException(
                    template, line(template, model, at.line()), at.column(), path + problem.message());
        }
    }

    private static String process(String template, Template source, TemplateHashModel model) {
        StringWriter out = new StringWriter();
        try {
            source.process(model, out);
        } catch (freemarker.template.TemplateException e) {
            String message = e.getMessageWithoutStackTop().lines().findFirst().orElse("");
            throw new TemplateException(template, e.getLineNumber(), e.getColumnNumber(), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private Loaded load(String template) {
        if (template.endsWith(".yaml.ftl")) {
            return load(template, TemplateSource.yaml(template, texts.apply(template)), LiteralOutput.YAML);
        }
        if (template.endsWith(".ps1.ftl")) {
            return load(template, TemplateSource.powerShell(template, texts.apply(template)), LiteralOutput.POWERSHELL);
        }
        if (template.endsWith(".sh.ftl")) {
            return load(template, TemplateSource.bash(template, texts.apply(template)), LiteralOutput.BASH);
        }
        throw new TemplateException(
                template, "no output format for this extension; use .ps1.ftl, .yaml.ftl or .sh.ftl");
    }

    private Loaded load(String template, TemplateSource source, LiteralOutput output) {
        return new Loaded(parsed(template, source.text(), output), source, output);
    }

    private Template parsed(String template, String text, LiteralOutput output) {
        Configuration own = (Configuration) configuration.clone();
        own.setOutputFormat(output);
        try {
            return new Template(template, text, own);
        } catch (ParseException e) {
            String message = e.getEditorMessage().lines().findFirst().orElse("");
            throw new TemplateException(template, e.getLineNumber(), e.getColumnNumber(), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names as a message lists them. */
    static String joined(Collection<?> names) {
        return names.isEmpty()
                ? "nothing"
                : names.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String resource(String template) {
        try (InputStream in = Templates.class.getResourceAsStream("/dev/mullion/templates/" + template)) {
            if (in == null) {
                throw new TemplateException(template, "no such template");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Configuration configuration() {
        // Freemarker would look for logging libraries; what it would log, it throws as well.
        if (System.getProperty(Logger.SYSTEM_PROPERTY_NAME_LOGGER_LIBRARY) == null) {
            System.setProperty(Logger.SYSTEM_PROPERTY_NAME_LOGGER_LIBRARY, Logger.LIBRARY_NAME_NONE);
        }
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
        configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setFallbackOnNullLoopVariable(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setLocale(Locale.ROOT);
        configuration.setObjectWrapper(value -> {
            throw new TemplateModelException("only the model's own values can be read");
        });
        return configuration;
    }
}
