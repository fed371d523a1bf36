package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.UserData;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the user among the steps of nodes. */
class StepsRulesTest {
    private static final String POOL = "NEW\nwindowsNodePools: {iis: {TYPES, steps: {before: [own.ps1]}}}\n";

    @Test
    void eksCallsItsBootstrapItself() {
        EksFile ahead =
                EksFile.lines(POOL).with("own.ps1", "& \"$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1\" x\n");

        assertThat(ahead.problems())
                .singleElement()
                .asString()
                .endsWith(
                        ": mullion:eks.shop.windowsNodePools.iis.steps.before[0]: got \"own.ps1\"; leave out its call of"
                                + " Start-EKSBootstrap: EKS's own bootstrap comes behind these steps; or use ownBootstrap: true");
        assertThat(EksFile.lines(POOL)
                        .with("own.ps1", "# Start-EKSBootstrap comes later\ntzutil /s UTC\n")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "once", "afterDomainJoin"})
    void whatRunsAheadOfEksLeavesItsBootstrapToIt(String phase) {
        EksFile ahead = EksFile.lines(POOL.replace("before", phase));

        UserData userData = ahead.with("own.ps1", "hostname\n")
                .shop(shop -> Objects.requireNonNull(shop.userData().get("iis")));

        assertThat(userData.script()).contains("Invoke-Step -Name 'own.ps1'").doesNotContain("Start-EksBootstrap");
        assertThat(ahead.with("own.ps1", "Start-EKSBootstrap.ps1 x\n").problems())
                .singleElement()
                .asString()
                .endsWith(
                        ": mullion:eks.shop.windowsNodePools.iis.steps." + phase + "[0]: got \"own.ps1\"; leave out its"
                                + " call of Start-EKSBootstrap: EKS's own bootstrap comes behind these steps; or use"
                                + " ownBootstrap: true");
    }

    @Test
    void tagsOfUserDataAreRefused() {
        assertThat(EksFile.lines(POOL)
                        .with("own.ps1", "<powershell>\nhostname\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("steps.before[0]: own.ps1:1:1: leave out <powershell>, which EC2Launch takes for a tag");
    }

    @Test
    void filesMustBeThere() {
        assertThat(EksFile.lines(POOL).problems())
                .singleElement()
                .asString()
                .endsWith(
                        "steps.before[0]: got \"own.ps1\"; use a file that exists, relative to the project's directory");
    }

    /** Endpoint and certificate are counted at their longest, so that what is taken here is taken by EC2. */
    @Test
    void aScriptIsMeasuredAtItsLongest() {
        String own = "NEW\nwindowsNodePools: {iis: {TYPES, ownBootstrap: true, steps: {before: [own.ps1]}}}\n";
        int others = EksFile.lines(own)
                .with("own.ps1", "hostname\n")
                .shop(shop -> Objects.requireNonNull(shop.userData().get("iis")).size());
        String fits = "#".repeat(UserData.MAX_BYTES - others - 2_300) + "\n";

        String inline = own.replace("ownBootstrap", "userData: {storage: inline}, ownBootstrap");

        assertThat(EksFile.lines(inline).with("own.ps1", fits).problems()).isEmpty();
        assertThat(EksFile.lines(inline).with("own.ps1", "#".repeat(500) + fits).problems())
                .singleElement()
                .asString()
                .contains("script is ", "; EC2 takes at most 16,384 (raw, before base64)");
        assertThat(fetches(own, fits)).isFalse();
        assertThat(fetches(own, "#".repeat(500) + fits)).isTrue();
    }

    private static boolean fetches(String lines, String step) {
        EksFile file = EksFile.lines(lines).with("own.ps1", step);
        assertThat(file.problems()).isEmpty();
        return file.shop(shop -> shop.fetches().containsKey("iis"));
    }

    @Test
    void aNetworkWithoutNatHasEndpointsForWhatNodesCall() {
        String isolated = "natGateways: 0, interfaceEndpoints: true, availabilityZones: [eu-west-1a, eu-west-1b]";

        assertThat(EksFile.lines("NEW\nwindowsNodePools: {iis: {TYPES}}\nmullion:network: {" + isolated + "}\n")
                        .problems())
                .isEmpty();
        assertThat(EksPlatform.EKS.endpointServices())
                .isEqualTo(List.of("eks", "ec2", "sts", "elasticloadbalancing", "autoscaling"));
        assertThat(EksFile.problemsOf("NEW\nwindowsNodePools: {iis: {TYPES, domainJoin: {directoryId: d-1234567890}}}\n"
                        + "mullion:network: {" + isolated + "}\n"))
                .containsExactly(
                        "windowsNodePools.iis.domainJoin: calls services that a network without NAT gateways does"
                                + " not reach; use additionalInterfaceEndpoints: [ds] in mullion:network");
        assertThat(EksFile.problemsOf("NEW\nwindowsNodePools: {iis: {TYPES, domainJoin: {directoryId: d-1234567890}}}\n"
                        + "mullion:network: {" + isolated + ", additionalInterfaceEndpoints: [ds]}\n"))
                .isEmpty();
    }
}
