package dev.mullion.testkit.boot;

import java.util.List;
import java.util.Map;

/** A simulated machine, as it is an hour behind its last boot. */
public record Machine(Answer state) {
    /** {@code Running, Automatic}; empty when there is no such service. */
    public String service(String name) {
        Answer service = state.at("services").at(name);
        return service.text("Status").isEmpty() ? "" : service.text("Status") + ", " + service.text("StartType");
    }

    /** What sc.exe was told to do when the service fails. */
    public String failureActions(String service) {
        return state.at("services").at(service).text("Failure");
    }

    /** The machine's own variables, which services see. */
    public Map<String, String> environment() {
        return state.fields("environment");
    }

    /** The cluster that the agent joined; empty when it did not. */
    public String agentJoined() {
        return state.at("agent").text("joined");
    }

    /** What Initialize-ECSAgent was told. */
    public Map<String, String> agentFlags() {
        return state.at("agent").fields("flags");
    }

    /** The variables {@code ECS_*} that the agent found when it started. */
    public Map<String, String> agentEnvironment() {
        return state.at("agent").fields("environment");
    }

    /** What Start-EKSBootstrap was told. */
    public Map<String, String> bootstrapParameters() {
        return state.at("eks").fields("Arguments");
    }

    /** The arguments of the bootstrap's caller that kubelet finds on its command line. */
    public List<String> kubeletArguments() {
        return state.at("eks").texts("KubeletArguments");
    }

    /** Likewise those of kube-proxy. */
    public List<String> kubeProxyArguments() {
        return state.at("eks").texts("KubeProxyArguments");
    }

    /** Name and command line of each scheduled task. */
    public Map<String, String> scheduledTasks() {
        Map<String, String> tasks = state.fields("tasks");
        tasks.replaceAll((name, nothing) -> state.at("tasks").at(name).text("Execute") + " "
                + state.at("tasks").at(name).text("Arguments"));
        return tasks;
    }

    /** Empty outside of a domain. */
    public String domain() {
        return state.text("domain");
    }

    /** {@code CONTINUE} or {@code ABANDON}; empty while the lifecycle action waits. */
    public String lifecycleAction() {
        return state.text("lifecycleAction");
    }

    /** {@code Healthy} or {@code Unhealthy}, as its Auto Scaling group has it. */
    public String instanceHealth() {
        return state.text("instanceHealth");
    }

    /** The lines that scripts wrote to COM1. */
    public List<String> serialConsole() {
        return state.texts("serialConsole");
    }

    /** Text of each file on drive C. */
    public Map<String, String> files() {
        return state.fields("files");
    }
}
