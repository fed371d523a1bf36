package dev.mullion.ecs.service;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.ec2.NetworkOutputs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a service takes from its surroundings.
 *
 * @param context the stack
 * @param network where its tasks run
 * @param cluster the cluster that runs it
 * @param key the service's key in the cluster
 * @param host what it runs on; on Fargate the task's own release
 * @param capacities the cluster's capacities that run it; none on Fargate
 */
public record EcsWindowsServiceInputs(
        StackContext context,
        NetworkOutputs network,
        ClusterInputs cluster,
        String key,
        CapacityTraits host,
        List<Capacity> capacities) {
    public EcsWindowsServiceInputs {
        capacities = List.copyOf(capacities);
    }

    /**
     * The cluster of a service.
     *
     * @param name its name in AWS
     * @param arn its ARN
     * @param logGroupName where it logs sessions of ECS Exec; not known of a cluster that exists
     * @param vpcCidrBlock who may reach internal load balancers that name nobody
     * @param namespaceIds the private DNS namespaces that it made, by name
     * @param logKmsKeyArn the key of log groups that name none
     * @param ready what must exist before a service is made: its capacity providers
     */
    public record ClusterInputs(
            String name,
            Output<String> arn,
            Optional<String> logGroupName,
            Optional<Ipv4Cidr> vpcCidrBlock,
            Map<String, Output<String>> namespaceIds,
            Optional<String> logKmsKeyArn,
            List<Resource> ready) {
        public ClusterInputs {
            namespaceIds = Collections.unmodifiableMap(new LinkedHashMap<>(namespaceIds));
            ready = List.copyOf(ready);
        }
    }

    /**
     * Instances that run a service.
     *
     * @param strategy their share
     * @param capacityProviderName their capacity provider; none in a cluster that exists
     * @param name by which tasks find them there, {@code <cluster>-<capacity>}
     * @param securityGroupId the instances' security group
     */
    public record Capacity(
            CapacityProviderStrategySpec strategy,
            Optional<Output<String>> capacityProviderName,
            String name,
            Output<String> securityGroupId) {}

    /** Whether its instances stand behind capacity providers. */
    boolean hasProviders() {
        return capacities.stream().allMatch(each -> each.capacityProviderName().isPresent());
    }

    /** Which instances may run its tasks: those of its release, in a cluster that exists those of its capacities, and of these those that the user wants. */
    List<PlacementConstraintSpec> constraints(EcsServiceSpec spec) {
        List<PlacementConstraintSpec> constraints = new ArrayList<>();
        constraints.add(PlacementConstraintSpec.parse("attribute:ecs.os-family == " + host.release()));
        if (!hasProviders() && !spec.isDaemon()) {
            constraints.add(PlacementConstraintSpec.parse("attribute:" + EcsWindowsService.CAPACITY_ATTRIBUTE + " in "
                    + capacities.stream().map(Capacity::name).toList()));
        }
        constraints.addAll(spec.placementConstraints());
        return constraints;
    }

    /** The log group of the service's containers. */
    public String logGroupName() {
        return "/ecs/" + cluster.name() + "/" + key;
    }

    /** The family of the service's task definitions. */
    public String family() {
        return cluster.name() + "-" + key;
    }
}
