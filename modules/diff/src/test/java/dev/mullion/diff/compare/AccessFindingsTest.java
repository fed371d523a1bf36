package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is let in by a security group or a role inside of a cluster, and who is not. */
class AccessFindingsTest {
    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
    private static final String RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
    private static final String ALONE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String BINDING = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding";
    private static final String ROLE = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole";

    @Test
    void aGroupThatOnlyHasAnotherIdOpensNothing() {
        assertThat(opened("sg-1", "sg-2", "sg-2")).isEmpty();
    }

    @Test
    void anotherGroupOpens() {
        assertThat(opened("sg-1", "sg-2", "sg-3"))
                .containsExactly("WARNING security-group-opens it opens tcp 443 to sg-3");
    }

    /** A group that is replaced, and a rule of another one that names it. */
    private static List<String> opened(String before, String after, String named) {
        return Told.of(
                        new Stack()
                                .with(GROUP, "nodes", "description", "a")
                                .having(before)
                                .with(RULE, "it", rule(before)),
                        new Stack()
                                .with(GROUP, "nodes", "description", "b")
                                .having(after)
                                .with(RULE, "it", rule(named)))
                .stream()
                .filter(line -> line.contains("security-group-opens"))
                .toList();
    }

    private static Object[] rule(String source) {
        return new Object[] {
            "type", "ingress", "protocol", "tcp", "fromPort", 443, "toPort", 443, "sourceSecurityGroupId", source
        };
    }

    @Test
    void aRuleOfWhatGoesOutLetsNobodyIn() {
        assertThat(Told.update(RULE, all("egress"), all("ingress")))
                .containsExactly("DANGER security-group-opens it opens all traffic to 0.0.0.0/0, that is to everybody");
        assertThat(Told.update(RULE, all("ingress"), all("egress"))).isEmpty();
    }

    private static Map<String, Object> all(String type) {
        return Map.of("type", type, "protocol", "-1", "cidrBlocks", List.of("0.0.0.0/0"), "securityGroupId", "sg-1");
    }

    @Test
    void theDefaultGroupIsOne() {
        assertThat(Told.update(
                        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
                        Map.of("vpcId", "a"),
                        Map.of(
                                "vpcId",
                                "a",
                                "ingress",
                                List.of(Map.of("protocol", "-1", "cidrBlocks", List.of("0.0.0.0/0"))))))
                .containsExactly("DANGER security-group-opens it opens all traffic to 0.0.0.0/0, that is to everybody");
    }

    /** Who proposes a change chooses what else a rule depends on. */
    @Test
    void aNewGroupThatARuleOnlyDependsOnIsNotItsOwn() {
        Stack after = new Stack()
                .with(GROUP, "decoy", "name", "x")
                .needing(
                        List.of(Stack.urn(GROUP, "decoy")),
                        ALONE,
                        "it",
                        Told.flat(Map.of("securityGroupId", "sg-1", "ipProtocol", "-1", "cidrIpv4", "10.0.0.0/8")));
        assertThat(Told.of(new Stack(), after))
                .containsExactly("WARNING security-group-opens it opens all traffic to 10.0.0.0/8");

        Stack own = new Stack()
                .with(GROUP, "own", "name", "x")
                .with(ALONE, "it", "securityGroupId", "${own.id}", "ipProtocol", "-1", "cidrIpv4", "10.0.0.0/8")
                .referring("securityGroupId", Stack.urn(GROUP, "own"));
        assertThat(Told.of(new Stack(), own)).isEmpty();
    }

    @Test
    void aRoleThatOthersGetByItsBinding() {
        String told = "DANGER access-widens ServiceAccount mallory/default gets the role cluster-admin in ";
        assertThat(Told.update(BINDING, bound("kube-system", "ClusterRole"), bound("mallory", "ClusterRole")))
                .containsExactly(told + "the whole cluster");
        for (String type : List.of("RoleBinding", "RoleBindingPatch")) {
            assertThat(Told.update(
                            "kubernetes:rbac.authorization.k8s.io/v1:" + type,
                            bound("mallory", "Role"),
                            bound("mallory", "ClusterRole")))
                    .containsExactly(told + "its namespace");
        }
    }

    private static Map<String, Object> bound(String namespace, String kind) {
        return Map.of(
                "metadata",
                Map.of("name", "it"),
                "roleRef",
                Map.of("kind", kind, "name", "cluster-admin"),
                "subjects",
                List.of(Map.of("kind", "ServiceAccount", "name", "default", "namespace", namespace)));
    }

    @Test
    void aRuleThatMovesToAnotherGroupOpensThatOne() {
        assertThat(Told.update(ALONE, moved("sg-1"), moved("sg-2")))
                .contains(
                        "WARNING security-group-opens it moves to another security group and opens tcp 443 to 10.0.0.0/8");
    }

    private static Map<String, Object> moved(String group) {
        return Map.of(
                "securityGroupId",
                group,
                "ipProtocol",
                "tcp",
                "fromPort",
                443,
                "toPort",
                443,
                "cidrIpv4",
                "10.0.0.0/8");
    }

    @Test
    void anAdministratorOfAClusterIsADanger() {
        Stack after =
                new Stack().with(BINDING, "it", "roleRef", Map.of("name", "cluster-admin"), "subjects", group("devs"));

        assertThat(Told.of(new Stack(), after))
                .containsExactly("DANGER access-widens Group devs gets the role cluster-admin in the whole cluster");
    }

    @Test
    void whoElseGetsARoleIsSaid() {
        Stack before = new Stack().with(BINDING, "it", "roleRef", Map.of("name", "view"), "subjects", group("devs"));
        Stack after = new Stack()
                .with(
                        BINDING,
                        "it",
                        "roleRef",
                        Map.of("name", "view"),
                        "subjects",
                        List.of(Map.of("kind", "Group", "name", "devs"), Map.of("kind", "User", "name", "bob")));

        assertThat(Told.of(before, after))
                .containsExactly("WARNING access-widens User bob gets the role view in the whole cluster");
        assertThat(Told.of(new Stack(), before)).isEmpty();
    }

    private static List<Object> group(String name) {
        return List.of(Map.of("kind", "Group", "name", name));
    }

    @Test
    void aRoleOfEverythingIsSaid() {
        Map<String, Object> all = Map.of("apiGroups", List.of("*"), "resources", List.of("*"), "verbs", List.of("*"));
        Map<String, Object> some =
                Map.of("apiGroups", List.of(""), "resources", List.of("pods"), "verbs", List.of("*"));

        assertThat(Told.of(new Stack(), new Stack().with(ROLE, "it", "rules", List.of(all))))
                .containsExactly("WARNING iam-wildcard it allows all verbs on all resources");
        assertThat(Told.of(new Stack(), new Stack().with(ROLE, "it", "rules", List.of(some))))
                .isEmpty();
    }

    @Test
    void anUpgradeOfTheOperatingSystemNamesTheWayAroundTheEnd() {
        String service = "aws:ecs/service:Service";
        String tag = "tags[\"mullion:operating-system\"]";
        Map<String, String> old = Map.of("mullion:operating-system", "WINDOWS_SERVER_2019_CORE");
        Map<String, String> now = Map.of("mullion:operating-system", "WINDOWS_SERVER_2022_CORE");

        assertThat(Told.of(
                        new Stack().with(service, "it", options -> options.replacing(tag), "tags", old),
                        new Stack().with(service, "it", options -> options.replacing(tag), "tags", now)))
                .containsExactly(
                        "DANGER service-replaced service it is replaced: its tasks stop; to upgrade its operating"
                                + " system without an end, make a second capacity and a second service beside these, and delete"
                                + " these once the new ones answer");
    }
}
