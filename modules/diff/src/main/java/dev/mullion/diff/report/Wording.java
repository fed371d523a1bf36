package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.Finding;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.plan.Operation;
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

    /**
     * {@code 2 to replace, 1 to delete, 5 to update, 3 to create, 40 unchanged}; {@code no changes} where nothing is,
     * unless the preview told errors.
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
                parts.add(entry.getValue() + " to " + operation + mayReplace(comparison, entry));
            } else {
                others += entry.getValue();
            }
        }
        if (others > 0) {
            parts.add(others + " otherwise");
        }
        int errors = errors(comparison);
        if (errors > 0) {
            parts.add(0, "incomplete (" + count(errors, "error") + ")");
        } else if (parts.isEmpty()) {
            parts.add(comparison.unchanged() ? "no changes" : "no changes but of the configuration");
        }
        if (comparison.count(Operation.SAME) > 0) {
            parts.add(comparison.count(Operation.SAME) + " unchanged");
        }
        return String.join(", ", parts);
    }

    /** Of the diagnostics those that are errors, as Pulumi writes them: such a preview is not whole. */
    public static int errors(Comparison comparison) {
        return (int) comparison.diagnostics().stream()
                .filter(diagnostic -> diagnostic.startsWith("error"))
                .count();
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
        if (change.is(Operation.SAME) && !change.properties().isEmpty()) {
            return "same, other outputs"; // a stack whose exports change
        }
        return mayBeReplaced(change) ? "update, may replace" : change.operation();
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
        return mask.urn().isEmpty() ? "configuration" : name(mask.urn());
    }

    /** The stacks whose preview failed, then the others, each in the order of the report. */
    public static List<Report.Entry> failuresFirst(Report report) {
        return report.stacks().stream()
                .sorted(Comparator.comparing(entry -> !(entry instanceof Report.Failure)))
                .toList();
    }

    /** {@code shop/dev}. */
    public static String stack(String project, String stack) {
        return project + "/" + stack;
    }

    /** The name in a URN, behind its third delimiter; a name may hold the delimiter. */
    public static String name(String urn) {
        String[] parts = urn.split("::", 4);
        return parts[parts.length - 1];
    }

    /** Whether nothing of the resource needs reading: noise alone, or no property, as where an engine only refreshes. */
    public static boolean withoutDetails(ResourceChange change) {
        return change.onlyNoise()
                || (change.properties().isEmpty() && change.replacedBy().isEmpty());
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
