package dev.mullion.ecs;

import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Validator;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.ec2.UserDataFetch;
import dev.mullion.ec2.UserDataSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster as its stack sees it, before anything is made: its spec under its key, and what follows from both. The
 * component {@link EcsWindowsCluster} makes it; {@link #VALIDATORS} say whether it may.
 */
public final class EcsClusterModel {
    /** All that is checked of a cluster, in a stack file and in a program alike. */
    public static final List<Validator<EcsClusterModel>> VALIDATORS = List.of(
            ClusterNameRules::checkKey,
            (cluster, problems) -> cluster.spec().check(problems),
            ServiceHostRules::check,
            PlacementRules::check,
            VolumeHostRules::check,
            RoomRules::check,
            ClusterNameRules::checkNames,
            ClusterNetworkRules::check,
            PolicySizeRules::check,
            ScriptRules::check);

    private final String key;
    private final EcsWindowsClusterSpec spec;
    private final StackContext context;
    private final Optional<KnownNetwork> network;
    private final Map<String, CapacityScript> scripts;

    /**
     * The cluster, with the files of the user's own steps read; nothing is checked yet.
     *
     * @param key in the stack; also the component's name
     * @param network where it runs; empty when the stack lacks one
     */
    public EcsClusterModel(
            String key, EcsWindowsClusterSpec spec, StackContext context, Optional<KnownNetwork> network) {
        this.key = key;
        this.spec = spec;
        this.context = context;
        this.network = network;
        Map<String, CapacityScript> composed = new LinkedHashMap<>();
        spec.capacity()
                .forEach((capacityKey, capacity) -> composed.put(
                        capacityKey,
                        CapacityScript.of(name(), spec.joining(key, capacityKey, capacity), context.directory())));
        this.scripts = Collections.unmodifiableMap(composed);
    }

    /**
     * The cluster, after all its checks; its warnings go to the context.
     *
     * @throws dev.mullion.core.spec.SpecException with everything that is refused, by paths that start with the key
     */
    static EcsClusterModel checked(
            String key, EcsWindowsClusterSpec spec, StackContext context, Optional<KnownNetwork> network) {
        EcsClusterModel cluster = new EcsClusterModel(key, spec, context, network);
        Problems problems = new Problems();
        Validator.all(VALIDATORS, cluster, problems.at(key));
        if (spec.clusterArn().isEmpty()) {
            context.claim("cluster", cluster.name(), key).ifPresent(other -> problems.at(key)
                    .at("name")
                    .refuse(cluster.name(), "use another name: that of the cluster " + other));
        }
        problems.throwIfAny();
        problems.warnings().forEach(context::warn);
        return cluster;
    }

    public String key() {
        return key;
    }

    public EcsWindowsClusterSpec spec() {
        return spec;
    }

    public StackContext context() {
        return context;
    }

    /** What is known of where it runs. */
    public Optional<KnownNetwork> network() {
        return network;
    }

    /** The cluster's name in AWS. */
    public String name() {
        return spec.name(key, context.stack());
    }

    /** Where the cluster logs sessions of ECS Exec, and its services below it. */
    String logGroupName() {
        return "/ecs/" + name();
    }

    /** What each capacity's instances boot with, by the capacity's key, in the spec's order. */
    public Map<String, UserData> userData() {
        Map<String, UserData> userData = new LinkedHashMap<>();
        scripts.forEach((capacity, script) -> userData.put(capacity, script.userData()));
        return userData;
    }

    /** How instances get their scripts from S3, by the capacity's key; those of launch templates are left out. */
    public Map<String, UserDataFetch> fetches() {
        Map<String, UserDataFetch> fetches = new LinkedHashMap<>();
        userData().forEach((capacity, userData) -> {
            UserDataSpec spec = Objects.requireNonNull(this.spec.capacity().get(capacity))
                    .instance()
                    .userData();
            if (spec.inS3(userData)) {
                fetches.put(
                        capacity,
                        StoredUserData.of(key + "-" + capacity, spec, context)
                                .fetch(StoredUserData.Script.known(userData), spec, userData));
            }
        });
        return fetches;
    }

    /** Files of the user's own steps that can not be read, by paths that start at the capacity. */
    List<Problem> unreadSteps(String capacity) {
        return Objects.requireNonNull(scripts.get(capacity)).unread();
    }

    /** The scripts that containers start from, by {@code <service>.<container>}. */
    public Map<String, String> containerScripts() {
        Map<String, String> all = new LinkedHashMap<>();
        spec.workloads().forEach((service, ofCluster) -> ofCluster
                .containerScripts()
                .forEach((container, script) -> all.put(service + "." + container, script)));
        return all;
    }

    /** Where the services on instances place. */
    public List<PlacementForecast> forecasts() {
        return PlacementForecast.of(spec);
    }

    /** A capacity's user data, and what of the user's own files can not be read for it. */
    private record CapacityScript(UserData userData, List<Problem> unread) {
        static CapacityScript of(String clusterName, EcsWindowsCapacitySpec spec, Path directory) {
            Problems problems = new Problems();
            UserData userData = EcsCapacityUserData.compose(clusterName, spec, directory, problems.at("steps"));
            return new CapacityScript(userData, problems.problems());
        }
    }
}
