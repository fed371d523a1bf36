package dev.mullion.ec2;

import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.IamStatement;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.text.Sha256;
import dev.mullion.core.userdata.UserData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine's script in S3, under a key that changes with it, so that no machine ever reads that of another launch template
 * than its own; and the small document in the launch template, which gets it, checks its hash and runs it.
 *
 * @param name of the component that makes the launch template
 * @param folder what the keys of its scripts start with, without a slash
 * @param bucket an existing bucket; empty where {@link UserDataObject} makes one
 */
public record StoredUserData(String name, String folder, Optional<String> bucket) {
    private static final int LONGEST_BUCKET = 63;
    private static final int HASH_LENGTH = 64;
    private static final int SHOWN_HASH_LENGTH = 12;

    /**
     * Where the script of a component lies.
     *
     * @param name of the component that makes the launch template
     */
    public static StoredUserData of(String name, UserDataSpec spec, StackContext context) {
        return new StoredUserData(name, context.name(name), spec.bucket());
    }

    /**
     * Refuses a document that EC2 would not take for its size, and warns of a role that must be allowed to read the script.
     *
     * @param longest the document as long as it can get
     * @param existingRole what says that the role is none of ours; empty where one is made
     * @param problems the view of the instance's keys
     */
    public static void check(
            String name,
            WindowsInstanceSpec spec,
            UserData longest,
            Optional<ExistingRole> existingRole,
            StackContext context,
            Problems problems) {
        if (!spec.userData().inS3(longest)) {
            longest.checkSize(problems);
            return;
        }
        StoredUserData stored = of(name, spec.userData(), context);
        stored.document(new Script(longest, "0".repeat(HASH_LENGTH)), stored.bucket.orElse("x".repeat(LONGEST_BUCKET)))
                .checkSize(problems);
        existingRole.ifPresent(role -> problems.at(role.key())
                .warn(
                        "EC2007",
                        "user data goes to S3, and " + role.what() + " must allow s3:GetObject on "
                                + stored.bucket
                                        .map(bucket -> stored.objects(bucket, context))
                                        .orElse(stored.folder
                                                + "/* in the bucket that is made (userData.bucket names one of"
                                                + " yours)")));
    }

    /**
     * A role that Mullion gives no rights.
     *
     * @param key that names it
     * @param what it is, with its name
     */
    public record ExistingRole(String key, String what) {
        /** The role of an instance's existing profile. */
        public static Optional<ExistingRole> of(WindowsInstanceSpec spec) {
            return spec.instanceProfile()
                    .map(profile -> new ExistingRole(
                            "instanceProfile", "the role of the existing instance profile " + profile));
        }
    }

    /**
     * A script and what it is checked against.
     *
     * @param userData the document that would hold it
     * @param sha256 of the script
     */
    public record Script(UserData userData, String sha256) {
        public static Script known(UserData userData) {
            return new Script(userData, Sha256.hex(userData.script()));
        }

        /**
         * One with stand-ins in it, whose hash has a stand-in too. As a hash, it is another for another script.
         *
         * @param name of the component that makes the launch template
         */
        public static Script standIn(String name, UserData userData) {
            String digest = Sha256.hex(userData.script()).substring(0, SHOWN_HASH_LENGTH);
            return new Script(userData, "${" + name + ".userDataSha256(" + digest + ")}");
        }
    }

    /** The key of a script in the bucket. */
    public String key(String sha256) {
        return folder + "/" + sha256 + ".ps1";
    }

    /** The document that gets the script from a bucket. */
    public UserData document(Script script, String bucketName) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("bucket", bucketName);
        model.put("key", key(script.sha256()));
        model.put("sha256", script.sha256());
        return script.userData().fetchedBy(UserDataStep.GET_USER_DATA.with(model));
    }

    /**
     * How a machine gets the script, with a stand-in for the name of a bucket that is made.
     *
     * @param longest the document that would hold it, as long as it can get
     */
    public UserDataFetch fetch(Script script, UserDataSpec spec, UserData longest) {
        UserData document = document(script, bucket.orElse("${" + bucketChild() + ".bucket}"));
        return new UserDataFetch(document, spec.storage() == UserDataSpec.Storage.S3, longest.size());
    }

    /** What a role must be allowed to read the scripts of this component, and nothing else. */
    String readPolicy(String bucketName, StackContext context) {
        IamStatement read = IamStatement.allow(List.of("s3:GetObject"), List.of(objects(bucketName, context)));
        return new IamPolicy(List.of(read)).shortJson();
    }

    /** The bucket that is made, as a child of the component. */
    String bucketChild() {
        return name + "-user-data";
    }

    private String objects(String bucketName, StackContext context) {
        return context.partition().arn("s3:::" + bucketName + "/" + folder + "/*");
    }
}
