package dev.mullion.cli;

import dev.mullion.core.spec.Shown;
import dev.mullion.eks.KubernetesVersion;
import dev.mullion.live.AwsClients;
import dev.mullion.live.ami.AmiFamily;
import dev.mullion.live.ami.AmiFormat;
import dev.mullion.live.ami.AmiList;
import dev.mullion.live.ami.AmiVariant;
import dev.mullion.live.ami.RegionAmis;
import dev.mullion.windows.WindowsRelease;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code mullion ami list}: the newest Windows images, as AWS says it now. */
final class AmiListCommand extends Command {
    private final Main main;
    private final Launch launch;
    private final AwsOptions aws;

    private final OptionSpec family = WordConverter.option("--family", AmiFamily.values())
            .paramLabel("FAMILY")
            .type(List.class)
            .auxiliaryTypes(AmiFamily.class)
            .initialValue(List.of())
            .description("ecs, eks or plain; may be given again (default: all).")
            .build();

    private final OptionSpec release = OptionSpec.builder("--release")
            .paramLabel("RELEASE")
            .type(List.class)
            .auxiliaryTypes(WindowsRelease.class)
            .converters(AmiListCommand::release)
            .initialValue(List.of())
            .completionCandidates(
                    Stream.of(WindowsRelease.values()).map(WindowsRelease::name).toList())
            .description("Such as WINDOWS_SERVER_2022_CORE; may be given again (default: all).")
            .build();

    private final OptionSpec kubernetes = OptionSpec.builder("--kubernetes")
            .paramLabel("VERSION")
            .type(List.class)
            .auxiliaryTypes(KubernetesVersion.class)
            .converters(AmiListCommand::kubernetes)
            .initialValue(List.of())
            .description("The images for EKS of this version alone; may be given again (default: all that EKS runs).")
            .build();

    private final OptionSpec format = WordConverter.option("--format", AmiFormat.values())
            .paramLabel("FORMAT")
            .initialValue(AmiFormat.TEXT)
            .description("text or json (default: text).")
            .build();

    private final OptionSpec output = output("list");

    AmiListCommand(Main main) {
        super("list", "Lists AWS's newest Windows images, with what speaks against each.");
        this.main = main;
        launch = main.launch();
        spec().addOption(family).addOption(release).addOption(kubernetes);
        aws = AwsOptions.ofRegions(spec());
        spec().addOption(format).addOption(output);
        explain(
                Map.of(),
                "docs/live.md",
                "mullion ami list --family ecs --region eu-west-1",
                "mullion ami list --kubernetes 1.35 --format json");
    }

    private static WindowsRelease release(String text) {
        try {
            return WindowsRelease.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("got " + Shown.text(text) + "; " + e.getMessage());
        }
    }

    private static KubernetesVersion kubernetes(String text) {
        try {
            return KubernetesVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("got " + Shown.text(text) + "; " + e.getMessage());
        }
    }

    @Override
    public Integer call() throws IOException {
        List<AmiVariant> variants = variants();
        LocalDate today = launch.today();
        AmiFormat as = format.getValue();
        List<RegionAmis> answers = AwsClients.with(aws.settings(launch.environment()), clients -> {
            List<String> regions = aws.regions().isEmpty() ? List.of(clients.region()) : aws.regions();
            return AmiList.of(clients, regions, variants, today, (region, count) -> {
                if (launch.isTerminal("err")) {
                    err().println("mullion: " + region + " has answered (" + count + " of " + regions.size() + ")");
                }
            });
        });
        write(main.target(output.getValue()), launch, this::defused, out -> as.write(answers, today, out));
        List<String> problems = answers.stream()
                .flatMap(answer -> answer.problems().stream())
                .map(Throwable::getMessage)
                .distinct()
                .toList();
        problems.forEach(err()::println);
        return problems.isEmpty() ? 0 : Main.REFUSED;
    }

    private List<AmiVariant> variants() {
        List<AmiFamily> families = family.getValue();
        List<WindowsRelease> releases = release.getValue();
        List<KubernetesVersion> versions = kubernetes.getValue();
        if (!versions.isEmpty() && !families.isEmpty() && !families.equals(List.of(AmiFamily.EKS))) {
            throw misused("--kubernetes goes with --family eks alone");
        }
        List<AmiFamily> wanted = versions.isEmpty() ? families : List.of(AmiFamily.EKS);
        List<AmiVariant> all = versions.isEmpty() ? AmiVariant.known() : AmiVariant.of(versions);
        List<AmiVariant> variants = all.stream()
                .filter(variant -> wanted.isEmpty() || wanted.contains(variant.family()))
                .filter(variant -> releases.isEmpty() || releases.contains(variant.release()))
                .toList();
        if (variants.isEmpty()) {
            throw misused("AWS publishes no such image; mullion ami list without options lists all");
        }
        return variants;
    }

    private String defused(String result) {
        return format.getValue() == AmiFormat.TEXT
                ? WorkflowCommands.defused(result)
                : WorkflowCommands.defusedJson(result);
    }
}
