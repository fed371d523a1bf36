package dev.mullion.ecs.service;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.ec2.NetworkOutputs;
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
     * @param logGroupName where it logs sessions of ECS Exec
     * @param vpcCidrBlock who may reach internal load balancers that name nobody
     * @param namespaceIds the private DNS namespaces that it made, by name
     * @param ready what must exist before a service is made: its capacity providers
     */
    public record ClusterInputs(
            String name,
            Output<String> arn,
            String logGroupName,
            Optional<Ipv4Cidr> vpcCidrBlock,
            Map<String, Output<String>> namespaceIds,
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
     * @param capacityProviderName their capacity provider
     * @param securityGroupId the instances' security group
     */
    public record Capacity(
            CapacityProviderStrategySpec strategy,
            Output<String> capacityProviderName,
            Output<String> securityGroupId) {}

    /** The log group of the service's containers. */
    public String logGroupName() {
        return "/ecs/" + cluster.name() + "/" + key;
    }

    /** The family of the service's task definitions. */
    public String family() {
        return cluster.name() + "-" + key;
    }
}
