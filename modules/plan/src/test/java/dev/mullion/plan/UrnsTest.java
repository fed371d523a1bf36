package dev.mullion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UrnsTest {
    private static final String STACK = "urn:pulumi:dev::sample::pulumi:pulumi:Stack::sample-dev";
    private static final String WEB = "urn:pulumi:dev::sample::mullion:test:Web::shop";
    private static final String ROLE = "urn:pulumi:dev::sample::mullion:test:Web$aws:iam/role:Role::shop-role";

    private final Urns urns = new Urns("sample", "dev");

    @Test
    void leavesTheStackOutOfTheChainOfTypes() {
        assertThat(urns.urn(STACK, "mullion:test:Web", "shop")).isEqualTo(WEB);
        assertThat(urns.urn(WEB, "aws:iam/role:Role", "shop-role")).isEqualTo(ROLE);
    }

    @Test
    void keepsADelimiterInsideAName() {
        String urn = urns.urn("", "a:b:C", "one::two");

        assertThat(Urns.name(urn)).isEqualTo("one::two");
        assertThat(Urns.type(urn)).isEqualTo("a:b:C");
    }
}
