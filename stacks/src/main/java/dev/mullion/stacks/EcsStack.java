package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.core.Output;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ecs.EcsCapacityUserData;
import dev.mullion.ecs.EcsWindowsCluster;
import dev.mullion.ecs.EcsWindowsClusterInputs;
import dev.mullion.ecs.EcsWindowsClusterSpec;
import dev.mullion.ecs.PlacementForecast;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The section {@code mullion:ecs}: one {@link EcsWindowsCluster} a key.
 *
 * @param clusters by key, in the order of the file
 * @param userData of each cluster's capacities, by both keys
 */
record EcsStack(Map<String, EcsWindowsClusterSpec> clusters, Map<String, Map<String, UserData>> userData) {
    /** Composes the scripts, and refuses what depends on names and on files of the user. */
    static EcsStack of(Map<String, EcsWindowsClusterSpec> clusters, StackContext context, Problems problems) {
        checkSameNames(clusters, context, problems);
        Map<String, Map<String, UserData>> userData = new LinkedHashMap<>();
        clusters.forEach((key, spec) -> {
            Problems here = problems.at(key);
            spec.checkNames(key, context.stack(), here);
            spec.checkPolicies(key, context, here);
            userData.put(key, EcsCapacityUserData.ofCluster(key, spec, context, here));
        });
        return new EcsStack(clusters, userData);
    }

    /** Refuses clusters that would be one in AWS, and capacities whose resources would have the same names. */
    private static void checkSameNames(
            Map<String, EcsWindowsClusterSpec> clusters, StackContext context, Problems problems) {
        Map<String, String> clusterNames = new HashMap<>();
        Map<String, SpecPath> made = new HashMap<>();
        clusters.forEach((key, spec) -> {
            String name = spec.name(key, context.stack());
            String earlier = clusterNames.putIfAbsent(name, key);
            if (earlier != null) {
                problems.given(problems.at(earlier).at("name"))
                        .at(key)
                        .at("name")
                        .refuse(name, "use another name: that of the cluster " + SpecPath.ROOT.key(earlier));
            }
            for (SpecPath path : parts(key, spec)) {
                String kind = String.valueOf(path.segments().get(1));
                String part = String.valueOf(path.segments().get(2));
                SpecPath same = made.putIfAbsent(kind + " " + key + "-" + part, path);
                if (same != null) {
                    problems.at(key)
                            .at(kind)
                            .atKey(part)
                            .add("makes resources of the same names as " + same + "; use another key");
                }
            }
        });
    }

    private static List<SpecPath> parts(String key, EcsWindowsClusterSpec spec) {
        SpecPath cluster = SpecPath.ROOT.key(key);
        return Stream.concat(
                        spec.capacity().keySet().stream()
                                .map(part -> cluster.key("capacity").key(part)),
                        spec.services().keySet().stream()
                                .map(part -> cluster.key("services").key(part)))
                .toList();
    }

    Map<String, UserData> scripts() {
        Map<String, UserData> scripts = new LinkedHashMap<>();
        userData.forEach((cluster, ofCluster) ->
                ofCluster.forEach((capacity, document) -> scripts.put(cluster + "-" + capacity, document)));
        return scripts;
    }

    /** The scripts that containers start from; no key of a cluster, capacity or service holds a dot. */
    Map<String, String> containerScripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        clusters.forEach((cluster, spec) -> spec.services().forEach((service, ofCluster) -> ofCluster
                .containerScripts()
                .forEach((container, script) -> scripts.put(cluster + "-" + service + "." + container, script))));
        return scripts;
    }

    /** Where each cluster's services on instances place, by the cluster's key. */
    Map<String, List<PlacementForecast>> forecasts() {
        Map<String, List<PlacementForecast>> forecasts = new LinkedHashMap<>();
        clusters.forEach((key, spec) -> forecasts.put(key, PlacementForecast.of(spec)));
        return forecasts;
    }

    void make(NetworkOutputs network, StackContext context, Context ctx) {
        Map<String, Map<String, Output<String>>> made = new LinkedHashMap<>();
        Map<String, Map<String, Output<String>>> services = new LinkedHashMap<>();
        clusters.forEach((key, spec) -> {
            EcsWindowsCluster cluster = new EcsWindowsCluster(
                    key,
                    spec,
                    new EcsWindowsClusterInputs(context, network, Objects.requireNonNull(userData.get(key))),
                    null);
            // Two outputs, not one of a map: in a preview the name is known, and the ARN is not.
            cluster.services().forEach((serviceKey, service) -> {
                Map<String, Output<String>> outputs = new TreeMap<>(Map.of("name", service.serviceName()));
                service.dnsName().ifPresent(dnsName -> outputs.put("dnsName", dnsName));
                services.put(key + "-" + serviceKey, outputs);
            });
            made.put(key, new TreeMap<>(Map.of("arn", cluster.arn(), "name", cluster.name())));
        });
        ctx.export("ecsClusters", Output.of(made));
        if (!services.isEmpty()) {
            ctx.export("ecsServices", Output.of(services));
        }
    }
}
