package dev.mullion.live.ami;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.eks.KubernetesVersion;
import dev.mullion.live.ami.Ami.Visibility;
import dev.mullion.windows.WindowsRelease;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmiMarkTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final AmiVariant ECS = AmiVariant.ecs(WindowsRelease.WINDOWS_SERVER_2022_CORE);

    private static Ami ami(LocalDate released, Visibility visibility) {
        return new Ami(
                "ami-0123456789abcdef0",
                "",
                Optional.empty(),
                Optional.of(released),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                visibility);
    }

    private static List<String> marks(AmiVariant variant, LocalDate released) {
        return AmiMark.of(variant, ami(released, Visibility.USABLE), TODAY).stream()
                .map(mark -> mark.kind() + " " + mark.text())
                .toList();
    }

    @Test
    void anImageIsOldFromThe46thDayOn() {
        assertThat(marks(ECS, TODAY.minusDays(45))).isEmpty();
        assertThat(marks(ECS, TODAY.minusDays(46))).containsExactly("OLD it is older than 45 days");
    }

    @Test
    void anEndOfSupportIsOneOnItsOwnDay() {
        AmiVariant old = AmiVariant.plain(WindowsRelease.WINDOWS_SERVER_2016_FULL);
        Ami ami = ami(LocalDate.of(2027, 1, 1), Visibility.USABLE);

        assertThat(AmiMark.of(old, ami, LocalDate.of(2027, 1, 11))).isEmpty();
        assertThat(AmiMark.of(old, ami, LocalDate.of(2027, 1, 12)))
                .extracting(AmiMark::text)
                .containsExactly("support of Windows Server 2016 ended on 2027-01-12");
        assertThat(marks(
                        AmiVariant.eks(WindowsRelease.WINDOWS_SERVER_2022_CORE, KubernetesVersion.parse("1.31")),
                        TODAY))
                .containsExactly("UNSUPPORTED support of Kubernetes 1.31 on EKS ended on 2026-11-26");
    }

    @ParameterizedTest
    @CsvSource({
        "2022, 1.31, 2024-09-10, its kubelet 1.31.0 does not start a second time",
        "2019, 1.31, 2024-10-01, its kubelet 1.31.1 does not start a second time",
        "2019, 1.31, 2024-11-12, its kubelet 1.31.1 does not start a second time",
        "2022, 1.31, 2024-12-13, ''",
        "2022, 1.32, 2024-11-12, ''",
        "2022, 1.30, 2024-07-10, its update KB5040437 breaks the network of pods",
        "2019, 1.30, 2024-07-10, ''",
        "2022, 1.30, 2024-06-17, ''",
        "2022, 1.30, 2024-08-13, ''",
    })
    void releasesThatAreKnownToBeBadAreTold(int year, String kubernetes, LocalDate released, String what) {
        AmiVariant variant = AmiVariant.eks(
                WindowsRelease.parse("WINDOWS_SERVER_" + year + "_CORE"), KubernetesVersion.parse(kubernetes));

        assertThat(marks(variant, released).stream()
                        .filter(mark -> mark.startsWith("BAD"))
                        .toList())
                .isEqualTo(what.isEmpty() ? List.of() : List.of("BAD " + what));
    }

    @Test
    void whatKubernetesBreaksIsFineForOthers() {
        assertThat(marks(ECS, LocalDate.of(2024, 7, 10))).containsExactly("OLD it is older than 45 days");
    }

    @Test
    void whatNobodyCanStartIsTold() {
        assertThat(AmiMark.of(ECS, ami(TODAY, Visibility.HIDDEN), TODAY))
                .extracting(AmiMark::text)
                .containsExactly("EC2 does not show it to this account");
        assertThat(AmiMark.of(ECS, ami(TODAY, Visibility.DEPRECATED), TODAY))
                .extracting(AmiMark::text)
                .containsExactly("its owner has deprecated it");
        assertThat(AmiMark.of(ECS, ami(TODAY, Visibility.UNKNOWN), TODAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Windows_Server-2022-English-Core-ECS_Optimized-2026.08.15, 2026-08-15",
        "1.35-2026.04.18, 2026-04-18",
        "golden-2026.02.31,",
        "golden-2026.13.01,",
        "golden,",
    })
    void theDayIsInTheName(String name, LocalDate day) {
        assertThat(Ami.of("ami-1", Map.of("image_name", name)).released()).isEqualTo(Optional.ofNullable(day));
    }

    @Test
    void everyImageThatTheTablesKnowHasAParameter() {
        assertThat(AmiVariant.known().stream().map(AmiVariant::parameter))
                .doesNotHaveDuplicates()
                .hasSize(42)
                .contains(
                        "/aws/service/ami-windows-latest/Windows_Server-2016-English-Full-ECS_Optimized",
                        "/aws/service/ami-windows-latest/Windows_Server-2025-English-Core-EKS_Optimized-1.35",
                        "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-EKS_Optimized-1.31",
                        "/aws/service/ami-windows-latest/Windows_Server-2019-English-Core-Base")
                .doesNotContain(
                        "/aws/service/ami-windows-latest/Windows_Server-2025-English-Core-EKS_Optimized-1.34",
                        "/aws/service/ami-windows-latest/Windows_Server-2016-English-Full-EKS_Optimized-1.35");
    }
}
