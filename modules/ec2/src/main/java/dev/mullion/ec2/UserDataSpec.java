package dev.mullion.ec2;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.userdata.UserData;
import java.util.Optional;

/**
 * Where the script that a machine boots with is kept.
 *
 * <pre>{@code
 * userData: {storage: s3, bucket: artifacts-of-mine}
 * }</pre>
 *
 * @param storage auto, inline or s3; auto when not given
 * @param bucket the name of an existing bucket, in the stack's region; one is made when not given
 */
@GenerateBuilder
public record UserDataSpec(
        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.UserData", example = "s3") @Default("AUTO")
        Storage storage,

        @Explain(api = "AWS::S3::Bucket", example = "windows-user-data") @Matches(UserDataSpec.BUCKET)
        Optional<String> bucket)
        implements Spec {
    /** S3's rules: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
    static final String BUCKET = "(?!xn--|sthree-|amzn-s3-demo-)(?!.*\\.\\.)"
            + "(?!.*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$)(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)"
            + "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    /** Where it is. */
    public enum Storage {
        /** In the launch template where it fits, else in S3. */
        AUTO("auto"),
        /** In the launch template. */
        INLINE("inline"),
        /** In S3, with a small script in the launch template that gets it from there. */
        S3("s3");

        private final String spelling;

        Storage(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    public static UserDataSpecBuilder builder() {
        return new UserDataSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        bucket.ifPresent(name -> {
            if (!UserDataSpecBuilder.matchesBucket(name)) {
                problems.at("bucket")
                        .refuse(
                                name,
                                "use a bucket's name, not its ARN or address: 3 to 63 of a-z 0-9 . -, a letter or digit first"
                                        + " and last, no two dots in a row, no IP address, and no beginning or end that S3"
                                        + " keeps for itself");
            }
            if (storage == Storage.INLINE) {
                problems.given("storage")
                        .at("bucket")
                        .refuse(name, "leave it out, or use storage: auto or s3: inline user data is in no bucket");
            }
        });
    }

    /**
     * Whether a document is kept in S3.
     *
     * @param longest the document as long as it can get
     */
    public boolean inS3(UserData longest) {
        return switch (storage) {
            case AUTO -> longest.hasUsableSteps() && longest.size() > UserData.MAX_BYTES;
            case INLINE -> false;
            case S3 -> true;
        };
    }
}
