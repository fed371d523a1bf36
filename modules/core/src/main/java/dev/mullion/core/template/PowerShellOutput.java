package dev.mullion.core.template;

import dev.mullion.core.spec.SpecPath;
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
import org.jspecify.annotations.Nullable;

/**
 * The output format of {@code .ps1.ftl}. To Freemarker every value is finished markup, its literal, so there is nothing
 * to forget at the place of use; strings and numbers are nothing else, so a template can not compute with them.
 */
final class PowerShellOutput extends CommonMarkupOutputFormat<PowerShellOutput.Literal> {
    static final PowerShellOutput INSTANCE = new PowerShellOutput();

    private PowerShellOutput() {}

    /** What a template sees of its model. */
    static TemplateHashModel model(Map<String, ?> values) {
        return new Hash(values, SpecPath.ROOT);
    }

    @Override
    public String getName() {
        return "PowerShell";
    }

    @Override
    public String getMimeType() {
        return "text/x-powershell";
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(escapePlainText(text));
    }

    @Override
    public String escapePlainText(String text) {
        return PowerShell.literal(text);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected Literal newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
        return new Literal(markup == null && text != null ? escapePlainText(text) : markup);
    }

    private static TemplateModel wrap(SpecPath path, Object value) throws TemplateModelException {
        try {
            String literal = PowerShell.literal(path, value);
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

    static class Literal extends CommonTemplateMarkupOutputModel<Literal> {
        @SuppressWarnings("NullAway") // Freemarker's own contract: one of the two is null
        Literal(@Nullable String literal) {
            super(null, literal);
        }

        @Override
        public PowerShellOutput getOutputFormat() {
            return INSTANCE;
        }
    }

    private static final class Flag extends Literal implements TemplateBooleanModel {
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

    private static final class Sequence extends Literal implements TemplateSequenceModel {
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

    private static final class Item extends Literal implements TemplateHashModel {
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
    private record Hash(Map<?, ?> values, SpecPath path) implements TemplateHashModel {
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
