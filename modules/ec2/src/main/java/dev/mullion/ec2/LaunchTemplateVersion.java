package dev.mullion.ec2;

import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.core.Output;

/**
 * One version of a launch template, as groups refer to it.
 *
 * @param id of the template
 * @param version its number
 */
public record LaunchTemplateVersion(Output<String> id, Output<String> version) {
    /** The version that this deployment makes or keeps: a changed template gives another one. */
    public static LaunchTemplateVersion latest(LaunchTemplate template) {
        return new LaunchTemplateVersion(template.id(), template.latestVersion().applyValue(String::valueOf));
    }
}
