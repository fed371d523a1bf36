package dev.mullion.aws;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Changes of a caller to the children of components: functions from a child's args builder to itself, which see it when
 * the component is done with it. What the SDK can say, a caller can say.
 *
 * <pre>{@code
 * StackContext context = new StackContext("shop", "dev", region, tags, directory)
 *         .customize(LaunchTemplateArgs.Builder.class, "storefront-general-launch-template",
 *                 args -> args.ebsOptimized("true"))
 *         .customize(LogGroupArgs.Builder.class, args -> args.skipDestroy(true));
 * ...                                  // the components
 * context.checkCustomizations();       // none was for a child that does not exist
 * }</pre>
 *
 * <p>A component gives each of its children to {@link StackContext#customized}. A builder's setters replace, so a caller
 * that adds to a list gives all of it. Options of a child (protect, aliases) are changed with Pulumi's own resource
 * transformations.
 */
final class Customizations {
    static final Customizations NONE = new Customizations(List.of(), new ConcurrentSkipListSet<>());

    private final List<Customization<?>> all;
    /** What there was to customize, for the message about what was not there: {@code LogGroupArgs storefront-logs}. */
    private final Set<String> seen;

    private Customizations(List<Customization<?>> all, Set<String> seen) {
        this.all = List.copyOf(all);
        this.seen = seen;
    }

    <B> Customizations with(Class<B> builder, Optional<String> child, UnaryOperator<B> change) {
        return new Customizations(
                Stream.concat(all.stream(), Stream.of(new Customization<>(builder, child, change)))
                        .toList(),
                this == NONE ? new ConcurrentSkipListSet<>() : seen);
    }

    <B> B customized(String child, B args) {
        if (all.isEmpty()) {
            return args;
        }
        seen.add(args(args.getClass()) + " " + child);
        B changed = args;
        for (Customization<?> each : all) {
            changed = each.on(child, changed);
        }
        return changed;
    }

    /** Refuses customizations that met no child, with the children of that type there were. */
    void check(Problems problems) {
        all.forEach(each -> check(each, problems));
    }

    /** The same for the one that was added last. */
    void checkLast(Problems problems) {
        check(all.get(all.size() - 1), problems);
    }

    private void check(Customization<?> each, Problems problems) {
        if (!each.met) {
            String type = args(each.builder);
            Set<String> others = new TreeSet<>();
            seen.stream()
                    .filter(child -> child.startsWith(type + " "))
                    .forEach(child -> others.add(child.substring(type.length() + 1)));
            problems.add("customize(" + type
                    + each.child.map(name -> ", " + name).orElse("") + ") met no child; "
                    + (others.isEmpty() ? "there is none of that type" : "use " + String.join(", ", others)));
        }
    }

    /** {@code LaunchTemplateArgs} of {@code LaunchTemplateArgs.Builder}. */
    private static String args(Class<?> builder) {
        Class<?> enclosing = builder.getEnclosingClass();
        return (enclosing == null ? builder : enclosing).getSimpleName();
    }

    private static final class Customization<B> {
        private final Class<B> builder;
        private final Optional<String> child;
        private final UnaryOperator<B> change;
        private volatile boolean met;

        Customization(Class<B> builder, Optional<String> child, UnaryOperator<B> change) {
            this.builder = builder;
            this.child = child;
            this.change = change;
        }

        /** Whose class is ours is a B, so what comes back is as well. */
        @SuppressWarnings("unchecked")
        <C> C on(String name, C args) {
            if (args.getClass() != builder || !child.orElse(name).equals(name)) {
                return args;
            }
            met = true;
            B changed = change.apply(builder.cast(args));
            if (changed == null) {
                throw new SpecException(List.of(new Problem(
                        SpecPath.ROOT,
                        "customize(" + args(builder) + ", " + name + ") gives null; give the builder back")));
            }
            return (C) changed;
        }
    }
}
