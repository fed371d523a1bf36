package dev.mullion.provider.engine;

import com.google.protobuf.Struct;
import java.util.Set;

/**
 * What a construction made.
 *
 * @param urn of the component
 * @param outputs its own
 * @param resources the URNs of the resources below it that are no components, sorted
 */
public record ConstructedComponent(String urn, Struct outputs, Set<String> resources) {}
