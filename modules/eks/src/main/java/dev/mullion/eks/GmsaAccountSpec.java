package dev.mullion.eks;

import dev.mullion.aws.SecretArn;
import dev.mullion.core.json.JsonText;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A group managed service account as pods name it: what {@code New-CredentialSpec} writes, and who may use it.
 *
 * @param accountName the account, without the $ at its end; 1 to 15 characters
 * @param sid the domain's, such as {@code S-1-5-21-4066351383-705263209-1606769140}; the account's own does too
 * @param guid the domain's, or the account's own
 * @param dnsName the domain's DNS name, such as {@code corp.example.com}
 * @param dnsTreeName the DNS name of the domain's tree; dnsName when not given
 * @param netBiosName the domain's NetBIOS name, such as {@code CORP}
 * @param credentialArn for nodes that are in no domain ("domainless"): a secret of Secrets Manager or a parameter of SSM, JSON
 *     with {@code username}, {@code password} and {@code domainName} of a user that may read the account's password; nodes must
 *     be in the domain when not given
 * @param serviceAccounts whose pods may use it, as {@code namespace:name}; nobody when not given
 * @see <a href="https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/manage-serviceaccounts">Credential
 *     specs</a>
 */
@GenerateBuilder
public record GmsaAccountSpec(
        @Required
        @Matches(GmsaAccountSpec.ACCOUNT)
        @Explain(api = "GMSACredentialSpec credspec.DomainJoinConfig.MachineAccountName", example = "web")
        String accountName,

        @Required
        @Matches(GmsaAccountSpec.SID)
        @Explain(
                api = "GMSACredentialSpec credspec.DomainJoinConfig.Sid",
                example = "S-1-5-21-4066351383-705263209-1606769140")
        String sid,

        @Required
        @Matches(GmsaAccountSpec.GUID)
        @Explain(
                api = "GMSACredentialSpec credspec.DomainJoinConfig.Guid",
                example = "ac822f13-583e-49f7-aa7b-284f9a8c97b6")
        String guid,

        @Required
        @Matches(GmsaAccountSpec.DNS_NAME)
        @Explain(api = "GMSACredentialSpec credspec.DomainJoinConfig.DnsName", example = "corp.example.com")
        String dnsName,

        @Matches(GmsaAccountSpec.DNS_NAME)
        @Explain(api = "GMSACredentialSpec credspec.DomainJoinConfig.DnsTreeName", example = "example.com")
        Optional<String> dnsTreeName,

        @Required
        @Matches(GmsaAccountSpec.NETBIOS_NAME)
        @Explain(api = "GMSACredentialSpec credspec.DomainJoinConfig.NetBiosName", example = "CORP")
        String netBiosName,

        @Explain(
                api = "GMSACredentialSpec credspec.ActiveDirectoryConfig.HostAccountConfig",
                example = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-AbCdEf")
        Optional<SecretArn> credentialArn,

        @Explain(api = "subjects of a RoleBinding", example = "[\"shop:web\"]")
        List<ServiceAccountName> serviceAccounts)
        implements Spec {
    /**
     * AWS's own, which its images bring along.
     * https://aws.amazon.com/blogs/containers/domainless-windows-authentication-for-amazon-eks-windows-pods/
     */
    private static final String PLUGIN = "{859E1386-BDB4-49E8-85C7-3070B13920E1}";

    static final String ACCOUNT = "[A-Za-z0-9_-]{1,15}";
    static final String SID = "S-1-5-21(-\\d{1,10}){3,4}";
    static final String GUID = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
    static final String DNS_NAME = "(?=.{1,255}$)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*";
    static final String NETBIOS_NAME = "[A-Za-z0-9_-]{1,15}";

    public static GmsaAccountSpecBuilder builder() {
        return new GmsaAccountSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        String name = "use 1 to 15 letters, digits, hyphens and underscores";
        check(
                accountName,
                GmsaAccountSpecBuilder::matchesAccountName,
                name + ", without the $ at the account's end, such as WebApp01",
                problems.at("accountName"));
        check(
                sid,
                GmsaAccountSpecBuilder::matchesSid,
                "use the domain's security identifier, such as S-1-5-21-4066351383-705263209-1606769140",
                problems.at("sid"));
        check(
                guid,
                GmsaAccountSpecBuilder::matchesGuid,
                "use the domain's GUID without braces, such as ac822f13-583e-49f7-aa7b-284f9a8c97b6",
                problems.at("guid"));
        check(
                dnsName,
                GmsaAccountSpecBuilder::matchesDnsName,
                "use the domain's DNS name, such as corp.example.com",
                problems.at("dnsName"));
        dnsTreeName.ifPresent(tree -> check(
                tree,
                GmsaAccountSpecBuilder::matchesDnsTreeName,
                "use the DNS name of the domain's tree, such as example.com",
                problems.at("dnsTreeName")));
        check(
                netBiosName,
                GmsaAccountSpecBuilder::matchesNetBiosName,
                name + ", such as CORP",
                problems.at("netBiosName"));
        if (serviceAccounts.isEmpty()) {
            problems.warn("EKS050", "no pod may use the credential spec; serviceAccounts names those whose pods may");
        }
        Set<ServiceAccountName> seen = new HashSet<>();
        for (int i = 0; i < serviceAccounts.size(); i++) {
            Problems here = problems.at("serviceAccounts").at(i);
            serviceAccounts.get(i).check(here);
            if (!seen.add(serviceAccounts.get(i))) {
                here.refuse(serviceAccounts.get(i), "name each service account once");
            }
        }
    }

    private static void check(String value, Predicate<String> allowed, String use, Problems problems) {
        if (value.isEmpty()) {
            problems.add("has no value; " + use);
        } else if (!allowed.test(value)) {
            problems.refuse(value, use);
        }
    }

    /** Whether nodes need not be in the domain. */
    boolean isDomainless() {
        return credentialArn.isPresent();
    }

    /** As containerd hands it to Windows, in the order of {@code New-CredentialSpec}. */
    Map<String, Object> fields() {
        Map<String, Object> domain = new LinkedHashMap<>();
        domain.put("Sid", sid);
        domain.put("MachineAccountName", accountName);
        domain.put("Guid", guid);
        domain.put("DnsTreeName", dnsTreeName.orElse(dnsName));
        domain.put("DnsName", dnsName);
        domain.put("NetBiosName", netBiosName);
        Map<String, Object> directory = new LinkedHashMap<>();
        directory.put("GroupManagedServiceAccounts", List.of(scope(dnsName), scope(netBiosName)));
        credentialArn.ifPresent(arn -> {
            Map<String, Object> host = new LinkedHashMap<>();
            host.put("PortableCcgVersion", "1");
            host.put("PluginGUID", PLUGIN);
            // Text in the CRD, and JSON to the plug-in.
            host.put("PluginInput", JsonText.of(Map.of("credentialArn", arn.text())));
            directory.put("HostAccountConfig", host);
        });
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("CmsPlugins", List.of("ActiveDirectory"));
        fields.put("DomainJoinConfig", domain);
        fields.put("ActiveDirectoryConfig", directory);
        return fields;
    }

    private Map<String, Object> scope(String name) {
        Map<String, Object> scope = new LinkedHashMap<>();
        scope.put("Name", accountName);
        scope.put("Scope", name);
        return scope;
    }
}
