package dev.mullion.live.adopt;

import java.util.List;
import java.util.Map;

/**
 * A part of the stack file with what it takes over.
 *
 * @param key its last key
 * @param spec what stands there
 * @param existing what runs already of it
 * @param notes what can not be said of it
 * @param preparations commands that keep what runs from being replaced
 * @param files that it names, by their paths in the project
 */
record Part(
        String key,
        Map<String, Object> spec,
        List<Existing> existing,
        List<String> notes,
        List<String> preparations,
        Map<String, String> files) {}
