package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeMessageTest {
    @Test
    void namesPartsByTheirFileOrTheirType() {
        assertThat(parts("""
                Content-Type: multipart/mixed; boundary="b"
                MIME-Version: 1.0

                a preamble that cloud-init passes over
                --b
                Content-Type: text/x-shellscript; charset="us-ascii"

                echo one
                --b
                Content-Type: text/plain;
                  name=x
                Content-Disposition: attachment; filename=two.sh

                echo two
                --b

                echo three
                --b--
                and what follows
                """))
                .containsExactly(
                        new MimeMessage.Part("text/x-shellscript", "", "echo one\n"),
                        new MimeMessage.Part("two.sh", "", "echo two\n"),
                        new MimeMessage.Part("text/plain", "", "echo three\n"));
    }

    @Test
    void readsWhatEachPartSaysOfItsEncoding() {
        assertThat(parts("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Transfer-Encoding: BASE64

                ZWNobyBvbmUgdHdv
                --b
                Content-Transfer-Encoding: base64

                echo no base64
                --b
                Content-Transfer-Encoding: quoted-printable

                password=3Dsummer=C3=BC a=
                b 100=% =4
                --b--
                """))
                .containsExactly(
                        new MimeMessage.Part("text/plain", "base64", "echo one two"),
                        new MimeMessage.Part("text/plain", "", "echo no base64"),
                        new MimeMessage.Part("text/plain", "", "password=summer\u00FC ab 100=% =4\n"));
    }

    @Test
    void takesAPartWithoutALineBetweenHeadersAndBody() {
        assertThat(parts("Content-Type: multipart/mixed; boundary=b\n\n--b\necho one\n--b--\n"))
                .containsExactly(new MimeMessage.Part("text/plain", "", "echo one\n"));
    }

    @Test
    void takesLinesOfWindows() {
        assertThat(parts("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nX: y\r\n\r\necho\r\n--b--\r\n"))
                .containsExactly(new MimeMessage.Part("text/plain", "", "echo\r\n"));
    }

    @Test
    void readsAsFarAsItGoes() {
        assertThat(parts("Content-Type: multipart/mixed; boundary=b\n\n--b\nX: y\n\necho"))
                .containsExactly(new MimeMessage.Part("text/plain", "", "echo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "echo one\n\n--b\n",
                "Content-Type: multipart/mixed; boundary=b",
                "Content-Type: multipart/mixed\n\n--b\necho\n--b--\n",
                "Content-Type: text/plain; boundary=b\n\n--b\necho\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\necho one\n",
            })
    void leavesWhatIsNoMessage(String text) {
        assertThat(MimeMessage.parse(text)).isEmpty();
    }

    private static List<MimeMessage.Part> parts(String text) {
        return MimeMessage.parse(text).orElseThrow().parts();
    }
}
