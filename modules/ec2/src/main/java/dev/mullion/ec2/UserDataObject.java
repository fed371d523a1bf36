package dev.mullion.ec2;

import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.aws.s3.BucketObjectv2Args;
import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.RolePolicies;
import dev.mullion.aws.StackContext;
import dev.mullion.core.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The object that holds a machine's script, and its bucket where none is given: nothing of it is public, ACLs are off, it
 * answers over TLS alone, and S3 encrypts it. Destroying the stack empties it, since nothing else is in it.
 *
 * <p>It makes, as children of its owner, {@code name-user-data-script}, {@code name-user-data-read} (the policy of a role that is
 * made) and, where no bucket is given, {@code name-user-data} and {@code name-user-data-public-access},
 * {@code -ownership}, {@code -policy}.
 */
public final class UserDataObject {
    /** A prefix has at most 37 characters, to which the provider adds 26: terraform-provider-aws, bucket_prefix. */
    private static final int MAX_PREFIX_LENGTH = 36;

    private final StoredUserData stored;
    private final StackContext context;
    private final Resource owner;
    private final Output<String> bucket;
    private final List<Resource> prerequisites = new ArrayList<>();

    /**
     * @param owner the component that makes the launch template
     */
    public UserDataObject(
            StoredUserData stored, Output<StoredUserData.Script> script, StackContext context, Resource owner) {
        this.stored = stored;
        this.context = context;
        this.owner = owner;
        bucket = stored.bucket().map(Output::of).orElseGet(this::bucket);
        String child = stored.name() + "-user-data-script";
        // Without tags: an object takes ten, https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
        Resource object = new BucketObjectv2(
                child,
                context.customized(
                                child,
                                BucketObjectv2Args.builder()
                                        .bucket(bucket)
                                        .key(script.applyValue(known -> stored.key(known.sha256())))
                                        .content(script.applyValue(
                                                known -> known.userData().script()))
                                        .contentType("text/plain"))
                        .build(),
                child(List.copyOf(prerequisites)));
        prerequisites.add(object);
        if (stored.bucket().isEmpty()) {
            prerequisites.add(tlsOnly(object));
        }
    }

    /** The name of the bucket. */
    public Output<String> bucketName() {
        return bucket;
    }

    /** Allows a role to read the scripts. */
    public void allow(Output<String> role) {
        prerequisites.addAll(RolePolicies.give(
                stored.name(),
                role,
                List.of(),
                Map.of("user-data-read", bucket.applyValue(known -> stored.readPolicy(known, context))),
                context,
                owner));
    }

    /** What must exist before an instance boots, since its launch template does not refer to it. */
    public List<Resource> prerequisites() {
        return List.copyOf(prerequisites);
    }

    private Output<String> bucket() {
        String name = stored.bucketChild();
        BucketV2 made = new BucketV2(
                name,
                context.customized(
                                name,
                                BucketV2Args.builder()
                                        .bucketPrefix(prefix(stored.folder()))
                                        .forceDestroy(true)
                                        .tags(context.tags(stored.name(), context.name(name))))
                        .build(),
                child(List.of()));
        Resource publicAccess = new BucketPublicAccessBlock(
                name + "-public-access",
                context.customized(
                                name + "-public-access",
                                BucketPublicAccessBlockArgs.builder()
                                        .bucket(made.bucket())
                                        .blockPublicAcls(true)
                                        .blockPublicPolicy(true)
                                        .ignorePublicAcls(true)
                                        .restrictPublicBuckets(true))
                        .build(),
                child(List.of()));
        // One after another: S3 refuses changes of a bucket's settings that meet.
        Resource ownership = new BucketOwnershipControls(
                name + "-ownership",
                context.customized(
                                name + "-ownership",
                                BucketOwnershipControlsArgs.builder()
                                        .bucket(made.bucket())
                                        .rule(BucketOwnershipControlsRuleArgs.builder()
                                                .objectOwnership("BucketOwnerEnforced")
                                                .build()))
                        .build(),
                child(List.of(publicAccess)));
        prerequisites.addAll(List.of(made, publicAccess, ownership));
        return made.bucket();
    }

    /** Behind the object: emulations of S3 read no conditions, and refuse everything once the policy is there. */
    private Resource tlsOnly(Resource object) {
        String name = stored.bucketChild() + "-policy";
        return new BucketPolicy(
                name,
                context.customized(
                                name,
                                BucketPolicyArgs.builder().bucket(bucket).policy(bucket.applyValue(this::tlsOnly)))
                        .build(),
                child(List.of(object)));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit */
    private String tlsOnly(String bucketName) {
        String arn = context.partition().arn("s3:::" + bucketName);
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Deny");
        statement.put("Principal", "*");
        statement.put("Action", "s3:*");
        statement.put("Resource", List.of(arn, arn + "/*"));
        statement.put("Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put("Statement", List.of(statement));
        return JsonText.of(document);
    }

    /** A bucket's name is one among those of all accounts, so AWS's provider makes it unique. */
    private static String prefix(String folder) {
        String allowed =
                folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
        return allowed.substring(0, Math.min(allowed.length(), MAX_PREFIX_LENGTH))
                        .replaceAll("-$", "") + "-";
    }

    private CustomResourceOptions child(List<Resource> before) {
        return CustomResourceOptions.builder().parent(owner).dependsOn(before).build();
    }
}
