package dev.mullion.diff.masking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in a text that is percent-encoded, or escaped as in JSON. */
class UnescapedTest {
    /** With the escapes around it left as they are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%70assword%3Db8Kd02mV -> %70assword%3D[secret]",
                "x%7Cpassword%3Db8Kd02mV%7Cy -> x%7Cpassword%3D[secret]%7Cy",
                "password%3Db8Kd02m%56 -> password%3D[secret]",
                "password%3Db8Kd02m%56% -> password%3D[secret]",
                "password%3Db8Kd02mV%4 -> password%3D[secret]",
                "%20password%3Db8Kd02mV%20 -> %20password%3D[secret]%20",
                "%2Cpassword%3Db8Kd02mV%1F -> %2Cpassword%3D[secret]",
                "password%3Db8Kd%802mV -> password%3D[secret]",
                "password%3Db8Kd02%4ZmV -> password%3D[secret]",
                "pass%4Zword%3Db8Kd02mV",
                "\\u0070assword=b8Kd02mV -> \\u0070assword=[secret]",
                "password\\u003Db8Kd02mV -> password\\u003D[secret]",
                "password=b8Kd02m\\u0056 -> password=[secret]",
                "password=b8Kd02mV\\u005 -> password=[secret]",
                "\\u00G0assword=b8Kd02mV",
                "\\x0070assword=b8Kd02mV",
                "\\u0070assword%3Db8Kd02mV -> \\u0070assword%3D[secret]",
                "100% of password%3Db8Kd02mV -> 100% of password%3D[secret]",
            })
    void secretInAnEscapedTextIsHidden(String row) {
        ShownText.check(row);
    }

    /** Escaped more than once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2570assword%253Db8Kd02mV -> %2570assword%253D[secret]",
                "%5Cu0070assword=b8Kd02mV -> %5Cu0070assword=[secret]",
            })
    void secretInASecretsEscapesIsHidden(String row) {
        ShownText.check(row);
    }
}
