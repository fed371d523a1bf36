package dev.mullion.ecs;

import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.StackContext;
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
}
