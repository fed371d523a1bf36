package dev.mullion.hosts;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bucket where builds share their cache, since builders of one pool share none on their disks. The hosts' role may use it;
 * a build names it: {@code --export-cache type=s3,...}.
 *
 * @param bucket its name
 * @param region of the bucket; that of the stack when not given
 * @param prefix what the keys of the cache start with, such as {@code web/}; nothing when not given
 * @see <a href="https://github.com/moby/buildkit/blob/v0.34.2/README.md#s3-cache-experimental">S3 cache</a>
 */
@GenerateBuilder
public record S3CacheSpec(String bucket, Optional<String> region, String prefix) implements Spec {
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9!_.'()/-]{0,256}");

    public static S3CacheSpecBuilder builder() {
        return new S3CacheSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (!BUCKET.matcher(bucket).matches()) {
            problems.at("bucket").refuse(bucket, "use a bucket's name: 3 to 63 of a-z 0-9 . -");
        }
        region.filter(name -> !REGION.matcher(name).matches())
                .ifPresent(name -> problems.at("region").refuse(name, "use a region, such as eu-central-1"));
        if (!PREFIX.matcher(prefix).matches()) {
            problems.at("prefix")
                    .refuse(prefix, "use what keys start with, such as web/: A-Z a-z 0-9 and ! _ . ' ( ) / -");
        }
    }
}
