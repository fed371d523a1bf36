package dev.mullion.live.adopt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** What AWS tells of a thing beyond what is read of it, so that nothing is dropped without a word. */
final class Unread {
    private Unread() {}

    /**
     * Names each member that has a value, is not read, and is not what it usually is.
     *
     * @param thing as a line calls it
     * @param read members that are read, or that say nothing of how the thing was made
     * @param usual values that AWS gives where nobody chose one, by member
     * @param lines gets a line of all of them
     */
    static void tell(String thing, SdkPojo told, Set<String> read, Map<String, Object> usual, Consumer<String> lines) {
        Set<String> unread = new TreeSet<>();
        for (SdkField<?> field : told.sdkFields()) {
            String name = field.memberName();
            Object value = field.getValueOrDefault(told);
            if (!read.contains(name)
                    && !isNothing(value)
                    && !value.equals(usual.get(name))
                    && !isUsual(value, usual, name)) {
                unread.add(name);
            }
        }
        if (!unread.isEmpty()) {
            lines.accept(thing + " has " + String.join(", ", unread) + ", which a stack file can not say");
        }
    }

    private static boolean isUsual(Object value, Map<String, Object> usual, String name) {
        return usual.get(name) instanceof List<?> list
                && value instanceof Collection<?> items
                && List.copyOf(items).equals(list);
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || value instanceof SdkAutoConstructList<?>
                || value instanceof SdkAutoConstructMap<?, ?>
                || value.equals(false)
                || (value instanceof Collection<?> items && items.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof String text && text.isEmpty());
    }
}
