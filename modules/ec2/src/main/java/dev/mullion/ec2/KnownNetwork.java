package dev.mullion.ec2;

import dev.mullion.core.spec.SpecPath;

/**
 * A network as those see it that are checked against it.
 *
 * @param path where its keys stand
 */
public record KnownNetwork(NetworkSpec spec, SpecPath path) {}
