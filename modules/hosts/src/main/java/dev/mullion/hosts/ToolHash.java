package dev.mullion.hosts;

/**
 * The checksum of an archive, which is compared before anything of it is unpacked.
 *
 * @param algorithm as {@code Get-FileHash} names it: {@code SHA256} or {@code SHA512}
 * @param hexadecimal in lower case
 */
public record ToolHash(String algorithm, String hexadecimal) {}
