package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What tasks run, and as whom. */
final class TaskRule implements Findings.Rule {
    private static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";
    private static final Pattern DOMAIN = Pattern.compile(
            "Add-Computer|-DomainName|domainName|JoinDomain|AWS-JoinDirectoryServiceDomain|credentialspec|gMSA|directoryId",
            Pattern.CASE_INSENSITIVE);

    @Override
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        if (!subject.stays()) {
            return;
        }
        if (subject.is(TASK)) {
            containers(subject, telling);
        }
        boolean directory = subject.is("aws:directoryservice/directory:Directory")
                || (subject.is("aws:fsx/windowsFileSystem:WindowsFileSystem")
                        && (differs(subject, "selfManagedActiveDirectory") || differs(subject, "activeDirectoryId")));
        boolean association = subject.is("aws:ssm/association:Association")
                && DOMAIN.matcher(Values.text(subject.after(), "name")).find();
        if (directory || association || joins(subject)) {
            telling.warning(
                    "domain-identity-changed", subject, "how " + subject.name() + " joins or uses its domain changed");
        }
    }

    private static void containers(ChangedResource subject, FindingCollector telling) {
        Map<String, MaskedValue> before = named(subject.before());
        named(subject.after()).forEach((name, container) -> {
            MaskedValue old = before.get(name);
            if (old == null) {
                return;
            }
            String from = Values.text(old, "image");
            String to = Values.text(container, "image");
            if (!from.equals(to)) {
                telling.note(
                        "image-changed",
                        subject,
                        "image of container " + name + " in " + subject.name() + " changed from " + from + " to " + to);
            }
            boolean identity = !Values.at(old, "credentialSpecs").equals(Values.at(container, "credentialSpecs"))
                    || !Values.at(old, "dockerSecurityOptions").equals(Values.at(container, "dockerSecurityOptions"));
            if (identity) {
                telling.warning(
                        "domain-identity-changed",
                        subject,
                        "credential spec (gMSA) of container " + name + " in " + subject.name() + " changed");
            }
        });
    }

    private static Map<String, MaskedValue> named(MaskedValue.Fields inputs) {
        Map<String, MaskedValue> named = new LinkedHashMap<>();
        for (MaskedValue container : Values.list(inputs, "containerDefinitions")) {
            named.put(Values.text(container, "name"), container);
        }
        return named;
    }

    private static boolean differs(ChangedResource subject, String path) {
        return !Values.at(subject.before(), path).equals(Values.at(subject.after(), path));
    }

    /** Whether a line about the domain is on one side of the user data alone. */
    private static boolean joins(ChangedResource subject) {
        Optional<MaskedValue> before = Values.at(subject.before(), "userData");
        Optional<MaskedValue> after = Values.at(subject.after(), "userData");
        if (before.equals(after)
                || !(before.orElse(null) instanceof MaskedValue.Script old)
                || !(after.orElse(null) instanceof MaskedValue.Script now)) {
            return false;
        }
        return !domainLines(old.text()).equals(domainLines(now.text()));
    }

    private static Set<String> domainLines(String text) {
        Set<String> lines = new TreeSet<>();
        for (String line : List.of(text.split("\n", -1))) {
            if (DOMAIN.matcher(line).find()) {
                lines.add(line.strip());
            }
        }
        return lines;
    }
}
