package dev.mullion.ec2;

import dev.mullion.aws.IamStatement;
import dev.mullion.aws.Partition;
import dev.mullion.aws.ResourceId;
import dev.mullion.aws.SecretAccess;
import dev.mullion.aws.SecretArn;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.userdata.BootStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which Active Directory domain instances are in, and who joins them.
 *
 * <pre>{@code
 * domainJoin: {directoryId: d-1234567890}       # AWS Directory Service: an SSM association joins them
 *
 * domainJoin:                                   # any domain: the user data joins them, with an account from a secret
 *   domain: corp.example.com
 *   secretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf
 *   ouPath: OU=Containers,DC=corp,DC=example,DC=com
 *
 * domainJoin: {joinedByImage: true}             # what is in the AMI, or steps of yours, joins them
 * }</pre>
 *
 * <p>The VPC must resolve the domain's name. A machine that leaves is not removed from the domain.
 *
 * @param directoryId a directory of AWS Directory Service (Managed Microsoft AD, AD Connector, Simple AD)
 * @param domain the domain's DNS name; needed with secretArn, read from the directory with directoryId
 * @param secretArn a Secrets Manager secret or an SSM parameter (a SecureString), JSON with {@code username} and {@code password} of an account that may join
 * @param kmsKeyArns customer managed keys that encrypt the secret; none when not given
 * @param ouPath the organizational unit for the computers; the domain's default when not given
 * @param joinedByImage the image or steps of the user join the domain; false when not given
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-state-manager-asg.html">Auto
 *     Scaling groups with associations</a>
 */
@GenerateBuilder
public record DomainJoinSpec(
        @Explain(api = "AWS-JoinDirectoryServiceDomain directoryId", example = "d-1234567890")
        @Matches(DomainJoinSpec.DIRECTORY_ID)
        Optional<String> directoryId,

        @Explain(api = "Add-Computer -DomainName", example = "corp.example.com") @Matches(DomainJoinSpec.DOMAIN)
        Optional<String> domain,

        @Explain(
                api = "AWS::SecretsManager::Secret",
                example = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf")
        Optional<SecretArn> secretArn,

        @Matches(ResourceId.Regex.KMS_KEY)
        @Explain(
                api = "AWS::KMS::Key",
                example = "[arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012]")
        List<String> kmsKeyArns,

        @Explain(api = "Add-Computer -OUPath", example = "OU=Containers,DC=corp,DC=example,DC=com")
        Optional<String> ouPath,

        @Explain(example = "true") boolean joinedByImage)
        implements Spec {
    static final String DIRECTORY_ID = "d-[0-9a-f]{10}";
    static final String DOMAIN = "(?=.{1,255}$)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))+";
    private static final Pattern OU_PATH = Pattern.compile("(?i)(OU|CN)=.+,\\s*DC=.+");

    /** A directory's association runs when the SSM agent is up, and it tries again. */
    private static final int TIMEOUT_SECONDS = 900;

    public static DomainJoinSpecBuilder builder() {
        return new DomainJoinSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        directoryId
                .filter(id -> !DomainJoinSpecBuilder.matchesDirectoryId(id))
                .ifPresent(id -> problems.at("directoryId").refuse(id, "use a directory's id, such as d-1234567890"));
        domain.filter(name -> !DomainJoinSpecBuilder.matchesDomain(name)).ifPresent(name -> problems.at("domain")
                .refuse(name, "use the domain's DNS name, such as corp.example.com"));
        ouPath.filter(path -> !OU_PATH.matcher(path).matches()
                        || PowerShell.refusal(path).isPresent())
                .ifPresent(path -> problems.at("ouPath")
                        .refuse(
                                path,
                                "use the unit's distinguished name in ASCII, such as"
                                        + " OU=Containers,DC=corp,DC=example,DC=com"));
        SecretAccess.checkKeys(kmsKeyArns, problems.at("kmsKeyArns"));
        checkWay(problems);
    }

    private void checkWay(Problems problems) {
        Problems joined = problems.given("directoryId", "secretArn", "joinedByImage");
        long ways = Stream.of(directoryId.isPresent(), secretArn.isPresent(), joinedByImage)
                .filter(way -> way)
                .count();
        if (ways == 0) {
            problems.add(
                    "says nobody who joins the domain; use directoryId for a directory of AWS, domain and secretArn"
                            + " for any other, or joinedByImage: true");
        } else if (ways > 1) {
            problems.add("names several who join the domain; use one of directoryId, secretArn with domain, and"
                    + " joinedByImage: true");
        } else if (secretArn.isPresent() && domain.isEmpty()) {
            joined.at("domain").add("has no value; name the domain that the account of secretArn joins");
        }
        if (ways == 1 && joinedByImage) {
            String byImage = "leave it out: with joinedByImage nothing of Mullion's joins the domain";
            domain.ifPresent(name -> joined.at("domain").refuse(name, byImage));
            ouPath.ifPresent(path -> joined.at("ouPath").refuse(path, byImage));
        }
        if (!kmsKeyArns.isEmpty() && secretArn.isEmpty()) {
            problems.given("secretArn")
                    .at("kmsKeyArns")
                    .refuse(kmsKeyArns.get(0), "leave it out: it belongs to secretArn");
        }
    }

    /** What an instance does to be in the domain; nothing when the image joins it. */
    public Optional<BootStep.Step> step() {
        if (directoryId.isPresent()) {
            return Optional.of(DomainJoinStep.WAIT_DOMAIN_JOIN.with(Map.of("timeoutSeconds", TIMEOUT_SECONDS)));
        }
        return secretArn.map(secret -> {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("domain", domain.orElse(""));
            model.put("secretArn", secret.text());
            model.put("region", secret.region());
            model.put("options", ouPath.map(path -> Map.of("OUPath", path)).orElse(Map.of()));
            return (secret.isSecretsManager() ? DomainJoinStep.JOIN_DOMAIN : DomainJoinStep.JOIN_DOMAIN_BY_PARAMETER)
                    .with(model);
        });
    }

    /** What the instances' role must be allowed. */
    public List<IamStatement> rights(Partition partition) {
        List<IamStatement> rights = new ArrayList<>();
        // The actions of AmazonSSMDirectoryServiceAccess, which has them for all directories:
        // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMDirectoryServiceAccess.html
        directoryId.ifPresent(id -> {
            rights.add(
                    IamStatement.allow(List.of("ds:CreateComputer"), List.of(partition.arn("ds:*:*:directory/" + id))));
            rights.add(IamStatement.allow(List.of("ds:DescribeDirectories"), List.of("*")));
        });
        rights.addAll(SecretAccess.read(secretArn.stream().toList(), kmsKeyArns));
        return rights;
    }
}
