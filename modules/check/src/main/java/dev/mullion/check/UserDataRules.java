package dev.mullion.check;

import dev.mullion.check.BootScript.Form;
import dev.mullion.core.userdata.UserData;
import dev.mullion.diff.masking.SecretPlace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What EC2 and the launch agent of Windows take, and what PowerShell can parse. */
final class UserDataRules implements Checks.Look {
    private static final Pattern TYPOGRAPHIC = Pattern.compile("[\u2013\u2014\u2018\u2019\u201C\u201D]");

    private static final Pattern RESTART = Pattern.compile(
            "(?:^|[;{(|&\\s])(Restart-Computer|shutdown(?:\\.exe)?\\s{1,9}[/-]r)(?![\\w-])",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** Who knows it restarts in another way only where it has to. */
    private static final Pattern EXIT_CODE = Pattern.compile("exit\\s{1,9}3010", Pattern.CASE_INSENSITIVE);

    private static final String DOWNLOAD =
            "(?:DownloadString|Invoke-WebRequest|Invoke-RestMethod|\\b(?:iwr|irm|curl|wget)\\b)";

    private static final Pattern DOWNLOADED = Pattern.compile(
            "\\b(?:iex|Invoke-Expression)\\b[^\\n]{0,300}?" + DOWNLOAD + "|" + DOWNLOAD
                    + "[^\\n]{0,300}?\\|\\s{0,9}(?:iex|Invoke-Expression)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final int FIRST_OF_LAUNCH_V2 = 2022;

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (Machine machine : all.machines()) {
            machine.userData().ifPresent(userData -> {
                PlanResource resource = machine.resource();
                secrets(userData, resource, collector);
                if (all.isWindows(machine) || userData.encodedTwice()) {
                    encoding(userData, resource, collector);
                    form(userData, machine, all.hasWindowsImage(machine), collector);
                    agent(userData, resource, all.year(machine).orElse(FIRST_OF_LAUNCH_V2), collector);
                    userData.scripts().forEach(script -> script(script, resource, collector));
                }
            });
        }
    }

    private static void secrets(BootScript userData, PlanResource resource, FindingCollector collector) {
        List<SecretPlace> places = collector.secrets(userData.text());
        if (!places.isEmpty()) {
            SecretPlace first = places.get(0);
            String more = places.size() == 1 ? "" : ", and " + (places.size() - 1) + " more";
            collector.add(
                    Rule.SECRET_IN_USER_DATA,
                    resource,
                    "user data holds a secret on line " + first.line() + " (" + first.reason() + ")" + more);
        }
    }

    private static void encoding(BootScript userData, PlanResource resource, FindingCollector collector) {
        if (userData.size() > UserData.MAX_BYTES) {
            collector.add(
                    Rule.USER_DATA_TOO_LARGE,
                    resource,
                    String.format(
                            Locale.ROOT,
                            "user data of %,d bytes, %,d more than %,d",
                            userData.size(),
                            userData.size() - UserData.MAX_BYTES,
                            UserData.MAX_BYTES));
        }
        if (!userData.encoded()) {
            collector.add(Rule.USER_DATA_NOT_ENCODED, resource, "user data is no base64");
        }
        if (userData.encodedTwice()) {
            collector.add(Rule.USER_DATA_ENCODED_TWICE, resource, "user data is base64 within base64");
        }
        if (userData.marked()) {
            collector.add(Rule.USER_DATA_MARKED, resource, "user data is UTF-16 or begins with a byte order mark");
        }
    }

    private static void form(BootScript userData, Machine machine, boolean windowsImage, FindingCollector collector) {
        PlanResource resource = machine.resource();
        userData.tags().forEach(fault -> collector.add(fault.rule(), resource, fault.what()));
        boolean plain = machine.kind() == Machine.Kind.NODE_CLASS; // Karpenter brings the tags
        switch (userData.form()) {
            case MULTIPART ->
                collector.add(Rule.USER_DATA_MULTIPART, resource, "user data is a MIME multipart message");
            case LINUX ->
                collector.add(
                        Rule.USER_DATA_OF_LINUX,
                        resource,
                        "user data is a shell script or cloud-init's, the image Windows");
            case TEXT -> {
                boolean told = userData.encodedTwice() || !userData.tags().isEmpty();
                if (windowsImage && !plain && !told && !BootScript.isReference(userData.text())) {
                    collector.add(Rule.SCRIPT_WITHOUT_TAG, resource, "user data has no tag");
                }
            }
            default -> {
                // what Windows takes
            }
        }
    }

    private static void agent(BootScript userData, PlanResource resource, int year, FindingCollector collector) {
        if (year >= FIRST_OF_LAUNCH_V2) {
            find(RESTART, userData)
                    .filter(found -> find(EXIT_CODE, userData).isEmpty())
                    .ifPresent(found -> collector.add(
                            Rule.RESTART_IN_SCRIPT,
                            resource,
                            found.group(1).toLowerCase(Locale.ROOT).startsWith("s")
                                    ? "shutdown in user data"
                                    : "Restart-Computer in user data"));
        } else if (userData.form() == Form.TASKS || userData.detached()) {
            collector.add(
                    Rule.LAUNCH_AGENT_TOO_OLD,
                    resource,
                    (userData.detached() ? "<detach>" : "user data in YAML") + " on Windows Server " + year);
        }
        if (find(DOWNLOADED, userData).isPresent()) {
            collector.add(Rule.DOWNLOADED_CODE, resource, "user data downloads code and runs it by Invoke-Expression");
        }
    }

    private static Optional<Matcher> find(Pattern pattern, BootScript userData) {
        Matcher found = pattern.matcher(userData.code());
        return found.find() ? Optional.of(found) : Optional.empty();
    }

    private static void script(BootScript.Script script, PlanResource resource, FindingCollector collector) {
        script.parsed()
                .fault()
                .ifPresent(
                        fault -> collector.add(Rule.POWERSHELL_BROKEN, resource, "PowerShell in user data: " + fault));
        String code = script.parsed().code();
        Matcher typographic = TYPOGRAPHIC.matcher(code);
        if (typographic.find()) {
            long before = code.chars()
                    .limit(typographic.start())
                    .filter(c -> c == '\n')
                    .count();
            collector.add(
                    Rule.SCRIPT_NOT_ASCII,
                    resource,
                    "a typographic dash or quote on line " + (script.line() + before) + " of user data");
        }
    }
}
