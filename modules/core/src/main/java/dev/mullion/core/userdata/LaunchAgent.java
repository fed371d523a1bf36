package dev.mullion.core.userdata;

/**
 * The program in a Windows AMI that runs user data. Both know {@code <powershell>}, {@code <persist>} and
 * {@code <powershellArguments>}
 * (<a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html">user data</a>).
 */
public enum LaunchAgent {
    /** Windows Server 2016 and 2019. */
    EC2LAUNCH_V1("EC2Launch v1"),

    /** Windows Server 2022 and 2025, and AMIs whose names start with {@code EC2LaunchV2-}. */
    EC2LAUNCH_V2("EC2Launch v2");

    private final String display;

    LaunchAgent(String display) {
        this.display = display;
    }

    /** Its name as AWS writes it. */
    public String display() {
        return display;
    }
}
