package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Validator;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.Platform;
import dev.mullion.ec2.UserDataFetch;
import dev.mullion.hosts.ContainerHostsModel;
import dev.mullion.hosts.HostsPlatform;
import dev.mullion.hosts.WindowsContainerHosts;
import dev.mullion.hosts.WindowsContainerHostsSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The section {@code mullion:hosts}: one {@link WindowsContainerHosts} a key. */
final class HostsSection implements Section {
    static final String KEY = "hosts";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String invitation() {
        return "describe hosts in mullion:hosts";
    }

    @Override
    public Optional<Platform> platform() {
        return Optional.of(HostsPlatform.HOSTS);
    }

    @Override
    public SpecBuilder<?> builder() {
        return WindowsContainerHostsSpec.builder();
    }

    @Override
    public SectionModel model(
            List<Component> components,
            StackContext context,
            Map<String, KnownNetwork> networks,
            Map<String, SectionModel> earlier) {
        return new Hosts(
                components.stream()
                        .map(component -> new ContainerHostsModel(
                                component.key(),
                                (WindowsContainerHostsSpec) component.spec(),
                                context,
                                Optional.ofNullable(networks.get(component.network()))))
                        .toList(),
                components.stream().map(Component::network).toList());
    }

    /**
     * The hosts of a stack.
     *
     * @param networks the name of the network of each
     */
    private record Hosts(List<ContainerHostsModel> hosts, List<String> networks) implements SectionModel {
        @Override
        public boolean needsNetwork() {
            return !hosts.isEmpty();
        }

        @Override
        public void validate(Problems problems) {
            hosts.forEach(each -> Validator.all(ContainerHostsModel.VALIDATORS, each, problems.at(each.key())));
        }

        @Override
        public void validateDeployment(Problems problems) {
            hosts.forEach(each -> each.checkDeployment(problems.at(each.key())));
        }

        @Override
        public List<MadeName> names() {
            return hosts.stream()
                    .map(each -> new MadeName(
                            "hosts",
                            each.key(),
                            SpecPath.ROOT.key(KEY).key(each.key()),
                            Optional.of(each.key() + ".ps1"),
                            false))
                    .toList();
        }

        @Override
        public List<MachineImage> images(SpecPath path) {
            return hosts.stream()
                    .map(each -> MachineImage.of(
                            path.key(each.key()),
                            MachineImage.Platform.HOSTS,
                            each.spec().instance().operatingSystem(),
                            each.spec().instance().ami()))
                    .toList();
        }

        @Override
        public Map<String, UserData> scripts() {
            Map<String, UserData> scripts = new LinkedHashMap<>();
            hosts.forEach(each -> scripts.put(each.key(), each.userData()));
            return scripts;
        }

        @Override
        public Map<String, UserDataFetch> fetches() {
            Map<String, UserDataFetch> fetches = new LinkedHashMap<>();
            hosts.forEach(each -> each.fetch().ifPresent(fetch -> fetches.put(each.key(), fetch)));
            return fetches;
        }

        @Override
        public Map<SpecPath, OwnScript> ownScripts(SpecPath path) {
            Map<SpecPath, OwnScript> scripts = new LinkedHashMap<>();
            hosts.forEach(each -> OwnScripts.put(
                    scripts, path.key(each.key()).key("steps"), each.userData().steps()));
            return scripts;
        }

        @Override
        public Map<String, String> containerScripts() {
            return Map.of();
        }

        /** No key of hosts holds a dot. */
        @Override
        public Map<String, String> standaloneScripts() {
            Map<String, String> scripts = new LinkedHashMap<>();
            hosts.forEach(each -> scripts.put(each.key() + ".standalone", each.standaloneScript()));
            return scripts;
        }

        @Override
        public Map<String, String> manifests() {
            return Map.of();
        }

        @Override
        public List<ForecastTable> forecasts() {
            return List.of();
        }

        @Override
        public Made make(
                Map<String, NetworkOutputs> outputs, Map<String, Map<String, ComponentResource>> earlier, Context ctx) {
            Map<String, ComponentResource> made = new LinkedHashMap<>();
            Map<String, Map<String, Output<String>>> exported = new LinkedHashMap<>();
            for (int i = 0; i < hosts.size(); i++) {
                WindowsContainerHosts each = new WindowsContainerHosts(
                        hosts.get(i), Objects.requireNonNull(outputs.get(networks.get(i))), null);
                Map<String, Output<String>> ofHosts = new TreeMap<>(Map.of(
                        "autoScalingGroupName", each.autoScalingGroupName(),
                        "securityGroupId", each.securityGroupId(),
                        "help", each.help()));
                each.buildkitAddress().ifPresent(address -> ofHosts.put("buildkit", address));
                exported.put(hosts.get(i).key(), ofHosts);
                made.put(hosts.get(i).key(), each);
            }
            return new Made(made, exported.isEmpty() ? Map.of() : Map.of("hosts", Output.of(exported)));
        }
    }
}
