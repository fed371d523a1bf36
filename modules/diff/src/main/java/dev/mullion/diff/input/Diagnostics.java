package dev.mullion.diff.input;

import dev.mullion.diff.Violation;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.PropertyValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The messages of a run, without those that a digest leaves out: what is for debugging, fleeting or empty. */
final class Diagnostics {
    /** A terminal's escape sequences, which programs print, and the engine's own marks for colour. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|<\\{%[^%]*%}>");

    private final InputText source;
    private final List<Diagnostic> read = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    Diagnostics(InputText source) {
        this.source = source;
    }

    /** In the order of the file. */
    List<Diagnostic> all() {
        return read;
    }

    /** Reads the object here, of a digest or of an event. */
    void read() throws IOException {
        Draft draft = new Draft();
        source.object(draft::field);
        if (!draft.severity.equals("debug") && !draft.ephemeral) {
            add(severity(draft.severity), draft.urn, draft.prefix + draft.message);
        }
    }

    /**
     * Reads the event here of a policy that the run breaks.
     *
     * @param level what the stack makes of it, where the event does not say so
     */
    void readPolicy(String level) throws IOException {
        Policy policy = new Policy();
        policy.level = level;
        source.object(policy::field);
        violations.add(new Violation(
                policy.pack, policy.version, policy.name, policy.level, policy.severity, policy.urn, policy.text()));
    }

    /** In the order of the file. */
    List<Violation> violations() {
        return violations;
    }

    void add(Diagnostic.Severity severity, Optional<String> urn, String message) {
        String plain = COLOUR.matcher(message).replaceAll("").stripTrailing();
        if (!plain.isEmpty()) {
            read.add(new Diagnostic(urn, plain + "\n", severity));
        }
    }

    /** Also {@code info#err}: what the program wrote to its standard error. */
    private static Diagnostic.Severity severity(String word) {
        return switch (word) {
            case "error" -> Diagnostic.Severity.ERROR;
            case "warning" -> Diagnostic.Severity.WARNING;
            default -> Diagnostic.Severity.INFO;
        };
    }

    private final class Draft {
        private Optional<String> urn = Optional.empty();
        private String prefix = "";
        private String message = "";
        private String severity = "info";
        private boolean ephemeral;

        void field(String key) throws IOException {
            switch (key) {
                case "urn" -> urn = source.optionalText();
                case "prefix" -> prefix = source.text();
                case "message" -> message = source.text();
                case "severity" -> severity = source.text();
                case "ephemeral" -> ephemeral = source.flag();
                default -> source.skip();
            }
        }
    }

    private final class Policy {
        private Optional<String> urn = Optional.empty();
        private String pack = "";
        private String name = "";
        private String message = "";
        private String level = "";
        private String version = "";
        private String severity = "";
        private final PropertyReader properties = new PropertyReader(source);
        private PropertyValue.Fields before = PropertyValue.Fields.NONE;
        private PropertyValue.Fields after = PropertyValue.Fields.NONE;

        /** A remediation has no words: it changes the resource's inputs before anything is done. */
        String text() {
            if (!message.isEmpty() || before.equals(after)) {
                return COLOUR.matcher(message).replaceAll("").strip();
            }
            TreeSet<String> names = new TreeSet<>(before.values().keySet());
            names.addAll(after.values().keySet());
            names.removeIf(name ->
                    Objects.equals(before.values().get(name), after.values().get(name)));
            return "changes " + String.join(", ", names);
        }

        void field(String key) throws IOException {
            switch (key) {
                case "before" -> before = properties.fields();
                case "after" -> after = properties.fields();
                case "resourceUrn" -> urn = source.optionalText();
                case "policyPackName" -> pack = source.text();
                case "policyName" -> name = source.text();
                case "message" -> message = source.text();
                case "enforcementLevel" -> level = source.text();
                case "policyPackVersionTag" -> version = source.text();
                case "severity" -> severity = source.text();
                default -> source.skip();
            }
        }
    }
}
