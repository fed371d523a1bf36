package dev.mullion.ec2;

import dev.mullion.core.files.ProjectFolder;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.Steps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * PowerShell files of the user that run as steps of the user data, in order, around Mullion's own; {@link OwnScript} says
 * how.
 *
 * <pre>{@code
 * steps:
 *   before: [scripts/install-certificates.ps1]
 *   once: [scripts/attach-volume.ps1]
 *   afterDomainJoin: [scripts/map-share.ps1]
 *   after: [scripts/register-monitoring.ps1]
 * }</pre>
 *
 * @param before files of the project, relative to its directory, of at most 16 KiB, that run before the instance joins; at
 *     most 50
 * @param once files that run at the machine's first boot alone, once it is in its domain, where it joins one, and before it joins
 *     what it is for; at most 25
 * @param afterDomainJoin files that run at every boot there, behind those of {@code once}; at most 25
 * @param after files that run after it joined; at most 50
 */
@GenerateBuilder
public record StepsSpec(
        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.UserData", example = "[install-agent.ps1]")
        List<String> before,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.UserData", example = "[install-iis-modules.ps1]")
        List<String> once,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.UserData", example = "[map-shares.ps1]")
        List<String> afterDomainJoin,

        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.UserData", example = "[announce.ps1]")
        List<String> after)
        implements Spec {
    /** A file that is alone larger than all user data of EC2. */
    private static final int MAX_KIB = 16;

    /** No steps of the user. */
    public static final StepsSpec NONE = builder().unchecked();

    public static StepsSpecBuilder builder() {
        return new StepsSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        check(before, problems.at("before"));
        check(once, problems.at("once"));
        check(afterDomainJoin, problems.at("afterDomainJoin"));
        check(after, problems.at("after"));
    }

    private static void check(List<String> files, Problems problems) {
        for (int i = 0; i < files.size(); i++) {
            if (!files.get(i).endsWith(".ps1")) {
                problems.at(i).refuse(files.get(i), "use a PowerShell file whose name ends in .ps1");
            }
        }
    }

    /**
     * Our steps around and between the user's own, whose files are read now.
     *
     * @param first ours that run before any file of the user
     * @param ours ours that run between those of {@code before} and {@code after}; the domain join among them comes before those
     *     of {@code once} and {@code afterDomainJoin}
     * @param directory what the files are relative to
     * @param problems where a file that can not be read is refused, below its key
     */
    public Steps around(List<BootStep.Step> first, List<BootStep.Step> ours, Path directory, Problems problems) {
        Map<String, OwnScript> known = new HashMap<>(); // what is named again is not kept again
        int joined = 0;
        for (int i = 0; i < ours.size(); i++) {
            joined = ours.get(i).step() instanceof DomainJoinStep ? i + 1 : joined;
        }
        return new Steps(
                first,
                read(before, directory, known, problems.at("before")),
                ours.subList(0, joined),
                read(once, directory, known, problems.at("once")),
                read(afterDomainJoin, directory, known, problems.at("afterDomainJoin")),
                ours.subList(joined, ours.size()),
                read(after, directory, known, problems.at("after")));
    }

    private static List<OwnScript> read(
            List<String> files, Path directory, Map<String, OwnScript> known, Problems problems) {
        List<OwnScript> scripts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String file = files.get(i);
            try {
                if (!known.containsKey(file)) {
                    known.put(file, new OwnScript(file, new ProjectFolder(directory).readText(file, MAX_KIB)));
                }
                scripts.add(Objects.requireNonNull(known.get(file)));
            } catch (ProjectFolder.RefusedException e) {
                problems.at(i).refuse(file, e.use());
            }
        }
        return scripts;
    }
}
