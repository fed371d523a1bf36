package dev.mullion.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsImageTest {
    @ParameterizedTest
    @CsvSource({
        "mcr.microsoft.com/windows/servercore:ltsc2022, ltsc2022",
        "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019, ltsc2019",
        "r/app:1.2-ltsc2025-amd64@sha256:abc, ltsc2025",
        "r/app:ltsc2030, ltsc2030",
        "r/app:10.0.17763.6414, ltsc2019",
        "r/app:10.0.14393.1, ltsc2016",
        "mcr.microsoft.com/windows/nanoserver:1809, ltsc2019",
        "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809, ltsc2019",
        "mcr.microsoft.com/windows/servercore:1809-amd64, ltsc2019",
        "r/app:2004-servercore-1809, ltsc2019",
        "r/app:1.4-1809, ltsc2019",
        "r/app:1809, ltsc2019",
        "r/app:build42-win2022, ltsc2022",
        "r/app:win2019-1.4, ltsc2019",
        "r/app:1.4-windows-server-2025, ltsc2025",
        "r/app:windowsservercore2016, ltsc2016",
        "r/app:1.4-ws2022, ltsc2022",
        "r/app:1.2.3-2022, ltsc2022",
        "r/app:latest-2019, ltsc2019",
    })
    void readsTheReleaseFromTheTag(String image, String release) {
        assertThat(WindowsImage.release(image)).contains(release);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r/ltsc2022",
                "host:5000/app",
                "r/app:latest",
                "r/app:1.1809",
                "r/app:10.0.99999.1",
                "r/app:180912",
                "r/app:2022",
                "r/app:05-2022",
                "r/app:v1-7-2022",
                "r/app:2022-05-01",
                "r/app:1.4-2020",
                "r/app:aws2022",
                "r/app-2022:1",
                "r/app:20.2022",
                "r/app:1.4-20221"
            })
    void saysNothingWhereTheTagDoesNot(String image) {
        assertThat(WindowsImage.release(image)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WindowsRelease.class)
    void startsImagesOfItsOwnRelease(WindowsRelease host) {
        assertThat(problems("r/app:" + host.imageTag(), host)).isEmpty();
        assertThat(problems("r/app:10.0." + host.build() + ".1", host)).isEmpty();
        assertThat(WindowsImage.olderRelease("r/app:" + host.imageTag(), host)).isEmpty();
    }

    @Test
    void startsImagesOf2022On2025AndNoOtherOlderOnes() {
        WindowsRelease host = WindowsRelease.WINDOWS_SERVER_2025_CORE;

        assertThat(problems("r/app:ltsc2022", host)).isEmpty();
        assertThat(WindowsImage.olderRelease("r/app:ltsc2022", host)).contains("ltsc2022");
        assertThat(WindowsImage.olderRelease("r/app:ltsc2019", host)).isEmpty();
        assertThat(problems("r/app:ltsc2019", host))
                .containsExactly("got \"r/app:ltsc2019\"; use an image of ltsc2025: Windows containers share the host's"
                        + " kernel, and WINDOWS_SERVER_2025_CORE starts no image of ltsc2019");
        assertThat(problems("r/app:ltsc2025", WindowsRelease.WINDOWS_SERVER_2022_CORE))
                .containsExactly("got \"r/app:ltsc2025\"; use an image of ltsc2022: Windows containers share the host's"
                        + " kernel, and WINDOWS_SERVER_2022_CORE starts no image of ltsc2025");
    }

    @Test
    void takesAYearAtTheEndForAReleaseUnlessThatIsSilenced() {
        assertThat(problems("r/app:1.4-2019", WindowsRelease.WINDOWS_SERVER_2022_CORE))
                .containsExactly("got \"r/app:1.4-2019\"; use an image of ltsc2022: Windows containers share the host's"
                        + " kernel, and WINDOWS_SERVER_2022_CORE starts no image of ltsc2019, as which the year at its end"
                        + " is read (or silence EC2008)");
        assertThat(problems("r/app:1.4-win2019", WindowsRelease.WINDOWS_SERVER_2022_CORE))
                .containsExactly("got \"r/app:1.4-win2019\"; use an image of ltsc2022: Windows containers share the"
                        + " host's kernel, and WINDOWS_SERVER_2022_CORE starts no image of ltsc2019");
        assertThat(problems("r/app:1.4-2022", WindowsRelease.WINDOWS_SERVER_2022_CORE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r/app:20H2",
                "r/app:20h2",
                "r/app:1.4-20h2",
                "r/app:win1909",
                "r/app:8.0-20H2-amd64",
                "r/app:nanoserver-1903",
                "r/app:servercore-2004-x"
            })
    void rejectsSemiAnnualReleases(String image) {
        assertThat(problems(image, WindowsRelease.WINDOWS_SERVER_2022_CORE))
                .containsExactly("got \"" + image + "\"; use an image of ltsc2022: Windows containers share the host's"
                        + " kernel, and no host is of a semi-annual release any more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r/app:2004", "r/app:21H2", "r/app:nanoserver-2005"})
    void judgesNoTagsThatMayMeanSomethingElse(String image) {
        assertThat(problems(image, WindowsRelease.WINDOWS_SERVER_2022_CORE)).isEmpty();
    }

    @Test
    void knowsNanoServerByItsName() {
        assertThat(WindowsImage.isNanoServer("mcr.microsoft.com/windows/nanoserver:ltsc2022"))
                .isTrue();
        assertThat(WindowsImage.isNanoServer("mcr.microsoft.com/windows/servercore:ltsc2022"))
                .isFalse();
    }

    private static List<String> problems(String image, WindowsRelease host) {
        Problems problems = new Problems();
        WindowsImage.check(image, host, problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }
}
