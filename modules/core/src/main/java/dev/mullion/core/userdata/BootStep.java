package dev.mullion.core.userdata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every step that a machine of ours can take while it boots. A step is one template, and a script that ends with a
 * step's exit code failed in that step. Codes are never reused; 100 and above belong to {@link OwnScript}s.
 */
public enum BootStep {
    SET_ECS_AGENT_ENVIRONMENT(10, "Set-EcsAgentEnvironment", "ecs/set-ecs-agent-environment"),
    INITIALIZE_ECS_AGENT(11, "Initialize-EcsAgent", "ecs/initialize-ecs-agent"),
    CONFIRM_ECS_AGENT(12, "Confirm-EcsAgent", "ecs/confirm-ecs-agent"),
    JOIN_DOMAIN(13, "Join-Domain", "domain/join-domain"),
    WAIT_DOMAIN_JOIN(14, "Wait-DomainJoin", "domain/wait-domain-join"),
    INSTALL_ECS_AGENT_ARCHIVE(15, "Install-EcsAgentArchive", "ecs/install-ecs-agent-archive"),
    START_ECS_AGENT_SERVICE(16, "Start-EcsAgentService", "ecs/start-ecs-agent-service"),
    REGISTER_LIFECYCLE_COMPLETION(17, "Register-LifecycleCompletion", "ecs/register-lifecycle-completion"),
    REGISTER_AGENT_WATCH(18, "Register-AgentWatch", "ecs/register-agent-watch");

    private final int exitCode;
    private final String stepName;
    private final String file;

    BootStep(int exitCode, String stepName, String file) {
        this.exitCode = exitCode;
        this.stepName = stepName;
        this.file = file;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Verb-Noun, as the machine's log names it. */
    public String stepName() {
        return stepName;
    }

    /** The step's template, as {@link dev.mullion.core.template.Templates} finds it. */
    public String template() {
        return "powershell/" + file + ".ps1.ftl";
    }

    /** This step with the values that its template reads. */
    public Step with(Map<String, ?> model) {
        return new Step(this, model);
    }

    /** One step of one machine. The model keeps its order, which is the order in the script. */
    public record Step(BootStep step, Map<String, ?> model) {
        public Step {
            // Map.copyOf would lose the order.
            model = Collections.unmodifiableMap(new LinkedHashMap<>(model));
        }
    }
}
