package dev.mullion.diff.compare;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import dev.mullion.diff.masking.MaskedValue.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the items of a list are told apart, which is not by their position (pulumi/pulumi#23511).
 *
 * @param ordered whether another order is a change
 * @param stages labels to match by, the strictest first: what one stage leaves over, the next one matches
 */
record Identity(boolean ordered, List<Label> stages) {
    /** What an item is called; empty where the item has no such name. */
    interface Label {
        Optional<String> of(MaskedValue item);
    }

    /** Each scalar is itself. */
    static final Identity SET = new Identity(false, List.of(item -> Optional.of(Rendering.line(item))));

    private static final Identity NAME = keyed("name");
    private static final Identity RULES = new Identity(false, List.of(SecurityRule::label));
    private static final Identity STATEMENTS = new Identity(
            false,
            List.of(item -> text(item, "Sid").map(Rendering::quoted), Statements::actions, Statements::resources));

    /** The last name of a path to how its items are told apart; each is a set or keyed in the API that it belongs to; init containers run one after the other. */
    static final Map<String, Identity> TABLE = Map.ofEntries(
            Map.entry("containerDefinitions", NAME),
            Map.entry("containers", NAME),
            Map.entry("initContainers", new Identity(true, List.of(item -> key(item, "name")))),
            Map.entry("environment", NAME),
            // A variable can refer to those before it:
            // https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
            Map.entry("env", new Identity(true, List.of(item -> key(item, "name")))),
            Map.entry("environmentVariables", NAME),
            Map.entry("secrets", NAME),
            Map.entry("secretOptions", NAME),
            Map.entry("settings", NAME),
            Map.entry("parameters", NAME),
            Map.entry("volumes", NAME),
            Map.entry("ulimits", NAME),
            Map.entry("dimensions", NAME),
            Map.entry("tags", keyed("key")),
            Map.entry("portMappings", new Identity(false, List.of(Identity::port))),
            Map.entry("mountPoints", keyed("sourceVolume", "containerPath")),
            Map.entry("volumesFrom", keyed("sourceContainer")),
            Map.entry("volumeMounts", keyed("mountPath")),
            Map.entry("dependsOn", keyed("containerName")),
            Map.entry("extraHosts", keyed("hostname")),
            Map.entry("resourceRequirements", keyed("type")),
            Map.entry("loadBalancers", keyed("containerName", "containerPort")),
            Map.entry("serviceRegistries", keyed("registryArn")),
            Map.entry("capacityProviderStrategies", keyed("capacityProvider")),
            Map.entry("defaultCapacityProviderStrategies", keyed("capacityProvider")),
            Map.entry("placementConstraints", keyed("type", "expression")),
            Map.entry("ingress", RULES),
            Map.entry("egress", RULES),
            Map.entry("Statement", STATEMENTS),
            Map.entry("statements", STATEMENTS),
            Map.entry("routes", keyed("cidrBlock", "ipv6CidrBlock", "destinationPrefixListId")),
            Map.entry("blockDeviceMappings", keyed("deviceName")),
            Map.entry("ebsBlockDevices", keyed("deviceName")),
            Map.entry("networkInterfaces", keyed("deviceIndex")),
            Map.entry("tagSpecifications", keyed("resourceType")),
            Map.entry("taints", keyed("key", "effect")),
            Map.entry("filters", NAME),
            Map.entry("subnetMappings", keyed("subnetId")),
            Map.entry("addons", keyed("addonName")),
            Map.entry("encryptionConfigs", keyed("provider")));

    /** Lists of text whose order means nothing. */
    static final Set<String> SETS = Set.of(("subnets,subnetIds,securityGroups,securityGroupIds,vpcSecurityGroupIds,"
                    + "vpcZoneIdentifiers,capacityProviders,managedPolicyArns,targetGroupArns,"
                    + "requiresCompatibilities,availabilityZones,cidrBlocks,ipv6CidrBlocks,prefixListIds,"
                    + "publicAccessCidrs,enabledClusterLogTypes,enabledMetrics,suspendedProcesses,"
                    + "routeTableIds,clientIdLists,thumbprintLists,alarmActions,okActions,"
                    + "insufficientDataActions,policyArns,resourceAliases,Action,NotAction,Resource,"
                    + "NotResource,AWS,Service,Federated,CanonicalUser,allowedAccountIds,capabilities,add,drop,"
                    + "logTypes,subnetGroups,sourceSecurityGroupIds,inboundCidrs")
            .split(",", -1));

    /** Fields that name an object wherever they are distinct. */
    static final List<String> NAMES = List.of(
            "name", "Name", "key", "Key", "id", "Id", "ID", "sid", "Sid", "alias", "deviceName", "hostname", "path");

    /**
     * Inputs that hold JSON of AWS, whole paths of fields: the names of the table and of the sets are its own there. In whatever
     * else is a document, such as Envoy's configuration in a ConfigMap, a list of such a name may be one whose order means
     * something.
     */
    private static final Set<String> DOCUMENTS = Set.of(
            "containerDefinitions",
            "policy",
            "assumeRolePolicy",
            "inlinePolicies.policy",
            "inlinePolicy",
            "policyDocument",
            "accessPolicies",
            "resourcePolicy");

    /** Whether a place is inside of JSON of AWS. */
    static boolean isAws(PropertyPlace place) {
        return place.structured() && DOCUMENTS.contains(place.keys());
    }

    /** Empty where position is all there is. */
    static Optional<Identity> of(PropertyPlace place, List<MaskedValue> before, List<MaskedValue> after) {
        boolean known = !place.structured() || DOCUMENTS.contains(place.keys());
        return known
                ? ofKnown(place, before, after)
                : ofKnown(place, before, after).map(identity -> new Identity(true, identity.stages()));
    }

    private static Optional<Identity> ofKnown(PropertyPlace place, List<MaskedValue> before, List<MaskedValue> after) {
        String last = place.inside().substring(place.inside().lastIndexOf('.') + 1);
        boolean condition = place.structured() && place.inside().contains(".Condition.");
        Identity own = TABLE.get(last);
        if (own != null && (own.stages().size() > 1 || (own.fits(before) && own.fits(after)))) {
            return Optional.of(own);
        }
        if ((SETS.contains(last) || condition) && SET.fits(before) && SET.fits(after)) {
            return Optional.of(SET);
        }
        for (String name : NAMES) {
            Identity general =
                    new Identity(true, List.of(item -> text(item, name).map(Rendering::quoted)));
            if (general.fits(before) && general.fits(after)) {
                return Optional.of(general);
            }
        }
        Identity manifests = new Identity(true, List.of(Identity::manifest));
        return manifests.fits(before) && manifests.fits(after) ? Optional.of(manifests) : Optional.empty();
    }

    /** Whether every item has a label of its own. */
    private boolean fits(List<MaskedValue> items) {
        Set<String> labels = new HashSet<>();
        return items.stream()
                .allMatch(item -> stages.get(0).of(item).filter(labels::add).isPresent());
    }

    private static Identity keyed(String... fields) {
        return new Identity(false, List.of(item -> key(item, fields)));
    }

    private static Optional<String> key(MaskedValue item, String... fields) {
        List<String> parts = new ArrayList<>();
        for (String field : fields) {
            text(item, field).ifPresent(parts::add);
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(fields.length == 1 ? Rendering.quoted(parts.get(0)) : String.join(" ", parts));
    }

    private static Optional<String> port(MaskedValue item) {
        return text(item, "containerPort")
                .or(() -> text(item, "containerPortRange"))
                .map(port -> port + "/" + text(item, "protocol").orElse("tcp"));
    }

    /** An object of Kubernetes. */
    private static Optional<String> manifest(MaskedValue item) {
        if (item instanceof Fields fields && fields.values().get("metadata") instanceof Fields metadata) {
            return text(item, "kind").flatMap(kind -> text(metadata, "name")
                    .map(name -> kind + " "
                            + text(metadata, "namespace")
                                    .map(space -> space + "/")
                                    .orElse("") + name));
        }
        return Optional.empty();
    }

    /** A scalar field's text. */
    static Optional<String> text(MaskedValue item, String field) {
        return item instanceof Fields fields
                        && fields.values().get(field) instanceof Scalar scalar
                        && !scalar.text().isEmpty()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    /** What a statement of a policy is called where it has no Sid. */
    private static final class Statements {
        static Optional<String> actions(MaskedValue item) {
            return label(item, "Action", "NotAction");
        }

        static Optional<String> resources(MaskedValue item) {
            return label(item, "Resource", "NotResource");
        }

        private static Optional<String> label(MaskedValue item, String field, String not) {
            if (!(item instanceof Fields fields)) {
                return Optional.empty();
            }
            MaskedValue value = fields.values().get(field);
            String prefix = value == null ? not + " " : "";
            if (value == null) {
                value = fields.values().get(not);
            }
            if (value == null) {
                return Optional.empty();
            }
            List<String> texts = new ArrayList<>();
            for (MaskedValue each : value instanceof Items items ? items.values() : List.of(value)) {
                texts.add(each instanceof Scalar scalar ? scalar.text() : Rendering.line(each));
            }
            texts.sort(null);
            return Optional.of(text(item, "Effect").orElse("Allow") + " " + prefix + String.join(", ", texts));
        }
    }
}
