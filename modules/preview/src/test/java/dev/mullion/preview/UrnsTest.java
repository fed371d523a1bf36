package dev.mullion.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pulumirpc.AliasOuterClass.Alias;

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

    @Test
    void resolvesEveryKindOfAlias() {
        assertThat(urns.aliases(
                        ROLE,
                        WEB,
                        List.of(
                                Alias.newBuilder()
                                        .setUrn("urn:pulumi:a::b::c:d:E::f")
                                        .build(),
                                spec(Alias.Spec.newBuilder().setName("store-role")),
                                spec(Alias.Spec.newBuilder().setNoParent(true)),
                                spec(Alias.Spec.newBuilder().setStack("old").setProject("before"))),
                        List.of()))
                .containsExactly(
                        "urn:pulumi:a::b::c:d:E::f",
                        "urn:pulumi:dev::sample::mullion:test:Web$aws:iam/role:Role::store-role",
                        "urn:pulumi:dev::sample::aws:iam/role:Role::shop-role",
                        "urn:pulumi:old::before::mullion:test:Web$aws:iam/role:Role::shop-role");
    }

    @Test
    void followsTheAliasesOfTheParent() {
        assertThat(urns.aliases(ROLE, WEB, List.of(), List.of("urn:pulumi:dev::sample::mullion:test:Site::store")))
                .containsExactly("urn:pulumi:dev::sample::mullion:test:Site$aws:iam/role:Role::store-role");
    }

    private static Alias spec(Alias.Spec.Builder spec) {
        return Alias.newBuilder().setSpec(spec).build();
    }
}
