package dev.mullion.ecs;

import dev.mullion.core.userdata.BootStep;

/** The steps that make a machine a container instance of ECS. */
enum EcsBootStep implements BootStep {
    SET_ECS_AGENT_ENVIRONMENT(10, "Set-EcsAgentEnvironment", "ecs/set-ecs-agent-environment"),
    INITIALIZE_ECS_AGENT(11, "Initialize-EcsAgent", "ecs/initialize-ecs-agent"),
    CONFIRM_ECS_AGENT(12, "Confirm-EcsAgent", "ecs/confirm-ecs-agent"),
    INSTALL_ECS_AGENT_ARCHIVE(15, "Install-EcsAgentArchive", "ecs/install-ecs-agent-archive"),
    START_ECS_AGENT_SERVICE(16, "Start-EcsAgentService", "ecs/start-ecs-agent-service"),
    REGISTER_LIFECYCLE_COMPLETION(17, "Register-LifecycleCompletion", "ecs/register-lifecycle-completion"),
    REGISTER_AGENT_WATCH(18, "Register-AgentWatch", "ecs/register-agent-watch");

    private final int exitCode;
    private final String stepName;
    private final String file;

    EcsBootStep(int exitCode, String stepName, String file) {
        this.exitCode = exitCode;
        this.stepName = stepName;
        this.file = file;
    }

    @Override
    public int exitCode() {
        return exitCode;
    }

    @Override
    public String stepName() {
        return stepName;
    }

    @Override
    public String file() {
        return file;
    }
}
