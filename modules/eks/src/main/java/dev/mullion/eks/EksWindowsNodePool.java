package dev.mullion.eks;

import com.pulumi.aws.autoscaling.Group;
import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.Tag;
import com.pulumi.aws.autoscaling.TagArgs;
import com.pulumi.aws.autoscaling.inputs.GroupTagArgs;
import com.pulumi.aws.autoscaling.inputs.TagTagArgs;
import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateIamInstanceProfileArgs;
import com.pulumi.aws.eks.NodeGroup;
import com.pulumi.aws.eks.NodeGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.StackContext;
import dev.mullion.ec2.AmiLookup;
import dev.mullion.ec2.DirectoryJoin;
import dev.mullion.ec2.LaunchTemplateVersion;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.ec2.UserDataObject;
import dev.mullion.ec2.WindowsAutoScalingGroup;
import dev.mullion.ec2.WindowsLaunchTemplate;
import dev.mullion.hosts.BuildkitRights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Windows nodes of a cluster: a managed node group, or an Auto Scaling group of their own.
 *
 * <p>Children: {@code name-role}, {@code name-<policy>}, {@code name-access-entry} where EKS would make none or another,
 * {@code name-launch-template}, {@code name-node-group} or {@code name-instance-profile} and {@code name-auto-scaling-group};
 * {@code name-domain-join} with a directory; {@code name-tag-<what>}, tags that scale a managed group from zero. Where user data
 * goes to S3, those of {@link UserDataObject}.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html">Windows support</a>
 */
public final class EksWindowsNodePool extends ComponentResource {
    public static final String TYPE = "mullion:eks:EksWindowsNodePool";

    private final String name;
    private final EksWindowsNodePoolSpec spec;
    private final EksNodePoolInputs inputs;
    private final StackContext context;
    private final List<Resource> before;
    private final NodeRole role;
    private final Optional<Resource> accessEntry;
    private @Nullable Resource group;

    /** The pool with its role, which a cluster may have to know before it lets a node in; {@link #start} makes nodes. */
    EksWindowsNodePool(
            String name,
            EksWindowsNodePoolSpec spec,
            EksNodePoolInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;
        this.context = inputs.context();
        this.before = new ArrayList<>(inputs.cluster().before());

        role = spec.nodeRoleArn()
                .map(arn -> NodeRole.existing(arn, spec.instance().instanceProfile()))
                .or(inputs::sharedRole)
                .orElseGet(() -> NodeRole.made(
                        name,
                        "Windows nodes of " + context.name(name),
                        spec.instance().permissionsBoundary(),
                        policies(),
                        context,
                        this));
        before.addAll(role.before());
        accessEntry = inputs.makesAccessEntry()
                ? Optional.of(NodeAccess.entry(name, inputs.cluster(), role.arn(), context, this))
                : Optional.empty();
        accessEntry.ifPresent(before::add);
    }

    /**
     * Makes the nodes.
     *
     * @param script what boots a node
     * @param density what a node holds, which tells who scales the pool from zero
     * @param entries what lets the nodes in, beside the pool's own access entry
     */
    void start(NodeScript script, PodDensity density, List<? extends Resource> entries) {
        before.addAll(entries);
        spec.domainJoin().ifPresent(join -> join.directoryId()
                .ifPresent(id -> before.add(DirectoryJoin.association(name, join, id, context, this))));
        LaunchTemplate template = new LaunchTemplate(
                name + "-launch-template",
                context.customized(name + "-launch-template", templateArgs(script))
                        .build(),
                child());
        Map<String, String> scaling = ScaleFromZero.tags(spec, density);
        group = spec.selfManaged()
                ? autoScalingGroup(LaunchTemplateVersion.latest(template), scaling)
                : nodeGroup(LaunchTemplateVersion.latest(template), scaling);
        registerOutputs(Map.of("launchTemplateId", template.id(), "nodeRoleArn", role.arn()));
    }

    /** The role of the nodes. */
    public Output<String> nodeRoleArn() {
        return role.arn();
    }

    /** Whether the pool's role has to be let in by somebody else than EKS. */
    boolean needsAccessEntry() {
        return spec.needsAccessEntry();
    }

    /** What lets the pool's role in, where the pool made it. */
    Resource accessEntry() {
        return accessEntry.orElseThrow();
    }

    /** The group of the nodes, for what needs them. */
    Resource group() {
        return Objects.requireNonNull(group);
    }

    private Map<String, String> policies() {
        Map<String, String> policies = new LinkedHashMap<>(inputs.nodePolicies());
        spec.domainJoin().ifPresent(join -> {
            IamPolicy policy = new IamPolicy(join.rights(context.partition()));
            if (!policy.isEmpty()) {
                policies.put("domain-join", policy.shortJson());
            }
        });
        spec.buildkit().ifPresent(builder -> BuildkitRights.of(builder.buildkit(), context.partition())
                .forEach((suffix, rights) -> policies.put(suffix, new IamPolicy(rights).shortJson())));
        return policies;
    }

    private LaunchTemplateArgs.Builder templateArgs(NodeScript script) {
        EksControlPlane cluster = inputs.cluster();
        List<Output<String>> groups = new ArrayList<>(List.of(cluster.securityGroupId()));
        spec.instance().securityGroupIds().forEach(id -> groups.add(Output.of(id)));
        // EKS adds the cluster's group to no template that names groups:
        // https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
        LaunchTemplateArgs.Builder args =
                WindowsLaunchTemplate.args(name, spec.instance(), context, Output.all(groups));
        if (spec.bootstrap().isOwn()) {
            args.imageId(AmiLookup.imageId(
                    spec.instance().ami(),
                    cluster.version().applyValue(this::imageParameter),
                    InvokeOptions.builder().parent(this).build()));
        }
        userData(script).ifPresent(args::userData);
        if (spec.selfManaged()) {
            args.instanceType(spec.instance().instanceTypes().get(0))
                    .iamInstanceProfile(LaunchTemplateIamInstanceProfileArgs.builder()
                            .name(role.instanceProfile().get())
                            .build());
        }
        return args;
    }

    private Optional<Output<String>> userData(NodeScript script) {
        if (script.shown().isEmpty()) {
            return Optional.empty();
        }
        Output<StoredUserData.Script> rendered = spec.bootstrap().isOwn()
                ? inputs.cluster().values(inputs.key()).applyValue(script::rendered)
                : Output.of(script.renderedShown());
        return Optional.of(script.stored()
                .map(stored -> fetching(stored, rendered))
                .orElseGet(() -> rendered.applyValue(own -> own.userData().base64())));
    }

    private Output<String> fetching(StoredUserData stored, Output<StoredUserData.Script> script) {
        UserDataObject object = new UserDataObject(stored, script, context, this);
        role.name().ifPresent(object::allow);
        before.addAll(object.prerequisites());
        return Output.tuple(script, object.bucketName())
                .applyValue(known -> stored.document(known.t1, known.t2).base64());
    }

    private String imageParameter(String version) {
        return spec.instance().operatingSystem().imageIdParameter("EKS_Optimized-" + version);
    }

    private Output<List<String>> subnets() {
        return spec.subnetIds().isEmpty()
                ? inputs.subnetIds(spec.instance().hasPublicIpAddress())
                : Output.of(spec.subnetIds());
    }

    private Resource nodeGroup(LaunchTemplateVersion template, Map<String, String> scaling) {
        NodeGroupArgs.Builder args = ManagedNodeGroup.args(
                        inputs.cluster(),
                        role.arn(),
                        subnets(),
                        template,
                        new ManagedNodeGroup.Size(spec.minSize(), spec.maxSize()))
                .instanceTypes(spec.instance().instanceTypes())
                .capacityType(spec.capacityType().name())
                .labels(spec.labels())
                .taints(ManagedNodeGroup.taints(spec.taints()))
                .updateConfig(ManagedNodeGroup.updateConfig(spec.updateConfig()))
                .tags(context.tags(name));
        // With an image in the template EKS takes none of these:
        // https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
        if (!spec.bootstrap().isOwn()) {
            args.amiType(spec.instance().operatingSystem().amiType())
                    .version(inputs.cluster().version());
            spec.releaseVersion().ifPresent(args::releaseVersion);
        }
        NodeGroup made = new NodeGroup(
                name + "-node-group",
                context.customized(name + "-node-group", args).build(),
                ManagedNodeGroup.options(this, before));
        // EKS gives its tags to the node group, and not to the Auto Scaling group that the autoscaler reads.
        Output<String> groupName = made.resources()
                .applyValue(resources ->
                        resources.get(0).autoscalingGroups().get(0).name().orElseThrow());
        scaling.forEach((key, value) -> {
            String suffix = "tag-" + ScaleFromZero.suffix(key);
            new Tag(
                    name + "-" + suffix,
                    context.customized(
                                    name + "-" + suffix,
                                    TagArgs.builder()
                                            .autoscalingGroupName(groupName)
                                            .tag(TagTagArgs.builder()
                                                    .key(key)
                                                    .value(value)
                                                    .propagateAtLaunch(false)
                                                    .build()))
                            .build(),
                    child());
        });
        return made;
    }

    private Resource autoScalingGroup(LaunchTemplateVersion template, Map<String, String> scaling) {
        String cluster = inputs.cluster().name();
        List<GroupTagArgs> tags = new ArrayList<>();
        // Without it the cluster does not take an instance for its own:
        // https://docs.aws.amazon.com/eks/latest/userguide/launch-windows-workers.html
        tags.add(WindowsAutoScalingGroup.tag("kubernetes.io/cluster/" + cluster, "owned", true));
        tags.add(WindowsAutoScalingGroup.tag("k8s.io/cluster-autoscaler/enabled", "true", false));
        tags.add(WindowsAutoScalingGroup.tag("k8s.io/cluster-autoscaler/" + cluster, "owned", false));
        scaling.forEach((key, value) -> tags.add(WindowsAutoScalingGroup.tag(key, value, false)));
        context.tags(name).forEach((key, value) -> tags.add(WindowsAutoScalingGroup.tag(key, value, false)));
        GroupArgs.Builder args = WindowsAutoScalingGroup.args(
                        spec.autoScaling(), spec.instance().instanceTypes(), template, subnets())
                // A node counts where it joins, which nobody here waits for.
                .waitForCapacityTimeout("0")
                .tags(tags);
        return new Group(
                name + "-auto-scaling-group",
                context.customized(name + "-auto-scaling-group", args).build(),
                CustomResourceOptions.builder().parent(this).dependsOn(before).build());
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
