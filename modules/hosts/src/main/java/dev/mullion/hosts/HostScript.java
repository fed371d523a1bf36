package dev.mullion.hosts;

import dev.mullion.core.userdata.StandaloneScript;
import dev.mullion.core.userdata.Steps;
import java.util.List;

/** The steps of a container host for a machine that is not AWS's. */
public final class HostScript {
    private static final String TASK = "Mullion-ContainerHost";

    private HostScript() {}

    /**
     * One file that makes Windows Server 2019 or newer, or Windows 11, a container host. It has Windows run it at each start
     * too, which puts the network of containers back and goes on behind a restart; it restarts nothing by itself. CloudWatch
     * is left out, and the certificates of BuildKit's endpoint are read from where a person puts them.
     */
    public static String standalone(ContainerHost host) {
        return StandaloneScript.of(
                "powershell/common/standalone-begin.ps1.ftl",
                "powershell/common/standalone-request-restart.ps1.ftl",
                new Steps(List.of(), List.of(), HostSteps.standalone(host, TASK), List.of()));
    }
}
