package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.Steps;
import dev.mullion.core.userdata.UserData;
import dev.mullion.testkit.Golden;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The script that gets another one from S3. */
class StoredUserDataTest {
    private static final StoredUserData PLACE =
            new StoredUserData("shop-web", "shop-web-dev", Optional.of("artifacts-of-mine"));
    private static final Steps STEPS =
            new Steps(List.of(), List.of(new OwnScript("own.ps1", "exit 3010\n")), List.of(), List.of());

    @Test
    void getsItAtEveryBoot() {
        UserData script = new UserData(LaunchAgent.EC2LAUNCH_V2, STEPS);

        assertThat(document(script).persist()).isTrue();
        new Golden("StoredUserData", "every-boot")
                .matches("script.ps1", document(script).script());
    }

    @Test
    void getsItAheadOfAnother() {
        new Golden("StoredUserData", "ahead")
                .matches(
                        "script.ps1",
                        document(UserData.ahead(LaunchAgent.EC2LAUNCH_V1, STEPS, "not here"))
                                .script());
    }

    @Test
    void standsInForTheNameOfABucketThatIsMade() {
        UserDataFetch fetch = new StoredUserData("shop-web", "shop-web-dev", Optional.empty())
                .fetch(
                        StoredUserData.Script.standIn("shop-web", new UserData(LaunchAgent.EC2LAUNCH_V2, STEPS)),
                        UserDataSpec.builder().storage(UserDataSpec.Storage.S3).build(),
                        new UserData(LaunchAgent.EC2LAUNCH_V2, STEPS));

        assertThat(fetch.asked()).isTrue();
        assertThat(fetch.document().script())
                .contains("$bucket = '${shop-web-user-data.bucket}'")
                .containsPattern("\\$key = 'shop-web-dev/\\$\\{shop-web\\.userDataSha256\\([0-9a-f]{12}\\)}\\.ps1'");
    }

    private static UserData document(UserData script) {
        return PLACE.document(StoredUserData.Script.known(script), "artifacts-of-mine");
    }
}
