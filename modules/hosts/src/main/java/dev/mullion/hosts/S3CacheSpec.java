package dev.mullion.hosts;

import dev.mullion.aws.Region;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

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
public record S3CacheSpec(
        @Required @Explain(api = "bucket of BuildKit's s3 cache", example = "build-cache") @Matches(S3CacheSpec.BUCKET)
        String bucket,

        @Explain(api = "region of BuildKit's s3 cache", example = "eu-central-1") @Matches(Region.NAME)
        Optional<String> region,

        @Explain(api = "prefix of BuildKit's s3 cache", example = "web/") @Matches(S3CacheSpec.PREFIX)
        String prefix)
        implements Spec {
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
    static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    static final String PREFIX = "[A-Za-z0-9!_.'()/-]{0,256}";

    public static S3CacheSpecBuilder builder() {
        return new S3CacheSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (!S3CacheSpecBuilder.matchesBucket(bucket)) {
            problems.at("bucket").refuse(bucket, "use a bucket's name: 3 to 63 of a-z 0-9 . -");
        }
        region.filter(name -> !S3CacheSpecBuilder.matchesRegion(name))
                .ifPresent(name -> problems.at("region").refuse(name, "use a region, such as eu-central-1"));
        if (!S3CacheSpecBuilder.matchesPrefix(prefix)) {
            problems.at("prefix")
                    .refuse(prefix, "use what keys start with, such as web/: A-Z a-z 0-9 and ! _ . ' ( ) / -");
        }
    }
}
