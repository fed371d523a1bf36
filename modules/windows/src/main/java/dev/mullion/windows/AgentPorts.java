package dev.mullion.windows;

import java.util.List;

/** Host ports that Windows or the ECS agent needs itself. */
public final class AgentPorts {
    /**
     * Those that the agent keeps from tasks on Windows, unless told otherwise:
     * https://github.com/aws/amazon-ecs-agent/blob/master/agent/config/config_windows.go
     */
    public static final List<Integer> RESERVED = List.of(53, 135, 139, 445, 2375, 2376, 3389, 5985, 5986, 51678, 51679);

    private AgentPorts() {}
}
