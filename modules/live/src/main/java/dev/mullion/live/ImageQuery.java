package dev.mullion.live;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** Images by their ids, deprecated ones among them. */
public final class ImageQuery {
    /** The permission that it needs. */
    public static final String ACTION = "ec2:DescribeImages";

    /** What one filter takes. */
    public static final int MAX_IDS = 200;

    private ImageQuery() {}

    /**
     * Those that EC2 shows.
     *
     * @param ids at most {@link #MAX_IDS}
     */
    public static List<Image> shown(AwsRegion region, List<String> ids) {
        // A filter leaves out an image that is not shown; of a list of ids it fails the call.
        DescribeImagesRequest request = DescribeImagesRequest.builder()
                .includeDeprecated(true)
                .filters(Filter.builder().name("image-id").values(ids).build())
                .build();
        return region.ec2().describeImagesPaginator(request).images().stream().toList();
    }
}
