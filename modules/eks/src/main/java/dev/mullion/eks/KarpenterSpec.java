package dev.mullion.eks;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.KeysMatch;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.kubernetes.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Windows nodes that Karpenter starts where pods need them. Karpenter itself, 1.0 or newer, must be in the cluster.
 *
 * <pre>{@code
 * karpenter:
 *   controllerRoleName: karpenter-controller
 *   nodePools:
 *     windows-2022:
 *       capacityTypes: [SPOT, ON_DEMAND]
 *       limits: {cpu: 200}
 * }</pre>
 *
 * @param nodePools a NodePool with an EC2NodeClass of its own each, by the name of both
 * @param controllerRoleName the role of Karpenter's controller, which gets the right to pass the nodes' role to EC2; nothing is
 *     done about it when not given
 * @param nodeRoleArn an existing role for the nodes; one of their own with the least that is needed when not given. No other
 *     pool may have it
 * @param permissionsBoundary the ARN of a policy that bounds the role that is made; none when not given
 * @see <a href="https://karpenter.sh/docs/concepts/nodeclasses/">NodeClasses</a>
 */
@GenerateBuilder
public record KarpenterSpec(
        @Explain(api = "NodePool of karpenter.sh/v1", example = "{windows: {}}")
        @Singular("nodePool")
        @KeysMatch(Names.LABEL_NAME)
        Map<String, KarpenterNodePoolSpec> nodePools,

        @Explain(api = "AWS::IAM::Role RoleName", example = "karpenter-controller") @Matches(KarpenterSpec.ROLE_NAME)
        Optional<String> controllerRoleName,

        @Explain(api = "EC2NodeClass spec.role", example = "arn:aws:iam::123456789012:role/nodes")
        @Matches(ResourceId.Regex.ROLE)
        Optional<String> nodeRoleArn,

        @Explain(api = "AWS::IAM::Role PermissionsBoundary", example = "arn:aws:iam::123456789012:policy/boundary")
        @Matches(ResourceId.Regex.POLICY)
        Optional<String> permissionsBoundary)
        implements Spec {
    /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
    static final String ROLE_NAME = "[A-Za-z0-9_+=,.@-]{1,64}";

    public static KarpenterSpecBuilder builder() {
        return new KarpenterSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put(
                "controllerRoleArn", "is no key; use controllerRoleName, what stands behind the last slash of the ARN");
        refused.put("version", "is not Mullion's: it installs no Karpenter; leave it out");
        refused.put("nodeClasses", "is no key; each of nodePools brings its EC2NodeClass along");
        return refused;
    }

    @Override
    public void check(Problems problems) {
        if (nodePools.isEmpty()) {
            problems.at("nodePools").add("names no pool; use at least one, such as windows-2022: {}");
        }
        nodePools.forEach((key, pool) -> {
            Names.checkLabelName(key, problems.at("nodePools").atKey(key));
            pool.check(problems.at("nodePools").at(key));
        });
        controllerRoleName
                .filter(name -> !KarpenterSpecBuilder.matchesControllerRoleName(name))
                .ifPresent(name -> problems.at("controllerRoleName")
                        .refuse(name, "use a role's name, not its ARN: 1 to 64 of A-Z a-z 0-9 _ + = , . @ -"));
        if (controllerRoleName.isEmpty()) {
            problems.warn(
                    "EKS060",
                    "whether Karpenter may pass the nodes' role to EC2 (iam:PassRole) is not known; controllerRoleName names"
                            + " the role that gets the right");
        }
        nodeRoleArn.ifPresent(arn -> ResourceId.ROLE.check(arn, problems.at("nodeRoleArn")));
        permissionsBoundary.ifPresent(arn -> ResourceId.POLICY.check(arn, problems.at("permissionsBoundary")));
        if (nodeRoleArn.isPresent() && permissionsBoundary.isPresent()) {
            problems.given("nodeRoleArn")
                    .at("permissionsBoundary")
                    .refuse(permissionsBoundary.get(), "leave it out: with nodeRoleArn no role is made");
        }
    }
}
