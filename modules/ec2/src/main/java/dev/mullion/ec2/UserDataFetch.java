package dev.mullion.ec2;

import dev.mullion.core.userdata.UserData;

/**
 * How machines get their script from S3, and why they do, for who reads a preview.
 *
 * @param document what their launch template holds
 * @param asked whether somebody asked for it ({@code storage: s3}); else it would not fit
 * @param longest the bytes of a launch template's document that holds the script, as many as there can be
 */
public record UserDataFetch(UserData document, boolean asked, int longest) {}
