package dev.mullion.aws;

import dev.mullion.core.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The regions of AWS.
 *
 * <p>Sources: botocore, {@code partitions.json}; of those that it does not list, AWS's own pages and announcements. New ones
 * open some times a year.
 *
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html">AWS Regions</a>
 */
public final class Region {
    /** How the name of any is written, those that open later as well: it becomes a part of a host's name. */
    public static final String NAME = "[a-z]{2,10}(-[a-z]{2,12}){1,3}-\\d{1,2}";

    private static final Pattern PATTERN = Pattern.compile(NAME);

    private static final List<String> ALL = List.of(
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "cn-north-1",
            "cn-northwest-1",
            "eu-central-1",
            "eu-central-2",
            "eu-isoe-west-1",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eusc-de-east-1",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-gov-east-1",
            "us-gov-west-1",
            "us-iso-east-1",
            "us-iso-west-1",
            "us-isob-east-1",
            "us-isob-west-1",
            "us-isof-east-1",
            "us-isof-south-1",
            "us-west-1",
            "us-west-2");

    private Region() {}

    /** Whether a text may be the name of one. */
    public static boolean isName(String text) {
        return PATTERN.matcher(text).matches();
    }

    /** Whether a region of that name was there when this version of Mullion was made. */
    public static boolean isKnown(String region) {
        return ALL.contains(region);
    }

    /** The one that somebody probably meant. */
    public static Optional<String> nearest(String region) {
        return Nearest.to(region, ALL);
    }
}
