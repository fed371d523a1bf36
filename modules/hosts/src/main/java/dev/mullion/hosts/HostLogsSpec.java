package dev.mullion.hosts;

import dev.mullion.aws.LogRetention;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.OneOf;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;

/**
 * The logs of a host in CloudWatch: of its boots, containerd and BuildKit. Systems Manager installs AWS's agent.
 *
 * @param retentionDays days that CloudWatch keeps them, one of its steps; 30 when not given
 */
@GenerateBuilder
public record HostLogsSpec(
        @Explain(api = "AWS::Logs::LogGroup RetentionInDays", example = "90") @OneOf(LogRetention.STEPS) @Default("30")
        int retentionDays)
        implements Spec {
    public static HostLogsSpecBuilder builder() {
        return new HostLogsSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        LogRetention.check(retentionDays, problems.at("retentionDays"));
    }
}
