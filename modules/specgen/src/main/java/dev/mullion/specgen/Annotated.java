package dev.mullion.specgen;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** What annotations say, by their names. */
final class Annotated {
    private Annotated() {}

    static Optional<AnnotationMirror> find(Element element, ClassName annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(annotation.canonicalName())) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    static Optional<Object> value(AnnotationMirror mirror, String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> each :
                mirror.getElementValues().entrySet()) {
            if (each.getKey().getSimpleName().contentEquals(name)) {
                return Optional.of(each.getValue().getValue());
            }
        }
        return Optional.empty();
    }

    static List<String> texts(AnnotationMirror mirror, String name) {
        return value(mirror, name)
                .map(values -> ((List<?>) values)
                        .stream()
                                .map(each -> ((AnnotationValue) each).getValue().toString())
                                .toList())
                .orElse(List.of());
    }
}
