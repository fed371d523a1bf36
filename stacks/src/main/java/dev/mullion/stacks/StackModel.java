package dev.mullion.stacks;

import dev.mullion.aws.GivenNames;
import dev.mullion.aws.Region;
import dev.mullion.aws.StackContext;
import dev.mullion.aws.Tags;
import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Validator;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.Platform;
import dev.mullion.eks.EksClusterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A stack before anything is made: its spec, its context, and each section as the stack sees it. */
final class StackModel {
    /** All that is checked of a stack. */
    static final List<Validator<StackModel>> VALIDATORS = List.of(
            (stack, problems) -> Tags.check(stack.spec.tags(), problems.at("tags")),
            (stack, problems) -> GivenNames.check(stack.spec.names(), problems.at(StackSpec.NAMES)),
            StackModel::checkRegion,
            StackModel::checkNetworks,
            StackModel::checkContent,
            StackModel::checkSections,
            StackModel::checkNodes,
            StackModel::checkNames,
            StackModel::checkSilence,
            (stack, problems) -> stack.spec.diff().check(problems.at(DiffSpec.KEY)));

    /** As a cluster's: the names of a network's resources start with its own. */
    private static final Pattern NETWORK_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

    private static final String REGION_KEY = "aws:region";

    private static final String UNCHECKED =
            "; zones are not checked against it, and ARNs are those of the partition aws";

    private final StackSpec spec;
    private final Optional<String> writtenRegion;
    private final StackContext context;
    private final Map<String, SectionModel> sections = new LinkedHashMap<>();

    StackModel(StackSpec spec, EngineConfig engine, StackContext context) {
        this.spec = spec;
        this.writtenRegion = Optional.ofNullable(engine.values().get(REGION_KEY));
        this.context = context;
        Map<String, KnownNetwork> networks = new LinkedHashMap<>();
        spec.networks()
                .forEach((name, network) ->
                        networks.put(name, KnownNetwork.of(network, StackSpecBuilder.network(name))));
        for (Section section : Sections.ALL) {
            sections.put(
                    section.key(),
                    section.model(spec.components(section), context, networks, Collections.unmodifiableMap(sections)));
        }
    }

    /** The region of a configuration, where it is one. */
    static Optional<String> region(EngineConfig engine) {
        return Optional.ofNullable(engine.values().get(REGION_KEY)).filter(Region::isName);
    }

    StackSpec spec() {
        return spec;
    }

    StackContext context() {
        return context;
    }

    /** Whose machines the stack has. */
    List<Platform> platforms() {
        Stream<Platform> ofSections = Sections.ALL.stream()
                .filter(section -> !spec.components(section).isEmpty())
                .flatMap(section -> section.platform().stream());
        Stream<Platform> ofOthers =
                spec.networks().values().stream().flatMap(network -> Platforms.of(network).stream());
        // Their names tell them apart; to hash all that a record holds, a JVM has to link code, which a preview would
        // feel.
        Map<String, Platform> byName = new LinkedHashMap<>();
        Stream.concat(ofSections, ofOthers).forEach(platform -> byName.put(platform.name(), platform));
        return List.copyOf(byName.values());
    }

    /** By their keys, in the order of {@link Sections#ALL}. */
    Map<String, SectionModel> sections() {
        return Collections.unmodifiableMap(sections);
    }

    private void checkRegion(Problems problems) {
        boolean inAws = !spec.networks().isEmpty() || !platforms().isEmpty();
        if (inAws && context.region().isEmpty()) {
            writtenRegion.ifPresentOrElse(
                    text -> problems.at(REGION_KEY)
                            .warn("EC2006", "got " + Shown.text(text) + ", which is no region" + UNCHECKED),
                    () -> problems.warn("EC2006", "the configuration has no " + REGION_KEY + UNCHECKED));
        }
        context.region().filter(region -> inAws && !Region.isKnown(region)).ifPresent(region -> problems.at(REGION_KEY)
                .addUnlessSilenced(
                        "EC2010",
                        "got " + Shown.text(region) + ", which is no region that this version of Mullion knows"
                                + Region.nearest(region)
                                        .map(meant -> "; did you mean " + meant + "?")
                                        .orElse("")));
    }

    private void checkNetworks(Problems problems) {
        spec.networks().forEach((name, network) -> {
            Problems here = problems.at(StackSpecBuilder.network(name));
            if (!NETWORK_NAME.matcher(name).matches()) {
                here.ofKey().add("is no name for a network; use letters, digits and hyphens, a letter first");
            }
            network.check(here);
            network.checkPlatforms(platforms(), here);
            context.region().ifPresent(region -> network.checkRegion(region, here));
        });
    }

    private void checkContent(Problems problems) {
        boolean hasNetwork = spec.networks().values().stream().anyMatch(NetworkSpec::isNew);
        if (!hasNetwork
                && Sections.ALL.stream()
                        .allMatch(section -> spec.components(section).isEmpty())) {
            problems.add("has nothing to make; "
                    + Sections.ALL.stream().map(Section::invitation).collect(Collectors.joining(", or "))
                    + ", or name the zones of a new network in mullion:network");
        } else if (spec.networks().isEmpty() && sections.values().stream().anyMatch(SectionModel::needsNetwork)) {
            problems.at("network")
                    .add("has no value; name an existing VPC (vpcId, subnetIds) or the zones of a new one");
        }
    }

    private void checkSections(Problems problems) {
        sections.forEach((key, model) -> model.validate(problems.at(key)));
    }

    /** Nothing would come of a cluster that exists, gets no nodes and no mesh. */
    private void checkNodes(Problems problems) {
        if (!spec.components(Sections.MESH).isEmpty()) {
            return;
        }
        spec.components(Sections.EKS).stream()
                .filter(cluster ->
                        cluster.spec() instanceof EksClusterSpec eks && eks.existing() && !eks.hasWindowsNodes())
                .forEach(cluster -> problems.at(Sections.EKS.path(cluster.key()))
                        .at("windowsNodePools")
                        .add(
                                "names no pool; use at least one, such as iis: {instanceTypes: [m6i.xlarge]}: a cluster that"
                                        + " exists does without them for a mesh alone (mullion:mesh)"));
    }

    /** Refuses two that would be one in AWS, and those whose resources or files would have the same names. */
    private void checkNames(Problems problems) {
        Map<String, MadeName> seen = new HashMap<>();
        Map<String, MadeName> files = new HashMap<>();
        List<MadeName> names = new ArrayList<>();
        sections.values().forEach(model -> names.addAll(model.names()));
        for (MadeName name : names) {
            MadeName earlier = seen.putIfAbsent(name.kind() + " " + name.name(), name);
            if (earlier == null) {
                checkFiles(name, files, problems);
                continue;
            }
            Problems here = problems.at(name.path());
            String other = shown(earlier.path(), name.path());
            if (name.isGiven()) {
                here.given(problems.at(earlier.path()).at("name"))
                        .at("name")
                        .ofRepetition()
                        .refuse(name.name(), "use another name: that of the " + name.kind() + " " + other);
            } else {
                here.ofKey().add("makes resources of the same names as " + other + "; use another key");
            }
        }
    }

    private static void checkFiles(MadeName name, Map<String, MadeName> files, Problems problems) {
        Optional<MadeName> other = name.file().map(file -> files.putIfAbsent(file.toLowerCase(Locale.ROOT), name));
        other.ifPresent(earlier -> problems.at(name.path())
                .ofKey()
                .add("has scripts whose files are those of " + shown(earlier.path(), name.path())
                        + (earlier.file().equals(name.file()) ? "" : " on Windows and macOS")
                        + "; use another key"));
    }

    /** Within a section its key goes without saying. */
    private static String shown(SpecPath path, SpecPath from) {
        List<Object> segments = path.segments();
        boolean sameSection = Objects.equals(segments.get(0), from.segments().get(0));
        return sameSection
                ? new SpecPath(segments.subList(1, segments.size())).toString()
                : StackConfig.NAMESPACE + path;
    }

    private void checkSilence(Problems problems) {
        for (int i = 0; i < spec.silence().size(); i++) {
            spec.silence().get(i).check(problems.at("silence").at(i));
        }
    }
}
