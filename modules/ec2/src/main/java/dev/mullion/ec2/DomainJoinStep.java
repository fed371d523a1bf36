package dev.mullion.ec2;

import dev.mullion.core.userdata.BootStep;

/** The steps that bring a machine into its Active Directory domain, whatever runs on it. */
enum DomainJoinStep implements BootStep {
    JOIN_DOMAIN(13, "Join-Domain", "domain/join-domain"),
    WAIT_DOMAIN_JOIN(14, "Wait-DomainJoin", "domain/wait-domain-join"),
    JOIN_DOMAIN_BY_PARAMETER(95, "Join-DomainByParameter", "domain/join-domain-by-parameter");

    private final int exitCode;
    private final String stepName;
    private final String file;

    DomainJoinStep(int exitCode, String stepName, String file) {
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
