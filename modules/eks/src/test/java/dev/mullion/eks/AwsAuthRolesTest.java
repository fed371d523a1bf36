package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AwsAuthRolesTest {
    private static final String LINUX = """
            - rolearn: arn:aws:iam::123456789012:role/linux
              username: system:node:{{EC2PrivateDNSName}}
              groups:
                - system:bootstrappers
                - system:nodes
            """;

    private static final String WINDOWS = """
            - rolearn: arn:aws:iam::123456789012:role/windows
              username: system:node:{{EC2PrivateDNSName}}
              groups:
                - system:bootstrappers
                - system:nodes
                - eks:kube-proxy-windows
            """;

    @Test
    void addsARoleBehindWhatIsThere() {
        assertThat(with(LINUX)).isEqualTo(LINUX + WINDOWS);
        assertThat(with(null)).isEqualTo(WINDOWS);
        assertThat(with("[]\n")).isEqualTo(WINDOWS);
        assertThat(with("# ours\n\n" + LINUX)).isEqualTo("# ours\n\n" + LINUX + WINDOWS);
        assertThat(with(LINUX.indent(2))).isEqualTo(LINUX.indent(2) + WINDOWS.indent(2));
    }

    @Test
    void areAllThereIsWhereTheMapHasNoData() {
        List<String> arns = List.of("arn:aws:iam::123456789012:role/windows");

        assertThat(AwsAuthRoles.in(null, arns)).isEqualTo(Map.of("mapRoles", WINDOWS));
        assertThat(AwsAuthRoles.in(Map.of("mapUsers", "[]"), arns)).isEqualTo(Map.of("mapRoles", WINDOWS));
        assertThat(AwsAuthRoles.in(Map.of("mapRoles", LINUX), arns)).isEqualTo(Map.of("mapRoles", LINUX + WINDOWS));
    }

    @Test
    void leavesARoleAloneThatIsThere() {
        assertThat(with(LINUX + WINDOWS)).isEqualTo(LINUX + WINDOWS);
        String quoted = WINDOWS.replace(
                "rolearn: arn:aws:iam::123456789012:role/windows",
                "rolearn: \"arn:aws:iam::123456789012:role/windows\"");
        assertThat(with(quoted)).isEqualTo(quoted);
        String longer = WINDOWS.replace("role/windows", "role/windows-2");
        assertThat(with(longer)).isEqualTo(longer + WINDOWS);
    }

    @Test
    void refusesATextThatItCanNotAddTo() {
        assertThatThrownBy(() -> with("[{\"rolearn\": \"arn:aws:iam::123456789012:role/linux\"}]"))
                .isInstanceOf(RunException.class)
                .hasMessage(
                        "kube-system/aws-auth: mapRoles is no list with an item a line, to which entries could be added;"
                                + " add the roles arn:aws:iam::123456789012:role/windows by hand, with the groups"
                                + " [system:bootstrappers, system:nodes, eks:kube-proxy-windows]");
    }

    /** Whatever a cluster says, in the megabyte that a ConfigMap has. */
    @Test
    @Tag("adversary")
    @Timeout(60)
    void noTextTakesLongOrAllOfTheStack() {
        for (String line : List.of("#\n", "\n", " # x\n\n", " \t\r\n")) {
            String lines = line.repeat(500_000 / line.length());

            assertThat(with(lines + LINUX)).isEqualTo(lines + LINUX + WINDOWS);
            assertThatThrownBy(() -> with(lines + "x")).isInstanceOf(RunException.class);
        }
    }

    private static String with(@org.jspecify.annotations.Nullable String written) {
        return AwsAuthRoles.with(written, List.of("arn:aws:iam::123456789012:role/windows"));
    }
}
