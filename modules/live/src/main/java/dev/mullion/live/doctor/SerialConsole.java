package dev.mullion.live.doctor;

import static dev.mullion.live.doctor.DoctorCheck.BOOT;

import dev.mullion.core.text.ShellWord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputResponse;

/**
 * How instances booted, by the line that their user data ends with on the serial console: {@code
 * templates/powershell/common/stop-script.ps1.ftl}. One without such a line says nothing: it is still starting, its user data is
 * an earlier Mullion's or somebody else's, or the Special Administration Console has the port.
 */
final class SerialConsole {
    private static final Pattern ENDED = Pattern.compile("mullion: (\\S.*) ended with exit code (\\d{1,9})");

    /** What EC2 says of an instance without Nitro, which has the output of its start alone. */
    private static final String WITHOUT_LATEST = "UnsupportedOperation";

    private final Examination examination;

    SerialConsole(Examination examination) {
        this.examination = examination;
    }

    void examine(Collection<String> instances) {
        for (String instance : instances) {
            Optional<String> output = examination.ask("ec2:GetConsoleOutput", () -> output(instance));
            if (output.isEmpty()) {
                return;
            }
            last(output.get()).ifPresent(ended -> {
                examination.looked(BOOT, "instance " + instance);
                if (!ended.group(2).matches("0+")) {
                    examination.failure(
                            BOOT,
                            instance,
                            Said.line(ended.group(1)) + " ended with exit code " + ended.group(2),
                            "read C:\\ProgramData\\Mullion\\log\\user-data.log there: aws ssm start-session --target "
                                    + ShellWord.of(instance)
                                    + "; exit codes are in docs/ecs.md, docs/eks.md and docs/hosts.md");
                }
            });
        }
    }

    private static Optional<Matcher> last(String output) {
        Optional<Matcher> last = Optional.empty();
        for (String line : output.lines().toList()) {
            Matcher ended = ENDED.matcher(line);
            if (ended.find()) {
                last = Optional.of(ended);
            }
        }
        return last;
    }

    private String output(String instance) {
        Ec2Client ec2 = examination.region().ec2();
        GetConsoleOutputResponse answer;
        try {
            answer =
                    ec2.getConsoleOutput(request -> request.instanceId(instance).latest(true));
        } catch (Ec2Exception e) {
            if (e.awsErrorDetails() == null
                    || !WITHOUT_LATEST.equals(e.awsErrorDetails().errorCode())) {
                throw e;
            }
            answer = ec2.getConsoleOutput(request -> request.instanceId(instance));
        }
        return answer.output() == null
                ? ""
                : new String(Base64.getMimeDecoder().decode(answer.output()), StandardCharsets.ISO_8859_1);
    }
}
