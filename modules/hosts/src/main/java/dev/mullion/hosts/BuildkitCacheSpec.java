package dev.mullion.hosts;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * Where builds keep what several builders share.
 *
 * @param s3 a bucket; none when not given
 */
@GenerateBuilder
public record BuildkitCacheSpec(
        @Explain(api = "s3 cache of buildctl", example = "{bucket: build-cache}")
        Optional<S3CacheSpec> s3) implements Spec {
    public static BuildkitCacheSpecBuilder builder() {
        return new BuildkitCacheSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        s3.ifPresent(spec -> spec.check(problems.at("s3")));
    }
}
