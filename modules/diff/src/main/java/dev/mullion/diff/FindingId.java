package dev.mullion.diff;

import dev.mullion.diff.Finding.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of finding. The ids are API: they stay, and docs/findings.md has a row of each, in this order. A finding that is
 * graver or lighter in some cases says in which.
 */
public enum FindingId {
    USER_DATA_CHANGED(
            Severity.WARNING,
            Severity.NOTE,
            "where nobody uses it yet",
            "how many instances or nodes get the new user data, and whether now (an instance refresh, a node group) or at the next launch",
            "launch templates; instances, which stop and start"),
    AMI_CHANGED(
            Severity.WARNING,
            Severity.NOTE,
            "where nobody uses it yet",
            "as `user-data-changed`, of the image",
            "launch templates, instances"),
    INSTANCE_TYPE_CHANGED(
            Severity.WARNING,
            Severity.NOTE,
            "where nobody uses it yet",
            "as `user-data-changed`, of the instance type",
            "launch templates, instances"),
    LAUNCH_TEMPLATE_CHANGED(
            Severity.WARNING,
            Severity.NOTE,
            "where nobody uses it yet",
            "as `user-data-changed`, of what else an instance starts with",
            "launch templates"),
    AUTO_SCALING_GROUP_DELETED(Severity.DANGER, "its instances end, and the tasks on them stop", "Auto Scaling groups"),
    AUTO_SCALING_GROUP_REPLACED(
            Severity.DANGER,
            Severity.WARNING,
            "where it may be",
            "its instances end, and the tasks on them stop",
            "Auto Scaling groups"),
    NODE_GROUP_DELETED(Severity.DANGER, "its nodes end", "EKS node groups"),
    NODE_GROUP_REPLACED(
            Severity.DANGER,
            Severity.WARNING,
            "where it may be",
            "for which inputs, and how many nodes are drained and end",
            "EKS node groups"),
    NODES_REPLACED(
            Severity.WARNING,
            "how many nodes a group replaces in place, and how many at a time: its version, its AMI release or the version of its launch template changed",
            "EKS node groups"),
    TAINTS_REMOVED(Severity.WARNING, "pods that do not tolerate them may start on its nodes", "EKS node groups"),
    KUBERNETES_VERSION_CHANGED(
            Severity.WARNING,
            Severity.DANGER,
            "where EKS refuses it: back, two minor versions at once, nodes ahead of their cluster",
            "from which version to which",
            "EKS clusters, EKS node groups"),
    AUTHENTICATION_MODE_CHANGED(
            Severity.WARNING,
            Severity.DANGER,
            "where EKS refuses it",
            "whether access entries and `aws-auth` count from now on",
            "EKS clusters"),
    CONTROL_PLANE_LOGS_OFF(Severity.WARNING, "which logs the control plane no longer writes", "EKS clusters"),
    ADDON_DELETED(
            Severity.DANGER,
            "what its cluster loses with it, also where another add-on takes its place; not with `preserve`",
            "the EKS add-ons coredns, vpc-cni and kube-proxy"),
    WINDOWS_ADDRESSES_OFF(
            Severity.DANGER,
            "no new Windows pod gets an address",
            "the EKS add-on vpc-cni, the ConfigMap amazon-vpc-cni"),
    PREFIX_DELEGATION_CHANGED(
            Severity.WARNING,
            "Windows nodes that are there keep addresses of the other kind",
            "the EKS add-on vpc-cni, the ConfigMap amazon-vpc-cni"),
    RUNTIME_CLASS_CHANGED(
            Severity.WARNING,
            Severity.DANGER,
            "where the API server refuses another handler",
            "pods that name it are refused, or start elsewhere",
            "RuntimeClasses"),
    CAPACITY_SHRINKS(
            Severity.WARNING,
            "a desired, least or most count is lower",
            "Auto Scaling groups, node groups, services, scaling targets"),
    SERVICE_STOPPED(Severity.DANGER, "`desiredCount` is 0 from now on, or gone, which is 0", "ECS services"),
    DEPLOYMENT_STOPS_TASKS(
            Severity.DANGER,
            Severity.NOTE,
            "on a new service",
            "`deploymentMinimumHealthyPercent` is 0",
            "ECS services"),
    SERVICE_REPLACED(Severity.DANGER, Severity.WARNING, "where it may be", "its tasks stop", "ECS services"),
    CLUSTER_REPLACED(
            Severity.DANGER,
            Severity.WARNING,
            "where it may be",
            "its tasks or workloads end",
            "ECS clusters, EKS clusters"),
    INSTANCE_REPLACED(Severity.DANGER, Severity.WARNING, "where it may be", "what runs on it ends", "EC2 instances"),
    LOAD_BALANCER_REPLACED(
            Severity.DANGER, Severity.WARNING, "where it may be", "its DNS name changes", "load balancers"),
    LISTENER_REPLACED(Severity.WARNING, "nothing answers in between", "listeners"),
    NETWORK_REPLACED(Severity.DANGER, "everything in it is replaced", "VPCs, subnets"),
    ADDRESS_CHANGES(Severity.WARNING, "a public address is lost", "Elastic IPs, NAT gateways"),
    DELETED_BEFORE_REPLACED(
            Severity.WARNING, "nothing is there in between", "what is replaced with `deleteBeforeReplace`"),
    PROTECTED_RESOURCE(Severity.DANGER, "Pulumi refuses to delete or replace it", "resources with `protect`"),
    PROTECTION_REMOVED(
            Severity.WARNING,
            "`protect`, `retainOnDelete`, termination, deletion or scale-in protection is off; `forceDestroy` is on; an output is no longer a secret",
            "resources that have it"),
    TAINTED(
            Severity.WARNING,
            Severity.NOTE,
            "where it is replaced now, or no longer tainted",
            "the next update replaces it, whatever the program says",
            "resources that `pulumi state taint` marked"),
    UPDATE_INCOMPLETE(
            Severity.WARNING,
            Severity.NOTE,
            "of the old side",
            "why it did not come up when it was made or updated; the next update goes on with it",
            "resources whose state has `initErrors`"),
    OPTIONS_CHANGED(
            Severity.NOTE,
            "what Pulumi is told to do with it later, before and after: `protect`, `retainOnDelete` and `additionalSecretOutputs` that are new, `deletedWith`, `replaceWith`, `ignoreChanges`, `replaceOnChanges`",
            "everything"),
    DATA_LOST(
            Severity.DANGER,
            "what it holds is lost",
            "databases, tables, file systems, volumes, keys, buckets, secrets, repositories, directories, caches, queues"),
    LOGS_DELETED(Severity.WARNING, "its logs are lost", "log groups"),
    LOG_RETENTION_SHORTENED(Severity.WARNING, "logs are kept for fewer days", "log groups"),
    LEFT_BEHIND(Severity.NOTE, "it leaves the stack and stays in the account", "what is deleted with `retainOnDelete`"),
    SECURITY_GROUP_OPENS(
            Severity.WARNING,
            Severity.DANGER,
            "when to everybody",
            "the protocol, the ports and the source that come in from now on",
            "security groups, a VPC's default one, and their rules"),
    ENDPOINT_OPENS(
            Severity.WARNING,
            Severity.DANGER,
            "when to everybody",
            "from which ranges the Kubernetes API is reached that could not reach it",
            "EKS clusters"),
    PRIVATE_ENDPOINT_OFF(Severity.WARNING, "the Kubernetes API no longer answers inside its network", "EKS clusters"),
    ACCESS_REMOVED(
            Severity.WARNING,
            Severity.DANGER,
            "for nodes, which lose their rights",
            "who no longer gets into a cluster, or no longer as what",
            "EKS access entries, the ConfigMap aws-auth"),
    ACCESS_WIDENS(
            Severity.WARNING,
            Severity.DANGER,
            "for those that make an administrator of the cluster",
            "who gets which policies, namespaces, roles and Kubernetes groups that he did not have, or that he had in another cluster",
            "EKS access entries and their policies, the ConfigMap aws-auth, role bindings"),
    IAM_WIDENS(
            Severity.WARNING,
            Severity.DANGER,
            "for policies such as AdministratorAccess",
            "actions and resources that were not allowed, conditions that are gone or looser, what is no longer denied, a managed policy that is attached, be it to others than before, another permissions boundary",
            "policies, roles"),
    IAM_WILDCARD(
            Severity.WARNING,
            "a new policy, or one that somebody else gets, allows `*` or `service:*`, a role all verbs on all resources",
            "policies, Kubernetes roles"),
    IAM_TRUST_WIDENS(
            Severity.WARNING,
            Severity.DANGER,
            "for everybody",
            "who may assume a role or use a resource from now on, a service of AWS among them, or on fewer conditions",
            "policies of trust and of resources"),
    PERMISSIONS_BOUNDARY_REMOVED(
            Severity.DANGER, "nothing bounds the role any more; AdministratorAccess bounds nothing", "roles, users"),
    PUBLIC_ADDRESS(
            Severity.WARNING,
            Severity.DANGER,
            "for buckets",
            "it can be reached from the internet",
            "services, launch templates, instances, subnets, load balancers, EKS endpoints, databases, buckets"),
    IMDSV2_OPTIONAL(Severity.DANGER, "IMDSv1 answers too", "launch templates, instances"),
    IMDS_HOP_LIMIT(Severity.WARNING, "containers may reach the instance's metadata", "launch templates, instances"),
    ENCRYPTION_OFF(
            Severity.WARNING, "a volume, a bucket or a listener is no longer encrypted", "what holds or carries data"),
    IMAGE_CHANGED(Severity.NOTE, "the image of a container, from and to", "task definitions"),
    DOMAIN_IDENTITY_CHANGED(
            Severity.WARNING,
            "a credential spec (gMSA) or how something joins its domain changed",
            "task definitions, launch templates, file systems, directories, SSM associations"),
    SECRET_CHANGED(Severity.NOTE, "where a secret is another one, never what it is", "everything"),
    RENAMED(
            Severity.NOTE,
            "names before and after; an alias says that they are the same resource, so the name replaces nothing",
            "everything"),
    ALIAS_WOULD_KEEP(
            Severity.WARNING,
            "a resource goes and comes with the same type and name, since it has other parents: the alias that would keep it",
            "everything");

    private final Severity severity;
    private final Optional<Severity> other;
    private final String when;
    private final String says;
    private final String toldOf;

    FindingId(Severity severity, String says, String toldOf) {
        this(severity, Optional.empty(), "", says, toldOf);
    }

    FindingId(Severity severity, Severity other, String when, String says, String toldOf) {
        this(severity, Optional.of(other), when, says, toldOf);
    }

    FindingId(Severity severity, Optional<Severity> other, String when, String says, String toldOf) {
        this.severity = severity;
        this.other = other;
        this.when = when;
        this.says = says;
        this.toldOf = toldOf;
    }

    /** For machines: {@code user-data-changed}, {@code iam-widens} ... */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How grave it is as a rule. */
    public Severity severity() {
        return severity;
    }

    /** How grave it is in the cases that {@link #when} names; empty where it is always as grave. */
    public Optional<Severity> other() {
        return other;
    }

    /** When it is as grave as {@link #other} says, in words that follow it: {@code where it may be}. */
    public String when() {
        return when;
    }

    /** Whether a finding of this kind may be as grave. */
    public boolean has(Severity grave) {
        return severity == grave || other.equals(Optional.of(grave));
    }

    /** What its sentence says, in Markdown. */
    public String says() {
        return says;
    }

    /** The resources that it is told of, in Markdown. */
    public String toldOf() {
        return toldOf;
    }
}
