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

    /** The id that the resource with this one has since it was replaced; both masked. */
    Optional<String> successor(String id);

    /** One by its raw URN. */
    Optional<ChangedResource> find(String key);
}
