package dev.mullion.testkit.config;

import dev.mullion.core.config.Binding;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.Warning;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * The rules of a module, run over the sections of a stack file that they are about.
 *
 * @param builder of a spec with a key for each section
 * @param checks what the sections are checked by
 * @param <S> the spec
 */
public record Rules<S extends Spec>(Supplier<? extends SpecBuilder<S>> builder, Checks<S> checks) {
    /** The rules, which need more than the sections. */
    @FunctionalInterface
    public interface Checks<S> {
        /** Reports what is wrong with sections that may be refused already. */
        void check(S sections, EngineConfig engine, Path directory, Problems problems);
    }

    /** Every line that a user is told, or nothing when nothing is refused. */
    public List<String> problems(Project project) {
        return project.problems(directory -> conclude(project, directory));
    }

    /** The warnings of what is not refused. */
    public List<String> warnings(Project project) {
        return project.warnings(directory -> conclude(project, directory));
    }

    private List<Warning> conclude(Project project, Path directory) {
        StackConfig config = project.config(directory);
        SpecBuilder<S> sections = builder.get();
        Binding binding = config.bind(sections);
        Problems problems = new Problems();
        checks.check(sections.unchecked(), config.engine(), directory, problems);
        return binding.conclude(sections, problems, List.of());
    }
}
