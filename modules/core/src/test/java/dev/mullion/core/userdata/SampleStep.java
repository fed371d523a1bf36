package dev.mullion.core.userdata;

/** Steps as a platform enumerates them, of templates that there are. */
enum SampleStep implements BootStep {
    SET_ECS_AGENT_ENVIRONMENT(10, "Set-EcsAgentEnvironment", "ecs/set-ecs-agent-environment"),
    INITIALIZE_ECS_AGENT(11, "Initialize-EcsAgent", "ecs/initialize-ecs-agent"),
    CONFIRM_ECS_AGENT(12, "Confirm-EcsAgent", "ecs/confirm-ecs-agent");

    private final int exitCode;
    private final String stepName;
    private final String file;

    SampleStep(int exitCode, String stepName, String file) {
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
