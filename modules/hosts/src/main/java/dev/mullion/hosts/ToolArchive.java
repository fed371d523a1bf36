package dev.mullion.hosts;

import java.util.Optional;

/**
 * The archive that a host installs a program from.
 *
 * @param tool the program
 * @param version of it
 * @param url where the host reads it
 * @param hash what it must have; empty where nobody knows it, and then nothing is deployed
 */
public record ToolArchive(WindowsTool tool, ToolVersion version, String url, Optional<ToolHash> hash) {}
