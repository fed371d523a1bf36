package dev.mullion.ec2;

import dev.mullion.core.userdata.BootStep;

/** The step that gets a machine's script from S3, whatever the script does. */
enum UserDataStep implements BootStep {
    GET_USER_DATA(9, "Get-UserData", "storage/get-user-data");

    private final int exitCode;
    private final String stepName;
    private final String file;

    UserDataStep(int exitCode, String stepName, String file) {
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
