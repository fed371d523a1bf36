package dev.mullion.diff.finding;

import dev.mullion.diff.veil.Veiled;
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
    public void look(Subject subject, Resources resources, Telling telling) {
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
                && DOMAIN.matcher(Read.text(subject.after(), "name")).find();
        if (directory || association || joins(subject)) {
            telling.warning(
                    "domain-identity-changed", subject, "how " + subject.name() + " joins or uses its domain changed");
        }
    }

    private static void containers(Subject subject, Telling telling) {
        Map<String, Veiled> before = named(subject.before());
        named(subject.after()).forEach((name, container) -> {
            Veiled old = before.get(name);
            if (old == null) {
                return;
            }
            String from = Read.text(old, "image");
            String to = Read.text(container, "image");
            if (!from.equals(to)) {
                telling.note(
                        "image-changed",
                        subject,
                        "image of container " + name + " in " + subject.name() + " changed from " + from + " to " + to);
            }
            boolean identity = !Read.at(old, "credentialSpecs").equals(Read.at(container, "credentialSpecs"))
                    || !Read.at(old, "dockerSecurityOptions").equals(Read.at(container, "dockerSecurityOptions"));
            if (identity) {
                telling.warning(
                        "domain-identity-changed",
                        subject,
                        "credential spec (gMSA) of container " + name + " in " + subject.name() + " changed");
            }
        });
    }

    private static Map<String, Veiled> named(Veiled.Fields inputs) {
        Map<String, Veiled> named = new LinkedHashMap<>();
        for (Veiled container : Read.list(inputs, "containerDefinitions")) {
            named.put(Read.text(container, "name"), container);
        }
        return named;
    }

    private static boolean differs(Subject subject, String path) {
        return !Read.at(subject.before(), path).equals(Read.at(subject.after(), path));
    }

    /** Whether a line about the domain is on one side of the user data alone. */
    private static boolean joins(Subject subject) {
        Optional<Veiled> before = Read.at(subject.before(), "userData");
        Optional<Veiled> after = Read.at(subject.after(), "userData");
        if (before.equals(after)
                || !(before.orElse(null) instanceof Veiled.Script old)
                || !(after.orElse(null) instanceof Veiled.Script now)) {
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
