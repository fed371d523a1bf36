package dev.mullion.live.doctor;

/**
 * What is not as it should be.
 *
 * @param where the resource, by the name that AWS has for it
 * @param what was seen
 * @param remedy what to do
 */
public record DoctorFinding(DoctorCheck check, Level level, String where, String what, String remedy) {
    /** How bad it is. */
    public enum Level {
        /** Something does not work, or will not start. */
        FAILURE,
        /** It works, and somebody should look. */
        WARNING;

        /** As it is written. */
        public String word() {
            return this == FAILURE ? "failure" : "warning";
        }
    }
}
