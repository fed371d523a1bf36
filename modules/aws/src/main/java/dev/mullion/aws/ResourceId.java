package dev.mullion.aws;

import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How AWS's resources are named in a configuration, by an id or an ARN, and what to say of a name that is none. */
public enum ResourceId {
    VPC(Regex.VPC, "a VPC's id, such as vpc-0a1b2c3d4e5f60718"),
    SUBNET(Regex.SUBNET, "a subnet's id, such as subnet-0123456789abcdef0"),
    SECURITY_GROUP(Regex.SECURITY_GROUP, "a security group's id, such as sg-0123456789abcdef0"),
    PREFIX_LIST(Regex.PREFIX_LIST, "a prefix list's id, such as pl-0123456789abcdef0"),
    IMAGE(Regex.IMAGE, "an image's id, such as ami-0123456789abcdef0"),
    SNAPSHOT(Regex.SNAPSHOT, "a snapshot's id, such as snap-0123456789abcdef0"),

    /** A key that a policy can name, which takes no alias. */
    KMS_KEY(
            Regex.KMS_KEY,
            "the ARN of a KMS key, such as arn:aws:kms:eu-west-1:123456789012:key/...; a policy takes no alias"),

    /** What a volume takes. EC2 takes ids as well; the provider (terraform-provider-aws, ec2_launch_template.go) does not. */
    KMS_KEY_OR_ALIAS(
            Regex.KMS_KEY_OR_ALIAS,
            "the ARN of a KMS key or alias, such as arn:aws:kms:eu-west-1:123456789012:alias/volumes"),

    /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html, a path of 512 characters included. */
    POLICY(Regex.POLICY, "a policy's ARN, such as arn:aws:iam::123456789012:policy/boundary"),
    ROLE(Regex.ROLE, "a role's ARN, such as arn:aws:iam::123456789012:role/web"),
    CERTIFICATE(
            Regex.CERTIFICATE,
            "a certificate's ARN, such as"
                    + " arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"),

    /**
     * A secret of Secrets Manager, with the hyphen and six characters that AWS puts behind its name.
     * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html
     */
    SECRET(Regex.SECRET, "the ARN of a Secrets Manager secret"),

    /** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
    PARAMETER(Regex.PARAMETER, "the ARN of an SSM parameter"),
    S3_OBJECT(Regex.S3_OBJECT, "the ARN of an S3 object, such as arn:aws:s3:::bucket/web.env");

    private final String regex;
    private final Pattern pattern;
    private final String use;

    ResourceId(String regex, String use) {
        this.regex = regex;
        this.pattern = Pattern.compile(regex);
        this.use = use;
    }

    public boolean matches(String id) {
        return pattern.matcher(id).matches();
    }

    /** The names as a part of a larger regular expression, without groups of its own. */
    public String regex() {
        return regex;
    }

    /** Refuses what is no such name. */
    public void check(String id, Problems problems) {
        if (!matches(id)) {
            problems.refuse(id, "use " + use);
        }
    }

    /** Refuses each that is no such name or stands there twice. */
    public void checkAll(List<String> ids, Problems problems) {
        for (int i = 0; i < ids.size(); i++) {
            if (ids.indexOf(ids.get(i)) == i) {
                check(ids.get(i), problems.at(i));
            } else {
                problems.at(i)
                        .ofRepetition()
                        .refuse(
                                ids.get(i),
                                "name each " + name().toLowerCase(Locale.ROOT).replace('_', ' ') + " once");
            }
        }
    }

    /** The names as regular expressions, for annotations, which take no constant of an enum. */
    public static final class Regex {
        private static final String DIGITS = "(?:[0-9a-f]{8}|[0-9a-f]{17})";

        public static final String VPC = "vpc-" + DIGITS;
        public static final String SUBNET = "subnet-" + DIGITS;
        public static final String SECURITY_GROUP = "sg-" + DIGITS;
        public static final String PREFIX_LIST = "pl-" + DIGITS;
        public static final String IMAGE = "ami-" + DIGITS;
        public static final String SNAPSHOT = "snap-" + DIGITS;
        public static final String KMS_KEY = Partition.ARN + "kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]{1,64}";
        public static final String KMS_KEY_OR_ALIAS =
                Partition.ARN + "kms:[a-z0-9-]+:\\d{12}:(?:key|alias)/[A-Za-z0-9/_-]+";
        public static final String POLICY = Partition.ARN + "iam::(?:aws|\\d{12}):policy/[A-Za-z0-9+=,.@_/-]{1,512}";
        public static final String ROLE = Partition.ARN + "iam::\\d{12}:role/[!-~]{1,512}";
        public static final String CERTIFICATE = Partition.ARN + "(?:acm:[a-z0-9-]+:\\d{12}:certificate/[0-9a-z-]{1,64}"
                + "|iam::\\d{12}:server-certificate/[A-Za-z0-9+=,.@_/-]{1,512})";
        public static final String SECRET =
                Partition.ARN + "secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}-[A-Za-z0-9]{6}";
        public static final String PARAMETER =
                Partition.ARN + "ssm:[a-z0-9-]+:\\d{12}:parameter/[A-Za-z0-9_./-]{1,1011}";
        public static final String S3_OBJECT = Partition.ARN + "s3:::[a-z0-9.-]{3,63}/[^\\x00-\\x1F\\x7F]{1,900}";

        private Regex() {}
    }
}
