package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.Finding;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.Outcome;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.Run;
import dev.mullion.diff.Violation;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that every report uses for the same thing. Names and paths in them are the plan's own, not escaped. */
public final class Wording {
    /** The gravest first; what is not here comes behind, by its name. */
    private static final List<String> OPERATIONS = Stream.of(
                    Operation.REPLACE,
                    Operation.DELETE,
                    Operation.UPDATE,
                    Operation.CREATE,
                    Operation.IMPORT,
                    Operation.READ,
                    Operation.REFRESH)
            .map(Operation::word)
            .toList();

    /** The {@link #rank} of an operation that no report has a sign for. */
    static final int OTHER = OPERATIONS.size();

    /** More would be no verdict. */
    private static final String OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

    /** A SHA-256, or what stands in for it in a preview without an engine. */
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b|\\$\\{[^}]*Sha256\\([^}]*\\)\\}");

    private static final int MAX_OPERATIONS = 7;

    private Wording() {}

    /** {@code 1 property}, {@code 3 properties}. */
    public static String count(int number, String singular, String plural) {
        return number + " " + (number == 1 ? singular : plural);
    }

    /** {@code 1 value}, {@code 3 values}. */
    public static String count(int number, String noun) {
        return count(number, noun, noun + "s");
    }

    /** What became of resources, by the operation's word. */
    private static final Map<String, String> DONE = Map.of(
            Operation.REPLACE.word(), "replaced",
            Operation.DELETE.word(), "deleted",
            Operation.UPDATE.word(), "updated",
            Operation.CREATE.word(), "created",
            Operation.IMPORT.word(), "imported",
            Operation.READ.word(), "read",
            Operation.REFRESH.word(), "refreshed");

    /** {@code Preview of}, or of what the file tells. */
    public static String title(Report.Entry entry) {
        Run run = entry instanceof Comparison comparison ? comparison.run() : Run.PREVIEW;
        return run.title() + " of";
    }

    /**
     * {@code 2 to replace, 1 to delete, 5 to update, 3 to create, 40 unchanged}; {@code 2 replaced} where it was done;
     * {@code no changes} where nothing is, unless the preview told errors.
     *
     * @param foreign how a format writes an operation that it does not know
     */
    public static String verdict(Comparison comparison, UnaryOperator<String> foreign) {
        List<String> parts = new ArrayList<>();
        int others = 0;
        for (Map.Entry<String, Integer> entry : sorted(comparison)) {
            boolean known = rank(entry.getKey()) < OTHER;
            if (parts.size() < MAX_OPERATIONS) {
                String operation = known ? entry.getKey() : foreign.apply(entry.getKey());
                told(comparison, entry, operation).forEach(tally -> parts.add(tally.text()));
            } else {
                others += entry.getValue();
            }
        }
        int broken = (int)
                comparison.violations().stream().filter(Violation::isMandatory).count();
        if (broken > 0) {
            parts.add(0, count(broken, "mandatory policy", "mandatory policies") + " broken");
        }
        if (others > 0) {
            parts.add(others + " otherwise");
        }
        int errors = comparison.errors();
        if (errors > 0) {
            parts.add(0, "incomplete (" + count(errors, "error") + ")");
        } else if (parts.isEmpty()) {
            parts.add(but(comparison));
        }
        if (comparison.count(Operation.SAME) > 0) {
            parts.add(comparison.count(Operation.SAME) + " unchanged");
        }
        return String.join(", ", parts);
    }

    /**
     * How many resources meet the same.
     *
     * @param operation the operation's word
     * @param words what the number is of: {@code to update}, {@code failed to update}
     */
    record Tally(String operation, int number, String words, Outcome outcome) {
        String text() {
            return number + " " + words;
        }
    }

    /** What happens to resources, or happened, the gravest first. */
    static List<Tally> tallies(Comparison comparison) {
        return sorted(comparison).stream()
                .flatMap(entry -> told(comparison, entry, entry.getKey()).stream())
                .toList();
    }

    private static List<Tally> told(Comparison comparison, Map.Entry<String, Integer> entry, String operation) {
        String key = entry.getKey();
        if (!comparison.run().happened()) {
            String words = "to " + operation + mayReplace(comparison, entry);
            return List.of(new Tally(key, entry.getValue(), words, Outcome.PLANNED));
        }
        int failed = count(comparison, key, Outcome.FAILED);
        int unfinished = count(comparison, key, Outcome.UNFINISHED);
        int done = entry.getValue() - failed - unfinished;
        return Stream.of(
                        new Tally(key, failed, "failed to " + operation, Outcome.FAILED),
                        new Tally(key, unfinished, operation + " not finished", Outcome.UNFINISHED),
                        new Tally(key, done, DONE.getOrDefault(key, operation), Outcome.DONE))
                .filter(tally -> tally.number() > 0)
                .toList();
    }

    private static int count(Comparison comparison, String operation, Outcome outcome) {
        return (int) comparison.changes().stream()
                .filter(change -> change.operation().equals(operation) && change.outcome() == outcome)
                .count();
    }

    /**
     * Where no resource changes: {@code no changes}, {@code no changes but of the configuration}. What means something all
     * the same are options, such as that one is no longer protected, and what a state says that Pulumi is to do.
     */
    static String but(Comparison comparison) {
        List<String> parts = new ArrayList<>();
        if (!configuration(comparison).isEmpty()) {
            parts.add("the configuration");
        }
        if (!outputs(comparison).isEmpty()) {
            parts.add("stack outputs");
        }
        List<Finding> untouched = comparison.changes().isEmpty() ? comparison.findings() : List.of();
        if (!untouched.stream().allMatch(Wording::isDue)) {
            parts.add("resource options");
        }
        if (untouched.stream().anyMatch(Wording::isDue)) {
            parts.add("what Pulumi does next");
        }
        return parts.isEmpty() ? "no changes" : "no changes but of " + String.join(" and ", parts);
    }

    private static boolean isDue(Finding finding) {
        return finding.id() == FindingId.TAINTED || finding.id() == FindingId.UPDATE_INCOMPLETE;
    }

    /** What the stack exports otherwise, each with its name alone as path. */
    public static List<PropertyChange> outputs(Comparison comparison) {
        return comparison.changes().stream()
                .filter(Wording::isOutputs)
                .flatMap(change -> change.properties().stream())
                .map(property -> new PropertyChange(
                        property.path().replaceFirst("^outputs\\.?", ""),
                        property.kind(),
                        property.replaces(),
                        property.noise(),
                        property.content()))
                .toList();
    }

    /** Whether it is the stack itself, of which only what it exports changes. */
    static boolean isOutputs(ResourceChange change) {
        return change.type().equals(Urns.STACK_TYPE)
                && change.properties().stream()
                        .anyMatch(property -> property.path().startsWith("outputs"));
    }

    /** The resources of which something changed outside of Pulumi. */
    public static List<ResourceChange> drifted(Comparison comparison) {
        return comparison.changes().stream()
                .filter(change -> !change.drift().isEmpty())
                .toList();
    }

    private static List<Map.Entry<String, Integer>> sorted(Comparison comparison) {
        return comparison.counts().entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && !Operation.SAME.is(entry.getKey()))
                .sorted(Comparator.comparing((Map.Entry<String, Integer> entry) -> rank(entry.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static String mayReplace(Comparison comparison, Map.Entry<String, Integer> operation) {
        long may = comparison.changes().stream()
                .filter(change -> mayBeReplaced(change) && change.operation().equals(operation.getKey()))
                .count();
        return may == 0 ? "" : " (" + may + " may replace)";
    }

    /** Lower is graver. */
    public static int rank(String operation) {
        int rank = OPERATIONS.indexOf(operation);
        return rank < 0 ? OTHER : rank;
    }

    /** Whether an operation is one of Pulumi's words, which need no escaping. */
    static boolean isKnown(String operation) {
        return rank(operation) < OTHER || Operation.SAME.is(operation);
    }

    /** Whether nobody knows if this update replaces the resource. */
    public static boolean mayBeReplaced(ResourceChange change) {
        return change.is(Operation.UPDATE) && !change.replacedBy().isEmpty();
    }

    /** {@code update, may replace} where that is all that is known, else the operation. */
    public static String operation(ResourceChange change) {
        String operation = mayBeReplaced(change) ? "update, may replace" : change.operation();
        return switch (change.outcome()) {
            case PLANNED, DONE -> operation;
            case FAILED -> operation + " failed";
            case UNFINISHED -> operation + ", not finished";
        };
    }

    /** Whether the resource that there is will be gone, and that is no matter of course. */
    public static boolean goes(ResourceChange change) {
        return (change.is(Operation.REPLACE) && !isNewVersion(change)) || change.is(Operation.DELETE);
    }

    /**
     * Whether an object of S3 that is named by its content has another one: the key follows, so that to Pulumi it is another
     * object, which is there before the old one goes. To a reader its content changed.
     */
    public static boolean isNewVersion(ResourceChange change) {
        return change.is(Operation.REPLACE)
                && change.type().equals(OBJECT)
                && change.replacedBy().stream().allMatch(reason -> reason.path().equals("key"))
                && change.properties().stream()
                        .anyMatch(property -> property.path().equals("content") && property.kind() == Kind.UPDATE)
                && change.properties().stream()
                        .anyMatch(property -> property.path().equals("key") && isNamedByContent(property.content()));
    }

    private static boolean isNamedByContent(PropertyChange.Content key) {
        return key instanceof PropertyChange.Value value
                && value.before().filter(text -> HASH.matcher(text).find()).isPresent()
                && value.after().filter(text -> HASH.matcher(text).find()).isPresent();
    }

    /** The changes that a reviewer must not miss: replaced, deleted, then those that may be replaced. */
    public static List<ResourceChange> replacedAndDeleted(Comparison comparison) {
        return comparison.changes().stream()
                .filter(change -> goes(change) || mayBeReplaced(change))
                .sorted(Comparator.comparing(change -> rank(change.operation())))
                .toList();
    }

    /** All changes, the gravest first, those without details last; otherwise in the order of the comparison. */
    public static List<ResourceChange> ordered(Comparison comparison) {
        return comparison.changes().stream()
                .filter(change -> !isOutputs(change))
                .sorted(Comparator.comparing(Wording::withoutDetails)
                        .thenComparing(change -> rank(change.operation()))
                        .thenComparing(change -> !mayBeReplaced(change)))
                .toList();
    }

    /** {@code aws:ec2/launchTemplate:LaunchTemplate} is {@code aws:ec2:LaunchTemplate} to a reader. */
    public static String type(String token) {
        int slash = token.indexOf('/');
        int colon = token.lastIndexOf(':');
        boolean repeated = slash > 0
                && slash < colon
                && token.substring(slash + 1, colon).equalsIgnoreCase(token.substring(colon + 1));
        return repeated ? token.substring(0, slash) + token.substring(colon) : token;
    }

    /** {@code danger}, {@code warning} or {@code note}. */
    public static String severity(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    /** The resource's name, or {@code configuration}. */
    public static String place(Mask mask) {
        return mask.urn().isEmpty() ? "configuration" : Urns.name(mask.urn());
    }

    /** {@code shop/dev}. */
    public static String stack(String project, String stack) {
        return project + "/" + stack;
    }

    /** A policy that is broken, in a line without the resource. */
    static String policy(Violation violation) {
        String version = violation.version().isEmpty() ? "" : "@" + violation.version();
        String severity = violation.severity().isEmpty() ? "" : ", " + violation.severity() + " severity";
        return violation.pack() + version + " " + violation.rule() + " (" + violation.level() + severity + ")";
    }

    /** Whether nothing of the resource needs reading: noise alone, or no property, as where an engine only refreshes. */
    public static boolean withoutDetails(ResourceChange change) {
        return change.onlyNoise()
                || (change.properties().isEmpty()
                        && change.replacedBy().isEmpty()
                        && change.drift().isEmpty());
    }

    /** Whether there is something to read at the resource itself: what drifted has a place of its own. */
    static boolean hasDetails(ResourceChange change) {
        return !change.onlyNoise()
                && (!change.properties().isEmpty() || !change.replacedBy().isEmpty());
    }

    /** {@code 3 order-only changes, 2 tag-only changes}; empty without noise. */
    public static String noise(ResourceChange change) {
        if (change.is(Operation.CREATE) || change.is(Operation.DELETE)) {
            boolean tags = change.properties().stream().anyMatch(property -> property.noise() == Noise.TAGS);
            return tags ? "tags that are not shown" : "";
        }
        List<String> parts = new ArrayList<>();
        noise(change, Noise.ORDER, "order-only change", parts);
        noise(change, Noise.TAGS, "tag-only change", parts);
        noise(change, Noise.SPELLING, "spelling-only change", parts);
        noise(change, Noise.INTERNAL, "internal change", parts);
        noise(change, Noise.IGNORED, "ignored change", parts);
        return String.join(", ", parts);
    }

    private static void noise(ResourceChange change, Noise noise, String noun, List<String> parts) {
        int number = (int) change.properties().stream()
                .filter(property -> property.noise() == noise)
                .count();
        if (number > 0) {
            parts.add(count(number, noun));
        }
    }

    /** What differs and is not noise. */
    public static List<PropertyChange> telling(ResourceChange change) {
        return telling(change.properties());
    }

    /** What differs in the configuration and is not noise. */
    public static List<PropertyChange> configuration(Comparison comparison) {
        return telling(comparison.configuration());
    }

    /** What is masked in what a report shows: nothing where nothing changes. */
    public static List<Mask> masks(Comparison comparison) {
        return comparison.unchanged() ? List.of() : comparison.masks();
    }

    private static List<PropertyChange> telling(List<PropertyChange> properties) {
        return properties.stream()
                .filter(property -> property.noise() == Noise.NONE)
                .toList();
    }

    /** {@code PowerShell, from base64}. */
    public static String form(PropertyChange.Text text) {
        String language =
                switch (text.language()) {
                    case "powershell" -> "PowerShell";
                    case "json" -> "JSON";
                    case "yaml" -> "YAML";
                    case "xml" -> "XML";
                    default -> text.language();
                };
        return text.encoding().isEmpty() ? language : language + ", from " + text.encoding();
    }
}
