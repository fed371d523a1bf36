package dev.mullion.aws;

import com.pulumi.Context;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Warning;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What every component of a stack shares.
 *
 * <p>{@link #customize} changes children of components, whichever component makes them:
 *
 * <pre>{@code
 * StackContext context = new StackContext("shop", "dev", region, tags, directory)
 *         .customize(LaunchTemplateArgs.Builder.class, "storefront-general-launch-template",
 *                 args -> args.ebsOptimized("true"));
 * ...                                  // the components
 * context.checkCustomizations();       // none was for a child that does not exist
 * }</pre>
 */
public final class StackContext {
    private final String project;
    private final String stack;
    private final Optional<String> region;
    private final Map<String, String> tags;
    private final Path directory;
    private final GivenNames names;
    private final Customizations customizations;
    private final Consumer<Warning> warnings;
    private final Optional<ProgramContext> program;

    /**
     * The context of a stack, with nothing customized.
     *
     * @param project the Pulumi project's name
     * @param stack the stack's name, such as {@code dev}
     * @param region {@code aws:region}, when the configuration says it
     * @param tags the user's own tags, for everything that takes tags
     * @param directory the project's directory, which files in the configuration are relative to
     */
    public StackContext(
            String project, String stack, Optional<String> region, Map<String, String> tags, Path directory) {
        this(
                project,
                stack,
                region,
                tags,
                directory,
                GivenNames.NONE,
                Customizations.NONE,
                warning -> {},
                Optional.empty());
    }

    private StackContext(
            String project,
            String stack,
            Optional<String> region,
            Map<String, String> tags,
            Path directory,
            GivenNames names,
            Customizations customizations,
            Consumer<Warning> warnings,
            Optional<ProgramContext> program) {
        this.project = project;
        this.stack = stack;
        this.region = region;
        this.tags = Map.copyOf(tags);
        this.directory = directory;
        this.names = names;
        this.customizations = customizations;
        this.warnings = warnings;
        this.program = program;
    }

    /**
     * The context of a Pulumi program that makes components one by one, in the current directory. What components warn of
     * goes to Pulumi's log. In a program of {@code Mullion.runProgram} a name that two of them have in AWS is refused, and
     * {@link #checkCustomizations} goes without saying.
     *
     * @param tags the user's own tags, for everything that takes tags
     */
    public static StackContext of(Context program, Map<String, String> tags) {
        return new StackContext(
                program.projectName(),
                program.stackName(),
                program.config("aws").get("region"),
                tags,
                Path.of(""),
                GivenNames.NONE,
                Customizations.NONE,
                warning -> program.log().warn(warning.withoutLevel()),
                program instanceof ProgramContext own ? Optional.of(own) : Optional.empty());
    }

    /** The same with further tags, for a part of the stack; they win over those of all. */
    public StackContext withTags(Map<String, String> further) {
        Map<String, String> all = new TreeMap<>(tags);
        all.putAll(further);
        return new StackContext(project, stack, region, all, directory, names, customizations, warnings, program);
    }

    /**
     * The same where resources have names in AWS that Pulumi does not make up.
     *
     * @param given names in AWS by the children's names
     */
    public StackContext withNames(Map<String, String> given) {
        return new StackContext(
                project, stack, region, tags, directory, GivenNames.of(given), customizations, warnings, program);
    }

    /** Tells the user of something that is allowed and probably unwanted. */
    public void warn(Warning warning) {
        warnings.accept(warning);
    }

    /**
     * Takes a name of which AWS has one in an account and region, where the program is known.
     *
     * @param kind what bears it; two kinds may share a name
     * @param owner the component
     * @return the component of the program that has it already
     */
    public Optional<String> claim(String kind, String name, String owner) {
        return program.flatMap(own -> own.claim(kind, name, owner));
    }

    /**
     * This context with one child customized: components that are made with the new one give the child's args builder to
     * the function before they build. A builder's setters replace, so whoever adds to a list gives all of it; options of
     * a child (protect, aliases) are Pulumi's resource transformations to change. Changes of one child happen in order.
     *
     * @param builder the class of the child's args builder, such as {@code LaunchTemplateArgs.Builder.class}
     * @param child the child's name, such as {@code storefront-general-launch-template}; each component lists its own
     * @param change gets the builder and gives it back
     */
    public <B> StackContext customize(Class<B> builder, String child, UnaryOperator<B> change) {
        return with(customizations.with(builder, Optional.of(child), change));
    }

    /** The same for every child of that type. */
    public <B> StackContext customize(Class<B> builder, UnaryOperator<B> change) {
        return with(customizations.with(builder, Optional.empty(), change));
    }

    /** What a component builds a child from: its own args builder with the caller's changes. */
    public <B> B customized(String child, B args) {
        return customizations.customized(child, names.named(child, args));
    }

    /**
     * For the end of a program: a customization that met no child is a misspelt name.
     *
     * @throws dev.mullion.core.spec.SpecException naming each, and the children it could have meant
     */
    public void checkCustomizations() {
        Problems problems = new Problems();
        customizations.check(problems);
        problems.throwIfAny();
    }

    /** For the end of a program: refuses a name that met no child, at its own path below {@code problems}. */
    public void checkNames(Problems problems) {
        names.check(problems);
    }

    private StackContext with(Customizations changed) {
        program.ifPresent(own -> own.add(changed));
        return new StackContext(project, stack, region, tags, directory, names, changed, warnings, program);
    }

    public String project() {
        return project;
    }

    public String stack() {
        return stack;
    }

    public Optional<String> region() {
        return region;
    }

    public Map<String, String> tags() {
        return tags;
    }

    public Path directory() {
        return directory;
    }

    /** The name of something that scripts mention and that is therefore never generated: {@code <key>-<stack>}. */
    public String name(String key) {
        return key + "-" + stack;
    }

    /** The partition of the region; that of most regions where none is known. */
    public Partition partition() {
        return region.map(Partition::of).orElse(Partition.AWS);
    }

    /** All tags of a component's resources: the user's, and which project, stack and component made them; sorted. */
    public Map<String, String> tags(String component) {
        Map<String, String> all = new TreeMap<>(tags);
        all.put("mullion:project", project);
        all.put("mullion:stack", stack);
        all.put("mullion:component", component);
        return new LinkedHashMap<>(all);
    }

    /** The tags of a component's resource that the console shows by name. */
    public Map<String, String> tags(String component, String name) {
        Map<String, String> all = new TreeMap<>(tags(component));
        all.put("Name", name);
        return new LinkedHashMap<>(all);
    }
}
