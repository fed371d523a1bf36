package dev.mullion.live.doctor;

import java.util.List;

/**
 * What was found in one region.
 *
 * @param checks that could be made of at least one resource
 * @param lookedAt the resources, by the names that AWS has for them
 * @param findings failures first
 * @param untold what AWS did not tell, a line each
 */
public record DoctorReport(
        String region,
        List<DoctorCheck> checks,
        List<String> lookedAt,
        List<DoctorFinding> findings,
        List<String> untold) {
    /** Whether all was looked at and nothing is broken. */
    public boolean isWell() {
        return untold.isEmpty() && count(DoctorFinding.Level.FAILURE) == 0;
    }

    /** How many there are of a level. */
    public long count(DoctorFinding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
