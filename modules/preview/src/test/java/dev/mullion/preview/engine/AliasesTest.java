package dev.mullion.preview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.Urns;
import java.util.List;
import org.junit.jupiter.api.Test;
import pulumirpc.AliasOuterClass.Alias;

class AliasesTest {
    private static final String WEB = "urn:pulumi:dev::sample::mullion:test:Web::shop";
    private static final String ROLE = "urn:pulumi:dev::sample::mullion:test:Web$aws:iam/role:Role::shop-role";

    private final Aliases aliases = new Aliases(new Urns("sample", "dev"));

    @Test
    void resolvesEveryKindOfAlias() {
        assertThat(aliases.of(
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
        assertThat(aliases.of(ROLE, WEB, List.of(), List.of("urn:pulumi:dev::sample::mullion:test:Site::store")))
                .containsExactly("urn:pulumi:dev::sample::mullion:test:Site$aws:iam/role:Role::store-role");
    }

    private static Alias spec(Alias.Spec.Builder spec) {
        return Alias.newBuilder().setSpec(spec).build();
    }
}
