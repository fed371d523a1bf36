package dev.mullion.specgen;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/** Generates a builder and a file of texts for each record with {@code @GenerateBuilder}. */
public final class SpecProcessor extends AbstractProcessor {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Core.GENERATE_BUILDER.canonicalName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        TextFile texts = new TextFile(processingEnv.getElementUtils(), processingEnv.getFiler());
        SpecReader reader = new SpecReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), texts);
        for (TypeElement annotation : annotations) {
            for (TypeElement spec : ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))) {
                try {
                    SpecModel model = reader.read(spec);
                    new BuilderWriter(model).file().writeTo(processingEnv.getFiler());
                    texts.write(model);
                } catch (Refusal refusal) {
                    refuse(refusal.at(), refusal.problem());
                } catch (IOException e) {
                    refuse(spec, "its builder can not be written: " + e.getMessage());
                }
            }
        }
        return false;
    }

    private void refuse(Element at, String message) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, at + " " + message, placed(at));
    }

    /** The compiler knows where a component's field stands, not where the component does. */
    private static Element placed(Element at) {
        if (at instanceof RecordComponentElement component) {
            Element spec = Objects.requireNonNull(component.getEnclosingElement());
            for (Element field : ElementFilter.fieldsIn(spec.getEnclosedElements())) {
                if (field.getSimpleName().equals(at.getSimpleName())) {
                    return field;
                }
            }
        }
        return at;
    }
}
