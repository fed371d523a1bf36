package dev.mullion.preview.engine;

import com.google.protobuf.Struct;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * What a program asked for, in whatever order its threads did, and the plan that follows from it, in program order.
 */
public final class Recording {
    private static final String PROVIDER_TYPE = "pulumi:providers:";

    private final StackInput input;
    private final Urns urns;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final Map<String, Inherited> inheritable = new ConcurrentHashMap<>();
    private final Map<String, PropertyValue.Fields> outputs = new ConcurrentHashMap<>();
    private final Queue<Said> said = new ConcurrentLinkedQueue<>();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    private record Entry(
            ProgramOrder place, Operation op, ResourceState state, List<pulumirpc.AliasOuterClass.Alias> aliases) {}

    /** What a resource's children may take over. */
    private record Inherited(
            boolean custom,
            Optional<Boolean> protect,
            Optional<Boolean> retainOnDelete,
            String deletedWith,
            String provider,
            Map<String, String> providers) {}

    private record Said(ProgramOrder place, Diagnostic diagnostic) {}

    /** What went wrong, and with which resource, where one is to blame. */
    record Failure(ProgramOrder place, Optional<String> urn, Throwable cause) {}

    /**
     * A failure as a user is told of it.
     *
     * @param urn the resource that is to blame, where one is
     */
    public record Reason(Optional<String> urn, String text) {}

    Recording(StackInput input) {
        this.input = input;
        this.urns = new Urns(input.project(), input.stack());
    }

    Urns urns() {
        return urns;
    }

    /**
     * Takes a resource and gives its URN.
     *
     * @param own what the program asks for, read without its two maps: for the first map of a message, protobuf builds all
     *     its descriptors
     * @param providers of a component, by package
     * @param dependencies the URNs that each property depends on
     */
    String register(
            ProgramOrder place,
            RegisterResourceRequest own,
            Map<String, String> providers,
            Map<String, ? extends Collection<String>> dependencies) {
        String urn = urns.urn(own.getParent(), own.getType(), own.getName());
        boolean provider = own.getType().startsWith(PROVIDER_TYPE);
        Inherited inherited = inheriting(own, providers, inheritable.get(own.getParent()));
        inheritable.put(urn, inherited);
        SortedMap<String, List<String>> propertyDependencies = new TreeMap<>();
        dependencies.forEach((property, of) ->
                propertyDependencies.put(property, of.stream().sorted().toList()));
        ResourceState state = new ResourceState(
                urn,
                own.getType(),
                own.getCustom(),
                false,
                Optional.empty(),
                provider ? providerInputs(own) : read(own.getObject()),
                PropertyValue.Fields.NONE,
                present(own.getParent()),
                own.getDependenciesList().stream().sorted().toList(),
                propertyDependencies,
                own.getCustom() && !provider ? Optional.of(inherited.provider()) : Optional.empty(),
                options(own, inherited));
        Operation op = own.getImportId().isEmpty() ? Operation.CREATE : Operation.IMPORT;
        entries.add(new Entry(place, op, state, own.getAliasesList()));
        return urn;
    }

    /** As the plan shows it. */
    private PropertyValue.Fields read(Struct struct) {
        PropertyValue.Fields read = (PropertyValue.Fields) Assets.hashed(Wire.read(struct));
        return input.standIns().isEmpty() ? read : (PropertyValue.Fields) shown(read);
    }

    private PropertyValue shown(PropertyValue value) {
        if (value instanceof PropertyValue.Text text) {
            String shown = text.value();
            for (Map.Entry<String, String> standIn : input.standIns().entrySet()) {
                shown = shown.replace(standIn.getKey(), standIn.getValue());
            }
            return shown.equals(text.value()) ? text : new PropertyValue.Text(shown);
        }
        if (value instanceof PropertyValue.Items items) {
            return new PropertyValue.Items(
                    items.values().stream().map(this::shown).toList());
        }
        if (value instanceof PropertyValue.Fields fields) {
            SortedMap<String, PropertyValue> shown = new TreeMap<>();
            fields.values().forEach((name, each) -> shown.put(name, shown(each)));
            return new PropertyValue.Fields(shown);
        }
        return value;
    }

    /** Takes a resource that is only looked up and gives its URN. */
    String read(ProgramOrder place, ReadResourceRequest request) {
        String urn = urns.urn(request.getParent(), request.getType(), request.getName());
        ResourceState state = new ResourceState(
                urn,
                request.getType(),
                true,
                true,
                Optional.of(request.getId()),
                read(request.getProperties()),
                PropertyValue.Fields.NONE,
                present(request.getParent()),
                request.getDependenciesList().stream().sorted().toList(),
                new TreeMap<>(),
                Optional.of(provider(
                        request.getProvider(),
                        request.getType(),
                        request.getVersion(),
                        request.getPluginDownloadURL())),
                ResourceState.Options.NONE.withVersion(present(request.getVersion())));
        entries.add(new Entry(place, Operation.READ, state, List.of()));
        return urn;
    }

    /**
     * What a child takes from its parent in the engine, not in the SDK: inheritFromParent and resolveProvider of
     * pkg/resource/deploy/source_eval.go.
     */
    private Inherited inheriting(
            RegisterResourceRequest own, Map<String, String> ownProviders, @Nullable Inherited parent) {
        String childPackage = own.getType().replaceFirst(":.*", "");
        Optional<Boolean> protect = own.hasProtect() ? Optional.of(own.getProtect()) : Optional.empty();
        Optional<Boolean> retain = own.hasRetainOnDelete() ? Optional.of(own.getRetainOnDelete()) : Optional.empty();
        String deletedWith = own.getDeletedWith();
        String provider = own.getProvider();
        Map<String, String> providers = new HashMap<>(ownProviders);
        if (parent != null) {
            protect = protect.or(parent::protect);
            retain = retain.or(parent::retainOnDelete);
            deletedWith = deletedWith.isEmpty() ? parent.deletedWith() : deletedWith;
            if (provider.isEmpty()
                    && (!own.getCustom() || parent.provider().contains(PROVIDER_TYPE + childPackage + "::"))) {
                provider = parent.provider();
            }
            if (!parent.custom()) {
                parent.providers().forEach(providers::putIfAbsent);
            }
        }
        if (own.getCustom() && !own.getType().startsWith(PROVIDER_TYPE)) {
            String chosen = provider.isEmpty() ? providers.getOrDefault(childPackage, "") : provider;
            provider = provider(chosen, own.getType(), own.getVersion(), own.getPluginDownloadURL());
        }
        return new Inherited(own.getCustom(), protect, retain, deletedWith, provider, providers);
    }

    void outputs(String urn, Struct of) {
        outputs.put(urn, read(of));
    }

    void say(ProgramOrder place, Diagnostic diagnostic) {
        said.add(new Said(place, diagnostic));
    }

    void fail(Failure failure) {
        failures.add(failure);
    }

    /** Why the program did not end well; empty when it did. */
    public List<Reason> reasons() {
        return failures().stream()
                .map(failure -> new Reason(failure.urn(), Failures.reason(failure.cause())))
                .toList();
    }

    /** The failures, each once: what makes a resource fail also fails all that depend on it. */
    List<Failure> failures() {
        List<Failure> first = new ArrayList<>();
        Set<Throwable> seen = new HashSet<>();
        failures.stream()
                .sorted(Comparator.comparing(Failure::place).thenComparing(failure -> String.valueOf(failure.cause())))
                .filter(failure -> seen.add(failure.cause()))
                .forEach(first::add);
        return first;
    }

    public Plan plan() {
        List<Diagnostic> diagnostics = new ArrayList<>();
        said.stream()
                .sorted(Comparator.comparing(Said::place)
                        .thenComparing(words -> words.diagnostic().message()))
                .forEach(words -> diagnostics.add(words.diagnostic()));
        List<Step> steps = new ArrayList<>();
        SortedMap<Operation, Integer> summary = new TreeMap<>();
        Map<String, List<String>> aliases = new HashMap<>();
        List<Entry> ordered = entries.stream()
                .sorted(Comparator.comparing(Entry::place)
                        .thenComparing(entry -> entry.state().urn()))
                .toList();
        for (Entry entry : ordered) {
            ResourceState state = entry.state();
            if (aliases.containsKey(state.urn())) {
                diagnostics.add(Diagnostic.of(
                        Diagnostic.Severity.ERROR,
                        Optional.of(state.urn()),
                        "Duplicate resource URN '" + state.urn() + "'; try giving it a unique name"));
                continue;
            }
            List<String> inherited = state.parent()
                    .map(parent -> aliases.getOrDefault(parent, List.of()))
                    .orElse(List.of());
            List<String> own = new Aliases(urns).of(state.urn(), state.parent().orElse(""), entry.aliases(), inherited);
            aliases.put(state.urn(), own);
            steps.add(new Step(entry.op(), completed(state, own)));
            if (entry.op() != Operation.READ) {
                summary.merge(entry.op(), 1, Integer::sum);
            }
        }
        failures().stream().map(Failures::diagnostic).forEach(diagnostics::add);
        return new Plan(config(), steps, diagnostics, summary);
    }

    private SortedMap<String, String> config() {
        TreeMap<String, String> config = new TreeMap<>(input.config());
        config.replaceAll((key, value) -> input.secretKeys().contains(key) ? PropertyValue.SECRET.value() : value);
        return config;
    }

    /** Of outputs, a plan holds what the stack exports: a component's repeat what its children already show. */
    private ResourceState completed(ResourceState state, List<String> aliases) {
        return new ResourceState(
                state.urn(),
                state.type(),
                state.custom(),
                state.external(),
                state.id(),
                state.inputs(),
                state.type().equals(Urns.STACK_TYPE)
                        ? outputs.getOrDefault(state.urn(), PropertyValue.Fields.NONE)
                        : PropertyValue.Fields.NONE,
                state.parent(),
                state.dependencies(),
                state.propertyDependencies(),
                state.provider(),
                state.options().withAliases(aliases));
    }

    /** Pulumi's engine adds these to what the program gives a provider. */
    private static PropertyValue.Fields providerInputs(RegisterResourceRequest request) {
        Struct.Builder inputs = request.getObject().toBuilder();
        Struct.Builder plugin = Struct.newBuilder();
        if (!request.getPluginDownloadURL().isEmpty()) {
            plugin.putFields("pluginDownloadURL", Wire.text(request.getPluginDownloadURL()));
        }
        inputs.putFields("__internal", Wire.struct(plugin.build()));
        if (!request.getVersion().isEmpty()) {
            inputs.putFields("version", Wire.text(request.getVersion()));
        }
        return Wire.read(inputs.build());
    }

    /** Without a provider of its own, a resource gets its package's default one, whose id a first preview does not know. */
    private String provider(String reference, String type, String version, String pluginUrl) {
        if (!reference.isEmpty()) {
            return reference;
        }
        String name = "default"
                + (version.isEmpty() ? "" : "_" + version.replaceAll("[^A-Za-z0-9]", "_"))
                + (pluginUrl.isEmpty() ? "" : "_" + qName(pluginUrl));
        String providerType = PROVIDER_TYPE + type.substring(0, type.indexOf(':'));
        return urns.urn("", providerType, name) + "::" + PropertyValue.UNKNOWN.value();
    }

    /** IntoQName of sdk/go/common/tokens/names.go. */
    private static String qName(String text) {
        return Pattern.compile("/")
                .splitAsStream(text)
                .filter(part -> !part.isEmpty())
                .map(part -> part.replaceAll("[^A-Za-z0-9_.-]", "_"))
                .collect(Collectors.joining("/"));
    }

    private static ResourceState.Options options(RegisterResourceRequest request, Inherited inherited) {
        return new ResourceState.Options(
                inherited.protect().orElse(false),
                inherited.retainOnDelete().orElse(false),
                request.getDeleteBeforeReplace(),
                request.getIgnoreChangesList(),
                request.getHideDiffsList(),
                request.getReplaceOnChangesList(),
                request.getReplaceWithList().stream().sorted().toList(),
                request.hasReplacementTrigger()
                        ? Optional.of(Wire.read(request.getReplacementTrigger()))
                        : Optional.empty(),
                request.getAdditionalSecretOutputsList(),
                List.of(),
                customTimeouts(request.getCustomTimeouts()),
                present(request.getImportId()),
                present(inherited.deletedWith()),
                present(request.getVersion()));
    }

    private static SortedMap<String, Double> customTimeouts(RegisterResourceRequest.CustomTimeouts timeouts) {
        SortedMap<String, Double> seconds = new TreeMap<>();
        Map.of("create", timeouts.getCreate(), "update", timeouts.getUpdate(), "delete", timeouts.getDelete())
                .forEach((operation, duration) -> {
                    if (!duration.isEmpty()) {
                        seconds.put(operation, seconds(duration));
                    }
                });
        return seconds;
    }

    /** The Java SDK writes every duration in nanoseconds. */
    private static double seconds(String duration) {
        return Long.parseLong(duration.substring(0, duration.length() - "ns".length())) / 1e9;
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
