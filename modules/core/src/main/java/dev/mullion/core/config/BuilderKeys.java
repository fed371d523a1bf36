package dev.mullion.core.config;

import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A spec's builder and its keys: each public method of one parameter that returns the builder. */
final class BuilderKeys {
    private final SpecBuilder<?> builder;
    private final Map<String, Method> methods;

    private BuilderKeys(SpecBuilder<?> builder, Map<String, Method> methods) {
        this.builder = builder;
        this.methods = methods;
    }

    static BuilderKeys of(Class<?> spec) {
        SpecBuilder<?> builder;
        try {
            builder = (SpecBuilder<?>) invoke(spec.getDeclaredMethod("builder"), null);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(spec + " has no static method builder()", e);
        }
        Map<String, List<Method>> named = new TreeMap<>();
        for (Method method : builder.getClass().getMethods()) {
            if (method.getParameterCount() == 1
                    && !method.isBridge()
                    && !Modifier.isStatic(method.getModifiers())
                    && SpecBuilder.class.isAssignableFrom(method.getReturnType())
                    && method.getReturnType().isInstance(builder)) {
                named.computeIfAbsent(method.getName(), name -> new ArrayList<>())
                        .add(method);
            }
        }
        // In the order of the record, which is the order an author chose for readers.
        Map<String, Method> methods = new LinkedHashMap<>();
        for (RecordComponent component : spec.getRecordComponents()) {
            Optional.ofNullable(named.remove(component.getName()))
                    .ifPresent(overloads -> methods.put(component.getName(), one(overloads, component)));
        }
        named.forEach((name, overloads) -> methods.put(name, overloads.get(0)));
        return new BuilderKeys(builder, methods);
    }

    List<String> names() {
        return List.copyOf(methods.keySet());
    }

    Optional<Method> method(String key) {
        return Optional.ofNullable(methods.get(key));
    }

    /** Why a key that does not exist is refused, where there is more to say than that it is unknown. */
    Optional<String> refusal(String key) {
        return Optional.ofNullable(builder.refusedKeys().get(key));
    }

    void set(Method method, Object value) {
        invoke(method, builder, value);
    }

    Spec unchecked() {
        return builder.unchecked();
    }

    /** An overload is there for Java's sake; the key has the component's own type. */
    private static Method one(List<Method> overloads, RecordComponent component) {
        String own = component.getGenericType().getTypeName();
        return overloads.stream()
                .filter(method -> {
                    String type = method.getGenericParameterTypes()[0].getTypeName();
                    return own.equals(type) || own.equals("java.util.Optional<" + type + ">");
                })
                .findFirst()
                .orElse(overloads.get(0));
    }

    /** @throws IllegalArgumentException from the method itself; any other exception is our own mistake */
    static Object invoke(Method method, @Nullable Object target, Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(method + " with " + Arrays.toString(arguments), e.getCause());
        }
    }
}
