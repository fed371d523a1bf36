package dev.mullion.diff.finding;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources of a comparison. */
public interface Resources {
    /** Those that do not stay as they are, in the order of the report; each is masked when its turn comes. */
    Stream<ChangedResource> changed();

    /** Those of a type. */
    List<ChangedResource> changed(String type);

    /** Those that need a resource, whether they change or not. */
    List<ChangedResource> dependents(String key);

    /** Whether the one id is that of the resource which had the other, before it was replaced; both masked. */
    boolean isSuccessor(String before, String after);

    /** One by its raw URN. */
    Optional<ChangedResource> find(String key);
}
