package dev.mullion.diff.masking;

/**
 * Where a text holds a secret, and never what.
 *
 * @param line 1 or more
 * @param reason what it looks like, or why it is known
 */
public record SecretPlace(int line, String reason) {}
