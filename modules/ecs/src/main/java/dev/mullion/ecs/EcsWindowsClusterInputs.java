package dev.mullion.ecs;

import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.NetworkOutputs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a cluster takes from its surroundings.
 *
 * @param context the stack
 * @param network where its instances run
 * @param userData what each capacity's instances boot with, by the capacity's key: {@link EcsCapacityUserData}
 */
public record EcsWindowsClusterInputs(StackContext context, NetworkOutputs network, Map<String, UserData> userData) {
    public EcsWindowsClusterInputs {
        userData = Collections.unmodifiableMap(new LinkedHashMap<>(userData));
    }

    /**
     * The inputs of the cluster {@code name}, with the user data composed.
     *
     * @throws dev.mullion.core.spec.SpecException when names, the user's own steps or a script's size are refused
     */
    public static EcsWindowsClusterInputs of(
            String name, EcsWindowsClusterSpec spec, StackContext context, NetworkOutputs network) {
        Problems problems = new Problems();
        EcsWindowsClusterSpec.checkKey(name, problems);
        spec.checkNames(name, context.stack(), problems);
        spec.checkPolicies(name, context, problems);
        Map<String, UserData> userData = EcsCapacityUserData.ofCluster(name, spec, context, problems);
        problems.throwIfAny();
        return new EcsWindowsClusterInputs(context, network, userData);
    }
}
