package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.finding.Widening.Looser;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies that allow more, or to more, or on fewer conditions, or deny less than before. */
final class PolicyRule implements Findings.Rule {
    private static final String TRUST = "assumeRolePolicy";

    /** Lists of documents, each with a name: to the field that holds it. */
    private static final Map<String, String> INLINE = Map.of("inlinePolicies", "policy", "policies", "policyDocument");

    static final List<String> INPUTS = List.of(
            "policy",
            TRUST,
            "inlinePolicies",
            "policies",
            "inlinePolicy",
            "policyDocument",
            "repositoryPolicy",
            "accessPolicies",
            "accessPolicy");

    /**
     * What a policy of its own is attached to.
     *
     * @param input which names it
     */
    record Owner(String input, Set<String> types) {
        Owner(String input, String... types) {
            this(input, Set.of(types));
        }
    }

    /** By the policy's type. */
    static final Map<String, Owner> OWNERS = Map.of(
            "aws:iam/rolePolicy:RolePolicy", new Owner("role", "aws:iam/role:Role"),
            "aws:iam/userPolicy:UserPolicy", new Owner("user", "aws:iam/user:User"),
            "aws:iam/groupPolicy:GroupPolicy", new Owner("group", "aws:iam/group:Group"),
            "aws:s3/bucketPolicy:BucketPolicy", new Owner("bucket", "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"),
            "aws:sqs/queuePolicy:QueuePolicy", new Owner("queueUrl", "aws:sqs/queue:Queue"),
            "aws:sns/topicPolicy:TopicPolicy", new Owner("arn", "aws:sns/topic:Topic"),
            "aws:kms/keyPolicy:KeyPolicy", new Owner("keyId", "aws:kms/key:Key"),
            "aws:secretsmanager/secretPolicy:SecretPolicy", new Owner("secretArn", "aws:secretsmanager/secret:Secret"),
            "aws:ecr/repositoryPolicy:RepositoryPolicy", new Owner("repository", "aws:ecr/repository:Repository"),
            "aws:efs/fileSystemPolicy:FileSystemPolicy", new Owner("fileSystemId", "aws:efs/fileSystem:FileSystem"));

    private static final int MAX_TOLD = 5;

    private final Looks looks = new Looks();

    /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservicests.html */
    private static final List<Grant> ASSUMING = Stream.of(
                    "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity")
            .map(action -> new Grant(
                    Principal.EVERYBODY, action, "*", new Grant.Terms(List.of(), List.of(), List.of(), List.of())))
            .toList();

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        boolean moves = moves(resource, resources);
        for (String input : INPUTS) {
            List<MaskedValue> old = documents(resource.before(), input);
            List<MaskedValue> now = documents(resource.after(), input);
            Optional<Policy> before = Policy.of(old);
            Optional<Policy> after = Policy.of(now);
            if (!old.equals(now) && now.stream().anyMatch(Policy::isMisspelled)) {
                collector.add(
                        input.equals(TRUST) ? FindingId.IAM_TRUST_WIDENS : FindingId.IAM_WIDENS,
                        Severity.DANGER,
                        resource,
                        resource.name() + " may " + (input.equals(TRUST) ? "trust" : "allow")
                                + " more: " + input + " is no JSON with each key once, and who takes it all the same"
                                + " may read anything in it");
            }
            if (before.isPresent() && after.isPresent() && (moves || !after.equals(before))) {
                boolean trust = input.equals(TRUST);
                boolean ownerStays = ownerStays(resource, resources);
                new Change(resource, before.get(), after.get(), trust, ownerStays, moves, looks).tell(collector);
                if (looks.areOver()) {
                    collector.add(
                            trust ? FindingId.IAM_TRUST_WIDENS : FindingId.IAM_WIDENS,
                            Severity.DANGER,
                            resource,
                            resource.name() + " may " + (trust ? "trust" : "allow")
                                    + " more: the policies hold more to compare than AWS takes");
                }
            }
        }
    }

    private static List<MaskedValue> documents(MaskedValue.Fields inputs, String input) {
        List<MaskedValue> documents = new ArrayList<>();
        String document = INLINE.get(input);
        if (document != null) {
            for (MaskedValue inline : Values.list(inputs, input)) {
                Values.at(inline, document).ifPresent(documents::add);
            }
        } else {
            Values.at(inputs, input).ifPresent(documents::add);
        }
        return documents;
    }

    private static boolean moves(ChangedResource resource, Resources resources) {
        Owner owner = OWNERS.get(resource.type());
        return owner != null && Owners.moves(resource, owner.input(), resources);
    }

    /** Whether this is attached to something that is there before and after, as whatever the stack does not have is. */
    private static boolean ownerStays(ChangedResource resource, Resources resources) {
        Owner owner = OWNERS.get(resource.type());
        return owner != null
                && Owners.of(resource, owner.input(), owner.types(), resources).stream()
                        .noneMatch(found -> found.created() || found.deleted());
    }

    /**
     * Two sides of a policy.
     *
     * @param trust whether it says who may assume a role
     * @param ownerStays whether what it is attached to is there without it
     * @param moves whether it is attached to something else than before
     */
    private record Change(
            ChangedResource resource,
            Policy before,
            Policy after,
            boolean trust,
            boolean ownerStays,
            boolean moves,
            Looks looks) {
        void tell(FindingCollector collector) {
            if (resource.deleted()) {
                if (ownerStays) {
                    denials(collector);
                }
                return;
            }
            if (moves) {
                new Change(resource, before, Policy.NONE, trust, ownerStays, false, looks).denials(collector);
                new Change(resource, Policy.NONE, after, trust, ownerStays, false, looks).attached(collector);
                return;
            }
            Widening allowed = Widening.of(before.allowed(), after.allowed(), looks);
            if (resource.created()) {
                created(allowed, collector);
            } else {
                allowed(allowed, collector);
                denials(collector);
            }
            principals(collector);
        }

        /** What has this from now on had nothing of it. */
        private void attached(FindingCollector collector) {
            created(Widening.of(before.allowed(), after.allowed(), looks), collector);
            principals(collector);
        }

        private void created(Widening allowed, FindingCollector collector) {
            List<Grant> wide =
                    allowed.more().stream().filter(Grant::isWide).distinct().toList();
            // A key's policy names the key itself as "*".
            boolean key = resource.is("aws:kms/key:Key") || resource.is("aws:kms/keyPolicy:KeyPolicy");
            if (!wide.isEmpty() && !trust && !key) {
                collector.add(FindingId.IAM_WILDCARD, resource, resource.name() + " allows " + shown(wide));
            }
            List<Grant> narrow =
                    allowed.more().stream().filter(grant -> !grant.isWide()).toList();
            boolean identity =
                    narrow.stream().allMatch(grant -> grant.principal().equals(Principal.OWNER));
            if (ownerStays && identity && !narrow.isEmpty()) {
                collector.add(FindingId.IAM_WIDENS, resource, resource.name() + " allows more: " + shown(narrow));
            }
        }

        private void allowed(Widening allowed, FindingCollector collector) {
            if (!allowed.more().isEmpty() && !trust) {
                collector.add(
                        FindingId.IAM_WIDENS, resource, resource.name() + " allows more: " + shown(allowed.more()));
            }
            if (!trust) {
                Set<Principal> known = Set.copyOf(before.principals());
                grouped(allowed.toMore(), Grant::principal).forEach((principal, grants) -> {
                    // Whoever else is new is told for himself.
                    if (known.contains(principal) || principal.isService()) {
                        collector.add(
                                FindingId.IAM_WIDENS,
                                resource,
                                resource.name() + " allows " + principal.name() + " more: " + shown(grants));
                    }
                });
            }
            looser(allowed.looser(), collector);
        }

        private void looser(List<Looser> looser, FindingCollector collector) {
            Map<String, List<Looser>> trusted = new LinkedHashMap<>();
            Map<String, List<Looser>> others = new LinkedHashMap<>();
            for (Looser each : looser) {
                Principal principal = each.grant().principal();
                boolean who = trust || principal.isEverybody();
                (who ? trusted : others)
                        .computeIfAbsent(
                                who ? principal.name() + "\n" + each.shown() : each.shown(), of -> new ArrayList<>())
                        .add(each);
            }
            trusted.values().forEach(each -> {
                Looser one = each.get(0);
                Principal principal = one.grant().principal();
                String whom = principal.isEverybody() ? "everybody" : principal.name();
                Severity severity =
                        principal.isEverybody() || principal.isFederated() ? Severity.DANGER : Severity.WARNING;
                collector.add(
                        FindingId.IAM_TRUST_WIDENS,
                        severity,
                        resource,
                        resource.name() + " trusts " + whom + " on looser conditions: " + one.shown());
            });
            others.values()
                    .forEach(each -> collector.add(
                            FindingId.IAM_WIDENS,
                            resource,
                            resource.name() + " allows "
                                    + shown(each.stream().map(Looser::grant).toList()) + " on looser conditions: "
                                    + each.get(0).shown()));
        }

        private void denials(FindingCollector collector) {
            Widening denied = Widening.of(after.denied(), before.denied(), looks);
            if (denied.isEmpty()) {
                return;
            }
            if (after.denials() < before.denials()) {
                collector.add(
                        FindingId.IAM_WIDENS, resource, resource.name() + " denies less: a Deny statement is gone");
                return;
            }
            List<Grant> gone = new ArrayList<>(denied.more());
            gone.addAll(denied.toMore());
            if (!gone.isEmpty()) {
                collector.add(FindingId.IAM_WIDENS, resource, resource.name() + " denies less: " + shown(gone));
            }
            grouped(denied.looser(), looser -> conditions(looser.conditions()))
                    .forEach((conditions, looser) -> collector.add(
                            FindingId.IAM_WIDENS,
                            resource,
                            resource.name() + " denies less: "
                                    + shown(looser.stream().map(Looser::grant).toList()) + " only where "
                                    + conditions));
        }

        private void principals(FindingCollector collector) {
            TreeMap<String, Principal> added = new TreeMap<>();
            after.principals().forEach(principal -> added.put(principal.name(), principal));
            before.principals().forEach(principal -> added.remove(principal.name()));
            if (trust) {
                Set<Principal> assumed = assuming(before);
                assuming(after).stream()
                        .filter(principal -> !assumed.contains(principal))
                        .forEach(principal -> added.put(principal.name(), principal));
            }
            Set<String> accounts =
                    before.principals().stream().map(Principal::account).collect(Collectors.toSet());
            for (Principal principal : added.values()) {
                if (principal.isEverybody()) {
                    collector.add(
                            FindingId.IAM_TRUST_WIDENS,
                            Severity.DANGER,
                            resource,
                            resource.name() + " trusts everybody" + exceptions());
                } else if ((resource.stays() || ownerStays) && isLetIn(principal)) {
                    boolean known = accounts.contains(principal.account());
                    boolean another = resource.stays() && !principal.account().isEmpty() && !known;
                    collector.add(
                            FindingId.IAM_TRUST_WIDENS,
                            resource,
                            resource.name() + " trusts " + principal.name()
                                    + (another ? ", of another account than before" : ""));
                }
            }
        }

        /** Who gets the role's credentials: who may only tag a session, or only name its source, does not. */
        private Set<Principal> assuming(Policy policy) {
            return policy.allowed().stream()
                    .filter(grant -> ASSUMING.stream().anyMatch(assume -> grant.covers(assume, looks)))
                    .map(Grant::principal)
                    .collect(Collectors.toSet());
        }

        /**
         * Whether somebody is let in who was not. A service of AWS is by a role that trusts it: from then on who may pass the
         * role has its rights by way of that service (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html).
         * A resource's policy lets it do what it says, and is told for that. Whom a symbol or an id of IAM means, it does not say.
         */
        private boolean isLetIn(Principal principal) {
            return principal.kind().equals("AWS")
                    || !principal.account().isEmpty()
                    || principal.isFederated()
                    || principal.kind().equals("CanonicalUser")
                    || (trust && principal.isService());
        }

        private String exceptions() {
            boolean others = after.allowed().stream()
                    .filter(grant -> grant.principal().isEverybody())
                    .allMatch(grant -> !grant.terms().exceptPrincipals().isEmpty());
            return others ? " but those in NotPrincipal" : ": principal *";
        }
    }

    private static <T, K> Map<K, List<T>> grouped(Collection<T> values, Function<T, K> key) {
        return values.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private static String conditions(List<Condition> conditions) {
        return conditions.stream().map(Condition::shown).collect(Collectors.joining(" and "));
    }

    private static String shown(List<Grant> grants) {
        List<String> all = grants.stream().map(Grant::shown).distinct().toList();
        List<String> shown = all.subList(0, Math.min(MAX_TOLD, all.size()));
        int rest = all.size() - shown.size();
        return String.join(", ", shown) + (rest > 0 ? " and " + rest + " more" : "");
    }
}
