package dev.mullion.hosts;

import dev.mullion.core.userdata.ExitCodes;
import dev.mullion.ec2.Platform;
import java.util.List;

/** What container hosts bring to machines and networks. */
public final class HostsPlatform {
    /**
     * Beyond what every instance calls nothing is AWS's: logs and secrets are among that. What hosts install and pull lies on
     * the internet, or where {@code url} says.
     */
    public static final Platform HOSTS =
            new Platform("hosts", List.of(new ExitCodes(70, 94)), List.of(HostBootStep.values()), List.of());

    private HostsPlatform() {}
}
