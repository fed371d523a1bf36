package dev.mullion.diff.finding;

import java.util.List;
import java.util.Optional;

/** The resources of a comparison. */
public interface Resources {
    /** Those that do not stay as they are, in the order of the report. */
    List<Subject> changed();

    /** Those that need a resource, whether they change or not. */
    List<Subject> dependents(String key);

    /** One by its raw URN. */
    Optional<Subject> find(String key);
}
