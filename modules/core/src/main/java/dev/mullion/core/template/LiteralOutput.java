package dev.mullion.core.template;

import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.yaml.YamlScalar;
import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateSequenceModel;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * An output format in which every value is finished markup to Freemarker: a literal of the language that the template is
 * written in, so there is nothing to forget at the place of use. Strings and numbers are nothing else, so a template can
 * not compute with them.
 */
final class LiteralOutput extends CommonMarkupOutputFormat<LiteralOutput.Literal> {
    /** That of {@code .ps1.ftl}. */
    static final LiteralOutput POWERSHELL = new LiteralOutput("PowerShell", "text/x-powershell", PowerShell::literal);

    /** That of {@code .sh.ftl}. */
    static final LiteralOutput BASH = new LiteralOutput("bash", "text/x-shellscript", Bash::literal);

    /** That of {@code .yaml.ftl}. */
    static final LiteralOutput YAML = new LiteralOutput("YAML", "application/yaml", YamlScalar::flow);

    private final String name;
    private final String mimeType;
    private final BiFunction<SpecPath, Object, String> literals;

    private LiteralOutput(String name, String mimeType, BiFunction<SpecPath, Object, String> literals) {
        this.name = name;
        this.mimeType = mimeType;
        this.literals = literals;
    }

    /** What a template sees of its model. */
    TemplateHashModel model(Map<String, ?> values) {
        return new Hash(values, SpecPath.ROOT);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getMimeType() {
        return mimeType;
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(escapePlainText(text));
    }

    @Override
    public String escapePlainText(String text) {
        return literals.apply(SpecPath.ROOT, text);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected Literal newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
        return new Literal(markup == null && text != null ? escapePlainText(text) : markup);
    }

    private TemplateModel wrap(SpecPath path, Object value) throws TemplateModelException {
        try {
            String literal = literals.apply(path, value);
            if (value instanceof Boolean flag) {
                return new Flag(literal, flag);
            }
            if (value instanceof List<?> list) {
                return new Sequence(literal, path, list);
            }
            return value instanceof Map<?, ?> map ? new Item(literal, new Hash(map, path)) : new Literal(literal);
        } catch (IllegalArgumentException e) {
            throw new TemplateModelException(e.getMessage());
        }
    }

    class Literal extends CommonTemplateMarkupOutputModel<Literal> {
        @SuppressWarnings("NullAway") // Freemarker's own contract: one of the two is null
        Literal(@Nullable String literal) {
            super(null, literal);
        }

        @Override
        public LiteralOutput getOutputFormat() {
            return LiteralOutput.this;
        }
    }

    private final class Flag extends Literal implements TemplateBooleanModel {
        private final boolean flag;

        Flag(String literal, boolean flag) {
            super(literal);
            this.flag = flag;
        }

        @Override
        public boolean getAsBoolean() {
            return flag;
        }
    }

    private final class Sequence extends Literal implements TemplateSequenceModel {
        private final SpecPath path;
        private final List<?> list;

        Sequence(String literal, SpecPath path, List<?> list) {
            super(literal);
            this.path = path;
            this.list = list;
        }

        @Override
        public TemplateModel get(int index) throws TemplateModelException {
            return wrap(path.index(index), list.get(index));
        }

        @Override
        public int size() {
            return list.size();
        }
    }

    private final class Item extends Literal implements TemplateHashModel {
        private final Hash fields;

        Item(String literal, Hash fields) {
            super(literal);
            this.fields = fields;
        }

        @Override
        public TemplateModel get(String key) throws TemplateModelException {
            return fields.get(key);
        }

        @Override
        public boolean isEmpty() {
            return fields.isEmpty();
        }
    }

    /** A missing name is an error here, lest Freemarker finds a helper of its own by that name, such as compress. */
    private final class Hash implements TemplateHashModel {
        private final Map<?, ?> values;
        private final SpecPath path;

        Hash(Map<?, ?> values, SpecPath path) {
            this.values = values;
            this.path = path;
        }

        @Override
        public TemplateModel get(String key) throws TemplateModelException {
            Object value = values.get(key);
            if (value == null) {
                String holder = path.segments().isEmpty() ? "the model" : path.toString();
                String held = Templates.joined(values.keySet());
                throw new TemplateModelException(path.key(key) + " is missing; " + holder + " holds " + held);
            }
            return wrap(path.key(key), value);
        }

        @Override
        public boolean isEmpty() {
            return values.isEmpty();
        }
    }
}
