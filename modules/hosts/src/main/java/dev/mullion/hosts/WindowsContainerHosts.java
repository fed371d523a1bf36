package dev.mullion.hosts;

import com.pulumi.aws.autoscaling.Group;
import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.inputs.GroupTagArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ssm.Association;
import com.pulumi.aws.ssm.AssociationArgs;
import com.pulumi.aws.ssm.inputs.AssociationTargetArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.StackContext;
import dev.mullion.aws.Tags;
import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.DirectoryJoin;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.WindowsAutoScalingGroup;
import dev.mullion.ec2.WindowsLaunchTemplate;
import dev.mullion.ec2.WindowsLaunchTemplateInputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Windows machines that run containers without an orchestrator, in an Auto Scaling group: containerd, nerdctl, the CNI plug-ins
 * and their network, and BuildKit on wish.
 *
 * <p>Children: a {@link WindowsLaunchTemplate} {@code name}, {@code name-auto-scaling-group}; with {@code cloudWatchLogs}
 * {@code name-logs} and {@code name-cloudwatch-agent}; with a directory {@code name-domain-join}; with an endpoint a
 * {@link BuildkitEndpoint} {@code name-buildkit}.
 */
public final class WindowsContainerHosts extends ComponentResource {
    public static final String TYPE = "mullion:hosts:WindowsContainerHosts";

    private final ContainerHostsModel model;
    private final NetworkOutputs network;
    private final String name;
    private final WindowsContainerHostsSpec spec;
    private final StackContext context;
    private final WindowsLaunchTemplate launchTemplate;
    private final Group group;
    private final Optional<BuildkitEndpoint> endpoint;

    /**
     * Hosts in any program.
     *
     * @throws dev.mullion.core.spec.SpecException with everything that is wrong with them
     */
    public WindowsContainerHosts(
            String name,
            WindowsContainerHostsSpec spec,
            WindowsContainerHostsInputs inputs,
            @Nullable ComponentResourceOptions options) {
        this(
                ContainerHostsModel.checked(
                        name, spec, inputs.context(), Optional.of(KnownNetwork.of(inputs.network()))),
                inputs.network(),
                options);
    }

    /** Makes hosts whose {@link ContainerHostsModel#VALIDATORS} refused nothing. */
    public WindowsContainerHosts(
            ContainerHostsModel model, NetworkOutputs network, @Nullable ComponentResourceOptions options) {
        super(TYPE, model.key(), options);
        this.model = model;
        this.network = network;
        name = model.key();
        spec = model.spec();
        context = model.context();
        refuseUnknownHashes();

        Map<String, String> tags = context.tags(name);
        Optional<LogGroup> logs = spec.cloudWatchLogs().map(logSpec -> logGroup(logSpec, tags));
        launchTemplate = new WindowsLaunchTemplate(
                name,
                spec.instance(),
                new WindowsLaunchTemplateInputs(
                        context,
                        network.vpcId(),
                        spec.instance().operatingSystem().plainImageParameter(),
                        List.of(),
                        policies(),
                        model.userData()),
                ComponentResourceOptions.builder().parent(this).build());
        endpoint = spec.buildkit().flatMap(buildkit -> buildkit.endpoint()
                .map(endpointSpec -> new BuildkitEndpoint(
                        name + "-buildkit",
                        endpointSpec,
                        new BuildkitEndpoint.Inputs(
                                context, network, launchTemplate.securityGroupId(), buildkit.stopTimeoutSeconds()),
                        ComponentResourceOptions.builder().parent(this).build())));
        group = group(logs, tags);
        registerOutputs(Map.of(
                "autoScalingGroupName", group.name(),
                "securityGroupId", launchTemplate.securityGroupId()));
    }

    /** The Auto Scaling group's name. */
    public Output<String> autoScalingGroupName() {
        return group.name();
    }

    public Output<String> securityGroupId() {
        return launchTemplate.securityGroupId();
    }

    /** How people and pipelines use the hosts: commands, line by line. */
    public Output<String> help() {
        Optional<Output<String>> address = endpoint.flatMap(BuildkitEndpoint::dnsName);
        return Output.tuple(group.name(), address.orElseGet(() -> Output.of("")))
                .applyValue(known ->
                        new HostHelp(model, known.t1, Optional.of(known.t2).filter(text -> !text.isEmpty())).text());
    }

    /** Where BuildKit listens for clients on the network: the load balancer's name and the port. */
    public Optional<Output<String>> buildkitAddress() {
        return endpoint.flatMap(BuildkitEndpoint::address);
    }

    /** A stack refuses it before anything is made; a program of single components here. */
    private void refuseUnknownHashes() {
        if (!Deployment.getInstance().isDryRun()) {
            Problems problems = new Problems();
            model.checkDeployment(problems.at(name));
            problems.throwIfAny();
        }
    }

    private Map<String, String> policies() {
        Map<String, String> policies = new LinkedHashMap<>();
        HostRights.of(model).forEach((suffix, statements) -> {
            IamPolicy policy = new IamPolicy(statements);
            if (!policy.isEmpty()) {
                policies.put(suffix, policy.json());
            }
        });
        return policies;
    }

    private LogGroup logGroup(HostLogsSpec logs, Map<String, String> tags) {
        return new LogGroup(
                name + "-logs",
                context.customized(
                                name + "-logs",
                                LogGroupArgs.builder()
                                        .name(model.logGroupName())
                                        .retentionInDays(logs.retentionDays())
                                        .tags(tags))
                        .build(),
                child());
    }

    /**
     * Has Systems Manager install AWS's agent, whose package it checks itself:
     * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/installing-cloudwatch-agent-ssm.html
     */
    private Association cloudWatchAgent(Map<String, String> tags) {
        return new Association(
                name + "-cloudwatch-agent",
                context.customized(
                                name + "-cloudwatch-agent",
                                AssociationArgs.builder()
                                        .associationName(context.name(name) + "-cloudwatch-agent")
                                        .name("AWS-ConfigureAWSPackage")
                                        .parameters(Map.of("action", "Install", "name", "AmazonCloudWatchAgent"))
                                        .targets(Tags.OWN.stream()
                                                .map(tag -> AssociationTargetArgs.builder()
                                                        .key("tag:" + tag)
                                                        .values(Objects.requireNonNull(tags.get(tag)))
                                                        .build())
                                                .toList())
                                        .tags(tags))
                        .build(),
                child());
    }

    private Group group(Optional<LogGroup> logs, Map<String, String> tags) {
        List<Resource> before = new ArrayList<>(launchTemplate.prerequisites());
        before.addAll(network.routes());
        spec.domainJoin().ifPresent(join -> join.directoryId()
                .ifPresent(id -> before.add(DirectoryJoin.association(name, join, id, context, this))));
        logs.ifPresent(made -> {
            before.add(made);
            before.add(cloudWatchAgent(tags));
        });
        List<GroupTagArgs> groupTags = new ArrayList<>();
        tags.forEach((key, value) -> groupTags.add(WindowsAutoScalingGroup.tag(key, value, false)));
        GroupArgs.Builder args = WindowsAutoScalingGroup.args(
                        spec.autoScaling(), spec.instance().instanceTypes(), launchTemplate.version(), subnets())
                // A host is of use when its boot is done, which nobody here waits for.
                .waitForCapacityTimeout("0")
                .tags(groupTags);
        endpoint.ifPresent(made -> {
            before.addAll(made.rules());
            made.targetGroupArn().ifPresent(arn -> args.targetGroupArns(Output.all(List.of(arn))));
        });
        return new Group(
                name + "-auto-scaling-group",
                context.customized(name + "-auto-scaling-group", args).build(),
                CustomResourceOptions.builder().parent(this).dependsOn(before).build());
    }

    private Output<List<String>> subnets() {
        boolean isPublic = spec.instance().hasPublicIpAddress();
        return network.subnets(
                isPublic,
                1,
                name + " has no subnet for its instances; give its network "
                        + (isPublic ? "public subnets, or set associatePublicIpAddress to false" : "subnets"));
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
