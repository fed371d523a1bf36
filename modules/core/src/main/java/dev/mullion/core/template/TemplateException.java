package dev.mullion.core.template;

/**
 * A template, or the model it was given, is at fault: {@code powershell/ecs/confirm-ecs-agent.ps1.ftl:1:18:
 * clusterName is missing; the model holds timeoutSeconds}. Line and column are left out where no single place is at
 * fault.
 */
public final class TemplateException extends RuntimeException {
    TemplateException(String template, String message) {
        super(template + ": " + message);
    }

    TemplateException(String template, int line, int column, String message) {
        super(template + ":" + line + ":" + column + ": " + message);
    }
}
