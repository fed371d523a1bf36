package dev.mullion.live.adopt;

import dev.mullion.core.text.ShellWord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * What Pulumi would replace a service for, and AWS changes in place: commands of the AWS command line, which are for people.
 *
 * @param capacities by the name of their provider
 */
record ServicePreparations(String region, String clusterName, Map<String, String> capacities) {
    ServicePreparations {
        capacities = Collections.unmodifiableMap(new LinkedHashMap<>(capacities));
    }

    /** By a change of which the program replaces a service: ECS does not update the release of one. */
    private static final String RELEASE_TAG = "mullion:operating-system";

    /**
     * The commands.
     *
     * @param capacity that runs it, where it names no provider
     * @param release of its tasks, where that is told
     */
    List<String> of(Service service, Optional<String> capacity, Optional<String> release) {
        String aws = " --region " + region + " --";
        List<String> commands = new ArrayList<>();
        String tagged = ClusterReading.tags(service.tags()).getOrDefault(RELEASE_TAG, "");
        release.filter(name -> !name.equals(tagged))
                .ifPresent(name -> commands.add("aws ecs tag-resource" + aws + "resource-arn "
                        + ShellWord.of(taggable(service)) + " --tags key=" + RELEASE_TAG + ",value=" + name));
        boolean toProvider = !ServiceAdoption.isFargate(service)
                && service.capacityProviderStrategy().isEmpty()
                && !ServiceAdoption.isDaemon(service);
        if (toProvider) {
            capacities.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(capacity.orElse("")))
                    .findFirst()
                    .ifPresent(entry -> commands.add("aws ecs update-service" + aws + "cluster "
                            + ShellWord.of(clusterName)
                            + " --service " + ShellWord.of(service.serviceName()) + " --capacity-provider-strategy "
                            + ShellWord.of("capacityProvider=" + entry.getKey() + ",weight=1,base=0")
                            + " --force-new-deployment"));
        }
        return commands;
    }

    /** Whether the ARN lacks the cluster's name, as that of a service of before 2021 that nobody migrated. */
    static boolean hasShortArn(Service service) {
        return service.serviceArn()
                        .chars()
                        .filter(character -> character == '/')
                        .count()
                == 1;
    }

    /** The ARN by which it takes tags. */
    private String taggable(Service service) {
        return hasShortArn(service)
                ? service.serviceArn().replace(":service/", ":service/" + clusterName + "/")
                : service.serviceArn();
    }
}
