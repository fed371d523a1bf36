package dev.mullion.specgen;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * The file beside a spec's class that keeps what its comment and its annotations say: {@code XSpec.properties}, with
 * {@code text}, and of each key {@code <key>.text}, {@code <key>.default} and what other annotations say.
 */
final class TextFile {
    private static final String TEXT = "text";

    private final Elements elements;
    private final Filer filer;

    TextFile(Elements elements, Filer filer) {
        this.elements = elements;
        this.filer = filer;
    }

    void write(SpecModel spec) throws IOException {
        StringBuilder lines = new StringBuilder();
        line(lines, TEXT, spec.text());
        for (Key key : spec.keys()) {
            line(lines, key.name() + "." + TEXT, key.text());
            if (!key.written().isEmpty()) {
                line(lines, key.name() + ".default", key.written());
            }
            key.facts().forEach((name, value) -> line(lines, key.name() + "." + name, value));
        }
        try (Writer writer = filer.createResource(
                        StandardLocation.CLASS_OUTPUT, folder(spec.element()), file(spec.element()), spec.element())
                .openWriter()) {
            writer.append(lines);
        }
    }

    /** What was written when a spec of another module was compiled. */
    Optional<DocComment> read(TypeElement spec) {
        Properties properties = new Properties();
        try (InputStream stream = filer.getResource(StandardLocation.CLASS_PATH, folder(spec), file(spec))
                .openInputStream()) {
            properties.load(stream);
        } catch (IOException e) {
            return Optional.empty();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.endsWith("." + TEXT)) {
                texts.put(name.substring(0, name.length() - TEXT.length() - 1), properties.getProperty(name));
            }
        }
        return Optional.of(new DocComment(properties.getProperty(TEXT, ""), texts));
    }

    private String folder(TypeElement spec) {
        return elements.getPackageOf(spec).getQualifiedName().toString();
    }

    private String file(TypeElement spec) {
        String name = elements.getBinaryName(spec).toString();
        return name.substring(name.lastIndexOf('.') + 1) + ".properties";
    }

    /** As {@link Properties#load(InputStream)} reads it. */
    private static void line(StringBuilder lines, String name, String value) {
        lines.append(name).append('=');
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            switch (each) {
                case '\\' -> lines.append("\\\\");
                case '\n' -> lines.append("\\n");
                case '\t' -> lines.append("\\t");
                case ' ' -> lines.append(i == 0 ? "\\ " : " ");
                default -> {
                    if (each < 0x20 || each > 0x7E) {
                        lines.append(String.format("\\u%04X", (int) each));
                    } else {
                        lines.append(each);
                    }
                }
            }
        }
        lines.append('\n');
    }
}
