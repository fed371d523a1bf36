package dev.mullion.diff.finding;

import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What tasks run, and as whom. */
final class TaskRule implements Findings.Rule {
    private static final String OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
    private static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";

    /** What a script, a document or a directory's settings hold where they are about a domain. */
    static final List<String> DOMAIN_WORDS = List.of(
            "Add-Computer",
            "DomainName",
            "JoinDomain",
            "AWS-JoinDirectoryServiceDomain",
            "CredentialSpec",
            "gMSA",
            "DirectoryId");

    /** The step of a script that gets another one. */
    private static final String FETCHING = "-Name 'Get-UserData'";

    private static final Pattern DOMAIN = Pattern.compile(String.join("|", DOMAIN_WORDS), Pattern.CASE_INSENSITIVE);

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!resource.stays()) {
            return;
        }
        if (resource.is(TASK)) {
            containers(resource, collector);
        }
        boolean directory = resource.is("aws:directoryservice/directory:Directory")
                || (resource.is("aws:fsx/windowsFileSystem:WindowsFileSystem")
                        && (differs(resource, "selfManagedActiveDirectory") || differs(resource, "activeDirectoryId")));
        boolean association = resource.is("aws:ssm/association:Association")
                && DOMAIN.matcher(Values.text(resource.after(), "name")).find();
        if (directory || association || joins(resource, resources)) {
            collector.add(
                    FindingId.DOMAIN_IDENTITY_CHANGED,
                    resource,
                    "how " + resource.name() + " joins or uses its domain changed");
        }
    }

    private static void containers(ChangedResource resource, FindingCollector collector) {
        Map<String, MaskedValue> before = named(resource.before());
        named(resource.after()).forEach((name, container) -> {
            MaskedValue old = before.get(name);
            if (old == null) {
                return;
            }
            String from = Values.text(old, "image");
            String to = Values.text(container, "image");
            if (!from.equals(to)) {
                collector.add(
                        FindingId.IMAGE_CHANGED,
                        resource,
                        "image of container " + name + " in " + resource.name() + " changed from " + from + " to "
                                + to);
            }
            boolean identity = !Values.at(old, "credentialSpecs").equals(Values.at(container, "credentialSpecs"))
                    || !Values.at(old, "dockerSecurityOptions").equals(Values.at(container, "dockerSecurityOptions"));
            if (identity) {
                collector.add(
                        FindingId.DOMAIN_IDENTITY_CHANGED,
                        resource,
                        "credential spec (gMSA) of container " + name + " in " + resource.name() + " changed");
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

    private static boolean differs(ChangedResource resource, String path) {
        return !Values.at(resource.before(), path).equals(Values.at(resource.after(), path));
    }

    /** Whether a line about the domain is on one side of the script alone that a machine boots with. */
    private static boolean joins(ChangedResource resource, Resources resources) {
        Optional<String> before = script(resource, resource.before());
        Optional<String> after = script(resource, resource.after());
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        // A script may move to S3 or back; where both are there, the object itself is compared.
        boolean fetchedBefore = before.get().contains(FETCHING);
        boolean fetchedAfter = after.get().contains(FETCHING);
        if (fetchedBefore != fetchedAfter) {
            before = fetchedBefore ? stored(before.get(), resources, ChangedResource::before) : before;
            after = fetchedAfter ? stored(after.get(), resources, ChangedResource::after) : after;
        }
        return before.isPresent()
                && after.isPresent()
                && !domainLines(before.get()).equals(domainLines(after.get()));
    }

    /** In user data, or kept in S3 by what is in user data. */
    private static Optional<String> script(ChangedResource resource, MaskedValue.Fields inputs) {
        if (resource.is(OBJECT) && Values.text(inputs, "key").endsWith(".ps1")) {
            return Optional.of(Values.text(inputs, "content"));
        }
        return Values.at(inputs, "userData")
                .filter(MaskedValue.Script.class::isInstance)
                .map(script -> ((MaskedValue.Script) script).text());
    }

    /** What a script gets from S3. */
    private static Optional<String> stored(
            String fetching, Resources resources, Function<ChangedResource, MaskedValue.Fields> side) {
        return resources
                .changed()
                .filter(resource -> resource.is(OBJECT))
                .map(side)
                .filter(inputs -> {
                    String key = Values.text(inputs, "key");
                    return !key.isEmpty() && fetching.contains(key);
                })
                .map(inputs -> Values.text(inputs, "content"))
                .findFirst();
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
