package dev.mullion.aws;

import com.pulumi.Config;
import com.pulumi.Context;
import com.pulumi.context.LoggingContext;
import com.pulumi.core.Output;
import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Pulumi's context of a program that makes components one by one. It knows what only a whole program shows: names that two
 * components have, and customizations that met no child by its end.
 */
public final class ProgramContext implements Context {
    private final Context context;
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final List<Customizations> customizations = new CopyOnWriteArrayList<>();

    private ProgramContext(Context context) {
        this.context = context;
    }

    /**
     * Runs a program, and what is checked at its end.
     *
     * @throws dev.mullion.core.spec.SpecException when a customization met no child
     */
    public static void run(Context context, Consumer<Context> program) {
        ProgramContext own = new ProgramContext(context);
        program.accept(own);
        Problems problems = new Problems();
        own.customizations.forEach(each -> each.checkLast(problems));
        problems.throwIfAny();
    }

    /** Whose name it was before. */
    Optional<String> claim(String kind, String name, String owner) {
        return Optional.ofNullable(owners.putIfAbsent(kind + " " + name, owner));
    }

    /** Notes customizations with one more than before. */
    void add(Customizations more) {
        customizations.add(more);
    }

    @Override
    public String projectName() {
        return context.projectName();
    }

    @Override
    public String stackName() {
        return context.stackName();
    }

    @Override
    public String organizationName() {
        return context.organizationName();
    }

    @Override
    public LoggingContext log() {
        return context.log();
    }

    @Override
    public Config config() {
        return context.config();
    }

    @Override
    public Config config(String name) {
        return context.config(name);
    }

    @Override
    public <T> Output<T> output(T value) {
        return context.output(value);
    }

    @Override
    public Context export(String name, Output<?> output) {
        context.export(name, output);
        return this;
    }
}
