package dev.mullion.core.userdata;

/**
 * The program in a Windows AMI that runs user data. Both know {@code <powershell>}, {@code <persist>} and
 * {@code <powershellArguments>}
 * (<a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html">user data</a>).
 */
public enum LaunchAgent {
    /** Windows Server 2016 and 2019. */
    EC2LAUNCH_V1("EC2Launch v1", false, "C:\\ProgramData\\Amazon\\EC2-Windows\\Launch\\Log\\UserdataExecution.log"),

    /** Windows Server 2022 and 2025, and AMIs whose names start with {@code EC2LaunchV2-}. */
    EC2LAUNCH_V2("EC2Launch v2", true, "C:\\ProgramData\\Amazon\\EC2Launch\\log\\agent.log");

    private final String display;
    private final boolean detach;
    private final String log;

    LaunchAgent(String display, boolean detach, String log) {
        this.display = display;
        this.detach = detach;
        this.log = log;
    }

    /** Its name as AWS writes it. */
    public String display() {
        return display;
    }

    /** Whether it can run the script beside the rest of the boot: {@code <detach>}, since EC2Launch v2 2.0.1521. */
    public boolean knowsDetach() {
        return detach;
    }

    /** Where it says what became of the user data, on the machine. */
    public String log() {
        return log;
    }
}
