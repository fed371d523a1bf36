package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.mullion.testkit.preview.Planned;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolePoliciesTest {
    private static final String OWN_ARN = "arn:aws-cn:iam::123456789012:policy/team/patching";

    private static StackContext context() {
        return new StackContext("shop", "dev", Optional.of("cn-north-1"), Map.of(), Path.of(""));
    }

    private static Planned given(StackContext context) {
        Map<String, Output<String>> own = new LinkedHashMap<>();
        own.put("logs", Output.of("{\"Statement\": []}"));
        own.put("exec", Output.of("{}"));
        return Planned.of(() -> {
            ComponentResource owner = new ComponentResource("mullion:test:Owner", "owner");
            List<?> made = RolePolicies.give(
                    "web-role",
                    Output.of("web"),
                    List.of("service-role/AmazonEC2ContainerServiceforEC2Role", OWN_ARN),
                    own,
                    context,
                    owner);
            assertThat(made).hasSize(4);
        });
    }

    @Test
    void eachPolicyIsAChildOfTheRolesOwnerInOrder() {
        assertThat(given(context()).tree()).isEqualTo("""
                mullion:test:Owner owner
                  aws:iam/rolePolicyAttachment:RolePolicyAttachment web-role-AmazonEC2ContainerServiceforEC2Role
                  aws:iam/rolePolicyAttachment:RolePolicyAttachment web-role-patching
                  aws:iam/rolePolicy:RolePolicy web-role-logs
                  aws:iam/rolePolicy:RolePolicy web-role-exec
                """);
    }

    @Test
    void managedPoliciesAreOfTheRegionsPartitionAndArnsAreTakenAsTheyAre() {
        Planned planned = given(context());

        assertThat(planned.inputs("RolePolicyAttachment web-role-AmazonEC2ContainerServiceforEC2Role"))
                .isEqualTo("""
                        policyArn: arn:aws-cn:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
                        role: web
                        """);
        assertThat(planned.input("RolePolicyAttachment web-role-patching", "policyArn"))
                .isEqualTo(OWN_ARN);
        assertThat(planned.inputs("RolePolicy web-role-logs")).isEqualTo("""
                policy: {"Statement": []}
                role: web
                """);
    }

    @Test
    void bothKindsCanBeCustomized() {
        Planned planned = given(context()
                .customize(RolePolicyArgs.Builder.class, "web-role-logs", args -> args.name("changed"))
                .customize(RolePolicyAttachmentArgs.Builder.class, "web-role-patching", args -> args.role("another")));

        assertThat(planned.input("RolePolicy web-role-logs", "name")).isEqualTo("changed");
        assertThat(planned.input("RolePolicy web-role-exec", "name")).isEmpty();
        assertThat(planned.input("RolePolicyAttachment web-role-patching", "role"))
                .isEqualTo("another");
    }

    /** What another stack gives may be AdministratorAccess; its output may be called by the name of another policy. */
    @Test
    void aSymbolIsNoNameOfAPolicy() {
        String symbol = "${acme/roles/live.aws/ReadOnlyAccess}";

        Planned planned = Planned.of(() -> RolePolicies.give(
                "web-role",
                Output.of("web"),
                List.of(symbol),
                Map.of(),
                context(),
                new ComponentResource("mullion:test:Owner", "owner")));

        assertThat(planned.input("RolePolicyAttachment web-role-" + symbol, "policyArn"))
                .isEqualTo(symbol);
    }
}
