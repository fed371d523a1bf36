package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.Warning;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.Steps;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.UserDataSpec.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where user data goes. */
class UserDataSpecTest {
    private static final StackContext CONTEXT =
            new StackContext("shop", "dev", Optional.of("cn-north-1"), Map.of(), Path.of("."));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "artifacts-of-mine",
                "artifacts.example.com",
                "0a1",
                "a23456789012345678901234567890123456789012345678901234567890123",
            })
    void takesABucketsName(String name) {
        assertThat(problems("userData: {bucket: '" + name + "'}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "a234567890123456789012345678901234567890123456789012345678901234",
                "Artifacts",
                "artifacts_of_mine",
                "-artifacts",
                "artifacts-",
                ".artifacts",
                "artifacts.",
                "artifacts..mine",
                "192.168.5.4",
                "xn--artifacts",
                "sthree-artifacts",
                "amzn-s3-demo-artifacts",
                "artifacts-s3alias",
                "artifacts--ol-s3",
                "artifacts.mrap",
                "artifacts--x-s3",
                "artifacts--table-s3",
                "artifacts/mine",
                "s3://artifacts",
                "arn:aws:s3:::artifacts",
            })
    void refusesWhatS3Does(String name) {
        assertThat(problems("userData: {bucket: '" + name + "'}"))
                .containsExactly("Pulumi.dev.yaml:5:26: mullion:instances.web.userData.bucket: got " + Shown.value(name)
                        + "; use a"
                        + " bucket's name, not its ARN or address: 3 to 63 of a-z 0-9 . -, a letter or digit first and last,"
                        + " no two dots in a row, no IP address, and no beginning or end that S3 keeps for itself");
    }

    @Test
    void refusesABucketForWhatIsInNone() {
        assertThat(problems("userData: {storage: inline, bucket: artifacts}"))
                .containsExactly(
                        "Pulumi.dev.yaml:5:43: mullion:instances.web.userData.bucket: got \"artifacts\"; leave it"
                                + " out, or use storage: auto or s3: inline user data is in no bucket");
    }

    @Test
    void refusesOtherWordsAndKeys() {
        assertThat(problems("userData: {storage: S3, prefix: x}"))
                .containsExactly(
                        "Pulumi.dev.yaml:5:27: mullion:instances.web.userData.storage: got \"S3\"; did you mean s3?",
                        "Pulumi.dev.yaml:5:31: mullion:instances.web.userData: unknown key \"prefix\"; use storage or"
                                + " bucket");
    }

    @ParameterizedTest
    @CsvSource({"AUTO, 0, false", "AUTO, 1, true", "INLINE, 1, false", "S3, 0, true", "S3, 1, true"})
    void goesToS3WhereItIsToldToOrDoesNotFit(Storage storage, int over, boolean stored) {
        assertThat(spec(storage).inS3(userData(over))).isEqualTo(stored);
    }

    @Test
    void isMeasuredInlineAlone() {
        assertThat(checked(spec(Storage.INLINE), userData(1)).problems())
                .extracting(problem -> problem.message())
                .containsExactly(
                        "script is 16,385 bytes with its tags; EC2 takes at most 16,384 (raw, before base64); use"
                                + " userData: {storage: auto} or {storage: s3}, which keep it in S3, shorten the steps of your own,"
                                + " or bake them into the AMI");
        assertThat(checked(spec(Storage.AUTO), userData(1)).problems()).isEmpty();
    }

    @Test
    void leavesTheReasonToTheStepsWhereTheseAreRefused() {
        UserData refused = new UserData(
                LaunchAgent.EC2LAUNCH_V2,
                new Steps(
                        List.of(),
                        List.of(new OwnScript("a.ps1", "# \u00E9" + "x".repeat(20_000))),
                        List.of(),
                        List.of()));

        assertThat(checked(spec(Storage.AUTO), refused).problems()).isEmpty();
        assertThat(checked(spec(Storage.INLINE), refused).problems()).isEmpty();
    }

    @Test
    void aDocumentThatGetsTheLongestNameFromTheLongestBucketFits() {
        StoredUserData stored = new StoredUserData("x".repeat(300), "x".repeat(300), Optional.of("b".repeat(63)));
        UserData document = stored.document(StoredUserData.Script.known(userData(50_000)), "b".repeat(63));

        assertThat(document.size()).isLessThan(6_000);
    }

    @Test
    void theRoleOfAnExistingProfileMustAllowToReadIt() {
        Problems made = checked(spec(Storage.S3), userData(0));
        Problems given = checked(
                UserDataSpec.builder().storage(Storage.S3).bucket("artifacts").build(), userData(0));

        assertThat(made.warnings())
                .extracting(Warning::id, Warning::message)
                .containsExactly(tuple(
                        "EC2007",
                        "user data goes to S3, and the role of the existing instance profile ours must allow s3:GetObject"
                                + " on web-dev/* in the bucket that is made (userData.bucket names one of yours)"));
        assertThat(given.warnings())
                .extracting(Warning::message)
                .containsExactly("user data goes to S3, and the role of the existing instance profile ours must allow"
                        + " s3:GetObject on arn:aws-cn:s3:::artifacts/web-dev/*");
        assertThat(checked(spec(Storage.INLINE), userData(0)).warnings()).isEmpty();
    }

    private static Problems checked(UserDataSpec spec, UserData userData) {
        Problems problems = new Problems();
        WindowsInstanceSpec instance = WindowsInstanceSpec.builder()
                .instanceProfile("ours")
                .userData(spec)
                .unchecked();
        StoredUserData.check("web", instance, userData, StoredUserData.ExistingRole.of(instance), CONTEXT, problems);
        return problems;
    }

    private static UserDataSpec spec(Storage storage) {
        return UserDataSpec.builder().storage(storage).build();
    }

    /** @param over bytes that are too many for EC2 */
    private static UserData userData(int over) {
        int fits = own("").size();
        return own("x".repeat(UserData.MAX_BYTES - fits + over));
    }

    private static UserData own(String text) {
        return new UserData(
                LaunchAgent.EC2LAUNCH_V2,
                new Steps(List.of(), List.of(new OwnScript("a.ps1", "#" + text)), List.of(), List.of()));
    }

    private static List<String> problems(String keys) {
        return Ec2File.instances("instanceTypes: [m6i.large]\n" + keys).problems();
    }
}
