package dev.mullion.aws;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The partitions of AWS, groups of regions with accounts, ARNs and names of their own: a row each.
 *
 * <p>Sources: regions and DNS suffixes, aws-sdk-go-v2 and botocore, {@code partitions.json}; principals, eksctl,
 * {@code pkg/apis/eksctl.io/v1alpha5/partitions.go}, and for aws-eusc, where IAM refuses {@code ec2.amazonaws.eu},
 * practitioners.
 */
public enum Partition {
    AWS("aws", "", "amazonaws.com", "ec2.amazonaws.com"),
    AWS_CN("aws-cn", "cn-", "amazonaws.com.cn", "ec2.amazonaws.com.cn"),
    AWS_US_GOV("aws-us-gov", "us-gov-", "amazonaws.com", "ec2.amazonaws.com"),
    AWS_ISO("aws-iso", "us-iso-", "c2s.ic.gov", "ec2.c2s.ic.gov"),
    AWS_ISO_B("aws-iso-b", "us-isob-", "sc2s.sgov.gov", "ec2.sc2s.sgov.gov"),
    AWS_ISO_E("aws-iso-e", "eu-isoe-", "cloud.adc-e.uk", "ec2.amazonaws.com"),
    AWS_ISO_F("aws-iso-f", "us-isof-", "csp.hci.ic.gov", "ec2.amazonaws.com"),
    AWS_EUSC("aws-eusc", "eusc-", "amazonaws.eu", "ec2.amazonaws.com");

    /** The start of every ARN, as a regular expression; a constant, for annotations. */
    public static final String ARN = "arn:(?:aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):";

    /** The end of the names of AWS's hosts, as a regular expression. */
    public static final String DNS_SUFFIX = anyOf(partition -> partition.dnsSuffix);

    private final String id;
    private final String regionPrefix;
    private final String dnsSuffix;
    private final String ec2Principal;

    Partition(String id, String regionPrefix, String dnsSuffix, String ec2Principal) {
        this.id = id;
        this.regionPrefix = regionPrefix;
        this.dnsSuffix = dnsSuffix;
        this.ec2Principal = ec2Principal;
    }

    /** The partition of a region or of a zone, such as {@code us-gov-west-1}. */
    public static Partition of(String region) {
        return Arrays.stream(values())
                .filter(partition -> region.startsWith(partition.regionPrefix))
                .max(Comparator.comparingInt(partition -> partition.regionPrefix.length()))
                .orElseThrow();
    }

    /** An ARN; {@code rest} follows the partition, such as {@code iam::aws:policy/AmazonSSMManagedInstanceCore}. */
    public String arn(String rest) {
        return "arn:" + id + ":" + rest;
    }

    /** The host of a service in one of its regions, which {@code kms:ViaService} names too. */
    String host(String service, String region) {
        return service + "." + region + "." + dnsSuffix;
    }

    /** Who takes on the roles of instances. */
    public String ec2Principal() {
        return ec2Principal;
    }

    /** As ARNs have it, such as {@code aws-us-gov}. */
    @Override
    public String toString() {
        return id;
    }

    private static String anyOf(Function<Partition, String> column) {
        return Arrays.stream(values())
                .map(column)
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
    }
}
